"""Where the indicator tables of a text stand: title, header, lines of the body, notes below.

A table begins at a header that names indicators and times. Its body are the lines that follow as long as they can be
rows: parted like the header, or, where cells stand one a line, short and no sentence. Page numbers and the header printed again on
the next page are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from lantu.reading.extraction.grids import is_category
from lantu.reading.extraction.lines import ARTICLE, find_mark
from lantu.reading.extraction.tables.body import is_page, read_body, split_spans
from lantu.reading.extraction.tables.cells import Cell
from lantu.reading.extraction.tables.header import LONGEST_LINE, Header, Span, find_header

_HINT = re.compile(
    r"指\s?标|项\s?目|名称|年份|年度|内容|序\s?号|序$|类\s?别|领\s?域|类型|大类|方面|板块|维度|属\s?性|性\s?质"
)
_NOTE = re.compile(r"[（(]?(?:备?注|说明)(?:[:：\d]|$)|[*∗＊★①](?=\D)|带[*∗＊]")
_NOTE_GOES_ON = re.compile(r"\d{1,2} ?[.．、]|[*∗＊★①-⑳]|[（(]\d{1,2}[)）]")
_OTHER_TABLE = re.compile(r"(?:专栏|表|附表|附件|图) ?[\d一二三四五六七八九十]{0,3}[ :：.-]|专栏")
_UNIT_LINE = re.compile(r"[（(]?(?:计量)?单位[:：](.{1,12}?)[）)]?")
_SENTENCE = re.compile(r"[，。；！？,;](?=[\u4e00-\u9fff“])|[。；！？]$")
_IN_BRACKETS = re.compile(r"[（(][^（）()]{0,20}[)）]")  # （%，预期性） is no sentence
_LONGEST_CELL = 40
_LONGEST_PROSE_FREE = 14
_LONGEST_ROW = 2_000
_NOTE_LINES = 40
_BROKEN_LINE = 24
_SHORT_CATEGORY = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A table of a text.

    Attributes:
        title: Line above the header, or empty.
        unit: Unit printed above the table for all of it, or None.
        header: Its header.
        body: Cells of each line of the body; None for an empty cell.
        start: Index of the header's first character in the text.
        end: Index after the last character of the body.
        notes: The text below that speaks of the table.
    """

    title: str
    unit: str | None
    header: Header
    body: tuple[tuple[Cell | None, ...], ...]
    start: int
    end: int
    notes: str


def find_tables(text: str) -> list[Found]:
    r"""Find the indicator tables of a text, in order and apart.

    Args:
        text: Text in its printed layout.

    >>> [(t.title, t.header.titles, len(t.body)) for t in find_tables("水务指标\n指标\t单位\t2030年\n供水量\t万吨\t5\n完。")]
    [('水务指标', ('指标', '单位', '2030年'), 1)]
    """
    if not _HINT.search(text):
        return []
    lines = split_spans(text)
    starts = [line.start for line in lines]
    tables: list[Found] = []
    free = 0  # first line that no table has taken
    for hint in _HINT.finditer(text):
        i = bisect_right(starts, hint.start()) - 1
        if i < free:
            continue
        header = find_header(text, lines, i)
        free = i + 1
        if header is not None:
            table, free = _table(text, lines, i, header)
            tables += [table] if table.body else []
    return tables


def _table(text: str, lines: Sequence[Span], i: int, header: Header) -> tuple[Found, int]:
    body = read_body(
        text,
        lines,
        header.after,
        header.separator,
        lambda j: _repeated(text, lines, j, i, header),
        lambda j: _in_body(text, lines, j, header),
    )
    end = lines[body.after - 1].end
    title, unit = _above(text, lines, i)
    found = Found(title, unit, header, body.rows, lines[i].start, end, _notes(text, lines, body.after))
    return found, max(body.free, i + 1)


def _repeated(text: str, lines: Sequence[Span], j: int, first: int, header: Header) -> int | None:
    """Return the index after the table's own header where it is printed again."""
    line = lines[j]
    if line.end - line.start > LONGEST_LINE:
        return None
    if header.after == first + 1 and text[line.start : line.end] == text[lines[first].start : lines[first].end]:
        return j + 1
    if not _HINT.search(text, line.start, line.end):
        return None
    again = find_header(text, lines, j)
    return again.after if again and again.titles == header.titles else None


def _in_body(text: str, lines: Sequence[Span], j: int, header: Header) -> bool:
    """Tell whether a line can belong to the body."""
    line = lines[j]
    if _NOTE.match(text, line.start, line.end):
        return False
    parted = header.separator != " " and header.separator in text[line.start : line.end]
    if parted:
        return line.end - line.start <= _LONGEST_ROW and not _is_other_header(text, lines, j)
    length = line.end - line.start
    if header.separator == "|" or length > (_LONGEST_CELL if header.separator == "\t" else 120):
        return False
    if (
        _OTHER_TABLE.match(text, line.start, line.end)
        or _is_heading(text, lines, j)
        or _is_other_header(text, lines, j)
    ):
        return False
    if length > _LONGEST_PROSE_FREE and _SENTENCE.search(_IN_BRACKETS.sub("", text[line.start : line.end])):
        return False
    return header.separator == " " or any("\t" in text[s.start : s.end] for s in lines[j + 1 : j + 4])


def _is_other_header(text: str, lines: Sequence[Span], j: int) -> bool:
    """Tell whether another table begins here: of indicators, or of projects and tasks."""
    line = lines[j]
    if line.end - line.start > LONGEST_LINE or not _HINT.search(text, line.start, line.end):
        return False
    words = text[line.start : line.end]
    return bool(re.match(r"序号[\t |]", words)) or find_header(text, lines, j) is not None


def _is_heading(text: str, lines: Sequence[Span], j: int) -> bool:
    """Tell whether a line is a heading of the document and not a category of the rows below it."""
    line = lines[j]
    mark = find_mark(text, line.start, line.end)
    if mark is None or mark.level > ARTICLE or (mark.level == ARTICLE and line.end - line.start <= _SHORT_CATEGORY):
        return False
    below = text[lines[j + 1].start : lines[j + 1].end] if j + 1 < len(lines) else ""
    return mark.level < ARTICLE or not is_category(text[line.start : line.end], below)


def _above(text: str, lines: Sequence[Span], i: int) -> tuple[str, str | None]:
    """Return the title above a header and the unit printed for the whole table."""
    unit: str | None = None
    for line in reversed(lines[max(0, i - 3) : i]):
        words = text[line.start : line.end]
        match = _UNIT_LINE.fullmatch(words.strip())
        if match:
            unit = "".join(match[1].split())
            continue
        return (words, unit) if len(words) <= 60 and words[-1] not in "。；！？，" else ("", unit)
    return "", unit


def _notes(text: str, lines: Sequence[Span], j: int) -> str:
    """Return the notes below a table, one a line; a note broken over lines is put together."""
    notes: list[str] = []
    before = ""
    for line in lines[j : j + _NOTE_LINES]:
        words = text[line.start : line.end]
        if is_page(text, line):
            continue
        if _NOTE.match(words) or (notes and _NOTE_GOES_ON.match(words)):
            notes.append(words)
        elif (notes and before[-1] not in "。；" and len(before) >= _BROKEN_LINE) or (
            notes and len(words) < 4 and words[-1] in "。；"
        ):
            notes[-1] += words
        else:
            break
        before = words
    return "\n".join(notes)
