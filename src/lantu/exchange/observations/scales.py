"""Figures of per cent that may be fractions which lost their format: 0.63 for 63 %, 0.06 for 6 %.

A number below one is a good rate now and then (prices rise by 0.2 %), so it is held against what is known: the figures the
plan prints of the same indicator, and the other figures of the table. A hundredth of them is refused, and so are three
growths of amounts that are all below one and told to hundredths; where nothing speaks for either, a person is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lantu.cascade.keys import PERCENT, key_of
from lantu.cascade.observed import CHANGE
from lantu.model.records import Statement
from lantu.vocabulary.indicators import indicator, shipped_indicators

NEAR_HUNDRED = (Decimal(40), Decimal(250))
"""Between which bounds a known figure is about a hundred times another; ours."""

SAME_SIZE = Decimal(10)
"""Up to how many times a known figure is of one size with another, and speaks for it; ours."""

FEWEST = 3
"""Growths below one from which on chance is no explanation; ours."""

_HUNDREDTHS = 2
_AMOUNTS = frozenset(("period", "year_to_date"))


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure of per cent.

    Attributes:
        row: Its row.
        column: Its column.
        name: Its indicator.
        value: The number.
        change: Whether it is a change on the year.
        bare: Whether the unit does not stand in its own cell, where nobody could mistake it.
    """

    row: int
    column: int
    name: str
    value: Decimal
    change: bool
    bare: bool

    @property
    def key(self) -> str:
        """What it is of."""
        return key_of_rate(self.name, change=self.change)

    @property
    def small(self) -> bool:
        """Whether it may be a fraction."""
        return self.bare and 0 < abs(self.value) < 1

    @property
    def fine(self) -> bool:
        """Whether it is told to hundredths: rates of growth are published to tenths."""
        return -int(self.value.as_tuple().exponent) >= _HUNDREDTHS


def key_of_rate(name: str, *, change: bool) -> str:
    """Return what a figure of per cent is of: the growth of GDP is one thing under both of its names.

    >>> key_of_rate("地区生产总值", change=True), key_of_rate("地区生产总值增速", change=True)
    ('gdp-growth', 'gdp-growth')
    >>> key_of_rate("常住人口城镇化率", change=False), key_of_rate("航空产业产值", change=True)
    ('urbanisation', '航空产业产值 change_on_year')
    """
    entry = indicator(key_of(name)) or indicator(key_of(name, PERCENT))
    if entry is None:
        return f"{key_of(name, PERCENT)} {CHANGE}" if change else key_of(name, PERCENT)
    if not change or entry.basis == CHANGE:
        return entry.id
    growth = shipped_indicators().relative(entry, "growth")
    return growth.id if growth else f"{entry.id} {CHANGE}"


def rates_of(statements: Iterable[Statement]) -> Mapping[str, tuple[Decimal, ...]]:
    """Return the figures of per cent a plan prints of its own area, by what they are of."""
    found: defaultdict[str, list[Decimal]] = defaultdict(list)
    for each in statements:
        change = "growth" in each.measure
        if each.unit == PERCENT and each.value and each.scope is None and (change or each.measure == "level"):
            found[key_of_rate(each.indicator, change=change)].append(abs(each.value))
    return {key: tuple(values) for key, values in found.items()}


@dataclass(slots=True)
class Scales:
    """Holds the figures of per cent of one table against what is known.

    Attributes:
        known: Figures the plan prints, by what they are of.
        rates: The figures of the table.
    """

    known: Mapping[str, tuple[Decimal, ...]]
    rates: list[Rate] = field(default_factory=list)

    def lost(self) -> Iterator[Rate]:
        """Yield what is a fraction by all that is known."""
        for each in self._small():
            if self._is_hundredth(each) or (self._is_unknown(each) and self._stands_among_fractions(each)):
                yield each

    def doubtful(self) -> Iterator[Rate]:
        """Yield what may be a fraction, with nothing that speaks for or against it."""
        for each in self._small():
            if self._is_unknown(each) and not self._stands_among_fractions(each) and self._is_alone(each):
                yield each

    def _small(self) -> Iterator[Rate]:
        return (each for each in self.rates if each.small)

    def _figures(self, rate: Rate) -> list[Decimal]:
        """Return what the plan says of the same thing; for a level, what the table says of it elsewhere too."""
        beside = [each.value for each in self.rates if each.key == rate.key and not each.small and each.value]
        return [*self.known.get(rate.key, ()), *(map(abs, beside) if not rate.change else ())]

    def _is_hundredth(self, rate: Rate) -> bool:
        """Return whether all that is known of it is about a hundred times of it.

        Growth may fall to 0.1 % in one year: in tenths, beside per cents, it is believed.
        """
        if rate.change and not rate.fine and not self._is_alone(rate):
            return False
        low, high = NEAR_HUNDRED
        times = [figure / abs(rate.value) for figure in self._figures(rate)]
        return bool(times) and all(low <= each <= high for each in times)

    def _is_unknown(self, rate: Rate) -> bool:
        """Return whether nothing that is known is of its size."""
        return not any(figure <= SAME_SIZE * abs(rate.value) for figure in self._figures(rate))

    def _stands_among_fractions(self, rate: Rate) -> bool:
        """Return whether it is one of several growths of amounts, in its column or of its indicator, all fractions."""
        return any(_are_fractions(group) for group in self._groups(rate)) if _is_growth(rate) else False

    def _is_alone(self, rate: Rate) -> bool:
        """Return whether no figure of its column, or of its indicator, shows that per cent are printed there."""
        return not any(not each.small and each.value for group in self._groups(rate) for each in group)

    def _groups(self, rate: Rate) -> tuple[list[Rate], list[Rate]]:
        growths = [each for each in self.rates if each.change == rate.change]
        return [e for e in growths if e.column == rate.column], [e for e in growths if e.key == rate.key]


def _are_fractions(group: list[Rate]) -> bool:
    told = [each for each in group if each.value and _is_growth(each)]
    return len(told) >= FEWEST and all(each.small for each in told) and any(each.fine for each in told)


def _is_growth(rate: Rate) -> bool:
    """Return whether it is the growth of an amount: people and prices change by less than one per cent in good order."""
    if not rate.change:
        return False
    entry = indicator(key_of_rate(rate.name, change=False))
    if entry is not None and entry.basis == CHANGE:
        entry = indicator(entry.base) if entry.base else None
    return entry is not None and entry.basis in _AMOUNTS
