"""A document cut into chapters: as much as a person checks in one go and a page shows at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lantu.model.records import Passage

LONGEST = 20_000
"""Characters of the longest chapter that is cut no further: a page of some 500 items is made in a few tenths of a second."""
SHORTEST = 3_000
"""Characters of a document, or a part of one, that is not worth cutting."""
DEEPEST = 5
"""Level of heading （一） below which a document is not cut, however long its parts are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of the document.

    Attributes:
        key: Id of the passage it begins with: stays the same as long as the document is cut alike.
        number: Printed number of its heading, or empty.
        title: Text of its heading, or empty for what stands before the first one.
        part: 2, 3 … for the continuations of a chapter that is too long for one page, else 1.
        start: Offset of its first character.
        end: Offset after its last character.
    """

    key: str
    number: str = ""
    title: str = ""
    part: int = 1
    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Return whether an offset lies in the chapter."""
        return self.start <= offset < self.end


def chapters_of(passages: Sequence[Passage], length: int) -> list[Chapter]:
    """Cut a document of some length at its headings: by the highest level that leaves no chapter too long.

    Too long is what is more than half of the document, too: annexes alone make no chapters. A chapter that no heading
    shortens is cut between its passages. Every character lies in one chapter.
    """
    limit = min(LONGEST, max(length // 2, SHORTEST))
    headings = [each for each in passages if each.kind == "heading" and each.level is not None]
    levels = sorted({each.level for each in headings if each.level is not None and each.level <= DEEPEST})
    found = _cut([], passages, length)
    for level in levels:
        found = _cut([each for each in headings if (each.level or 0) <= level], passages, length)
        if max(each.end - each.start for each in found) <= limit:
            break
    return [part for chapter in found for part in _parts(chapter, passages)]


def chapter_at(chapters: Sequence[Chapter], offset: int) -> Chapter:
    """Return the chapter an offset lies in; the nearest where it lies outside the document."""
    starts = [each.start for each in chapters]
    return chapters[max(bisect_right(starts, offset) - 1, 0)]


def _cut(headings: Sequence[Passage], passages: Sequence[Passage], length: int) -> list[Chapter]:
    """Cut at some headings; one that has nothing but further headings below it opens the chapter of the next."""
    texts = [each.start for each in passages if each.kind not in ("heading", "title")]
    found: list[Chapter] = []
    for heading in headings:
        start = heading.start
        if found and bisect_right(texts, found[-1].start) == bisect_right(texts, start):
            start = found.pop().start
        chapter = Chapter(key=heading.id, number=heading.number, title=heading.heading or "", start=start, end=length)
        found.append(chapter)
    if not found or found[0].start > 0:
        found.insert(0, Chapter(key="p0", start=0, end=length))
    ends = [*(each.start for each in found[1:]), length]
    return [replace(each, end=end) for each, end in zip(found, ends, strict=True)]


def _parts(chapter: Chapter, passages: Sequence[Passage]) -> Iterator[Chapter]:
    """Cut a chapter that is too long between passages; one passage is never cut."""
    if chapter.end - chapter.start <= LONGEST:
        yield chapter
        return
    cuts: list[tuple[str, int]] = [(chapter.key, chapter.start)]
    last = chapter.start
    for passage in passages:
        if not chapter.start < passage.start < chapter.end or passage.id == chapter.key:
            continue
        if passage.end - cuts[-1][1] > LONGEST // 2 and last > cuts[-1][1]:
            cuts.append((passage.id, passage.start))
        last = passage.start
    ends = [*(start for _, start in cuts[1:]), chapter.end]
    for part, ((key, start), end) in enumerate(zip(cuts, ends, strict=True), 1):
        yield replace(chapter, key=key, part=part, start=start, end=end)
