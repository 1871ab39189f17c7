"""Tables in a sheet, found by their headers: where one begins, what its columns say, which rows are its own.

A row is a header when it has a column that names its rows (指标, 地区, 时间) beside others that are understood, or when
its first cell is empty and the others are all times, areas or indicators. Headers of several rows are read together. A
sheet may hold several tables one below the other; what stands between them is the title of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lantu.exchange.observations.headers import KEYS, TIMES, Head, read_head
from lantu.exchange.observations.known import Known
from lantu.exchange.observations.periods import Span, period
from lantu.exchange.observations.sheets import Content, Number, Sheet, plain
from lantu.exchange.observations.titles import Title, of_sheet
from lantu.exchange.observations.wordlist import flat, role

_NAMING = KEYS | TIMES
_LONGEST_HEADER = 60
_FIGURE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?")
_YEARS = range(1949, 2100)
_MONTHS = range(194901, 210013)  # 202506
_FEWEST = 2
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

        A change that says nothing is of the figures to its left, of the later year where they are of two.
        """
        head = self.heads[column]
        if head.basis != _CHANGE or (head.span is not None and head.span.year is not None):
            return head.span
        left = self._figures_left_of(column)
        if head.span is not None:
            return head.span.within(replace(left[-1], part="")) if left else head.span
        mixed = len({span.from_january for span in left}) > 1
        if len({span.part for span in left}) != 1 or (mixed and not left[-1].from_january):
            return None
        return max(left, key=lambda span: (span.year or 0, span.from_january))

    def _figures_left_of(self, column: int) -> list[Span]:
        """Return the times of the figures between the change before and this one; those of the year before left out."""
        left = [self.heads[each] for each in self.values if each < column]
        changes = [at for at, each in enumerate(left) if each.basis == _CHANGE]
        figures = left[changes[-1] + 1 :] if changes else left
        return [each.span for each in figures if each.span is not None and not each.span.back]

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


def find_tables(sheet: Sheet, known: Known) -> tuple[list[Table], list[int]]:
    """Return the tables of a sheet, and the rows with numbers that belong to none."""
    finder = _Finder(sheet, known)
    for row in sorted(sheet.rows):
        finder.take(row)
    return finder.tables, finder.stray


class _Finder:
    """Goes down a sheet row by row."""

    def __init__(self, sheet: Sheet, known: Known) -> None:
        self.sheet, self.known = sheet, known
        self.tables: list[Table] = []
        self.stray: list[int] = []
        self._above: list[int] = []
        self._header_until = 0
        self._document = of_sheet(sheet.name, known)

    def take(self, row: int) -> None:
        """Take the next row: a header, a further row of the header above, a row of the table, or a title."""
        if row <= self._header_until:
            return
        if self._begins(row):
            self._open(row)
        elif self.tables:
            self.tables[-1].rows.append(row)
        elif any(_is_figure(cell) for cell in self.sheet.rows[row]):
            self.stray.append(row)
        else:
            self._above.append(row)

    def _begins(self, row: int) -> bool:
        cells = self.sheet.rows[row]
        if self.tables:
            named = self._names_again(row)
            if not named and not self._stands_apart(row):
                return False
        else:
            named = any(isinstance(cell, str) and _names_rows(cell) for cell in cells)
        if not named and self.sheet.text(row, 0):
            return False
        if any(_is_figure(cell) for cell in cells):
            return False
        heads = self._heads(row)
        understood = [head for head in heads.values() if head is not None]
        if len({self.sheet.text(row, column) for column in heads}) < _FEWEST or 2 * len(understood) < len(heads):
            return False
        if named:
            return len(understood) >= _FEWEST
        return len(understood) == len(heads) and any(
            all(says(head) for head in understood)
            for says in (lambda head: head.span, lambda head: head.subject is not None, lambda head: head.indicator)
        )

    def _names_again(self, row: int) -> bool:
        """Return whether a row says what rows are named by where those above are named: the header of a further table."""
        return any(_names_rows(self.sheet.text(row, column)) for column in self.tables[-1].columns(*_NAMING))

    def _stands_apart(self, row: int) -> bool:
        """Return whether a row below a gap or a line has no name: such a header may begin with an empty cell."""
        if row - 1 in self.sheet.rows and not self._is_line(row - 1):
            return False
        return not any(self.sheet.text(row, column) for column in self.tables[-1].columns(*_NAMING))

    def _heads(self, row: int) -> dict[int, Head | None]:
        texts = ((column, text) for column, text in enumerate(self.sheet.texts(row)) if text)
        return {column: _read(text, self.known) for column, text in texts}

    def _open(self, row: int) -> None:
        heads = self._heads(row)
        texts = {column: self.sheet.text(row, column) for column in heads}
        rows = [row]
        while self._continues(rows, heads):
            rows.append(rows[-1] + 1)
            self._deepen(rows[-1], heads, texts)
        self._header_until = rows[-1]
        table = Table(
            self.sheet,
            self._title(),
            tuple(rows),
            {column: head for column, head in heads.items() if head is not None},
            strange={column: texts[column] for column, head in heads.items() if head is None},
        )
        _name_rows(table)
        self.tables.append(table)

    def _continues(self, rows: list[int], heads: dict[int, Head | None]) -> bool:
        """Return whether the next row belongs to the header: nothing of its own where rows are named."""
        below = rows[-1] + 1
        if below not in self.sheet.rows:
            return False
        names = [column for column, head in heads.items() if head is not None and head.role in _NAMING] or [0]
        for column in names:
            top = self.sheet.tops.get((below, column))
            text = self.sheet.text(below, column)
            if text and not (top and top[0] in rows) and role(text) != "unit":
                return False
        texts = {c: t for c, t in enumerate(self.sheet.texts(below)) if t and c not in names}
        numbers = (self.sheet.at(below, column) for column in texts)
        if not texts or any(isinstance(cell, Number) and not _is_year(cell) for cell in numbers):
            return False
        own = [text for column, text in texts.items() if self.sheet.tops.get((below, column), (below, 0))[0] == below]
        return bool(own) and all(_read(text, self.known) is not None for text in own)

    def _deepen(self, row: int, heads: dict[int, Head | None], texts: dict[int, str]) -> None:
        """Read a further row of the header together with what stands above it."""
        before, above = dict(heads), dict(texts)
        for column, text in enumerate(self.sheet.texts(row)):
            if not text or self.sheet.tops.get((row, column), (row, 0))[0] != row:
                continue
            over = before.get(column)
            if role(text) == "unit" and over is not None and over.role in _NAMING:
                continue  # 单位 at the head of a row of units
            left = max((each for each in before if each <= column), default=None)
            upper = before.get(left) if left is not None else None
            if left is not None and left != column and upper is not None and upper.role:
                upper, left = None, None
            lower = _read(text, self.known)
            heads[column] = (
                lower
                if upper is None and left is None
                else _together(lower, upper, above.get(left or 0, ""), text, self.known)
            )
            texts[column] = f"{above.get(column, '')}{text}"

    def _title(self) -> Title:
        """Return what stands above the table: lines before the first, or behind the values of the one before."""
        rows = self._above
        if self.tables:
            last = self.tables[-1]
            while last.rows and self._is_line(last.rows[-1]):
                rows = [last.rows.pop(), *rows]
        self._above = []
        if not self.tables and len(rows) > 1:
            # the first of several lines above the first table is of the whole sheet
            self._document = self._lines(rows[:1]).below(self._document)
        return self._lines(rows).below(self._document)

    def _lines(self, rows: list[int]) -> Title:
        title = Title()
        for row in rows:
            for text in dict.fromkeys(text for text in self.sheet.texts(row) if text):
                title.add(text, self.known)
        return title

    def _is_line(self, row: int) -> bool:
        """Return whether a row is a line of text and no row of a table."""
        cells = [cell for cell in self.sheet.rows[row] if cell is not None]
        return len(cells) <= _FEWEST and all(isinstance(cell, str) for cell in cells)


def _name_rows(table: Table) -> None:
    """Take a first column without a header, or one headed 项目, for what names the rows."""
    if not table.columns(*_NAMING) and 0 not in table.heads and 0 not in table.strange:
        table.heads[0] = Head(role="key")


def _together(lower: Head | None, upper: Head | None, above: str, text: str, known: Known) -> Head | None:
    if lower is not None and upper is not None:
        return lower.below(upper)
    return read_head(above + text, known)


def _read(text: str, known: Known) -> Head | None:
    return read_head(text, known) if len(text) <= _LONGEST_HEADER else None


def _names_rows(text: str) -> bool:
    """Return whether a text is the header of what names rows; a long text or a number is told at once."""
    return 0 < len(text) <= _LONGEST_HEADER and not text[0].isdigit() and role(text) in _NAMING


def _is_figure(cell: Content) -> bool:
    """Return whether a cell holds a number that is no year."""
    if isinstance(cell, Number):
        return not _is_year(cell)
    return isinstance(cell, str) and _FIGURE.fullmatch(flat(cell)) is not None and period(cell) is None


def _is_year(cell: Number) -> bool:
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
        if len(texts) == 1 and not any(_is_figure(cell) for cell in cells):
            yield row, next(iter(texts))
