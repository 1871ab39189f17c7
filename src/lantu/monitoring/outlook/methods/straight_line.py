"""Straight line: from the base year through the last value, and on in the same steps.

The planner's first look: so much of the way in so much of the time. It is the same for what shall rise and what shall
fall. It takes no notice of the years between, except for its interval.
"""

from __future__ import annotations

from decimal import Decimal

from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.drift import drift
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.projection import Course, Method, course
from lantu.monitoring.outlook.sentences import Sentence
from lantu.monitoring.printing import percent
from lantu.targets import levels


def project(history: History, asked: Asked) -> Course:
    """Return the straight line from the base year through the last value."""
    points = history.since_base(by_rate=False)
    line = drift(points)
    centre, halves = line.ahead(asked.end)
    figures = _progress(history, asked)
    told = (
        Sentence("M318", {"progress": percent(figures["progress"]), "time": percent(figures["time_progress"])})
        if figures
        else None
    )
    return course(
        centre,
        halves,
        by_rate=False,
        interval="changes",
        years=tuple(point.year for point in points),
        figures=figures,
        remarks=(*line.remarks(), *((told,) if told else ())),
    )


def _progress(history: History, asked: Asked) -> dict[str, Decimal]:
    """Return the share of the way and of the time, where there is one bound and a way to it."""
    bounds = [bound for bound in (asked.low, asked.high) if bound is not None]
    base = history.states[history.base_year]
    if len(bounds) != 1 or bounds[0] == base or asked.each_year:
        return {}
    gone, whole = history.latest - history.base_year, asked.end - history.base_year
    return {
        "progress": levels.progress(base, bounds[0], history.states[history.latest]),
        "time_progress": Decimal(gone) / whole,
    }


METHOD = Method(
    key="straight_line",
    name=Sentence("M300"),
    measures=frozenset({"level", "sum"}),
    project=project,
)
