"""Targets told beside another value: what is asked holds exactly when the numbers say so, for every pair of values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.monitoring.test_in_words_cases import progress_of

TENTHS = st.integers(0, 200).map(lambda tenths: Decimal(tenths) / 10)
WORDS = {
    "高于全省平均水平": lambda own, other: own > other,
    "不高于全省平均水平": lambda own, other: own <= other,
    "不超过全省平均水平": lambda own, other: own <= other,
    "低于全省平均水平": lambda own, other: own < other,
    "不低于全省平均水平": lambda own, other: own >= other,
    "优于全省平均水平": lambda own, other: own < other,  # of unemployment less is better
    "低于全省平均水平1.5个百分点": lambda own, other: own <= other - Decimal("1.5"),
    "高于全省平均水平1.5个百分点以上": lambda own, other: own >= other + Decimal("1.5"),
}


@pytest.mark.parametrize("words", WORDS)
@given(own=TENTHS, other=TENTHS)
def test_what_is_asked_holds_when_the_numbers_say_so(words: str, own: Decimal, other: Decimal) -> None:
    case = {
        "indicator": "城镇调查失业率",
        "cell": words,
        "own": [[2021, "period", own, "%"]],
        "other": [[2021, "period", other, "%"]],
    }
    assert progress_of(case).components["on_path"] is WORDS[words](own, other)
