"""What stands on the pages of an office document and is no part of what is read: headers, footers, watermarks, drawings.

Marks that hold for the whole document are put there: 机密★3年 in the header of a sheet, 秘密 as a watermark. The cells of a
workbook are looked through besides, for a mark may stand in any of them. Only parts that hold the character 密 are taken apart,
so that a table of 200,000 rows costs no more than unpacking it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from lantu.reading.formats.archive import Archive
from lantu.reading.formats.sniffing import Kind, sniff

_LARGEST = 512 * 1024 * 1024  # bytes of a part, as for a table of observations
_WANTED = re.compile("密|&#(?:23494|x5bc6);".encode(), re.IGNORECASE)  # as itself or by its number
_OF_PAGES = {
    Kind.DOCX: re.compile(r"word/(?:header|footer)\d*\.xml"),
    Kind.XLSX: re.compile(
        r"xl/(?:sharedStrings|(?:work|chart)sheets/[^/]+|drawings/[^/]+)\.(?:xml|vml)", re.IGNORECASE
    ),
    Kind.ODT: re.compile(r"styles\.xml"),
    Kind.ODS: re.compile(r"(?:styles|content)\.xml"),
}
_OF_CELLS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml|content\.xml", re.IGNORECASE)
_HEADERS = re.compile(r"<(?:\w+:)?headerFooter\b")
_ENDS = re.compile(r"</(?:\w+:)?(?:p|si|is|v|h|\w*Header|\w*Footer)>")
_WATERMARK = re.compile(r"<(?:\w+:)?textpath\b[^>]*\bstring=\"([^\"]*)\"[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[LCR]|\d{1,3}|[A-Z])')  # of the headers of a sheet: font, size, side


class Margin(NamedTuple):
    """Lines of one part of a document.

    Attributes:
        text: A line for each paragraph, header and cell.
        of_cells: Whether they are cells, in which a word may speak of anything.
    """

    text: str
    of_cells: bool


def margins(data: bytes, name: str) -> Iterator[Margin]:
    """Yield the texts of the parts that are not read; nothing for other files.

    Args:
        data: The bytes of a document.
        name: Its file name, for messages.

    Raises:
        DocumentError: It cannot be opened.
    """
    kind = sniff(data, name)
    if kind not in _OF_PAGES:
        return
    with Archive(data, name, kind) as archive:
        for part in filter(_OF_PAGES[kind].fullmatch, archive.parts()):
            content = archive.read(part, _LARGEST)
            if _WANTED.search(content):
                yield from _margins(part, content.decode("utf-8", "replace"))


def _margins(part: str, markup: str) -> Iterator[Margin]:
    """Yield the lines of a part; those of a sheet's cells, which come first, apart from those of its headers."""
    of_cells = _OF_CELLS.fullmatch(part)
    headers = _HEADERS.search(markup) if of_cells else None
    start = headers.start() if headers else len(markup) if of_cells else 0
    yield Margin(_lines(markup[:start]), of_cells=True)
    yield Margin(_lines(markup[start:]), of_cells=False)


def _lines(markup: str) -> str:
    r"""Return the text of markup, a line for each paragraph, header and cell.

    >>> _lines('<w:p><w:r><w:t>机</w:t></w:r><w:r><w:t>密★</w:t></w:r></w:p><oddHeader>&amp;R&amp;"宋体"秘密</oddHeader>')
    '机密★\n秘密'
    """
    text = _TAG.sub("", _ENDS.sub("\n", _WATERMARK.sub(r"\n\1\n", markup)))
    lines = (_CODES.sub(" ", unescape(line)).strip() for line in text.split("\n"))
    return "\n".join(filter(None, lines))
