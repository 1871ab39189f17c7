"""Equal rate: from the base year on at the mean rate of the years since, and that rate beside the one required.

Two published methods rest on this one course: Statistics Canada and Open SDG print the ratio of the actual to the
required rate, the UN progress chart the share of the way that the course will have made by the end year. Both figures
are given; as they judge one course, the method counts once. A rate never leads to zero and has no meaning for values
that are not positive, so it is refused there rather than given a small number in place of zero.

For levels the method is not the same for rising and falling: of two that stand exactly on their straight line, it says
that the one which shall rise will arrive and that the one which shall fall will not. Both stand in the documentation.
"""

from __future__ import annotations

from decimal import Decimal

from lantu.errors import MonitoringError
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.drift import drift
from lantu.monitoring.outlook.history import History, Point
from lantu.monitoring.outlook.projection import Course, Method, course
from lantu.monitoring.outlook.sentences import Sentence
from lantu.monitoring.printing import percent
from lantu.targets import levels

_HUNDREDTH = Decimal("0.01")


def project(history: History, asked: Asked) -> Course:
    """Return the course at the mean rate since the base year.

    Raises:
        MonitoringError: What is asked is not positive (M346), or a value is not (M342).
    """
    if any(bound is not None and bound <= 0 for bound in (asked.low, asked.high)):
        raise MonitoringError("M346")
    points = history.since_base(by_rate=True)
    line = drift(points)
    centre, halves = line.ahead(asked.end)
    figures = _rates(history, asked, centre[asked.end].exp())
    return course(
        centre,
        halves,
        by_rate=True,
        interval="changes",
        years=tuple(point.year for point in points),
        figures=figures,
        remarks=(*line.remarks(), *_remarks(line.last, figures)),
    )


def _rates(history: History, asked: Asked, end: Decimal) -> dict[str, Decimal]:
    """Return the actual rate, and beside one bound the required rate, their ratio and the share of the way at the end."""
    base, latest = history.states[history.base_year], history.states[history.latest]
    actual: Decimal = levels.needed_rate(base, latest, history.latest - history.base_year)
    bounds = [bound for bound in (asked.low, asked.high) if bound is not None]
    if len(bounds) != 1 or bounds[0] == base or asked.each_year:
        return {"actual_rate": actual}
    required: Decimal = levels.needed_rate(base, bounds[0], asked.end - history.base_year)
    return {
        "actual_rate": actual,
        "required_rate": required,
        "ratio": actual / required,
        "share_at_end": levels.progress(base, bounds[0], end),
    }


def _remarks(last: Point, figures: dict[str, Decimal]) -> tuple[Sentence, ...]:
    if "ratio" not in figures:
        return (Sentence("M319", {"year": last.year, "actual": percent(figures["actual_rate"], _HUNDREDTH)}),)
    rates = {name: percent(figures[f"{name}_rate"], _HUNDREDTH) for name in ("actual", "required")}
    return (
        Sentence(
            "M317",
            {"year": last.year, **rates, "ratio": percent(figures["ratio"]), "share": percent(figures["share_at_end"])},
        ),
    )


METHOD = Method(
    key="required_rate",
    name=Sentence("M301"),
    measures=frozenset({"level", "index"}),
    project=project,
)
