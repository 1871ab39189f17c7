"""Tables as they are printed: rows of cells with their places, whatever they speak of, so that a total row can be added up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lantu.model.text import Span

_LINE = re.compile(r"[^\r\n]+")
_NUMBER = re.compile(r"\s*(?:约|≥|＞|>)?\s*(\d{1,12}(?:,\d{3})*(?:\.\d+)?)\s*[^\d\s.]{0,4}\s*")
_RULE = re.compile(r"[\s|:\-—]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: As printed, without the white space around it.
        span: Where it stands in the plan's text.
        number: The number it holds, or None.
    """

    text: str
    span: Span
    number: Fraction | None


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one table, its header first.

    Attributes:
        title: The line before it.
        rows: As printed; all as long as the header.
    """

    title: str
    rows: tuple[Row, ...]


def grids_of(text: str) -> Iterator[Grid]:
    r"""Yield the tables of a text: lines one after another whose cells are parted by tabs or bars, equally many in each.

    >>> [[cell.text for cell in row] for row in next(grids_of("表1 产值\n行业\t产值\n泵阀\t200\n合计\t200")).rows]
    [['行业', '产值'], ['泵阀', '200'], ['合计', '200']]
    """
    title, rows = "", list[Row]()
    for match in _LINE.finditer(text):
        line = match[0]
        if "\t" not in line and "|" not in line:
            yield from _grid(title, rows)
            title, rows = line.strip(), []
        elif not _RULE.fullmatch(line):
            rows.append(_row(line, match.start()))
    yield from _grid(title, rows)


def _grid(title: str, rows: Sequence[Row]) -> Iterator[Grid]:
    alike = tuple(row for row in rows if len(row) == len(rows[0]))
    if len(alike) > 2:
        yield Grid(title, alike)


def _row(line: str, offset: int) -> Row:
    bars = line.strip().startswith("|")
    begin, end = (line.index("|") + 1, line.rstrip().rfind("|")) if bars else (0, len(line))
    cells = []
    position = begin
    for part in re.split(r"[\t|]", line[begin:end]):
        printed = part.strip()
        start = offset + position + (len(part) - len(part.lstrip()) if printed else 0)
        number = _NUMBER.fullmatch(printed)
        value = Fraction(number[1].replace(",", "")) if number else None
        cells.append(Cell(printed, Span(start, start + len(printed)), value))
        position += len(part) + 1
    return tuple(cells)
