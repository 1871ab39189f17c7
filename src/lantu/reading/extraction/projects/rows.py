"""The rows of a project table: cells put into columns, whatever the lines left of them.

A line of full width is a row. Other lines are pieces in the order of the text: a number that goes on counting begins a row, and within a row
years, money and bodies show where the columns between them end. The cheapest assignment is found by dynamic programming.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lantu.reading.extraction.projects.columns import Part, ProjectColumn, names_lists
from lantu.reading.extraction.projects.finding import ProjectTable
from lantu.reading.extraction.projects.values import BODY_END, MONEY_CELL, YEARS_CELL
from lantu.reading.extraction.tables.cells import Cell, join

_NUMBER = re.compile(r"[（(]?(\d{1,4})[.．、）)]?")
_TOTAL = re.compile(r"(?:[总合小共]计|总计)(?:[（(].{0,12}[）)])?")
_CATEGORY = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、．.].{1,30}|.{2,24}[（(]?(?:共|计)?\d{1,3}[项个](?:项目|工程)?[）)]?"
)
_BLANK = re.compile(r"[-—–―/\\…]{1,4}|无")
_MOST_PIECES = 80
_MANY = 60.0
_LONG_CATEGORY = 8
_Path = tuple[float, tuple[int, ...]]
_START: _Path = (0.0, ())
_NOWHERE: _Path = (9 * _MANY, ())
_SKIPPED = {Part.NAME: 25.0, Part.INVESTMENT: 3.0, Part.PERIOD: 3.0, Part.SCALE: 2.0, Part.BODY: 2.0}


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A row of a project table.

    Attributes:
        cells: Its cells by what they hold; blanks left out.
        exact: True when it was printed in a line of full width.
    """

    cells: dict[Part, Cell]
    exact: bool

    @property
    def start(self) -> int:
        """Index of its first character."""
        return min(cell.start for cell in self.cells.values())

    @property
    def end(self) -> int:
        """Index after its last character."""
        return max(cell.end for cell in self.cells.values())


def read_rows(table: ProjectTable) -> Iterator[ProjectRow]:
    """Yield the rows that have a name, totals left out, in the order of the text."""
    for row in _rows(table):
        name = row.cells.get(Part.NAME)
        first = row.cells.get(Part.NUMBER) or row.cells.get(Part.CATEGORY)
        if name and not _TOTAL.fullmatch(name.text) and not (first and _TOTAL.fullmatch(first.text)):
            yield row


def _rows(table: ProjectTable) -> Iterator[ProjectRow]:
    width = len(table.columns)
    waiting: list[Cell] = []
    number = 0
    for line in table.body:
        cells = line[:-1] if len(line) == width + 1 and line[-1] is None else line
        kept = [cell for cell in cells if cell]
        if table.separator != " " and len(cells) == width and (len(kept) > 1 or width < 3):
            yield from _flush(waiting, table.columns)
            yield ProjectRow(_by_part(cells, table.columns), exact=True)
            number = _next(kept, number, table.columns, waiting)[1]
            continue
        begins, number = _next(kept, number, table.columns, waiting)
        if begins or (kept and _stands_between(kept, table)):
            yield from _flush(waiting, table.columns)
        if not (kept and _stands_between(kept, table)):
            waiting += kept
    yield from _flush(waiting, table.columns)


def _next(
    kept: Sequence[Cell], number: int, columns: Sequence[ProjectColumn], waiting: Sequence[Cell]
) -> tuple[bool, int]:
    """Tell whether a line begins a row, and return the number of the row it stands in."""
    if not kept:
        return False, number
    if not any(column.part is Part.NUMBER for column in columns):
        return len(kept) == len(columns), number
    match = _NUMBER.fullmatch(kept[0].text)
    if match is None or int(match[1]) not in (number + 1, 1):
        return False, number
    money = any(column.part is Part.INVESTMENT for column in columns)
    if len(kept) == 1 and money and waiting and not any(MONEY_CELL.fullmatch(cell.text) for cell in waiting[1:]):
        return False, number  # the money of the row, not the number of the next
    return True, int(match[1])


def _stands_between(kept: Sequence[Cell], table: ProjectTable) -> bool:
    """Tell whether a line stands between rows: a total, or the category of those below."""
    if _TOTAL.fullmatch(kept[0].text):
        return True
    return len(kept) == 1 and _CATEGORY.fullmatch(kept[0].text) is not None and not names_lists(table.columns)


def _flush(waiting: list[Cell], columns: Sequence[ProjectColumn]) -> Iterator[ProjectRow]:
    pieces = waiting[:_MOST_PIECES]
    waiting.clear()
    if len(pieces) > 1:
        cells = _assigned(pieces, columns)
        if cells is not None:
            yield ProjectRow(cells, exact=False)


def _by_part(cells: Sequence[Cell | None], columns: Sequence[ProjectColumn]) -> dict[Part, Cell]:
    found: dict[Part, Cell] = {}
    for cell, column in zip(cells, columns, strict=True):
        if cell and not _BLANK.fullmatch(cell.text):
            found.setdefault(column.part, cell)
    return found


def _assigned(pieces: Sequence[Cell], columns: Sequence[ProjectColumn]) -> dict[Part, Cell] | None:
    """Assign pieces to columns in order at the lowest cost; None where they do not make a row."""
    lists = names_lists(columns)
    width = len(columns)
    best: list[_Path] = [_START, *[_NOWHERE] * width]  # by 1 + column of the last piece
    for k, piece in enumerate(pieces):
        fits = [_misfit(piece.text, column.part, lists=lists) for column in columns]
        following: list[_Path] = [_NOWHERE] * (width + 1)
        for last, (cost, path) in enumerate(best):
            for c in range(max(last - 1, 0), width):
                goes_on = c == last - 1
                if goes_on and columns[c].part in (Part.NUMBER, Part.INVESTMENT, Part.PERIOD):
                    continue
                skipped = sum(_SKIPPED.get(columns[s].part, 0.0) for s in range(last, c))
                total = cost + fits[c] + (0.6 if goes_on else skipped) - (0.5 if k == 0 and c == 0 else 0.0)
                if total < following[c + 1][0]:
                    following[c + 1] = (total, (*path, c))
        best = following
    cost, path = min(
        (cost + sum(_SKIPPED.get(column.part, 0.0) for column in columns[last:]), path)
        for last, (cost, path) in enumerate(best)
    )
    if cost >= _MANY or not path:
        return None
    grouped: dict[int, list[Cell]] = {}
    for piece, c in zip(pieces, path, strict=True):
        grouped.setdefault(c, []).append(piece)
    return _by_part([join(grouped[c]) if c in grouped else None for c in range(width)], columns)


def _misfit(text: str, part: Part, *, lists: bool) -> float:
    """Return how badly a piece fits a column: 0 fits, 20 does not go."""
    years = YEARS_CELL.fullmatch(text) is not None
    money = MONEY_CELL.fullmatch(text) is not None
    if part is Part.NUMBER:
        return 0.0 if _NUMBER.fullmatch(text) else 20.0
    if part in (Part.PERIOD, Part.BEGIN, Part.FINISH):
        return 0.0 if years else 20.0
    if part is Part.INVESTMENT:
        return (6.0 if years else 0.0) if money else 20.0
    if part is Part.CATEGORY:
        return 20.0 if money or "、" in text else 0.0 if len(text) <= _LONG_CATEGORY else 6.0
    body = BODY_END.search(text) is not None
    if part is Part.BODY:
        return 20.0 if years or money else 0.0 if body else 6.0
    if part is Part.NAME:
        if lists:
            return 0.0 if "、" in text or len(text) > _LONG_CATEGORY else 3.0
        return 20.0 if years or money else 1.0
    if part is Part.SCALE:
        return 8.0 if years or money else 0.5 if re.search(r"\d", text) else 2.0
    return 3.0
