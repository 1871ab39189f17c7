"""Comparison with others and with one's own past: like with like, and a place that says who is missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lantu.cascade.keys import key_of
from lantu.model.records import Observation
from lantu.monitoring.comparing import against_past, compare, said, told_as

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "monitoring" / "comparing.yaml").read_text("utf-8"))
OWN = "area:220200"


def observed(subject, indicator, value, unit, period, basis, state="final"):
    return Observation(
        subject=subject, indicator=indicator, period=period, basis=basis, value=Decimal(str(value)), unit=unit,
        state=state, supplier="统计局", source="公报",
    )  # fmt: skip


def compared(case):
    own = observed(OWN, case["indicator"], *case["own"])
    others = [observed(subject, case["indicator"], *given) for subject, given in case["others"].items()]
    return compare(own, others, case["subjects"], case["direction"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_cases(case):
    comparison = compared(case)
    found = {each.subject: each.why_not or each.difference for each in comparison.lines}
    expected = {
        subject: value if isinstance(value, str) else Decimal(str(value)) for subject, value in case["gives"].items()
    }
    assert found == expected
    place = comparison.place
    assert (place and [place.place, place.known, place.asked, place.lowest]) == case["place"]


def test_a_place_with_somebody_missing_says_between_which_places_it_lies():
    sentences = list(said(compared(CASES[0]), "zh"))
    assert sentences == [
        "在已知的4个（共5个）中列第2位，全部公布后在第2至第3位之间",
        "area:220300不能比较：没有数据",
    ]
    assert list(said(compared(CASES[1]), "zh")) == ["在3个中列第1位"]


def test_of_two_vintages_the_one_recorded_later_counts_in_whatever_zone_the_moment_is_told():
    own = observed(OWN, "地区生产总值", 1600, "亿元", "2023", "period")
    first = replace(own, subject="area:220300", value=Decimal(900), recorded_at="2024-03-02T01:00:00+08:00")
    second = replace(first, value=Decimal(910), recorded_at="2024-03-01T18:00:00+00:00")
    for both in ([first, second], [second, first]):
        (line,) = compare(own, both, [first.subject], "up").lines
        past = [replace(each, subject=OWN, period="2022") for each in both]
        (before,) = against_past(own, past)
        assert (line.value, before.value) == (910, 910)


def test_percentages_differ_by_points():
    assert compared(CASES[0]).unit == "个百分点"
    assert compared(CASES[2]).unit == "亿元"


def test_a_figure_of_another_state_is_compared_and_told():
    own = observed(OWN, "社会消费品零售总额", 300, "亿元", "2025", "period", "flash")
    comparison = compare(
        own, [observed("area:220100", "社会消费品零售总额", 200, "亿元", "2025", "period")], ["area:220100"], "up"
    )
    assert comparison.lines[0].other_state


def test_the_likest_figure_of_a_subject_is_taken():
    own = observed(OWN, "社会消费品零售总额", 300, "亿元", "2025", "period")
    others = [
        observed("area:220100", "社会消费品零售总额", 100, "亿元", "2025-06", "year_to_date"),
        observed("area:220100", "社会消费品零售总额", 200, "亿元", "2025", "period"),
        observed("area:220100", "社会消费品零售总额", 190, "亿元", "2024", "period"),
    ]
    assert compare(own, others, ["area:220100"], "up").lines[0].value == 200


def test_ones_own_past_is_years_with_years_and_junes_with_junes():
    def own(value, period, basis="period", unit="亿元"):
        return observed(OWN, "社会消费品零售总额", value, unit, period, basis)

    past = [own(280, "2024"), own(2500000, "2023", unit="万元"), own(150, "2025-06", "year_to_date"), own(310, "2026")]
    lines = against_past(
        own(300, "2025"), [*past, observed("area:220100", "社会消费品零售总额", 1, "亿元", "2024", "period")]
    )
    assert [(line.observation.period, line.difference) for line in lines] == [("2024", 20), ("2023", 50)]
    june = own(160, "2026-06", "year_to_date")
    assert [line.difference for line in against_past(june, past)] == [10]


@given(st.permutations(CASES[2]["subjects"]), st.integers(0, 3))
def test_order_and_rescaled_units_change_nothing(subjects, power):
    case = CASES[2]
    own = observed(OWN, case["indicator"], *case["own"])
    others = [observed(subject, case["indicator"], *case["others"][subject]) for subject in subjects]
    rescaled = [
        replace(each, value=each.value * 10000, unit="万元") if each.unit == "亿元" and power else each
        for each in others
    ]
    first, second = compare(own, others, case["subjects"], "up"), compare(own, rescaled, subjects, "up")
    assert first.place == second.place
    found = {each.subject: (each.difference, each.why_not) for each in first.lines}
    assert {each.subject: (each.difference, each.why_not) for each in second.lines} == found


@given(st.lists(st.decimals(1, 100, places=1), min_size=1, max_size=6), st.decimals(1, 100, places=1))
def test_a_better_value_never_has_a_worse_place(values, better):
    subjects = [f"area:{number}" for number in range(len(values) + 2)]  # two are not known
    others = [
        observed(subject, "社会消费品零售总额", value, "亿元", "2025", "period")
        for subject, value in zip(subjects, values, strict=False)
    ]
    own = observed(OWN, "社会消费品零售总额", 50, "亿元", "2025", "period")
    raised = replace(own, value=own.value + better)
    before, after = (compare(each, others, subjects, "up").place for each in (own, raised))
    assert after.place <= before.place
    assert before.lowest == before.place + 2


def test_a_change_of_what_falls_is_told_as_its_reduction_and_levels_are_left_out():
    name, base = "单位地区生产总值能源消耗降低", "单位地区生产总值能源消耗"
    known = [
        observed(OWN, base, -2, "%", "2021", "change_on_year"),
        observed(OWN, name, 1.5, "%", "2022", "change_on_year"),
        observed(OWN, base, 0.42, "吨标准煤/万元", "2022", "period"),
        observed(OWN, "地区生产总值", 6, "%", "2022", "change_on_year"),
    ]
    alike = list(told_as(name, {key_of(name)}, known))
    assert [(each.indicator, each.value) for each in alike] == [(name, Decimal(2)), (name, Decimal("1.5"))]
    assert against_past(alike[1], alike)[0].difference == Decimal("-0.5")
