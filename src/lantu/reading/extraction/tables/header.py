"""The header of a table as cells, however it was printed: one line, two lines, or one word a line.

A header of the third kind is a run of words that head columns; words broken over lines are put together, and a group
(“十五五”目标) gives way to the times that divide it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lantu.reading.extraction.tables.cells import Cell, cut
from lantu.reading.extraction.tables.columns import is_group, is_header_word, is_indicator_header, is_indicator_name
from lantu.reading.extraction.tables.divisions import Titles, divided, is_count, under, undivided

_WIDE_GAP = re.compile(r"\t| {2,}|\u3000+")
_GAP = re.compile(r"[ \u3000\t]+")
_BOUND = re.compile(
    r"(?<=[<>≤≥＜＞/∕（(]) +| +(?=[)）])|(?<=\d{4}) +(?=年)|(?<=\d) +(?=[月日])"
    r"|(?<=类) (?=别)|(?<=指) (?=标)|(?<=单) (?=位)|(?<=属) (?=性)|(?<=序) (?=号)|(?<=领) (?=域)|(?<=备) (?=注)"
)
_FRAGMENT = re.compile(
    r"完成(?:值|情况)?|实际值?|预计值?|（[^（）]{1,8}）|基期值?|基数|现状值?|目标值?|增[长速幅]|号|性|年|[（(\[〔【]?累计[）)\]〕】]?"
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d年?|年均|序|属|约束|预期")
_TIME = re.compile(r"(?:19|20)\d\d|年均|累计|五年")
LONGEST_LINE = 400
_HEADER_LINES = 24
_LOOK_AHEAD = 9
_MOST_LINES_BELOW = 3


class Span(NamedTuple):
    """A line of the text, without the space around it."""

    start: int
    end: int


class Header(NamedTuple):
    """A header.

    Attributes:
        titles: Titles of its columns.
        parts: Of which part of a row each column is; empty where it is of the whole.
        after: Index after its last line.
        separator: How cells of a row are parted.
    """

    titles: tuple[str, ...]
    parts: tuple[str, ...]
    after: int
    separator: str


def cells_of(text: str, line: Span, separator: str) -> list[Cell | None]:
    """Cut a line into cells.

    Args:
        text: The whole text.
        line: The line.
        separator: A tab, a pipe, or a space (which also stands for a line of one cell).
    """
    if separator == "|":
        return _between(text, line)
    gap = re.compile("\t") if separator == "\t" else _gap_of(text, line)
    cells: list[Cell | None] = []
    position = line.start
    for match in gap.finditer(text, line.start, line.end):
        if separator == " " and _joins(text, match):
            continue
        cells.append(cut(text, position, match.start()))
        position = match.end()
    cells.append(cut(text, position, line.end))
    return cells


def _gap_of(text: str, line: Span) -> re.Pattern[str]:
    """Cells stand apart by wide gaps where a line has several, else by single spaces."""
    return _WIDE_GAP if len(_WIDE_GAP.findall(text, line.start, line.end)) > 1 else _GAP


def _joins(text: str, gap: re.Match[str]) -> bool:
    """Tell whether a space stands inside a cell: after a bound, before a percent sign, between a year and 年."""
    return gap.end() - gap.start() == 1 and _BOUND.match(text, gap.start()) is not None


def _between(text: str, line: Span) -> list[Cell | None]:
    """Cut a row of pipes, leaving out what only sets it (**bold**, <br>)."""
    inner = Span(
        line.start + (text[line.start] == "|"), line.end - (text[line.end - 1] == "|" and line.end - 1 > line.start)
    )
    cells: list[Cell | None] = []
    position = inner.start
    for match in re.compile(r"(?<!\\)\||$").finditer(text, inner.start, inner.end):
        cells.append(_plain(cut(text, position, match.start())))
        position = match.end()
    return cells


def _plain(cell: Cell | None) -> Cell | None:
    if cell is None or not re.search(r"\*\*|`|<|\\", cell.text):
        return cell
    kept = [True] * len(cell.text)
    for match in re.finditer(r"\*\*|`|<br/?>|\\(?=[*|<>\[\]])", cell.text):
        kept[match.start() : match.end()] = [False] * (match.end() - match.start())
    text = "".join(c for c, keep in zip(cell.text, kept, strict=True) if keep)
    return Cell(text, tuple(i for i, keep in zip(cell.at, kept, strict=True) if keep)) if text else None


def is_rule(text: str, line: Span) -> bool:
    """Tell whether a line only draws the rule under a header of pipes (|---|:--:|)."""
    words = text[line.start : line.end] if line.end - line.start <= LONGEST_LINE else ""
    return ("---" in words or "|" in words) and re.fullmatch(r"[|\s:+=-]+", words) is not None


def find_header(text: str, lines: Sequence[Span], i: int) -> Header | None:
    """Read the header that begins at a line, or return None."""
    line = lines[i]
    if line.end - line.start > LONGEST_LINE:
        return None
    words = text[line.start : line.end]
    separator = "|" if words.count("|") >= 2 else "\t" if words.count("\t") >= 1 else " "
    if separator == " ":
        return _of_words(text, lines, i)
    titles = _titles(text, line, separator)
    if not is_indicator_header(titles):
        return None
    said, after = _with_lines_below(text, lines, i + 1, separator, undivided(titles))
    if separator == "\t" and not _parted_below(text, lines[after : after + _LOOK_AHEAD]):
        separator = " "
    return Header(*said, after, separator)


def _with_lines_below(text: str, lines: Sequence[Span], after: int, separator: str, said: Titles) -> tuple[Titles, int]:
    """Read the further lines of a header; return what all say and the index after the last."""
    for _ in range(_MOST_LINES_BELOW):
        after = _after_rule(text, lines, after, separator)
        below = _titles(text, lines[after], separator) if after < len(lines) else []
        both = divided(said, below) if 0 < len(below) <= min(len(said.titles) + 8, LONGEST_LINE) else None
        if both is None:
            break
        said, after = both, after + 1
    return said, _after_rule(text, lines, after, separator)


def _after_rule(text: str, lines: Sequence[Span], after: int, separator: str) -> int:
    return after + (separator == "|" and after < len(lines) and is_rule(text, lines[after]))


def _parted_below(text: str, lines: Sequence[Span]) -> bool:
    """Tell whether the lines under a header are parted by tabs as it is (a header may be spaced wider than its rows)."""
    tabbed = sum("\t" in text[line.start : min(line.end, line.start + LONGEST_LINE)] for line in lines)
    return tabbed * 3 >= len(lines)


def _titles(text: str, line: Span, separator: str) -> list[str]:
    if line.end - line.start > LONGEST_LINE or (separator == "|" and "|" not in text[line.start : line.end]):
        return []
    return [cell.text if cell else "" for cell in cells_of(text, line, separator)]


def _of_words(text: str, lines: Sequence[Span], i: int) -> Header | None:
    """Read a header of words parted by spaces or lines."""
    words: list[str] = []
    after = i
    for j in range(i, min(len(lines), i + _HEADER_LINES)):
        line = lines[j]
        if line.end - line.start > 120 or "\t" in text[line.start : line.end]:
            break
        found = [cell.text for cell in cells_of(text, line, " ") if cell]
        if not all(is_header_word(word) or (words and _FRAGMENT.fullmatch(word)) for word in found):
            break
        if any(words.count(word) > 1 for word in found):
            break  # no header says a word three times
        words += found
        after = j + 1
    if len(words) < 3:
        return None
    words = _mended(words)
    if is_indicator_name(words[0]) and any(is_indicator_name(word) for word in words[1:]):
        return None  # the first is the table's title
    titles = _ungrouped(words)
    if len(titles) < 3 or not is_indicator_header(titles):
        return None
    said, after = _with_words_below(text, lines, after, undivided(titles))
    return Header(*said, after, " ")


def _with_words_below(text: str, lines: Sequence[Span], after: int, said: Titles) -> tuple[Titles, int]:
    """Read the parts that divide the times above them; return what all say and the index after the last line."""
    below, ends = _words_below(text, lines, after)
    if ends and is_count(below[: ends[0]], len(said.titles)):
        return said, after + 1
    for taken, end in reversed([*enumerate(ends, 1)]):
        parted = divided(said, below[:end]) if end > 1 else None
        if parted:
            return parted, after + taken
    return said, after


def _words_below(text: str, lines: Sequence[Span], after: int) -> tuple[list[str], list[int]]:
    """Return the words below a header, and how many of them there are after each line: of one line, or of lines of one word each."""
    words: list[str] = []
    ends: list[int] = []
    for line in lines[after : after + _HEADER_LINES]:
        found = (
            [cell.text for cell in cells_of(text, line, " ") if cell] if line.end - line.start <= LONGEST_LINE else []
        )
        if (words and len(found) > 1) or not found:
            break
        words += found
        ends.append(len(words))
        if len(found) > 1:
            break
    return words, ends


def _mended(words: Sequence[str]) -> list[str]:
    """Put together the words of a header that were broken over lines (2025年 / 完成值, 指标 / 属性)."""
    years = sum(bool(re.search(r"(?:19|20)\d\d", word)) for word in words)
    mended: list[str] = []
    for word in words:
        if mended and _goes_on(mended, word, years):
            mended[-1] += word
        else:
            mended.append(word)
    return mended


def _goes_on(words: Sequence[str], word: str, years: int) -> bool:
    """Tell whether a word only goes on with the last one."""
    last = words[-1]
    if _BARE_YEAR.fullmatch(last) and _FRAGMENT.fullmatch(word):
        return years > 1 or not word.startswith("目标")
    if word.startswith("（") and (not is_header_word(word) or is_group(last)):
        return True
    return last == "指标" and (word == "名称" or (word in ("属性", "性质") and "指标" in words[:-1]))


def _ungrouped(words: list[str]) -> list[str]:
    """Put the times that divide groups in their places; several groups share them evenly.

    >>> _ungrouped(["指标", "“十四五”完成情况", "“十五五”目标", "属性", "2025年", "年均增长", "2030年", "年均增长"])[1:5]
    ['2025年', '“十四五”完成情况年均增长', '2030年', '“十五五”目标年均增长']
    """
    groups = [i for i, word in enumerate(words) if is_group(word) and not _TIME.search(word)]
    if not groups:
        return words
    parts = [i for i in range(groups[-1] + 1, len(words)) if is_header_word(words[i]) and _TIME.search(words[i])]
    if not parts or parts != list(range(parts[0], parts[-1] + 1)) or len(parts) % len(groups):
        return words
    beside = len(groups) == 1 and parts[0] == groups[0] + 1
    if not beside and parts[-1] != len(words) - 1:
        return words
    share = len(parts) // len(groups)
    titles: list[str] = []
    for i, word in enumerate(words[: parts[0]] + words[parts[-1] + 1 :]):
        if i in groups:
            first = groups.index(i) * share
            titles += [under(word, words[part]) for part in parts[first : first + share]]
        else:
            titles.append(word)
    return titles
