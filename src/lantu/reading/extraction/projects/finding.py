"""Where the project tables of a text stand: title, header, lines of the body.

A table begins at a header that names projects and what is said of each (see :mod:`columns`), printed in one line or one word a
line. Its body are the lines that follow as long as they can be rows: parted like the header, or, where cells stand one a line, up
to the next heading, table, note or sentence that no row number goes before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lantu.reading.extraction.lines import ARTICLE, SECTION, find_mark, named_part
from lantu.reading.extraction.lines import Line as PlainLine
from lantu.reading.extraction.projects.columns import ProjectColumn, column_of, project_columns
from lantu.reading.extraction.tables.body import read_body, split_spans
from lantu.reading.extraction.tables.cells import Cell
from lantu.reading.extraction.tables.columns import is_indicator_header
from lantu.reading.extraction.tables.header import LONGEST_LINE, Span, cells_of, is_rule

_HINT = re.compile(r"项\s?目|工\s?程|总投资|建设内容|建设规模")
_NOTE = re.compile(r"[（(]?(?:备?注|说明)(?:[:：\d]|$)|[*∗＊]\D")
_OTHER_TABLE = re.compile(r"#|(?:专栏|表|附表|附件|附录|图) ?[\d一二三四五六七八九十]{0,3}(?:[ :：.-]|$)|专栏|名词解释")
_UNIT_LINE = re.compile(r"[（(]?(?:金额|投资|计量)?单位[:：][^，。]{0,10}?([千万亿]*元)[^，。]{0,8}[）)]?")
_HEADER_LINES = 24
_LONGEST_WORD_LINE = 60
_LONGEST_ROW = 4_000
_LONGEST_FREE = 400


@dataclass(frozen=True, slots=True)
class ProjectTable:
    """A project table of a text.

    Attributes:
        unit: Unit of money printed above the table for all of it, or None.
        columns: Its columns.
        separator: What parts its cells: a tab, a pipe, or a space (which stands for a line as well).
        body: Cells of each line; None for an empty cell.
        start: Index of the header's first character.
        end: Index after the last character of the body.
    """

    unit: str | None
    columns: tuple[ProjectColumn, ...]
    separator: str
    body: tuple[tuple[Cell | None, ...], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[ProjectColumn, ...]
    first: int
    after: int
    separator: str


def find_project_tables(text: str) -> list[ProjectTable]:
    r"""Find the project tables of a text, in order and apart.

    Args:
        text: Text in its printed layout.

    >>> table = find_project_tables("序号\t项目名称\t总投资（亿元）\n1\t清溪水厂\t3\n完。")[0]
    >>> [column.part.value for column in table.columns], len(table.body)
    (['number', 'name', 'investment'], 1)
    """
    lines = split_spans(text)
    starts = [line.start for line in lines]
    tables: list[ProjectTable] = []
    free = seen = 0  # first line that no table has taken; first line not looked at
    for hint in _HINT.finditer(text):
        i = bisect_right(starts, hint.start()) - 1
        if i < max(free, seen):
            continue
        seen = i + 1
        header = _find_header(text, lines, i, free)
        if header is not None:
            table, free = _table(text, lines, header)
            tables += [table] if table.body else []
    return tables


def _find_header(text: str, lines: Sequence[Span], i: int, floor: int) -> _Header | None:
    """Read the header that holds a line, or return None."""
    line = lines[i]
    if line.end - line.start > LONGEST_LINE:
        return None
    words = text[line.start : line.end]
    separator = "|" if words.count("|") >= 2 else "\t" if "\t" in words else " "
    if separator == " ":
        return _of_words(text, lines, i, floor)
    columns = project_columns([cell.text if cell else "" for cell in cells_of(text, line, separator)])
    if columns is None:
        return None
    after = i + 1
    if separator == "|" and after < len(lines) and is_rule(text, lines[after]):
        after += 1
    return _Header(columns, i, after, separator)


def _of_words(text: str, lines: Sequence[Span], i: int, floor: int) -> _Header | None:
    """Read a header of words parted by spaces or lines."""
    if not _header_words(text, lines[i]):
        return None
    first = _first_of_words(text, lines, i, floor)
    titles: list[str] = []
    after = first
    while after < min(len(lines), first + _HEADER_LINES):
        words = _header_words(text, lines[after])
        if not words or any(word in titles for word in words):
            break
        titles += words
        after += 1
    while titles and after > i:
        columns = project_columns(titles)
        if columns is not None:
            return _Header(columns, first, after, " ")
        dropped = _header_words(text, lines[first])  # what heads the table may look like a word of its header
        titles, first = titles[len(dropped) :], first + 1
    return None


def _first_of_words(text: str, lines: Sequence[Span], i: int, floor: int) -> int:
    """Return the first line of a header that a line is part of; no header says a word twice."""
    seen = set(_header_words(text, lines[i]))
    first = i
    while first > max(floor, i - _HEADER_LINES):
        words = _header_words(text, lines[first - 1])
        if not words or seen & set(words):
            break
        seen |= set(words)
        first -= 1
    return first


def _header_words(text: str, line: Span) -> tuple[str, ...]:
    """Return the words of a line when each of them heads a column of project tables."""
    return _words_of(text[line.start : line.end]) if line.end - line.start <= _LONGEST_WORD_LINE else ()


@lru_cache(maxsize=4096)
def _words_of(line: str) -> tuple[str, ...]:
    if "\t" in line:
        return ()
    words = tuple(cell.text for cell in cells_of(line, Span(0, len(line)), " ") if cell)
    return words if all(column_of(word) for word in words) else ()


def _table(text: str, lines: Sequence[Span], header: _Header) -> tuple[ProjectTable, int]:
    body = read_body(
        text,
        lines,
        header.after,
        header.separator,
        lambda j: _repeated(text, lines, j, header),
        lambda j: _in_body(text, lines, j, header),
    )
    unit, start = _unit_above(text, lines, header.first), lines[header.first].start
    end = lines[body.after - 1].end
    table = ProjectTable(unit, header.columns, header.separator, body.rows, start, end)
    return table, max(body.free, header.first + 1)


def _repeated(text: str, lines: Sequence[Span], j: int, header: _Header) -> int | None:
    """Return the index after the table's own header where it is printed again."""
    line = lines[j]
    if line.end - line.start > LONGEST_LINE:
        return None
    if not _HINT.search(text, line.start, line.end) and not (header.separator == " " and _header_words(text, line)):
        return None
    again = _find_header(text, lines, j, j)
    return again.after if again and again.columns == header.columns else None


def _in_body(text: str, lines: Sequence[Span], j: int, header: _Header) -> bool:
    """Tell whether a line can belong to the body."""
    line = lines[j]
    length = line.end - line.start
    if _NOTE.match(text, line.start, line.end) or length > _LONGEST_ROW:
        return False
    if header.separator != " " and header.separator in text[line.start : line.end]:
        return not _heads_another(text, line, header.separator)
    if header.separator == "|" or _ends_table(text, line):
        return False
    if header.separator == "\t":  # a category between rows, or the rest of a broken cell
        return length <= 40 and any("\t" in text[s.start : s.end] for s in lines[j + 1 : j + 3])
    return length <= _LONGEST_FREE and not _heads_another(text, line, " ")


def _ends_table(text: str, line: Span) -> bool:
    """Tell whether a line cannot stand in a table: a heading, the title of another table, a sentence."""
    mark = find_mark(text, line.start, line.end)
    length = line.end - line.start
    if mark is not None and (mark.level <= SECTION or (mark.level == ARTICLE and length > 20)):
        return True
    if _OTHER_TABLE.match(text, line.start) or named_part(text, PlainLine(line.start, line.end, mark)):
        return True
    return length >= 40 and text[line.end - 1] == "。" and text.count("。", line.start, line.end) > 1


def _heads_another(text: str, line: Span, separator: str) -> bool:
    """Tell whether another table begins here: its header names columns."""
    if line.end - line.start > LONGEST_LINE:
        return False
    titles = [cell.text if cell else "" for cell in cells_of(text, line, separator)]
    return len(titles) > 2 and (is_indicator_header(titles) or titles[0] in ("序号", "类别", "编号"))


def _unit_above(text: str, lines: Sequence[Span], i: int) -> str | None:
    """Return the unit of money printed above a header (单位：亿元)."""
    for line in lines[max(0, i - 2) : i]:
        match = _UNIT_LINE.search(text, line.start, min(line.end, line.start + 80))
        if match:
            return match[1]
    return None
