"""Values that come with a package and leave with it: what comes out is what went in, every vintage with its own clock."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime

from lantu.errors import LantuError, UsageError
from lantu.exchange.csvfile import parse_table, table_text
from lantu.exchange.observations.values import CellError
from lantu.model.records import Observation
from lantu.monitoring.vintages import histories, recorded
from lantu_web.audit.action import Act
from lantu_web.observations.following import taken
from lantu_web.observations.known import vintages_known
from lantu_web.observations.lines import lay_down, line_of, too_long
from lantu_web.observations.models import Intake
from lantu_web.plans.additions import Part
from lantu_web.plans.models import Version

PATH = "decisions/observations.csv"
_PERIOD = re.compile(r"\d{4}(?:-\d{2}|-\d{4}|-\d{2}-\d{2}|Q[1-4]|H[12])?")


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
        plan=version.plan, name=name[:255], sha256=digest, taken=len(rows), by=act.account, at=now
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
    long = too_long(each)
    if long is not None:
        return UsageError("W425", given=long[:40])
    if each.published_on and not _is_day(each.published_on):
        return CellError("M078", found=each.published_on)
    try:
        recorded(each)
    except LantuError as problem:
        return problem
    return None


def _is_day(text: str) -> bool:
    """Return whether a text is a day as the house writes it, which is how days are compared.

    >>> _is_day("2026-03-01"), _is_day("20260301"), _is_day("2026-W09-7")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
