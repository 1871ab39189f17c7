"""The document a plan is read from, and the blocks its text is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lantu.model.records import Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as decoded: what the document says, which nobody changes.

    Attributes:
        name: File name as it came, for messages.
        sha256: Checksum of the original bytes, in lower-case hexadecimal; tells one document from another.
        encoding: How its bytes were decoded, such as ``gb18030``; None where that is no question (pdf, docx).
        media_type: Such as ``text/plain``.
        text: The linear text all offsets refer to: no newline translation, no byte order mark; empty where it was not read.
        pages: Number of pages, or None where there are none.
        blocks: Parts as laid out, where the format knows more than lines; a package writes them down apart.
        notes: What a person should know of how the document was opened.
    """

    name: str
    sha256: str
    encoding: str | None
    media_type: str
    text: str
    pages: int | None = None
    blocks: tuple[Block, ...] = field(default=(), compare=False, repr=False)
    notes: tuple[Note, ...] = field(default=(), compare=False, repr=False)

    @property
    def was_read(self) -> bool:
        """False for what holds images only: kept as evidence, without a text."""
        return bool(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the document as laid out, and where its text stands in the linear text.

    Attributes:
        page: Page, counted from 1, or None.
        paragraph: Paragraph, counted from 1, or None for a cell.
        cell: Cell of a table, such as ``2!B3`` (second table, column B, row 3), or None for a paragraph.
        start: Offset of its first character.
        end: Offset after its last character.
    """

    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None
    start: int
    end: int


_LINE = re.compile(r"[^\r\n]+")


def paragraph_blocks(text: str) -> Iterator[Block]:
    r"""Yield a block for each line of a plain text that is not blank.

    >>> [(block.paragraph, block.start, block.end) for block in paragraph_blocks("一\r\n \r\n二")]
    [(1, 0, 1), (2, 6, 7)]
    """
    lines = (found for found in _LINE.finditer(text) if not found[0].isspace())
    for number, found in enumerate(lines, 1):
        yield Block(paragraph=number, start=found.start(), end=found.end())


def blocks_of(document: Document) -> Iterable[Block]:
    """Return the blocks of a document: those its format laid out, else the lines of its text."""
    return document.blocks or paragraph_blocks(document.text)
