"""A text file of values separated by commas, tabs or semicolons, in any encoding offices use, as one sheet."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from lantu.chinese.decoding import decode
from lantu.errors import DocumentError, PackageError
from lantu.exchange.csvtext import parse_rows
from lantu.exchange.observations.headers import is_unit
from lantu.exchange.observations.sheets import Content, Sheet
from lantu.exchange.observations.wordlist import role

_MARKS = (",", "\t", ";")
_LOOKED_AT = 5  # lines whose separators are counted
_NO_CHINESE = "D006"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SHORT = 4096  # bytes; a longer file tells its encoding by itself


def read_text_file(data: bytes, name: str) -> Sheet:
    """Return the sheet of a CSV file, or of text with tabs as spreadsheets save it.

    Args:
        data: Its bytes; UTF-8, UTF-16, GB 18030 or Big5.
        name: Its name, for messages.

    Raises:
        DocumentError: It is empty or no text (D001 to D005).
        PackageError: A quote stands where none may (P015, with its line).
    """
    text = _text(data, name)
    mark = separator(text)
    known: dict[str, str] = {}  # one object for each text that repeats down a column
    sheet = Sheet("")
    try:
        for line, cells in parse_rows(text, mark):
            row: list[Content] = [known.setdefault(cell, cell) if cell else None for cell in cells]
            sheet.rows[line] = row
    except ValueError as wrong:
        raise PackageError("P011", row=int(wrong.args[0]), column="-", reason=PackageError("P015")) from None
    return sheet


def separator(text: str) -> str:
    r"""Return what separates the cells of a text: what its first lines have most of, the comma where there is none.

    >>> separator("指标\t2025年\nGDP\t1,234"), separator("指标,2025年\n"), separator("指标")
    ('\t', ',', ',')
    """
    first = text.lstrip("\ufeff\r\n").split("\n", _LOOKED_AT)[:_LOOKED_AT]
    counts = {mark: min((line.count(mark) for line in first if line.strip()), default=0) for mark in _MARKS}
    widest = {mark: max((line.count(mark) for line in first), default=0) for mark in _MARKS}
    return max(_MARKS, key=lambda mark: (counts[mark], widest[mark]))


def _text(data: bytes, name: str) -> str:
    """Return the text; where a table is too short to tell its encoding, the one in which its words are known."""
    texts = []
    try:
        texts.append(decode(data, name).text)
    except DocumentError as wrong:
        if wrong.code != _NO_CHINESE:
            raise
        texts.append(data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig", errors="replace"))
    if not data.startswith(_UTF_16):
        with suppress(UnicodeDecodeError):
            texts.append(data.decode("gb18030"))
    return max(texts, key=_known_words) if len(data) < _SHORT else texts[0]


def _known_words(text: str) -> int:
    cells = (cell.strip() for line in text.splitlines()[:_LOOKED_AT] for cell in re.split("[,;\t]", line))
    return sum(role(cell) is not None or (not cell.isascii() and is_unit(cell)) for cell in cells if cell)
