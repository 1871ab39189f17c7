"""Marks of state secrets are found where offices put them, and words that merely hold the characters are none."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from tests.golden.observations.making import saved_again

from lantu.exchange.observations.secrecy import mark_of
from lantu.reading.secrecy import mark_beside, secret_mark

OFFICE = next((path for path in map(shutil.which, ("soffice", "libreoffice")) if path), None)


@pytest.mark.parametrize(
    "text",
    [
        "机密★3年\n蓝河市统计月报",
        "绝 密 ★ 长期",
        "秘密☆1年",
        "000001\n机密\n特急",
        ",,秘密,,\n指标,2025年\n",
        "密级：机密\n正文",
        "密 级:秘密★",
    ],
)
def test_a_mark_on_the_first_page(text):
    assert secret_mark(text)


@pytest.mark.parametrize(
    "text",
    [
        "企业数据属商业秘密，不得外传。",
        "密级：公开\n机密计算产业产值,12",
        "严守国家秘密。做好保密工作",
        "工作秘密\n内部资料",
        "秘密投票",
        "密级：内部",
        "列入秘密级管理的设备",
    ],
)
def test_words_that_hold_the_characters(text):
    assert secret_mark(text) is None


def book(**where: str) -> bytes:
    made = Workbook()
    sheet = made.active
    for row in (["指标", "2025年"], ["地区生产总值", 1860], *(["指标", row] for row in range(500))):
        sheet.append(row)
    if "cell" in where:
        sheet.append([None, where["cell"]])
    if "header" in where:
        sheet.oddHeader.right.text = where["header"]
    if "even" in where:
        sheet.evenFooter.left.text, sheet.evenFooter.left.font = where["even"], "宋体,常规"
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def docx(*, header: str = "", footer: str = "", body: str = "蓝河市发展规划") -> bytes:
    made = Document()
    made.add_paragraph(body)
    made.sections[0].header.paragraphs[0].add_run(header[:1])
    made.sections[0].header.paragraphs[0].add_run(header[1:])
    made.sections[0].footer.paragraphs[0].text = footer
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def with_part(data: bytes, part: str, content: str) -> bytes:
    written = io.BytesIO(data)
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(part, content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "mark"),
    [
        (book(header="秘密★1年"), "秘密★1年"),
        (book(even="机 密"), "机 密"),
        (book(cell="绝密"), "绝密"),
        (book(cell="密级：机密"), "密级：机密"),
        (with_part(book(), "xl/drawings/drawing1.xml", "<a:p><a:r><a:t>机密★长期</a:t></a:r></a:p>"), "机密★长期"),
        (docx(header="机密★3年"), "机密★3年"),
        (docx(footer="秘密　第 1 页"), "秘密"),
        (with_part(docx(), "word/header9.xml", '<v:textpath style="x" string="绝密"/>'), "绝密"),
    ],
)
def test_a_mark_where_reading_does_not_look(data, mark):
    assert mark_beside(data, "文件") == mark
    assert mark_of(data, "文件") == mark


@pytest.mark.parametrize(
    "data",
    [
        book(header="内部资料 注意保密", cell="商业秘密"),
        book(cell="电子政务内网（机密级）改造项目"),
        book(cell="机密 计算中心（一期）"),
        docx(header="蓝河市保密局", footer="涉及商业秘密的除外，机密性要求见附件一，有关单位须按规定执行并妥善保管"),
        b"PK\x03\x04 damaged",
        b"",
    ],
)
def test_pages_without_a_mark(data):
    assert mark_of(data, "文件") is None


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-calc")
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_a_mark_in_workbooks_of_other_forms(form, tmp_path: Path):
    saved = saved_again({"marked": book(header="秘密★1年"), "plain": book()}, form, tmp_path, OFFICE or "")
    assert mark_of(saved["marked"], f"表.{form}") == "秘密★1年"
    assert mark_of(saved["plain"], f"表.{form}") is None
