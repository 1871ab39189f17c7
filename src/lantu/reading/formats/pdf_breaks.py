"""Tables that a page break cut: a row cut in two is put together again, a row that stands alone on its page joins the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lantu.reading.formats.pdf_pages import PageText
from lantu.reading.formats.pdf_tables import Ruled


def without_strips(pages: Sequence[PageText], left_out: Sequence[frozenset[int]]) -> list[PageText]:
    """Return the pages without ruled single rows, but for those that go on with a table of the page before or begin one of the next.

    Args:
        pages: All pages.
        left_out: For each page, the lines that the paper repeats.
    """
    kept: list[set[int]] = [{id(table) for table in page.tables if not table.is_strip} for page in pages]
    for number in range(1, len(pages)):
        before = _edge(pages[number - 1], left_out[number - 1], last=True)
        after = _edge(pages[number], left_out[number], last=False)
        if before is not None and after is not None and before.stands_like(after):
            kept[number - 1].add(id(before))
            kept[number].add(id(after))
    return [
        replace(page, tables=tuple(table for table in page.tables if id(table) in of_page))
        for page, of_page in zip(pages, kept, strict=True)
    ]


def mend_broken_rows(pages: Sequence[PageText], left_out: Sequence[frozenset[int]]) -> None:
    """Move what the first row of a page goes on with into the last row of the page before.

    Args:
        pages: All pages; their tables are changed.
        left_out: For each page, the lines that the paper repeats.
    """
    for number in range(1, len(pages)):
        before = _edge(pages[number - 1], left_out[number - 1], last=True)
        after = _edge(pages[number], left_out[number], last=False)
        if before is None or after is None:
            continue
        first = _printed_again(before.rows, after.rows)
        if first < len(after.rows) and _goes_on(before.rows[-1], after.rows[first]):
            before.rows[-1] = [above + below for above, below in zip(before.rows[-1], after.rows[first], strict=True)]
            del after.rows[first]


def _edge(page: PageText, left_out: frozenset[int], *, last: bool) -> Ruled | None:
    """Return the table that holds the last, or the first, printed line of a page."""
    kept = [line for index, line in enumerate(page.lines) if index not in left_out]
    if not kept:
        return None
    line = max(kept, key=lambda line: line.y) if last else min(kept, key=lambda line: line.y)
    return next((table for table in page.tables if table.rows and table.holds(line.x, line.y)), None)


def _printed_again(before: list[list[str]], after: list[list[str]]) -> int:
    """Return how many rows of a header a page prints again above the rows it goes on with."""
    same = 0
    while same < min(len(before), len(after)) and _words(before[same]) == _words(after[same]):
        same += 1
    return same


def _words(row: list[str]) -> list[str]:
    return ["".join(cell.split()) for cell in row]


def _goes_on(above: list[str], below: list[str]) -> bool:
    """Tell whether a row is the rest of one: it says little, nothing in its first column, and no figure.

    >>> _goes_on(["8", "每万人口高价值发明专利拥", "件"], ["", "有量", ""])
    True
    """
    said = [cell for cell in below if cell]
    if len(above) != len(below) or len(below) < 3 or not said or 2 * len(said) > len(below) or below[0]:
        return False
    return all(above[column] for column, cell in enumerate(below) if cell) and not any(
        char.isdigit() for cell in said for char in cell
    )
