"""The demo: the example plans of the project with their areas and bodies, and an account for every role.

Everything comes in by the actions of the house, so the demo has its audit chain like any office. Seeding again adds what
is missing and changes nothing that is there.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import lantu
from lantu.errors import UsageError
from lantu.exchange.package_writing import write_package
from lantu.exchange.packagezip import zip_package
from lantu.model.plan import Event
from lantu.reading.pipeline import read
from lantu_web.people.actions import grant_duty, open_account, register_areas, register_bodies
from lantu_web.people.demo import PASSWORD, PEOPLE, Person
from lantu_web.people.listing import AreaRow, BodyRow, rows_of
from lantu_web.people.models import Account, Area, Body
from lantu_web.plans.bringing_in import Wanted, bring_in
from lantu_web.plans.models import Version
from lantu_web.plans.packages import import_package


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example folder.

    Attributes:
        folder: Its name, which also begins the codes of its bodies.
        area: Code of the area its bodies work for.
        homes: The body in which somebody is at home, by the name of the account.
        plans: Files to bring in, each with the code of its area.
        decided: What offices have decided of ``plan.md``, files of the folder by their path in a package: with it the
            plan comes in as a package does.
        events: What was decided of the plan as a whole, told with such a package.
    """

    folder: str
    area: str
    homes: Mapping[str, str]
    plans: Mapping[str, str]
    decided: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Event, ...] = ()


EXAMPLES = (
    Example(
        folder="jilin",
        area="220200",
        homes={
            "planner": "development-reform",
            "approver": "development-reform",
            "reporter": "forestry",
            "county": "county-government-220221",
            "leader": "government",
            "legislator": "peoples-congress",
        },
        plans={"plan.md": "220200"},
    ),
    Example(
        folder="lanhe",
        area="990100",
        homes={"planner": "fgw", "approver": "fgw", "reporter": "lyj", "county": "qpx", "leader": "zfb"},
        plans={"plan.md": "990100", "upper_plan.md": "990000", "lower_plan.md": "990121"},
        decided={"decisions/allocation.yaml": "allocation.yaml", "decisions/observations.csv": "baselines.csv"},
        events=(
            Event(kind="approved", organ="蓝河市人民代表大会", session="第五届第六次会议（示例）", date="2026-01-20"),
            Event(kind="issued", organ="蓝河市人民政府", date="2026-02-10", number="蓝政发〔2026〕1号（示例）"),
        ),
    ),
)


def examples() -> Path:
    """Return the folder of the examples of the checkout that runs.

    Raises:
        UsageError: It is not there (W219).
    """
    folder = Path(lantu.__file__).resolve().parents[2] / "examples"
    if not all((folder / each.folder / "plan.md").is_file() for each in EXAMPLES):
        raise UsageError("W219", folder=folder)
    return folder


def seed(folder: Path) -> None:
    """Lay the demo out: register, accounts, plans; what is there already stays as it is."""
    for example in EXAMPLES:
        _register(example, folder / example.folder)
    for person in PEOPLE:
        _employ(person)
    for example in EXAMPLES:
        _bring_in(example, folder / example.folder)


def _register(example: Example, folder: Path) -> None:
    areas = rows_of(AreaRow, (folder / "areas.csv").read_bytes(), "areas.csv")
    known = set(Area.objects.values_list("code", flat=True))
    if missing := [row for row in areas if row.code not in known]:
        register_areas(None, missing)
    rows = rows_of(BodyRow, (folder / "bodies.csv").read_bytes(), "bodies.csv")
    bodies = [replace(row, code=f"{example.folder}-{row.code}") for row in rows]
    known = set(Body.objects.values_list("code", flat=True))
    if lacking := [row for row in bodies if row.code not in known]:
        register_bodies(None, lacking, Area.objects.get(code=example.area))


def _employ(person: Person) -> None:
    if Account.objects.filter(username=person.username).exists():
        return
    account = open_account(None, person.username, shown_name=person.shown_name, password=PASSWORD).account
    at_home = [_home(each, person.username) for each in EXAMPLES if person.username in each.homes]
    homes = at_home if person.at_home else [None]
    for body in homes:
        grant_duty(None, account, person.role, body)


def _home(example: Example, username: str) -> Body:
    return Body.objects.get(code=f"{example.folder}-{example.homes[username]}")


def _bring_in(example: Example, folder: Path) -> None:
    planner = Account.objects.get(username=PEOPLE[0].username)
    for name, area in example.plans.items():
        data = (folder / name).read_bytes()
        if Version.objects.filter(document__sha256=hashlib.sha256(data).hexdigest()).exists():
            continue
        body = _home(example, planner.username)
        if name == "plan.md" and example.decided:
            import_package(planner, _package(example, folder, area), f"{example.folder}.zip", body)
            continue
        wanted = Wanted(body=body, area=Area.objects.get(code=area), stage=Version.Stage.ISSUED)
        bring_in(planner, data, f"{example.folder}-{name}", wanted)


def _package(example: Example, folder: Path, area: str) -> bytes:
    """Return a plan with what was decided about it, as the zip of a package."""
    data = (folder / "plan.md").read_bytes()
    found = read(data, f"{example.folder}-plan.md")
    known = Area.objects.get(code=area)
    level: Any = known.level  # the levels of areas are those of plans
    head = replace(found.head, area=area, area_name=known.name, level=level, events=example.events)
    with tempfile.TemporaryDirectory() as place:
        package = write_package(replace(found, head=head), data, Path(place) / example.folder)
        for path, name in example.decided.items():
            (package.folder / path).write_bytes((folder / name).read_bytes())
        return zip_package(package.folder)
