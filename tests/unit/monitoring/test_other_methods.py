"""The table of other methods on the page about status, computed anew so that the page cannot lie."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.judging import judge
from lantu.monitoring.monitoring import monitor
from lantu.reading import read
from lantu.vocabulary.schemes import scheme

DOC = (Path(__file__).resolve().parents[3] / "docs" / "explanation" / "how-status-is-decided.md").read_text("utf-8")
HEAD = "云川市国民经济和社会发展第十四个五年规划纲要\n（2021—2025年）\n第一章 主要目标\n"
YEAR, YEARS = 2, 5
NEARLY_ZERO = 0.001  # what Open SDG puts in the place of a target of 0
CASES = {
    "rising 40 → 60, now 48: exactly on the way": (
        40, 60, 48,
        "2020年，常住人口城镇化率为40%。到2025年，常住人口城镇化率达到60%。", "常住人口城镇化率", "point", "%",
    ),
    "falling 60 → 40, now 52: exactly on the way": (
        60, 40, 52,
        "2020年，细颗粒物年均浓度为60微克/立方米。到2025年，细颗粒物年均浓度下降到40微克/立方米。",
        "细颗粒物平均浓度", "period", "微克/立方米",
    ),
    "falling 12 → 0, now 6: half done in 40 % of the time": (
        12, 0, 6,
        "2020年，劣Ⅴ类水体比例为12%。到2025年，劣Ⅴ类水体比例下降到0%。", "劣Ⅴ类水体比例", "period", "%",
    ),
}  # fmt: skip


def rate(later: float, earlier: float, years: float) -> float:
    return (later / earlier) ** (1 / years) - 1


def ratio_of_rates(baseline: float, target: float, latest: float, *, up: bool) -> float:
    """Yearly rate so far beside the yearly rate needed; published method of Open SDG for series with a target."""
    sign = 1 if up else -1
    return sign * rate(latest, baseline, YEAR) / abs(rate(target or NEARLY_ZERO, baseline, YEARS))


def word_of_ratio(ratio: float) -> str:
    if ratio >= 0.95:
        return "on track"
    if ratio >= 0.6:
        return "acceleration needed"
    return "limited progress" if ratio >= 0 else "deterioration"


def extended(baseline: float, target: float, latest: float) -> float:
    """The rate so far carried on to the end, beside the change asked for; United Nations progress chart of 2023."""
    end = latest * (1 + rate(latest, baseline, YEAR)) ** (YEARS - YEAR)
    return (end - baseline) / (target - baseline)


def word_of_extended(share: float) -> str:
    if share >= 0.95:
        return "on track"
    return "accelerate" if share >= 0.1 else "stagnation"


def ours(text: str, indicator: str, basis: str, unit: str, latest: float) -> Progress:
    plan = read((HEAD + text + "\n").encode(), "plan.txt")
    seen = Observation(
        indicator=indicator, period="2022", basis=basis, value=Decimal(str(latest)), unit=unit, state="final",
        supplier="市统计局", published_on="2023-01-31", source="公报",
    )  # fmt: skip
    (row,) = monitor(plan, [seen], date(2023, 3, 1)).rows
    return row


@pytest.mark.parametrize("name", CASES)
def test_the_page_shows_what_each_method_gives(name):
    baseline, target, latest, *told = CASES[name]
    first, second = ratio_of_rates(baseline, target, latest, up=target > baseline), extended(baseline, target, latest)
    row = ours(*told, latest)
    word = judge(row, scheme()).status.zh
    line = (
        f"| {name} | {first:.2f} | {word_of_ratio(first)} | {second:.2f} | {word_of_extended(second)} "
        f"| {row.progress * 100:.0f} % | {row.gap * 100 + 0:.0f} % | {word} |"
    )
    assert line in DOC, line


def test_a_forgotten_direction_turns_the_first_line_round():
    assert f"R is −{abs(ratio_of_rates(40, 60, 48, up=False)):.2f}" in DOC
    assert word_of_ratio(ratio_of_rates(40, 60, 48, up=False)) == "deterioration"


def test_a_rise_and_the_fall_that_mirrors_it_come_as_far():
    rising, falling = (ours(*case[3:], case[2]) for case in list(CASES.values())[:2])
    assert rising.progress == falling.progress
    assert rising.gap == falling.gap == 0
