"""Marks of state secrets in a table of figures: looked for before anything of it is kept."""

from __future__ import annotations

from lantu.errors import LantuError
from lantu.reading.formats.sniffing import Kind, sniff
from lantu.reading.secrecy import mark_beside, secret_mark

_LOOKED_AT = 64 * 1024  # bytes of a text; a mark stands above the table
_TEXTS = frozenset({Kind.TEXT, Kind.HTML, Kind.MHTML})
_ENCODINGS = ("utf-8", "utf-16", "gb18030")


def mark_of(data: bytes, name: str) -> str | None:
    r"""Return the mark of a state secret on the pages of a file, or None; what cannot be opened bears none.

    Args:
        data: Its bytes.
        name: Its name.

    >>> mark_of("机密★3年\n指标,2025年\n".encode(), "v.csv"), mark_of("指标,2025年\n".encode(), "v.csv")
    ('机密★3年', None)
    """
    try:
        kind = sniff(data, name)
    except LantuError:
        return None
    if kind not in _TEXTS:
        return mark_beside(data, name)
    texts = (data[:_LOOKED_AT].decode(encoding, "replace") for encoding in _ENCODINGS)
    return next(filter(None, map(secret_mark, texts)), None)
