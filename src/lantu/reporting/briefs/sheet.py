"""How large letters and margins are: those of an official document, or smaller ones so that a page stays on one sheet.

Source of the measures of an official document: GB/T 9704-2012, sections 5 and 7. Nothing prescribes those of a one-page
brief; it takes the largest letters with which it fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from lantu.errors import Language
from lantu.reporting.briefs.brief import Brief
from lantu.reporting.briefs.sections import heads_of, note_of, parts_of, rows_of

POINTS = 72 / 25.4
"""Points in a millimetre."""

_HEIGHT, _WIDTH = 297, 210  # millimetres of A4
_EASY = 10.5
_SIZES = (16, 15, 14, 13, 12, 11, 10.5, 10, 9.5, 9)
_SLACK = 0.96  # letters of another machine may be a little wider
_NARROW = 0.56  # width of a Latin letter or a digit in parts of its size, on average
_GAP = 0.25  # between a Chinese letter and another, in parts of their size, as office programs set it
_BESIDE, _ABOVE = 5.7, 4.0  # points beside the text of a cell on either side, and above and below it together


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The measures of a page.

    Attributes:
        top: Margin in millimetres.
        bottom: Margin in millimetres.
        left: Margin in millimetres.
        right: Margin in millimetres.
        title: Size of the title in points.
        body: Size of the text in points.
        table: Size of the table and the notes in points.
        line: From line to line of the text in points.
    """

    top: float
    bottom: float
    left: float
    right: float
    title: float
    body: float
    table: float
    line: float

    @property
    def width(self) -> float:
        """Width between the margins in millimetres."""
        return _WIDTH - self.left - self.right


OFFICIAL = Sheet(top=37, bottom=35, left=28, right=26, title=22, body=16, table=10.5, line=28)


def sheet_of(page: Brief, language: Language | str) -> Sheet:
    """Return the measures of a page: the official ones, or the largest with which one sheet holds it."""
    if not page.one_page:
        return OFFICIAL
    sheets = [_compact(size) for size in _SIZES]
    return next((sheet for sheet in sheets if _height(page, sheet, language) <= _room(sheet)), sheets[-1])


def is_easily_read(page: Brief, language: Language | str) -> bool:
    """Return whether a page keeps letters of the size of a printed book (五号, 10.5 points) at least."""
    return sheet_of(page, language).body >= _EASY


def _compact(size: float) -> Sheet:
    table = min(12.0, max(8.0, size * 0.8))
    return Sheet(
        top=20, bottom=18, left=20, right=20, title=min(22, size * 1.5), body=size, table=table, line=size * 1.5
    )


def _room(sheet: Sheet) -> float:
    return (_HEIGHT - sheet.top - sheet.bottom) * POINTS * _SLACK


def widths_of(heads: Sequence[str], rows: Sequence[Sequence[str]], sheet: Sheet) -> tuple[float, ...]:
    """Return the widths of the columns of the figures in points.

    The second column holds values and periods, which are not parted where a fifth of the page has room for them. Of the
    others, the longer a text, the wider its column, by the root of its length.

    Args:
        heads: The heads of the columns.
        rows: The cells, a row a figure.
        sheet: The measures of the page.
    """
    width = sheet.width * POINTS
    longest = [max(1.0, *(_longest(cell) for cell in column)) for column in zip(heads, *rows, strict=True)]
    values = min(longest[1] * sheet.table * 1.1 + 2 * _BESIDE, width / 5)
    roots = [0.0 if place == 1 else sqrt(length) for place, length in enumerate(longest)]
    share = (width - values) / sum(roots)
    return tuple(values if place == 1 else share * root for place, root in enumerate(roots))


def _longest(cell: str) -> float:
    return max(sum(_letters(line)) for line in cell.split("\n"))


def _height(page: Brief, sheet: Sheet, language: Language | str) -> float:
    """Return how high a page would be in points."""
    width = sheet.width * POINTS
    high = _lines(page.title, width, sheet.title) * sheet.title * 1.3 + sheet.table * 1.5
    high += _lines(note_of(page, language), width, sheet.table) * sheet.table * 1.5
    for part in parts_of(page, language):
        high += sheet.line + sum(_paragraph(line, sheet) for line in part.lines)
        high += _table(page, sheet, language) if part.is_table else 0
    return high + sum(_paragraph(line, sheet) for line in (*page.headline, *page.phrases))


def _paragraph(text: str, sheet: Sheet) -> float:
    return _lines(f"　　{text}", sheet.width * POINTS, sheet.body) * sheet.line


def _table(page: Brief, sheet: Sheet, language: Language | str) -> float:
    heads, rows = heads_of(page, language), rows_of(page, language)
    widths = [each - 2 * _BESIDE for each in widths_of(heads, rows, sheet)]
    return sum(_row(cells, widths, sheet.table) for cells in (heads, *rows))


def _row(cells: Sequence[str], widths: Sequence[float], size: float) -> float:
    lines = max(
        sum(_lines(text, width, size) for text in cell.split("\n")) for cell, width in zip(cells, widths, strict=True)
    )
    return lines * size * 1.3 + _ABOVE


def _lines(text: str, width: float, size: float) -> int:
    """Return in how many lines a text is set; words of letters are not parted, and so waste a part of a line."""
    wide = sum(_letters(text)) * size
    waste = 0.08 if text.isascii() else 0.03
    return ceil(wide * (1 + waste) / width) if wide else 0


def _letters(text: str) -> Iterator[float]:
    """Yield the width of each letter in parts of its size: a Chinese one is as wide as high, with a gap beside another."""
    before = None
    for letter in text:
        yield (_NARROW if letter.isascii() else 1.0) + (_GAP if before not in (None, letter.isascii()) else 0)
        before = letter.isascii()
