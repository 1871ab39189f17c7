"""Tables of indicators: every number and every promise without a number, with its name, unit, period and attribute."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lantu.model.records import Statement, Unread
from lantu.model.text import MappedText
from lantu.reading.extraction.blocks import Block
from lantu.reading.extraction.horizon import Horizon, find_horizon
from lantu.reading.extraction.tables.cells import Cell
from lantu.reading.extraction.tables.columns import Role, read_columns
from lantu.reading.extraction.tables.finding import Found, find_tables
from lantu.reading.extraction.tables.grid import Row, is_numbered, numbered_columns, read_grid, spread_columns
from lantu.reading.extraction.tables.layout import with_layout
from lantu.reading.extraction.tables.notes import read_notes
from lantu.reading.extraction.tables.rows import Context, read_row, years_of

_PRINTED_GRID = {"\t": 1.0, "|": 1.0, " ": 0.96}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTable:
    """A table of indicators as read.

    Attributes:
        title: Line above it, or empty.
        official_count: How many indicators it numbers; without numbers, how many rows are no part of another.
        binding_count: How many of these are binding.
        anticipatory_count: How many of these are anticipatory.
        statements: Its statements, in the order of the text.
        unread: Cells that could not be read.
        start: Offset of its first character in the original.
        end: Offset after its last row.
    """

    title: str
    official_count: int
    binding_count: int
    anticipatory_count: int
    statements: tuple[Statement, ...]
    unread: tuple[Unread, ...]
    start: int
    end: int


def read_tables(clean: MappedText, blocks: Sequence[Block], horizon: Horizon | None) -> tuple[Statement, ...]:
    r"""Read the statements of the indicator tables of a plan.

    Args:
        clean: Clean text with its map to the original.
        blocks: Outline of the clean text; gives the number of the passage.
        horizon: The plan's own period; without it the years of each table decide what is past.

    Returns:
        Statements in document order, offsets into the original.

    >>> plan = MappedText.of("蓝河市第十五个五年规划\n指标\t单位\t2025年\t2030年\t属性\n森林覆盖率\t%\t46.8\t≥48\t约束性")
    >>> [(s.id, s.kind, s.comparator, str(s.value), s.attribute) for s in read_tables(plan, (), None)]
    [('s41', 'baseline', '=', '46.8', 'binding'), ('s47', 'target', '>=', '48', 'binding')]
    """
    return read_tables_with_unread(clean, blocks, horizon)[0]


def read_tables_with_unread(
    clean: MappedText, blocks: Sequence[Block], horizon: Horizon | None
) -> tuple[tuple[Statement, ...], tuple[Unread, ...]]:
    """Read the indicator tables of a plan, and list the cells that could not be read; see :func:`read_tables`."""
    tables = read_indicator_tables(clean, blocks, horizon)
    statements = (statement for table in tables for statement in table.statements)
    return tuple(_unique(statements)), tuple(unread for table in tables for unread in table.unread)


def read_indicator_tables(
    clean: MappedText, blocks: Sequence[Block], horizon: Horizon | None
) -> tuple[IndicatorTable, ...]:
    """Read the indicator tables of a plan one by one, with the number of official indicators of each."""
    text = with_layout(clean)
    found = find_tables(text.text)
    if not found:
        return ()
    starts = [clean.original_span(block.start, block.start + 1).start for block in blocks]
    tables = []
    for table in found:
        start = text.original_span(table.start, table.start + 1).start
        place = bisect_right(starts, start) - 1
        passage = blocks[place].number if place >= 0 else ""
        tables.append(_read(text, table, passage, horizon or find_horizon(table.title)))
    return tuple(tables)


def _read(text: MappedText, found: Found, passage: str, horizon: Horizon | None) -> IndicatorTable:
    columns = read_columns(found.header.titles, horizon, found.header.parts)
    if not any(column.role is Role.ATTRIBUTE for column in columns):
        kinds = [i for i, c in enumerate(columns) if c.role is Role.CATEGORY and c.title.endswith("类型")]
        body = "".join(cell.text for line in found.body[:40] for cell in line if cell)
        if kinds and ("约束性" in body or "预期性" in body):
            last = kinds[-1]
            columns = (*columns[:last], replace(columns[last], role=Role.ATTRIBUTE), *columns[last + 1 :])
    columns = numbered_columns(found, spread_columns(found, columns))
    rows, left = read_grid(found, columns)
    regularity = _PRINTED_GRID[found.header.separator]
    years = years_of(columns, horizon)
    context = Context(text, columns, read_notes(found.notes), years, found.unit, passage, regularity)
    items = [item for row in rows for item in read_row(row, context)]
    items += [_left(cell, text, passage) for cell in left]
    statements = sorted((i for i in items if isinstance(i, Statement)), key=lambda s: (s.start, s.end))
    start, end = text.original_span(found.start, found.end)
    official = _official(rows)
    return IndicatorTable(
        title=found.title,
        official_count=len(official),
        binding_count=sum(row.attribute == "binding" for row in official),
        anticipatory_count=sum(row.attribute == "anticipatory" for row in official),
        statements=tuple(_unique(statements)),
        unread=tuple(i for i in items if isinstance(i, Unread)),
        start=start,
        end=end,
    )


def _official(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that are official indicators: those with a number of their own, or that are no part of another."""
    if is_numbered(rows):
        return [row for row in rows if row.own_number]
    return [row for row in rows if row.parent is None and not row.name.part]


def _left(cell: Cell, text: MappedText, passage: str) -> Unread:
    start, end = text.original_span(cell.start, cell.end)
    return Unread(
        id=f"u{start}",
        reason="unreadable_value",
        text=text.original[start:end],
        passage=passage,
        start=start,
        end=end,
    )


def _unique(statements: Iterable[Statement]) -> Iterable[Statement]:
    """Number the statements that one place yields: s12, s12-2, s12-3."""
    seen: dict[str, int] = {}
    for statement in statements:
        base = statement.id.partition("-")[0]
        count = seen[base] = seen.get(base, 0) + 1
        yield statement if count == 1 else replace(statement, id=f"{base}-{count}")
