"""A table of a sheet: its title, its header, its rows; and what in a row is a figure or a line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lantu.exchange.observations.headers import KEYS, TIMES, Head
from lantu.exchange.observations.periods import period
from lantu.exchange.observations.sheets import Content, Number, Sheet, plain
from lantu.exchange.observations.titles import Title
from lantu.exchange.observations.values import CellError, value_of
from lantu.exchange.observations.wordlist import flat

NAMING = KEYS | TIMES
"""Roles of columns that say what a row is of."""

_FIGURE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?")
_DIGIT = re.compile(r"\d")
_YEARS = range(1949, 2100)
_MONTHS = range(194901, 210013)  # 202506


@dataclass(slots=True)
class Table:
    """A table of a sheet.

    Attributes:
        sheet: The sheet.
        title: What stands above it.
        header: Rows of its header.
        heads: What each column says; columns that are not understood are left out.
        rows: Its other rows.
        strange: Headers that are not understood, by column.
        named: Whether a person said which column is what; the others are then left out.
    """

    sheet: Sheet
    title: Title
    header: tuple[int, ...]
    heads: dict[int, Head]
    rows: list[int] = field(default_factory=list)
    strange: dict[int, str] = field(default_factory=dict)
    named: bool = False

    @property
    def values(self) -> list[int]:
        """The columns that hold values."""
        return [c for c, head in sorted(self.heads.items()) if head.role in ("", "value") and not head.left]

    def columns(self, *roles: str) -> list[int]:
        """Return the columns of some roles, from the left."""
        return [column for column in sorted(self.heads) if self.heads[column].role in roles]


def is_figure(cell: Content) -> bool:
    """Return whether a cell holds a number that is no year: 1860, 1,860.5, 12.3%, 1860亿元, 约12%."""
    if isinstance(cell, Number):
        return not is_year(cell)
    if not isinstance(cell, str) or period(cell) is not None:
        return False
    return _FIGURE.fullmatch(flat(cell)) is not None or (_DIGIT.search(cell) is not None and _is_value(cell))


def _is_value(cell: str) -> bool:
    try:
        return value_of(cell, change=True).number is not None
    except CellError:
        return False


def is_year(cell: Number) -> bool:
    """Return whether a number is a year, a month as 202506, or a date."""
    if cell.style != "plain":
        return cell.style == "date"
    return cell.value in _YEARS or (cell.value in _MONTHS and period(plain(cell.value)) is not None)


def lines_below(table: Table) -> Iterator[tuple[int, str]]:
    """Yield the rows of a table that are lines of text below or between its values, with the text."""
    for row in table.rows:
        cells = [cell for cell in table.sheet.rows[row] if cell is not None]
        if len(cells) > 1 and cells[0] != cells[-1]:
            continue
        texts = {text for text in table.sheet.texts(row) if text}
        if len(texts) == 1 and not any(is_figure(cell) for cell in cells):
            yield row, next(iter(texts))
