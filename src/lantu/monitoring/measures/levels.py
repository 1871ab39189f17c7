"""A level raised or lowered (``level_up``, ``level_down``), and a rise added to the base year (``cumulative_increment``)."""

from __future__ import annotations

from decimal import Decimal

from lantu.monitoring.components import Component
from lantu.monitoring.measures.measured import Case, Measured, gap_of, yearly_unit
from lantu.targets import increments, levels


def measured(case: Case) -> Measured:
    """Return how far a level has come on its way; without a baseline only whether it has arrived."""
    question, latest, target = case.question, case.reached.state, case.question.end_state
    if target is None:
        return Measured(latest=latest, missing="target")
    down = question.direction == "down"
    arrived = bool(case.compared(latest, target, down=down)["on_path"])
    due, baseline = case.due, question.baseline
    found: dict[str, Component] = {}
    if not question.limited or case.years_left <= 0:  # a limit is kept, it is not arrived at
        found["reached"] = arrived
    if due is not None:
        found |= case.on_way(latest, due, down=down)
    if baseline is None:
        return Measured(
            target_value=target,
            latest=latest,
            due_value=due,
            missing="baseline" if due is None else "",
            components=found,
            needed_rate=_needed(case, target, arrived=arrived),
            needed_unit=yearly_unit(question.unit),
        )
    worse = latest > baseline if down else latest < baseline
    found["worse_than_baseline"] = worse
    return Measured(
        target_value=target,
        latest=latest,
        due_value=due,
        progress=None if worse or target == baseline else levels.progress(baseline, target, latest),
        gap=None if due is None else gap_of(due - baseline, latest - baseline),
        components=found,
        needed_rate=_needed(case, target, arrived=arrived),
        needed_unit=yearly_unit(question.unit),
    )


def _needed(case: Case, target: Decimal, *, arrived: bool) -> Decimal | None:
    if arrived or case.years_left <= 0:
        return None
    step: Decimal = levels.needed_step(case.reached.state, target, case.years_left)
    return step


def risen(case: Case) -> Measured:
    """Return how far a rise has come, told as the rise since the base year."""
    question, baseline, end = case.question, case.question.baseline, case.question.end_state
    if baseline is None or end is None:
        return Measured(missing="baseline")
    rise, target = case.reached.state - baseline, end - baseline
    due = None if case.due is None else case.due - baseline
    arrived = bool(case.compared(rise, target, down=False)["on_path"])
    found: dict[str, Component] = {"reached": arrived, "worse_than_baseline": rise < 0, "level": case.reached.state}
    if due is not None:
        found |= case.on_way(rise, due, down=False)
    left = case.years_left
    needed = None if arrived or left <= 0 else increments.needed(baseline, target, case.reached.state, left)
    return Measured(
        target_value=target,
        latest=rise,
        due_value=due,
        progress=None if rise < 0 or target <= 0 else increments.progress(baseline, target, case.reached.state),
        gap=gap_of(due, rise),
        needed_rate=needed,
        needed_unit=yearly_unit(question.unit),
        components=found,
    )
