"""Workbooks are read cell by cell: what is stored, what is shown, what is hidden; hostile ones are refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook as Book
from openpyxl.comments import Comment

from lantu.errors import DocumentError
from lantu.exchange.observations.sheets import Fault, Number, letters
from lantu.exchange.observations.textfile import read_text_file
from lantu.exchange.observations.workbook import read_workbook


def saved(book: Book) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a workbook with the text of one part changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content.decode()) if entry.filename == part else content)
    return written.getvalue()


def small() -> Book:
    book = Book()
    book.active.title = "数据"
    book.active.append(["指标", "2024年"])
    book.active.append(["地区生产总值", 1580.25])
    return book


SHEET = "xl/worksheets/sheet1.xml"


def test_cells_are_what_is_stored_and_what_is_shown():
    book = small()
    cell = book.active["C2"]
    cell.value, cell.number_format = 0.561, "0.0%"
    book.active["D2"] = date(2025, 6, 1)
    book.active["D2"].number_format = 'yyyy"年"m"月"'
    book.active["B2"].comment = Comment("核对过", "")
    (sheet,) = read_workbook(saved(book), "表.xlsx").sheets
    assert sheet.name == "数据"
    assert sheet.own(2, 1) == Number(Decimal("1580.25"))
    assert sheet.own(2, 2) == Number(Decimal("0.561"), "56.1%", "percent")
    assert (sheet.own(2, 3).shown, sheet.own(2, 3).style) == ("2025年6月", "date")
    assert sheet.place(2, 3) == "数据!D2"


def test_days_may_be_counted_from_1904():
    book = small()
    book.active["C2"] = 1
    book.active["C2"].number_format = "yyyy-mm-dd"
    data = changed(
        saved(book), "xl/workbook.xml", lambda text: re.sub("<workbookPr[^>]*/>", '<workbookPr date1904="1"/>', text)
    )
    (sheet,) = read_workbook(data, "表.xlsx").sheets
    assert sheet.own(2, 2).shown == "1904年1月2日"


def test_formulas_are_told_from_values_with_and_without_a_result():
    book = small()
    book.active["C2"] = "=B2*2"
    data = saved(book)
    assert read_workbook(data, "表.xlsx").sheets[0].own(2, 2) == Fault("uncomputed", "=B2*2")
    stored = changed(data, SHEET, lambda text: re.sub(r"(</f>)<v\s*/?>(?:</v>)?", r"\1<v>3160.5</v>", text))
    assert read_workbook(stored, "表.xlsx").sheets[0].own(2, 2) == Number(Decimal("3160.5"), computed=True)


def test_merged_ranges_and_hidden_parts_are_known():
    book = small()
    book.active.merge_cells("A3:B4")
    book.active["A3"] = "合并"
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("旧表").sheet_state = "veryHidden"
    found = read_workbook(saved(book), "表.xlsx")
    (sheet,) = found.sheets
    assert (sheet.text(3, 1), sheet.own(3, 1)) == ("合并", None)
    assert (sheet.hidden_rows, sheet.hidden_columns, found.hidden) == ({2}, {1}, ("旧表",))


def test_strict_files_have_another_namespace():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = changed(
        saved(small()), SHEET, lambda text: text.replace(main, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    )
    assert read_workbook(data, "表.xlsx").sheets[0].own(2, 1) == Number(Decimal("1580.25"))


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        (SHEET, lambda text: f'<!DOCTYPE a [<!ENTITY b "c">]>{text}', "D016"),
        (SHEET, lambda text: text[: len(text) // 2], "D011"),
        ("xl/workbook.xml", lambda text: "", "D011"),
    ],
)
def test_damaged_and_hostile_ones_are_refused(part, change, code):
    with pytest.raises(DocumentError) as refused:
        read_workbook(changed(saved(small()), part, change), "表.xlsx")
    assert refused.value.code == code


def test_an_archive_that_swells_is_refused():
    data = changed(saved(small()), SHEET, lambda text: text)
    written = io.BytesIO(data)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", b"\0" * 50_000_000)
    with pytest.raises(DocumentError) as refused:
        read_workbook(written.getvalue(), "表.xlsx")
    assert refused.value.code == "D015"


def test_a_merged_range_over_whole_columns_costs_nothing():
    data = changed(
        saved(small()),
        SHEET,
        lambda text: text.replace(
            "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="C1:XFD1048576"/></mergeCells>'
        ),
    )
    assert len(read_workbook(data, "表.xlsx").sheets[0].tops) == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_comes_in_the_encodings_and_marks_of_offices(encoding, mark):
    text = f"指标{mark}单位{mark}2024年\n地区生产总值{mark}亿元{mark}1580\n"
    sheet = read_text_file(text.encode(encoding), "表.csv")
    assert sheet.rows == {1: ["指标", "单位", "2024年"], 2: ["地区生产总值", "亿元", "1580"]}


def test_columns_have_letters():
    assert [letters(at) for at in (0, 25, 26, 16383)] == ["A", "Z", "AA", "XFD"]
