"""A reduction since the base year (``cumulative_reduction``): years multiply, progress is counted in logarithms."""

from __future__ import annotations

from decimal import Decimal

from lantu.cascade.tracks import INDEX_BASE
from lantu.monitoring.components import Component
from lantu.monitoring.measures.measured import Case, Measured, gap_of
from lantu.targets import reductions

_PERCENT = Decimal(100)


def measured(case: Case) -> Measured:
    """Return the reduction so far beside the one asked for, in percent."""
    end = case.question.end_state
    if end is None:
        return Measured(missing="target")
    asked, achieved = 1 - end / INDEX_BASE, 1 - case.reached.state / INDEX_BASE
    due = None if case.due is None else 1 - case.due / INDEX_BASE
    arrived = bool(case.compared(achieved * _PERCENT, asked * _PERCENT, down=False)["on_path"])
    found: dict[str, Component] = {
        "reached": arrived,
        "cumulative": achieved,
        "worse_than_baseline": achieved < 0,
    }
    if due is not None:
        found |= case.on_way(achieved * _PERCENT, due * _PERCENT, down=False)
    tells = asked > 0 and achieved >= 0
    if tells:
        found["simple_progress"] = reductions.simple_progress(achieved, asked)
    left = case.years_left
    needed = None if arrived or left <= 0 else reductions.needed(achieved, asked, left)
    return Measured(
        target_value=asked * _PERCENT,
        latest=achieved * _PERCENT,
        due_value=None if due is None else due * _PERCENT,
        progress=reductions.progress(achieved, asked) if tells else None,
        gap=gap_of(due, achieved),
        needed_rate=None if needed is None else needed * _PERCENT,
        needed_unit="%",
        components=found,
    )
