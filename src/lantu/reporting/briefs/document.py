"""A page as a document in official layout (GB/T 9704-2012: A4, margins, letters, lines).

The letters the standard asks for (方正小标宋, 仿宋_GB2312, 楷体_GB2312, 黑体) are named and not carried along; where a machine
lacks them the office program takes its own. Source of the measures: GB/T 9704-2012, sections 5 and 7.
"""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from lantu.errors import Language, message
from lantu.reporting.briefs.brief import Brief, Figure

TITLE, BODY, HEAD, ASIDE = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
_LATIN = "Times New Roman"
_TITLE_SIZE, _BODY_SIZE, _TABLE_SIZE = Pt(22), Pt(16), Pt(12)
_LINE = Pt(28)
_WIDTHS = (40, 32, 56, 28)  # millimetres; together the width between the margins
_CHARACTER = Pt(16)


def brief_docx(page: Brief, language: Language | str = Language.ZH) -> bytes:
    """Return a page as a Word document.

    Args:
        page: The page.
        language: Language of its headings.
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    document.core_properties.title = page.title
    _line(document, page.title, TITLE, _TITLE_SIZE, centred=True)
    _line(document, page.about, ASIDE, Pt(14), centred=True)
    for sentence in page.headline:
        _line(document, sentence, BODY, _BODY_SIZE, indented=True)
    if page.figures:
        _line(document, message("M625", language), HEAD, _BODY_SIZE, indented=True)
        _table(document, page, language)
    if page.problems:
        _line(document, message("M626", language), HEAD, _BODY_SIZE, indented=True)
        for place, each in enumerate(page.problems, 1):
            owner = message("M622", language, owner=each.owner)
            _line(
                document, f"{place}. {each.indicator}：{each.said}{each.needed}{owner}", BODY, _BODY_SIZE, indented=True
            )
    if page.changes:
        _line(document, message("M627", language), HEAD, _BODY_SIZE, indented=True)
        for change in page.changes:
            _line(document, change, BODY, _BODY_SIZE, indented=True)
    for phrase in page.phrases:
        _line(document, phrase, BODY, _BODY_SIZE, indented=True)
    for note in page.notes:
        _line(document, f"{message('M624', language)}{note}", ASIDE, _TABLE_SIZE)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _line(
    document: object, text: str, letters: str, size: Pt, *, centred: bool = False, indented: bool = False
) -> None:
    paragraph = document.add_paragraph()  # type: ignore[attr-defined]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = _LINE if size >= _BODY_SIZE else Pt(18)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indented:
        paragraph.paragraph_format.first_line_indent = 2 * _CHARACTER
    _write(paragraph, text, letters, size)


def _write(paragraph: object, text: str, letters: str, size: Pt) -> None:
    run = paragraph.add_run(_clean(text))  # type: ignore[attr-defined]
    run.font.name, run.font.size = _LATIN, size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), letters)


def _clean(text: str) -> str:
    """Return a text without what a document cannot carry."""
    return "".join(letter for letter in text if letter in "\n\t" or ord(letter) >= 32)


def _table(document: object, page: Brief, language: Language | str) -> None:
    heads = [message(code, language) for code in ("M630", "M631", "M632", "M633")]
    table = document.add_table(rows=1, cols=len(heads))  # type: ignore[attr-defined]
    table.style = "Table Grid"
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _cell(cell, head, HEAD)
    for each in page.figures:
        for cell, text in zip(table.add_row().cells, _cells(each, language), strict=True):
            _cell(cell, text, BODY)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Mm(width)


def _cells(each: Figure, language: Language | str) -> tuple[str, str, str, str]:
    joint = "；" if str(language) == Language.ZH else "; "
    mark = f"（{message('M634', language)}）" if each.binding else ""
    waiting = f"（{message('M635', language)}）" if each.waiting else ""
    return f"{each.indicator}{mark}", f"{each.value}\n{each.of}", joint.join(each.details), f"{each.wording}{waiting}"


def _cell(cell: _Cell, text: str, letters: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    _write(paragraph, text, letters, _TABLE_SIZE)
