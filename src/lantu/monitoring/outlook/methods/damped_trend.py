"""Damped trend: what moved lately moves on, each year a little less.

Holt's exponential smoothing with a damped trend. Many things that a plan counts slow down as they near what is possible,
and straight lines overstate them. What is smoothed is the value of a year as it is printed: of a level the level, of a
sum the amount of the year, of an index its rate. So a level comes to rest, while an amount or a rate a year does not die
out but settles.

The three parameters are fixed: five to ten yearly values cannot tell them, and fitted ones would be a coincidence.
Formulas: Hyndman and Athanasopoulos, *Forecasting: principles and practice*, 3rd ed., sections 8.2 and 8.7.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, islice, pairwise

from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History, Point, in_a_row
from lantu.monitoring.outlook.projection import Course, Method, course
from lantu.monitoring.outlook.sentences import Sentence
from lantu.monitoring.outlook.student import quantile

LEVEL = Decimal("0.8")
"""How far the level follows a new value (design default): yearly figures of a statistics bureau are mostly signal."""

TREND = Decimal("0.5")
"""How far the trend follows a new change of the level (design default): high, else damping alone would wear the trend down."""

DAMPING = Decimal("0.9")
"""What of the trend is left a year later (design default; 0.8 to 0.98 are usual)."""

LEAST = 3
"""Fewest values in a row: two begin the smoothing, one tries it."""


@dataclass(frozen=True, slots=True)
class Smoothed:
    """Where the smoothing stands after the last value: level, trend, and the errors made on the way."""

    level: Decimal
    trend: Decimal
    errors: tuple[Decimal, ...]

    def value(self, ahead: int) -> Decimal:
        """Return the value some years ahead."""
        return self.level + self.trend * sum((DAMPING**year for year in range(1, ahead + 1)), Decimal(0))

    def half(self, ahead: int, *, summed: bool) -> Decimal:
        """Return half the width of the interval some years ahead: of the value, or of the sum of the values until then."""
        variance = sum((error**2 for error in self.errors), Decimal(0)) / len(self.errors)
        carried = [_carried(years) for years in range(ahead)]
        if summed:
            carried = list(accumulate(carried))
        return quantile(len(self.errors)) * (variance * sum((each**2 for each in carried), Decimal(0))).sqrt()


def _carried(years: int) -> Decimal:
    """Return what of an error is still in the value some years later."""
    if not years:
        return Decimal(1)
    return LEVEL * (1 + TREND * sum((DAMPING**year for year in range(1, years + 1)), Decimal(0)))


def smooth(points: tuple[Point, ...]) -> Smoothed:
    """Smooth values of years in a row, three or more.

    >>> found = smooth((Point(2020, Decimal(60)), Point(2021, Decimal(61)), Point(2022, Decimal(62))))
    >>> found.errors, found.level, found.trend
    ((Decimal('0.1'),), Decimal('61.98'), Decimal('0.940'))
    """
    level, trend = points[1].value, points[1].value - points[0].value
    errors = []
    for point in points[2:]:
        expected = level + DAMPING * trend
        error = point.value - expected
        level, trend = expected + LEVEL * error, DAMPING * trend + LEVEL * TREND * error
        errors.append(error)
    return Smoothed(level, trend, tuple(errors))


def project(history: History, asked: Asked) -> Course:
    """Return the course of the damped trend.

    Raises:
        MonitoringError: Too few years in a row lead up to the last value (M344).
    """
    by_rate, summed = history.measure == "index", history.measure != "level"
    points = in_a_row(history.points(by_rate=by_rate), LEAST + summed)
    values = _changes(points) if summed else points
    smoothed = smooth(values)
    ahead = {year: year - history.latest for year in range(history.latest + 1, asked.end + 1)}
    centre = {year: smoothed.value(years) for year, years in ahead.items()}
    if summed:
        totals = accumulate(centre.values(), initial=points[-1].value)
        centre = dict(zip(ahead, islice(totals, 1, None), strict=True))
    return course(
        centre,
        {year: smoothed.half(years, summed=summed) for year, years in ahead.items()},
        by_rate=by_rate,
        interval="errors",
        years=tuple(point.year for point in points),
    )


def _changes(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple(Point(after.year, after.value - before.value) for before, after in pairwise(points))


METHOD = Method(
    key="damped_trend",
    name=Sentence("M305"),
    measures=frozenset({"level", "sum", "index"}),
    project=project,
)
