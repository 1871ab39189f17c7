"""A workbook (.xlsx) cell by cell: values as stored and as shown, merged ranges, what is hidden.

The XML is read in one pass and row by row, so that a table of 200,000 rows needs neither minutes nor gigabytes. A
formula counts for the value its program stored with it; where none was stored that is kept as a fault. Bounds on what
strangers send are those of :mod:`lantu.reading.formats.archive`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lantu.errors import DocumentError
from lantu.exchange.observations.sheets import Content, Fault, Number, Place, Sheet, Style, column_of, plain
from lantu.reading.formats.archive import Archive
from lantu.reading.formats.raised import raised
from lantu.reading.formats.xlsx_numbers import format_code, shown
from lantu.reading.formats.xml import Element, elements, parse

LARGEST_SHEET = 512 * 1024 * 1024  # bytes of XML; 200,000 rows of twelve columns have about 110 million
MOST_CELLS = 6_000_000
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DIGITS = 15
_TRUTH = ("FALSE", "TRUE")


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook.

    Attributes:
        sheets: Those that are shown, in their order.
        hidden: Names of those that are not.
    """

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...]


def read_workbook(data: bytes, name: str) -> Workbook:
    """Read a workbook.

    Args:
        data: Its bytes.
        name: Its file name, for messages.

    Raises:
        DocumentError: D011 it is damaged, D012 it has a password, D015 to D019 it is hostile or too large.
    """
    with Archive(data, name, "XLSX") as archive:
        parts = _Parts(archive)
        return Workbook(tuple(parts.sheets()), tuple(parts.hidden))


@dataclass(frozen=True, slots=True)
class _Look:
    """How the cells of a style show their numbers."""

    style: Style
    code: str


class _Parts:
    """The parts of a workbook that hold its cells."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.hidden: list[str] = []
        self._cells = 0
        main = self._related("_rels/.rels", "").get("officeDocument") or "xl/workbook.xml"
        self._folder, base = posixpath.split(main)
        self._links = self._by_id(f"{self._folder}/_rels/{base}.rels")
        parts = self._related(f"{self._folder}/_rels/{base}.rels", self._folder)
        self._book = self._root(main)
        if self._book is None:
            raise DocumentError("D011", name=archive.name, kind="XLSX", problem=f"{main}: not found")
        self._strings = self._shared_strings(parts.get("sharedStrings"))
        self._looks = _looks(self._root(parts.get("styles")))
        self._from_1904 = any(each.get("date1904") in ("1", "true") for each in _all(self._book, "workbookPr"))

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets that are shown."""
        for entry in _all(self._book, "sheet"):
            link = next((value for key, value in entry.attrib.items() if key.endswith("}id")), "")
            part = self._links.get(link, "")
            if entry.get("state") in ("hidden", "veryHidden"):
                self.hidden.append(entry.get("name") or "")
            elif part in self._archive and "/chartsheets/" not in part:
                yield self._sheet(entry.get("name") or "", part)

    def _sheet(self, name: str, part: str) -> Sheet:
        sheet = Sheet(name)
        merged: list[tuple[Place, Place]] = []
        last = 0
        for element in self._elements(part, ("row", "col", "mergeCell")):
            kind = _local(element.tag)
            if kind == "row":
                last = _number(element.get("r"), last + 1)
                self._row(sheet, last, element)
            elif kind == "col" and element.get("hidden") in ("1", "true"):
                first, end = _number(element.get("min"), 1), _number(element.get("max"), 0)
                sheet.hidden_columns.update(range(first - 1, min(end, 16_384)))
            elif kind == "mergeCell":
                ends = [_place(end) for end in (element.get("ref") or "").split(":")]
                if len(ends) == 2 and ends[0] and ends[1]:
                    merged.append((ends[0], ends[1]))
        for first_cell, last_cell in merged:
            sheet.merge(first_cell, last_cell)
        return sheet

    def _row(self, sheet: Sheet, number: int, element: Element) -> None:
        cells: list[Content] = []
        for cell in element:
            at = _place(cell.get("r"))
            column = at[1] if at else len(cells)
            content = self._content(cell)
            if content is None:
                continue
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = content
        if cells:
            self._cells += len(cells)
            if self._cells > MOST_CELLS:
                raise DocumentError("D018", name=self._archive.name, problem=f"> {MOST_CELLS:,} cells")
            sheet.rows[number] = cells
            if element.get("hidden") in ("1", "true"):
                sheet.hidden_rows.add(number)

    def _content(self, cell: Element) -> Content:
        kind, stored, formula = cell.get("t") or "n", "", None
        for child in cell:
            tag = _local(child.tag)
            if tag == "v":
                stored = child.text or ""
            elif tag == "f":
                formula = child.text or ""
            elif tag == "is":
                return _rich(child) or None
        if not stored:
            return None if formula is None else Fault("uncomputed", f"={formula}")
        if kind == "s":
            index = _number(stored, len(self._strings))
            return (self._strings[index] or None) if index < len(self._strings) else None
        if kind == "n":
            return self._number(stored, _number(cell.get("s"), 0), computed=formula is not None)
        if kind == "str":
            return _unescaped(stored) or None
        return Fault("error", stored) if kind == "e" else Fault("truth", _TRUTH[stored == "1"])

    def _number(self, stored: str, style: int, *, computed: bool) -> Content:
        try:
            value = Decimal(stored)
        except InvalidOperation:
            return stored
        if not value.is_finite():
            return Fault("error", stored)
        if len(value.as_tuple().digits) > _DIGITS:
            value = Decimal(plain(Decimal(f"{value:.{_DIGITS}g}")))
        look = self._looks[style] if style < len(self._looks) else _PLAIN
        if look.style == "plain":
            return Number(value, computed=computed)
        return Number(value, shown(stored, look.code, from_1904=self._from_1904), look.style, computed)

    def _shared_strings(self, part: str | None) -> list[str]:
        if not part or part not in self._archive:
            return []
        return [_rich(element) for element in self._elements(part, ("si",))]

    def _elements(self, part: str, kinds: tuple[str, ...]) -> Iterator[Element]:
        content = self._archive.read(part, LARGEST_SHEET)
        return elements(content, kinds, name=self._archive.name, part=part, kind="XLSX")

    def _root(self, part: str | None) -> Element | None:
        if not part or part not in self._archive:
            return None
        return parse(self._archive.read(part), name=self._archive.name, part=part, kind="XLSX")

    def _related(self, part: str, folder: str) -> dict[str, str]:
        links = _all(self._root(part), "Relationship")
        return {(link.get("Type") or "").rpartition("/")[2]: _target(link, folder) for link in links}

    def _by_id(self, part: str) -> dict[str, str]:
        links = _all(self._root(part), "Relationship")
        return {link.get("Id") or "": _target(link, self._folder) for link in links}


_PLAIN = _Look("plain", "General")


def _looks(styles: Element | None) -> list[_Look]:
    own = {_number(each.get("numFmtId"), 0): each.get("formatCode") or "" for each in _all(styles, "numFmt")}
    cells = next(_all(styles, "cellXfs"), None)
    codes = (format_code(_number(each.get("numFmtId"), 0), own) for each in _all(cells, "xf"))
    return [_Look(_style(code), code) for code in codes]


def _style(code: str) -> Style:
    """Return what a number format does with a number.

    >>> _style("0.00"), _style("0.0%"), _style('yyyy"年"m"月"'), _style('0.0"万吨"'), _style("#,##0,")
    ('plain', 'percent', 'date', 'styled', 'styled')
    """
    section = code.split(";", 1)[0]
    bare = _QUOTED.sub("", section)
    if bare.strip().lower() in ("", "general", "@", "g/通用格式"):
        return "plain" if '"' not in section else "styled"
    if "%" in bare:
        return "percent"
    if re.search("[ymdhs]", bare, re.IGNORECASE):
        return "date"
    simple = re.fullmatch(r"(?:_.|\*.|[ ])*(?:#,##)?[#0?]*(?:\.[0#?]+)?(?:_.|\*.|[ ])*", bare)
    return "plain" if simple and '"' not in section and "\\" not in section else "styled"


def _rich(item: Element) -> str:
    """Return a text whose runs may be raised; how it is to be pronounced is left out."""
    parts = []
    for each in item:
        tag = _local(each.tag)
        if tag == "t":
            parts.append(each.text or "")
        elif tag == "r":
            words = "".join(text.text or "" for text in _all(each, "t"))
            above = any(mark.get("val") == "superscript" for mark in _all(each, "vertAlign"))
            parts.append(raised(words) if above else words)
    return _unescaped("".join(parts))


def _unescaped(words: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words) if "_x" in words else words


def _target(link: Element, folder: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, link.get("Target") or "")).lstrip("/")


def _local(tag: str) -> str:
    return tag[tag.rfind("}") + 1 :]


def _all(root: Element | None, name: str) -> Iterator[Element]:
    """Yield the elements of a name, in whatever namespace: strict files have another."""
    return iter(()) if root is None else root.iter("{*}" + name)


def _place(address: str | None) -> Place | None:
    """Return row and column of an address such as B3, the row from 1, the column from 0."""
    found = _ADDRESS.fullmatch(address or "")
    column = column_of(found[1]) if found else None
    return (int(found[2]), column) if found and column is not None and int(found[2]) else None


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 9 else otherwise
