"""Whole units for parts of one total: by the largest remainder, within bounds, no part further than a unit away.

Of two parts with the same remainder the one that stands first gets the unit; whoever calls orders them by their code, so
that the order of a table decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from lantu.cascade.rounding import NOISE
from lantu.errors import CascadeError


def apportioned(
    exact: Sequence[Decimal],
    total: Decimal,
    unit: Decimal,
    *,
    low: Sequence[Decimal | None] | None = None,
    high: Sequence[Decimal | None] | None = None,
) -> tuple[Decimal, ...]:
    """Return parts in whole units that add up to the total exactly.

    Args:
        exact: The parts before rounding; their sum is the total but for rounding.
        total: What the parts shall add up to, in whole units.
        unit: The published unit.
        low: The least each part may be, in whole units, or None.
        high: The most each part may be, in whole units, or None.

    Raises:
        CascadeError: The total is not in whole units (K021), or no parts within the bounds and two units of the exact
            ones add up to it (K022).

    >>> [int(part) for part in apportioned([Decimal("3.4"), Decimal("3.4"), Decimal("3.2")], Decimal(10), Decimal(1))]
    [4, 3, 3]
    """
    if total % unit:
        raise CascadeError("K021", total=total, unit=unit)
    amounts = [(part / unit).quantize(NOISE, rounding=ROUND_HALF_EVEN) for part in exact]
    counts = [int(amount.to_integral_value(ROUND_FLOOR)) for amount in amounts]
    bounds = [_bounds(at, unit, low, high) for at in range(len(counts))]
    counts = [_clipped(count, *bound) for count, bound in zip(counts, bounds, strict=True)]
    missing = int(total / unit) - sum(counts)
    step = 1 if missing > 0 else -1
    for _ in range(2):
        order = sorted(range(len(counts)), key=lambda at: step * (counts[at] - amounts[at]))
        for at in order:
            if missing and _clipped(counts[at] + step, *bounds[at]) == counts[at] + step:
                counts[at] += step
                missing -= step
    if missing:
        raise CascadeError("K022", total=total)
    return tuple(count * unit for count in counts)


def _bounds(
    at: int, unit: Decimal, low: Sequence[Decimal | None] | None, high: Sequence[Decimal | None] | None
) -> tuple[int | None, int | None]:
    least, most = (None if side is None else side[at] for side in (low, high))
    return (None if least is None else -int(-least // unit), None if most is None else int(most // unit))


def _clipped(count: int, low: int | None, high: int | None) -> int:
    count = count if low is None else max(count, low)
    return count if high is None else min(count, high)
