"""A refused file with its wrong cells marked: a list of all of them in front, each leading to its cell."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname

from lantu.errors import Language, LantuError, message
from lantu.exchange.observations.report import PlacedError
from lantu.exchange.observations.sheets import shown
from lantu.exchange.observations.textfile import read_text_file
from lantu.reading.formats.sniffing import Kind, sniff

_WRONG = PatternFill("solid", fgColor="FFC7CE")
_NOTED = 2_000
"""Cells that bear a note of their own; beyond that many only the list names them, and they are coloured."""


def marked_workbook(data: bytes, name: str, reasons: Sequence[LantuError], language: Language | str) -> bytes:
    """Return a file that was refused as a workbook with its wrong cells marked.

    Args:
        data: Its bytes; a workbook or a text file that was read before, so that its bounds are known.
        name: Its name.
        reasons: What is wrong, as reading told it.
        language: Language of notes and list.
    """
    book = load_workbook(io.BytesIO(data)) if sniff(data, name) is Kind.XLSX else _book_of_text(data, name)
    placed = [each for each in reasons if isinstance(each, PlacedError)]
    for number, each in enumerate(placed):
        sheet = _sheet(book, each)
        if sheet is not None and each.row:
            _mark(sheet, each, language, noted=number < _NOTED)
    _list(book, reasons, language)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _book_of_text(data: bytes, name: str) -> Workbook:
    book = Workbook()
    for row, cells in read_text_file(data, name).rows.items():
        for column, content in enumerate(cells, 1):
            if content is not None:
                cell = book.active.cell(row, column)
                cell.value, cell.data_type = _clean(shown(content)), "s"
    return book


def _sheet(book: Workbook, reason: PlacedError) -> Any:
    if not reason.sheet:
        return book.worksheets[0]
    return book[reason.sheet] if reason.sheet in book.sheetnames else None


def _mark(sheet: Any, reason: PlacedError, language: Language | str, *, noted: bool) -> None:
    row, column = _top(sheet, reason.row, reason.column + 1)
    cell = sheet.cell(row, column)
    cell.fill = _WRONG
    if noted:
        before = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(_clean(before + reason.reason.said(language)), "Lantu", width=320, height=110)


def _top(sheet: Any, row: int, column: int) -> tuple[int, int]:
    """Return the cell that stands for a merged one: the others can bear nothing."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return merged.min_row, merged.min_col
    return row, column


def _list(book: Workbook, reasons: Iterable[LantuError], language: Language | str) -> None:
    sheet = book.create_sheet(message("M093", language), 0)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 100
    for column, code in enumerate(("M094", "M095"), 1):
        head = sheet.cell(1, column, message(code, language))
        head.font = Font(bold=True)
    for row, each in enumerate(reasons, 2):
        place, said = sheet.cell(row, 1, "—"), sheet.cell(row, 2)
        if isinstance(each, PlacedError):
            place.value, place.data_type = _clean(each.place), "s"
            at = f"{get_column_letter(each.column + 1)}{each.row}"
            place.hyperlink = f"#{quote_sheetname(each.sheet or book.sheetnames[1])}!{at}" if each.row else None
        said.value = _clean((each.reason if isinstance(each, PlacedError) else each).said(language))
        said.data_type, said.alignment = "s", Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    book.active = 0


def _clean(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
