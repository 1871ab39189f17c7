"""The words of a plan for the rules that compare words: the text in one script and width, its sentences and clauses, each with its way back.

Damaged characters stand as printed: what cannot be read is no evidence. Tables of contents, page numbers and running heads are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lantu.chinese.cleaning import unified
from lantu.model.plan import Reading
from lantu.model.records import Passage
from lantu.model.text import MappedText, Span

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_CLAUSE = re.compile(r"[^，。！？；：\n\t（）]+")
_NOT_SAID = frozenset(("contents", "furniture"))


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the plan's words.

    Attributes:
        text: In one script and width.
        start: Index into the unified text.
        end: Index after it.
        passage: The passage it stands in.
    """

    text: str
    start: int
    end: int
    passage: Passage


class Wording:
    """The words of a plan, each view made when the first rule asks."""

    def __init__(self, plan: Reading) -> None:
        self.plan = plan

    @cached_property
    def mapped(self) -> MappedText:
        """The plan's text in one script and width, with the way back."""
        return unified(MappedText.of(self.plan.document.text))

    @property
    def text(self) -> str:
        """The unified text alone."""
        return self.mapped.text

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the unified text stands in the plan's text as printed."""
        return self.mapped.original_span(start, end)

    @cached_property
    def sentences(self) -> tuple[Words, ...]:
        """Sentences and headings in order; a semicolon ends one too, and so does a row of a table."""
        return tuple(self._said(_SENTENCE))

    @cached_property
    def clauses(self) -> tuple[Words, ...]:
        """What stands between two marks, in order."""
        return tuple(self._said(_CLAUSE))

    def sentence_at(self, index: int) -> Words | None:
        """Return the sentence that holds an index of the unified text."""
        at = bisect_right(self._starts, index) - 1
        return self.sentences[at] if at >= 0 and index < self.sentences[at].end else None

    def index_of(self, offset: int) -> int:
        """Return the place in the unified text that stands for an offset of the plan's text, or for what follows it."""
        origin, at = self.mapped.origin, self.mapped.at
        piece = max(bisect_right(origin, offset) - 1, 0)
        return min(at[piece] + max(offset - origin[piece], 0), at[piece + 1] if piece + 1 < len(at) else len(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def _said(self, pattern: re.Pattern[str]) -> Iterator[Words]:
        text = self.text
        for passage in self.plan.passages:
            if passage.kind in _NOT_SAID:
                continue
            begin, end = self.index_of(passage.start), self.index_of(passage.end)
            for match in pattern.finditer(text, begin, end):
                words = match[0].strip()
                if words:
                    yield Words(words, match.start(), match.end(), passage)
