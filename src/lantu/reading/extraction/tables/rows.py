"""From a row of a table to statements: one for each number, and one for each target without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lantu.model.records import Form, Kind, Modality, Statement, Unread
from lantu.model.text import MappedText
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.statements.forms import form_of
from lantu.reading.extraction.statements.scopes import scope_of, scope_of_match
from lantu.reading.extraction.tables.cells import Cell
from lantu.reading.extraction.tables.columns import Column, Role
from lantu.reading.extraction.tables.grid import Row
from lantu.reading.extraction.tables.measures import Meaning, RowFacts, meaning_of
from lantu.reading.extraction.tables.names import part_name, split_name
from lantu.reading.extraction.tables.notes import Notes
from lantu.reading.extraction.tables.parts import of_part
from lantu.reading.extraction.tables.values import Value, is_blank, read_parts, read_values
from lantu.vocabulary import known_indicator

_PRICES = re.compile("价格|物价|CPI")
_PRICE_BASIS = re.compile(r"(?:按)?(?:(?:19|20)\d\d年)?(?:可比|不变|当年|现行)价格?(?:计算)?")
_WORDLESS: dict[str, Form] = {
    "relative": "relative",
    "assigned": "assigned",
    "qualitative": "qualitative",
    "milestone": "milestone",
}
_LOWER_IS_BETTER = re.compile(
    r"失业率|死亡率|浓度|发生率|能耗|强度.{0,2}排放|排放(?:量|总量|强度)|不良率|赤字|负担|恩格尔系数|收入比值?$|收入之比$"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all rows of a table.

    Attributes:
        text: The table's text with its map to the original.
        columns: Its columns.
        notes: What its notes say.
        years: First and last year promised for, or None when nothing says it.
        unit: Unit printed above the table.
        passage: Number of the passage it stands in.
        regularity: Between 0 and 1, how regular its grid is.
    """

    text: MappedText
    columns: Sequence[Column]
    notes: Notes
    years: tuple[int, int] | None
    unit: str | None
    passage: str
    regularity: float


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number or phrase of a row with the name, scope and unit that are its own."""

    name: str
    scope: str | None
    unit: str | None
    column: Column
    value: Value

    def is_beside(self, other: _Quantity) -> bool:
        """Tell whether it is of the same indicator and scope as another."""
        return (self.name, self.scope) == (other.name, other.scope)


def years_of(columns: Sequence[Column], horizon: Horizon | None) -> tuple[int, int] | None:
    """Return the first and last year a table promises something for."""
    if horizon is not None:
        return horizon.start, horizon.end
    targets = [c.last for c in columns if c.role is Role.VALUE and c.kind == "target" and c.last]
    bases = [c.last for c in columns if c.role is Role.VALUE and c.kind == "baseline" and c.last]
    if not targets:
        return None
    spans = [c.first for c in columns if c.role is Role.VALUE and c.kind == "target" and c.first and c.first != c.last]
    return (max(bases) + 1 if bases else min([*spans, *targets])), max(targets)


def read_row(row: Row, context: Context) -> Iterator[Statement | Unread]:
    """Read a row.

    Args:
        row: A row put together.
        context: What holds for all rows.

    Yields:
        Its statements in the order of its cells, and the cells that could not be read.
    """
    quantities: list[_Quantity] = []
    for column, cell in _said_once(row.values):
        found = [] if _is_unsaid(column, cell, row) else list(_quantities(row, column, cell, context))
        if found:
            quantities += found
        elif not is_blank(cell.text):
            yield _unread(cell, context)
    for quantity in quantities:
        yield _statement(quantity, row, quantities, context)


def _is_unsaid(column: Column, cell: Cell, row: Row) -> bool:
    """Tell whether a figure stands beside another under one title, with no word of what each of them is."""
    return any(other == column and beside.text != cell.text for other, beside in row.values)


def _said_once(values: Sequence[tuple[Column, Cell]]) -> Iterator[tuple[Column, Cell]]:
    """Yield the cells of a row; what spans columns under one title, or the column of a year and that of the whole period, once."""
    before: tuple[Column, str] | None = None
    for column, cell in values:
        if before == (column, cell.text):
            continue
        words = cell.text if re.search(r"\d", cell.text) is None else None
        if before is None or words != before[1] or before[0].kind != column.kind or before[0].flow == column.flow:
            yield column, cell
        before = column, cell.text


def _quantities(row: Row, column: Column, cell: Cell, context: Context) -> Iterator[_Quantity]:
    """Cut a cell into what it says of each indicator that the row names."""
    unit = row.unit or context.unit
    count = cell.text.count("/") + 1
    names = split_name(row.name.text, count) if count > 1 and re.search(r"\d/\d|[/].*\d.*/", cell.text) else None
    values = read_values(cell, count) if names else []
    if names and values:
        units = unit.split("/") if unit and unit.count("/") == count - 1 else [unit] * count
        for name, own, value in zip(names, units, values, strict=True):
            yield from _of_column(_full(row, name), own, column, value)
        return
    for value in read_parts(cell):
        yield from _of_column(_full(row, row.name.text), unit, column, value)


def _of_column(name: str, unit: str | None, column: Column, value: Value) -> Iterator[_Quantity]:
    """Yield what a value is of: the whole that the row names, or the part that the column names where that is sure."""
    said = of_part(name, column.part, unit)
    if said is not None:
        yield _Quantity(*said, unit, column, value)


def _full(row: Row, name: str) -> str:
    return part_name(row.parent, name) if row.parent else name


def _unread(cell: Cell, context: Context) -> Unread:
    start, end = context.text.original_span(cell.start, cell.end)
    return Unread(
        id=f"u{start}",
        reason="unreadable_value",
        text=context.text.original[start:end],
        passage=context.passage,
        start=start,
        end=end,
    )


def _statement(quantity: _Quantity, row: Row, beside: Sequence[_Quantity], context: Context) -> Statement:
    value, column = quantity.value, quantity.column
    facts = _facts(quantity, row, beside, context)
    meaning = meaning_of(value, column, facts)
    period = _period(quantity, row, meaning, context)
    kind = _kind(column, period, context)
    start, end = context.text.original_span(value.cell.start, value.cell.end)
    number = context.text.original_span(value.number_at, value.number_at + 1).start
    own_unit = value.unit or meaning.unit or column.unit
    unit = quantity.unit if meaning.unit is None and (own_unit is None or _same(own_unit, quantity.unit)) else own_unit
    unit = None if unit is not None and is_blank(unit) else unit
    expected = value.modality == "plan" or column.expected or context.notes.is_expected(row.name.text, value.marks)
    name = quantity.name + meaning.suffix
    known = known_indicator(name, unit=unit, measure=meaning.measure)
    return Statement(
        id=f"s{number if value.said == 'number' or value.value is not None else start}",
        kind=kind,
        indicator=name,
        indicator_id=known.indicator_id if known else None,
        comparator=value.comparator,
        value=value.value,
        value_high=value.value_high,
        unit=unit,
        measure=meaning.measure,
        period=period,
        period_inferred=_inferred(period, kind, context),
        scope=quantity.scope or scope_of(name) or scope_of_match(known),
        modality=_modality(kind, value, expected=expected),
        hedged=value.hedged,
        implied=value.implied,
        attribute=row.attribute,
        form=_form(quantity, beside, meaning) if kind == "target" else None,
        in_table=True,
        note=_note(quantity, row, meaning, kind, context),
        text=context.text.original[start:end],
        passage=context.passage,
        confidence=_confidence(value, row, context),
        start=start,
        end=end,
    )


def _same(a: str, b: str | None) -> bool:
    """Tell whether the unit in a cell is the row's, or a part of it (% beside %, 百分点 beside 个百分点)."""
    return b is not None and a.removeprefix("个") == b.removeprefix("个")


def _facts(quantity: _Quantity, row: Row, beside: Sequence[_Quantity], context: Context) -> RowFacts:
    states = [q for q in beside if q.is_beside(quantity) and q is not quantity and q.value.value is not None]
    levels = [q for q in states if not q.column.flow and q.value.brackets is None and q.value.flow is None]
    targets = [q for q in levels if q.column.kind == "target"]
    bases = [q for q in levels if q.column.kind == "baseline"]
    falls = bool(targets and bases and _number(targets[-1]) < _number(bases[-1]))
    end = context.years[1] if context.years else 9999
    points = {
        c.last
        for c in context.columns
        if c.role is Role.VALUE and c.kind == "target" and not c.flow and (c.last or 0) <= end
    }
    return RowFacts(
        name=quantity.name,
        unit=quantity.unit,
        has_level=bool(targets),
        falls=falls,
        cumulative=row.name.cumulative and quantity.column.kind == "target",
        round_brackets=context.notes.round_brackets,
        years_apart=len(points) > 1,
    )


def _number(quantity: _Quantity) -> float:
    return float(quantity.value.value or 0)


def _period(quantity: _Quantity, row: Row, meaning: Meaning, context: Context) -> str | None:
    """Return the period of a value: printed in the cell, told by a note, of the whole plan, or of its column."""
    value, column = quantity.value, quantity.column
    if value.period is not None:
        return value.period
    if column.kind == "baseline":
        year = context.notes.year_of(row.name.text, value.marks | row.name.marks)
        if year:
            return year
        summed = (value.brackets == "square" or "累计" in row.name.text) and meaning.measure in (
            "increment",
            "growth_total",
        )
        if summed and column.first == column.last and column.last:
            return f"{column.last - 4}-{column.last}"  # a sum up to a base year is that of the five years it closes
        return column.period
    if meaning.whole_period and context.years and column.last in (None, context.years[1]):
        first = column.first if column.first != column.last and column.first else context.years[0]
        return f"{first}-{context.years[1]}" if first != context.years[1] else str(first)
    return column.period


def _kind(column: Column, period: str | None, context: Context) -> Kind:
    """Return the kind: that of the column, unless the cell names a time of the other side (“十四五”年均增长 in a column of targets)."""
    last = re.findall(r"(?:19|20)\d\d", period or "")[-1:]
    if column.kind == "target" and last and context.years and int(last[0]) < context.years[0]:
        return "baseline"
    return column.kind


def _inferred(period: str | None, kind: Kind, context: Context) -> str | None:
    if period is not None or kind != "target" or context.years is None:
        return None
    return f"{context.years[0]}-{context.years[1]}"


def _note(quantity: _Quantity, row: Row, meaning: Meaning, kind: Kind, context: Context) -> str | None:
    """Return what is said of a value beside it: in its cell and name, in a column of remarks, in the notes below the table."""
    marks = quantity.value.marks | row.name.marks
    growth = meaning.measure in ("growth_annual", "growth_total")
    money = "元" in (quantity.unit or "")
    below = context.notes.said_of(row.name.text, marks, kind, money=money, growth=growth)
    said = (quantity.value.aside, row.name.aside, _basis_in(quantity.column.title), row.remark, *below)
    return "；".join(dict.fromkeys(part for part in said if part)) or None


def _basis_in(title: str) -> str | None:
    """Return the prices that the title of a column names (年均增速（可比价）)."""
    match = _PRICE_BASIS.search(title)
    return match[0] if match else None


def _modality(kind: Kind, value: Value, *, expected: bool) -> Modality | None:
    if kind == "target":
        return value.modality or "commit"
    return "plan" if expected and kind == "baseline" else None


def _form(quantity: _Quantity, beside: Sequence[_Quantity], meaning: Meaning) -> Form:
    """Return the form of a target: without a number as the cell says, else from its bound and its baseline."""
    value = quantity.value
    if value.said in _WORDLESS:
        return _WORDLESS[value.said]
    if meaning.measure == "growth_annual" and value.comparator in ("<=", "<") and _PRICES.search(quantity.name):
        return "cap"
    bases = [
        q.value.value
        for q in beside
        if q.is_beside(quantity) and q.column.kind == "baseline" and q.value.value is not None
    ]
    base = bases[-1] if bases else None
    falling, kept = meaning.falling, value.kept
    if meaning.measure in ("level", "duration") and value.value is not None:
        if base is not None:
            falling, kept = base > value.value, kept or base == value.value
            if value.comparator in (">=", ">"):
                falling, kept = False, base >= value.value
        else:
            falling = bool(_LOWER_IS_BETTER.search(quantity.name)) and value.comparator in ("=", "approx")
    return form_of(meaning.measure, value.comparator, falling=falling, kept=kept, unit=quantity.unit)


def _confidence(value: Value, row: Row, context: Context) -> float:
    """How sure the reader is: from the regularity of the grid and of the row, and what it had to do without."""
    sure = 0.98 * context.regularity * row.fit
    if row.attribute is None and any(column.role is Role.ATTRIBUTE for column in context.columns):
        sure -= 0.05
    if value.said != "number":
        sure -= 0.05
    if row.unit is None and value.unit is None and context.unit is None and value.said == "number":
        sure -= 0.08
    return round(min(0.99, max(0.05, sure)), 2)
