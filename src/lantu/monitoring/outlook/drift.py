"""Going on by the mean change a year: the arithmetic that straight line, equal rate and last five changes share.

The mean change from the first to the last value depends on these two alone. How far the future may lie from it is
told by how the single changes lay around it: each year ahead adds the variance of one change, and the mean itself is
known the less the fewer years it was taken over. (This is the forecast of a random walk with drift; the textbook
formula is in Hyndman and Athanasopoulos, *Forecasting: principles and practice*, 3rd ed., section 5.5.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from lantu.monitoring.outlook.history import Point
from lantu.monitoring.outlook.sentences import Sentence
from lantu.monitoring.outlook.student import quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """The mean change a year and how the changes lay around it.

    Attributes:
        last: The last point.
        step: Mean change a year.
        span: Years from the first to the last point.
        changes: Number of changes known.
        variance: Variance of a change of one year, or None from fewer than two.
    """

    last: Point
    step: Decimal
    span: int
    changes: int
    variance: Decimal | None

    def value(self, year: int) -> Decimal:
        """Return the value of a year after the last."""
        return self.last.value + self.step * (year - self.last.year)

    def half(self, year: int) -> Decimal | None:
        """Return half the width of the interval of a year; None where there is none."""
        if self.variance is None:
            return None
        ahead = Decimal(year - self.last.year)
        return quantile(self.changes - 1) * (self.variance * ahead * (1 + ahead / self.span)).sqrt()

    def ahead(self, end: int) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
        """Return the values until the end and the half widths of their interval."""
        years = range(self.last.year + 1, end + 1)
        halves = {year: half for year in years if (half := self.half(year)) is not None}
        return {year: self.value(year) for year in years}, halves

    def remarks(self) -> tuple[Sentence, ...]:
        """Return the warning that a single change is all there is."""
        return (Sentence("M316"),) if self.changes == 1 else ()


def drift(points: Sequence[Point]) -> Drift:
    """Return the mean change a year of two points or more.

    A change over several years whose middle is not known counts as several changes of one year would: its mean is that
    many times the mean change, and so is its variance.

    >>> steps = drift((Point(2020, Decimal(60)), Point(2021, Decimal(61)), Point(2022, Decimal(64))))
    >>> steps.step, steps.variance, steps.value(2025)
    (Decimal('2'), Decimal('2'), Decimal('70'))
    """
    first, last = points[0], points[-1]
    span = last.year - first.year
    step = (last.value - first.value) / span
    changes = [(after.value - before.value, after.year - before.year) for before, after in pairwise(points)]
    variance = None
    if len(changes) > 1:
        squares = [(change - step * years) ** 2 / years for change, years in changes]
        variance = sum(squares, Decimal(0)) / (len(changes) - 1)
    return Drift(last=last, step=step, span=span, changes=len(changes), variance=variance)
