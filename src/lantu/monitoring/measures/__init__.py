"""How far a target has come, one module a way of telling it; each returns what is particular to its form.

=============  ==================================================================
levels         a level raised or lowered, and a rise added to the base year
sums           an amount summed over the years
growth         average growth a year, and growth of the whole period
reductions     a reduction since the base year, years multiplied
limits         caps, floors and ranges, and levels that were reached before the plan began: kept or broken
=============  ==================================================================

Formulas stand in :mod:`lantu.targets`; here is what guards them: nothing is divided by zero, nothing negative is called
progress, and nothing is compared finer than it is published.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from lantu.monitoring.measures import growth, levels, limits, reductions, sums
from lantu.monitoring.measures.measured import Case, Measured

Measure: TypeAlias = Callable[[Case], Measured]


def measure_of(case: Case) -> Measure:
    """Return how a case is measured."""
    question = case.question
    if question.measure == "sum":
        return sums.measured
    if question.measure == "index":
        if question.form == "cumulative_reduction":
            return reductions.measured
        return growth.average if question.form == "average_growth" else growth.total
    if case.limited or case.held:
        return limits.measured
    return levels.risen if question.rises else levels.measured
