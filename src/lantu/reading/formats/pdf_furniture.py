"""What the paper repeats: running heads, running feet and page numbers.

They stand at the same height of most pages (or of every second one), within the outer lines, and differ at most in a number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from lantu.reading.formats.pdf_pages import PageText

OUTER = 2  # lines from the top and from the bottom
OFTEN = 0.4  # share of the pages; heads of left and right pages take turns
FEWEST = 3  # pages
HEIGHT = 4.0  # points by which it may differ
LONGEST = 60  # characters
_NUMBER = re.compile(r"\d+|[ivxlcIVXLC]+$")
_PAGE = re.compile(
    r"[-—–―－~·•\s]{0,6}(?:第\s?)?(\d{1,4})(?:\s?页)?(?:\s?[/共]\s?(?:共\s?)?\d{1,4}\s?页?)?[-—–―－~·•\s]{0,6}"
)


def running(pages: Sequence[PageText]) -> list[frozenset[int]]:
    """Return, for each page, the indices of the lines that the paper repeats."""
    found: list[set[int]] = [set() for _ in pages]
    places: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for index in _outer(page):
            line = page.lines[index]
            if len(line.text) <= LONGEST:
                places[_NUMBER.sub("#", "".join(line.text.split()))].append((number, index, line.y))
    enough = max(FEWEST, OFTEN * len(pages))
    for words, where in places.items():
        level = _same_height(where)
        if len({number for number, _, _ in level}) < enough:
            continue
        if words != "#" or _counts(pages, level):
            for number, index, _ in level:
                found[number].add(index)
    _numbers(pages, found)
    return [frozenset(each) for each in found]


def _outer(page: PageText) -> list[int]:
    """Return the lines nearest to the top and to the bottom of a page."""
    by_height = sorted(range(len(page.lines)), key=lambda index: page.lines[index].y)
    return sorted({*by_height[:OUTER], *by_height[-OUTER:]})


def _same_height(where: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Return those that stand at the usual height."""
    middle = sorted(y for _, _, y in where)[len(where) // 2]
    return [each for each in where if abs(each[2] - middle) <= HEIGHT]


def _counts(pages: Sequence[PageText], where: list[tuple[int, int, float]]) -> bool:
    """Tell whether bare numbers count the pages."""
    offsets = [int(words) - number for number, index, _ in where if (words := pages[number].lines[index].text.strip()).isdecimal() and len(words) < 6]  # fmt: skip
    return bool(offsets) and max(offsets.count(each) for each in set(offsets)) >= 0.6 * len(where)


def _numbers(pages: Sequence[PageText], found: list[set[int]]) -> None:
    """Add page numbers of short documents and of the pages left over: the last line, and the number of the page."""
    shifts = {0}
    for number, page in enumerate(pages):
        for index in found[number]:
            said = _PAGE.fullmatch(page.lines[index].text)
            if said:
                shifts.add(int(said[1]) - number - 1)
    if len(pages) < 2:
        return
    for number, page in enumerate(pages):
        for index in _outer(page)[-1:]:
            said = _PAGE.fullmatch(page.lines[index].text)
            if said and int(said[1]) - number - 1 in shifts and page.lines[index].y > 0.88 * page.height:
                found[number].add(index)
