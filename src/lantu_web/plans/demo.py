"""The demo: the example plans of the project with their areas and bodies, and an account for every role.

Everything comes in by the actions of the house, so the demo has its audit chain like any office. Seeding again adds what
is missing and changes nothing that is there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import lantu
from lantu.errors import UsageError
from lantu_web.people.actions import grant_duty, open_account, register_areas, register_bodies
from lantu_web.people.demo import PASSWORD, PEOPLE, Person
from lantu_web.people.duties import Role
from lantu_web.people.listing import AreaRow, BodyRow, rows_of
from lantu_web.people.models import Account, Area, Body
from lantu_web.plans.bringing_in import Wanted, bring_in
from lantu_web.plans.models import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example folder.

    Attributes:
        folder: Its name, which also begins the codes of its bodies.
        area: Code of the area its bodies work for.
        bodies: The body in which somebody of a role is at home.
        plans: Files to bring in, each with the code of its area.
    """

    folder: str
    area: str
    bodies: dict[str, str]
    plans: dict[str, str]


EXAMPLES = (
    Example(
        folder="jilin",
        area="220200",
        bodies={
            Role.PLANNER: "development-reform",
            Role.APPROVER: "development-reform",
            Role.REPORTER: "forestry",
            Role.LEADER: "government",
            Role.LEGISLATOR: "peoples-congress",
        },
        plans={"plan.md": "220200"},
    ),
    Example(
        folder="lanhe",
        area="990100",
        bodies={Role.PLANNER: "fgw", Role.APPROVER: "fgw", Role.REPORTER: "lyj", Role.LEADER: "zfb"},
        plans={"plan.md": "990100", "upper_plan.md": "990000", "lower_plan.md": "990121"},
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
    homes = [_home(each, person.role) for each in EXAMPLES if person.role in each.bodies] if person.at_home else [None]
    for body in homes:
        grant_duty(None, account, person.role, body)


def _home(example: Example, role: str) -> Body:
    return Body.objects.get(code=f"{example.folder}-{example.bodies[role]}")


def _bring_in(example: Example, folder: Path) -> None:
    planner = Account.objects.get(username=PEOPLE[0].username)
    for name, area in example.plans.items():
        data = (folder / name).read_bytes()
        if Version.objects.filter(document__sha256=hashlib.sha256(data).hexdigest()).exists():
            continue
        wanted = Wanted(body=_home(example, Role.PLANNER), area=Area.objects.get(code=area), stage=Version.Stage.ISSUED)
        bring_in(planner, data, f"{example.folder}-{name}", wanted)
