"""A text that remembers where each of its characters came from.

Reading cleans a document in many small steps (broken characters, pinyin, script, width, line breaks). Each step
yields a new :class:`MappedText` whose characters still know their place in the original, so that every fact found in
the clean text has an address in the document as printed (DESIGN section 4.1).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: Python string indices, end exclusive."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by ``replacement``; an empty replacement deletes."""

    start: int
    end: int
    replacement: str


COPIED = -1  # width of a piece whose characters stand one for one in the original


@dataclass(frozen=True, slots=True)
class MappedText:
    """A clean text with the way back to its original.

    The way back is a list of pieces. Piece ``i`` covers ``text[at[i] : at[i + 1]]``; it is either copied (its
    characters stand one for one from ``origin[i]`` on) or a replacement (each of its characters stands for the whole of
    ``original[origin[i] : origin[i] + width[i]]``).

    >>> clean = MappedText.of("龙(lóng)潭区").replace([Edit(1, 7, "")])
    >>> clean.text
    '龙潭区'
    >>> clean.original_span(0, 2)
    Span(start=0, end=8)
    """

    text: str
    original: str
    at: tuple[int, ...]
    origin: tuple[int, ...]
    width: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> MappedText:
        """Return a text that is its own original."""
        return cls(original, original, (0,), (0,), (COPIED,))

    def original_span(self, start: int, end: int) -> Span:
        """Return the smallest span of the original that holds ``text[start:end]``.

        Args:
            start: Index into ``text``.
            end: Index after the last character; an empty span is given the place before ``start``.

        Returns:
            A span of the original. What was deleted inside is included, what was deleted at the edges is not.
        """
        first = self._span_of(start)
        return Span(first.start, first.start if end <= start else self._span_of(end - 1).end)

    def _span_of(self, index: int) -> Span:
        if index >= len(self.text):
            return Span(len(self.original), len(self.original))
        piece = bisect_right(self.at, index) - 1
        if self.width[piece] == COPIED:
            begin = self.origin[piece] + index - self.at[piece]
            return Span(begin, begin + 1)
        return Span(self.origin[piece], self.origin[piece] + self.width[piece])

    def replace(self, edits: Iterable[Edit]) -> MappedText:
        """Return the text with some stretches replaced.

        Args:
            edits: In order and without overlap, in indices of this text.

        Raises:
            ValueError: The edits overlap or are not in order.
        """
        parts: list[str] = []
        at: list[int] = []
        origin: list[int] = []
        width: list[int] = []
        length = 0
        position = 0
        for start, end, replacement in edits:
            if start < position or end < start:
                raise ValueError(f"edits must be in order and apart: {start}..{end} after {position}")
            self._copy(position, start, length, at, origin, width)
            parts.append(self.text[position:start])
            length += start - position
            if replacement:
                source = self.original_span(start, end)
                at.append(length)
                origin.append(source.start)
                width.append(source.end - source.start)
                parts.append(replacement)
                length += len(replacement)
            position = end
        if not parts and position == 0:
            return self
        self._copy(position, len(self.text), length, at, origin, width)
        parts.append(self.text[position:])
        if not at:
            at, origin, width = [0], [0], [COPIED]
        return MappedText("".join(parts), self.original, tuple(at), tuple(origin), tuple(width))

    def _copy(self, start: int, end: int, to: int, at: list[int], origin: list[int], width: list[int]) -> None:
        """Append the pieces of ``text[start:end]``, which will stand from ``to`` on."""
        if start >= end:
            return
        piece = bisect_right(self.at, start) - 1
        while piece < len(self.at) and self.at[piece] < end:
            begin = max(start, self.at[piece])
            copied = self.width[piece] == COPIED
            at.append(to + begin - start)
            origin.append(self.origin[piece] + (begin - self.at[piece] if copied else 0))
            width.append(self.width[piece])
            piece += 1

    def with_text(self, text: str) -> MappedText:
        """Return the same map under another text of the same length (a change of script or width).

        Raises:
            ValueError: The lengths differ.
        """
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot stand for {len(self.text)}")
        return MappedText(text, self.original, self.at, self.origin, self.width)
