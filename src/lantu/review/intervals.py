"""The one idea of quantity in review: what a printed number allows, as an interval with exact ends.

600亿元 allows one value, 600亿元以上 all from there on, 1.8—2.0 what lies between, 600亿元左右 a little on both sides. Two statements
contradict each other when their intervals are apart. Ends are fractions in the base unit of the dimension, so that nothing is lost by
conversion; an interval that is open to one side ends in infinity.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lantu.model.records import Statement
from lantu.vocabulary import split_unit

Number = Fraction | float
"""An exact number, or an infinity."""

SPREAD = Fraction(1, 20)
"""How far 左右 and 约 reach to both sides, as a share of the number: wide, so that what lies outside is surely apart."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a statement allows.

    Attributes:
        low: Lower end.
        high: Upper end.
        low_in: Whether the lower end itself is allowed.
        high_in: Whether the upper end itself is allowed.
    """

    low: Number
    high: Number
    low_in: bool = True
    high_in: bool = True

    @property
    def exact(self) -> bool:
        """Whether one value alone is allowed."""
        return self.low == self.high

    @property
    def printed(self) -> Fraction:
        """The number that stands in the text: the end that is not infinite, the middle of a spread."""
        ends = [Fraction(end) for end in (self.low, self.high) if not math.isinf(end)]
        return sum(ends, start=Fraction(0)) / max(len(ends), 1)

    def __add__(self, other: Interval) -> Interval:
        """Return what the sum of two values may be."""
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_in and other.low_in,
            self.high_in and other.high_in,
        )

    def below(self, other: Interval) -> bool:
        """Tell whether all that is allowed here lies below all that is allowed there.

        >>> Interval(Fraction(1), Fraction(2)).below(Interval(Fraction(2), math.inf, low_in=False))
        True
        >>> Interval(Fraction(1), Fraction(2)).below(Interval(Fraction(2), Fraction(2)))
        False
        """
        return self.high < other.low or (self.high == other.low and not (self.high_in and other.low_in))

    def apart(self, other: Interval) -> bool:
        """Tell whether no value is allowed by both."""
        return self.below(other) or other.below(self)


def exactly(value: Number) -> Interval:
    """Return the interval of one value."""
    return Interval(value, value)


def total_of(intervals: list[Interval]) -> Interval:
    """Return what the sum of the values may be.

    >>> total_of([exactly(Fraction(1)), Interval(Fraction(2), math.inf)])
    Interval(low=Fraction(3, 1), high=inf, low_in=True, high_in=True)
    """
    return sum(intervals, start=exactly(Fraction(0)))


def allowed(comparator: str, value: Fraction, high: Fraction | None = None, *, hedged: bool = False) -> Interval:
    """Return what a comparator and its numbers allow.

    >>> allowed("<=", Fraction(5)).high_in, allowed("<", Fraction(5)).high_in
    (True, False)
    """
    if comparator == "range" and high is not None:
        return Interval(min(value, high), max(value, high))
    if comparator in (">=", ">"):
        return Interval(value, math.inf, low_in=comparator == ">=")
    if comparator in ("<=", "<"):
        return Interval(-math.inf, value, high_in=comparator == "<=")
    if comparator == "approx" or hedged:
        reach = abs(value) * SPREAD
        return Interval(value - reach, value + reach)
    return exactly(value)


def interval_of(statement: Statement) -> Interval | None:
    """Return what a statement allows, in the base unit of its dimension; None without a number.

    力争 alone leaves the number as it is: how firmly it is promised decides the severity of a finding, not its arithmetic.
    """
    if statement.value is None:
        return None
    if _unit_id(statement.unit) in _DAYS:
        return _days(statement.comparator, Fraction(statement.value))
    scale = scale_of(statement.unit)
    high = None if statement.value_high is None else Fraction(statement.value_high) * scale
    return allowed(statement.comparator, Fraction(statement.value) * scale, high)


_ANOTHER_THING = 5
_DAYS = ("day", "working_day")
_WORKING, _WHOLE = 8 * 3600, 24 * 3600  # seconds of a day at work, and of a day


def _unit_id(unit: str | None) -> str | None:
    known = split_unit(unit or "")[1]
    return known.id if known else None


def _days(comparator: str, value: Fraction) -> Interval:
    """A day may be one at work or a whole one: 1天 does not contradict 1个工作日."""
    low, high = (allowed(comparator, value * seconds) for seconds in (_WORKING, _WHOLE))
    return Interval(low.low, high.high, low.low_in, high.high_in)


def far_apart(a: Interval, b: Interval) -> bool:
    """Tell whether two numbers are so different in size that they are rather of two things than a contradiction.

    >>> far_apart(exactly(Fraction(5)), exactly(Fraction(11))), far_apart(exactly(Fraction(5)), exactly(Fraction(26)))
    (False, True)
    """
    low, high = sorted((abs(a.printed), abs(b.printed)))
    return low * _ANOTHER_THING < high


def scale_of(unit: str | None) -> Fraction:
    """Return how many base units a printed unit is; a unit that is not known counts as itself.

    >>> scale_of("亿元"), scale_of("万户"), scale_of(None)
    (Fraction(100000000, 1), Fraction(10000, 1), Fraction(1, 1))
    """
    multiplier, known = split_unit(unit or "")
    return Fraction(multiplier) * (known.factor if known else Fraction(1))


def in_unit(number: Number, unit: str | None) -> Decimal:
    """Return a number of base units in a printed unit, without needless zeros.

    >>> in_unit(Fraction(70_000_000_000), "亿元")
    Decimal('700')
    """
    value = Fraction(number) / scale_of(unit)
    rounded = Decimal(value.numerator) / Decimal(value.denominator)
    return tidy(round(rounded, 6))


def tidy(value: Decimal) -> Decimal:
    """Return a decimal without needless zeros and without an exponent.

    >>> tidy(Decimal("700.500")), tidy(Decimal("7E+2"))
    (Decimal('700.5'), Decimal('700'))
    """
    bare = value.normalize()
    return bare.quantize(Decimal(1)) if bare == bare.to_integral_value() else bare
