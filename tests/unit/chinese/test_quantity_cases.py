"""Numerals, quantities, times and cells: the cases a planner can read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.chinese.cells import parse_cell
from lantu.chinese.numerals import parse_numeral
from lantu.chinese.quantities import Quantity, Shape, find_quantities, parse_quantity
from lantu.chinese.quantity_grammar import AFTER, BEFORE
from lantu.chinese.time import TimeMention, find_times
from lantu.vocabulary import meaning_of

FOLDER = Path(__file__).resolve().parents[2] / "cases"


def cases(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))


def shown(quantity: Quantity) -> str:
    number = str(quantity.value) + (f"—{quantity.value_high}" if quantity.value_high is not None else "")
    words = [quantity.comparator, number, quantity.unit or "-"]
    return " ".join(words + ([] if quantity.shape is Shape.AMOUNT else [quantity.shape.value]))


def mentioned(mention: TimeMention) -> str:
    return " ".join([mention.kind.value, mention.period or "none"] + ["end"] * mention.end_of)


@pytest.mark.parametrize(("text", "value"), cases("numerals"))
def test_numerals(text, value):
    assert parse_numeral(text) == (None if value == "none" else Decimal(value))


@pytest.mark.parametrize("case", cases("quantities"), ids=lambda case: case[0])
def test_quantities(case):
    text, *expected = case
    assert [shown(quantity) for quantity in find_quantities(text)] == expected


@pytest.mark.parametrize("case", cases("times")["report"], ids=lambda case: case[0])
def test_times_of_a_report(case):
    text, *expected = case
    assert [mentioned(m) for m in find_times(text, work_year=2026, horizon=(2026, 2030))] == expected


@pytest.mark.parametrize("case", cases("times")["plan"], ids=lambda case: case[0])
def test_times_of_a_plan(case):
    text, *expected = case
    assert [mentioned(m) for m in find_times(text, horizon=(2026, 2030))] == expected


def test_nothing_is_relative_to_an_unknown_document():
    assert find_times("今年，过去五年，今后三年，近两年来") == []


@pytest.mark.parametrize("case", cases("cells"), ids=lambda case: case[0])
def test_cells(case):
    text, kind, *expected = case
    cell = parse_cell(text)
    values = [shown(value.quantity) + " cumulative" * value.cumulative for value in cell.values]
    assert (cell.kind.value, values) == (kind, expected)


@pytest.mark.parametrize(
    ("text", "comparator"),
    [("与经济增长同步", "="), ("高于全国平均水平", ">"), ("不低于全省平均水平", ">="), ("低于全国平均水平", "<")],
)
def test_relative_cells_are_bounded(text, comparator):
    assert parse_cell(text).comparator == comparator


def test_a_cell_keeps_its_marks_and_its_unit():
    cell = parse_cell("58.5万人*①")
    assert (cell.marks, cell.unit, cell.quantity.value if cell.quantity else None) == ("*①", "万人", Decimal("58.5"))
    assert parse_cell("5个、6家").unit is None
    assert parse_cell("5、6").quantity is None


def test_the_quantities_of_a_cell_lie_in_its_text():
    cell = parse_cell("约1100〔 5500以上 〕")
    assert [cell.text[v.quantity.start : v.quantity.end] for v in cell.values] == ["约1100", "5500以上"]


def test_a_quantity_must_fill_the_text():
    assert parse_quantity("共5家") is None
    assert parse_quantity("5家6户") is None
    assert parse_quantity("") is None


@pytest.mark.parametrize("word", sorted(BEFORE))
def test_bounds_before_agree_with_the_wording_tables(word):
    assert meaning_of("comparator", word, "before") in (None, BEFORE[word])


@pytest.mark.parametrize("word", sorted(AFTER))
def test_bounds_after_agree_with_the_wording_tables(word):
    assert meaning_of("comparator", word, "after") in (None, AFTER[word])


def test_dates_and_names_of_digits_are_not_bounded_backwards():
    assert [q.start for q in find_quantities("不少于 5家")] == [0]
