"""A document whose mark stands in the header of its pages is refused at the door like one that bears it in its text."""

from __future__ import annotations

import io

import pytest
from docx import Document

from lantu.errors import UsageError
from lantu_web.plans.bringing_in import looked_at


def document(header: str) -> bytes:
    made = Document()
    made.add_paragraph("到2030年，蓝河市地区生产总值达到2430亿元。")
    made.sections[0].header.paragraphs[0].text = header
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def test_a_mark_in_the_header_of_the_pages():
    with pytest.raises(UsageError) as refused:
        looked_at(document("秘密★1年"), "规划.docx")
    assert refused.value.code == "W001"


def test_another_header():
    assert looked_at(document("征求意见稿"), "规划.docx").text
