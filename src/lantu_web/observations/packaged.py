"""Values that come with a package and leave with it: what comes out is what went in, every vintage with its own clock."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime

from lantu.errors import LantuError, UsageError
from lantu.exchange.csvfile import parse_table, table_text
from lantu.exchange.observations.values import CellError
from lantu.model.fields import write_text
from lantu.model.records import Observation
from lantu.monitoring.vintages import histories, is_unreleased, recorded
from lantu_web.audit.action import Act
from lantu_web.observations.following import taken
from lantu_web.observations.known import vintages_known
from lantu_web.observations.lines import lay_down, line_of
from lantu_web.observations.models import Intake, Observed
from lantu_web.plans.additions import Part
from lantu_web.plans.models import Version

PATH = "decisions/observations.csv"
_PERIOD = re.compile(r"\d{4}(?:-\d{2}|-\d{4}|-\d{2}-\d{2}|Q[1-4]|H[12])?")
_NAMED = ("subject", "indicator", "period", "unit", "supplier")


def check(text: str) -> None:
    """Refuse values that could not be told from each other later, whole.

    Raises:
        PackageError: The table does not fit (P010).
        UsageError: A value is of no period, or its moments are none (W424); the first one is named.
    """
    for row, each in enumerate(_rows(text), 2):
        problem = _problem(each)
        if problem is not None:
            raise UsageError("W424", file=PATH, row=row, reason=problem)


def take(act: Act, version: Version, text: str, name: str, now: datetime) -> dict[str, object]:
    """Take the values of a package; of several vintages of one value the one that was recorded last is in force."""
    rows = _rows(text)
    if not rows:
        return {}
    current = {id(history[-1]) for history in histories(rows).values()}
    digest = hashlib.sha256(text.encode()).hexdigest()
    intake = Intake.objects.create(
        plan=version.plan, name=name[:255], sha256=digest, taken=len(current), by=act.account, at=now
    )
    lines = [line_of(each, foreign_at=each.recorded_at or "", replaced=id(each) not in current) for each in rows]
    lay_down(intake, now, lines)
    taken(version.plan)
    return {"intake": intake.pk, "values": len(rows), "sha256": digest}


def give(version: Version) -> str:
    """Return every vintage the house knows as the file of a package; empty where it knows none."""
    rows = vintages_known(version)
    return table_text(Observation, rows) if rows else ""


PART = Part(path=PATH, check=check, take=take, give=give)


def _rows(text: str) -> tuple[Observation, ...]:
    return parse_table(Observation, text, PATH) if text.strip() else ()


def _problem(each: Observation) -> LantuError | None:
    if _PERIOD.fullmatch(each.period) is None:
        return CellError("M052", found=each.period[:40])
    limits = {name: getattr(each, name) for name in _NAMED} | {"value": write_text(each.value)}
    limits |= {"published_on": each.published_on or "", "foreign_at": each.recorded_at or ""}
    long = next((text for name, text in limits.items() if len(text) > _longest(name)), None)
    if long is not None:
        return UsageError("W425", given=long[:40])
    try:
        recorded(each)
        is_unreleased(each, date.max)
    except LantuError as problem:
        return problem
    return None


def _longest(name: str) -> int:
    return getattr(Observed._meta.get_field(name), "max_length", 0) or 0
