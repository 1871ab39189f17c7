"""The form of a target, which decides the mathematics of its progress (DESIGN section 4.4; planning-practice.md 2.2)."""

from __future__ import annotations

from lantu.model.records import Comparator, Form, Measure


def form_of(measure: Measure, comparator: Comparator, *, falling: bool, kept: bool, unit: str | None) -> Form:
    """Decide the form of a target from what is printed.

    Args:
        measure: What the number measures.
        comparator: How it is bounded.
        falling: True when the predicate or the name speaks of decrease.
        kept: True when the value is to be kept (保持, 稳定, 控制), not reached.
        unit: Printed unit.

    >>> form_of("level", "<=", falling=False, kept=True, unit="%")
    'cap'
    >>> form_of("growth_total", "=", falling=True, kept=False, unit="%")
    'cumulative_reduction'
    """
    if measure == "rank":
        return "rank"
    if measure == "growth_annual":
        return "average_growth"
    if measure == "growth_total":
        return "cumulative_reduction" if falling else "cumulative_increment"
    if measure in ("increment", "per_year", "count_list"):
        return "cumulative_sum"
    if measure == "level" and unit == "番":
        return "cumulative_increment"
    if comparator == "range":
        return "range"
    if comparator in ("<=", "<"):
        return "level_down" if falling or (measure == "duration" and not kept) else "cap"
    if kept and comparator in (">=", ">", "="):
        return "floor"
    return "level_down" if falling else "level_up"
