"""Recent years count more: a line of least squares in which a year counts the less the longer ago it is.

The UN regional commissions extrapolate by a regression whose weights favour recent years; their weights are not
published where we could read them. Ours halve every three years, which is a choice of our own (design default): in a
period of five years the base year still counts for a third of the last.
"""

from __future__ import annotations

from decimal import Decimal

from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.fitting import fit
from lantu.monitoring.outlook.history import History, enough
from lantu.monitoring.outlook.methods.least_squares import LEAST
from lantu.monitoring.outlook.projection import Course, Method, course
from lantu.monitoring.outlook.sentences import Sentence

HALVED_AFTER = 3
"""Years after which a value counts half (design default)."""


def weight(age: int) -> Decimal:
    """Return what a value counts that is some years older than the last.

    >>> weight(0), round(weight(3), 6), round(weight(5), 2)
    (Decimal('1'), Decimal('0.500000'), Decimal('0.31'))
    """
    return Decimal("0.5") ** (Decimal(age) / HALVED_AFTER)


def project(history: History, asked: Asked) -> Course:
    """Return the line of weighted least squares."""
    by_rate = history.measure == "index"
    points = enough(history.points(by_rate=by_rate), LEAST)
    weights = [weight(history.latest - point.year) for point in points]
    centre, halves = fit(points, weights).ahead(points, asked.end)
    years = tuple(point.year for point in points)
    return course(centre, halves, by_rate=by_rate, interval="residuals", years=years)


METHOD = Method(
    key="recent_years",
    name=Sentence("M303"),
    measures=frozenset({"level", "sum", "index"}),
    project=project,
)
