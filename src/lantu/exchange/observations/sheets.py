"""A sheet as a person sees it: what each cell holds and shows, what is merged, what is hidden.

Both kinds of file come to this form: a CSV file is one sheet of texts, a workbook has numbers that know how they are
shown. Rows count from 1 as people count them, columns from 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

Style = Literal["plain", "percent", "date", "styled"]
Place = tuple[int, int]

_MOST_MERGED = 500_000  # cells of merged ranges that are remembered; tables of people have a few hundred


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a workbook.

    Attributes:
        value: As stored, to the fifteen digits a spreadsheet keeps.
        shown: As the cell shows it; empty where it is shown as stored.
        style: Whether it is shown as it is, per cent, as a date, or in a format of its own.
        computed: Whether a formula gave it.
    """

    value: Decimal
    shown: str = ""
    style: Style = "plain"
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands in a cell and is no value.

    Attributes:
        kind: An error of the spreadsheet, a formula whose value was not stored, or true and false.
        text: As shown; of an uncomputed formula the formula.
    """

    kind: Literal["error", "uncomputed", "truth"]
    text: str


Content = str | Number | Fault | None


@dataclass
class Sheet:
    """A sheet; it is asked only after all its rows are in.

    Attributes:
        name: Its name; empty for a CSV file.
        rows: The cells of each row that holds something, by its number.
        tops: For every cell of a merged range its first cell.
        hidden_rows: Numbers of rows that are not shown.
        hidden_columns: Columns that are not shown.
    """

    name: str
    rows: dict[int, list[Content]] = field(default_factory=dict)
    tops: dict[Place, Place] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @cached_property
    def width(self) -> int:
        """Number of columns up to the last that holds something."""
        return max((len(cells) for cells in self.rows.values()), default=0)

    def merge(self, first: Place, last: Place) -> None:
        """Remember a merged range; what lies beyond the rows and columns in use is left out."""
        bottom, right = min(last[0], max(self.rows, default=0)), min(last[1], self.width - 1)
        for row in range(first[0], bottom + 1):
            for column in range(first[1], right + 1):
                if len(self.tops) < _MOST_MERGED:
                    self.tops[row, column] = first

    def own(self, row: int, column: int) -> Content:
        """Return what a cell itself holds."""
        cells = self.rows.get(row, ())
        return cells[column] if column < len(cells) else None

    def at(self, row: int, column: int) -> Content:
        """Return what a cell shows, merged ranges filled."""
        top = self.tops.get((row, column)) if self.tops else None
        return self.own(*top) if top else self.own(row, column)

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows as text without spaces round it, merged ranges filled."""
        return shown(self.at(row, column)).strip()

    def texts(self, row: int) -> list[str]:
        """Return the texts of a row, one a column."""
        return [self.text(row, column) for column in range(self.width)]

    def part(self, columns: range) -> Sheet:
        """Return the sheet with nothing but some of its columns, each where it was."""
        before: list[Content] = [None] * columns.start
        rows = {row: [*before, *cells[columns.start : columns.stop]] for row, cells in self.rows.items()}
        tops = {place: top for place, top in self.tops.items() if place[1] in columns}
        return Sheet(self.name, rows, tops, self.hidden_rows, self.hidden_columns)

    def place(self, row: int, column: int) -> str:
        """Return the address of a cell as people write it.

        >>> Sheet("月报").place(7, 2), Sheet("").place(12, 27)
        ('月报!C7', 'AB12')
        """
        address = f"{letters(column)}{row}"
        return f"{self.name}!{address}" if self.name else address


def shown(content: Content) -> str:
    """Return what a cell shows as text.

    >>> shown(Number(Decimal("0.123"), "12.3%", "percent")), shown(Number(Decimal("2025.0"))), shown(None)
    ('12.3%', '2025', '')
    """
    if content is None or isinstance(content, str):
        return content or ""
    return content.text if isinstance(content, Fault) else content.shown or plain(content.value)


def plain(value: Decimal) -> str:
    """Return a number in digits without zeros behind its decimals."""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def letters(column: int) -> str:
    """Return the letters of a column counted from 0.

    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    found, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def column_of(name: str) -> int | None:
    """Return the number of a column, from 0, or None where the letters name none.

    >>> column_of("A"), column_of("ab"), column_of("A1")
    (0, 27, None)
    """
    if not (0 < len(name) <= 3 and name.isascii() and name.isalpha()):
        return None
    found = 0
    for letter in name.upper():
        found = found * 26 + ord(letter) - 64
    return found - 1
