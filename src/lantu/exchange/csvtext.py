"""CSV as text, strictly: every cell is read back exactly, whatever line ends, quotes and marks it holds.

The standard library's reader passes over stray quotes and limits the length of a cell by one switch for the whole
process; its writer leaves a lone carriage return unquoted. This grammar (RFC 4180, any line end) does neither.
A cell that a spreadsheet would run as a formula is written with an apostrophe before it, which reading takes away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_NEEDS_QUOTES = re.compile(r'[",\r\n]|^\s|\s$')
_FORMULA = re.compile(r"'*[=+\-@\t\r](?s:.)")
_NUMBER = re.compile(r"[+-][0-9]+(?:\.[0-9]+)?")


@lru_cache(maxsize=8)
def _cells(mark: str) -> re.Pattern[str]:
    mark = re.escape(mark)
    return re.compile(rf'(?:"([^"]*(?:""[^"]*)*)"|([^"{mark}\r\n]*))({mark}|\r\n|\r|\n|\Z)')


def parse_rows(text: str, mark: str = ",") -> Iterator[tuple[int, list[str]]]:
    r"""Yield the rows of a CSV text with the line each begins on; rows without any text are passed over.

    Args:
        text: The text.
        mark: What separates the cells.

    Raises:
        ValueError: A quote stands where none may; its argument is the line.

    >>> list(parse_rows('a,"b ""c"" d"\r\n\n1,\n'))
    [(1, ['a', 'b "c" d']), (3, ['1', ''])]
    """
    cell = _cells(mark)
    position, line, first, row = 0, 1, 1, list[str]()
    while position < len(text) or row:
        found = cell.match(text, position)
        if found is None:
            raise ValueError(line)
        quoted, bare, end = found.groups()
        row.append(_unguarded(bare if quoted is None else quoted.replace('""', '"')))
        line += len(_LINE_ENDS.findall(found[0])) if quoted else end not in (mark, "")
        position = found.end()
        if end == mark:
            continue
        if any(row):
            yield first, row
        row, first = [], line


def write_rows(rows: Iterable[Iterable[str]]) -> str:
    r"""Return rows as CSV text.

    >>> write_rows([["id", "text"], ["s1", 'a "b"\r'], ["s2", "=1+1"]])
    'id,text\ns1,"a ""b""\r"\ns2,\'=1+1\n'
    """
    return "".join(",".join(_cell(text) for text in row) + "\n" for row in rows)


def _cell(text: str) -> str:
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
