"""Growth: an average a year (``average_growth``), or a rate over the whole period (doubled, up by half)."""

from __future__ import annotations

from decimal import Decimal

from lantu.cascade.tracks import INDEX_BASE
from lantu.monitoring.components import Component
from lantu.monitoring.measures.measured import Case, Measured, gap_of
from lantu.targets import growth

_PERCENT = Decimal(100)


def average(case: Case) -> Measured:
    """Return the average growth a year so far beside the one asked for, in percent."""
    end = case.question.end_state
    if end is None:
        return Measured(missing="target")
    rate = growth.average(end / INDEX_BASE, case.question.years)
    sign = -1 if case.question.direction == "down" else 1
    achieved = growth.average(case.reached.state / INDEX_BASE, case.years_gone)
    due = None if case.due is None else growth.average(case.due / INDEX_BASE, case.years_gone)
    found: dict[str, Component] = {
        "average": achieved,
        **({} if due is None else case.compared(sign * achieved * _PERCENT, sign * due * _PERCENT, down=False)),
    }
    return _told(case, end, sign * _PERCENT * rate, sign * _PERCENT * achieved, _times(due, sign), found)


def total(case: Case) -> Measured:
    """Return the growth since the base year beside the one asked for, in percent."""
    end = case.question.end_state
    if end is None:
        return Measured(missing="target")
    sign = -1 if case.question.direction == "down" else 1
    latest = sign * (case.reached.state - INDEX_BASE)
    due = None if case.due is None else sign * (case.due - INDEX_BASE)
    found = {} if due is None else case.on_way(latest, due, down=False)
    return _told(case, end, sign * (end - INDEX_BASE), latest, due, found)


def _times(value: Decimal | None, sign: int) -> Decimal | None:
    return None if value is None else sign * _PERCENT * value


def _enough(case: Case, factor: Decimal, goal: Decimal) -> bool:
    """Tell whether the growth of the whole period is there already, so that the years left need bring none."""
    return factor <= goal if case.question.direction == "down" else factor >= goal


def _told(
    case: Case,
    end: Decimal,
    target: Decimal,
    latest: Decimal,
    due: Decimal | None,
    found: dict[str, Component],
) -> Measured:
    """Return what both ways of telling growth share: progress in logarithms, the gap of what is due, and what is needed."""
    question, factor, goal = case.question, case.reached.state / INDEX_BASE, end / INDEX_BASE
    rate = growth.average(goal, question.years)
    right_way = (factor - 1) * (goal - 1) >= 0
    arrived = bool(case.compared(latest, target, down=False)["on_path"])
    over = case.years_left <= 0
    needed = (
        None if over or _enough(case, factor, goal) else growth.needed(factor, rate, question.years, case.years_left)
    )
    sign = -1 if question.direction == "down" else 1
    return Measured(
        target_value=target,
        latest=latest,
        due_value=due,
        progress=growth.progress(factor, rate, question.years) if rate and right_way else None,
        gap=None if case.due is None else gap_of(case.due - INDEX_BASE, case.reached.state - INDEX_BASE),
        needed_rate=None if needed is None else sign * _PERCENT * needed,
        needed_unit="%",
        components={
            **found,
            "cumulative": factor - 1,
            "worse_than_baseline": not right_way,
            **({"reached": arrived} if question.form != "average_growth" or over else {}),
        },
    )
