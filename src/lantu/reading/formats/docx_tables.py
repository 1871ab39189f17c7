"""The tables of a Word document as rows of texts, merged cells filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lantu.errors import DocumentError
from lantu.reading.formats.docx_names import VALUE, W, is_on
from lantu.reading.formats.docx_text import Words
from lantu.reading.formats.linear import MOST_CELLS, one_line, repeats, spread
from lantu.reading.formats.xml import Element

WIDEST = 512  # columns; Word allows 63
_AROUND = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


def read_table(table: Element, text_of: Callable[[Element], str], words: Words, name: str) -> list[list[str]]:
    """Return the rows of a table.

    A cell that spans columns is said again in each of them; one that spans rows is said again where it names a group, not where
    it holds a figure or a long text. A row of a single cell has one text only, its paragraphs in lines.

    Args:
        table: The ``w:tbl``.
        text_of: Returns the text of a cell.
        words: Counts rows that are deleted or hidden.
        name: Name of the document, for messages.

    Raises:
        DocumentError: D018 there are too many cells.
    """
    rows: list[list[str]] = []
    above: dict[int, str] = {}
    total = 0
    for row in _inside(table, W + "tr"):
        if _left_out(row, words):
            continue
        cells = _cells(row, text_of, above)
        total += len(cells)
        if total > MOST_CELLS:
            raise DocumentError("D018", name=name, problem=f"> {MOST_CELLS:,} cells")
        rows.append(cells)
    return rows


def _cells(row: Element, text_of: Callable[[Element], str], above: dict[int, str]) -> list[str]:
    properties = row.find(W + "trPr")
    filled = [""] * _count(properties, "gridBefore", 0)
    printed = 0
    for cell in _inside(row, W + "tc"):
        own = cell.find(W + "tcPr")
        merge = own.find(W + "vMerge") if own is not None else None
        goes_on = merge is not None and merge.get(VALUE) != "restart"
        column = len(filled)
        text = above.get(column, "") if goes_on else text_of(cell)
        above[column] = text
        if goes_on and not repeats(one_line(text)):
            text = ""
        printed += 1
        span = min(_count(own, "gridSpan", 1), WIDEST - len(filled)) or 1
        filled += spread(text, span)
    if printed == 1:
        return [text]
    return filled + [""] * _count(properties, "gridAfter", 0)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Yield rows of a table, or cells of a row, through the wrappers that may stand around them."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _inside(child, tag)


def _left_out(row: Element, words: Words) -> bool:
    properties = row.find(W + "trPr")
    if properties is None:
        return False
    if properties.find(W + "del") is not None:
        words.deleted += 1
        return True
    hidden = properties.find(W + "hidden")
    if hidden is not None and is_on(hidden.get(VALUE)):
        words.hidden += 1
        return True
    return False


def _count(properties: Element | None, tag: str, otherwise: int) -> int:
    found = properties.find(W + tag) if properties is not None else None
    value = (found.get(VALUE) or "") if found is not None else ""
    return min(int(value), WIDEST) if value.isascii() and value.isdigit() and len(value) < 7 else otherwise
