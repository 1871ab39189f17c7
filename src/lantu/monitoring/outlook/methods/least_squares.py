"""Least squares: one straight line through all years that are known, each counting the same.

It gives one good or bad last year less room than the straight line from the base year does, and need not pass through
the last value. An index is fitted in logarithms, so that its line is an equal rate.
"""

from __future__ import annotations

from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.fitting import fit
from lantu.monitoring.outlook.history import History, enough
from lantu.monitoring.outlook.projection import Course, Method, course
from lantu.monitoring.outlook.sentences import Sentence

LEAST = 3
"""Fewest years: through two the line is the straight line again."""


def project(history: History, asked: Asked) -> Course:
    """Return the line of least squares."""
    by_rate = history.measure == "index"
    points = enough(history.points(by_rate=by_rate), LEAST)
    centre, halves = fit(points).ahead(points, asked.end)
    years = tuple(point.year for point in points)
    return course(centre, halves, by_rate=by_rate, interval="residuals", years=years)


METHOD = Method(
    key="least_squares",
    name=Sentence("M302"),
    measures=frozenset({"level", "sum", "index"}),
    project=project,
)
