"""Reading holds on any text: it never raises, its addresses lie on the original, its work is linear."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.errors import DocumentError
from lantu.model.text import MappedText
from lantu.reading import read
from lantu.reading.extraction.outline import outline
from lantu.reading.extraction.statements import read_statements

CHARACTERS = "第一章节、（）“”《》，。；：\n到年达分别均从由提高至新增建设培育力争每占比亿万千百十半成倍%个家户项名人次第前位强居全国"
WORDS = "2030年 “十五五”期间 1.4 万户 3000余家 2—3个 5%以上 力争 全覆盖 翻一番 18/10万 (zì) 經濟".split()
PIECES = st.sampled_from([*CHARACTERS, *WORDS, "\t", " "])
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def check(text: str) -> None:
    data = text.encode()
    try:
        reading = read(data, "any.txt", start=2026, end=2030)
    except DocumentError:
        return
    for record in (*reading.statements, *reading.passages, *reading.unread):
        assert 0 <= record.start <= record.end <= len(reading.document.text)
    for statement in reading.statements:
        place = int(statement.id[1:].split("-")[0])
        assert statement.start <= place < statement.end
        assert reading.document.text[statement.start : statement.end] == statement.text
        assert 0 < statement.confidence <= 1
    assert len({s.id for s in reading.statements}) == len(reading.statements)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_reading_any_plan_like_text(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_reading_any_text(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_reading_any_bytes_raises_only_document_errors(data: bytes) -> None:
    with suppress(DocumentError):
        document = read(data, "any.bin").document
        assert document.text.strip() or not document.was_read, "what holds no text says that it was not read"


HOSTILE = [
    "1",
    "一",
    "1亿",
    "、5个",
    "达1%，",
    "从1个",
    "分别",
    "“1",
    "（1",
    "到2030年",
    "新增5个",
    "前",
    "第一",
    "居",
    "均1",
    "的1个",
    "\n一、1个",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_is_linear(piece: str) -> None:
    """Ten times the text takes about ten times as long; a quadratic step would take a hundred times."""
    small, large = (_seconds(piece, size) for size in (20_000, 200_000))
    assert large < 1.0 + 30 * small


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1", "，5个", "1亿元、"])
def test_ten_million_characters_end(piece: str) -> None:
    assert _seconds(piece, 10_000_000) < 300


def _seconds(piece: str, size: int) -> float:
    text = piece * (size // len(piece))
    begin = time.process_time()
    read_statements(MappedText.of(text), outline(text, None), None)
    return time.process_time() - begin
