"""Whatever is done to a file, opening it gives a document or an error with a code and a next step, never anything else."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.reading.formats import making, raw
from tests.unit.reading.formats.mutating import mutated, mutated_inside

from lantu.errors import DocumentError
from lantu.reading.formats import office, open_document

SEEDS = st.integers(0, 2**32)
LINES = 60  # of the example


@pytest.fixture(autouse=True)
def no_office(monkeypatch):
    """Files that change into old office files are not given to another program hundreds of times."""
    monkeypatch.setattr(office, "converter", lambda: None)


@cache
def good(kind: str) -> bytes:
    text = "\n".join(making.PLAN.read_text("utf-8").split("\n")[:LINES])
    if kind == "pdf":
        return making.as_pdf(text) if making.has_font() else raw.scan(2)
    return {
        "docx": making.as_docx,
        "numbered": making.as_numbered_docx,
        "html": making.as_html,
        "xlsx": making.as_xlsx,
    }[kind](text)


def holds(data: bytes, name: str) -> None:
    try:
        document = open_document(data, name)
    except DocumentError as refused:
        refused.text("zh")  # the facts of the message are all given
        refused.text("en")
        return
    document.text.encode()
    ends = [0]
    for block in document.blocks:
        assert ends[-1] <= block.start < block.end <= len(document.text)
        ends.append(block.end)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["docx", "numbered", "pdf", "html", "xlsx"]), SEEDS)
def test_spoilt_bytes(kind, seed):
    holds(mutated(good(kind), random.Random(seed)), f"plan.{kind}")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["docx", "numbered", "xlsx"]), SEEDS)
def test_spoilt_parts_of_a_sound_archive(kind, seed):
    holds(mutated_inside(good(kind), random.Random(seed)), "plan.docx")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"{\\rtf1"]),
    st.binary(max_size=300),
)
def test_any_bytes(start, rest):
    holds(start + rest, "plan.pdf")


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("<>/=\"' &;#-!ptdrbalioxg3到\n\t"), max_size=200))
def test_any_markup(page):
    holds(f"<html><body>到{page}".encode(), "plan.html")


TAGS = st.sampled_from("p div table tr td th ul ol li b a br h1 section header pre script".split())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.booleans(), TAGS, st.text("甲乙1 \n", max_size=4)), max_size=60))
def test_tags_in_any_order(tags):
    page = "".join(f"<{'/' if close else ''}{tag}>{words}" for close, tag, words in tags)
    holds(f"<html><body>到{page}".encode(), "plan.html")
