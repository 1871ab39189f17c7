"""A straight line fitted to points that count differently: the arithmetic of the two regressions.

The textbook's interval of one further value takes the values around the line as independent of each other. States that
build on each other year by year are not: what a year gains the next one keeps. Looking back on published series that
interval held far too seldom, so the wider of two is given: the textbook's, and that of the yearly changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lantu.monitoring.outlook.drift import drift
from lantu.monitoring.outlook.history import Point
from lantu.monitoring.outlook.student import quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fitted line.

    Attributes:
        middle: Weighted mean of the years.
        height: Value of the line there.
        slope: Change a year.
        weight: Sum of the weights.
        width: Weighted sum of the squared distances of the years from their middle.
        variance: Variance of a value of weight 1 around the line, or None from two points.
        freedom: Degrees of freedom it was estimated with.
    """

    middle: Decimal
    height: Decimal
    slope: Decimal
    weight: Decimal
    width: Decimal
    variance: Decimal | None
    freedom: int

    def value(self, year: int) -> Decimal:
        """Return the value of the line in a year."""
        return self.height + self.slope * (year - self.middle)

    def half(self, year: int) -> Decimal | None:
        """Return half the width of the interval of a further value of weight 1; None where there is none."""
        if self.variance is None:
            return None
        away = (year - self.middle) ** 2 / self.width
        return quantile(self.freedom) * (self.variance * (1 + 1 / self.weight + away)).sqrt()

    def ahead(self, points: Sequence[Point], end: int) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
        """Return the values of the years after the points until the end, and the half widths of their interval."""
        changes = drift(points)
        years = range(points[-1].year + 1, end + 1)
        halves = {year: max(self.half(year) or Decimal(0), changes.half(year) or Decimal(0)) for year in years}
        return {year: self.value(year) for year in years}, halves if self.variance is not None else {}


def fit(points: Sequence[Point], weights: Sequence[Decimal] | None = None) -> Fit:
    """Fit a line by (weighted) least squares to two points or more.

    >>> line = fit([Point(2020, Decimal(60)), Point(2021, Decimal(62)), Point(2022, Decimal(61))])
    >>> line.slope, line.value(2022), line.variance
    (Decimal('0.5'), Decimal('61.5'), Decimal('1.50'))
    """
    counts = list(weights) if weights is not None else [Decimal(1)] * len(points)
    weighed = list(zip(points, counts, strict=True))
    weight = sum(counts, Decimal(0))
    middle = sum((count * point.year for point, count in weighed), Decimal(0)) / weight
    height = sum((count * point.value for point, count in weighed), Decimal(0)) / weight
    width = sum((count * (point.year - middle) ** 2 for point, count in weighed), Decimal(0))
    slope = (
        sum((count * (point.year - middle) * (point.value - height) for point, count in weighed), Decimal(0)) / width
    )
    freedom = len(points) - 2
    variance = None
    if freedom:
        rests = [count * (point.value - height - slope * (point.year - middle)) ** 2 for point, count in weighed]
        variance = sum(rests, Decimal(0)) / freedom
    return Fit(
        middle=middle, height=height, slope=slope, weight=weight, width=width, variance=variance, freedom=freedom
    )
