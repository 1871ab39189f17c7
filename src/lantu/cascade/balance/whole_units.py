"""Rounding many values at once: whole published units, every sum exact, no value further than one unit.

Rounding each value alone leaves sums that miss by a unit or two, and the unit put on the last area is the one it
complains of. Here each value goes to the published unit below or above it, so that all sums hold exactly and the
roundings together change as little as can be: an integer programme, which for totals of parts has whole corners anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, gcd, lcm

import numpy as np
import numpy.typing as npt

from lantu.cascade.balance.programmes import Programme, solve

_NEAR = 1e-7  # units: what a solver leaves of a value that is a whole unit
_FURTHER = 1  # units beyond the nearest two, tried where those cannot hold the sums

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactSum:
    """A sum that has to hold exactly between published values: ``low ≤ Σ coefficient·value ≤ high``.

    Attributes:
        places: The places it joins.
        coefficients: One for each place, exactly.
        low: The least the sum may be, or None.
        high: The most the sum may be, or None.
    """

    places: tuple[int, ...]
    coefficients: tuple[Fraction, ...]
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A value to be printed in whole units.

    Attributes:
        exact: The value before rounding.
        unit: Its published unit.
        low: The least it may be, or None.
        high: The most it may be, or None.
    """

    exact: float
    unit: Fraction
    low: Fraction | None = None
    high: Fraction | None = None


def in_whole_units(values: Sequence[Printed], sums: Sequence[ExactSum]) -> tuple[Fraction, ...] | None:
    """Return values in whole published units that keep every sum exactly and every bound.

    Args:
        values: The values and their units; a bound finer than the unit is kept on its safe side.
        sums: What has to hold between them.

    Returns:
        The rounded values in the same order: each one of the two units nearest to the exact value, or, where those
        cannot keep the sums, one unit further. None where that does not keep them either.

    >>> halves = [Printed(exact=exact, unit=Fraction(1)) for exact in (10.0, 4.5, 5.5)]
    >>> whole_and_parts = ExactSum(places=(0, 1, 2), coefficients=(Fraction(1), Fraction(-1), Fraction(-1)))
    >>> [int(value) for value in in_whole_units(halves, [whole_and_parts])]
    [10, 4, 6]
    """
    for further in (0, _FURTHER):
        counts = _counts(values, sums, further)
        if counts is not None:
            return tuple(int(count) * value.unit for count, value in zip(counts, values, strict=True))
    return None


def _counts(values: Sequence[Printed], sums: Sequence[ExactSum], further: int) -> Counts | None:
    """Return how many units each value becomes.

    A count is a start below the value, a step to the next unit above it, and moves beyond these two, up or down. Each
    has a cost that grows evenly, so that the programme prefers corners, which are whole.
    """
    amounts = np.array([value.exact / float(value.unit) for value in values])
    starts, ends = np.floor(amounts + _NEAR).astype(np.int64), np.ceil(amounts - _NEAR).astype(np.int64)
    least = [
        floor(s - further) if v.low is None else max(s - further, ceil(v.low / v.unit))
        for s, v in _with(starts, values)
    ]
    most = [
        floor(e + further) if v.high is None else min(e + further, floor(v.high / v.unit))
        for e, v in _with(ends, values)
    ]
    low, high = np.array(least, dtype=np.int64), np.array(most, dtype=np.int64)
    if np.any(low > high):
        return None
    steps = ends - starts
    lower = np.concatenate([np.clip(low - starts, 0, steps), np.maximum(low - ends, 0), np.maximum(starts - high, 0)])
    upper = np.concatenate([np.clip(high - starts, 0, steps), np.maximum(high - ends, 0), np.maximum(starts - low, 0)])
    cost = np.concatenate([np.abs(starts + 1 - amounts) - np.abs(amounts - starts), np.full(2 * len(values), 1.5)])
    rows = [_in_units(each, values, starts) for each in sums]
    for whole in (False, True):  # the corner found without asking for whole numbers is whole, but for tangled sums
        chosen = _least_cost(cost, lower, upper, rows, len(values), whole=whole)
        if chosen is None:
            return None
        step, up, down = np.split(chosen, 3)
        moves = [int(move) for move in step + up - down]
        if all(_holds(row, moves) for row in rows):
            return starts + np.array(moves, dtype=np.int64)
    return None


def _with(counts: Counts, values: Sequence[Printed]) -> list[tuple[int, Printed]]:
    return [(int(count), value) for count, value in zip(counts, values, strict=True)]


@dataclass(frozen=True, slots=True)
class _CountRow:
    """A sum told in whole numbers of units, from the starts on."""

    places: tuple[int, ...]
    coefficients: tuple[int, ...]
    low: Fraction | None
    high: Fraction | None


def _in_units(each: ExactSum, values: Sequence[Printed], starts: Counts) -> _CountRow:
    """Return a sum in counts, its coefficients the smallest whole numbers."""
    per_unit = [factor * values[place].unit for place, factor in zip(each.places, each.coefficients, strict=True)]
    common = lcm(*(factor.denominator for factor in per_unit))
    whole = [int(factor * common) for factor in per_unit]
    share = gcd(*whole) or 1
    now = sum(factor * int(starts[place]) for place, factor in zip(each.places, whole, strict=True))
    low, high = (None if side is None else (side * common - now) / share for side in (each.low, each.high))
    return _CountRow(each.places, tuple(factor // share for factor in whole), low, high)


def _least_cost(
    cost: npt.NDArray[np.float64],
    lower: Counts,
    upper: Counts,
    rows: Sequence[_CountRow],
    size: int,
    *,
    whole: bool,
) -> Counts | None:
    """Return the cheapest steps, moves up and moves down that keep the rows."""
    from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415

    ends = np.cumsum([0, *(len(row.places) for row in rows)])
    places = np.array([place for row in rows for place in row.places], dtype=np.int64)
    entries = np.array([factor for row in rows for factor in row.coefficients], dtype=np.float64)
    matrix = csr_matrix((entries, places, ends), shape=(len(rows), size))
    found = solve(
        Programme(
            cost=cost,
            matrix=hstack([matrix, matrix, -matrix], format="csr"),
            low=np.array([-np.inf if row.low is None else float(row.low) for row in rows]),
            high=np.array([np.inf if row.high is None else float(row.high) for row in rows]),
            lower=lower.astype(np.float64),
            upper=upper.astype(np.float64),
            whole=np.ones(3 * size, dtype=np.bool_) if whole else None,
        )
    )
    return None if found is None else np.rint(found).astype(np.int64)


def _holds(row: _CountRow, moves: Sequence[int]) -> bool:
    """Tell, exactly, whether a sum holds after the counts have moved from their starts."""
    total = sum(factor * moves[place] for place, factor in zip(row.places, row.coefficients, strict=True))
    return (row.low is None or total >= row.low) and (row.high is None or total <= row.high)
