"""Issuing: what was computed becomes what is asked, by a decision of people.

An issued annual target keeps how it was said (``5%左右``, ``与经济增长同步``, ``完成省下达任务``), who decided it and
under which document. It may ask for less than the path, but then somebody says why: the congress that examines the annual
plan asks whether it follows the plan's own breakdown by year. Source: planning practice, section 3.1 no. 4; article 23 of
the law on development planning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from lantu.cascade.tracks import Direction
from lantu.errors import CascadeError
from lantu.model.annual_targets import AnnualTarget
from lantu.model.fields import write_text
from lantu.model.records import Comparator, Form

_LINES = ("path", "rolled", "issued")  # what stands later in this order is asked rather


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What was decided for one year.

    Attributes:
        value: The number, or None where it is told in words only.
        comparator: How the number bounds the indicator; that of the path unless given.
        text: As issued, with its hedge, or None to print the number.
        body: Who answers for it, or None for that of the path.
        reason: Why it asks for less than the path; empty where it does not.
    """

    value: Decimal | None
    comparator: Comparator | None = None
    text: str | None = None
    body: str | None = None
    reason: str = ""


def issued(row: AnnualTarget, issue: Issue, *, direction: Direction, reference: str, recorded_at: str) -> AnnualTarget:
    """Return the annual target that a decision makes of a computed one.

    Args:
        row: The computed annual target, on the path or rolled.
        issue: What was decided.
        direction: Which side of the printed value is better, see :func:`better_side`.
        reference: Organ, session and number of the document it was decided in.
        recorded_at: Moment of recording, ISO 8601.

    Raises:
        CascadeError: It rests on no document (K070), says nothing (K071), or asks for less than the path without a
            reason (K072).
    """
    if not reference.strip():
        raise CascadeError("K070", indicator=row.indicator, year=row.year)
    if issue.value is None and not (issue.text or "").strip():
        raise CascadeError("K071", indicator=row.indicator, year=row.year)
    if asks_less(row, issue.value, direction) and not issue.reason.strip():
        figures = {"issued": _shown(issue.value), "path": _shown(row.value), "unit": row.unit or ""}
        raise CascadeError("K072", indicator=row.indicator, year=row.year, **figures)
    return replace(
        row,
        value=issue.value,
        comparator=issue.comparator or row.comparator,
        text=issue.text,
        body=issue.body or row.body,
        line="issued",
        explanation=issue.reason or row.explanation,
        reference=reference,
        recorded_at=recorded_at,
    )


def asks_less(row: AnnualTarget, value: Decimal | None, direction: Direction) -> bool:
    """Tell whether a value asks for less than a computed annual target; words alone are not compared.

    >>> path = AnnualTarget(target="s1", indicator="城镇新增就业", year=2026, comparator=">=", value=Decimal("3.2"),
    ...                     unit="万人", line="path")
    >>> asks_less(path, Decimal(3), "up"), asks_less(path, Decimal("3.2"), "up"), asks_less(path, None, "up")
    (True, False, False)
    """
    if value is None or row.value is None or direction == "none":
        return False
    return value < row.value if direction == "up" else value > row.value


def better_side(form: Form | None) -> Direction:
    """Return which side of a value printed for a year is better; of a reduction more is, though its index falls.

    >>> better_side("cap"), better_side("cumulative_reduction"), better_side("range")
    ('down', 'up', 'none')
    """
    if form in ("level_down", "cap"):
        return "down"
    return "none" if form in ("range", "relative", "assigned", "qualitative") else "up"


def standing(rows: Iterable[AnnualTarget]) -> tuple[AnnualTarget, ...]:
    """Return what is asked today of each target, subject and year: what was issued last, else rolled, else the path.

    >>> row = AnnualTarget(target="s1", indicator="城镇新增就业", year=2026, comparator=">=", value=Decimal("3.2"), line="path")
    >>> both = [replace(row, line="issued", value=Decimal("3.3"), recorded_at="2026-02-01T09:00:00+08:00"), row]
    >>> [str(each.value) for each in standing(both)]
    ['3.3']
    """
    latest: dict[tuple[str, str, int], AnnualTarget] = {}
    for row in sorted(rows, key=lambda row: (_LINES.index(row.line), row.recorded_at or "")):
        latest[row.target, row.subject, row.year] = row
    return tuple(latest[key] for key in sorted(latest))


def _shown(value: Decimal | None) -> str:
    return "" if value is None else write_text(value)
