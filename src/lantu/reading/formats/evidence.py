"""What holds images only: kept as evidence with its checksum, and not read. Nothing is guessed from pixels."""

from __future__ import annotations

import hashlib

from lantu.model.document import Document
from lantu.reading.formats.noting import note
from lantu.reading.formats.sniffing import Kind

IMAGES = {
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.GIF: "image/gif",
    Kind.TIFF: "image/tiff",
    Kind.BMP: "image/bmp",
    Kind.WEBP: "image/webp",
}
"""Images by the media type they are kept under."""


def kept(data: bytes, name: str, kind: Kind, pages: int | None = None) -> Document:
    """Return a document without a text, and the note that says that it was not read.

    Args:
        data: The original bytes.
        name: File name.
        kind: An image, or a PDF of images.
        pages: Number of pages, where there are any.

    >>> kept(b"...", "scan.pdf", Kind.PDF, 12).notes[0].code
    'R027'
    """
    said = note("R028", name=name, kind=kind) if pages is None else note("R027", name=name, pages=pages)
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=None,
        media_type=IMAGES.get(kind, "application/pdf"),
        text="",
        pages=pages,
        notes=(said,),
    )
