"""Annual targets read back from the tables people filled in: whole, or refused with the reasons of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lantu.chinese.cells import CellKind, parse_cell
from lantu.errors import Language, LantuError, PackageError, message
from lantu.exchange.annual_tables import SHARED, Cell, SumOf, Table
from lantu.exchange.columns import choice_word, columns_of
from lantu.exchange.csvfile import TableError
from lantu.model.annual_targets import AnnualTarget
from lantu.model.fields import FieldError, field_of, read_text, write_text
from lantu.model.records import Comparator

_YEAR = re.compile(r"(\d{4})年?")
_READ = ("indicator", "unit", *SHARED)
_IN_WORDS = {CellKind.RELATIVE, CellKind.ASSIGNED, CellKind.QUALITATIVE, CellKind.TEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A cell that was filled in.

    Attributes:
        asked: The annual target it asks for.
        sheet: Name of its sheet; empty where the table has none.
        row: Number of its row in the file.
        column: Header of its column.
    """

    asked: AnnualTarget
    sheet: str
    row: int
    column: str

    def wrong(self, reason: LantuError) -> PackageError:
        """Return why the cell cannot be taken, with its place."""
        return misplaced(self.sheet, self.row, self.column, reason)


def misplaced(sheet: str, row: int, column: str, reason: LantuError) -> PackageError:
    """Return why a cell cannot be taken, with its place."""
    place = f"{sheet} · {column}" if sheet else column
    return PackageError("P011", row=row, column=place, reason=reason)


def is_header(cells: Sequence[Cell]) -> bool:
    """Tell whether a row is the header of a table that can be read back."""
    return {"indicator", "target", "line"} <= set(_places(cells))


def annual_targets_in(table: Table, file: str, first_row: int = 1) -> tuple[AnnualTarget, ...]:
    """Read annual targets from a table by year or by area, in either language; see :func:`filled_in`."""
    reasons: list[LantuError] = []
    found = tuple(filled_in(table, reasons, first_row=first_row))
    if reasons:
        raise TableError(file, reasons)
    return tuple(each.asked for each in found)


def filled_in(table: Table, reasons: list[LantuError], *, sheet: str = "", first_row: int = 1) -> Iterator[Filled]:
    """Yield the cells of a table by year or by area that ask for something, in either language.

    Args:
        table: The header and the rows under it; cells as numbers or text.
        reasons: Where the reasons of cells that do not fit are put.
        sheet: Name of the sheet, for messages.
        first_row: Number of the header's row in the file.

    Yields:
        The cells; empty ones, rows that add up areas and empty rows are passed over.
    """
    places, years = _places(table[0]), _years(table[0])
    for number, cells in enumerate(table[1:], first_row + 1):
        if any(cells) and not _adds_up(cells):
            yield from _row(_Row(cells, number, table[0], sheet, reasons), places, years)


class _Row:
    """A row being read: its cells, its place, and where its problems are collected."""

    def __init__(
        self, cells: Sequence[Cell], number: int, header: Sequence[Cell], sheet: str, reasons: list[LantuError]
    ) -> None:
        self.cells, self.number, self.header, self.sheet = cells, number, header, sheet
        self.reasons, self.wrong = reasons, False

    def cell(self, place: int) -> Cell:
        return self.cells[place] if place < len(self.cells) else None

    def complain(self, place: int, reason: LantuError) -> None:
        self.wrong = True
        self.reasons.append(misplaced(self.sheet, self.number, str(self.header[place]), reason))


def _row(row: _Row, places: Mapping[str, int], years: Mapping[int, int]) -> Iterator[Filled]:
    shared = {name: value for name in places for value in [_shared(row, name, places[name])] if value is not None}
    if not shared.get("target"):
        row.complain(places["target"], PackageError("K193"))
    if row.wrong:
        return
    for year, place in years.items():
        told = _value(row, place)
        if told is not None:
            value, text, comparator = told
            bound: Comparator = comparator or shared.get("comparator") or ">="
            asked = AnnualTarget(**{**shared, "comparator": bound}, year=year, value=value, text=text)
            yield Filled(asked=asked, sheet=row.sheet, row=row.number, column=_text(row.header[place]))


def _shared(row: _Row, name: str, place: int) -> Any:
    field, text = field_of(AnnualTarget, name), _text(row.cell(place))
    for value in field.choices:
        if text in (choice_word(value, Language.ZH, name), choice_word(value, Language.EN, name)):
            return value
    if field.choices and text and text not in field.choices:
        words = {language: [choice_word(value, language, name) for value in field.choices] for language in Language}
        row.complain(
            place,
            PackageError("K199", given=text[:40], zh="、".join(words[Language.ZH]), en=", ".join(words[Language.EN])),
        )
        return None
    try:
        return read_text(field, text) if text or field.kind == "text" else None
    except FieldError as wrong:
        row.complain(place, wrong)
        return None


def _value(row: _Row, place: int) -> tuple[Decimal | None, str | None, Comparator | None] | None:
    """Return number, words and bound of a year's cell; None where it is empty."""
    cell = row.cell(place)
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return Decimal(cell), None, None
    text = _text(cell).strip()
    read = parse_cell(text)
    if read.kind is CellKind.NONE:
        return None
    if read.kind is CellKind.NUMBER and read.quantity is not None and read.quantity.value_high is None:
        plain = re.fullmatch(r"[+-]?[\d,，]+(?:\.\d+)?", text) is not None
        return read.quantity.value, None if plain else text, None if plain else read.quantity.comparator
    if read.kind in _IN_WORDS or read.kind is CellKind.NUMBER:
        return None, text, None
    row.complain(place, PackageError("K194", value=text[:40]))
    return None


def _text(cell: Cell) -> str:
    return "" if cell is None or isinstance(cell, SumOf) else write_text(cell)


def _places(header: Sequence[Cell]) -> dict[str, int]:
    """Return the columns that are read, by field; headers in Chinese or English."""
    names = {word: column.name for column in columns_of(AnnualTarget) for word in (column.zh, column.name)}
    found = {names.get(_text(cell).strip(), ""): place for place, cell in enumerate(header)}
    return {name: found[name] for name in _READ if name in found}


def _years(header: Sequence[Cell]) -> dict[int, int]:
    matches = ((_YEAR.fullmatch(_text(cell).strip()), place) for place, cell in enumerate(header))
    return {int(match[1]): place for match, place in matches if match}


def _adds_up(cells: Sequence[Cell]) -> bool:
    words = {message("K184", language) for language in Language}
    return any(isinstance(cell, SumOf) or cell in words for cell in cells)
