"""Plain text and Markdown."""

from __future__ import annotations

import hashlib

from lantu.chinese.decoding import decode
from lantu.model.document import Document


def open_document(data: bytes, name: str) -> Document:
    """Open a text document in whatever encoding it is.

    Args:
        data: Its bytes.
        name: Its file name.

    Raises:
        DocumentError: It is empty, no text, or no encoding fits.

    >>> open_document("蓝河市".encode("gb18030"), "plan.txt").text
    '蓝河市'
    """
    decoded = decode(data, name)
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        media_type="text/markdown" if name.lower().endswith((".md", ".markdown")) else "text/plain",
        text=decoded.text,
    )
