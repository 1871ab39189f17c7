"""What the paper repeats: running heads, running feet and page numbers.

They stand near the edge of the paper, outside any table, at the same height of most pages (or of every second one), and say the same;
where they hold a number, it counts the pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lantu.reading.formats.pdf_pages import PageText

EDGE = 0.11  # share of the height of a page, at its top and at its bottom
OFTEN = 0.4  # share of the pages; heads of left and right pages take turns
FEWEST = 3  # pages
HEIGHT = 4.0  # points by which it may differ
LONGEST = 60  # characters
COUNTED = 0.6  # share of the numbers that go up by one a page
_NUMBER = re.compile(r"\d{1,4}|(?<![A-Za-z])[ivxlc]+(?![A-Za-z])|(?<![A-Za-z])[IVXLC]+(?![A-Za-z])")
_PAGE = re.compile(
    r"[-—–―－~·•\s]{0,6}(?:第\s?)?(\d{1,4})(?:\s?页)?(?:\s?[/共]\s?(?:共\s?)?\d{1,4}\s?页?)?[-—–―－~·•\s]{0,6}"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line near the edge of a page."""

    page: int
    index: int
    y: float
    text: str


def running(pages: Sequence[PageText]) -> list[frozenset[int]]:
    """Return, for each page, the indices of the lines that the paper repeats."""
    found: list[set[int]] = [set() for _ in pages]
    alike: dict[str, list[_Seen]] = defaultdict(list)
    edges = [_edges(number, page) for number, page in enumerate(pages)]
    for seen in (each for edge in edges for each in edge):
        alike[_NUMBER.sub("#", "".join(seen.text.split()))].append(seen)
    enough = max(FEWEST, OFTEN * len(pages))
    shifts = {0}
    for words, where in alike.items():
        level = _same_height(where)
        if len({seen.page for seen in level}) < enough:
            continue
        shift = _shift(level) if "#" in words else 0
        if shift is not None or len({seen.text for seen in level}) == 1:
            shifts.add(shift or 0)
            for seen in level:
                found[seen.page].add(seen.index)
    if len(pages) > 1:
        _add_numbers(edges, shifts, found)
    return [frozenset(each) for each in found]


def _edges(number: int, page: PageText) -> list[_Seen]:
    """Return the short lines near the top and the bottom of a page that are in no table."""
    top, bottom = EDGE * page.height, (1 - EDGE) * page.height
    return [
        _Seen(number, index, line.y, line.text)
        for index, line in enumerate(page.lines)
        if not top < line.y < bottom and len(line.text) <= LONGEST
        if not any(table.holds(line.x, line.y) for table in page.tables)
    ]


def _same_height(where: list[_Seen]) -> list[_Seen]:
    """Return those that stand at the usual height."""
    middle = sorted(seen.y for seen in where)[len(where) // 2]
    return [seen for seen in where if abs(seen.y - middle) <= HEIGHT]


def _shift(level: list[_Seen]) -> int | None:
    """Return by how much the numbers of some lines are ahead of their pages, or None where they do not count them."""
    shifts: Counter[int] = Counter()
    for seen in level:
        shifts.update({_value(word) - seen.page - 1 for word in _NUMBER.findall(seen.text)})
    shift, times = shifts.most_common(1)[0] if shifts else (0, 0)
    return shift if times >= COUNTED * len(level) else None


def _value(word: str) -> int:
    """Return a number in digits or Roman letters.

    >>> _value("14"), _value("xiv"), _value("III")
    (14, 14, 3)
    """
    if word.isdecimal():
        return int(word)
    letters = [_ROMAN[letter] for letter in word.lower()]
    return sum(-n if n < max(letters[place:]) else n for place, n in enumerate(letters))


def _add_numbers(edges: Sequence[Sequence[_Seen]], shifts: set[int], found: list[set[int]]) -> None:
    """Add page numbers of short documents and of pages left over: alone on the last line, and right for the page."""
    for number, edge in enumerate(edges):
        last = max(edge, key=lambda seen: seen.y, default=None)
        said = _PAGE.fullmatch(last.text) if last is not None else None
        if last is not None and said and int(said[1]) - number - 1 in shifts:
            found[number].add(last.index)
