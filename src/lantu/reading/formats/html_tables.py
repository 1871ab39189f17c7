"""The tables of a web page as rows of texts; tables that only lay a page out are told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lantu.errors import DocumentError
from lantu.reading.formats.html_main import Node, tag_of
from lantu.reading.formats.linear import MOST_CELLS, one_line, repeats, spread

WIDEST = 512  # columns
LONGEST_CELL = 600  # characters; a longer one holds a text and the table lays it out
_SECTIONS = frozenset({"tbody", "thead", "tfoot"})


def is_data(table: Node) -> bool:
    """Tell whether a table holds data: rows of several cells, no table inside, no cell with a whole text."""
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return False
    widest = 0
    for row in _rows(table):
        cells = [cell for cell in _elements(row) if cell.tag in ("td", "th")]
        widest = max(widest, len(cells))
        if any(len(cell.text(separator="")) > LONGEST_CELL for cell in cells):
            return False
    return widest > 1


def rows_of(table: Node, text_of: Callable[[Node], str], name: str) -> list[list[str]]:
    """Return the rows of a table.

    A cell that spans columns is said again in each of them; one that spans rows is said again where it names a group, not where
    it holds a figure or a long text. A row of one cell that spans them all has one text only.

    Args:
        table: The element.
        text_of: Returns the text of a cell.
        name: Name of the document, for messages.

    Raises:
        DocumentError: D018 there are too many cells.
    """
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # by column: rows still covered, and by what
    total = 0
    for row in _rows(table):
        cells = [cell for cell in _elements(row) if cell.tag in ("td", "th")]
        filled: list[str] = []
        for cell in cells:
            _hang(filled, hanging)
            text = text_of(cell)
            across = min(_span(cell, "colspan"), max(1, WIDEST - len(filled)))
            down = _span(cell, "rowspan")
            if down > 1:
                below = text if repeats(one_line(text)) else ""
                hanging.update((column, (down - 1, below)) for column in range(len(filled), len(filled) + across))
            filled += spread(text, across)
        _hang(filled, hanging)
        total += len(filled)
        if total > MOST_CELLS:
            raise DocumentError("D018", name=name, problem=f"> {MOST_CELLS:,} cells")
        alone = len(cells) == 1 and filled == spread(filled[0], len(filled))
        rows.append(filled[:1] if alone else filled)
    return rows


def _hang(filled: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Fill the columns that cells of the rows above cover."""
    while len(filled) in hanging:
        column = len(filled)
        rows, text = hanging[column]
        filled.append(text)
        if rows > 1:
            hanging[column] = (rows - 1, text)
        else:
            del hanging[column]


def _rows(table: Node) -> Iterator[Node]:
    for child in _elements(table):
        if child.tag == "tr":
            yield child
        elif child.tag in _SECTIONS:
            yield from (row for row in _elements(child) if row.tag == "tr")


def _elements(parent: Node) -> Iterator[Node]:
    child = parent.child
    while child is not None:
        if tag_of(child)[0] != "-":
            yield child
        child = child.next


def _span(cell: Node, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 6 else 1
