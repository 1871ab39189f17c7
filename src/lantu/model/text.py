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
        text = self.text
        parts: list[str] = []
        pieces = _Pieces(self)
        position = 0
        touched = False
        for start, end, replacement in edits:
            if start < position or end < start or end > len(text):
                raise ValueError(f"edits must be in order and apart: {start}..{end} after {position} of {len(text)}")
            if position < start:
                parts.append(text[position:start])
                pieces.copy(position, start)
            if replacement:
                parts.append(replacement)
                pieces.put(self.original_span(start, end), len(replacement))
            position = end
            touched = True
        if not touched:
            return self
        if position < len(text):
            parts.append(text[position:])
            pieces.copy(position, len(text))
        return pieces.text("".join(parts))

    def with_text(self, text: str) -> MappedText:
        """Return the same map under another text of the same length (a change of script or width).

        Raises:
            ValueError: The lengths differ.
        """
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot stand for {len(self.text)}")
        return MappedText(text, self.original, self.at, self.origin, self.width)


class _Pieces:
    """The pieces of a text in the making; walks the pieces of the text before it once, from left to right."""

    __slots__ = ("at", "base", "before", "copied", "length", "origin", "piece", "span", "upto", "width")

    def __init__(self, before: MappedText) -> None:
        self.before = before
        self.piece = 0  # the piece of the text before that holds the last copied character …
        self.upto = -1  # … where it ends …
        self.copied = True  # … whether its characters stand one for one …
        self.base = 0  # … its origin (what to add to an index of the text before, where they do) …
        self.span = COPIED  # … and its width
        self.length = 0
        self.at: list[int] = []
        self.origin: list[int] = []
        self.width: list[int] = []

    def copy(self, start: int, end: int) -> None:
        """Append the pieces of ``before.text[start:end]``, which is not empty and lies after all copied so far."""
        if start >= self.upto:
            self._advance(start)
        self.at.append(self.length)
        self.origin.append(self.base + start if self.copied else self.base)
        self.width.append(self.span)
        self.length += end - start
        while end > self.upto:  # the stretch goes on into the next piece
            begin = self.upto
            self._advance(begin)
            self.at.append(self.length - (end - begin))
            self.origin.append(self.base + begin if self.copied else self.base)
            self.width.append(self.span)

    def _advance(self, index: int) -> None:
        """Go on to the piece of the text before that holds an index."""
        at, piece = self.before.at, self.piece
        last = len(at) - 1
        while piece < last and at[piece + 1] <= index:
            piece += 1
        self.piece = piece
        self.upto = at[piece + 1] if piece < last else len(self.before.text)
        self.span = self.before.width[piece]
        self.copied = self.span == COPIED
        self.base = self.before.origin[piece] - (at[piece] if self.copied else 0)

    def put(self, source: Span, length: int) -> None:
        """Append a replacement of some length that stands for a span of the original."""
        self.at.append(self.length)
        self.origin.append(source.start)
        self.width.append(source.end - source.start)
        self.length += length

    def text(self, text: str) -> MappedText:
        """Return the finished text."""
        if not self.at:  # nothing is left: one empty piece keeps every lookup simple
            self.put(Span(0, 0), 0)
        return MappedText(text, self.before.original, tuple(self.at), tuple(self.origin), tuple(self.width))
