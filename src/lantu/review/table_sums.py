"""Totals in tables: a row 合计, 总计 or 全市 with the rows it adds up, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lantu.model.text import Span
from lantu.review.grids import Cell, Grid, Row, grids_of
from lantu.review.intervals import exactly, scale_of
from lantu.review.sums import Sum, Term
from lantu.vocabulary import split_unit

_TOTAL = re.compile(r"(?:合\s*计|总\s*计|共\s*计|合\s*共|总\s*和)(?:[（(].*[)）])?")
_SUBTOTAL = re.compile(r"小\s*计")
_WHOLE = re.compile(r"全[市省县区州]|全域")
_AMONG = re.compile(r"其\s*中")
_COUNTED = re.compile(r"序号|编号|年份|年度|代码|时间|时限|周期|电话|备注")
_RATE = re.compile(r"率|比重|占比|比例|增速|增长|幅|强度|人均|亩均|平均|均值|位次|排名|指数|系数|单价")
_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^（）()]{1,8}?)\s*[)）]")


def sums_of_tables(text: str) -> Iterator[Sum]:
    """Yield the totals of tables with the cells they add up.

    Where 小计 stands before 合计, each 小计 adds up the rows since the one before, and 合计 adds up the 小计. A row 全市 above or below its areas is
    taken for their total where the column is of an amount, and the text leaves it open whether it is.
    """
    for grid in grids_of(text):
        labels = [_label(row) for row in grid.rows]
        for total, parts, certain in _totals(grid.rows, labels):
            for column in range(len(total)):
                yield from _in_column(grid, column, total, parts, certain=certain)


def _label(row: Row) -> str:
    """Return the first cell of a row that is no number."""
    return next((cell.text for cell in row if cell.text and cell.number is None), "")


def _totals(rows: Sequence[Row], labels: Sequence[str]) -> Iterator[tuple[Row, list[Row], bool]]:
    """Yield each total row with the rows it adds up, and whether the table says that it does."""
    body = [i for i in range(1, len(rows)) if not _AMONG.match(labels[i])]
    clear = len(body) == len(rows) - 1  # where 其中 stands, which rows are parts of parts is left open
    subtotals = [i for i in body if _SUBTOTAL.fullmatch(labels[i])]
    since = 1
    for i in subtotals:
        yield rows[i], [rows[j] for j in body if since <= j < i], clear
        since = i + 1
    for i in (i for i in body if _TOTAL.fullmatch(labels[i]) or _WHOLE.fullmatch(labels[i])):
        others = [j for j in (subtotals or body) if j != i and not _TOTAL.fullmatch(labels[j])]
        yield rows[i], [rows[j] for j in others], clear and _TOTAL.fullmatch(labels[i]) is not None


def _in_column(grid: Grid, column: int, total: Row, parts: Sequence[Row], *, certain: bool) -> Iterator[Sum]:
    header = grid.rows[0][column].text
    numbered = [row for row in parts if row[column].number is not None]
    if total[column].number is None or len(numbered) < 2 or _COUNTED.search(header):
        return
    if _RATE.search(header) or (_RATE.search(grid.title) and not _UNIT.search(header)):
        return
    unit = _unit(header) or _unit(grid.title)
    if unit in ("%", "‰"):
        return
    name = _UNIT.sub("", header)
    yield Sum(
        whole=_term(total[column], name or "合计", unit),
        parts=tuple(_term(row[column], _label(row), unit) for row in numbered),
        unit=unit,
        how="table",
        certain=certain and len(numbered) == len(parts),
        complete=certain,
    )


def _unit(printed: str) -> str | None:
    match = _UNIT.search(printed)
    return match[1] if match and split_unit(match[1])[1] else None


def _term(cell: Cell, name: str, unit: str | None) -> Term:
    assert cell.number is not None
    return Term(Span(*cell.span), name, exactly(cell.number * scale_of(unit)), firm=True)
