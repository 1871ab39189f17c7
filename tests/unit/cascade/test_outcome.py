"""What a breakdown comes to says where each statement is told, what becomes a task, and what the superior has fixed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from lantu import reading
from lantu.cascade.allocation import AreaChoice, AreaMethod, Choice
from lantu.cascade.breakdown import break_down
from lantu.cascade.outcome import Outcome, outcome_of
from lantu.exchange.allocationfile import load_allocation, parse_allocation
from lantu.exchange.csvfile import read_table
from lantu.model.records import Observation

LANHE = Path(__file__).resolve().parents[3] / "examples" / "lanhe"


@cache
def plan():
    return reading.read((LANHE / "plan.md").read_bytes(), "plan.md")


@cache
def lanhe(more: str = "") -> Outcome:
    allocation = parse_allocation(more) if more else load_allocation(LANHE / "allocation.yaml")
    return outcome_of(break_down(plan(), read_table(Observation, LANHE / "baselines.csv"), allocation))


def test_a_statement_that_asks_for_the_same_is_told_with_the_other():
    """The energy intensity stands in the text and in the table; it is broken down once."""
    same = [
        each for each in plan().statements if each.kind == "target" and each.indicator == "单位地区生产总值能耗降低"
    ]
    assert len(same) > 1
    told = {row.target for row in lanhe().rows("zh")} & {each.id for each in same}
    assert len(told) == 1
    assert {lanhe().told_with[each.id] for each in same if each.id not in told} == told


def test_what_is_not_measured_in_the_areas_becomes_their_task():
    names = {each.id: each.indicator for each in plan().statements}
    assert "粮食综合生产能力" in {names[target] for target in lanhe().tasks}
    assert not {row.target for row in lanhe().rows("zh") if row.subject} & set(lanhe().tasks)


@pytest.mark.parametrize(("language", "said"), [("zh", "2026年的2.20%按上级要求定"), ("en", "as the superior asks")])
def test_a_year_that_the_superior_has_fixed_says_so(language, said):
    rows = lanhe().rows(language)
    assert any(said in (row.explanation or "") for row in rows if "能耗降低" in row.indicator and not row.subject)


@pytest.mark.parametrize(
    ("target", "method", "fits"),
    [
        ("城镇新增就业", "shares", True),
        ("城镇新增就业", "classes", False),
        ("城镇新增就业", "pass_through", False),
        ("单位地区生产总值能耗降低", "shares", False),
        ("单位地区生产总值能耗降低", "equal_rate", True),
    ],
)
def test_a_method_that_cannot_share_what_is_asked_is_refused_with_the_reason(
    target: str, method: AreaMethod, fits: bool
):
    allocation = load_allocation(LANHE / "allocation.yaml")
    (held,) = (each for each in allocation.choices if each.target == target)
    assert held.areas is not None
    areas = AreaChoice(method=method, by=held.areas.by, figures=held.areas.figures, reason="试")
    chosen = type(allocation)(choices=(Choice(target=target, areas=areas),), members=allocation.members)
    found = break_down(plan(), read_table(Observation, LANHE / "baselines.csv"), chosen)
    assert any(target in row.indicator and row.subject for row in found.rows) is fits
    assert any("不适合" in remark.said() and target in remark.said() for remark in found.remarks) is not fits
