"""Five changes: on from the last value by the mean of the last five yearly changes.

So the German statistical office judges the indicators of sustainable development. It needs six years and looks beyond
the plan's own period; it forgets a year as another comes, so a new value on its course may still turn it.
"""

from __future__ import annotations

from lantu.errors import MonitoringError
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.drift import drift
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.projection import Course, Method, course
from lantu.monitoring.outlook.sentences import Sentence

CHANGES = 5


def project(history: History, asked: Asked) -> Course:
    """Return the course by the mean of the last five changes.

    Raises:
        MonitoringError: The value of five years before the last is not known (M343).
    """
    first = history.latest - CHANGES
    if first not in history.states:
        raise MonitoringError("M343", year=first, count=CHANGES + 1)
    by_rate = history.measure == "index"
    points = history.points(by_rate=by_rate, first=first)
    line = drift(points)
    centre, halves = line.ahead(asked.end)
    years = tuple(point.year for point in points)
    return course(centre, halves, by_rate=by_rate, interval="changes", years=years, remarks=line.remarks())


METHOD = Method(
    key="five_changes",
    name=Sentence("M304"),
    measures=frozenset({"level", "sum", "index"}),
    project=project,
)
