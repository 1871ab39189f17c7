"""The rows of a table: pieces put into columns, names, numbers and attributes carried to the rows that leave them unsaid.

A row with a number of its own is one official indicator; rows under it (其中, or printed without a number) are quantities of it. So the
count of indicators is that of the numbers, not of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lantu.model.records import Attribute
from lantu.reading.extraction.tables.alignment import MOST_PIECES, AlignedRow, Piece, align, ends_phrase
from lantu.reading.extraction.tables.cells import Cell, join, sliced
from lantu.reading.extraction.tables.columns import Column, Role
from lantu.reading.extraction.tables.finding import Found
from lantu.reading.extraction.tables.names import Name, attribute_of, cut_part, cut_unit, leading_number, read_name
from lantu.reading.extraction.tables.tokens import Look, look_of, misfit
from lantu.reading.extraction.tables.values import is_blank

_PLAUSIBLE = 9.0
_MOST_PENDING = 200
_AROUND_NUMBER = ".、．（）"
_FULL_LINE = 0.8
_SHORT_NAME = 4


@dataclass(slots=True)
class Row:
    """A row of a table.

    Attributes:
        name: What its name cell says.
        place: Its name cell.
        number: Number of the official indicator it belongs to, or None.
        own_number: True when the number is printed before this row.
        unit: Printed in its unit cell or name, or None.
        attribute: Printed in its cell, or carried from its group.
        category: Printed before it or above.
        parent: Name of the row it is a part of, or None.
        values: Its cells in the columns of values, those that say nothing left out.
        fit: Between 0 and 1, how well its pieces fit the columns.
        remark: What its cell in a column of remarks (备注, 说明) says, or None.
    """

    name: Name
    place: Cell
    number: int | None = None
    own_number: bool = False
    unit: str | None = None
    attribute: Attribute | None = None
    category: str | None = None
    parent: str | None = None
    values: list[tuple[Column, Cell]] = field(default_factory=list)
    fit: float = 1.0
    remark: str | None = None


@dataclass(slots=True)
class _State:
    """What rows above say for those below."""

    number: int = 0
    category: str | None = None
    attribute: Attribute | None = None
    head: str | None = None


def read_grid(found: Found, columns: Sequence[Column]) -> tuple[list[Row], list[Cell]]:
    """Put the lines of a table into rows.

    Returns:
        The rows that have a name, in order, and the pieces that no row could take.
    """
    aligned, left = _aligned(found, columns)
    state = _State()
    rows: list[Row] = []
    for line in aligned:
        if _is_category(line, columns):
            text = "".join(cell.text for cell in line.cells if cell)
            state.category, state.attribute = _category(text), attribute_of(text)
            continue
        row = _row(line, columns, state)
        if row is not None:
            rows.append(row)
    rows = _without_tail(rows)
    _group(rows)
    _carry_attributes(rows, columns)
    return rows, left


def numbered_columns(found: Found, columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns with one for numbers before them where rows begin with numbers and the header does not say so."""
    if any(column.role is Role.NUMBER for column in columns):
        return tuple(columns)
    expected = rows = 0
    first = False
    free = found.header.separator == " "
    for line in found.body:
        cells = [cell for cell in line if cell]
        rows += len(cells) > 1 or free
        for i, cell in enumerate(cells[:2]):
            if look_of(cell.text) not in (Look.NUMERAL, Look.ITEM) or (free and i > 0):
                continue
            wide = len(line) == len(columns) + 1
            if cell.text.strip(_AROUND_NUMBER) == str(expected + 1) and (wide or free or len(cells) < len(columns)):
                expected, first = expected + 1, first or (wide and line[0] is cell)
                break
    share = rows / (len(columns) + 1) if free else rows
    if expected < 2 or expected * 2 < share:
        return tuple(columns)
    place = next((i for i, c in enumerate(columns) if c.role is Role.NAME), 0) if not first else 0
    return (*columns[:place], Column(Role.NUMBER, ""), *columns[place:])


def spread_columns(found: Found, columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns with those of values said again over the blanks beside them where figures stand under these."""
    spread: list[Column] = []
    for i, column in enumerate(columns):
        under = [line[i] for line in found.body if len(line) == len(columns)]
        figures = any(cell and look_of(cell.text) in (Look.VALUE, Look.NUMERAL) for cell in under)
        merged = not column.title and figures and spread and spread[-1].role is Role.VALUE
        spread.append(spread[-1] if merged else column)
    return tuple(spread)


def _aligned(found: Found, columns: Sequence[Column]) -> tuple[list[AlignedRow], list[Cell]]:
    roles = [column.role for column in columns]
    if found.header.separator == " ":
        return _free(found, roles)
    rows: list[AlignedRow] = []
    pending: list[tuple[Cell, ...]] = []
    for printed in found.body:
        line = _narrowed(printed, roles)
        kept = tuple(cell for cell in line if cell)
        exact = len(line) == len(roles) and (len(kept) == 1 or _plausible(line, roles))
        if exact or (len(kept) == 1 and _stands_alone(kept[0], rows, begun=bool(pending))):
            rows += _flush(pending, roles, rows)
            row: tuple[Cell | None, ...] = line if exact else (kept[0], *[None] * (len(roles) - 1))
            rows.append(AlignedRow(row, 0.0))
        elif kept:
            if len(pending) >= _MOST_PENDING:
                rows += _flush(pending, roles, rows)
            pending.append(kept)
    rows += _flush(pending, roles, rows)
    return rows, []


def _narrowed(line: tuple[Cell | None, ...], roles: Sequence[Role]) -> tuple[Cell | None, ...]:
    """Return a line of one cell too many without its empty last one, or with a name joined that stands in two cells."""
    if len(line) != len(roles) + 1 or line[-1] is None:
        return line[:-1] if len(line) == len(roles) + 1 else line
    name = roles.index(Role.NAME) if Role.NAME in roles else len(roles)
    head, part = line[name : name + 2] if name < len(roles) else (None, None)
    if head is None or part is None or look_of(part.text) is not Look.TEXT:
        return line
    joined = (*line[:name], join([head, part]), *line[name + 2 :])
    return joined if _plausible(joined, roles) else line


def _plausible(line: Sequence[Cell | None], roles: Sequence[Role]) -> bool:
    """Tell whether the cells of a line of full width go with its columns."""
    named = any(cell and role in (Role.NAME, Role.CATEGORY) for cell, role in zip(line, roles, strict=True))
    costs = [misfit(cell.text, role) for cell, role in zip(line, roles, strict=True) if cell]
    return named and sum(costs) <= _PLAUSIBLE + 6 * sum(cost == 12 for cost in costs)


def _stands_alone(cell: Cell, rows: Sequence[AlignedRow], *, begun: bool) -> bool:
    """Tell whether a line of one cell is a category and not the rest of a broken cell."""
    look = look_of(cell.text)
    if look is Look.COUNTED or attribute_of(cell.text):
        return True
    return look is Look.TEXT and not begun and len(cell.text) <= 10 and (not rows or rows[-1].cells[-1] is not None)


def _flush(pending: list[tuple[Cell, ...]], roles: Sequence[Role], rows: Sequence[AlignedRow]) -> list[AlignedRow]:
    """Align the lines that were not of full width."""
    pieces = [Piece(cell, i == 0) for line in pending for i, cell in enumerate(line)]
    pending.clear()
    number = 0
    if Role.NUMBER in roles:
        place = roles.index(Role.NUMBER)
        printed = next((row.cells[place] for row in reversed(rows[-_MOST_PENDING:]) if row.cells[place]), None)
        digits = printed.text.strip(_AROUND_NUMBER) if printed else ""
        number = int(digits) if digits.isdecimal() else 0
    return _align(pieces, roles, strict=True, number=number)


def _free(found: Found, roles: Sequence[Role]) -> tuple[list[AlignedRow], list[Cell]]:
    """Align pieces that only their order puts into columns; what is beyond any table's size is left unread as one stretch."""
    pieces = [Piece(cell, i == 0) for line in found.body for i, cell in enumerate(c for c in line if c)]
    last = len(pieces)
    while last and look_of(pieces[last - 1].cell.text) in (Look.TEXT, Look.COUNTED, Look.UNIT):
        last -= 1
    if 0 < last < len(pieces) and ends_phrase(pieces[last - 1].cell.text, pieces[last].cell.text):
        last += 1
    pieces = pieces[:last]
    left = pieces[MOST_PIECES:]
    beyond = [Cell(left[0].cell.text, (left[0].cell.start, left[-1].cell.end - 1))] if left else []
    return _align(pieces, roles, strict=False), beyond


def _align(pieces: Sequence[Piece], roles: Sequence[Role], *, strict: bool, number: int = 0) -> list[AlignedRow]:
    """Align pieces; where categories are printed between rows without a column of their own, they become rows."""
    between = Role.CATEGORY not in roles and any(p.first and look_of(p.cell.text) is Look.COUNTED for p in pieces)
    if not between:
        return align(pieces, roles, strict=strict, number=number)
    rows: list[AlignedRow] = []
    for row in align(pieces, [Role.CATEGORY, *roles], strict=strict, number=number):
        if row.cells[0]:
            rows.append(AlignedRow((row.cells[0], *[None] * (len(roles) - 1)), 0.0))
        rows.append(AlignedRow(row.cells[1:], row.cost))
    return rows


def _is_category(line: AlignedRow, columns: Sequence[Column]) -> bool:
    """Tell whether a row only names the category of those below."""
    cells = [cell for cell in line.cells if cell]
    if len(cells) > 1 and len({cell.text for cell in cells}) == 1 and not is_blank(cells[0].text):
        return True
    filled = [cell for cell in cells if not is_blank(cell.text)]
    if len(filled) != 1 or look_of(filled[0].text) in (Look.NUMERAL, Look.VALUE, Look.ITEM):
        return False
    role = columns[line.cells.index(filled[0])].role
    if role is Role.NAME:
        has_category = any(column.role is Role.CATEGORY for column in columns)
        return not has_category and not re.match(r"\d|其中", filled[0].text)
    return not re.match(r"\d{1,3}[.．、]", filled[0].text)


def _category(text: str) -> str:
    return re.sub(r"[（(]?(?:共|计)?\d{1,2}[项个](?:指标)?[）)]?$", "", text)


def _row(line: AlignedRow, columns: Sequence[Column], state: _State) -> Row | None:
    """Make a row of an aligned line; None where it has no name."""
    by_role, values, head = _by_role(line, columns)
    category = by_role.get(Role.CATEGORY)
    grouped = re.match(r"(\d{1,3})[.．、](?!\d)(.+)", category.text) if category else None
    if category and not grouped:
        state.category = _category(category.text)
    place = by_role.get(Role.NAME) or head or (category if values else None)
    if place is None:
        return None
    leading, after = leading_number(place, state.number)
    name = read_name(place.text[after:])
    if not re.search(r"[\u4e00-\u9fffA-Za-z]", name.text):
        return None
    row = Row(name, sliced(place, after, len(place.text)), category=state.category, values=values)
    row.parent = _head_of(head, place, columns, state)
    printed = by_role.get(Role.NUMBER)
    digits = printed.text.strip(_AROUND_NUMBER) if printed else ""
    row.number = int(digits) if digits.isdecimal() else leading
    if grouped and row.number is None and place is not category:
        row.number, row.parent = int(grouped[1]), read_name(grouped[2]).text
    row.own_number = row.number is not None
    state.number = row.number or state.number
    unit = by_role.get(Role.UNIT)
    if unit is None and name.unit is None and any(column.role is Role.UNIT for column in columns):
        bare, printed_unit = cut_unit(name.text)
        row.name = name = replace(name, text=bare, unit=printed_unit)
    name_unit = next((column.unit for column in columns if column.role is Role.NAME), None)
    row.unit = unit.text if unit and not is_blank(unit.text) else name.unit or name_unit
    attribute = by_role.get(Role.ATTRIBUTE)
    row.attribute = (attribute_of(attribute.text) if attribute else None) or name.attribute or state.attribute
    remark = by_role.get(Role.OTHER)
    row.remark = remark.text if remark and not is_blank(remark.text) else None
    row.fit = max(0.3, 1.0 - line.cost / 40)
    return row


def _by_role(
    line: AlignedRow, columns: Sequence[Column]
) -> tuple[dict[Role, Cell], list[tuple[Column, Cell]], Cell | None]:
    """Return the cells of a line by what they hold, those of its values that say something, and the first of two of its name."""
    by_role: dict[Role, Cell] = {}
    values: list[tuple[Column, Cell]] = []
    head: Cell | None = None
    for i, (column, cell) in enumerate(zip(columns, line.cells, strict=True)):
        if cell is None:
            continue
        if column.heads:
            head = cell
        elif column.role is Role.VALUE:
            if not is_blank(cell.text):
                values.append((_over_blanks(i, line, columns), cell))
        elif column.role is not Role.OTHER or column.remarks:
            by_role.setdefault(column.role, cell)
    return by_role, values, head


def _over_blanks(i: int, line: AlignedRow, columns: Sequence[Column]) -> Column:
    """Return the column of a cell; beside empty cells under the same title it may be of all their parts (男性、女性)."""
    column = columns[i]
    parts = [column.part] if column.part else []
    for other, cell in zip(columns[i + 1 :], line.cells[i + 1 :], strict=True):
        if not parts or other.title != column.title or cell is not None:
            break
        parts += [other.part] if other.part else []
    return replace(column, part="、".join(parts)) if len(parts) > 1 else column


def _head_of(head: Cell | None, place: Cell, columns: Sequence[Column], state: _State) -> str | None:
    """Return what a name in two columns begins with: in its own row or above; None where it fills both."""
    if not any(column.heads for column in columns):
        return None
    state.head = read_name(head.text[leading_number(head, state.number)[1] :]).text if head else state.head
    return None if head and head.text == place.text else state.head


def _without_tail(rows: list[Row]) -> list[Row]:
    """Leave out what follows the last row that says anything: text that came after the table."""
    last = max((i for i, row in enumerate(rows) if row.values), default=-1)
    return rows[: last + 1]


def _group(rows: list[Row]) -> None:
    """Tell which rows are parts of another, and give them its number."""
    numbered = is_numbered(rows)
    head: Row | None = None
    for i, row in enumerate(rows):
        below = head is not None and (row.name.part or (numbered and row.category == head.category))
        if row.own_number or head is None or not below:
            head = row
            continue
        row.number = head.number
        row.parent = row.parent or _parent_of(rows, head, i)


def is_numbered(rows: Sequence[Row]) -> bool:
    """Tell whether a table numbers its indicators, so that a row without a number is a part of one."""
    printed = [row.number for row in rows if row.own_number and row.number is not None]
    rising = all(a < b for a, b in pairwise(printed))
    return bool(printed) and (len(printed) * 2 >= len(rows) or (rising and len(printed) > 1 and rows[0].own_number))


def _parent_of(rows: list[Row], head: Row, i: int) -> str | None:
    """Return the name a part hangs on; cut it off the first row of the group where both stand in one cell."""
    if head.parent is not None:
        return head.parent
    run_in = cut_part(head.name.text)
    if run_in and cut_part(run_in[0] + rows[i].name.text) == (run_in[0], rows[i].name.text):
        head.parent, part = run_in
        head.name = replace(head.name, text=part)
        return head.parent
    if rows[i].name.part or not head.values or len(rows[i].name.text) <= _SHORT_NAME:
        return head.name.text
    starts = [start for start in head.place.starts if start]
    longest = max((b - a for a, b in zip([0, *starts], [*starts, len(head.place.text)], strict=True)), default=0)
    if starts and starts[0] < _FULL_LINE * longest and head.place.text[-4:] == rows[i].place.text[-4:]:
        head.parent = read_name(head.place.text[: starts[0]]).text
        head.place = sliced(head.place, starts[0], len(head.place.text))
        head.name = read_name(head.place.text)
        head.unit = head.unit or head.name.unit
        return head.parent
    return None


def _carry_attributes(rows: list[Row], columns: Sequence[Column]) -> None:
    """Give rows without an attribute that of their group, or of the row above where cells are merged."""
    if not any(row.attribute for row in rows):
        return
    by_number = {row.number: row.attribute for row in reversed(rows) if row.attribute and row.number is not None}
    before: Attribute | None = None
    merged = any(column.role is Role.ATTRIBUTE for column in columns)
    for row in rows:
        if row.attribute is None:
            own = by_number.get(row.number) if row.number is not None else None
            row.attribute = own or (before if merged and row.values else None)
        before = row.attribute or before
