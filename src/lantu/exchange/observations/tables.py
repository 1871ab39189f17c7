"""A table of a sheet: what its header says of each column, alone and by what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lantu.exchange.observations.headers import KEYS, TIMES, Head
from lantu.exchange.observations.periods import Span, period
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
_CHANGE = "change_on_year"


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

    def span_of(self, column: int) -> Span | None:
        """Return what the header of a column says of time.

        A change that says nothing is of the figures to its left, of the later year where they are of two; 上年同期 is that
        of the figure to its left.
        """
        head = self.heads[column]
        beside = self._compared_with(column)
        if beside is not None and beside.span is not None:
            return head.span.within(beside.span) if head.span is not None else beside.span
        if head.basis != _CHANGE or (head.span is not None and head.span.year is not None):
            return head.span
        left = [each.span for each in self._figures_left_of(column) if each.span is not None]
        if head.span is not None:
            return head.span.within(replace(left[-1], part="")) if left else head.span
        mixed = len({span.from_january for span in left}) > 1
        if len({span.part for span in left}) != 1 or (mixed and not left[-1].from_january):
            return None
        return max(left, key=lambda span: (span.year or 0, span.from_january))

    def is_of_month(self, column: int) -> bool:
        """Return whether a change is that of the month alone, beside a column since January: 本月 同比 累计 同比."""
        head = self.heads[column]
        if head.of_month or head.basis != _CHANGE:
            return head.of_month
        of = [head] if head.span is not None and head.span.part else self._figures_left_of(column)
        figures = [each for at, each in self.heads.items() if at in self.values and each.basis != _CHANGE]
        return bool(of) and not any(map(_since_january, of)) and any(map(_since_january, figures)) and _of_month(of[-1])

    def _figures_left_of(self, column: int) -> list[Head]:
        """Return the figures between the change before and this one; those of the year before left out."""
        left = [self.heads[each] for each in self.values if each < column]
        changes = [at for at, each in enumerate(left) if each.basis == _CHANGE]
        figures = left[changes[-1] + 1 :] if changes else left
        return [each for each in figures if each.span is None or not each.span.back]

    def basis_of(self, column: int) -> str | None:
        """Return how the values of a column relate to their period, as its header or the figure to its left says."""
        beside = self._compared_with(column)
        return self.heads[column].basis or (beside.basis if beside is not None else None)

    def _compared_with(self, column: int) -> Head | None:
        """Return the figure beside which 上年同期 stands, or None where a header says no such thing or stands alone.

        It is the one before, or the one behind in a table that begins with the year before.
        """
        if not _is_year_before(self.heads[column]):
            return None
        figures = [each for each in self.values if self.heads[each].basis != _CHANGE]
        behind = _is_year_before(self.heads[figures[0]])
        beside = [each for each in figures if (each > column) == behind and not _is_year_before(self.heads[each])]
        return self.heads[beside[0 if behind else -1]] if beside else None

    def indicator_of(self, column: int) -> str | None:
        """Return the indicator a header names; a change that names none is of the values to its left."""
        head = self.heads[column]
        if head.indicator is not None or head.basis != _CHANGE:
            return head.indicator
        left = [self.heads[each].indicator for each in self.values if each < column]
        return left[-1] if left else None

    def columns(self, *roles: str) -> list[int]:
        """Return the columns of some roles, from the left."""
        return [column for column in sorted(self.heads) if self.heads[column].role in roles]


def _is_year_before(head: Head) -> bool:
    """Return whether a header says 上年同期 and nothing of when that is."""
    span = head.span
    return span is not None and bool(span.back) and not (span.loose or span.part) and head.basis != _CHANGE


def _since_january(head: Head) -> bool:
    return head.basis == "year_to_date" or (head.span is not None and head.span.opens_the_year)


def _of_month(head: Head) -> bool:
    return head.basis == "period" or (head.span is not None and bool(head.span.part) and not head.span.moment)


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
