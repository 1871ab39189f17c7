"""The statement cases that planners can read: a sentence, and what the reader must make of it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.model.records import Statement
from lantu.reading import read

CASES = Path(__file__).resolve().parents[2] / "cases" / "statements"
TASKS = "第二章 重点任务\n第一节 主要工作\n{text}\n"
REVIEW = (
    "第一章 发展回顾\n“十四五”时期，全市经济社会发展取得显著成就，规划主要目标任务圆满完成。\n{text}\n"
    "第二章 重点任务\n到2030年，推动各项事业迈上新台阶。\n"
)


@cache
def cases(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((CASES / name).read_text("utf-8"))


def statements_of(frame: str, text: str) -> list[Statement]:
    document = frame.format(text=text)
    found = read(document.encode(), "case.txt", start=2026, end=2030).statements
    start = document.index(text)
    return [s for s in found if start <= s.start < start + len(text)]


def printed(value: Any) -> tuple[Decimal, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(Decimal(str(v)) for v in values)


def check(found: list[Statement], expected: list[dict[str, Any]]) -> None:
    assert len(found) == len(expected), [(s.indicator, str(s.value), s.unit) for s in found]
    for statement, wanted in zip(found, expected, strict=True):
        for field, value in wanted.items():
            if field == "value":
                high = () if statement.value_high is None else (statement.value_high,)
                assert (statement.value, *high) == printed(value)
            else:
                assert getattr(statement, field) == value, (field, statement)


@pytest.mark.parametrize(
    "case",
    [*cases("targets.yaml"), *cases("governance.yaml"), *cases("forms.yaml"), *cases("names.yaml")],
    ids=lambda case: case["name"],
)
def test_target(case: dict[str, Any]) -> None:
    check(statements_of(TASKS, case["text"]), case["expect"])


@pytest.mark.parametrize("case", cases("reviews.yaml"), ids=lambda case: case["name"])
def test_review(case: dict[str, Any]) -> None:
    check(statements_of(REVIEW, case["text"]), case["expect"])


@pytest.mark.parametrize("case", cases("not_values.yaml"), ids=lambda case: case["name"])
def test_number_that_is_no_value(case: dict[str, Any]) -> None:
    found = statements_of(TASKS, case["text"])
    assert [s for s in found if s.kind != "context" and s.measure != "count_list"] == []


@pytest.mark.parametrize("topic", ["做强水工装备", "打造水工装备产业集群", "改革步子更加扎实"])
def test_a_topic_is_not_what_is_measured(topic: str) -> None:
    document = TASKS.format(text=f"第二节 {topic}\n到2030年，达到500亿元。\n{topic}。到2030年达到300亿元，增长5%。")
    reading = read(document.encode(), "case.txt", start=2026, end=2030)
    assert [s for s in reading.statements if s.text[-2:] in ("亿元", "5%")] == []
    assert [(u.text, u.reason) for u in reading.unread] == [
        ("达到500亿元", "unreadable_value"),
        ("达到300亿元", "unreadable_value"),
        ("增长5%", "unreadable_value"),
    ]


@pytest.mark.parametrize(
    ("heading", "period"),
    [("", "2022"), ("二、2023年安排\n", "2023"), ("二、“十四五”时期目标和2022年安排\n", None)],
    ids=["the title governs", "a heading is nearer", "a heading of two periods governs with neither"],
)
def test_the_year_in_the_title(heading: str, period: str | None) -> None:
    document = f"2022年蓝河市民生实事项目\n{heading}1.新建渡口3处。\n2.更新渡船20艘。\n"
    assert {s.period for s in read(document.encode(), "case.txt").statements} == {period}


def test_what_was_done_under_a_plan_is_no_target() -> None:
    document = "蓝河市“十四五”规划纲要实施情况的报告\n一、总体情况\n“十四五”期间，全市渡口达到12处，渡船数年均增长3%。"
    assert {s.kind for s in read(document.encode(), "case.txt").statements} == {"baseline"}


def test_a_share_of_a_thing_is_doubted() -> None:
    document = TASKS.format(text="休闲渔业从15%提高到20%，休闲渔业占比从15%提高到20%。")
    found = read(document.encode(), "case.txt", start=2026, end=2030).statements
    assert [s.confidence < 0.7 for s in found] == [True, True, False, False]


@pytest.mark.parametrize("heading", ["主要目标", "重点任务", "发展成效"])
def test_what_a_section_is_for_is_part_of_no_name(heading: str) -> None:
    document = TASKS.format(text=f"第二节 {heading}\n到2030年，产业投资达到500亿元。")
    found = read(document.encode(), "case.txt", start=2026, end=2030).statements
    assert [s.indicator for s in found] == ["产业投资"]


def test_an_addition_of_nothing_named_is_left_unread() -> None:
    reading = read(TASKS.format(text="“十五五”期间新增10万人。").encode(), "case.txt", start=2026, end=2030)
    assert [s.text for s in reading.statements] == []
    assert [u.reason for u in reading.unread] == ["unreadable_value"]


def test_more_numbers_than_names_are_doubted() -> None:
    document = TASKS.format(text="水路货运量达到700万吨，分别增长4%和6%。")
    found = read(document.encode(), "case.txt", start=2026, end=2030).statements
    assert [s.confidence < 0.5 for s in found] == [False, True, True]


def test_an_account_halfway_tells_the_years_gone_from_those_to_come() -> None:
    document = (
        "蓝河市“十四五”规划纲要中期评估报告\n一、总体情况\n2023年，全市渡口达到12处。到2025年，全市渡口达到15处。"
    )
    reading = read(document.encode(), "case.txt")
    assert [(s.kind, s.period) for s in reading.statements] == [("baseline", "2023"), ("target", "2025")]
    assert (reading.head.start, reading.head.end) == (2021, 2025)


def test_percentage_points_of_one_year_are_growth_of_that_year() -> None:
    document = "2026年蓝河市政府工作报告\n一、2025年工作回顾\n2025年，税收占比提高2.6个百分点，圆满完成目标任务。\n二、2026年工作安排\n加快建设。"
    found = read(document.encode(), "case.txt").statements
    assert [(s.measure, s.period, s.kind) for s in found] == [("growth_annual", "2025", "baseline")]


def test_the_number_of_a_paragraph_is_no_part_of_a_name() -> None:
    document = TASKS.format(text="10.新开工棚户区改造130套，新建渡口3处。")
    found = read(document.encode(), "case.txt", start=2026, end=2030).statements
    assert [(s.indicator, s.measure) for s in found] == [("新开工棚户区改造", "increment"), ("新建渡口", "increment")]
