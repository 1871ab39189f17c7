"""Units as printed (万户, 微克/立方米, 人/10万): what they measure, and exact conversion.

A printed unit is a multiplier (万), a unit (户) or a rate of two (元/月). Units and their spellings are content
(``units.yaml``); how multipliers and rates are put together is grammar and stands here. Factors are fractions, so
that 15 亩 are one 公顷 and not 0.9999…; only a result whose decimals never end is rounded, to 28 digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cache, lru_cache
from math import prod
from typing import Literal

from lantu.errors import VocabularyError
from lantu.vocabulary.content import Content, Entry, load_shipped

UnitKind = Literal["unit", "measure_word", "noun", "rate"]

MULTIPLIERS: Mapping[str, Decimal] = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
}
"""Words that multiply what follows; several in a row multiply each other (百万, 千亿, 万亿)."""

_MULTIPLIER = re.compile("[十百千万亿]{1,6}")
_NUMBER = re.compile(r"\d{1,12}")
_RATE = re.compile("(?P<upper>.*)[/每](?P<lower>.+)")
_LONGEST = 40  # characters of a printed unit worth analysing
_REACH = 60  # orders of magnitude, and digits, of a value worth converting
_ROUNDED = Context(prec=28, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Entry):
    """One unit, measure word or rate.

    Attributes:
        printed: Its spellings, the usual one first.
        dimension: What it measures; only units of one dimension convert into each other.
        factor: How many base units of the dimension it is, exactly.
        kind: Measured unit, measure word, a noun that is its own unit (5 县), or a rate.
        date_like: After a numeral it may as well belong to a date (5月).
    """

    printed: tuple[str, ...]
    dimension: str
    factor: Fraction
    kind: UnitKind
    date_like: bool = False


ONE = Unit(id="one", printed=("",), dimension="one", factor=Fraction(1), kind="unit")
"""The pure number, above or below the stroke of a rate (人/10万)."""


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The units that hold on a day, found by any of their spellings."""

    units: tuple[Unit, ...]
    by_form: Mapping[str, Unit]

    @classmethod
    def of(cls, content: Content[Unit], as_of: date | None = None) -> UnitTable:
        """Index the units of a content file.

        Raises:
            VocabularyError: Two units claim one spelling (V015).
        """
        units = content.on(as_of)
        by_form: dict[str, Unit] = {}
        for unit in units:
            for form in unit.printed:
                other = by_form.setdefault(folded(form), unit)
                if other is not unit:
                    raise VocabularyError("V015", file=content.file, entry=unit.id, name=form, other=other.id)
        return cls(units, by_form)

    def split(self, printed: str) -> tuple[Decimal, Unit | None]:
        """Take a printed unit apart into its multiplier and its unit; see :func:`split_unit`."""
        text = folded(printed)
        if text in self.by_form:
            return Decimal(1), self.by_form[text]
        if len(text) > _LONGEST:
            return Decimal(1), None
        for multiplier, rest in _multiplied(text):
            if rest in self.by_form:
                return multiplier, self.by_form[rest]
        return self._rate(text) or (max((found for found, _ in _multiplied(text)), default=Decimal(1)), None)

    def _rate(self, text: str) -> tuple[Decimal, Unit] | None:
        """Read X/Y or X每Y; the multiplier of X stays apart, that of Y belongs to the unit."""
        match = _RATE.fullmatch(text)
        if match is None:
            return None
        upper, lower = match["upper"], match["lower"]
        multiplier, above = (Decimal(1), ONE) if upper in ("", "1") else self.split(upper)
        scale, below = self._denominator(lower)
        if above is None or below is None:
            return None
        size = "" if scale == 1 else str(int(scale))
        pure = above is ONE and below is ONE  # 3/4 and 18/10万 are shares
        name = "*".join(part for part in (size, "" if below is ONE else below.id) if part)
        return multiplier, Unit(
            id=f"{above.id}/{name}",
            printed=(text,),
            dimension="share" if pure else f"{above.dimension}/{below.dimension}",
            factor=above.factor / (below.factor * Fraction(scale)),
            kind="rate",
        )

    def _denominator(self, text: str) -> tuple[Decimal, Unit | None]:
        """Read what stands below the stroke: 人, 千人, 10万, 10万人, 100平方公里."""
        number = _NUMBER.match(text)
        scale = Decimal(number[0]) if number else Decimal(1)
        rest = text[number.end() :] if number else text
        multiplier, unit = self.split(rest)
        scale *= multiplier
        if unit is None and scale > 1 and not _MULTIPLIER.sub("", rest, count=1):
            unit = ONE
        return scale, unit if scale else None

    def convert_exact(self, value: Decimal, from_printed: str, to_printed: str) -> Fraction:
        """Convert a value without any rounding; see :func:`convert`."""
        if not value.is_finite() or abs(value.adjusted()) > _REACH or len(value.as_tuple().digits) > _REACH:
            raise VocabularyError("V022", value=f"{value:.6g}")
        from_scale, source = self._known(from_printed)
        to_scale, target = self._known(to_printed)
        if source.dimension != target.dimension:
            raise VocabularyError(
                "V021",
                from_unit=from_printed,
                from_dimension=source.dimension,
                to_unit=to_printed,
                to_dimension=target.dimension,
            )
        return Fraction(value) * Fraction(from_scale) * source.factor / (Fraction(to_scale) * target.factor)

    def convert(self, value: Decimal, from_printed: str, to_printed: str) -> Decimal:
        """Convert a value; see :func:`convert`."""
        return as_decimal(self.convert_exact(value, from_printed, to_printed))

    def _known(self, printed: str) -> tuple[Decimal, Unit]:
        multiplier, unit = self.split(printed)
        if unit is None:
            raise VocabularyError("V020", unit=printed[:_LONGEST])
        return multiplier, unit

    def printed_forms(self) -> tuple[str, ...]:
        """Return all spellings, longest first; see :func:`printed_forms`."""
        forms = {form for unit in self.units for form in unit.printed}
        return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def folded(printed: str) -> str:
    """Return a printed unit with width, compatibility characters and spaces made equal.

    >>> folded(" ㎡ ") == folded("m²") == "m2", folded("％")
    (True, '%')
    """
    text = printed if printed.isascii() else unicodedata.normalize("NFKC", printed)
    return "".join(text.split())


def _multiplied(text: str) -> Iterator[tuple[Decimal, str]]:
    """Yield the ways to cut multipliers off the front, the longest rest first: 万千瓦 is 万 and 千瓦, not 万千 and 瓦."""
    match = _MULTIPLIER.match(text)
    for end in range(1, match.end() + 1 if match else 1):
        yield prod((MULTIPLIERS[character] for character in text[:end]), start=Decimal(1)), text[end:]


def as_decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal: exactly where its decimals end, else rounded half even to 28 digits.

    >>> as_decimal(Fraction(1, 8)), as_decimal(Fraction(2, 3))
    (Decimal('0.125'), Decimal('0.6666666666666666666666666667'))
    """
    rest, places = number.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest != 1:
        return _ROUNDED.divide(Decimal(number.numerator), Decimal(number.denominator))
    return Decimal(f"{number.numerator * 10**places // number.denominator}E-{places}")


@lru_cache(maxsize=8)
def shipped_units(as_of: date | None = None) -> UnitTable:
    """Return the units that come with Lantu, loaded once."""
    return UnitTable.of(load_shipped("units.yaml", Unit), as_of)


@lru_cache(maxsize=4096)
def split_unit(printed: str) -> tuple[Decimal, Unit | None]:
    """Take a printed unit apart into its multiplier and its unit.

    Args:
        printed: As printed, such as 万户, 千瓦, 微克/立方米, 人/10万.

    Returns:
        The multiplier, 1 where there is none, and the unit; None where the rest is empty or not known.

    >>> multiplier, unit = split_unit("百万辆")
    >>> multiplier, unit.id
    (Decimal('1000000'), 'liang')
    >>> split_unit("千瓦")[1].id, split_unit("万")
    ('kilowatt', (Decimal('10000'), None))
    """
    return shipped_units().split(printed)


def unit_named(printed: str) -> Unit | None:
    """Return the unit of a printed form, its multiplier put aside; None where it is not known."""
    return split_unit(printed)[1]


def convert(value: Decimal, from_printed: str, to_printed: str) -> Decimal:
    """Convert a value from one printed unit into another.

    Args:
        value: A finite number.
        from_printed: The unit it is in, with its multiplier (亿斤).
        to_printed: The unit wanted (万吨).

    Returns:
        The exact value where its decimals end, else rounded half even to 28 significant digits.

    Raises:
        VocabularyError: A unit is not known (V020), the units measure different things (V021), or the value is not
            finite or beyond 60 digits (V022).

    >>> convert(Decimal(1), "亿斤", "万吨"), convert(Decimal(15), "万亩", "万公顷")
    (Decimal('5'), Decimal('1'))
    """
    return shipped_units().convert(value, from_printed, to_printed)


@cache
def printed_forms() -> tuple[str, ...]:
    """Return all spellings of units, longest first, so that an alternation of them takes the longest."""
    return shipped_units().printed_forms()
