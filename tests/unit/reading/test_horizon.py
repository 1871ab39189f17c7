"""The years and the area read from titles of our own."""

from __future__ import annotations

import pytest

from lantu.reading.extraction.horizon import find_horizon

TITLES = [
    ("蓝河市第十四个五年规划和2035年远景目标纲要", "plan", 2021, 2025, None, "蓝河市"),
    ("蓝河市国民经济和社会发展\n第十五个五年规划纲要\n目录", "plan", 2026, 2030, None, "蓝河市"),
    ("中共蓝河市委关于制定蓝河市国民经济和社会发展第十五个五年规划的建议", "plan", 2026, 2030, None, "蓝河市"),
    ("蓝河省“十四五”水利发展规划", "plan", 2021, 2025, None, "蓝河省"),
    ("蓝河县水利发展规划（2021—2025年）", "plan", 2021, 2025, None, "蓝河县"),
    ("蓝河市数字经济三年行动计划（2023-2025年）", "plan", 2023, 2025, None, "蓝河市"),
    ("2026年蓝河市政府工作报告\n各位代表：", "report", 2026, 2026, 2026, "蓝河市"),
    ("政府工作报告\n——2025年1月9日在蓝河市第七届人民代表大会第五次会议上", "report", 2025, 2025, 2025, "蓝河市"),
    ("政府工作报告\n蓝河市市长 某某\n各位代表：\n一、2026年工作安排", "report", 2026, 2026, 2026, "蓝河市"),
    (
        "蓝河市人民政府关于印发规划纲要的通知\n各县区人民政府：\n蓝河市国民经济和社会发展第十五个五年规划纲要",
        "plan",
        2026,
        2030,
        None,
        "蓝河市",
    ),
    ("2022年蓝河市民生实事项目\n修缮渡口。", "report", 2022, 2022, 2022, "蓝河市"),
    ("2022年蓝河市国民经济和社会发展计划\n面向“十四五”，", "report", 2022, 2022, 2022, "蓝河市"),
    ("蓝河市2030年前碳达峰工作方案\n“十四五”期间，", "plan", 2021, 2025, None, "蓝河市"),
    ("2025年蓝河市重点工作上半年完成情况的通报", "report", 2026, 2026, 2026, "蓝河市"),
    ("蓝河市“十四五”规划纲要实施情况的报告", "plan", 2021, 2025, None, "蓝河市"),
    ("蓝河市“十四五”规划纲要中期评估报告", "plan", 2021, 2025, None, "蓝河市"),
    ("蓝河市“十四五”规划2025年总结评估报告", "plan", 2021, 2025, None, "蓝河市"),
    ("蓝河自治州国民经济和社会发展第十三个五年规划纲要", "plan", 2016, 2020, None, "蓝河自治州"),
]


@pytest.mark.parametrize(("text", "kind", "start", "end", "work", "area"), TITLES)
def test_titles(text: str, kind: str, start: int, end: int, work: int | None, area: str) -> None:
    horizon = find_horizon(text)
    assert horizon is not None
    assert (horizon.kind, horizon.start, horizon.end, horizon.year_of_work) == (kind, start, end, work)
    assert horizon.area == area


@pytest.mark.parametrize(
    ("title", "base"),
    [
        ("蓝河市“十四五”规划纲要", 2020),
        ("2026年蓝河市政府工作报告", 2025),
        ("蓝河市2025年统计公报", 2025),
        ("蓝河市“十四五”规划纲要实施情况的报告", 2025),
        ("蓝河市“十四五”规划2025年总结评估报告", 2025),
        ("蓝河市“十四五”规划纲要中期评估报告", 2023),
    ],
)
def test_the_last_year_that_is_past(title: str, base: int) -> None:
    horizon = find_horizon(title)
    assert horizon is not None
    assert horizon.base == base


@pytest.mark.parametrize("text", ["", "\n\n", "今天天气很好。", "某单位通知"])
def test_no_horizon(text: str) -> None:
    assert find_horizon(text) is None


def test_the_title_is_the_plans_own_not_the_notice() -> None:
    horizon = find_horizon("蓝河市人民政府关于印发水利规划的通知\n蓝河市水利发展规划（2021—2025年）")
    assert horizon is not None
    assert horizon.title == "蓝河市水利发展规划（2021—2025年）"


@pytest.mark.parametrize(
    ("title", "only_past"),
    [
        ("蓝河市“十四五”规划纲要实施情况的报告", True),
        ("蓝河市“十四五”规划纲要中期评估报告", False),
        ("蓝河市2025年统计公报", True),
        ("2025年蓝河市重点工作上半年完成情况的通报", True),
        ("蓝河市“十四五”规划纲要", False),
    ],
)
def test_an_account_promises_nothing(title: str, only_past: bool) -> None:
    horizon = find_horizon(title)
    assert horizon is not None
    assert horizon.only_past is only_past


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("蓝河市2025年统计公报", "2025"),
        ("蓝河市“十四五”规划纲要实施情况的报告", "2021-2025"),
        ("2025年蓝河市重点工作上半年完成情况的通报", None),
        ("蓝河市“十四五”规划纲要", None),
    ],
)
def test_the_years_an_account_tells_of(title: str, told: str | None) -> None:
    horizon = find_horizon(title)
    assert horizon is not None
    assert horizon.told == told
