"""From a document's text as printed to a clean text that maps back to it.

Each step takes a :class:`~lantu.model.text.MappedText` and returns one. Their order matters: damaged characters are
repaired while their bytes are still those of the page; pinyin is told by its character before the script changes; lines
are joined while their widths still show, and only then is pinyin told that a line's end had parted from its character;
brackets and commas are widened once their neighbours stand beside them.
"""

from __future__ import annotations

from dataclasses import dataclass

from lantu.chinese.broken import UnreadSite, repair, unreadable
from lantu.chinese.lines import join_lines, unify_newlines
from lantu.chinese.pinyin import remove_pinyin
from lantu.chinese.script import simplify_script
from lantu.chinese.spaces import close_spaces
from lantu.chinese.width import unify_letters, unify_punctuation
from lantu.model.text import MappedText

STEPS = (
    unify_newlines,
    remove_pinyin,
    simplify_script,
    unify_letters,
    join_lines,
    remove_pinyin,
    unify_punctuation,
    close_spaces,
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """A clean text.

    Attributes:
        mapped: The text with the way back to the original.
        unread: Places that could not be read, in offsets of the original; they stand in the text as printed.
        repaired: How many damaged places were repaired.
    """

    mapped: MappedText
    unread: tuple[UnreadSite, ...]
    repaired: int = 0


def clean(text: str) -> CleanText:
    """Clean a document's text.

    >>> cleaned = clean("藍(lán)河市 2025 年新增绿地３㎡,达标率９８％。")
    >>> cleaned.mapped.text
    '蓝河市2025年新增绿地3平方米，达标率98%。'
    >>> cleaned.mapped.original_span(3, 8)
    Span(start=9, end=15)
    """
    repaired = repair(MappedText.of(text))
    mapped = unified(repaired.mapped)
    unread = sorted((*repaired.unread, *unreadable(text, repaired.places)), key=lambda site: site.start)
    return CleanText(mapped, tuple(unread), repaired.count)


def unified(text: MappedText) -> MappedText:
    """Return a text in one script and one width, lines joined; damaged characters stand as printed.

    >>> unified(MappedText.of("藍河市2025年,達標９８％")).text
    '蓝河市2025年，达标98%'
    """
    for step in STEPS:
        text = step(text)
    return text
