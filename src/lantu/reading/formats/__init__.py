"""Formats of documents: from bytes to the linear text that all offsets refer to.

What a file is, is told by its content (:mod:`~lantu.reading.formats.sniffing`), and one module reads each format. The libraries that
open documents are loaded when a document of their format comes, so that plain text stays as quick as it is.
"""

# ruff: noqa: PLC0415  # a format's libraries are loaded when a document of that format is opened

from __future__ import annotations

from dataclasses import replace

from lantu.errors import DocumentError
from lantu.model.document import Document
from lantu.reading.formats.evidence import IMAGES, kept
from lantu.reading.formats.noting import note
from lantu.reading.formats.sniffing import READ, Kind, misnamed, sniff

LARGEST = 256 * 1024 * 1024  # bytes; a scanned plan of 300 pages has about 100 million

__all__ = ["open_document"]


def open_document(data: bytes, name: str) -> Document:
    r"""Open a document of any format that is read; images are kept as evidence, with an empty text and a note.

    Args:
        data: Its bytes.
        name: Its file name; only messages and the choice between plain text and Markdown look at it.

    Returns:
        The document, with its linear text, its blocks, and notes on what had to be decided on opening it.

    Raises:
        DocumentError: It cannot be read: D001 to D006 and D010 to D026.

    >>> open_document("<html><body><nav>首页</nav><p>第一章&nbsp;总则<p>到2030年。".encode(), "plan.txt").text
    '第一章\xa0总则\n到2030年。'
    """
    if len(data) > LARGEST:
        raise DocumentError("D005", name=name, size=len(data) // 2**20, limit=LARGEST // 2**20)
    kind = sniff(data, name)
    if kind in IMAGES:
        return kept(data, name, kind)
    if kind not in READ:
        _refuse(kind, name)
    document = _open(kind, data, name)
    suffix = misnamed(kind, name)
    if suffix is None or not document.was_read:
        return document
    return replace(document, notes=(note("R020", suffix=suffix, kind=kind), *document.notes))


def _open(kind: Kind, data: bytes, name: str) -> Document:
    if kind is Kind.TEXT:
        from lantu.reading.formats import plain

        return plain.open_document(data, name)
    if kind is Kind.DOCX:
        from lantu.reading.formats import docx

        return docx.open_document(data, name)
    if kind is Kind.XLSX:
        from lantu.reading.formats import xlsx

        return xlsx.open_document(data, name)
    if kind is Kind.PDF:
        from lantu.reading.formats import pdf

        return pdf.open_document(data, name)
    if kind in (Kind.HTML, Kind.MHTML):
        from lantu.reading.formats import html

        return html.open_document(data, name, kind)
    from lantu.reading.formats import office

    return office.open_document(data, name, kind)


def _refuse(kind: Kind, name: str) -> None:
    if kind is Kind.ENCRYPTED:
        raise DocumentError("D012", name=name)
    if kind is Kind.OFD:
        raise DocumentError("D025", name=name)
    raise DocumentError("D010", name=name, kind=kind)
