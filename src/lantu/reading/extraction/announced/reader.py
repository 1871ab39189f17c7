"""Tells which parts a document announces and does not hold, so that a person looks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lantu.errors import Language, message
from lantu.model.records import Note
from lantu.model.text import MappedText
from lantu.reading.extraction.announced.mentions import Mention, find_mentions
from lantu.reading.extraction.announced.places import Place, find_places
from lantu.reading.extraction.announced.titles import unfilled_titles
from lantu.reading.extraction.blocks import Block
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.lines import Line, split_lines

_LONGEST_TITLE = 50
_BELOW = 3  # 下表 follows within so many blocks
_SAME = {
    "附表": ("附表", "附件"),
    "附图": ("附图", "附件", "图"),
    "附件": ("附件", "附表", "附录"),
    "附录": ("附录", "附件"),
}
"""What may stand for a part that is announced without a number."""


_NOT_PROSE = frozenset(("contents", "furniture", "title", "table"))


class _Missing(NamedTuple):
    what: str
    start: int
    end: int


class _Present(NamedTuple):
    """What the document holds: parts by kind and number, their kinds, their titles."""

    parts: frozenset[tuple[str, str | None]]
    kinds: frozenset[str]
    titles: frozenset[str]

    @classmethod
    def of(cls, places: Sequence[Place]) -> _Present:
        filled = [place for place in places if place.filled]
        return cls(
            frozenset((place.kind, place.number) for place in filled),
            frozenset(place.kind for place in filled),
            frozenset(place.title for place in filled),
        )


def read_announced(clean: MappedText, blocks: Sequence[Block], horizon: Horizon | None) -> tuple[Note, ...]:
    r"""Return a note for each table, box, annex or figure that is announced and not found.

    Args:
        clean: Clean text with its map to the original.
        blocks: Outline of the clean text.
        horizon: The plan's own period; what is announced does not depend on it.

    Returns:
        Notes R010 in document order, each with the place that first announces the part, as offsets into the original.

    >>> from lantu.reading.extraction.outline import outline
    >>> plan = "项目安排详见附件2。\n附件1 任务分工表\n由市水务局牵头。"
    >>> [plan[note.start : note.end] for note in read_announced(MappedText.of(plan), outline(plan), None)]
    ['附件2']
    """
    notes = []
    for missing in sorted(_missing(clean.text, blocks), key=lambda each: each.start):
        start, end = clean.original_span(missing.start, missing.end)
        notes.append(
            Note(
                code="R010",
                message_zh=message("R010", Language.ZH, what=missing.what),
                message_en=message("R010", Language.EN, what=missing.what),
                start=start,
                end=end,
            )
        )
    return tuple(notes)


def _missing(text: str, blocks: Sequence[Block]) -> Iterator[_Missing]:
    lines = list(_lines_outside(text, blocks))
    places = find_places(text, lines)
    present = _Present.of(places)
    told: set[tuple[str, str | None]] = set()
    for place in _unfilled(text, lines, places, present):
        if (place.kind, place.number) not in told:
            told.add((place.kind, place.number))
            yield _Missing(_called(place), place.start, place.end)
    at_line = {place.start for place in places}
    for index, block in enumerate(blocks):
        if block.kind in _NOT_PROSE or block.start in at_line:
            continue
        for mention in find_mentions(text, block.start, block.end):
            if (mention.kind, mention.number) not in told and not _is_present(mention, index, blocks, present):
                told.add((mention.kind, mention.number))
                yield _Missing(f"{mention.kind}{mention.number or ''}", mention.start, mention.end)
    for block in unfilled_titles(text, blocks):
        if block.start not in at_line:
            yield _Missing(text[block.start : block.end], block.start, block.end)


def _unfilled(text: str, lines: Sequence[Line], places: Sequence[Place], present: _Present) -> Iterator[Place]:
    """Yield the places under which nothing stands, there or further down under the bare title or without a number."""
    short = {text[line.start : line.end] for line in lines if len(line) <= _LONGEST_TITLE}
    for place in places:
        elsewhere = place.title and (place.title in short or place.title in present.titles)
        if place.filled or elsewhere or (place.kind, place.number) in present.parts:
            continue
        if place.number is not None or place.kind not in present.kinds:
            yield place


def _lines_outside(text: str, blocks: Sequence[Block]) -> Iterator[Line]:
    """Yield the lines of the text but those of the contents, whose entries announce nothing."""
    contents = [(block.start, block.end) for block in blocks if block.kind == "contents"]
    for line in split_lines(text):
        if not any(start <= line.start < end for start, end in contents):
            yield line


def _is_present(mention: Mention, index: int, blocks: Sequence[Block], present: _Present) -> bool:
    if mention.below:
        following = blocks[index + 1 : index + 1 + _BELOW]
        return mention.kind == "图" or any(block.kind in ("table", "column") for block in following)
    if mention.number is not None:
        alone = mention.number == "1" and (mention.kind, None) in present.parts  # a single annex bears no number
        return (mention.kind, mention.number) in present.parts or alone
    return any(kind in present.kinds for kind in _SAME.get(mention.kind, (mention.kind,)))


def _called(place: Place) -> str:
    name = f"{place.kind}{place.number or ''}"
    return f"{name} {place.title}".strip() if len(place.title) <= _LONGEST_TITLE else name
