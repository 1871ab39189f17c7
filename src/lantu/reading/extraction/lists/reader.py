"""Reads the lists of a plan: an announced number with the members the text names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lantu.model.records import NamedList
from lantu.model.text import MappedText
from lantu.reading.extraction.blocks import Block
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.lists.announced import Announcement, announcements
from lantu.reading.extraction.lists.members import Members, after, before, by_semicolons, point_by_point
from lantu.reading.extraction.masking import masked
from lantu.reading.extraction.tasks.heads import Reading, read_head

_KINDS = frozenset(("paragraph", "column", "heading"))
_DASHES = "—－–-●◆■·•"
_SENTENCE_END = re.compile(r"[。；：！？\n]")
_TAIL = 4
_SURE_OF_HEADINGS = 0.75
_SURE_OF_LINES = 0.7


def read_lists(clean: MappedText, blocks: Sequence[Block], horizon: Horizon | None) -> tuple[NamedList, ...]:
    """Read the lists of a plan.

    Args:
        clean: Clean text with its map to the original.
        blocks: Outline of the clean text.
        horizon: The plan's own period; what a list announces does not depend on it.

    Returns:
        Lists in document order, offsets into the original. Announced numbers whose members are named nowhere give no list.
        Confidence: 0.9 where as many are named as announced, 0.85 with 等, 0.75 where sub-headings name them, 0.55 where
        one is missing or too many.
    """
    seen: Counter[str] = Counter()
    found = []
    for each in _Reader(clean, blocks).read():
        seen[each.id] += 1
        found.append(each if seen[each.id] == 1 else replace(each, id=f"{each.id}-{seen[each.id]}"))
    return tuple(found)


class _Reader:
    def __init__(self, clean: MappedText, blocks: Sequence[Block]) -> None:
        self.clean = clean
        self.blocks = blocks
        self.hidden = masked(clean.text)
        self.under: defaultdict[int | None, list[int]] = defaultdict(list)  # headings by the heading above
        for index, block in enumerate(blocks):
            if block.kind == "heading":
                self.under[block.parent].append(index)

    def read(self) -> Iterator[NamedList]:
        claimed: set[int] = set()  # headings whose sub-headings have been taken for a list
        for index, block in enumerate(self.blocks):
            if block.kind not in _KINDS:
                continue
            floor = last = block.start
            for announced in announcements(self.clean.text, self.hidden, block.start, block.end):
                members = self._named(announced, index, floor, last) or self._outlined(announced, index, claimed)
                last = announced.end
                if members is not None:
                    floor = max(floor, members.end)
                    yield self._record(announced, members, block)

    def _named(self, announced: Announcement, index: int, floor: int, last: int) -> Members | None:
        text, hidden, end = self.clean.text, self.hidden, self._reach(index)
        return (
            before(text, hidden, announced, floor, last)
            or after(text, hidden, announced, end)
            or point_by_point(text, hidden, announced, end)
            or by_semicolons(text, hidden, announced, end)
        )

    def _reach(self, index: int) -> int:
        """Return where what a block announces may end: after a heading with a colon (五大片区：) in the paragraph below."""
        block = self.blocks[index]
        below = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        opens = block.kind == "heading" and self.clean.text[block.end - 1] == "："
        return below.end if opens and below is not None and below.kind == "paragraph" else block.end

    def _outlined(self, announced: Announcement, index: int, claimed: set[int]) -> Members | None:
        """Find the members in the headings, or in the lines with dashes, that follow."""
        block = self.blocks[index]
        home = index if block.kind == "heading" else block.parent
        if home is None or home in claimed or not self._closes(announced, block):
            return None
        below = self.under[home]
        first = bisect_right(below, index)
        few = announced.number == 2 and block.kind != "heading"
        fits = len(below) - first == announced.number and not few
        names = [self.blocks[i].heading or "" for i in below[first:]] if fits else []
        if names and all(names):
            claimed.add(home)
            members = _without_verbs(names, announced.noun)
            return Members(members, False, announced.start, announced.end, _SURE_OF_HEADINGS)
        if block.kind == "heading" or self.clean.text[block.end - 1] not in "：。":
            return None
        return self._dashed(announced, index)

    def _closes(self, announced: Announcement, block: Block) -> bool:
        """Tell whether the number stands in a heading or closes its sentence: 抓好以下三项工作。."""
        if len(announced.noun) < 2:
            return False
        last = min(block.end, announced.end + _TAIL + 1)
        near = last == block.end or _SENTENCE_END.search(self.hidden, announced.end, last) is not None
        return block.kind == "heading" or near

    def _dashed(self, announced: Announcement, index: int) -> Members | None:
        names = []
        for i in range(index + 1, min(len(self.blocks), index + 1 + announced.number)):
            block = self.blocks[i]
            if block.kind != "paragraph" or self.clean.text[block.start] not in _DASHES or not block.heading:
                break
            names.append(block.heading)
        if len(names) != announced.number:
            return None
        return Members(tuple(names), False, announced.start, announced.end, _SURE_OF_LINES)

    def _record(self, announced: Announcement, members: Members, block: Block) -> NamedList:
        span = self.clean.original_span(min(members.start, announced.start), max(members.end, announced.end))
        place = self.clean.original_span(announced.start, announced.start + 1).start
        return NamedList(
            id=f"l{place}",
            announced=announced.number,
            noun=announced.noun,
            members=members.names,
            open=members.open,
            passage=block.number,
            confidence=members.sure,
            start=span.start,
            end=span.end,
        )


def _without_verbs(names: list[str], noun: str) -> tuple[str, ...]:
    """打造果品产业集群, under 三大产业集群, is 果品产业集群: a verb stays where the objects are not what is counted."""
    heads = [read_head(name, 0, len(name)) for name in names]
    objects = [name[head.object_start :] for name, head in zip(names, heads, strict=True)]
    if all(head.reading is Reading.ACTION for head in heads) and all(each.endswith(noun[-2:]) for each in objects):
        return tuple(objects)
    return tuple(names)
