"""Marks of state secrets in a table of figures: looked for before anything of it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lantu.errors import LantuError
from lantu.exchange.observations.workbook import LARGEST_SHEET
from lantu.reading.formats.archive import Archive
from lantu.reading.formats.sniffing import Kind, sniff
from lantu.reading.secrecy import secret_mark

_LOOKED_AT = 64 * 1024  # bytes of a part; a mark stands above the table
_TAG = re.compile(r"<[^>]*>")
_WORDS = re.compile(r"xl/(?:sharedStrings|worksheets/sheet\d+)\.xml")


def mark_of(data: bytes, name: str) -> str | None:
    r"""Return the mark of a state secret above the tables of a file, or None; what cannot be opened bears none.

    Args:
        data: Its bytes.
        name: Its name.

    >>> mark_of("机密★3年\n指标,2025年\n".encode(), "v.csv"), mark_of("指标,2025年\n".encode(), "v.csv")
    ('机密★3年', None)
    """
    try:
        return next((mark for text in _texts(data, name) if (mark := secret_mark(text))), None)
    except LantuError:
        return None


def _texts(data: bytes, name: str) -> Iterator[str]:
    if sniff(data, name) is Kind.XLSX:
        with Archive(data, name, "XLSX") as archive:
            for part in filter(_WORDS.fullmatch, archive.parts()):
                text = archive.read(part, LARGEST_SHEET)[:_LOOKED_AT].decode("utf-8", "replace")
                yield unescape("\n".join(filter(None, (each.strip() for each in _TAG.split(text)))))
        return
    for encoding in ("utf-8", "utf-16", "gb18030"):
        yield data[:_LOOKED_AT].decode(encoding, "replace")
