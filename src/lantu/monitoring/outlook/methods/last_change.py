"""Last change again: on from the last value by what the last year brought.

The plainest way of going on. It knows nothing but the last year, jumps with it, and is hard to beat: looking back on
published series it came nearer than lines through all years, because what slows down or turns shows in the last year
first. Its interval grows fast, for a change of the change goes on for ever.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History, Point, in_a_row
from lantu.monitoring.outlook.projection import Course, Method, course
from lantu.monitoring.outlook.sentences import Sentence
from lantu.monitoring.outlook.student import quantile

LEAST = 3
"""Fewest years in a row: from two, the straight line says the same."""


def project(history: History, asked: Asked) -> Course:
    """Return the course by the last change.

    Raises:
        MonitoringError: Too few years in a row lead up to the last value (M344).
    """
    by_rate = history.measure == "index"
    points = in_a_row(history.points(by_rate=by_rate), LEAST)
    changes = [after.value - before.value for before, after in pairwise(points)]
    ahead = {year: year - history.latest for year in range(history.latest + 1, asked.end + 1)}
    return course(
        {year: points[-1].value + changes[-1] * years for year, years in ahead.items()},
        {year: _half(changes, years) for year, years in ahead.items()},
        by_rate=by_rate,
        interval="errors",
        years=_years(points),
    )


def _half(changes: list[Decimal], ahead: int) -> Decimal:
    """Return half the width of the interval: every new change of the change is carried on until the end."""
    errors = [after - before for before, after in pairwise(changes)]
    variance = sum((error**2 for error in errors), Decimal(0)) / len(errors)
    return quantile(len(errors)) * (variance * sum(year**2 for year in range(1, ahead + 1))).sqrt()


def _years(points: tuple[Point, ...]) -> tuple[int, ...]:
    return tuple(point.year for point in points)


METHOD = Method(
    key="last_change",
    name=Sentence("M308"),
    measures=frozenset({"level", "sum", "index"}),
    project=project,
)
