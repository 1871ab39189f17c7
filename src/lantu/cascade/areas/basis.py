"""What a method of sharing comes to: where each area starts, what it shall reach, and how the areas make the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from lantu.cascade.balance.single import Numbers, meet_total
from lantu.cascade.tracks import Track
from lantu.cascade.years import start_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A target shared out over its whole period, before the years between are filled in.

    Attributes:
        starts: State of each area in the base year, shape (n,).
        ends: State of each area at the end.
        resists: How much each resists a correction in a year between; what a correction costs an area is in
            proportion to its part.
        give: Weight of each area in the whole after a number of years: ``Σ give(k)·state = whole``; None where
            nothing is asked of the areas together.
        bounds: Least and most of each area at the end, infinite where there is none.
        by_rate: Whether areas walk at rates.
        meets: What the areas come to for a state of the whole: the whole itself, or more by a margin.
    """

    starts: Numbers
    ends: Numbers
    resists: Numbers
    give: Callable[[int], Numbers] | None
    bounds: tuple[Numbers, Numbers]
    by_rate: bool = False
    meets: Callable[[float], float] = float


def met(basis: Basis, whole: Track) -> Basis:
    """Return a basis whose ends make the whole, as near to those wished as can be; as wished where none do."""
    if basis.give is None:
        return basis
    years = len(whole.years)
    ends = _meeting(basis, basis.ends, years, float(whole.wished[-1]), basis.bounds)
    return basis if ends is None else replace(basis, ends=ends)


def _meeting(
    basis: Basis, wished: Numbers, passed: int, state: float, bounds: tuple[Numbers, Numbers]
) -> Numbers | None:
    give = None if basis.give is None else basis.give(passed)
    total, (low, high) = basis.meets(state), bounds
    return meet_total(wished, total, weight=basis.resists, coefficients=give, lower=low, upper=high)


def states_over_years(whole: Track, basis: Basis) -> list[Numbers]:
    """Return the states of the areas at the end of each year, so that they make the whole in every year.

    Areas walk in step with the whole: when it has done half of its way, so has each area; what is then missing of the
    whole (areas start unequal, and weights change) is corrected in proportion.
    """
    start = float(start_of(whole.measure, whole.baseline))
    parts = parts_of_the_way(start, [float(state) for state in whole.wished], by_rate=basis.by_rate)
    unbound = np.full(len(basis.ends), np.inf)
    found = []
    for passed, (state, part) in enumerate(zip(whole.wished, parts, strict=True), start=1):
        wished = basis.ends if passed == len(parts) else _walked(basis, part)
        corrected = passed < len(parts) and basis.give is not None
        made = _meeting(basis, wished, passed, float(state), (-unbound, unbound)) if corrected else None
        found.append(wished if made is None else made)
    return found


def parts_of_the_way(start: float, states: Sequence[float], *, by_rate: bool) -> list[float]:
    """Return which part of its way the whole has done each year; in even steps where it is held."""
    if by_rate:
        start, states = float(np.log(start)), [float(np.log(state)) for state in states]
    way = 0.0 if states[0] == states[-1] else states[-1] - start
    even = [(at + 1) / len(states) for at in range(len(states))]
    return [(state - start) / way for state in states] if abs(way) > 1e-12 * max(abs(start), 1.0) else even


def _walked(basis: Basis, part: float) -> Numbers:
    if basis.by_rate:
        walked: Numbers = basis.starts * (basis.ends / basis.starts) ** part
        return walked
    return basis.starts + (basis.ends - basis.starts) * part


def as_decimals(values: Numbers) -> list[Decimal]:
    """Return floats as the decimals they tell with certainty."""
    return [Decimal(f"{value:.12g}") for value in values]
