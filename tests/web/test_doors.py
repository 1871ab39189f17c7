"""Every page is opened by whom it is meant for, and by nobody else: all pages, all roles, own and foreign bodies."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

import lantu_web
from lantu_web.audit.action import ACTIONS
from lantu_web.pages import charts
from lantu_web.people.models import Account
from lantu_web.plans.models import Level, Version

from .furnished import Furnished, furnished

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
def world(planner, city, settings, tmp_path) -> Furnished:
    """A plan with something of everything, and a drawing library, which takes seconds to make, that draws nothing."""
    settings.LANTU_MADE = tmp_path
    (tmp_path / charts.NAME).write_text("// draws nothing\n", "utf-8")
    return furnished(planner, city)


def address(world: Furnished, name: str) -> str:
    given = world.arguments[""] | world.arguments.get(name, {})
    missing = ALL[name].parts - set(given)
    assert not missing, f"say in furnished.py what {missing} of {name} may be"
    asked = urlencode(world.queries.get(name, {}))
    return reverse(name, kwargs={part: given[part] for part in ALL[name].parts}) + (f"?{asked}" if asked else "")


def opened(client: Client, world: Furnished, name: str) -> HttpResponse:
    """Open a page, or put in what is written to, and leave the house as it was for the next one."""
    with transaction.atomic():
        answer = client.post(address(world, name)) if is_post(name) else client.get(address(world, name))
        request_finished.disconnect(close_old_connections)  # it would close the connection that holds the test
        answer.close()
        request_finished.connect(close_old_connections)
        transaction.set_rollback(True)
    return answer


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
def test_a_page_opens_for_whom_it_is_meant_and_for_nobody_else(client, person, city, world, level):
    client.raise_request_exception = False
    Version.objects.update(level=level)
    wrong = {}
    for who in DOORS["visitors"]:
        client.force_login(visitor(who, person, city))
        for name in NAMES:
            if level != LEVELS[0] and not isinstance(DOORS["pages"][name], dict):
                continue
            status = opened(client, world, name).status_code
            if status >= 500 or status == 405 or (status not in {403, 404}) != (who in groups_of(name, level)):
                wrong[who, name] = status
    assert not wrong, "each opens to others than it is meant for"


def test_every_page_opens_for_somebody():
    assert not {name for name in NAMES if not any(groups_of(name, level) for level in LEVELS)}


def test_who_is_not_signed_in_sees_nothing(client, world):
    seen = {}
    for name in (name for name, page in NAMES.items() if not page.open):
        answer = opened(client, world, name)
        led = answer.status_code == 302 and answer.headers["Location"].startswith(reverse("account_login"))
        told = is_post(name) and answer.status_code == 401  # with what was typed before the session ended
        if not (led or told):
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
    assert {name for name in getattr(module, "__all__", []) if not ends_in_an_action(getattr(module, name))} == set()


def ends_in_an_action(offered: Any) -> bool:
    """Whether it is an action, or looks at something first, outside of any transaction, and hands it to one."""
    if offered in ACTIONS.values():
        return True
    room = import_module(offered.__module__)
    return any(getattr(room, name, None) in ACTIONS.values() for name in offered.__code__.co_names)


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
