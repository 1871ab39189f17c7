"""Spaces that say nothing taken out, spaces that part cells kept.

Chinese needs no spaces: those around characters, digits and punctuation come from converters. Three kinds say
something and stay: one between words of other languages, one between the halves of a heading, and those between the
cells of a table row. Wide gaps of a row become one TAB each, so that a row is recognised however it was spaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lantu.model.text import Edit, MappedText

SPACE = re.compile("[ \u3000]+")
WIDE = re.compile("(?<=[^ \u3000\t])(?: {2,}| *\u3000[ \u3000]*)(?=[^ \u3000\t])")
SENTENCE = re.compile("[，。；！？;!?]|,(?![0-9])")
HEADING = re.compile(
    "(?:第[一二三四五六七八九十百零〇0-9]{1,5}[编篇章节]|[一二三四五六七八九十]{1,3}、|(?:专栏|附件|[表图]) ?[0-9]{1,3})"
)
CLOSED = re.compile("[。；！？;!?]")
LATIN = re.compile("[A-Za-z0-9][,;:.)'’]{0,2}$")
WORD = re.compile("[(]?[A-Za-z0-9]")
LONGEST_CELL = 30  # characters
LONGEST_HEADING = 60
FEWEST_TOKENS = 3  # cells that make a row parted by single spaces


def close_spaces(mapped: MappedText) -> MappedText:
    r"""Take out the spaces that say nothing.

    >>> close_spaces(MappedText.of("到 2025 年， “ 蓝河 ” 引进 AI for Science 项目 5 个。")).text
    '到2025年，“蓝河”引进AI for Science项目5个。'
    >>> close_spaces(MappedText.of("第三章　建设产业体系 夯实经济根基")).text
    '第三章 建设产业体系 夯实经济根基'
    >>> close_spaces(MappedText.of("粮食产量  万吨  120  130")).text
    '粮食产量\t万吨\t120\t130'
    """
    return mapped.replace(_edits(mapped.text))


def _edits(text: str) -> Iterator[Edit]:
    if " " not in text and "\u3000" not in text:
        return
    at = 0
    for line in text.split("\n"):
        if " " in line or "\u3000" in line:
            yield from _line_edits(line, at)
        at += len(line) + 1


def _line_edits(line: str, at: int) -> Iterator[Edit]:
    inner = line.strip(" \u3000")
    wide = _is_wide_row(inner)
    narrow = not wide and _is_narrow_row(inner)
    marker = HEADING.match(inner)
    heading = (
        not wide and not narrow and len(inner) <= LONGEST_HEADING and not (CLOSED if marker else SENTENCE).search(inner)
    )
    title = line.index(inner) + marker.end() if heading and marker else -1
    for found in SPACE.finditer(line):
        start, end = found.span()
        before, after = line[max(0, start - 2) : start], line[end : end + 2]
        if not before or not after or before[-1] == "\t" or after[0] == "\t":
            kept = ""
        elif wide and (end - start > 1 or found[0] == "\u3000"):
            kept = "\t"
        else:
            kept = " " if narrow or start == title or _says_something(line, start, end, heading) else ""
        if kept != found[0]:
            yield Edit(at + start, at + end, kept)


def is_row(line: str) -> bool:
    """Tell whether a line, without blanks on both sides, is a row of a table cut into cells by spaces."""
    return _is_wide_row(line) or _is_narrow_row(line)


def _is_wide_row(line: str) -> bool:
    """Tell whether a line is cut into short cells by two wide gaps or more."""
    cells = WIDE.split(line)
    return len(cells) > 2 and max(map(len, cells)) <= LONGEST_CELL and not HEADING.match(line)


def _is_narrow_row(line: str) -> bool:
    """Tell whether a line is cut into cells by single spaces: three or more, no sentence, a figure among them."""
    if "\t" in line or len(line) > 3 * LONGEST_HEADING or SENTENCE.search(line) or HEADING.match(line):
        return False
    cells = SPACE.split(line)
    if len(cells) < FEWEST_TOKENS or max(map(len, cells)) > LONGEST_CELL or sum(len(cell) > 1 for cell in cells) < 2:
        return False
    return any(cell[0].isdigit() or cell[0] in "<>≤≥—-" for cell in cells[1:]) and not any(
        cell in "“”" for cell in cells
    )


def _says_something(line: str, start: int, end: int, heading: bool) -> bool:
    """Tell whether a space parts two words of another language, two numbers or, in a heading, two phrases."""
    if not heading and not line[end].isascii():
        return False
    before, after = line[max(0, start - 3) : start], line[end : end + 2]
    if WORD.match(after) and LATIN.search(before):
        return True
    return heading and len(before) > 1 and _is_phrase(before[-2:]) and len(after) == 2 and _is_phrase(after)


def _is_phrase(two: str) -> bool:
    """Tell whether two characters are Chinese, or Chinese in quotation marks: not a single spaced character."""
    return all("\u4e00" <= char <= "\u9fff" or char in "“”《》、" for char in two)
