"""Spreadsheets (.xlsx), read from their XML: every sheet that is shown as a table, its name before it.

A cell holds what a person sees in it (:mod:`~lantu.reading.formats.xlsx_numbers`); a formula the value its program stored with it.
Merged cells are filled as in Word tables. Left out: hidden sheets, rows and columns, comments, charts. Addresses of cells are the
sheet's own.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lantu.errors import DocumentError
from lantu.model.document import Document
from lantu.model.records import Note
from lantu.reading.formats.archive import Archive
from lantu.reading.formats.linear import MOST_CELLS, LinearText, one_line, repeats
from lantu.reading.formats.noting import note
from lantu.reading.formats.opened import opened
from lantu.reading.formats.raised import raised
from lantu.reading.formats.xlsx_numbers import format_code, shown
from lantu.reading.formats.xml import Element, parse

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_UNNAMED = re.compile(r"(?i)sheet ?\d*|工作表 ?\d*|表格? ?\d*")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_WIDEST, _LONGEST = 16_384, 1_048_576  # columns and rows of a sheet
Place = tuple[int, int]


@dataclass(slots=True)
class _Sheet:
    """What a sheet shows: cells by row and column from 0, and the stretches of merged cells."""

    cells: dict[Place, str] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] = field(default_factory=list)


def open_document(data: bytes, name: str) -> Document:
    """Open a spreadsheet.

    Args:
        data: Its bytes.
        name: Its file name, for messages.

    Raises:
        DocumentError: D011 it is damaged, D012 it has a password, D015 to D019 it is hostile or too large, D024 it is empty.
    """
    with Archive(data, name, "XLSX") as archive:
        book = _Book(archive, name)
        text = LinearText(name)
        for title, sheet in book.sheets():
            _add(text, title, sheet)
    return opened(data, name, text, kind="XLSX", media_type=MEDIA_TYPE, notes=book.notes())


class _Book:
    """The sheets of a spreadsheet, one after another."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        self._main = _related(self._root("_rels/.rels"), "").get("officeDocument", "") or "xl/workbook.xml"
        folder, base = posixpath.split(self._main)
        links = self._root(f"{folder}/_rels/{base}.rels")
        self._by_id = {link.get("Id"): _target(link, folder) for link in _all(links, "Relationship")}
        parts = _related(links, folder)
        self._strings = [_rich(item) for item in _all(self._root(parts.get("sharedStrings")), "si")]
        self._formats = _formats(self._root(parts.get("styles")))
        self._from_1904 = False
        self._hidden = 0
        self._uncomputed = 0

    def sheets(self) -> Iterator[tuple[str, _Sheet]]:
        """Yield the name of each sheet that is shown, and what stands in it."""
        root = self._root(self._main)
        if root is None:
            raise DocumentError("D011", name=self._name, kind="XLSX", problem=f"{self._main}: not found")
        properties = next(_all(root, "workbookPr"), None)
        self._from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        for entry in _all(root, "sheet"):
            link = next((value for key, value in entry.attrib.items() if key.endswith("}id")), None)
            part = self._by_id.get(link)
            if entry.get("state") in ("hidden", "veryHidden"):
                self._hidden += 1
            elif part and "/chartsheets/" not in part:
                yield entry.get("name") or "", self._sheet(self._root(part))

    def notes(self) -> list[Note]:
        """Return what a person should know."""
        notes = [note("R024", count=self._hidden)] if self._hidden else []
        return [*notes, note("R029", count=self._uncomputed)] if self._uncomputed else notes

    def _sheet(self, root: Element | None) -> _Sheet:
        sheet = _Sheet()
        if root is None:
            return sheet
        hidden = _hidden_columns(root)
        row_at = -1
        for row in _all(root, "row"):
            row_at = _number(row.get("r"), row_at + 2) - 1
            unseen = row.get("hidden") in ("1", "true")
            column = -1
            for cell in row.iterchildren("{*}c"):
                at = _place(cell.get("r"))
                column = at[1] if at else min(column + 1, _WIDEST - 1)
                words = self._words(cell)
                if not words.strip():
                    continue
                if unseen or hidden[column]:
                    self._hidden += 1
                    continue
                sheet.cells[row_at, column] = words
                if len(sheet.cells) > MOST_CELLS:
                    raise DocumentError("D018", name=self._name, problem=f"> {MOST_CELLS:,} cells")
        for merge in _all(root, "mergeCell"):
            ends = [_place(end) for end in (merge.get("ref") or "").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                sheet.merged.append((ends[0], ends[1]))
        return sheet

    def _words(self, cell: Element) -> str:
        """Return what a cell shows."""
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return "".join(_rich(each) for each in cell.iterchildren("{*}is"))
        value = cell.find("{*}v")
        stored = (value.text or "") if value is not None else ""
        if not stored:
            self._uncomputed += cell.find("{*}f") is not None
            return ""
        if kind == "s":
            index = _number(stored, len(self._strings))
            return self._strings[index] if index < len(self._strings) else ""
        if kind == "n":
            style = _number(cell.get("s"), 0)
            code = self._formats[style] if style < len(self._formats) else "General"
            return shown(stored, code, from_1904=self._from_1904)
        return _unescaped(stored) if kind == "str" else stored if kind == "e" else ("否", "是")[stored == "1"]

    def _root(self, part: str | None) -> Element | None:
        if part is None or part not in self._archive:
            return None
        return parse(self._archive.read(part), name=self._name, part=part, kind="XLSX")


def _add(text: LinearText, title: str, sheet: _Sheet) -> None:
    """Add a sheet to a text: its name, where it has one, then its rows."""
    if not sheet.cells:
        return
    first = next(iter(sheet.cells.values()))
    if not _UNNAMED.fullmatch(title) and title not in first:
        text.paragraph(title)
    _fill(sheet, text.name)
    left, right = min(column for _, column in sheet.cells), max(column for _, column in sheet.cells)
    numbers = sorted({row for row, _ in sheet.cells})
    if len(numbers) * (right - left + 1) > MOST_CELLS:
        raise DocumentError("D018", name=text.name, problem=f"> {MOST_CELLS:,} cells")
    rows = [_row(sheet, number, left, right) for number in numbers]
    text.table(rows, numbers=[number + 1 for number in numbers], shift=left)


def _row(sheet: _Sheet, number: int, left: int, right: int) -> list[str]:
    """Return a row; a title, a note or a group that stands alone in it, merged or not, becomes its only cell."""
    row = [sheet.cells.get((number, column), "") for column in range(left, right + 1)]
    said = {cell for cell in row if cell}
    return [row[0]] if row[0] and len(said) == 1 else row


def _fill(sheet: _Sheet, name: str) -> None:
    """Say a merged cell again in each of its columns and rows where it names a group; a figure stands once."""
    width = max(column for _, column in sheet.cells)
    length = max(row for row, _ in sheet.cells)
    steps = 0
    for (top, left), (bottom, right) in sheet.merged:
        words = sheet.cells.get((top, left))
        if not words:
            continue
        down, across = (min(bottom, length), min(right, width)) if repeats(one_line(words)) else (top, left)
        steps += (down - top + 1) * (across - left + 1)
        if steps > MOST_CELLS:
            raise DocumentError("D018", name=name, problem=f"> {MOST_CELLS:,} cells")
        for row in range(top, down + 1):
            for column in range(left, across + 1):
                sheet.cells.setdefault((row, column), words)


def _hidden_columns(root: Element) -> bytearray:
    """Return for each column whether it is hidden."""
    hidden = bytearray(_WIDEST)
    for column in islice(_all(root, "col"), _WIDEST):
        first, last = _number(column.get("min"), 1), min(_number(column.get("max"), 0), _WIDEST)
        if column.get("hidden") in ("1", "true") and 0 < first <= last:
            hidden[first - 1 : last] = b"\1" * (last - first + 1)
    return hidden


def _formats(styles: Element | None) -> list[str]:
    """Return the code of the number format of each style of cells."""
    own = {_number(each.get("numFmtId"), 0): each.get("formatCode") or "" for each in _all(styles, "numFmt")}
    cells = next(_all(styles, "cellXfs"), None)
    return [format_code(_number(each.get("numFmtId"), 0), own) for each in _all(cells, "xf")]


def _rich(item: Element) -> str:
    """Return a text whose runs may be raised; how it is to be pronounced is left out."""
    parts = []
    for each in item.iterchildren():
        if each.tag.endswith("}t"):
            parts.append(each.text or "")
        elif each.tag.endswith("}r"):
            words = "".join(text.text or "" for text in each.iterchildren("{*}t"))
            above = each.find("{*}rPr/{*}vertAlign")
            parts.append(raised(words) if above is not None and above.get("val") == "superscript" else words)
    return _unescaped("".join(parts))


def _unescaped(words: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)


def _related(links: Element | None, folder: str) -> dict[str, str]:
    """Return the parts that a part refers to, by their kind."""
    return {(link.get("Type") or "").rpartition("/")[2]: _target(link, folder) for link in _all(links, "Relationship")}


def _target(link: Element, folder: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, link.get("Target") or "")).lstrip("/")


def _all(root: Element | None, tag: str) -> Iterator[Element]:
    """Yield the elements of a name, in whatever namespace: strict files have another."""
    return iter(()) if root is None else root.iter("{*}" + tag)


def _place(address: str | None) -> Place | None:
    """Return row and column, from 0, of an address such as B3."""
    found = _ADDRESS.fullmatch(address or "")
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row - 1, column - 1) if 0 < row <= _LONGEST and column <= _WIDEST else None


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 9 else otherwise
