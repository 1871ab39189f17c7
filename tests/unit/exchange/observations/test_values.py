"""A cell is a number exactly as meant, a mark for none, or refused with what is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lantu.exchange.observations.sheets import Fault, Number
from lantu.exchange.observations.values import CellError, value_of


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1234.5", "1234.5", None),
        ("１，２３４．５", "1234.5", None),
        ("1 234 567", "1234567", None),
        ("1\u00a0234.5", "1234.5", None),
        ("－3.5", "-3.5", None),
        ("– 3.5", "-3.5", None),
        ("+5.6", "5.6", None),
        (" 12.30 ", "12.30", None),
        ("12.3%", "12.3", "%"),
        ("12.3 亿元", "12.3", "亿元"),
        ("1,234万元", "1234", "万元"),
        ("1.2万", "1.2", "万"),
        ("8‰", "8", "‰"),
        ("12.5吨标准煤/万元", "12.5", "吨标准煤/万元"),
        ("2.5∶1", "2.5", ":1"),
    ],
)
def test_numbers_are_read_exactly(text, number, unit):
    value = value_of(text)
    assert (str(value.number), value.unit) == (number, unit)


@pytest.mark.parametrize("text", ["", "—", "--", "…", "/", "空", "暂无", "未公布", "#", "x", "　"])
def test_no_value_is_no_value(text):
    assert value_of(text).number is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,23", "M016"),
        ("12 5", "M016"),
        ("1.2.3", "M023"),
        ("1.2E+05", "M017"),
        ("1O.5", "M018"),
        ("007", "M019"),
        ("下降2.3", "M020"),
        ("(18)", "M022"),
        ("12月", "M023"),
        ("第3位", "M023"),
        ("一般", "M023"),
        ("5/6", "M024"),
        ("10-12", "M025"),
        ("5.5以上", "M026"),
        ("不足1", "M026"),
        ("#REF!", "M010"),
        ("#####", "M010"),
        ("=B2*2", "M011"),
    ],
)
def test_what_could_be_another_number_is_refused(text, code):
    with pytest.raises(CellError) as refused:
        value_of(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "number"), [("下降2.3%", "-2.3"), ("同比增长 5.1", "5.1"), ("回落0.4个百分点", "-0.4"), ("持平", "0")]
)
def test_words_give_a_change_its_sign(text, number):
    assert str(value_of(text, change=True).number) == number


def test_a_word_and_a_sign_contradict_each_other():
    with pytest.raises(CellError) as refused:
        value_of("下降-2.3", change=True)
    assert refused.value.code == "M021"


def test_what_stands_beside_a_number_is_kept():
    assert value_of("约12%").note == "约12%"
    assert value_of("1580②").note == "②"
    assert value_of("1580（预计数）").state == "expected"


def test_numbers_of_a_workbook_mean_what_their_format_says():
    assert value_of(Number(Decimal("0.123"), "12.3%", "percent")) == value_of("12.3%")
    assert value_of(Number(Decimal("12.34"), "12.3万吨", "styled")).unit == "万吨"
    assert value_of(Number(Decimal(12), "¥12.00", "styled")).unit == "元"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (Number(Decimal(1234567), "1,235", "styled"), "M014"),
        (Number(Decimal(12), "12 foo", "styled"), "M015"),
        (Number(Decimal(45800), "2025年5月23日", "date"), "M013"),
        (Fault("error", "#DIV/0!"), "M010"),
        (Fault("uncomputed", "=A1"), "M011"),
        (Fault("truth", "TRUE"), "M012"),
    ],
)
def test_cells_that_hold_something_else_are_refused(content, code):
    with pytest.raises(CellError) as refused:
        value_of(content)
    assert refused.value.code == code
