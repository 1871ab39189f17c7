"""From where to where, and by how much: a level reached, the level promised, and the growth or rise said to lead from one to the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lantu.review.claims import Claim
from lantu.review.intervals import Interval
from lantu.review.sameness import grown_key
from lantu.vocabulary.indicators import dimension_of

_FALLS = re.compile(r"下降|降低|减少|压减|缩减|削减|降幅")
_PRICED = re.compile(r"生产总值|GDP|增加值|生产率|可支配收入|经济总量|gdp|value-added|productivity|income")
_CLOSE = 12  # characters between a rate and the level it leads to
_POINTS = ("个百分点", "百分点")
_INFLATION = (Fraction(99, 100), Fraction(103, 100))  # a year: growth is real, levels are at the prices of their day


@dataclass(frozen=True, slots=True)
class Change:
    """A level, a later level, and what is said of the way between them.

    Attributes:
        before: The level it starts from.
        after: The level it ends at.
        rate: The statement of growth, fall, rise or addition.
        expected: What the later level may be when the rate holds and every number is as printed, in base units.
        rounded: The same when every number is a rounded one.
        exact: Whether growth and levels are of one kind, so that nothing but rounding lies between them.
    """

    before: Claim
    after: Claim
    rate: Claim
    expected: Interval
    rounded: Interval
    exact: bool

    @property
    def years(self) -> int:
        """Years between the levels."""
        return (self.after.until or 0) - (self.before.until or 0)

    @property
    def shown(self) -> Interval:
        """What to show of the level the rate leads to."""
        return self.expected if self.rate.statement.unit in _POINTS else self.rounded

    @property
    def agrees(self) -> bool:
        """Whether the later level is one that the rate leads to; points and additions are exact, growth is rounded."""
        if self.rate.statement.unit in _POINTS:
            return not self.after.interval.apart(self.expected)
        return self.possible

    @property
    def possible(self) -> bool:
        """Whether rounding could explain the later level."""
        return not _widened(self.after).apart(self.rounded)


def changes_of(claims: Iterable[Claim]) -> Iterator[Change]:
    """Yield every rate with the two levels it should join: of one indicator and place, at the ends of its years."""
    levels, rates = _by_indicator(claims)
    for key, found in rates.items():
        for rate in found:
            for before, after in _ends(rate, levels.get(key, ())):
                years = (after.until or 0) - (before.until or 0)
                expected = _expected(before.interval, rate.interval, before, rate, years)
                rounded = _expected(_widened(before), _widened(rate), before, rate, years)
                if expected is None or rounded is None:
                    continue
                if _PRICED.search(key[0]) and rate.statement.measure == "growth_annual":
                    yield Change(before, after, rate, expected, _at_prices(rounded, years), exact=False)
                else:
                    yield Change(before, after, rate, expected, rounded, exact=rate.statement.measure != "increment")


Keyed = dict[tuple[str, str | None], list[Claim]]


def _by_indicator(claims: Iterable[Claim]) -> tuple[Mapping[tuple[str, str | None], list[Claim]], Keyed]:
    levels: defaultdict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    rates: defaultdict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        statement = claim.statement
        if statement.measure == "level":
            levels[grown_key(statement.indicator, statement.indicator_id), claim.place].append(claim)
        elif statement.measure in ("growth_annual", "growth_total", "increment"):
            rates[grown_key(statement.indicator, statement.indicator_id), claim.place].append(claim)
    return levels, rates


def _ends(rate: Claim, levels: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the levels before and after the years of a rate, in units of one dimension."""
    levels = list(levels)
    if rate.until is None or rate.since is None:
        return
    base = max((c.until for c in levels if c.until is not None and not c.target), default=None)
    for after in levels:
        if after.until == rate.until and after.target == rate.target:
            starts: tuple[int | None, ...] = (rate.since - 1, rate.since)
        elif after.target and _beside(rate, after):
            starts = (base,)
        else:
            continue
        for before in (c for c in levels if not c.target and c.until in starts):
            if (before.until or 0) < (after.until or 0) and _measured(before) == _measured(after):
                yield before, after


def _beside(rate: Claim, after: Claim) -> bool:
    """Tell whether a yearly rate stands right before the level it leads to (年均增长8%，2030年达到900亿元), whatever its section is about."""
    between = after.statement.start - rate.statement.end
    return rate.statement.measure == "growth_annual" and not rate.target and 0 < between <= _CLOSE


def _measured(claim: Claim) -> str | None:
    return dimension_of(claim.statement.unit or "") or claim.statement.unit


def _expected(start: Interval, by: Interval, before: Claim, rate: Claim, years: int) -> Interval | None:
    """Return what the later level may be; None where the rate says nothing of it."""
    statement = rate.statement
    falls = _FALLS.search(statement.indicator + statement.text) is not None
    if statement.unit in _POINTS:
        return (start + (Interval(-by.high, -by.low) if falls else by)) if _measured(before) == "share" else None
    if statement.measure == "increment":
        return (
            _with_additions(start, by, net="净增" in statement.text) if _measured(before) == _measured(rate) else None
        )
    if statement.unit == "番":
        return Interval(start.low * 2**by.low, start.high * 2**by.high)
    if statement.unit not in ("%", "‰") or start.low <= 0:
        return None
    low, high = (1 - by.high, 1 - by.low) if falls else (1 + by.low, 1 + by.high)
    power = years if statement.measure == "growth_annual" else 1
    grown = Interval(start.low * max(low, 0) ** power, start.high * max(high, 0) ** power)
    if _measured(before) == "share" and power == 1:  # a share raised by 2 %: by two points as a rule, in a table always
        points = start + (Interval(-by.high, -by.low) if falls else by)
        return Interval(min(points.low, grown.low), max(points.high, grown.high))
    return grown


def _with_additions(start: Interval, added: Interval, *, net: bool) -> Interval:
    """What is newly added may replace what is lost; only a net addition raises the level one for one."""
    return start + added if net else Interval(start.low, start.high + added.high)


def _widened(claim: Claim) -> Interval:
    """Return what a claim allows when its number is a rounded one."""
    if claim.statement.unit in ("番", "倍"):
        return claim.interval
    half = claim.step / 2
    return Interval(claim.interval.low - half, claim.interval.high + half)


def _at_prices(expected: Interval, years: int) -> Interval:
    return Interval(expected.low * _INFLATION[0] ** years, expected.high * _INFLATION[1] ** years)
