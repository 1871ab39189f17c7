"""A page as a Word document, in official layout (GB/T 9704-2012) or on one sheet.

The letters the standard asks for (方正小标宋, 仿宋_GB2312, 楷体_GB2312, 黑体) are named and not carried along; where a machine
lacks them the office program takes its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from lantu.errors import Language
from lantu.reporting.briefs.brief import Brief
from lantu.reporting.briefs.sections import heads_of, note_of, parts_of, rows_of
from lantu.reporting.briefs.sheet import Sheet, sheet_of, widths_of

TITLE, BODY, HEAD, ASIDE = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
_LATIN = "Times New Roman"


def brief_docx(page: Brief, language: Language | str = Language.ZH) -> bytes:
    """Return a page as a Word document.

    Args:
        page: The page.
        language: Language of its headings.
    """
    sheet = sheet_of(page, language)
    document = _laid_out(page, sheet)
    _line(document, page.title, TITLE, sheet.title, sheet.title * 1.3, centred=True)
    _line(document, page.about, ASIDE, sheet.table, sheet.table * 1.5, centred=True)
    for sentence in page.headline:
        _sentence(document, sentence, BODY, sheet)
    for part in parts_of(page, language):
        _sentence(document, part.head, HEAD, sheet)
        if part.is_table:
            _table(document, heads_of(page, language), rows_of(page, language), sheet)
        for line in part.lines:
            _sentence(document, line, BODY, sheet)
    note = note_of(page, language)
    for phrase in page.phrases:
        _sentence(document, phrase, BODY, sheet).paragraph_format.keep_with_next = bool(note)
    if note:
        _line(document, note, ASIDE, sheet.table, sheet.table * 1.5)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _laid_out(page: Brief, sheet: Sheet) -> Any:
    """Return an empty document of A4 with its margins, its title, and a number on every page but that of a single sheet."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(sheet.top), Mm(sheet.bottom)
    section.left_margin, section.right_margin = Mm(sheet.left), Mm(sheet.right)
    document.core_properties.title = page.title
    if not page.one_page:
        _number(section.footer.paragraphs[0])
    return document


def _number(paragraph: Any) -> None:
    """Let a paragraph of the footer bear the number of its page between dashes (GB/T 9704-2012, 7.5)."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, "— ", BODY, 14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    _write(paragraph, " —", BODY, 14)


def _sentence(document: Any, text: str, letters: str, sheet: Sheet) -> Any:
    paragraph = _line(document, text, letters, sheet.body, sheet.line)
    paragraph.paragraph_format.first_line_indent = Pt(2 * sheet.body)
    return paragraph


def _line(document: Any, text: str, letters: str, size: float, line: float, *, centred: bool = False) -> Any:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(line)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, text, letters, size)
    return paragraph


def _write(paragraph: Any, text: str, letters: str, size: float) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.name, run.font.size = _LATIN, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), letters)


def _clean(text: str) -> str:
    """Return a text without what a document cannot carry."""
    return "".join(letter for letter in text if letter in "\n\t" or ord(letter) >= 32)


def _table(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], sheet: Sheet) -> None:
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _cell(cell, head, HEAD, sheet)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _cell(cell, text, BODY, sheet)
    for column, width in zip(table.columns, widths_of(heads, rows, sheet), strict=True):
        column.width = Pt(width)  # what LibreOffice and WPS go by
        for cell in column.cells:
            cell.width = Pt(width)  # what Word goes by
    _mark(table.rows[0], "w:tblHeader")
    for row in table.rows:
        _mark(row, "w:cantSplit")


def _mark(row: _Row, what: str) -> None:
    """Let a row be repeated on every page, or stay in one piece."""
    row._tr.get_or_add_trPr().append(OxmlElement(what))


def _cell(cell: _Cell, text: str, letters: str, sheet: Sheet) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(sheet.table * 1.3)
    _write(paragraph, text, letters, sheet.table)
