"""What an outlook rests on: the state at the end of each year that is known, and the year to date.

A state is told as in the cascade (:mod:`lantu.cascade.tracks`): a level as it is, an amount as the sum since the base
year, growth and reductions as an index that stood at 100 in the base year. Levels and sums change by steps and are
looked at as they are; an index changes by rates and is looked at in logarithms.

Whoever makes a history answers for one thing that no formula can see: that its values are of one scope and, where
money is meant, of one kind of prices. A census revision or a change of areas ends a history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from lantu.cascade.tracks import Measure
from lantu.errors import MonitoringError

WHOLE_YEAR = 12
"""The month whose figure year to date is that of the whole year."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value at the end of a year, on the scale on which a method looks at it."""

    year: int
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of one indicator and subject.

    Attributes:
        measure: How its states are told.
        base_year: The year from which the plan counts.
        states: State at the end of each year that was observed whole, also of years before the base year.
        to_date: By year and month, the figure from January to the end of that month: the amount or the mean of a level
            or a sum, in its unit; of an index the growth on the same months of the year before, as a fraction and as
            published. Month 12 is the whole year. January and February may come as one, under 2.
        unfirm: Years whose figure is not final yet.
        unreleased: Periods of figures that were not published on the day; what rests on them is internal.
    """

    measure: Measure
    base_year: int
    states: Mapping[int, Decimal]
    to_date: Mapping[int, Mapping[int, Decimal]] = field(default_factory=dict)
    unfirm: tuple[int, ...] = ()
    unreleased: tuple[str, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """Years of which the state is known, ascending."""
        return tuple(sorted(self.states))

    @property
    def latest(self) -> int:
        """The last year of which the state is known; there must be one."""
        return max(self.states)

    def points(self, *, by_rate: bool, first: int | None = None) -> tuple[Point, ...]:
        """Return the states on the scale a method asks for.

        Args:
            by_rate: Whether in logarithms.
            first: Year to begin with; None for all.

        Raises:
            MonitoringError: A value is not positive, so that a rate says nothing (M342).
        """
        known = [(year, self.states[year]) for year in self.years if first is None or year >= first]
        bad = next(((year, state) for year, state in known if by_rate and state <= 0), None)
        if bad is not None:
            raise MonitoringError("M342", year=bad[0], value=bad[1])
        return tuple(Point(year, state.ln() if by_rate else state) for year, state in known)

    def since_base(self, *, by_rate: bool) -> tuple[Point, ...]:
        """Return the states from the base year on.

        Raises:
            MonitoringError: The state of the base year is not known (M341), or none after it (M340).
        """
        if self.base_year not in self.states:
            raise MonitoringError("M341", year=self.base_year)
        points = self.points(by_rate=by_rate, first=self.base_year)
        return enough(points, 2)

    def steps(self) -> dict[int, Decimal]:
        """Return what each year brought where the year before is known: a step, or of an index the rate (a fraction).

        >>> History(measure="level", base_year=2020, states={2020: Decimal(60), 2021: Decimal(61), 2023: Decimal(64)}).steps()
        {2021: Decimal('1')}
        """
        pairs = [(before, year) for before, year in pairwise(self.years) if year - before == 1]
        if self.measure == "index":
            return {year: self.states[year] / self.states[before] - 1 for before, year in pairs if self.states[before]}
        return {year: self.states[year] - self.states[before] for before, year in pairs}


def enough(points: tuple[Point, ...], least: int) -> tuple[Point, ...]:
    """Return the points, if there are as many as a method needs.

    Raises:
        MonitoringError: There are fewer (M340).
    """
    if len(points) < least:
        raise MonitoringError("M340", count=len(points), least=least)
    return points


def in_a_row(points: tuple[Point, ...], least: int) -> tuple[Point, ...]:
    """Return the last points between which no year is missing.

    Args:
        points: All points; there must be one.
        least: How many a method needs.

    Raises:
        MonitoringError: There are fewer (M344).
    """
    last = points[-1].year
    found = tuple(point for index, point in enumerate(points) if last - point.year == len(points) - 1 - index)
    if len(found) < least:
        raise MonitoringError("M344", least=least, year=last)
    return found
