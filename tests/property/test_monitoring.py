"""What must not matter does not: order, units, months beside a year; what lies on the path stays on track."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.judging import judge
from lantu.monitoring.monitoring import monitor
from lantu.reading import read
from lantu.vocabulary.schemes import scheme

PLAN = read(
    """云川市国民经济和社会发展第十四个五年规划纲要
（2021—2025年）
第一章 主要目标
到2020年末，常住人口城镇化率为60%，细颗粒物年均浓度为40微克/立方米，高新技术企业数为100家。
到2025年，常住人口城镇化率达到65%，细颗粒物年均浓度下降到35微克/立方米，高新技术企业数达到200家。
五年累计城镇新增就业5万人。城镇调查失业率每年控制在5.5%以内。地区生产总值年均增长6.5%。
到2025年，单位地区生产总值能耗累计降低14.5%。
""".encode(),
    "plan.txt",
)
DAY = date(2024, 6, 30)
YEARS = ("2021", "2022", "2023")
OTHER_UNITS = {"万人": ("人", 10_000), "家": ("万家", Decimal("0.0001"))}
KINDS = {
    "常住人口城镇化率": ("point", "%", st.decimals(55, 70, places=1)),
    "细颗粒物平均浓度": ("period", "微克/立方米", st.decimals(25, 50, places=0)),
    "高新技术企业数": ("point", "家", st.decimals(50, 300, places=0)),
    "城镇新增就业": ("period", "万人", st.decimals(0, 3, places=2)),
    "城镇调查失业率": ("period", "%", st.decimals(3, 8, places=1)),
    "地区生产总值增速": ("change_on_year", "%", st.decimals(-5, 12, places=1)),
    "单位地区生产总值能耗降低": ("change_on_year", "%", st.decimals(-5, 8, places=2)),
}


def observation(indicator: str, period: str, value: Decimal) -> Observation:
    basis, unit, _ = KINDS[indicator]
    return Observation(
        indicator=indicator,
        period=period,
        basis=basis,
        value=value,
        unit=unit,
        state="final",
        supplier="市统计局",
        published_on="2024-03-01",
        source="公报",
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Observation]:
    """Every indicator for one to three years, without a hole."""
    return [
        observation(indicator, year, draw(values))
        for indicator, (_, _, values) in KINDS.items()
        for year in YEARS[: draw(st.integers(1, 3))]
    ]


def rows(observations: list[Observation]) -> list[Progress]:
    return [judge(row, scheme()).progress for row in monitor(PLAN, observations, DAY).rows]


def told(row: Progress) -> tuple:
    """What people decide by; how a value is written does not belong to it."""
    numbers = (row.progress, row.time_progress, row.gap)
    return row.target, row.state, row.status, *(None if each is None else round(each, 9) for each in numbers)


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_values_does_not_matter(observations, random):
    shuffled = list(observations)
    random.shuffle(shuffled)
    assert rows(shuffled) == rows(observations)


@given(histories())
def test_the_unit_of_values_does_not_matter(observations):
    rescaled = [
        replace(each, unit=OTHER_UNITS[each.unit][0], value=each.value * OTHER_UNITS[each.unit][1])
        if each.unit in OTHER_UNITS
        else each
        for each in observations
    ]
    assert [told(row) for row in rows(rescaled)] == [told(row) for row in rows(observations)]


@given(histories(), st.integers(1, 11), st.decimals(0, 3, places=2))
def test_months_of_a_year_that_is_known_whole_do_not_matter(observations, month, part):
    jobs = next(each for each in observations if each.indicator == "城镇新增就业")
    months = [replace(jobs, period=f"2021-{month:02}", basis="year_to_date", value=part)]
    assert rows([*observations, *months]) == rows(observations)


@given(histories())
def test_a_year_told_as_january_to_december_is_the_same_year(observations):
    as_months = [
        replace(each, period=f"{each.period}-12", basis="year_to_date") if each.basis == "period" else each
        for each in observations
    ]
    assert [told(row) for row in rows(as_months)] == [told(row) for row in rows(observations)]


@given(st.integers(1, 5), st.sampled_from(sorted(KINDS)))
def test_what_lies_on_the_path_is_on_track_and_stays_so(years, indicator):
    """The value due in each year, told as finely as needed, is never behind, whatever the year."""
    known: list[Observation] = []
    for year in range(2021, 2021 + years):
        known.append(observation(indicator, str(year), _due(indicator, year)))
        row = next(row for row in rows(known) if row.latest is not None)
        assert row.components["on_path"] is True, row
        assert row.status in ("on_track", "done"), row


def _due(indicator: str, year: int) -> Decimal:
    """Return what the path asks of a year, as it is printed."""
    return {
        "常住人口城镇化率": Decimal(60) + (year - 2020),
        "细颗粒物平均浓度": Decimal(40) - (year - 2020),
        "高新技术企业数": Decimal(100) + 20 * (year - 2020),
        "城镇新增就业": Decimal(1),
        "城镇调查失业率": Decimal("5.5"),
        "地区生产总值增速": Decimal("6.5"),
        "单位地区生产总值能耗降低": (1 - Decimal("0.855") ** (Decimal(1) / 5)) * 100,
    }[indicator]


@given(histories())
def test_no_figure_is_nonsense(observations):
    for row in rows(observations):
        assert row.state == "computed" or row.status is None
        assert row.progress is None or row.progress >= 0
        for number in (row.latest, row.due_value, row.gap, row.needed_rate):
            assert number is None or number.is_finite()
