"""The last step of opening a document: it must hold text, and Chinese text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from lantu.chinese.decoding import HAN
from lantu.errors import DocumentError
from lantu.model.document import Document
from lantu.model.records import Note
from lantu.reading.formats.linear import LinearText


def opened(
    data: bytes,
    name: str,
    text: LinearText,
    *,
    kind: str,
    media_type: str,
    encoding: str | None = None,
    pages: int | None = None,
    notes: Sequence[Note] = (),
) -> Document:
    """Return the document of a linear text.

    Args:
        data: The original bytes.
        name: File name.
        text: Its linear text.
        kind: What it is, for messages.
        media_type: Of the original.
        encoding: How it was decoded, where that is a question.
        pages: Number of pages, where there are any.
        notes: What a person should know of how it was opened.

    Raises:
        DocumentError: D024 there is no text, D006 none of it is Chinese.
    """
    words = text.text
    if not words.strip():
        raise DocumentError("D024", name=name, kind=kind)
    if not HAN.search(words):
        raise DocumentError("D006", name=name)
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        media_type=media_type,
        text=words,
        pages=pages,
        blocks=tuple(text.blocks),
        notes=tuple(notes),
    )
