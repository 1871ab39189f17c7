"""From a plan's sentences and observations to outlooks: what is taken into a history, and what is asked of the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lantu.model.records import Observation
from lantu.monitoring.monitoring import monitor
from lantu.monitoring.outlook.asking import outlooks_of, with_outlooks
from lantu.monitoring.outlook.record import Outlook
from lantu.reading import read

HEAD = "云川市国民经济和社会发展第十四个五年规划纲要\n（2021—2025年）\n第一章 主要目标\n"
D = Decimal


def seen(indicator: str, basis: str, unit: str, values: dict[str, str]) -> list[Observation]:
    return [
        Observation(
            indicator=indicator,
            period=period,
            basis=basis,
            value=D(value),
            unit=unit,
            state="final",
            supplier="市统计局",
            published_on="2024-03-01",
            source="公报",
        )
        for period, value in values.items()
    ]


def look(sentence: str, observations: list[Observation], day: date = date(2024, 4, 30)) -> Outlook:
    plan = read((HEAD + sentence + "\n").encode(), "plan.txt")
    found = outlooks_of(monitor(plan, observations, day))
    assert len(found) == 1, found.keys()
    return next(iter(found.values()))


def test_a_level_takes_the_baseline_of_the_plan_and_its_natural_limits():
    found = look(
        "常住人口城镇化率由60.6%提高到65%。",
        seen("常住人口城镇化率", "point", "%", {"2021": "61.5", "2022": "62.4", "2023": "63.3"}),
    )
    assert dict(found.history.states) == {2020: D("60.6"), 2021: D("61.5"), 2022: D("62.4"), 2023: D("63.3")}
    assert (found.asked.low, found.asked.high, found.asked.direction) == (D(65), None, "up")
    assert (found.asked.possible_low, found.asked.possible_high) == (0, 100)
    assert found.agreement == "disagree"


def test_years_before_the_plan_count_only_if_they_lead_up_to_it():
    values = {"2010": "40", "2018": "59.0", "2019": "59.8", "2020": "60.6", "2021": "61.5"}
    found = look("常住人口城镇化率由60.6%提高到65%。", seen("常住人口城镇化率", "point", "%", values))
    assert found.history.years == (2018, 2019, 2020, 2021)
    without_base = look(
        "常住人口城镇化率由60.6%提高到65%。",
        seen("常住人口城镇化率", "point", "%", {"2018": "59.0", "2019": "59.8", "2021": "61.5"}),
    )
    assert without_base.history.years == (2020, 2021), "the plan's own baseline may be of another scope than 2019"


def test_growth_is_chained_from_published_rates_both_ways():
    rates = {"2019": "5", "2020": "2", "2021": "6.5", "2022": "2.4", "2023": "6.3", "2024-03": "5.1"}
    found = look("地区生产总值年均增长6.5%。", seen("地区生产总值增速", "change_on_year", "%", rates))
    assert found.history.states[2020] == 100
    assert round(found.history.states[2018], 4) == round(100 / D("1.02") / D("1.05"), 4)
    assert round(found.history.states[2023], 4) == D("115.9265")
    assert found.history.to_date[2024] == {3: D("0.051")}
    assert found.projection("growth_to_date") is not None
    assert found.agreement == "missed"


def test_reductions_fall():
    found = look(
        "单位地区生产总值能耗累计降低14.5%。",
        seen("单位地区生产总值能耗降低", "change_on_year", "%", {"2021": "3.0", "2022": "2.2", "2023": "2.1"}),
    )
    assert found.asked.high == D("85.5")
    assert found.asked.direction == "down"
    assert round(found.history.states[2023], 3) == D("92.874")
    assert found.needed is not None
    assert found.needed.a_year < 0
    assert "每年须降低" in found.said("zh")


def test_amounts_are_summed_and_a_hole_is_not_filled():
    sentence = "五年累计城镇新增就业15万人。"
    found = look(sentence, seen("城镇新增就业", "period", "万人", {"2021": "3.0", "2022": "3.2", "2023": "3.1"}))
    assert found.history.states[2023] == D("9.3")
    assert found.agreement == "met"
    holed = look(sentence, seen("城镇新增就业", "period", "万人", {"2021": "3.0", "2023": "3.1"}))
    assert holed.state == "missing"
    assert not holed.verdicts


def test_amounts_of_the_years_before_the_plan_go_on_into_it():
    """Those years count below nothing: what they brought is not part of the plan's sum."""
    sentence = "五年累计城镇新增就业15万人。"
    found = look(sentence, seen("城镇新增就业", "period", "万人", {"2018": "2.8", "2019": "3.0", "2020": "3.2"}))
    assert dict(found.history.states) == {2017: D("-9.0"), 2018: D("-6.2"), 2019: D("-3.2"), 2020: D(0)}
    again = found.projection("last_change")
    assert again is not None
    assert again.values[2025] == 16
    assert "规划期内还没有全年数" in found.said("zh")


def test_months_are_set_beside_the_same_months_of_past_years():
    sentence = "社会消费品零售总额达到800亿元。"
    values = seen("社会消费品零售总额", "period", "亿元", {"2020": "600", "2021": "640", "2022": "660", "2023": "700"})
    months = {"2021-06": "320", "2022-06": "330", "2023-06": "350", "2024-06": "365"}
    found = look(sentence, [*values, *seen("社会消费品零售总额", "year_to_date", "亿元", months)], date(2024, 8, 1))
    share = found.projection("seasonal_share")
    assert share is not None
    assert share.figures["whole"] == 730
    assert share.years == (2021, 2022, 2023, 2024)


def test_a_cap_holds_in_every_year():
    found = look(
        "城镇调查失业率控制在5.5%以内。",
        seen("城镇调查失业率", "period", "%", {"2021": "5.2", "2022": "5.3", "2023": "5.4"}),
    )
    assert found.asked.each_year
    assert found.asked.high == D("5.5")
    line = found.projection("least_squares")
    assert line is not None
    assert found.verdicts["least_squares"] == "missed"
    assert "2025年就会突破限值" in found.said("zh")


@pytest.mark.parametrize(("target", "agreement"), [("7%左右", "met"), ("7%", "missed")])
def test_about_is_as_near_as_the_office_says(target, agreement):
    """7 % 左右 allows 0.1 points: the tenth that is published is more than a hundredth of seven."""
    rates = {"2021": "6.9", "2022": "6.9", "2023": "6.9"}
    found = look(f"地区生产总值年均增长{target}。", seen("地区生产总值增速", "change_on_year", "%", rates))
    assert found.agreement == agreement


def test_it_says_which_data_are_soft_or_not_yet_public():
    values = seen("常住人口城镇化率", "point", "%", {"2021": "61.5", "2022": "62.4", "2023": "63.3"})
    soft = replace(values[-1], state="flash", published_on="2024-06-01")
    found = look("常住人口城镇化率由60.6%提高到65%。", [*values[:-1], soft])
    assert found.history.unfirm == (2023,)
    assert found.history.unreleased == ("2023",)
    assert "2023年的数还不是最终核实数" in found.said("zh")
    assert "只供内部使用" in found.said("zh")
    firm = look("常住人口城镇化率由60.6%提高到65%。", values)
    assert firm.history.unfirm == firm.history.unreleased == ()


def test_a_plan_without_observations_says_missing_and_nothing_else():
    found = look("常住人口城镇化率由60.6%提高到65%。", [])
    assert found.state == "missing"
    assert found.agreement is None
    assert found.decided is None


def test_rows_of_progress_carry_what_is_expected():
    text = HEAD + "常住人口城镇化率由60.6%提高到65%。森林覆盖率提高到46%。\n"
    values = seen("常住人口城镇化率", "point", "%", {"2021": "61.5", "2022": "62.4", "2023": "63.3"})
    found = monitor(read(text.encode(), "plan.txt"), values, date(2024, 4, 30))
    rows = {row.indicator: row for row in with_outlooks(found.rows, outlooks_of(found))}
    assert rows["常住人口城镇化率"].components["outlook"] == "disagree"
    assert "outlook" not in rows["森林覆盖率"].components
