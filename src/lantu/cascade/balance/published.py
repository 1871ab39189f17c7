"""Balanced tracks as they are printed: every sum exact in published units, every target kept, no value far away.

A track that no sum joins is rounded alone, to its safe side (:mod:`lantu.cascade.rounding`). Tracks that sums join are
rounded together, so that the printed parts add up to the printed whole, year by year and over the period.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from lantu.cascade.balance.rules import Key, Rule
from lantu.cascade.balance.whole_units import ExactSum, Printed, in_whole_units
from lantu.cascade.rounding import rounded
from lantu.cascade.tracks import Track
from lantu.cascade.years import yearly

Values = Mapping[Key, tuple[Decimal, ...]]
"""What is printed for each year, by track."""

_NOISE = Fraction(1, 10**9)  # share of a unit within which a value lies on a limit
_PLACES = 12  # decimals of a printed value at most


def published(tracks: Sequence[Track], rules: Sequence[Rule]) -> Values:
    """Return the printed values of balanced tracks.

    The plan's own values come first and stay: that a target is shared among areas changes nothing in what the whole
    prints. Where whole units cannot keep the sums within one unit of the balanced values, the tracks are rounded alone
    and the sums are left a unit apart; :func:`lantu.cascade.balance.checks.checks` then says so.
    """
    sums = [rule for rule in rules if rule.identity.kind == "sum" and rule.exact]
    values: dict[Key, tuple[Decimal, ...]] = {}
    for part in ([rule for rule in sums if _is_own(rule)], [rule for rule in sums if not _is_own(rule)]):
        for group in _groups(part):
            together = [track for track in tracks if track.key in group]
            own = [rule for rule in part if rule.whole in group]
            values |= _together(together, own, values) or {}
    return {track.key: values.get(track.key) or rounded(track) for track in tracks}


def _is_own(rule: Rule) -> bool:
    """Tell whether a sum joins only tracks of the plan's own area."""
    return not any(subject for _, subject in (rule.whole, *rule.parts))


def _groups(sums: Sequence[Rule]) -> list[set[Key]]:
    """Return the tracks that sums join, directly or through others."""
    groups: list[set[Key]] = []
    for rule in sums:
        joined = {rule.whole, *rule.parts}
        apart = [group for group in groups if not group & joined]
        groups = [*apart, joined.union(*(group for group in groups if group & joined))]
    return groups


def _together(tracks: Sequence[Track], sums: Sequence[Rule], fixed: Values) -> dict[Key, tuple[Decimal, ...]] | None:
    """Return tracks rounded together, or None where whole units cannot keep the sums; printed ones stay as they are.

    The order is by key, so that which of two equal parts gets the odd unit does not hang on the order of the rows.
    """
    ordered = sorted(tracks, key=lambda track: track.key)
    by_key = {track.key: track for track in ordered}
    places = {(track.key, at): place for place, (track, at) in enumerate((t, a) for t in ordered for a in _years(t))}
    settled = {t.key: fixed.get(t.key) or (None if t.subject else rounded(t)) for t in ordered if _has_areas(sums)}
    printed = [value for track in ordered for value in _printed(track, settled.get(track.key))]
    rows = [row for rule in sums for row in _sum_rows(rule, by_key, places)]
    rows += [row for track in ordered for row in _limit_rows(track, places)]
    found = in_whole_units(printed, rows)
    if found is None:
        return None
    return {track.key: tuple(_decimal(found[places[track.key, at]]) for at in _years(track)) for track in ordered}


def _years(track: Track) -> range:
    return range(len(track.years))


def _has_areas(sums: Sequence[Rule]) -> bool:
    return not all(_is_own(rule) for rule in sums)


def _printed(track: Track, settled: tuple[Decimal, ...] | None) -> Iterator[Printed]:
    """Yield the printed values of a track before rounding, with the bounds of levels; amounts are bounded by rows."""
    unit = Fraction(track.precision)
    if settled is not None:
        for value in settled:
            exact = Fraction(value)
            yield Printed(exact=float(value), unit=_unit_of(value, unit), low=exact, high=exact)
        return
    for year, value in zip(track.years, yearly(track), strict=True):
        low, high = track.bounds(year) if track.measure == "level" else (None, None)
        on_limit = next((limit for limit in (low, high) if limit is not None and _lies_on(value, limit, unit)), None)
        yield Printed(
            exact=float(value if on_limit is None else on_limit),
            unit=unit if on_limit is None else _unit_of(on_limit, unit),
            low=None if low is None else Fraction(low),
            high=None if high is None else Fraction(high),
        )


def _lies_on(value: Decimal, limit: Decimal, unit: Fraction) -> bool:
    return abs(Fraction(value) - Fraction(limit)) <= unit * _NOISE


def _unit_of(limit: Decimal, unit: Fraction) -> Fraction:
    """Return the unit of a value that stands on a limit: finer, where the limit is printed finer."""
    exponent = limit.normalize().as_tuple().exponent
    finest = Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
    return unit if (Fraction(limit) / unit).denominator == 1 else min(unit, finest)


def _sum_rows(rule: Rule, tracks: Mapping[Key, Track], places: Mapping[tuple[Key, int], int]) -> Iterator[ExactSum]:
    """Yield a sum in every year: of levels those of the year, of amounts all so far."""
    whole = tracks[rule.whole]
    low = None if rule.relation == "<=" else Fraction(0)
    high = None if rule.relation == ">=" else Fraction(0)
    for at, year in enumerate(whole.years):
        if _is_past(tracks, rule, year):
            continue
        factors = {rule.whole: Fraction(1), **_negative(rule, year)}
        so_far = range(at + 1) if whole.measure == "sum" else (at,)
        entries = [(places[key, each], factor) for key, factor in factors.items() for each in so_far]
        yield ExactSum(
            places=tuple(place for place, _ in entries), coefficients=tuple(f for _, f in entries), low=low, high=high
        )


def _negative(rule: Rule, year: int) -> dict[Key, Fraction]:
    return {key: -factor for key, factor in zip(rule.parts, rule.coefficients_in(year), strict=True)}


def _is_past(tracks: Mapping[Key, Track], rule: Rule, year: int) -> bool:
    return all(tracks[key].is_past(year) for key in (rule.whole, *rule.parts))


def _limit_rows(track: Track, places: Mapping[tuple[Key, int], int]) -> Iterator[ExactSum]:
    """Yield the limits on what has been reached so far, for amounts of years."""
    if track.measure != "sum":
        return
    for at, year in enumerate(track.years):
        low, high = track.bounds(year)
        if low is not None or high is not None:
            yield ExactSum(
                places=tuple(places[track.key, each] for each in range(at + 1)),
                coefficients=(Fraction(1),) * (at + 1),
                low=None if low is None else Fraction(low),
                high=None if high is None else Fraction(high),
            )


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1).scaleb(-_PLACES)).normalize()
