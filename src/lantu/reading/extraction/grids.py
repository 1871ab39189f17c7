"""Runs of lines that are tables, the notes under them, and boxes (专栏).

A table survives the way to plain text in two forms: cells of a row parted by tabs or pipes, or one cell a line (from pdf).
The first is known by what parts its cells, the second by a header of the words that head such tables (序号 指标 单位 属性).
A category of rows is often numbered like a heading of the document (一、经济发展（7项）); what stands below it tells them apart.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lantu.reading.extraction.lines import ARTICLE, ITEM, Line, is_furniture, named_part

_HEADER_WORD = re.compile(
    r"序号|编号|(?:指标)?(?:类别|分类|类型|维度|板块|性质)|(?:一级|二级|主要|核心|具体)?指标(?:名称)?|(?:计量)?单位|属性|(?:19|20)\d\d年(?:[完实]成值|实际|目标值?|基数|预计)?|年均(?:增[长速]|[［\[（(])|累计|目标值?|基期值?|完成值"
    r"|领域|重大工程|(?:重点|工作|主要)任务|主要内容|项目名称|建设(?:内容|规模|地点|年限|性质|工期)|总投资|责任(?:单位|部门)|牵头(?:单位|部门)|起止年限|备注"
)
_HEADERS_NEEDED = 3
_HEADER_LENGTH = 60
_HEADER_LINES = 8
_LONGEST_GAP = 20
_SHORT_CATEGORY = 6
_VALUE = re.compile(r"\d|预期性|约束性|[—－–-]$|左右|同步|完成")
_TITLE = re.compile(
    r"(?:表|专栏) ?[\d一二三四五六七八九十]{1,3}(?![\d章节])|.{0,40}(?:指标|目标|一览表|统计表|情况表|项目表|清单)[表]?(?:（[^）]*）)?$"
)
_UNIT_LINE = re.compile(r"[（(]?(?:计量)?单位[:：].{1,20}")
_BOX = re.compile(r"专栏 ?([\d一二三四五六七八九十]{0,3})(?: ?[:：.-]? ?\d{0,2})[ :：]*")
_NOTE = re.compile(r"[（(]?(?:备?注|说明)[:：\d]")
_COUNTED = re.compile(r"[^。；，\t]{2,24}[（(](?:共|计)? ?\d{1,2} ?[项个](?:指标)?[）)][|\s]*")
PROSE = 40
"""A line of this length that closes with a full stop is a sentence, not a cell."""
LONG_PARAGRAPH = 100
FURTHEST_TITLE = 3


class Grid(NamedTuple):
    """A table: index of its first line (its title, where it has one) and after its last."""

    begin: int
    end: int


def find_grids(text: str, lines: list[Line], begin: int = 0) -> list[Grid]:
    """Find the tables from a line on, in order and apart."""
    grids: list[Grid] = []
    i = begin
    while i < len(lines):
        end, is_table = _row_run(text, lines, i)
        if end and not is_table:
            i = end
            continue
        end = end or _cell_run(text, lines, i) or 0
        if not end:
            i += 1
            continue
        grids.append(Grid(_title_of(text, lines, i, grids[-1].end if grids else begin), end))
        i = end
    return grids


def is_note(text: str, line: Line) -> bool:
    """Tell whether a line is the note under a table (注：1.…)."""
    return text[line.start] in "（(备注说" and _NOTE.match(text, line.start) is not None


def box_heading(text: str, line: Line) -> tuple[str, int] | None:
    """Return number and end of the head of a box (专栏3 …), or None.

    >>> from lantu.reading.extraction.lines import split_lines
    >>> box_heading("专栏3 水源工程", split_lines("专栏3 水源工程")[0])
    ('3', 4)
    """
    if not text.startswith("专栏", line.start):
        return None
    match = _BOX.match(text, line.start, line.end)
    return (match[1], match.end()) if match and (match[1] or len(line) <= PROSE) else None


def is_category(words: str, below: str) -> bool:
    r"""Tell whether a numbered line inside a table names the rows below it, and is no heading of the document.

    A category counts its indicators, or a row stands right below it; below a heading there is prose or the header of another table.

    Args:
        words: The line.
        below: The next line, or empty.

    >>> is_category("二、人民生活（3项）", "4 城镇调查失业率"), is_category("二、人民生活改善目标", "4\t城镇调查失业率\t5.5")
    (True, True)
    >>> is_category("二、重点工程建设安排", "序号\t项目名称\t总投资"), is_category("二、重点工程建设安排", "加快建设。")
    (False, False)
    """
    if _COUNTED.fullmatch(words):
        return True
    return _is_row(below) and len(words) <= PROSE and not re.search("[。；，]", words) and not _HEADER_WORD.match(below)


def _is_row(words: str) -> bool:
    return "\t" in words or words.count("|") > 1


def is_prose(text: str, line: Line) -> bool:
    """Tell whether a line is a sentence or more: a full stop at its end, and room for a verb."""
    return (text[line.end - 1] in "。！？；：" and len(line) >= PROSE) or text.find("。", line.start, line.end - 1) >= 0


def _cells(text: str, line: Line) -> int:
    """Count the cells of a line; pipes part them and, as a rule, stand around them."""
    words = text[line.start : line.end]
    if words.count("|") > 1:
        return words.count("|") + 1 - words.startswith("|") - words.endswith("|")
    return words.count("\t") + 1


def _row_run(text: str, lines: list[Line], i: int) -> tuple[int, bool]:
    """Return the index after a run of rows of cells, 0 without, and whether it is a table (a box has rows of two cells)."""
    if not _is_row(text[lines[i].start : lines[i].end]):
        return 0, False
    j = end = i
    widest = rows = 0
    while j < len(lines) and j - end <= 2:
        cells = _cells(text, lines[j])
        if cells > 1:
            widest, rows, end = max(widest, cells), rows + 1, j + 1
        elif _ends_table(text, lines, j) or len(lines[j]) > PROSE:
            break
        j += 1
    return end, rows >= 2 and widest >= 3


def _ends_table(text: str, lines: list[Line], j: int) -> bool:
    """Tell whether a line cannot stand in a table: a heading, the title of an annex or box, a sentence, a note."""
    line = lines[j]
    words = text[line.start : line.end]
    parted = _is_row(words)
    if not parted and (named_part(text, line) == "back" or box_heading(text, line)):
        return True
    if line.mark and line.mark.level < ARTICLE:
        return True
    if line.mark and line.mark.level == ARTICLE and len(line) > _SHORT_CATEGORY:
        below = lines[j + 1] if j + 1 < len(lines) else None
        return not is_category(words, text[below.start : below.end] if below else "")
    return is_note(text, line) or (is_prose(text, line) and not parted)


def _cell_run(text: str, lines: list[Line], i: int) -> int | None:
    """Return the index after a table printed one cell a line, which begins with its header here."""
    after = _header(text, lines, i)
    if after is None:
        return None
    end, j = after, after
    while j < len(lines) and j - end < _LONGEST_GAP and not _ends_table(text, lines, j):
        if _VALUE.search(text, lines[j].start, lines[j].end) and not _is_page(text, lines[j]):
            end = j + 1
        j += 1
    return end if end > after else None


def _is_page(text: str, line: Line) -> bool:
    return is_furniture(text, line) and not text[line.start : line.end].isdigit()


def _header(text: str, lines: list[Line], i: int) -> int | None:
    """Return the index after a header of at least three words that head tables, in one line or one word a line."""
    if lines[i].mark or len(lines[i]) > _HEADER_LENGTH or not _HEADER_WORD.match(text, lines[i].start):
        return None
    line = lines[i]
    if len(_HEADER_WORD.findall(text, line.start, line.end)) >= _HEADERS_NEEDED and not re.search(
        "[，。；]", text[line.start : line.end]
    ):
        return i + 1
    after, found = i, 0
    for j in range(i, min(len(lines), i + _HEADER_LINES)):
        if len(lines[j]) <= 12 and _HEADER_WORD.match(text, lines[j].start, lines[j].end):
            found, after = found + 1, j + 1
    return after if found >= _HEADERS_NEEDED else None


def _title_of(text: str, lines: list[Line], i: int, floor: int) -> int:
    """Return the index of the title line above a table, or of the table itself."""
    for j in range(i - 1, max(floor, i - FURTHEST_TITLE) - 1, -1):
        line = lines[j]
        if _UNIT_LINE.fullmatch(text, line.start, line.end) or is_furniture(text, line):
            continue
        if len(line) > PROSE or text[line.end - 1] in "。；：！，" or (line.mark and line.mark.level <= ITEM):
            break
        if named_part(text, line) == "back":  # an annex of its own, which the outline opens
            break
        return j if _TITLE.match(text, line.start, line.end) or _UNIT_LINE.match(text, lines[j + 1].start) else i
    return i
