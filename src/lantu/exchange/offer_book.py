"""What an area offers in the rounds up and down, as a workbook: what is asked goes out, what is offered comes back.

The file that goes out is the template of the one that comes in; it is taken whole or refused whole, with the reason and
the place of every cell.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from lantu.errors import Language, LantuError, PackageError, message
from lantu.exchange.annual_book import sheets_of
from lantu.exchange.annual_import import misplaced
from lantu.exchange.csvfile import TableError

_HEADERS = {
    "rounds": "K200",
    "indicator": "K201",
    "year": "K202",
    "subject": "K203",
    "area": "K183",
    "unit": "K204",
    "asked": "K205",
    "total": "K206",
    "offered": "K207",
    "reason": "K208",
}
_NEEDED = ("rounds", "subject", "offered", "reason")
_SEARCHED = 10  # rows in which the header is looked for
_WIDTHS = {"indicator": 32, "reason": 40, "subject": 16}
_LONGEST = 1000  # characters of a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """What is asked of one area, with a place for what it offers.

    Attributes:
        rounds: Number of the rounds.
        indicator: Printed name.
        year: The year.
        subject: The area, typed code.
        area: Its name.
        unit: Unit of the figures.
        asked: The figure that stands.
        total: What all areas come to.
        offered: What it has offered in this round, or None.
        reason: Why it offers less.
    """

    rounds: int
    indicator: str
    year: int
    subject: str
    area: str
    unit: str
    asked: Decimal
    total: Decimal
    offered: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A row that was filled in.

    Attributes:
        row: Number of the row in the file.
        sheet: Name of its sheet.
        column: Header of the column of the offer.
        rounds: Number of the rounds.
        subject: The area.
        value: What it offers.
        reason: Why it offers less.
    """

    row: int
    sheet: str
    column: str
    rounds: int
    subject: str
    value: Decimal
    reason: str

    def wrong(self, reason: LantuError) -> PackageError:
        """Return why the offer cannot be taken, with its place."""
        return misplaced(self.sheet, self.row, self.column, reason)


def offer_workbook(rows: Iterable[OfferRow], language: Language | str) -> bytes:
    """Return the workbook that areas fill in."""
    from openpyxl import Workbook  # noqa: PLC0415  # loaded where it is needed: the command line must start at once
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet: Any = book.active
    sheet.title = message("K209", language)
    for column, (name, code) in enumerate(_HEADERS.items(), 1):
        head = sheet.cell(1, column, message(code, language))
        head.font = Font(bold=True)
        if name in ("offered", "reason"):
            head.fill = PatternFill("solid", fgColor="FFF2CC")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 12)
    for number, row in enumerate(rows, 2):
        for column, name in enumerate(_HEADERS, 1):
            _put(sheet.cell(number, column), getattr(row, name))
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read_offers(data: bytes, name: str) -> tuple[Offered, ...]:
    """Read what areas offer; rows without an offer are passed over.

    Args:
        data: The file.
        name: Its name, for messages.

    Raises:
        PackageError: It is no workbook (K192), or holds no table of offers (K210).
        TableError: A row does not fit; every reason is listed, nothing is taken.
    """
    reasons: list[LantuError] = []
    found: list[Offered] = []
    tables = 0
    for sheet in sheets_of(data, name):
        rows = list(sheet.iter_rows(values_only=True))
        at = next((at for at, cells in enumerate(rows[:_SEARCHED]) if set(_NEEDED) <= set(_places(cells))), None)
        if at is not None:
            tables += 1
            found += _rows(rows[at:], str(sheet.title), at + 1, reasons)
    if not tables:
        raise PackageError("K210", file=name, needed="、".join(message(_HEADERS[each], "zh") for each in _NEEDED))
    if reasons:
        raise TableError(name, reasons)
    return tuple(found)


def _put(place: Any, value: object) -> None:
    place.value = value
    if isinstance(value, str):
        place.data_type = "s"  # text whatever it begins with: no cell of ours is run as a formula


def _places(header: Sequence[object]) -> dict[str, int]:
    words = {message(code, language): name for name, code in _HEADERS.items() for language in Language}
    found = {words.get(str(cell or "").strip(), ""): place for place, cell in enumerate(header)}
    return {name: place for name, place in found.items() if name}


def _rows(table: Sequence[Sequence[object]], sheet: str, first: int, reasons: list[LantuError]) -> Iterator[Offered]:
    places = _places(table[0])
    for number, cells in enumerate(table[1:], first + 1):
        given = {name: cells[place] if place < len(cells) else None for name, place in places.items()}
        if given["offered"] in (None, ""):
            continue
        heads = {name: str(table[0][place]) for name, place in places.items()}
        rounds, value = _number(given["rounds"]), _number(given["offered"])
        for name, read in (("rounds", rounds), ("offered", value)):
            if read is None:
                wrong = PackageError("K211", given=str(given[name])[:40])
                reasons.append(misplaced(sheet, number, heads[name], wrong))
        if rounds is not None and value is not None:
            yield Offered(
                row=number,
                sheet=sheet,
                column=heads["offered"],
                rounds=int(rounds),
                subject=str(given["subject"] or "").strip(),
                value=value,
                reason=str(given["reason"] or "").strip()[:_LONGEST],
            )


def _number(cell: object) -> Decimal | None:
    """Return a number as it was typed, or None where it is none."""
    if isinstance(cell, bool):
        return None
    try:
        read = Decimal(repr(cell) if isinstance(cell, float) else str(cell).strip().replace(",", ""))
    except InvalidOperation:
        return None
    return read if read.is_finite() and abs(read) < Decimal("1e18") else None
