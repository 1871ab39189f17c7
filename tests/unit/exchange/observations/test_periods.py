"""What tables say of time is read whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lantu.exchange.observations.periods import find_period, is_ambiguous, period

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases" / "observations" / "periods.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case[0]))
def test_a_text_is_a_period_or_none(case):
    text, code, *said = case
    span = period(text)
    if code is None:
        assert span is None
        return
    assert span is not None
    assert (span.part if "part" in said else span.code) == code
    assert span.moment == ("moment" in said)
    assert "part" in said or span.from_january == ("january" in said)


def test_what_a_spreadsheet_makes_of_october_is_told_apart_from_what_is_no_period():
    assert is_ambiguous("2025.1")
    assert not is_ambiguous("2025.10")


@pytest.mark.parametrize(
    ("inner", "outer", "code"),
    [
        ("6月", "2025年", "2025-06"),
        ("上年同期", "2025年1-6月", "2024-06"),
        ("2024年同期", "2025年上半年", "2024H1"),
        ("本期", "2025年1-6月", "2025-06"),
        ("全年", "2025年1-6月", "2025"),
        ("2024年末", "2025年1-6月", "2024"),
        ("上年", "2025年", "2024"),
        ("上年", "2025年1-6月", None),
        ("2024年", "2025年1-6月", None),
    ],
)
def test_a_period_is_completed_by_what_stands_round_it(inner, outer, code):
    assert period(inner).within(period(outer)).code == code


def test_row_and_column_make_one_period_or_contradict_each_other():
    assert period("1-6月").joined(period("2025年")).code == "2025-06"
    assert period("2025年").joined(period("2024年6月")) is None
    assert period("6月").joined(period("2025年7月")) is None


@pytest.mark.parametrize(
    ("title", "code", "rest"),
    [
        ("吉林市2025年1-6月固定资产投资", "2025-06", "吉林市固定资产投资"),
        ("主要指标（2025年6月）", "2025-06", "主要指标"),
        ("2024年各县区地区生产总值", "2024", "各县区地区生产总值"),
    ],
)
def test_the_period_of_a_title(title, code, rest):
    span, left = find_period(title)
    assert (span.code, left) == (code, rest)


@pytest.mark.parametrize("title", ["2021-2025年规划指标", "第12号文件", "附件3"])
def test_other_numbers_of_a_title_are_no_period(title):
    found = find_period(title)
    assert found is None or found[0].code is None
