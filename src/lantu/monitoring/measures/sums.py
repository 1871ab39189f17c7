"""An amount summed over the years (``cumulative_sum``)."""

from __future__ import annotations

from lantu.monitoring.components import Component
from lantu.monitoring.measures.measured import Case, Measured, gap_of
from lantu.targets import sums


def measured(case: Case) -> Measured:
    """Return how much of an amount is done."""
    question, done, target = case.question, case.reached.state, case.question.end_state
    if target is None:
        return Measured(latest=done, missing="target")
    due = case.due
    arrived = bool(case.compared(done, target, down=False)["on_path"])
    found: dict[str, Component] = {"reached": arrived}
    if due is not None:
        found |= case.on_way(done, due, down=False)
    left = case.years_left
    needed = None if arrived or left <= 0 else sums.needed(done, target, left)
    return Measured(
        target_value=target,
        latest=done,
        due_value=due,
        progress=sums.progress(done, target) if target > 0 and done >= 0 else None,
        gap=gap_of(due, done),
        needed_rate=needed,
        needed_unit=question.unit,
        components=found,
    )
