"""The text of a chapter exactly as printed, laid out in lines and tables, with what was read in it marked.

What was read overlaps: a number stands in a statement, the statement in a task, the task in a list. A line is therefore
cut at every beginning and end, and each piece knows all items it belongs to.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from lantu.model.document import Block
from lantu.model.records import Passage
from lantu_web.plans.models import Record
from lantu_web.plans.workbench.anchors import anchor
from lantu_web.plans.workbench.chapters import Chapter

_NUMBER = re.compile(r"[0-9０-９][0-9０-９.,．，]*|[〇零一二三四五六七八九十百千万萬亿億两兩半]+")
_VALUE_ID = re.compile(r"s([0-9]{1,9})(?:-[0-9]+)?")
_CELL = re.compile(r"([0-9]+)!([A-Z]+)([0-9]+)")
_NEWLINE = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters that belong to the same items.

    Attributes:
        at: Offset of the first of them.
        text: The characters as printed.
        items: Ids of the items, the shortest first.
        looks: Classes of the style sheet.
        value: Id of the statement whose number this is, or empty.
    """

    at: int
    text: str
    items: tuple[str, ...] = ()
    looks: str = ""
    value: str = ""

    @property
    def anchors(self) -> str:
        """What the cards of its items are called after, the shortest item first."""
        return " ".join(map(anchor, self.items))

    @property
    def value_anchor(self) -> str:
        """What the card of its number is called after."""
        return anchor(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text, a paragraph or a cell.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        pieces: Its text.
        kind: Kind of the passage it stands in.
        level: Depth below the chapter (1, 2, 3) where it is a heading.
        page: Page that begins with it, or None.
    """

    start: int
    end: int
    pieces: tuple[Piece, ...] = ()
    kind: str = "paragraph"
    level: int = 1
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table.

    Attributes:
        start: Offset of its first cell.
        end: Offset after its last cell.
        rows: Its cells by row and column; None where nothing is printed.
        page: Page that begins with it, or None.
    """

    start: int
    end: int
    rows: tuple[tuple[Line | None, ...], ...]
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a stretch of text stands: in a line of its own, or in a cell of a table."""

    start: int
    end: int
    page: int | None = None
    table: str = ""
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class Layout:
    """How a chapter is laid out.

    Attributes:
        text: The document's text.
        blocks: Its parts in order, those of the chapter.
        passages: The outline.
        marks: What was read: current items other than passages.
    """

    text: str
    chapter: Chapter
    blocks: Sequence[Block]
    passages: Sequence[Passage]
    marks: Sequence[Record]
    _on: dict[int, list[Record]] = field(init=False, default_factory=dict)

    def parts(self) -> Iterator[Line | Grid]:
        """Yield lines and tables in the order of the text; every printed character is in one of them."""
        places = [place for block in self._with_gaps() for place in self._places(block)]
        self._lay_on(places)
        page: int | None = None
        for table, found in groupby(places, key=lambda place: place.table):
            group = list(found)
            if table:
                yield self._grid(group, page)
                page = group[-1].page or page
                continue
            for place in group:
                yield self._line(place, page)
                page = place.page or page

    def _with_gaps(self) -> Iterator[Block]:
        """Yield the blocks, and further ones for printed characters that stand in none."""
        at = self.chapter.start
        for block in [*self.blocks, Block(start=self.chapter.end, end=self.chapter.end)]:
            between = self.text[at : block.start]
            if between.strip():
                front = len(between) - len(between.lstrip())
                yield Block(start=at + front, end=at + len(between.rstrip()))
            if block.end > max(at, block.start):
                yield block
            at = max(at, block.end)

    def _places(self, block: Block) -> Iterator[_Place]:
        """Yield where a block stands; a line of a plain table is taken apart at its tabulators."""
        found = _CELL.fullmatch(block.cell or "")
        if found:
            column, row = column_number(found[2]), int(found[3])
            yield _Place(start=block.start, end=block.end, page=block.page, table=found[1], row=row, column=column)
            return
        passage = self._passage(block.start)
        cells = self.text[block.start : block.end].split("\t")
        if passage is None or passage.kind != "table" or len(cells) == 1:
            yield _Place(start=block.start, end=block.end, page=block.page)
            return
        start = block.start
        for column, cell in enumerate(cells):
            end = start + len(cell)
            yield _Place(start=start, end=end, page=block.page, table=passage.id, row=block.start, column=column)
            start = end + 1

    def _lay_on(self, places: Sequence[_Place]) -> None:
        """Find the places each item touches."""
        starts = [place.start for place in places]
        for mark in self.marks:
            if mark.start is None or mark.end is None:
                continue
            first = max(bisect_right(starts, mark.start) - 1, 0)
            for place in places[first : bisect_left(starts, mark.end)]:
                if place.end > mark.start:
                    self._on.setdefault(place.start, []).append(mark)

    def _line(self, place: _Place, page: int | None = None) -> Line:
        passage = self._passage(place.start)
        return Line(
            start=place.start,
            end=place.end,
            pieces=tuple(self._pieces(place)),
            kind=passage.kind if passage else "paragraph",
            level=min(max((passage.level or 1) - 1, 1), 3) if passage else 1,
            page=place.page if place.page != page else None,
        )

    def _grid(self, places: Sequence[_Place], page: int | None) -> Grid:
        cells = {(place.row, place.column): self._line(place) for place in places}
        columns = range(max(place.column for place in places) + 1)
        rows = sorted({place.row for place in places})
        return Grid(
            start=places[0].start,
            end=places[-1].end,
            rows=tuple(tuple(cells.get((row, column)) for column in columns) for row in rows),
            page=places[0].page if places[0].page != page else None,
        )

    def _passage(self, offset: int) -> Passage | None:
        place = bisect_right(self.passages, offset, key=lambda each: each.start) - 1
        return self.passages[place] if place >= 0 else None

    def _pieces(self, place: _Place) -> Iterator[Piece]:
        """Cut a place where an item or a number begins or ends, and after each newline."""
        marks = sorted(self._on.get(place.start, ()), key=lambda each: (_length(each), each.item))
        values = dict(self._values(marks, place))
        cuts = {place.start, place.end} | {at + shift for at, (_, length) in values.items() for shift in (0, length)}
        cuts |= {at for mark in marks for at in (mark.start, mark.end)}  # type: ignore[misc]  # placed above
        cuts |= {found.end() + place.start for found in _NEWLINE.finditer(self.text[place.start : place.end])}
        for start, end in pairwise(sorted(cut for cut in cuts if place.start <= cut <= place.end)):
            on = [mark for mark in marks if (mark.start or 0) <= start and end <= (mark.end or 0)]
            yield Piece(
                at=start,
                text=self.text[start:end].replace("\0", "\u2400"),  # a browser would drop it and count otherwise
                items=tuple(mark.item for mark in on),
                looks=_looks(on),
                value=values[start][0] if start in values else "",
            )

    def _values(self, marks: Sequence[Record], place: _Place) -> Iterator[tuple[int, tuple[str, int]]]:
        """Yield where the numbers of statements stand: their ids say it."""
        for mark in reversed(marks):
            named = _VALUE_ID.fullmatch(mark.item) if mark.type == "statement" else None
            found = _NUMBER.match(self.text, int(named[1]), place.end) if named else None
            if found and place.start <= found.start():
                yield found.start(), (mark.item, len(found[0]))


def blocks_in(lines: str, chapter: Chapter) -> list[Block]:
    """Return the blocks of a chapter from those of a document, JSON lines as a version keeps them."""
    found = (_block(line) for line in lines.split("\n") if line)
    return sorted((each for each in found if chapter.holds(each.start)), key=lambda each: each.start)


def _block(line: str) -> Block:
    raw = json.loads(line)
    return Block(**{name: raw.get(name) for name in ("page", "paragraph", "cell", "start", "end")})


def column_number(letters: str) -> int:
    """Return the number of a column from the letters a spreadsheet calls it by, counted from 0.

    >>> column_number("A"), column_number("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _length(mark: Record) -> int:
    return (mark.end or 0) - (mark.start or 0)


def _looks(on: Sequence[Record]) -> str:
    """Return the classes of a piece: one for each type that covers it, the kind of its statement, and what is open."""
    if not on:
        return ""
    classes = [f"on-{type}" for type in sorted({mark.type for mark in on})]
    classes += [f"kind-{mark.kind}" for mark in on if mark.type == "statement"][:1]
    return " ".join([*classes, "is-checked" if all(mark.checked for mark in on) else "is-open"])
