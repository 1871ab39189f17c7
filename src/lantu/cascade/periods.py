"""What annual targets come to over the whole period: the figure that an area signs for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lantu.cascade.rounding import rounded_to
from lantu.model.annual_targets import AnnualTarget
from lantu.model.records import Form
from lantu.targets import growth, reductions


def over_the_period(rows: Sequence[AnnualTarget], form: Form | None) -> Decimal | None:
    """Return what the annual targets of all years come to, in the published unit; None where a year has no number.

    Amounts add up, reductions and growth multiply, and of a level the last year is the target.

    Args:
        rows: The annual targets of one target and subject, a row for each year of the period, in their order.
        form: The form of the target.

    >>> rows = [AnnualTarget(target="s1", indicator="能耗降低", year=year, comparator=">=", value=Decimal("3.08"), line="path")
    ...         for year in range(2026, 2031)]
    >>> over_the_period(rows, "cumulative_reduction"), over_the_period(rows, "cumulative_sum")
    (Decimal('14.48'), Decimal('15.40'))
    """
    values = [row.value for row in rows]
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    unit = Decimal(1).scaleb(min(_exponent(value) for value in known))
    if form == "cumulative_sum":
        return sum(known, Decimal(0))
    if form == "cumulative_reduction":
        fallen: Decimal = reductions.accumulated(value / 100 for value in known)
        return rounded_to(fallen * 100, unit)
    if form == "average_growth":
        mean: Decimal = growth.average(growth.factor(value / 100 for value in known), len(known))
        return rounded_to(mean * 100, unit)
    return known[-1]


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) and exponent < 0 else 0
