"""Conversion of units: there and back is the same number, whatever the units."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lantu.vocabulary import MULTIPLIERS, convert, shipped_units, split_unit

TABLE = shipped_units()
VALUES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)
SCALES = st.sampled_from(["", *MULTIPLIERS, "十万", "百万", "千万", "万亿"])
DIMENSIONS = {
    dimension: [unit for unit in TABLE.units if unit.dimension == dimension]
    for dimension in {u.dimension for u in TABLE.units}
}


def ends(number: Fraction) -> bool:
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


@st.composite
def pairs(draw):
    """Two printed units of one dimension."""
    units = DIMENSIONS[draw(st.sampled_from(sorted(DIMENSIONS)))]
    return tuple(draw(SCALES) + draw(st.sampled_from(draw(st.sampled_from(units)).printed)) for _ in range(2))


def readable(printed: str) -> bool:
    return split_unit(printed)[1] is not None


@given(VALUES, pairs())
def test_there_and_back(value, pair):
    here, there = pair
    if not (readable(here) and readable(there)) or TABLE.split(here)[1].dimension != TABLE.split(there)[1].dimension:
        return  # a multiplier before a symbol such as ‰ or /10万 may read as something else
    exact = TABLE.convert_exact(value, here, there)
    factor = TABLE.convert_exact(Decimal(1), here, there)
    assert exact == Fraction(value) * factor
    assert TABLE.convert_exact(Decimal(1), there, here) * factor == 1
    if ends(factor):
        assert Fraction(convert(value, here, there)) == exact
    if ends(factor) and ends(1 / factor):
        assert convert(convert(value, here, there), there, here) == value
    back = convert(convert(value, here, there), there, here)
    assert abs(Fraction(back) - Fraction(value)) <= abs(Fraction(value)) / 10**26


@given(SCALES, st.sampled_from(TABLE.units))
def test_a_multiplier_never_changes_what_is_measured(scale, unit):
    if unit.kind == "rate":
        return
    multiplier, found = split_unit(scale + unit.printed[0])
    assert found is not None
    assert found.dimension == unit.dimension
    assert Fraction(multiplier) * found.factor == Fraction(split_unit(scale)[0]) * unit.factor


@given(st.text(max_size=50))
def test_any_text_can_be_split(text):
    multiplier, unit = split_unit(text)
    assert multiplier >= 1
    assert unit is None or unit.factor > 0


@given(st.text(alphabet="十百千万亿人元/每10个斤吨", max_size=45))
def test_any_mixture_of_unit_characters_can_be_split(text):
    multiplier, unit = split_unit(text)
    assert multiplier >= 1
    assert unit is None or unit.factor > 0
