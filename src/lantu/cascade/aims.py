"""What one statement asks of an indicator: a state, for a year or for each of several years.

Plans ask in many forms (a level, a rise, an amount a year, growth a year, doubled, reduced by); here each becomes the
state it asks for at the end of a year, in the three ways of telling a state (:mod:`lantu.cascade.tracks`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lantu.cascade.keys import PERCENT, key_of, key_of_sum
from lantu.cascade.observed import in_unit
from lantu.cascade.tracks import INDEX_BASE, Direction, Measure
from lantu.model.records import Form, Statement
from lantu.targets import growth
from lantu.vocabulary.indicators import indicator, shipped_indicators

Asks = Literal["state", "rise", "per_year", "growth", "total_growth", "reduction", "doublings"]
"""What the number of a statement is: the state itself, a rise on the base year, an amount of each year, a rate a year,
a rate over the period, a reduction over the period, or how many times it doubles."""

NUMBERED: frozenset[Form] = frozenset(
    {
        "level_up",
        "level_down",
        "average_growth",
        "cumulative_sum",
        "cumulative_reduction",
        "cumulative_increment",
        "cap",
        "floor",
        "range",
    }
)
"""Forms with a number that can be followed over years."""

_LARGEST = Decimal("1e15")  # more than any unit of a plan counts; beyond it a figure was read wrongly
_DOUBLINGS = 10  # ten doublings, or growth by ten times a year, are a thousandfold: a figure read wrongly
POINTS = ("百分点", "个百分点")
"""Units of a rise of a share."""
_YEAR = re.compile(r"(\d{4})(?:\D.*)?")
_SPAN = re.compile(r"(\d{4})-(\d{4})")
_WITHIN = re.compile(r"(\d{1,2})y")  # 五年内
_FALLS = re.compile("下降|降低|减少|压减|削减")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A statement understood.

    Attributes:
        statement: The statement.
        key: What identifies the indicator.
        asks: What its number is.
        measure: How its states are told.
        direction: Which side is better.
        first: First year it speaks of.
        last: Last year it speaks of, by whose end it is due.
        each_year: Whether it holds in each year from the first to the last.
        base_year: The year before the plan begins.
    """

    statement: Statement
    key: str
    asks: Asks
    measure: Measure
    direction: Direction
    first: int
    last: int
    each_year: bool
    base_year: int

    @property
    def unit(self) -> str:
        """Unit of what is printed for a year."""
        return PERCENT if self.measure == "index" else (self.statement.unit or "")

    def state(self, number: Decimal, year: int, baseline: Decimal | None = None) -> Decimal | None:
        """Return the state that a number of the statement asks for at the end of a year.

        Args:
            number: The value of the statement, or the upper end of its range.
            year: The year.
            baseline: The level of the base year, which a rise needs.
        """
        if self.asks == "state":
            return number
        if self.asks == "rise":
            return number if self.measure == "sum" else None if baseline is None else baseline + number
        if self.asks == "per_year":
            return number * (year - self.base_year)
        return INDEX_BASE * self._factor(number, year - self.base_year)

    def _factor(self, number: Decimal, years: int) -> Decimal:
        """Return what the years make of 1 when they do as the number asks."""
        factor: Decimal
        share = self.in_percent(number) / 100
        share = -abs(share) if self.direction == "down" else share
        if self.asks == "doublings":
            factor = Decimal(2) ** number
        elif self.asks == "growth":
            factor = growth.due(share, years)
        else:
            factor = growth.due(share, 1)
        return factor

    def in_percent(self, number: Decimal) -> Decimal:
        """Return a rate in percent, also where the plan tells it in thousandths."""
        told = in_unit(number, self.statement.unit, PERCENT)
        return number if told is None else told

    def low_high(self, year: int, baseline: Decimal | None = None) -> tuple[Decimal | None, Decimal | None]:
        """Return what a year must lie between, by the comparator, the form and the direction."""
        statement = self.statement
        if statement.value is None:
            return None, None
        state = self.state(statement.value, year, baseline)
        if statement.comparator == "range" and statement.value_high is not None:
            return state, self.state(statement.value_high, year, baseline)
        capped = self.direction == "down"
        return (None, state) if capped else (state, None)


def aim_of(statement: Statement, start: int, end: int) -> Aim | None:
    """Return what a statement asks for, or None where it asks for nothing that has a number and a year.

    Args:
        statement: A target.
        start: First year of the plan.
        end: Last year of the plan.

    >>> aim = aim_of(Statement(
    ...     id="s1", kind="target", indicator="单位地区生产总值能耗降低", comparator="=", value=Decimal("14.5"), unit="%",
    ...     measure="growth_total", period="2030", modality="commit", form="cumulative_reduction", text="", passage="",
    ...     confidence=1, start=0, end=1), 2026, 2030)
    >>> aim.measure, aim.direction, aim.state(Decimal("14.5"), 2030)
    ('index', 'down', Decimal('85.500'))
    """
    if statement.form not in NUMBERED or statement.value is None or statement.measure in ("count_list", "rank"):
        return None
    years = years_of(statement, start, end)
    asks = _asks(statement)
    if years is None or asks is None:
        return None
    first, last = years
    limit = statement.form in ("cap", "floor", "range") or asks == "per_year"
    aim = Aim(
        statement=statement,
        key=_key(statement),
        asks=asks,
        measure=_measure(statement, asks),
        direction=_direction(statement, asks),
        first=first,
        last=last,
        each_year=limit and first < last,
        base_year=start - 1,
    )
    return aim if _has_a_meaning(aim) else None


def _has_a_meaning(aim: Aim) -> bool:
    """Tell whether the numbers of an aim can be meant: no fall by all there is, no doubling a hundred times."""
    numbers = [number for number in (aim.statement.value, aim.statement.value_high) if number is not None]
    if any(abs(number) > _LARGEST for number in numbers):
        return False
    if aim.measure != "index":
        return True
    if aim.asks == "doublings" and any(abs(number) > _DOUBLINGS for number in numbers):
        return False
    rates = (aim.in_percent(number) / 100 for number in numbers)
    if aim.asks != "doublings" and any(abs(rate) >= (1 if aim.direction == "down" else _DOUBLINGS) for rate in rates):
        return False
    states = [aim.state(number, aim.last) for number in numbers]
    return all(state is not None and state > 0 for state in states)


def years_of(statement: Statement, start: int, end: int) -> tuple[int, int] | None:
    """Return the first and the last year a statement speaks of, or None where it does not say.

    A year alone is that year; a period is all its years; an amount ``annual`` is of each year of the plan; what is to be
    done within some years (五年内) has them from the first of the plan on.
    """
    period = statement.period or statement.period_inferred or ""
    if period == "annual":
        return start, end
    span, within = _SPAN.fullmatch(period), _WITHIN.fullmatch(period)
    if span:
        return int(span[1]), int(span[2])
    if within:
        return start, start + int(within[1]) - 1
    year = _YEAR.fullmatch(period)
    return (int(year[1]), int(year[1])) if year else None


def _asks(statement: Statement) -> Asks | None:
    measure, form, unit = statement.measure, statement.form, statement.unit
    if measure == "per_year" and form == "cumulative_sum":
        return "per_year"
    if measure == "growth_annual":
        return "growth" if form == "average_growth" else None
    if form == "cumulative_reduction":
        return "reduction" if unit == PERCENT else None
    if unit == "番":
        return "doublings"
    if form == "cumulative_increment":
        return _asks_of_rise(statement)
    return "state"


def _asks_of_rise(statement: Statement) -> Asks | None:
    """Tell whether a rise is one of points or units, or one in percent of the base year; None where neither is sure."""
    points = in_points(statement)
    if statement.measure == "growth_total" and statement.unit == PERCENT and not points:
        return "total_growth"
    return "rise" if points or (statement.unit is not None and statement.unit not in (PERCENT, "倍", "成")) else None


def in_points(statement: Statement) -> bool:
    """Return whether the number of a rise is points: it says so, or it is a percentage of what is told in percent."""
    if statement.unit in POINTS:
        return True
    known = indicator(statement.indicator_id) if statement.indicator_id else None
    return statement.unit == PERCENT and known is not None and PERCENT in known.units


def _measure(statement: Statement, asks: Asks) -> Measure:
    if asks in ("growth", "total_growth", "reduction", "doublings"):
        return "index"
    return "sum" if statement.form == "cumulative_sum" else "level"


def _direction(statement: Statement, asks: Asks) -> Direction:
    if statement.form == "range":
        return "none"
    if asks == "reduction" or statement.form in ("level_down", "cap"):
        return "down"
    falls = (statement.value is not None and statement.value < 0) or _FALLS.search(statement.indicator)
    return "down" if asks in ("growth", "total_growth") and falls else "up"


def _key(statement: Statement) -> str:
    """Return the key of the indicator; its growth, its reduction and what is added to it are things of their own."""
    known = indicator(statement.indicator_id) if statement.indicator_id else None
    if known is None:
        return key_of(statement.indicator, statement.unit, statement.measure)
    rate_itself = known.measure in ("growth_annual", "growth_total")  # the growth of prices is an entry of its own
    if statement.form == "cumulative_sum" and not in_points(statement):
        return key_of_sum(known.id, statement.indicator)
    told_as_rate = statement.measure in ("growth_annual", "growth_total")
    apart = told_as_rate and not rate_itself and known.aspect == "level" and _is_rate(statement)
    if not apart:
        return known.id
    change = shipped_indicators().relative(known, "reduction" if statement.form == "cumulative_reduction" else "growth")
    return key_of(statement.indicator) if change is None else change.id


def _is_rate(statement: Statement) -> bool:
    return statement.form != "cumulative_increment" or _asks_of_rise(statement) != "rise"
