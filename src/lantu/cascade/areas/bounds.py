"""The least and the most an area may get, as states."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from lantu.cascade.areas.figures import Figures
from lantu.cascade.balance.single import Numbers
from lantu.cascade.limiting import possible
from lantu.cascade.tracks import INDEX_BASE, Limit, Track


def state_of(whole: Track, value: Decimal) -> float:
    """Return the state at the end of the period that a value told of the whole period means.

    A reduction is told as that of the period, growth as that of a year; levels and amounts are states.
    """
    if whole.measure != "index":
        return float(value)
    if whole.form == "average_growth":
        return float(INDEX_BASE) * (1 + float(value) / 100) ** len(whole.years)
    sign = -1 if whole.direction == "down" else 1
    return float(INDEX_BASE) + sign * float(value)


def bounds_of(figures: Figures) -> tuple[Numbers, Numbers]:
    """Return the bounds that the office set for areas, infinite where it set none."""
    sides = [_sides(figures, subject) for subject in figures.subjects]
    low = np.array([-np.inf if low is None else low for low, _ in sides], dtype=np.float64)
    high = np.array([np.inf if high is None else high for _, high in sides], dtype=np.float64)
    return low, high


def possible_bounds(figures: Figures) -> tuple[float, float]:
    """Return between what the indicator can lie at all."""
    limits = list(possible(figures.whole))
    low = next((float(limit.low) for limit in limits if limit.low is not None), -np.inf)
    high = next((float(limit.high) for limit in limits if limit.high is not None), np.inf)
    return low, high


def limits_of_area(figures: Figures, subject: str) -> tuple[Limit, ...]:
    """Return the bounds of an area as limits on its last year, in the office's words."""
    bound = figures.choice.bounds.get(subject)
    if bound is None:
        return ()
    low, high = (None if side is None else Decimal(repr(side)) for side in _sides(figures, subject))
    return (Limit(year=figures.whole.years[-1], low=low, high=high, origin="chosen", text=bound.reason),)


def _sides(figures: Figures, subject: str) -> tuple[float | None, float | None]:
    bound, whole = figures.choice.bounds.get(subject), figures.whole
    if bound is None:
        return None, None
    low, high = (None if side is None else state_of(whole, side) for side in (bound.low, bound.high))
    reduction = whole.measure == "index" and whole.direction == "down"
    return (high, low) if reduction else (low, high)
