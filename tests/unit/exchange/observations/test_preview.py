"""Before a file is taken it is told what is new, what is the same, what is revised and what looks like a slip."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from lantu.exchange.observations.preview import preview
from lantu.exchange.observations.report import Taken
from lantu.model.records import Observation

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases" / "observations" / "suspicions.yaml").read_text("utf-8"))


def observed(line: str, **given) -> Observation:
    indicator, period, basis, printed = (part.strip() for part in line.split("|"))
    value, _, unit = printed.partition(" ")
    fields = {"state": "final", "supplier": "市统计局", "source": "公报", "recorded_at": "2025-02-01"} | given
    return Observation(indicator=indicator, period=period, basis=basis, value=Decimal(value), unit=unit, **fields)


def taken(*rows: Observation) -> Taken:
    return Taken("表.csv", rows, tuple(f"C{at}" for at, _ in enumerate(rows, 2)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_looks_like_a_slip_is_told(case):
    found = preview(taken(*map(observed, case["new"])), map(observed, case["known"])).suspicious
    assert [each.reason.code for each in found] == case["told"]
    assert all(each.reason.said(language) for each in found for language in ("zh", "en"))


GDP = "地区生产总值 | 2024 | period | 1580 亿元"


def test_new_same_and_revised_are_told_apart():
    same, other = observed(GDP), observed("地区生产总值 | 2023 | period | 1510 亿元", state="census_revised")
    fresh = observed("粮食总产量 | 2024 | period | 460 万吨")
    old = observed("地区生产总值 | 2023 | period | 1500 亿元")
    found = preview(taken(fresh, other, same), [old, observed(GDP)])
    assert (found.new, found.same) == ((fresh,), (same,))
    assert [(each.old, each.new, each.moves) for each in found.revised] == [(old, other, True)]
    assert found.coming == (fresh, other)


def test_the_same_number_in_another_unit_is_the_same():
    found = preview(taken(observed("GDP | 2024 | period | 15800000 万元")), [observed(GDP)])
    assert len(found.same) == 1


def test_another_state_or_a_day_of_release_is_a_revision_that_moves_no_number():
    for changed in ({"state": "census_revised"}, {"published_on": "2025-03-20"}):
        (revision,) = preview(taken(observed(GDP, **changed)), [observed(GDP)]).revised
        assert not revision.moves
        assert revision.firm is None


def test_a_lesser_state_after_a_firm_one_is_told():
    (revision,) = preview(taken(observed(GDP, state="flash", recorded_at="2025-03-01")), [observed(GDP)]).revised
    assert revision.firm == observed(GDP)


def test_of_several_vintages_the_one_in_force_is_replaced():
    flash = observed("地区生产总值 | 2024 | period | 1570 亿元", state="flash", recorded_at="2025-01-20")
    final = observed("地区生产总值 | 2024 | period | 1575 亿元", recorded_at="2025-12-20")
    (revision,) = preview(taken(observed(GDP, state="census_revised")), [final, flash]).revised
    assert revision.old == final


@pytest.mark.parametrize(
    ("period", "given", "today", "told"),
    [
        ("2025", {}, "2025-12-30", ["M096"]),
        ("2025", {}, "2025-12-31", []),
        ("2025", {"state": "expected"}, "2025-12-01", []),
        ("2025", {"published_on": "2025-11-20"}, "2026-03-01", ["M096"]),  # most likely of the year before
        ("2025-02", {}, "2025-02-27", ["M096"]),
        ("2025-02", {}, "2025-02-28", []),
        ("2025H1", {"published_on": "2025-07-15"}, "2025-07-20", []),
        ("2025Q3", {}, "2025-09-10", ["M096"]),
        ("2025-06-15", {}, "2025-06-10", []),  # a day is left alone
        ("2021-2025", {}, "2024-06-10", []),
    ],
)
def test_a_value_that_was_counted_before_its_period_ended_is_told(period, given, today, told):
    value = observed(f"地区生产总值 | {period} | year_to_date | 1580 亿元", **given)
    found = preview(taken(value), (), date.fromisoformat(today)).suspicious
    assert [each.reason.code for each in found] == told


def test_a_value_without_a_day_of_release_says_nothing_of_it():
    found = preview(taken(observed(GDP)), [observed(GDP, published_on="2025-03-20")])
    assert len(found.same) == 1


def test_several_vintages_of_one_value_in_a_file_follow_each_other_by_its_clock():
    flash = observed("地区生产总值 | 2024 | period | 1570 亿元", state="flash", recorded_at="2025-01-20")
    final = observed(GDP, recorded_at="2025-12-20")
    found = preview(taken(final, flash, final), [])
    assert (found.new, found.same) == ((flash,), (final,))
    assert [(each.old, each.new, each.firm) for each in found.revised] == [(flash, final, None)]


def test_a_slip_of_a_revision_is_told_as_well():
    old = [observed("地区生产总值 | 2023 | period | 1500 亿元"), observed(GDP)]
    found = preview(taken(observed("地区生产总值 | 2024 | period | 158 亿元", state="census_revised")), old)
    assert [each.reason.code for each in found.suspicious] == ["M082"]
