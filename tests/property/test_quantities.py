"""Quantities and times: what is written is read again, nothing raises, and hostile text costs no more than its length."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lantu.chinese.cells import CellKind, parse_cell
from lantu.chinese.numerals import parse_numeral, render_numeral
from lantu.chinese.quantities import Quantity, Shape, find_quantities, parse_quantity, render_quantity
from lantu.chinese.quantity_grammar import COUNTED_PLACE
from lantu.chinese.time import find_times
from lantu.vocabulary import printed_forms

NUMBERS = st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False)
#: Units that begin with a numeral or a stroke need their own number before them (12/10万) and are tested as cases.
UNITS = st.sampled_from([form for form in printed_forms() if not COUNTED_PLACE.match(form) and form[0] not in "/1:∶"])
MULTIPLIERS = st.sampled_from(["", "万", "亿", "万亿", "千万"])
BOUNDS = st.sampled_from(["=", ">=", ">", "<=", "<", "approx"])
#: Text of the characters that the grammar is made of, so that its patterns meet in every way.
NEAR = st.text(
    "0123456789.,/-—~%‰ 一二两三十百千万亿半点零前第余多个年月日级成强番翻倍人户元吨度季五十四“”到至较比近约超≥<期间末底每内来[]〔〕（）*①GgmA"
)
ANY_TEXT = st.one_of(NEAR, st.text())


@st.composite
def quantities(draw):
    low = draw(NUMBERS)
    unit = draw(MULTIPLIERS) + draw(UNITS)
    assume(not unit.startswith(("万亿亿", "千万万")))
    high = draw(st.one_of(st.none(), NUMBERS))
    comparator = draw(BOUNDS) if high is None else "range"
    if high is not None:
        assume(low < high)
    return Quantity(0, 0, 0, low, high, unit, comparator, hedged=comparator == "approx")


@given(quantities())
def test_a_quantity_written_is_read_again(quantity):
    text = render_quantity(quantity)
    again = parse_quantity(text)
    assert again is not None, text
    assert (again.value, again.value_high, again.comparator, again.hedged) == (
        quantity.value,
        quantity.value_high,
        quantity.comparator,
        quantity.hedged,
    )
    assert again.unit == "".join(quantity.unit.split())


@given(quantities())
def test_a_cell_reads_what_prose_reads(quantity):
    cell = parse_cell(render_quantity(quantity))
    assert cell.kind is CellKind.NUMBER
    assert (cell.values[0].quantity.value, cell.values[0].quantity.comparator) == (quantity.value, quantity.comparator)


@given(st.integers(1, 9999), st.sampled_from("<="), st.sampled_from("位名"))
def test_a_place_written_is_read_again(place, bound, unit):
    comparator = "<=" if bound == "<" else "="
    rank = Quantity(0, 0, 0, Decimal(place), None, unit, comparator, hedged=False, shape=Shape.RANK)
    again = parse_quantity(render_quantity(rank))
    assert again is not None
    assert (again.value, again.unit, again.comparator, again.shape) == (rank.value, unit, comparator, Shape.RANK)


@given(NUMBERS)
def test_a_numeral_written_is_read_again(value):
    assert parse_numeral(render_numeral(value)) == value


def spoken(number: int) -> str:
    """Write a whole number below 10^12 in characters."""
    digits, units = "零一二三四五六七八九", ("", "万", "亿")
    text, gap = "", False
    for power in (2, 1, 0):
        section = number // 10 ** (4 * power) % 10**4
        if not section:
            gap = gap or bool(text)
            continue
        if text and (gap or section < 1000):
            text += "零"
        text, gap = text + _section(section, digits) + units[power], False
    return text or "零"


def _section(section: int, digits: str) -> str:
    text = ""
    for weight, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = section // weight % 10
        if digit:
            text += digits[digit] + unit
        elif text and section % weight and not text.endswith("零"):
            text += "零"
    return text


@given(st.integers(0, 10**12 - 1))
def test_a_number_in_characters_has_its_value(number):
    assert parse_numeral(spoken(number)) == number


@given(st.text("零〇一二两三四五六七八九十百千万亿半点0123456789.,", max_size=60))
def test_numerals_never_raise_and_are_finite(text):
    value = parse_numeral(text)
    assert value is None or value.is_finite()


@given(ANY_TEXT)
def test_quantities_are_ordered_and_apart_with_the_number_inside(text):
    found = find_quantities(text)
    for quantity in found:
        assert 0 <= quantity.start <= quantity.number_start < quantity.end <= len(text)
        assert quantity.value.is_finite()
        assert (quantity.value_high is not None) <= (quantity.comparator == "range")
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(ANY_TEXT, st.sampled_from([None, 2026]), st.sampled_from([None, (2026, 2030)]))
def test_times_are_ordered_and_apart(text, work_year, horizon):
    found = find_times(text, work_year=work_year, horizon=horizon)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(ANY_TEXT)
def test_cells_never_raise_and_hold_values_only_as_numbers(text):
    cell = parse_cell(text)
    assert bool(cell.values) == (cell.kind is CellKind.NUMBER)
    for value in cell.values:
        assert 0 <= value.quantity.start < value.quantity.end <= len(cell.text)


HOSTILE = [
    "1",
    "一",
    "1,",
    "第一",
    "1/",
    "20",
    "2020年-",
    "较",
    "1.",
    "万",
    "十",
    "前",
    "点",
    "“十",
    "1-",
    "翻",
    "分之",
    "二〇",
    "〔",
    "近",
    "上",
    "1至",
    "一点",
]
LARGE = 10_000_000
#: A quadratic step would take hours; the bound leaves room for a busy machine. The figures themselves stand in benchmarks.
SECONDS = 60.0


def seconds(find, text: str) -> float:
    started = time.process_time()
    find(text)
    return time.process_time() - started


@pytest.mark.parametrize("find", [find_quantities, find_times, parse_cell])
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_in_time(piece, find):
    length = LARGE // 10
    assert seconds(find, piece * (length // len(piece))) < SECONDS / 10


@pytest.mark.slow
@pytest.mark.parametrize("find", [find_quantities, find_times, parse_cell])
@pytest.mark.parametrize("piece", HOSTILE)
def test_ten_million_hostile_characters_are_read_in_time(piece, find):
    assert seconds(find, piece * (LARGE // len(piece))) < SECONDS
