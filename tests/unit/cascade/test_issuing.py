"""Annual targets issued by decision, the superior's values, and what moves when one arrives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lantu.cascade.allocation import Allocation, SuperiorValue
from lantu.cascade.issuing import Issue, better_side, issued, standing
from lantu.cascade.superiors import arrived, moves
from lantu.errors import CascadeError
from lantu.model.annual_targets import AnnualTarget

PATH = AnnualTarget(
    target="s10",
    indicator="地区生产总值增速",
    year=2026,
    comparator=">=",
    value=Decimal("5.5"),
    unit="%",
    line="path",
    rule="equal_rate",
    explanation="各年按同样的速度。",
)
DOCUMENT = "蓝河市第七届人民代表大会第六次会议，2026年1月"
AT = "2026-01-20T17:00:00+08:00"


def issue(**decided: object) -> AnnualTarget:
    return issued(PATH, Issue(**decided), direction="up", reference=DOCUMENT, recorded_at=AT)


def test_an_issued_target_keeps_how_it_was_said():
    row = issue(value=Decimal("5.5"), comparator="approx", text="5.5%左右")
    assert (row.line, row.text, row.comparator, row.reference) == ("issued", "5.5%左右", "approx", DOCUMENT)
    assert (row.target, row.rule, row.recorded_at) == ("s10", "equal_rate", AT)


def test_words_alone_can_be_issued():
    row = issue(value=None, text="完成省下达任务")
    assert (row.value, row.text) == (None, "完成省下达任务")


def test_less_than_the_path_needs_a_reason():
    with pytest.raises(CascadeError, match="K072"):
        issue(value=Decimal(5))
    row = issue(value=Decimal(5), reason="外贸下行，首年留有余地")
    assert row.explanation == "外贸下行，首年留有余地"
    assert issue(value=Decimal(6)).explanation == PATH.explanation


def test_a_cap_is_weakened_upwards():
    cap = replace(PATH, indicator="城镇调查失业率", comparator="<=", value=Decimal("5.5"))
    assert better_side("cap") == "down"
    with pytest.raises(CascadeError, match="K072"):
        issued(cap, Issue(value=Decimal(6)), direction="down", reference=DOCUMENT, recorded_at=AT)


def test_a_decision_names_its_document_and_says_something():
    with pytest.raises(CascadeError, match="K070"):
        issued(PATH, Issue(value=Decimal(6)), direction="up", reference=" ", recorded_at=AT)
    with pytest.raises(CascadeError, match="K071"):
        issue(value=None, text=" ")


def test_what_was_issued_last_stands_before_what_was_computed():
    first = issue(value=Decimal("5.5"))
    second = replace(first, value=Decimal(6), recorded_at="2026-08-01T09:00:00+08:00")
    rolled = replace(PATH, line="rolled", value=Decimal("5.8"))
    assert [row.value for row in standing([second, PATH, first, rolled])] == [6]
    assert [row.value for row in standing([PATH, rolled])] == [Decimal("5.8")]
    assert [row.year for row in standing([replace(PATH, year=2027), PATH])] == [2026, 2027]


def test_a_superior_value_that_comes_again_stands_beside_the_one_before():
    value = SuperiorValue(indicator="gdp-growth", year=2026, value=Decimal(5), standing="issued", reference="省一号")
    once = arrived(Allocation(), value)
    twice = arrived(once, replace(value, value=Decimal("5.5"), reference="省二号"))
    assert [(each.value, each.standing) for each in twice.superiors] == [(5, "issued"), (Decimal("5.5"), "reissued")]


def test_one_list_shows_all_that_moves():
    before = [PATH, replace(PATH, year=2027), replace(PATH, target="s99", text="与经济增长同步", value=None)]
    after = [replace(PATH, value=Decimal(6)), before[2], replace(PATH, target="s11", value=Decimal(1))]
    found = moves(before, after)
    assert [(m.target, m.year, m.before, m.after) for m in found] == [
        ("s10", 2026, Decimal("5.5"), 6),
        ("s10", 2027, Decimal("5.5"), None),
        ("s11", 2026, None, 1),
    ]
    assert [m.change for m in found] == [Decimal("0.5"), None, None]
    assert moves(before, reversed(before)) == ()
