"""Names of indicators and areas mean what the vocabulary, the plan and the office know; another name is refused."""

from __future__ import annotations

import pytest

from lantu.exchange.observations.known import Given, Known
from lantu.exchange.observations.rules import check_unit
from lantu.exchange.observations.values import CellError

KNOWN = Known(
    area="220200",
    indicators={"航空产业产值": "亿元", "营商环境满意度": None},
    subjects={"经开区": "zone:jltest"},
    renamed={"一产": "第一产业增加值"},
)


@pytest.mark.parametrize(
    ("printed", "name", "entry", "subject", "changes"),
    [
        ("地区生产总值", "地区生产总值", "gdp", None, False),
        ("gdp", "gdp", "gdp", None, False),
        ("地区生产总值（GDP）", "地区生产总值", "gdp", None, False),
        ("一、地区生产总值①", "地区生产总值", "gdp", None, False),
        ("其中：航空产业产值", "航空产业产值", None, None, False),
        ("航空产业产值同比增长", "航空产业产值", None, None, True),
        ("规上工业增加值增速", "规上工业增加值增速", "above-scale-value-added-growth", None, True),
        ("全市地区生产总值", "地区生产总值", "gdp", "", False),
        ("全省地区生产总值", "地区生产总值", "gdp", "area:220000", False),
        ("全国粮食总产量", "粮食总产量", "grain-output", "area:100000", False),
        ("长春市常住人口", "常住人口", "population", "area:220100", False),
        ("一产", "第一产业增加值", "primary-value-added", None, False),
    ],
)
def test_a_printed_name_means_one_indicator(printed, name, entry, subject, changes):
    found = KNOWN.indicator(printed)
    assert (found.name, found.entry and found.entry.id) == (name, entry)
    assert (found.subject, found.changes) == (subject, changes)


@pytest.mark.parametrize("printed", ["地区生产总直", "固定资产投资（不含农户）", "航空产业", "12", "合计"])
def test_a_name_that_is_only_alike_is_refused_with_what_it_is_like(printed):
    with pytest.raises(CellError) as refused:
        KNOWN.indicator(printed)
    assert refused.value.code == "M030"


def test_the_suggestions_of_a_misspelt_name_hold_the_right_one():
    with pytest.raises(CellError) as refused:
        KNOWN.indicator("地区生产总直")
    assert "地区生产总值" in str(refused.value.fields["suggestions"]).split("、")


def test_the_place_of_a_name_must_be_known():
    with pytest.raises(CellError) as refused:
        Known(area="").indicator("全省地区生产总值")
    assert refused.value.code == "M033"


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("全市", ""),
        ("合计", ""),
        ("吉林市", ""),
        ("220200", ""),
        ("area:220200", ""),
        ("龙潭区", "area:220203"),
        ("220203", "area:220203"),
        ("长春市", "area:220100"),
        ("经 开 区", "zone:jltest"),
        ("river:songhua", "river:songhua"),
    ],
)
def test_a_subject_is_an_area_or_what_the_office_knows(printed, code):
    assert KNOWN.places.code(printed) == code


@pytest.mark.parametrize(
    ("printed", "code"), [("吉林", "M032"), ("朝阳区", "M031"), ("999999", "M031"), ("大区", "M031")]
)
def test_a_subject_that_is_not_certain_is_refused(printed, code):
    with pytest.raises(CellError) as refused:
        KNOWN.places.code(printed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "unit", "change", "entry"),
    [
        ("地区生产总值", "万元", False, "gdp"),
        ("地区生产总值", "%", False, "gdp-growth"),
        ("地区生产总值", "%", True, "gdp"),
        ("常住人口", "人", False, "population"),
        ("航空产业产值", "万元", False, None),
        ("营商环境满意度", "分", False, None),
        ("常住人口城镇化率", "百分点", True, "urbanisation"),
    ],
)
def test_units_of_the_same_kind_fit(name, unit, change, entry):
    found = check_unit(KNOWN.indicator(name), unit, change=change)
    assert (found.id if found else None) == entry


@pytest.mark.parametrize(
    ("name", "unit", "change", "code"),
    [
        ("地区生产总值", "万人", False, "M035"),
        ("地区生产总值", "亿圆", False, "M034"),
        ("地区生产总值", "亿元", True, "M035"),
        ("航空产业产值", "吨", False, "M035"),
    ],
)
def test_units_of_another_kind_are_refused(name, unit, change, code):
    with pytest.raises(CellError) as refused:
        check_unit(KNOWN.indicator(name), unit, change=change)
    assert refused.value.code == code


def test_what_is_said_nearer_counts():
    file, table = Given(state="flash", supplier="市统计局"), Given(state="final", source="公报")
    assert table.over(file) == Given(state="final", supplier="市统计局", source="公报")
