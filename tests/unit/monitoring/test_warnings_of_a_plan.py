"""From a plan and its observations to warnings, evaluation after evaluation, on what was known each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lantu.model.records import Observation
from lantu.monitoring.judging import judge_all
from lantu.monitoring.monitoring import monitor
from lantu.monitoring.outlook.asking import outlooks_of, with_outlooks
from lantu.monitoring.rollup import roll_up
from lantu.monitoring.warnings import ProgressWarning, pending_of, warnings_of
from lantu.reading import read
from lantu.vocabulary.schemes import scheme
from lantu.vocabulary.warning_rules import shipped_rules

PLAN = read(
    (
        "云川市国民经济和社会发展第十四个五年规划纲要\n（2021—2025年）\n第一章 主要目标\n"
        "到2025年，单位地区生产总值能耗累计降低14.5%。\n五年累计城镇新增就业5万人。\n"
    ).encode(),
    "plan.txt",
)
ENERGY, JOBS = (statement.id for statement in PLAN.statements)
REDUCTIONS = {2021: "1.0", 2022: "1.2", 2023: "4.5"}
NEW_JOBS = {2021: "1.02", 2022: "1.04", 2023: "1.01"}
DAYS = [date(year, month, 28) for year in (2022, 2023, 2024) for month in (1, 3, 4, 6, 9, 12)]


def observed(indicator: str, year: int, basis: str, value: str, unit: str) -> Observation:
    return Observation(
        indicator=indicator, period=str(year), basis=basis, value=Decimal(value), unit=unit, state="final",
        supplier="市统计局", published_on=f"{year + 1}-03-15", recorded_at=f"{year + 1}-03-15T09:00:00+08:00", source="公报",
    )  # fmt: skip


@pytest.fixture(scope="module")
def history():
    seen = [observed("单位地区生产总值能耗降低", *each, "%") for each in _rows(REDUCTIONS, "change_on_year")]
    seen += [observed("城镇新增就业", *each, "万人") for each in _rows(NEW_JOBS, "period")]
    found = {}
    for day in DAYS:
        monitored = monitor(PLAN, [each for each in seen if each.published_on <= day.isoformat()], day)
        rows = with_outlooks(monitored.rows, outlooks_of(monitored))
        found[day] = tuple(each.progress for each in judge_all(rows, scheme()))
    return found


def _rows(values, basis):
    return [(year, basis, value) for year, value in values.items()]


def of(warnings: tuple[ProgressWarning, ...], target: str) -> dict[str, ProgressWarning]:
    return {each.rule.id: each for each in warnings if each.row.target == target}


def test_what_goes_well_is_not_warned_of(history):
    assert not of(warnings_of(history, shipped_rules()), JOBS)


def test_what_falls_behind_is_warned_of_after_the_pending_period(history):
    found = of(warnings_of(history, shipped_rules()), ENERGY)
    assert (found["far-behind"].since, found["far-behind"].raised_on) == (date(2022, 3, 28), date(2022, 6, 28))
    assert found["far-behind"].stage == "active"
    assert found["out-of-reach"].raised_on == date(2023, 6, 28), "not before 40 % of the time has gone"
    assert found["out-of-reach"].level.id == "priority"
    assert "6.59%" in found["far-behind"].message("zh")


def test_a_year_that_goes_well_ends_the_warning_about_the_pace(history):
    found = of(warnings_of(history, shipped_rules()), ENERGY)
    assert found["out-of-reach"].stage == "cleared"
    assert found["out-of-reach"].cleared_on == date(2024, 6, 28), "three months of a better figure, not one"


def test_as_known_earlier_the_same_warnings_were_there(history):
    """Nobody can say afterwards that it had been seen all along."""
    before = {day: rows for day, rows in history.items() if day <= date(2022, 4, 28)}
    assert not of(warnings_of(before, shipped_rules()), ENERGY)
    assert "far-behind" in of(pending_of(before, shipped_rules()), ENERGY)


def test_the_whole_counts_both_and_names_the_worst(history):
    kind = scheme()
    (group,) = roll_up(judge_all(history[DAYS[-1]], kind), {"全部": [(ENERGY, ""), (JOBS, "")]}, kind)
    assert group.judged == group.total == 2
    assert (group.members[0].progress.target, group.members[0].status) == (ENERGY, group.worst)


def test_months_with_their_season_in_them_warn_of_nothing():
    """Air from January to March is worse than that of the year, every year."""
    plan = read(
        (
            "云川市国民经济和社会发展第十四个五年规划纲要\n（2021—2025年）\n第一章 主要目标\n"
            "到2020年末，细颗粒物年均浓度为40微克/立方米。到2025年，细颗粒物年均浓度下降到35微克/立方米。\n"
        ).encode(),
        "plan.txt",
    )
    air = observed("细颗粒物平均浓度", 2022, "year_to_date", "55", "微克/立方米")
    months = [replace(air, period=f"2022-{month:02}", published_on=f"2022-{month + 1:02}-15") for month in range(2, 9)]
    found = {}
    for month in range(3, 11):
        day = date(2022, month, 28)
        known = [each for each in months if each.published_on <= day.isoformat()]
        found[day] = tuple(each.progress for each in judge_all(monitor(plan, known, day).rows, scheme()))
    assert [row.status for rows in found.values() for row in rows] == ["behind"] * len(found)
    assert not [each for each in warnings_of(found, shipped_rules()) if each.rule.kind == "threshold"]
