"""Tables in a sheet, found by their headers: where one begins, what its columns say, which rows are its own.

A row is a header when it has a column that names its rows (指标, 地区, 时间) beside others that are understood, or when
its first cell is empty and the others are all times, areas or indicators. Headers of several rows are read together. A
sheet may hold several tables one below the other, where what stands between them is the title of the next, and one beside
the other, where each begins with what names its rows.
"""

from __future__ import annotations

from lantu.exchange.observations.headers import Head, read_head
from lantu.exchange.observations.known import Known
from lantu.exchange.observations.sheets import Number, Sheet
from lantu.exchange.observations.tables import NAMING, Table, is_figure, is_year
from lantu.exchange.observations.titles import Title, of_sheet
from lantu.exchange.observations.wordlist import role

_LONGEST_HEADER = 60
_FEWEST = 2
_LINES = 20  # of many lines above a table, the first and the last say what it is


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
        self._first = Title()
        self._headers: list[tuple[list[str], Title]] = []

    def take(self, row: int) -> None:
        """Take the next row: a header, a further row of the header above, a row of the table, or a title."""
        if row <= self._header_until:
            return
        if self._begins(row):
            self._open(row)
        elif self.tables:
            self.tables[-1].rows.append(row)
        elif any(is_figure(cell) for cell in self.sheet.rows[row]):
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
        if any(is_figure(cell) for cell in cells):
            return False
        heads = self._heads(row)
        understood = [head for head in heads.values() if head is not None]
        if len({self.sheet.text(row, column) for column in heads}) < _FEWEST or 2 * len(understood) < len(heads):
            return False
        if named:
            return len(understood) >= _FEWEST
        return len(understood) == len(heads) and any(
            all(says(head) for head in understood)
            for says in (_says_when, lambda head: head.subject is not None, lambda head: head.indicator)
        )

    def _names_again(self, row: int) -> bool:
        """Return whether a row says what rows are named by where those above are named: the header of a further table."""
        return any(_names_rows(self.sheet.text(row, column)) for column in self.tables[-1].columns(*NAMING))

    def _stands_apart(self, row: int) -> bool:
        """Return whether a row below a gap or a line has no name: such a header may begin with an empty cell."""
        if row - 1 in self.sheet.rows and not self._is_line(row - 1):
            return False
        return not any(self.sheet.text(row, column) for column in self.tables[-1].columns(*NAMING))

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
        understood = {column: head for column, head in heads.items() if head is not None}
        below: list[int] = []
        above = self._lines_above()
        for first, last in _blocks(understood, self.sheet.width):
            inside = range(first, last + 1)
            table = Table(
                self.sheet if last - first + 1 == self.sheet.width else self.sheet.part(inside),
                self._title(above, inside, [texts[column] for column in texts if column in inside]),
                tuple(rows),
                {column: head for column, head in understood.items() if column in inside},
                below,
                strange={column: texts[column] for column, head in heads.items() if head is None and column in inside},
            )
            _name_rows(table, first)
            self.tables.append(table)

    def _continues(self, rows: list[int], heads: dict[int, Head | None]) -> bool:
        """Return whether the next row belongs to the header: nothing of its own where rows are named."""
        below = rows[-1] + 1
        if below not in self.sheet.rows:
            return False
        names = [column for column, head in heads.items() if head is not None and head.role in NAMING] or [0]
        for column in names:
            top = self.sheet.tops.get((below, column))
            text = self.sheet.text(below, column)
            if text and not (top and top[0] in rows) and role(text) != "unit":
                return False
        texts = {c: t for c, t in enumerate(self.sheet.texts(below)) if t and c not in names}
        numbers = (self.sheet.at(below, column) for column in texts)
        if not texts or any(isinstance(cell, Number) and not is_year(cell) for cell in numbers):
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
            if role(text) == "unit" and over is not None and over.role in NAMING:
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

    def _lines_above(self) -> list[int]:
        """Return the lines above a table: before the first, or behind the values of the one before."""
        rows = self._above
        if self.tables:
            last = self.tables[-1]
            while last.rows and self._is_line(last.rows[-1]):
                rows = [last.rows.pop(), *rows]
        self._above = []
        return rows if len(rows) <= 2 * _LINES else [*rows[:_LINES], *rows[-_LINES:]]

    def _title(self, rows: list[int], inside: range, header: list[str]) -> Title:
        """Return what stands above the columns of a table, and what goes on from the one before."""
        if not self.tables and len(rows) > 1:
            # the first of several lines above the first table is of the whole sheet
            self._document = self._lines(rows[:1], inside).below(self._document)
        title = self._lines(rows, inside)
        before = self._continued(title, header)
        if before is not None:
            title.going_on(before)
        self._headers.append((header, title))
        title.below(self._document)
        title.span = title.span or self._first.span  # what the first table says holds until another says otherwise
        self._first = self._first if self.tables else title
        return title

    def _continued(self, title: Title, header: list[str]) -> Title | None:
        """Return the title of the table that goes on: 续表, or the same header again on the next printed page."""
        alike = [before for texts, before in self._headers if texts == header]
        return alike[-1] if alike and title.goes_on else None

    def _lines(self, rows: list[int], inside: range) -> Title:
        """Read lines; where several texts stand in one, those above the columns of the table are its own."""
        title = Title()
        for row in rows:
            texts = {text: column for column, text in reversed(list(enumerate(self.sheet.texts(row)))) if text}
            own = [text for text in reversed(texts) if len(texts) == 1 or self._is_above(row, text, inside)]
            for text in own:
                title.add(text, self.known)
        return title

    def _is_above(self, row: int, text: str, inside: range) -> bool:
        return any(self.sheet.text(row, column) == text for column in inside)

    def _is_line(self, row: int) -> bool:
        """Return whether a row is a line of text and no row of a table."""
        cells = [cell for cell in self.sheet.rows[row] if cell is not None]
        texts = len(cells) <= _FEWEST and all(isinstance(cell, str) for cell in cells)
        return texts and not any(map(is_figure, cells))


def _name_rows(table: Table, first: int) -> None:
    """Take a first column without a header for what names the rows."""
    if not table.columns(*NAMING) and first not in table.heads and first not in table.strange:
        table.heads[first] = Head(role="key")


def _blocks(heads: dict[int, Head], width: int) -> list[tuple[int, int]]:
    """Return the first and last column of each of the tables that stand side by side under one header.

    A further one begins where what names the rows is named again behind values.
    """
    starts, met, filled = [0], set[str](), False
    for column, head in sorted(heads.items()):
        if head.role in met and filled:
            starts.append(column)
            met, filled = set(), False
        if head.role in NAMING:
            met.add(head.role)
        filled = filled or head.role in ("", "value")
    return list(zip(starts, [*(start - 1 for start in starts[1:]), width - 1], strict=True))


def _says_when(head: Head) -> bool:
    return head.span is not None or head.basis is not None


def _together(lower: Head | None, upper: Head | None, above: str, text: str, known: Known) -> Head | None:
    together = lower.below(upper) if lower is not None and upper is not None else None
    return together or read_head(above + text, known)


def _read(text: str, known: Known) -> Head | None:
    return read_head(text, known) if len(text) <= _LONGEST_HEADER else None


def _names_rows(text: str) -> bool:
    """Return whether a text is the header of what names rows; a long text or a number is told at once."""
    return 0 < len(text) <= _LONGEST_HEADER and not text[0].isdigit() and role(text) in NAMING
