"""What a plan asks can be answered under the name the plan uses: no key of a question is one that its name does not lead to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from lantu.model.records import Observation
from lantu.monitoring.question import Question
from lantu.monitoring.questions import questions_of
from lantu.monitoring.series import Observations
from lantu.reading import read
from lantu.vocabulary.indicators import Indicator, shipped_indicators

ROOT = Path(__file__).parents[3]
SHARED = sorted((ROOT.parent / "shared" / "data").glob("**/*plan.txt"))
EXAMPLES = sorted((ROOT / "examples").glob("*/plan.md"))
HEAD = "云川市国民经济和社会发展第十四个五年规划纲要\n（2021—2025年）\n第一章 主要目标\n"
OF_COUNTS = (
    "到2025年，{name}达到61{unit}。",
    "五年新增{name}61{unit}。",
    "五年{name}增加61{unit}。",
    "{name}年均增长6.1%。",
)
OF_RATES = ("{name}达到6.1%。",)
OF_SHARES = ("到2025年，{name}达到61%。", "五年{name}提高6.1个百分点。", "{name}每年提高1.1个百分点。")
ANSWERS: dict[str, tuple[str, str]] = {
    "level": ("point", "levels"),
    "sum": ("period", "amounts"),
    "index": ("change_on_year", "changes"),
}


def answered(question: Question) -> bool:
    """Whether a value under the printed name, told as the question is, reaches its series."""
    basis, group = ANSWERS[question.measure]
    unit = question.unit
    if question.rises and question.measure != "index":
        basis, group, unit = "since_baseline", "since", question.statement.unit or ""
    value = Observation(
        indicator=question.statement.indicator,
        period=str(question.start),
        basis=basis,
        value=Decimal(1),
        unit=unit,
        state="final",
        supplier="",
        source="",
    )
    return bool(getattr(Observations([value]).series(question.key, "", question.unit), group))


def unanswered(text: bytes, name: str) -> Iterator[str]:
    plan = read(text, name)
    for question in questions_of(plan, ()).numbered:
        if not answered(question):
            yield f"{question.statement.indicator} ({question.measure}, {question.unit}): {question.key}"


@pytest.mark.parametrize("path", [*EXAMPLES, *SHARED], ids=lambda path: path.stem)
def test_of_a_plan(path: Path) -> None:
    assert list(unanswered(path.read_bytes(), path.name)) == []


@pytest.mark.parametrize("entry", list(shipped_indicators().by_id.values()), ids=lambda entry: entry.id)
def test_of_an_indicator(entry: Indicator) -> None:
    asks = OF_COUNTS if "%" not in entry.units else OF_SHARES if entry.aspect == entry.measure == "level" else OF_RATES
    asked = [each.format(name=entry.zh, unit=entry.units[0] if entry.units else "") for each in asks]
    found = [said for each in asked for said in unanswered((HEAD + each).encode(), "plan.txt")]
    assert found == []


def test_a_stock_adds_nothing_up() -> None:
    """Of every stock in the vocabulary: what is newly added is never answered by the stock itself."""
    stocks = [each for each in shipped_indicators().by_id.values() if each.basis == "point" and "%" not in each.units]
    for entry in stocks:
        plan = read((HEAD + OF_COUNTS[1].format(name=entry.zh, unit=entry.units[0])).encode(), "plan.txt")
        value = Observation(
            indicator=entry.zh,
            period="2021",
            basis="point",
            value=Decimal(1),
            unit=entry.units[0],
            state="final",
            supplier="",
            source="",
        )
        for question in questions_of(plan, ()).numbered:
            if question.measure == "sum":
                assert Observations([value]).series(question.key, "", question.unit).amounts == (), entry.id
