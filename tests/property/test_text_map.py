"""Properties of the clean text and of its way back to the original."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.chinese.cleaning import clean

PIECES = st.sampled_from(
    [
        *"藍河市發展规划绿地年月乾著，。、；：“”（）《》,;:?!()\"'%.-—－～· \u3000\xa0\u200b\ufeff\t\n\r０１２３４５６７８９0123456789₂ＡｂAbc㎡㎞％．，",
        "蓝(lán)",
        "河（hé）",
        "市(x)",
        "龍?zhí)秴^(qū)",
        "規?;N",
        "??",
        "— 12 —\n",
        "第 3 页 共 9 页\n",
        "第一章 ",
        "一、",
        "1,000",
        "PM\n2.5\n",
        "  ",
        "……5",
        "\ufffd",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_every_span_lies_inside_the_original_and_in_order(text: str) -> None:
    cleaned = clean(text)
    before = 0
    for index in range(len(cleaned.mapped.text)):
        start, end = cleaned.mapped.original_span(index, index + 1)
        assert before <= start <= end <= len(text)
        before = start
    for site in cleaned.unread:
        assert text[site.start : site.end] == site.text


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_a_digit_stands_for_the_same_digit(text: str) -> None:
    mapped = clean(text).mapped
    for index, char in enumerate(mapped.text):
        if char.isascii() and char.isdigit():
            start, end = mapped.original_span(index, index + 1)
            assert int(char) in [unicodedata.digit(printed, -1) for printed in text[start:end]]


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).mapped.text
    assert clean(once).mapped.text == once


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_cleaned_without_an_error(text: str) -> None:
    clean(text)


@pytest.mark.parametrize(
    "piece",
    ["?)", "(a)", "好(", " ", "好 ", "(", "龍?zhí)秴^", "?;好", "好\n", "——1——\n", '"好', "，,", "\ufffd", "1,"],
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    clean("蓝河")
    start = time.process_time()
    clean("龍?zhí)秴^(qū)" + piece * (200_000 // len(piece)))
    assert time.process_time() - start < 8
