"""Paths over the years: the state wished for at the end of each, between values that are fixed.

Fixed are the baseline, the target, what the superior asks of a year, targets for years between, and what was reached.
Between two of them the path keeps the shape of its method. A path taken up again from values that lie on it is
therefore the same path.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from lantu.cascade.methods import Shape
from lantu.cascade.tracks import INDEX_BASE, Measure, Track
from lantu.targets import identities, levels


def walk(fixed: Mapping[int, Decimal], shape: Shape, *, by_rate: bool) -> dict[int, Decimal]:
    """Return the state of each year between the first and the last fixed one.

    Args:
        fixed: States that are fixed, by year: at least the first and the last.
        shape: Share of the way by year, see :func:`lantu.cascade.methods.shape`.
        by_rate: Whether the path walks at rates (multiplies) or in steps (adds).

    >>> from lantu.cascade.methods import shape
    >>> even = shape("linear", (2026, 2027, 2028, 2029, 2030))
    >>> [str(state) for state in walk({2025: Decimal(70), 2030: Decimal(75)}, even, by_rate=False).values()]
    ['70', '71.0', '72.0', '73.0', '74.0', '75']
    """
    years = sorted(fixed)
    states = dict(fixed)
    for start, end in pairwise(years):
        for year in range(start + 1, end):
            states[year] = _between(fixed[start], fixed[end], _part(shape, start, year, end), by_rate=by_rate)
    return dict(sorted(states.items()))


def _part(shape: Shape, start: int, year: int, end: int) -> Decimal:
    """Return which part of the way between two fixed years is done; a shape that stands still waits for the end."""
    whole = shape[end] - shape[start]
    return (shape[year] - shape[start]) / whole if whole else Decimal(0)


def _between(start: Decimal, end: Decimal, part: Decimal, *, by_rate: bool) -> Decimal:
    way = levels.due_at_equal_rate if by_rate and start > 0 and end > 0 else levels.due
    state: Decimal = way(start, end, part)
    return state


def yearly(track: Track, states: Sequence[Decimal] | None = None) -> tuple[Decimal, ...]:
    """Return what is printed for each year, unrounded: the level, the amount of the year, or the rate on the year before.

    Rates are in percent; those of an index that shall fall are reductions and positive when it does.

    >>> track = Track(indicator="energy-intensity-reduction", name="单位地区生产总值能耗降低", unit="%", measure="index",
    ...               years=(2026, 2027), wished=(Decimal(97), Decimal("94.09")), baseline=INDEX_BASE,
    ...               precision=Decimal("0.01"), direction="down")
    >>> yearly(track)
    (Decimal('3.00'), Decimal('3.00'))
    """
    walked = track.wished if states is None else tuple(states)
    if track.measure == "level":
        return walked
    before = (start_of(track.measure, track.baseline), *walked)
    return tuple(printed(track, previous, state) for previous, state in pairwise(before))


def start_of(measure: Measure, baseline: Decimal | None = None) -> Decimal:
    """Return the state of the base year."""
    usual = {"level": Decimal(0), "sum": Decimal(0), "index": INDEX_BASE}
    return usual[measure] if baseline is None else baseline


def printed(track: Track, before: Decimal, state: Decimal) -> Decimal:
    """Return what is printed for a year that leads from one state to another."""
    if track.measure == "level":
        return state
    if track.measure == "sum":
        return state - before
    change: Decimal = identities.growth(state, before)
    return (-change if track.direction == "down" else change) * 100


def state_after(track: Track, before: Decimal, value: Decimal) -> Decimal:
    """Return the state to which a printed value of a year leads; the inverse of :func:`printed`."""
    if track.measure == "level":
        return value
    if track.measure == "sum":
        return before + value
    return before * (1 + (-value if track.direction == "down" else value) / 100)


def states_from(track: Track, values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return the states to which the printed values of the years lead, one after the other."""
    states, before = [], start_of(track.measure, track.baseline)
    for value in values:
        before = state_after(track, before, value)
        states.append(before)
    return tuple(states)
