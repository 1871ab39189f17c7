"""Which piece of a table belongs to which column of which row, when the lines do not say it.

In text taken from a pdf a row is broken over lines, a cell is broken over lines, and cells that span several rows are
printed once. The pieces are still in order. The best assignment is found by dynamic programming: each piece goes on with the cell
before it, into a later column of the same row, or begins a row; what does not fit costs, so does what is left empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lantu.reading.extraction.tables.cells import Cell, join
from lantu.reading.extraction.tables.columns import Role
from lantu.reading.extraction.tables.tokens import PART, Look, look_of, misfit

MOST_PIECES = 6_000
_SKIPPED = {
    Role.NUMBER: 3.0,
    Role.CATEGORY: 0.0,
    Role.NAME: 15.0,
    Role.UNIT: 3.0,
    Role.ATTRIBUTE: 3.0,
    Role.VALUE: 4.0,
    Role.OTHER: 0.5,
}
_NEW_ROW = 0.5
_BROKEN_PHRASE = 3.0
_INSIDE_LINE = 3.0
_DROPPED = 11.0
_DROPPED_NUMERAL = 6.0
_UNEXPECTED_NUMBER = 6.0
_FORBIDDEN = 40.0
_UNFILLED = 4.0
_REPEATED = 0.2
_LONGEST_CATEGORY = 8
_OPEN_END = re.compile(r"[，、/（(〔\[【<>≥≤左以]$|\d[-—–~至]$|\d\.$")
_TAIL = re.compile(r"(?:左右|以[上内下]|[右上内下])?[〕】\]）)]?\*?$|[%‰]\*?$")
_WHOLE_PHRASE = re.compile(
    r"(?:同步|任务|要求|目标|稳定|区间|指标|水平|提[高升]|改善|结果|下降|增长|一致|持平|达标|以[上内下])[〕】\]）)]?\*?$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a table: a cell or part of one.

    Attributes:
        cell: Its text and place.
        first: True when it begins a line.
    """

    cell: Cell
    first: bool


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """A row put together.

    Attributes:
        cells: The cell of each column, None where it is empty.
        cost: How badly its pieces fit, 0 for a perfect row.
    """

    cells: tuple[Cell | None, ...]
    cost: float


@dataclass(slots=True)
class _Path:
    """The best way to a piece that ends in one column."""

    cost: float
    column: int
    number: int  # number printed before the row, the last one seen
    before: _Path | None
    begins: bool
    dropped: bool
    own: float
    text: str  # of the last piece kept


@dataclass(frozen=True, slots=True)
class _Grid:
    """What the columns of a table cost to be left empty.

    Attributes:
        roles: Of the columns, in order.
        lead: For each column, and for the end, the cost of leaving empty all before it.
        trail: For each column the cost of leaving empty all after it.
        strict: True when pieces are whole cells.
    """

    roles: Sequence[Role]
    lead: Sequence[float]
    trail: Sequence[float]
    strict: bool

    @classmethod
    def of(cls, roles: Sequence[Role], *, strict: bool) -> _Grid:
        """Add up what the columns cost."""
        lead = [0.0, *accumulate(_SKIPPED[role] for role in roles)]
        return cls(roles, lead, [lead[-1] - before for before in lead[1:]], strict)


def align(pieces: Sequence[Piece], roles: Sequence[Role], *, strict: bool, number: int = 0) -> list[AlignedRow]:
    """Assign pieces to the columns of rows.

    Args:
        pieces: In order of the text.
        roles: Of the columns, in order.
        strict: True when pieces are whole cells (tabs, pipes): only the first of a line may go on with a cell.
        number: Number printed before the last row above.

    >>> cells = [Piece(Cell(t, tuple(range(len(t)))), f) for t, f in [("1", True), ("水量", False), ("5", False), ("6", True)]]
    >>> [row.cells[1].text for row in align(cells, [Role.NUMBER, Role.NAME, Role.VALUE, Role.VALUE], strict=False)]
    ['水量']
    """
    if not pieces:
        return []
    grid = _Grid.of(roles, strict=strict)
    often = Counter(piece.cell.text for piece in pieces if 1 < len(piece.cell.text) <= _LONGEST_CATEGORY)
    repeated = {text for text, count in often.items() if count > 2 and look_of(text) is Look.TEXT}
    paths = [_Path(0.0, len(roles) - 1, number, None, False, True, 0.0, "")]
    for piece in pieces[:MOST_PIECES]:
        paths = _step(paths, piece, grid, repeated=piece.cell.text in repeated)
    best = min(paths, key=lambda path: path.cost + grid.trail[path.column])
    return _rows(best, pieces, len(roles))


def _step(paths: Sequence[_Path], piece: Piece, grid: _Grid, *, repeated: bool) -> list[_Path]:
    """Return the best way to each column after one more piece: kept there, or dropped where that costs less."""
    kept = [_kept(paths, piece, column, grid, repeated=repeated) for column in range(len(grid.roles))]
    numeral = piece.first and look_of(piece.cell.text) is Look.NUMERAL
    for path in paths:
        without = _without(path, _DROPPED_NUMERAL if numeral else _DROPPED)
        if path.before is not None and without.cost < kept[path.column].cost:
            kept[path.column] = without
    return kept


def _kept(paths: Sequence[_Path], piece: Piece, column: int, grid: _Grid, *, repeated: bool) -> _Path:
    """Return the best way that puts a piece into a column."""
    text, role = piece.cell.text, grid.roles[column]
    fit = _REPEATED if repeated and role is Role.CATEGORY else misfit(text, role)
    return min((_onward(path, piece, column, grid, fit) for path in paths), key=lambda path: path.cost)


def _onward(path: _Path, piece: Piece, column: int, grid: _Grid, fit: float) -> _Path:
    """Return a way that goes on with its row, or begins another where that costs less."""
    text, role = piece.cell.text, grid.roles[column]
    same_row, new_row = _same_row(path, piece, column, grid), _new_row(path, piece, column, grid)
    begins = new_row < same_row or path.before is None
    own = fit + _out_of_order(text, role, path) + min(new_row, same_row)
    cell = text if begins or column != path.column else path.text + text
    return _Path(path.cost + own, column, _number(text, role, path.number), path, begins, False, own, cell)


def _same_row(path: _Path, piece: Piece, column: int, grid: _Grid) -> float:
    """Return the cost of a later column of the same row, with what is left empty before it, or of going on with the cell."""
    if column == path.column and path.before is not None:
        return _going_on(piece, path.text, grid.roles[column], strict=grid.strict)
    if column <= path.column:
        return _FORBIDDEN
    cost = grid.lead[column] - grid.lead[path.column + 1]
    if _is_rest(piece.cell.text, path.text):
        cost += _BROKEN_PHRASE
    return cost + 2.0 if grid.strict and piece.first else cost


def _new_row(path: _Path, piece: Piece, column: int, grid: _Grid) -> float:
    """Return the cost of beginning a row, with what is left empty at its begin and at the end of the one before."""
    if path.before is None:
        return grid.lead[column]
    cost = _NEW_ROW + grid.lead[column] + grid.trail[path.column]
    if piece.first:
        return cost
    return cost + (_FORBIDDEN if grid.strict else _INSIDE_LINE)


def _without(path: _Path, cost: float) -> _Path:
    """Return a way that drops a piece and stands where it stood."""
    return _Path(path.cost + cost, path.column, path.number, path, False, True, cost, path.text)


def _going_on(piece: Piece, before: str, role: Role, *, strict: bool) -> float:
    """Return the cost of going on with a cell that is broken here."""
    if strict and not piece.first:
        return _FORBIDDEN
    look = look_of(piece.cell.text)
    if role is Role.NAME:
        if PART.match(piece.cell.text):
            return _FORBIDDEN
        if _fills_no_line(before, piece.cell.text):
            return _UNFILLED
        return 1.0 if piece.first else 2.5
    if role is Role.VALUE:
        rest = piece.first and ends_phrase(before, piece.cell.text)
        if _TAIL.match(piece.cell.text) or rest:
            return 0.5 - misfit(piece.cell.text, role)
        if _OPEN_END.search(before):
            return 0.5
        phrase = look is Look.PHRASE and look_of(before) not in (Look.NUMERAL, Look.VALUE, Look.BLANK)
        return (1.5 if piece.first else 3.0) if phrase else 8.0
    if role in (Role.CATEGORY, Role.OTHER):
        return 0.5
    if role is Role.UNIT and look_of(before + piece.cell.text) is Look.UNIT:
        return -4.0 if look_of(before) is not Look.UNIT else 1.0
    return 2.0 if role is Role.UNIT and look is not Look.UNIT else _FORBIDDEN


def _fills_no_line(before: str, text: str) -> bool:
    """Tell whether a name would have been broken far before the end of its line: what follows is longer than what stands there."""
    return 1 < len(before) <= _LONGEST_CATEGORY and len(text) > len(before) + 1


def ends_phrase(before: str, text: str) -> bool:
    """Tell whether a few characters are the end of a phrase broken before them (与经济增长同 / 步).

    >>> ends_phrase("与经济增长同", "步"), ends_phrase("完成省下达任务", "水量")
    (True, False)
    """
    return len(text) <= 2 and look_of(before) is Look.PHRASE and not _WHOLE_PHRASE.search(before)


def _is_rest(text: str, before: str) -> bool:
    """Tell whether a piece goes on with a phrase that is not whole (完成省下达 / 任务)."""
    return look_of(text) is Look.PHRASE and look_of(before) is Look.PHRASE and not _WHOLE_PHRASE.search(before)


def _out_of_order(text: str, role: Role, path: _Path) -> float:
    """Return what a number before a row costs: nothing, a bonus even, when it is the next one."""
    if role is not Role.NUMBER or not text.strip(".、．（）").isdecimal():
        return 0.0
    return -2.0 if int(text.strip(".、．（）")) == path.number + 1 else _UNEXPECTED_NUMBER


def _number(text: str, role: Role, number: int) -> int:
    digits = text.strip(".、．（）")
    return int(digits) if role is Role.NUMBER and digits.isdecimal() else number


def _rows(path: _Path, pieces: Sequence[Piece], width: int) -> list[AlignedRow]:
    """Walk back along the best path and put the rows together."""
    steps: list[_Path] = []
    walker: _Path | None = path
    while walker is not None and walker.before is not None:
        steps.append(walker)
        walker = walker.before
    rows: list[AlignedRow] = []
    parts: list[list[Cell]] = [[] for _ in range(width)]
    cost = 0.0
    for step, piece in zip(reversed(steps), pieces, strict=False):
        if step.begins and any(parts):
            rows.append(_row(parts, cost))
            parts, cost = [[] for _ in range(width)], 0.0
        cost += max(0.0, step.own)
        if not step.dropped:
            parts[step.column].append(piece.cell)
    if any(parts):
        rows.append(_row(parts, cost))
    return rows


def _row(parts: Sequence[Sequence[Cell]], cost: float) -> AlignedRow:
    return AlignedRow(tuple(join(cells) if cells else None for cells in parts), round(cost, 2))
