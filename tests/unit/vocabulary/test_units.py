"""Units: the cases a planner can read, the rule for rates, what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.errors import VocabularyError
from lantu.vocabulary import convert, load_content, printed_forms, shipped_units, split_unit, unit_named
from lantu.vocabulary.content import load_shipped
from lantu.vocabulary.units import Unit, UnitTable

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "units.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES["split"], ids=lambda case: case["printed"])
def test_split(case):
    multiplier, unit = split_unit(case["printed"])
    assert (multiplier, unit.id if unit else "") == (Decimal(case["multiplier"]), case["unit"])


@pytest.mark.parametrize("case", CASES["convert"], ids=lambda case: f"{case['value']}{case['from']}-{case['to']}")
def test_convert(case):
    assert convert(Decimal(case["value"]), case["from"], case["to"]) == Decimal(case["result"])


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: f"{case['from']}-{case['to']}")
def test_refused(case):
    with pytest.raises(VocabularyError, match="V021"):
        convert(Decimal(1), case["from"], case["to"])


def test_every_form_finds_its_own_unit():
    for unit in shipped_units().units:
        for form in unit.printed:
            assert split_unit(form) == (Decimal(1), unit)


def test_listed_rates_follow_the_rule():
    units = shipped_units()
    bare = UnitTable.of(
        replace(load_shipped("units.yaml", Unit), entries=tuple(u for u in units.units if u.kind != "rate"))
    )
    for unit in units.units:
        for form in unit.printed if unit.kind == "rate" else ():
            multiplier, ruled = bare.split(form)
            assert ruled is not None, form
            assert (multiplier, ruled.id, ruled.dimension, ruled.factor) == (1, unit.id, unit.dimension, unit.factor)


def test_factors_are_positive_and_each_dimension_has_one_measure():
    assert all(unit.factor > 0 for unit in shipped_units().units)
    assert shipped_units().by_form["亩"].factor == Fraction(2000, 3)


def test_printed_forms_run_from_long_to_short_without_repeats():
    forms = printed_forms()
    assert [len(form) for form in forms] == sorted((len(form) for form in forms), reverse=True)
    assert len(set(forms)) == len(forms) > 300


def test_a_date_like_unit_is_marked():
    assert unit_named("月").date_like
    assert not unit_named("户").date_like


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1E+999999", "1E-999999", "1" * 70])
def test_values_out_of_range_are_refused_at_once(value):
    with pytest.raises(VocabularyError, match="V022"):
        convert(Decimal(value), "万元", "元")


def test_an_unknown_unit_is_named():
    with pytest.raises(VocabularyError) as caught:
        convert(Decimal(1), "苹果", "吨")
    assert caught.value.code == "V020"
    assert "苹果" in caught.value.text("zh")


@pytest.mark.parametrize(
    "hostile", ["万" * 100_000, "/" * 100_000, "人/" * 30, "1" * 100_000 + "/人", "每" * 39, "人/" + "9" * 30]
)
def test_hostile_text_has_no_unit(hostile):
    assert unit_named(hostile) is None


def test_a_file_of_ones_own_adds_and_replaces(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(
        "title: 本市单位\nreference: 示例约定\nvalid_from: 2021-01-01\nentries:\n"
        "- {id: basket, printed: [筐], dimension: mass, factor: 25, kind: unit}\n"
        "- {id: jin, printed: [斤, 老斤], dimension: mass, factor: 1/2, kind: unit}\n",
        encoding="utf-8",
    )
    table = UnitTable.of(load_shipped("units.yaml", Unit).extended_by(load_content(own, Unit)))
    assert table.convert(Decimal(4), "万筐", "吨") == 1000
    assert table.by_form["老斤"].reference == "示例约定"
    assert table.convert(Decimal(1), "亿斤", "万吨") == 5
    assert unit_named("筐") is None


def test_one_form_for_two_units_is_refused(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(
        "title: 本市单位\nreference: 示例约定\nvalid_from: 2021-01-01\nentries:\n"
        "- {id: mine, printed: [公顷], dimension: area, factor: 1, kind: unit}\n",
        encoding="utf-8",
    )
    with pytest.raises(VocabularyError, match="hectare"):
        UnitTable.of(load_shipped("units.yaml", Unit).extended_by(load_content(own, Unit)))
