"""Annual targets that were issued: what a year is judged by, and what is asked of areas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from lantu.model.annual_targets import AnnualTarget
from lantu.model.records import Observation
from lantu.monitoring.monitoring import monitor
from lantu.reading import read

PLAN = read(
    """云川市国民经济和社会发展第十四个五年规划纲要
（2021—2025年）
第一章 主要目标
到2020年末，常住人口城镇化率为60%。到2025年，常住人口城镇化率达到65%。五年累计城镇新增就业5万人。
到2025年，单位地区生产总值能耗累计降低14.5%。
""".encode(),
    "plan.txt",
)
DAY = date(2023, 6, 30)
YEARS = range(2021, 2026)
COUNTY = "area:990121"


def id_of(word: str) -> str:
    return next(each.id for each in PLAN.statements if each.kind == "target" and word in each.indicator)


def value(indicator: str, period: str, number: str, unit: str, basis: str = "period", subject: str = "") -> Observation:
    return Observation(
        subject=subject,
        indicator=indicator,
        period=period,
        basis=basis,
        value=Decimal(number),
        unit=unit,
        state="final",
        supplier="市统计局",
        published_on="2023-03-01",
        source="公报",
    )


def issued(word: str, year: int, number: str, unit: str, subject: str = "", **more: str) -> AnnualTarget:
    return AnnualTarget(
        target=id_of(word),
        indicator=word,
        subject=subject,
        year=year,
        comparator=more.pop("comparator", ">="),
        value=Decimal(number),
        unit=unit,
        line="issued",
        reference="云政发〔2022〕3号",
        recorded_at="2022-02-01T09:00:00+08:00",
        **more,
    )


def rows(observations, annual):
    return {(row.indicator, row.subject): row for row in monitor(PLAN, observations, DAY, annual_targets=annual).rows}


def test_a_year_is_judged_by_what_was_issued_and_the_way_by_the_path():
    seen = [
        value("常住人口城镇化率", "2021", "61.2", "%", "point"),
        value("常住人口城镇化率", "2022", "62.1", "%", "point"),
    ]
    row = rows(seen, [issued("城镇化率", 2022, "62.5", "%")])["常住人口城镇化率", ""]
    assert row.components["annual_target"] == Decimal("62.5")
    assert (row.components["year_met"], row.components["on_path"]) == (False, True)
    assert row.components["line"] == "issued"


def test_a_target_issued_again_counts_as_it_was_issued_last():
    seen = [value("常住人口城镇化率", "2022", "62.1", "%", "point")]
    again = replace(issued("城镇化率", 2022, "62", "%"), recorded_at="2022-09-01T09:00:00+08:00")
    row = rows(seen, [issued("城镇化率", 2022, "62.5", "%"), again])["常住人口城镇化率", ""]
    assert row.components["year_met"] is True


def test_about_a_value_allows_a_little():
    seen = [value("常住人口城镇化率", "2022", "62.1", "%", "point")]
    row = rows(seen, [issued("城镇化率", 2022, "62.5", "%", comparator="approx")])["常住人口城镇化率", ""]
    assert row.components["year_met"] is True


def test_an_area_is_asked_what_its_annual_targets_ask():
    asked = [issued("就业", year, "0.4", "万人", COUNTY) for year in YEARS]
    seen = [value("城镇新增就业", str(year), "0.5", "万人", subject=COUNTY) for year in (2021, 2022)]
    row = next(row for (_, subject), row in rows(seen, asked).items() if subject == COUNTY)
    assert (row.target_value, row.latest, row.progress) == (Decimal("2.0"), Decimal("1.0"), Decimal("0.5"))
    assert row.components["on_path"] is True


def test_an_area_without_all_its_years_awaits_its_target_and_its_years_are_judged():
    asked = [issued("就业", year, "0.4", "万人", COUNTY) for year in (2021, 2022)]
    seen = [value("城镇新增就业", str(year), "0.5", "万人", subject=COUNTY) for year in (2021, 2022)]
    row = next(row for (_, subject), row in rows(seen, asked).items() if subject == COUNTY)
    assert (row.state, row.status, row.latest) == ("awaiting_target", None, Decimal("1.0"))
    assert row.components["year_met"] is True


def test_an_annual_target_in_another_unit_is_told_in_that_of_the_target():
    asked = [issued("就业", year, "4000", "人", COUNTY) for year in YEARS]
    row = next(row for (_, subject), row in rows([], asked).items() if subject == COUNTY)
    assert monitor(PLAN, [], DAY, annual_targets=asked).questions[row.target, COUNTY].end_state == Decimal("2.0")


def test_a_rate_issued_for_a_level_is_no_annual_target_of_it():
    seen = [value("常住人口城镇化率", "2022", "62.1", "%", "point")]
    row = rows(seen, [issued("城镇化率", 2022, "6", "亿元")])["常住人口城镇化率", ""]
    assert row.components["annual_target"] == Decimal(62)  # that of the path


def test_more_than_a_value_is_not_met_by_it():
    seen = [value("常住人口城镇化率", "2022", "62.5", "%", "point")]
    row = rows(seen, [issued("城镇化率", 2022, "62.5", "%", comparator=">")])["常住人口城镇化率", ""]
    assert row.components["year_met"] is False


def test_a_reduction_of_an_area_multiplies_its_own_years():
    asked = [issued("能耗", year, "3.0", "%", COUNTY) for year in YEARS]
    seen = [value("单位地区生产总值能耗降低", str(year), "3.2", "%", "change_on_year", COUNTY) for year in (2021, 2022)]
    row = next(row for (_, subject), row in rows(seen, asked).items() if subject == COUNTY)
    assert round(row.latest, 2) == Decimal("6.30")  # 1 − 0.968²
    assert round(row.due_value, 2) == Decimal("5.91")  # 1 − 0.97²
    assert row.components["year_met"] is True
