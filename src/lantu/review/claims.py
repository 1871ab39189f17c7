"""What a statement claims, ready to be held against another: its values, its time, its place, how firmly it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from lantu.model.findings import Figure
from lantu.model.plan import Reading
from lantu.model.records import Statement
from lantu.model.relations.relation import position
from lantu.review.intervals import Interval, in_unit, interval_of, scale_of
from lantu.review.placing import places_of

_YEARS = re.compile(r"(\d{4})(?:-(\d{4})|[-QH].*)?$")
_FROM = re.compile(r"[由从從]\S{0,10}$")
_TO = re.compile(r"^[^。；;]{0,40}[到至]\s*$")
_FLOWS = ("increment", "growth_total", "growth_annual", "per_year")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with what it allows, and when and where it is to hold.

    Attributes:
        statement: The statement.
        interval: What it allows, in base units.
        since: First year of a flow or a growth; None for a state, or where the text does not say.
        until: The year at whose end it is to hold; None where unknown.
        place: The area, zone or class of bodies it is said of; None for the plan's own area.
    """

    statement: Statement
    interval: Interval
    since: int | None
    until: int | None
    place: str | None

    @property
    def target(self) -> bool:
        """Whether it promises something."""
        return self.statement.kind == "target"

    @property
    def firm(self) -> bool:
        """Whether it is meant without reserve: neither striven for nor about."""
        return self.statement.modality != "strive" and not self.statement.hedged

    @property
    def printed(self) -> str:
        """The number with its bounds and unit, such as ≥600亿元."""
        statement = self.statement
        sign = {"=": "", "approx": "约", "range": "", ">=": "≥", ">": "＞", "<=": "≤", "<": "＜"}[statement.comparator]
        high = "" if statement.value_high is None else f"—{statement.value_high:f}"
        return f"{sign}{statement.value or 0:f}{high}{statement.unit or ''}"

    @property
    def step(self) -> Fraction:
        """One unit of the last printed decimal, in base units: how finely the number is given."""
        exponent = (self.statement.value or Decimal(1)).as_tuple().exponent
        return Fraction(10) ** int(exponent) * scale_of(self.statement.unit)

    def figure(self, part: str) -> Figure:
        """Return the number as part of an arithmetic."""
        statement = self.statement
        value = in_unit(self.interval.printed, statement.unit)
        return Figure(
            part=part, name=statement.indicator, value=value, value_high=statement.value_high, unit=statement.unit
        )


def claims_of(plan: Reading, further: Iterable[Statement] = ()) -> Iterator[Claim]:
    """Yield the claims of all statements that hold a number and are no mere context.

    Of a past rise told from one value to another (由2000亿元提高到2600亿元) the first is of no year that the text names.

    Args:
        plan: A reading, or a plan after corrections.
        further: Statements that review itself has read.
    """
    places, froms = dict(places_of(plan)), set(_froms(plan))
    for statement in sorted((*plan.statements, *further), key=lambda s: s.start):
        interval = interval_of(statement)
        if interval is not None and statement.kind != "context" and statement.measure != "count_list":
            since, until = (None, None) if statement.id in froms else years_of(statement, plan.head.start)
            yield Claim(statement, interval, since, until, places.get(statement.id))


def _froms(plan: Reading) -> Iterator[str]:
    text = plan.document.text
    for first, second in pairwise(s for s in plan.statements if not s.in_table):
        if first.kind == second.kind == "baseline" and first.indicator == second.indicator and first.period is None:
            begin, at = first.start, position(first.id)
            if _FROM.search(text, begin, at) and _TO.search(text, at, position(second.id)):
                yield first.id


def years_of(statement: Statement, start: int | None) -> tuple[int | None, int | None]:
    """Return the first and last year a statement speaks of.

    A target without a time is due at the end of the plan, a level reached without one is that of the year before the plan. What is to be
    added, or to grow, by a year is added from the plan's first year on.
    """
    match = _YEARS.match(statement.period or statement.period_inferred or "")
    if match is None:
        match = _YEARS.match(statement.period_inferred or "")
    if match is None:
        return None, (
            start - 1 if start is not None and statement.kind == "baseline" and statement.period is None else None
        )
    first, last = int(match[1]), int(match[2] or match[1])
    if statement.measure not in _FLOWS:
        return None, last
    if first == last and statement.kind == "target" and start is not None and first > start:
        first = start
    return first, last
