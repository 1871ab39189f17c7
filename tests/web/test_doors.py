"""Every page is opened by whom it is meant for, and by nobody else: all pages, all roles, own and foreign bodies."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

import lantu_web
from lantu_web.audit.action import ACTIONS
from lantu_web.jobs.models import Job
from lantu_web.people.models import Account, Duty
from lantu_web.plans.models import Level

DOORS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "web" / "doors.yaml").read_text("utf-8"))
GROUPS = DOORS["groups"]
SOURCE = Path(lantu_web.__file__).parent
LEVELS = (Level.INTERNAL, Level.WORK_SECRET)


@dataclass(frozen=True)
class Page:
    """A page of the web.

    Attributes:
        open: Whether it opens for who is not signed in.
        parts: What stands in its address and differs.
    """

    open: bool
    parts: frozenset[str]


def pages() -> dict[str, Page]:
    """Every page by its name."""

    def walk(resolver: Any, space: str, parts: frozenset[str]) -> Iterator[tuple[str, Page]]:
        for found in resolver.url_patterns:
            more = parts | set(re.findall(r"<(?:\w+:)?(\w+)>", str(found.pattern)))
            if isinstance(found, URLPattern):
                yield f"{space}{found.name}", Page(not getattr(found.callback, "login_required", True), more)
            else:
                yield from walk(found, f"{space}{found.namespace}:" if found.namespace else space, more)

    return dict(walk(get_resolver(), "", frozenset()))


ALL = pages()
#: Logging in and programs have tests of their own.
NAMES = {name: page for name, page in ALL.items() if not name.startswith(("account_", "mfa_", "api-v1:"))}


def groups_of(name: str, level: str) -> set[str]:
    """The visitors for whom a page is meant."""
    meant = DOORS["pages"][name]
    return set(GROUPS[meant[level] if isinstance(meant, dict) else meant.removeprefix("post ")])


def is_post(name: str) -> bool:
    meant = DOORS["pages"][name]
    return (meant.get("post", False) if isinstance(meant, dict) else meant.startswith("post ")) is not False


@pytest.fixture
def world(version, planner, city) -> dict[str, Any]:
    """A version with something of every kind that pages show."""
    target = version.records.filter(type="statement", replaced_at=None).first()
    duty = Duty.objects.create(account=Account.objects.create(username="somebody"), role="auditor")
    return {
        "version": version,
        "item": target.item,
        "job": Job.objects.get(kind="plans.read"),
        "duty": duty,
        "arguments": arguments(version, target.item, duty),
    }


def arguments(version: Any, item: str, duty: Duty) -> dict[str, dict[str, Any]]:
    """What stands in the address of a page, by the name of the page or of its room."""
    job = Job.objects.get(kind="plans.read")
    return {
        "": {
            "version": version.pk,
            "pk": version.pk,
            "plan": version.plan_id,
            "item": item,
            "target": item,
            "passage": version.records.filter(type="passage", replaced_at=None).first().item,
            "what": "bodies",
            "year": 2030,
            "subject": "area:990100",
        },
        "plans:versions": {"pk": version.plan_id},
        "plans:facts": {"pk": version.plan_id},
        "people:account_of": {"pk": duty.account_id},
        "people:change_account": {"pk": duty.account_id},
        "people:end_duty": {"pk": duty.pk},
        "jobs:job": {"pk": job.pk},
        "jobs:retry": {"pk": job.pk},
        "audit:event": {"number": 1},
        "pages:library": {"name": "nothing.js"},
    }


def address(world: dict[str, Any], name: str) -> str:
    given = world["arguments"][""] | world["arguments"].get(name, {})
    missing = ALL[name].parts - set(given)
    assert not missing, f"say in test_doors.py what {missing} of {name} may be"
    return reverse(name, kwargs={part: given[part] for part in ALL[name].parts})


def visitor(name: str, person, city) -> Account:
    """Somebody as the cases name him."""
    role = name.removesuffix("_elsewhere")
    if role == "nobody":
        return Account.objects.create_user(username="nobody-in-particular")
    if role == "planner" and name == role:
        return Account.objects.get(username="planner-planning")
    where = {"own": "planning", "foreign": "county", "house": None}[DOORS["visitors"][name]]
    return person(role, where, f"visitor-{name}")


def test_every_page_says_whom_it_is_for():
    assert set(NAMES) == set(DOORS["pages"]), "decide who may open it, and write it into tests/cases/web/doors.yaml"


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("who", DOORS["visitors"])
def test_a_page_opens_for_whom_it_is_meant_and_for_nobody_else(client, person, city, world, who, level):
    account = visitor(who, person, city)
    world["version"].level = level
    world["version"].save()
    client.force_login(account)
    client.raise_request_exception = False
    wrong = {}
    for name in NAMES:
        if level != LEVELS[0] and not isinstance(DOORS["pages"][name], dict):
            continue
        answer = client.post(address(world, name)) if is_post(name) else client.get(address(world, name))
        opened = answer.status_code not in {403, 404}
        if answer.status_code >= 500 or answer.status_code == 405 or opened != (who in groups_of(name, level)):
            wrong[name] = answer.status_code
    assert not wrong, f"{who}, {level}: meant to open are other pages"


def test_who_is_not_signed_in_sees_nothing(client, world):
    seen = {}
    for name in (name for name, page in NAMES.items() if not page.open):
        answer = client.post(address(world, name)) if is_post(name) else client.get(address(world, name))
        if answer.status_code != 302 or not answer.headers["Location"].startswith(reverse("account_login")):
            seen[name] = answer.status_code
    assert not seen


def test_what_is_open_to_everybody_is_little():
    assert {name for name, page in NAMES.items() if page.open} == {"people:login", "people:logout", "pages:language"}


def test_programs_need_a_token(client, world):
    answers = {}
    for name in ALL:
        if name.startswith("api-v1:") and not name.endswith((":openapi-json", ":api-root")):
            answers[name] = client.get(address(world, name)).status_code
    assert {name: status for name, status in answers.items() if status not in {401, 405}} == {}


def test_no_form_is_taken_without_proof_that_it_is_ours(planner, world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(planner)
    taken = {name: client.post(address(world, name)).status_code for name in NAMES if is_post(name)}
    assert {name for name, status in taken.items() if status != 403} == set()


@pytest.mark.parametrize("room", sorted(path.parent.name for path in SOURCE.glob("*/actions.py")))
def test_what_a_room_offers_as_actions_are_actions(room):
    module = import_module(f"lantu_web.{room}.actions")
    assert {name for name in getattr(module, "__all__", []) if getattr(module, name) not in ACTIONS.values()} == set()


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE), ast.parse(path.read_text("utf-8"))


WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "delete"}
READING = ("views", "queries", "tables", "forms", "urls", "rules", "apps")


def test_views_and_queries_write_nothing():
    writing = {
        f"{path}:{node.lineno}"
        for path, tree in trees()
        if path.stem in READING or path.stem.endswith(("_views", "_queries"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    }
    assert not writing, "every write is an action"
