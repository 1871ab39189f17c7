"""The body of a table: the lines below a header that are its rows, without page numbers and without the header printed again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lantu.reading.extraction.tables.cells import Cell
from lantu.reading.extraction.tables.header import Span, cells_of, is_rule

_PAGE = re.compile(r"[—–\-－·]+ ?\d{1,4} ?[—–\-－·]+|第 ?\d{1,4} ?页.{0,10}|续表.{0,6}|.{0,30}[（(]续表?[）)]")
_LONGEST_PAGE = 40
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a table.

    Attributes:
        rows: Cells of each line; None for an empty cell.
        after: Index of the line after the last row, or after the header where there is none.
        stop: Index of the line that the search came to.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    after: int
    stop: int

    @property
    def free(self) -> int:
        """Index of the first line that the table has not taken."""
        return self.after if self.rows else self.stop


def split_spans(text: str) -> list[Span]:
    """Return the lines of a text that hold something, without the spaces around them (a leading tab is an empty cell)."""
    lines: list[Span] = []
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip(" \u3000\r"))
        end = match.start() + len(line.rstrip(" \u3000\r"))
        if start < end and not text[start:end].isspace():
            lines.append(Span(start, end))
    return lines


def is_page(text: str, line: Span) -> bool:
    """Tell whether a line is the number of a page, or says that a table goes on."""
    return line.end - line.start <= _LONGEST_PAGE and _PAGE.fullmatch(text, line.start, line.end) is not None


def read_body(
    text: str,
    lines: Sequence[Span],
    below: int,
    separator: str,
    repeated: Callable[[int], int | None],
    belongs: Callable[[int], bool],
) -> Body:
    """Read the rows below a header.

    Args:
        text: Text in its printed layout.
        lines: Its lines.
        below: Index of the first line below the header.
        separator: What parts the cells.
        repeated: Returns the index after the header where it is printed again at a line, else None.
        belongs: Tells whether a line can be a row.
    """
    rows: list[tuple[Cell | None, ...]] = []
    after = j = below
    while j < len(lines) and j - below < _MOST_LINES:
        if is_page(text, lines[j]) or is_rule(text, lines[j]):
            j += 1
        elif again := repeated(j):
            j = again
        elif belongs(j):
            rows.append(tuple(cells_of(text, lines[j], separator)))
            j += 1
            after = j
        else:
            break
    return Body(tuple(rows), after, j)
