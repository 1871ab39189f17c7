"""Rounding a path to what is published, to the safe side, with the target of the period still met.

A value is rounded up where more is better and down where less is. Each year is rounded from what the years before have
become after *their* rounding, so that nothing adds up: amounts of years sum to the amount of the period exactly, and
multiplied rates reach the target and pass it by less than one published unit of the last year. A state that stands on a
limit (the target itself, a cap) stays on it to the digit, also where the limit is printed finer than the unit.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from lantu.cascade.tracks import Direction, Track
from lantu.cascade.years import printed, start_of, state_after, states_from

NOISE = Decimal("1e-6")
"""Share of a published unit below which a difference is noise of the arithmetic and no reason to round up."""

MOST = Decimal("1e21")
"""Units beyond which the digits of the arithmetic are used up, so that nothing is left to round."""

_WAYS = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "none": ROUND_HALF_UP}


def rounded_to(value: Decimal, unit: Decimal, side: Direction = "none") -> Decimal:
    """Round a value to whole published units: up, down, or to the nearest (half away from zero, 四舍五入).

    >>> rounded_to(Decimal("3.0799"), Decimal("0.01"), "up"), rounded_to(Decimal("3.08000000001"), Decimal("0.01"), "up")
    (Decimal('3.08'), Decimal('3.08'))
    >>> rounded_to(Decimal("1e30"), Decimal("0.1"))
    Decimal('1E+30')
    """
    units = value / unit
    if abs(units) > MOST:
        return value
    return units.quantize(NOISE, rounding=ROUND_HALF_EVEN).quantize(Decimal(1), rounding=_WAYS[side]) * unit


def in_digits(value: Decimal, unit: Decimal) -> Decimal:
    """Return a value with as many decimals as its published unit has; more where it is finer.

    >>> in_digits(Decimal(74), Decimal("0.1")), in_digits(Decimal("8.1E+2"), Decimal(1)), in_digits(Decimal("74.25"), Decimal("0.1"))
    (Decimal('74.0'), Decimal('810'), Decimal('74.25'))
    """
    return value if abs(value / unit) > MOST or value % unit else value.quantize(unit)


def rounded(track: Track) -> tuple[Decimal, ...]:
    """Return the value printed for each year of a path.

    >>> track = Track(indicator="energy-intensity-reduction", name="单位地区生产总值能耗降低", unit="%", measure="index",
    ...               years=(2026, 2027), wished=(Decimal("96.92"), Decimal("93.93")), baseline=Decimal(100),
    ...               precision=Decimal("0.1"), direction="down")
    >>> rounded(track)
    (Decimal('3.1'), Decimal('3.1'))
    """
    before = start_of(track.measure, track.baseline)
    values = []
    for year, wished in zip(track.years, track.wished, strict=True):
        state = _state(track, year, wished, before)
        value = printed(track, before, state)
        values.append(rounded_to(value, track.precision) if track.measure == "index" else value)
        before = state
    return tuple(values)


def rounded_states(track: Track) -> tuple[Decimal, ...]:
    """Return the states to which the printed values lead."""
    return states_from(track, rounded(track))


def _state(track: Track, year: int, wished: Decimal, before: Decimal) -> Decimal:
    """Return the state of a year after rounding, given that of the year before."""
    if track.measure == "index":
        return _by_rate(track, year, wished, before)
    low, high = track.bounds(year)
    for limit in (low, high):
        if limit is not None and abs(wished - limit) <= track.precision * NOISE:
            return limit
    return _inside(track, wished, low, high)


def _inside(track: Track, wished: Decimal, low: Decimal | None, high: Decimal | None) -> Decimal:
    """Round a state to the safe side; where a limit or the next target is on the way, to the other side."""
    safe = rounded_to(wished, track.precision, track.direction)
    if _within(safe, low, high):
        return safe
    other = rounded_to(wished, track.precision, "down" if safe > wished else "up")
    if _within(other, low, high):
        return other
    return max(min(safe, safe if high is None else high), safe if low is None else low)


def _within(state: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or state >= low) and (high is None or state <= high)


def _by_rate(track: Track, year: int, wished: Decimal, before: Decimal) -> Decimal:
    """Return the index that a rate in whole published units leads to, at or beyond the wished one."""
    low, high = track.bounds(year)
    rate = printed(track, before, wished)
    safe: Direction = "up" if track.direction in ("up", "down") else "none"
    state = state_after(track, before, rounded_to(rate, track.precision, safe))
    if _within(state, low, high) or safe == "none":
        return state
    other = state_after(track, before, rounded_to(rate, track.precision, "down"))
    return other if _within(other, low, high) else state
