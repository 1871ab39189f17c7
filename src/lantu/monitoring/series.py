"""What was observed of one indicator and subject, sorted by what it is: levels, amounts, changes, and totals so far.

The basis of an observation decides what may be done with it. A level stands for itself; a figure year to date is no
figure of a year; growth is a value of its own and is never derived from levels, whose prices and scope may differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from lantu.cascade.aims import POINTS
from lantu.cascade.keys import key_in_unit, key_of, risen
from lantu.cascade.observed import CHANGE, in_unit
from lantu.model.records import Observation
from lantu.monitoring.dates import DataDate, date_of
from lantu.monitoring.vintages import recorded
from lantu.vocabulary.indicators import Indicator, indicator
from lantu.vocabulary.matching import known_indicator

PERCENT = "%"
_PER = ("/", "每")
_RATES = ("growth_annual", "growth_total")
SINCE = "since_baseline"
OF_CHANGE = (CHANGE, SINCE)
"""Bases of observations that tell a change, whoever they are named after: what grows, or its growth."""
FROM_JANUARY = ("year_to_date", *OF_CHANGE)
"""Bases of observations of part of a year that count all its months up to their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a series.

    Attributes:
        date: The end of what it is of.
        value: The number, in the unit of the series.
        observation: Where it comes from.
    """

    date: DataDate
    value: Decimal
    observation: Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The values of one indicator and subject, each group by date.

    Attributes:
        levels: Values of a moment, and values of whole years.
        amounts: Values of whole years that may be added up: not states at their ends.
        to_date: Amounts or means from January to a month.
        changes: Changes on the year before, in percent; those of part of a year are from January on.
        since: Totals since the base year, as published.
        other_units: Units of values that could not be told in the unit of the series.
        only_levels: Whether what grows was observed in levels alone.
    """

    levels: tuple[Value, ...] = ()
    amounts: tuple[Value, ...] = ()
    to_date: tuple[Value, ...] = ()
    changes: tuple[Value, ...] = ()
    since: tuple[Value, ...] = ()
    other_units: tuple[str, ...] = ()
    only_levels: bool = False

    def level(self, year: int) -> Value | None:
        """Return the value of a whole year, or at its end."""
        return next((each for each in reversed(self.levels) if each.date == DataDate(year)), None)

    def change(self, year: int) -> Value | None:
        """Return the change of a whole year on the year before."""
        return next((each for each in reversed(self.changes) if each.date == DataDate(year)), None)

    def within(self, start: int, end: int) -> Self:
        """Return the series without what lies outside some years."""

        def inside(values: tuple[Value, ...]) -> tuple[Value, ...]:
            return tuple(each for each in values if start <= each.date.year <= end)

        return type(self)(
            levels=inside(self.levels),
            amounts=inside(self.amounts),
            to_date=inside(self.to_date),
            changes=inside(self.changes),
            since=inside(self.since),
            other_units=self.other_units,
            only_levels=self.only_levels,
        )


class Observations:
    """Observations in force, asked for a series by indicator, subject and unit."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        """Sort observations; of one period the one recorded last comes last.

        Args:
            observations: What was known, one vintage or several of each value.
        """
        found: defaultdict[tuple[str, str], list[Observation]] = defaultdict(list)
        for each in sorted(observations, key=recorded):
            found[observed_key(each), each.subject].append(each)
        self._found: Mapping[tuple[str, str], list[Observation]] = found

    def subjects(self, key: str) -> tuple[str, ...]:
        """Return the subjects of which the indicator was observed."""
        return tuple(sorted({subject for found, subject in self._found if found == key}))

    def series(self, key: str, subject: str, unit: str | None) -> Series:
        """Return what was observed of an indicator.

        Changes count whether they were recorded under the name of the growth or under that of what grows.

        Args:
            key: What identifies the indicator, see :func:`lantu.cascade.keys.key_of`.
            subject: Typed code; empty for the plan's own area.
            unit: Unit in which levels and amounts are asked for.
        """
        sorted_out = _Sorted(unit, rate=is_rate(key))
        for observation in self._found.get((key, subject), ()):
            sorted_out.take(observation)
        for base, sign in changing(key):
            for observation in self._found.get((base, subject), ()):
                sorted_out.take_of_base(observation, sign)
        return sorted_out.series()


def changing(key: str) -> tuple[tuple[str, int], ...]:
    """Return the indicator whose changes tell of this one too, with their sign, or nothing.

    >>> changing("gdp-growth"), changing("high-skilled-workers:risen"), changing("gdp")
    ((('gdp', 1),), (('high-skilled-workers', 1),), ())
    """
    known = indicator(key)
    if known is not None and known.base:
        return ((known.base, -1 if known.aspect == "reduction" else 1),)
    base = risen(key)
    return ((base, 1),) if base else ()


def observed_key(observation: Observation) -> str:
    """Return what identifies the indicator of an observation.

    The unit of a change is always percent and tells nothing; another unit that leads to no indicator gives way to the name.
    A total since the base year in units or points is a rise by what it is, whether or not its name says so (提高), unless
    it is of what was newly added (新增).
    """
    if observation.basis == SINCE and (known := _risen_in_units(observation)):
        return known.id
    if observation.basis in OF_CHANGE:
        return key_of(observation.indicator)
    return key_in_unit(observation.indicator, observation.unit)


def _risen_in_units(observation: Observation) -> Indicator | None:
    """Return the indicator whose rise a total is: in units or points, in percent only of what is told in percent."""
    match = known_indicator(observation.indicator)
    gross = match is not None and match.said == "addition" and risen(key_of(observation.indicator)) is None
    known = indicator(match.indicator_id) if match and not gross else None
    return known if known is not None and (observation.unit != PERCENT or PERCENT in known.units) else None


def is_rate(key: str) -> bool:
    """Return whether an indicator is a rate itself, not the growth of one that has levels.

    >>> is_rate("consumer-price-rise"), is_rate("gdp-growth"), is_rate("gdp")
    (True, False, False)
    """
    known = indicator(key)
    return known is not None and known.measure in _RATES and not known.base


class _Sorted:
    """Values on their way into a series."""

    def __init__(self, unit: str | None, *, rate: bool = False) -> None:
        self._unit = unit
        self._rate = rate
        self._groups: dict[str, dict[DataDate, Value]] = defaultdict(dict)
        self._others: dict[str, None] = {}
        self._base_levels = False

    def take(self, observation: Observation, sign: int = 1) -> None:
        date = date_of(observation.period)
        if date is None:
            return
        group = _group(observation, date)
        self._put(group, date, observation, sign)
        if group == "levels" and date.whole and observation.basis != "point":
            self._put("amounts", date, observation, sign)
        if self._rate and group == "changes":  # what is a rate itself (the rise of prices) may be capped like a level
            self._put("levels" if date.whole else "to_date", date, observation, sign)

    def _put(self, group: str, date: DataDate, observation: Observation, sign: int) -> None:
        unit = PERCENT if group == "changes" else self._unit
        value = in_unit(observation.value, observation.unit, unit)
        if group == "since" and value is None:
            value = in_percent(observation)
        if value is None:
            self._others[observation.unit] = None
        elif group and not self._stands_for_itself(group, date, observation):
            self._groups[group][date] = Value(date=date, value=sign * value, observation=observation)

    def _stands_for_itself(self, group: str, date: DataDate, observation: Observation) -> bool:
        """Tell whether a year told as a year is known already, which January to December does not replace."""
        known = self._groups[group].get(date)
        return known is not None and known.observation.period.isdigit() and not observation.period.isdigit()

    def take_of_base(self, observation: Observation, sign: int) -> None:
        if observation.basis in OF_CHANGE:
            self.take(observation, sign)
        else:
            self._base_levels = True

    def series(self) -> Series:
        groups = {name: tuple(found[date] for date in sorted(found)) for name, found in self._groups.items()}
        return Series(**groups, other_units=tuple(self._others), only_levels=self._base_levels)


def in_percent(observation: Observation) -> Decimal | None:
    """Return a total in percent, which points of a share are too."""
    return observation.value if observation.unit in POINTS else in_unit(observation.value, observation.unit, PERCENT)


def _group(observation: Observation, date: DataDate) -> str:
    """Return what an observation is; nothing for what no formula here asks for.

    The amount of a month or quarter alone is nothing here, and that of December is not that of its year.
    """
    if observation.basis == "change_on_year":
        return "changes"
    if observation.basis == "since_baseline":
        return "since"
    if observation.basis == "point":
        return "levels"
    if observation.basis == "year_to_date":
        return "levels" if date.whole else "to_date"
    if observation.period.isdigit():
        return "levels"
    return "levels" if is_intensive(observation.unit) and not date.whole else ""


def is_intensive(unit: str | None) -> bool:
    """Return whether values in a unit are the same kind of thing for a month as for a year: shares, rates, concentrations.

    >>> is_intensive("%"), is_intensive("微克/立方米"), is_intensive("亿元")
    (True, True, False)
    """
    return unit == PERCENT or any(mark in (unit or "") for mark in _PER)
