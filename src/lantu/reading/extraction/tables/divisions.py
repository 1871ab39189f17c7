"""The lines of a header below its first one: the times, measures, units and parts that divide its columns.

A title over several columns (2030年) stands once, with blanks beside it, or is said again over each. What stands below says what each
column is of: a time or measure (年均增速), a unit (亿元), the whole (全市, 总量), or a part of it (市区, 女性). A part is kept beside
the title, for the figures under it are not those of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lantu.reading.extraction.tables.columns import has_year, is_group, is_header_word, is_plain
from lantu.vocabulary import unit_named

_COUNT = re.compile(r"[（(]?(?:\d{1,2}|[A-Za-z]|[甲乙丙丁戊己庚辛壬癸])[）)]?")
_NOTE = re.compile(r"[（(]?(?:备?注|说明)[:：]")
_WHOLE = re.compile(r"绝对[值数额量]|总[量值数额计]|合计|总体|规模|全体|全[市县区省州]")
_OF_WHICH = re.compile(r"(?:其中)?[：:]?")
_KNOWN_PART = re.compile(r"城镇|农村|城市|乡村|市区|城区|县域|县城|男性?|女性?")
_RATES = ("%", "‰")


class Titles(NamedTuple):
    """What a header says of each column.

    Attributes:
        titles: Names of parts of a row, times and measures.
        parts: Of which part of the row a column is; empty where it is of the whole.
    """

    titles: tuple[str, ...]
    parts: tuple[str, ...]


def undivided(titles: Sequence[str]) -> Titles:
    """Return what the first line of a header says."""
    return Titles(tuple(titles), ("",) * len(titles))


def divided(above: Titles, line: Sequence[str]) -> Titles | None:
    """Put the next line of a header under those above it.

    Args:
        above: What the lines above say.
        line: Its cells: as many as there are columns, or only those under groups.

    Returns:
        What the lines say together, or None when the line is no header.

    >>> divided(undivided(["指标", "属性", "“十五五”目标"]), ["2030年", "年均［累计］"]).titles
    ('指标', '属性', '2030年', '“十五五”目标年均［累计］')
    >>> divided(undivided(["指标", "2030年", ""]), ["", "市区", "县域"])
    Titles(titles=('指标', '2030年', '2030年'), parts=('', '市区', '县域'))
    """
    words = [word for word in line if word]
    if not words:
        return None
    if len(line) == len(above.titles) and (_only_counts(words) or _only_notes(words)):
        return above
    if _lies_under(above.titles, line):
        return _each_under(above, line)
    if all(map(is_header_word, words)):
        return _shared(above, words, [i for i, title in enumerate(above.titles) if is_group(title)])
    if _are_parts(above.titles, words):
        return _shared(above, words, [i for i, title in enumerate(above.titles) if not is_plain(title)])
    return None


def under(above: str, below: str) -> str:
    """Return the title of a column under a group; its own year says all there is to say.

    >>> under("发展目标", "2025年"), under("“十五五”", "年均增速"), under("指标", "指标")
    ('2025年', '“十五五”年均增速', '指标')
    """
    return below if has_year(below) or below == above else above + below


def is_count(line: Sequence[str], width: int) -> bool:
    """Tell whether a line only counts the columns (甲 乙 1 2).

    >>> is_count(["甲", "乙", "1", "2"], 4), is_count(["1", "水量", "5", "6"], 4)
    (True, False)
    """
    return len(line) == width and _only_counts([word for word in line if word])


def _only_counts(words: Sequence[str]) -> bool:
    return len(words) > 1 and all(map(_COUNT.fullmatch, words))


def _only_notes(words: Sequence[str]) -> bool:
    return all(map(_NOTE.match, words))


def _lies_under(titles: Sequence[str], line: Sequence[str]) -> bool:
    """Tell whether a line of full width divides columns: it names nothing, counts nothing, and leaves or repeats what it does not divide."""
    if len(titles) != len(line):
        return False
    pairs = [(above, below) for above, below in zip(titles, line, strict=True) if below and below != above]
    kept = any(not below or below == above or not above for above, below in zip(titles, line, strict=True))
    return bool(pairs) and kept and all(_divides(above, below) for above, below in pairs)


def _divides(above: str, below: str) -> bool:
    if is_plain(above):
        return is_header_word(below) or below.startswith("（")
    return is_header_word(below) or (re.search(r"\d", below) is None and not is_plain(below)) or has_year(below)


def _each_under(above: Titles, line: Sequence[str]) -> Titles:
    """Put each cell under the title above it, a title over several columns said again over the blanks beside it."""
    titles: list[str] = []
    parts: list[str] = []
    rates_apart = len({word for word in line if unit_named(word)}) > 1
    over = of = ""
    for i, (title, part, word) in enumerate(zip(*above, line, strict=True)):
        spans = not title and word and over and not is_plain(over) and line[i - 1] != above.titles[i - 1]
        over, of = (over, of) if spans else (title, part)
        own, own_part = _under(over, word, rates_apart=rates_apart)
        titles.append(own)
        parts.append(of + own_part)
    return Titles(tuple(titles), tuple(parts))


def _under(over: str, word: str, *, rates_apart: bool) -> tuple[str, str]:
    """Return the title and the part of a column by the word under a title."""
    bare = word[match.end() :] if (match := _OF_WHICH.match(word)) else word
    if not word or word == over or (is_plain(over) and not is_header_word(word)):
        return over, ""
    if has_year(word) and over and not is_header_word(over):
        return word, over
    if is_header_word(word):
        return under(over, word), ""
    unit = word.strip("（）")
    if unit_named(unit) is not None and not (rates_apart and unit in _RATES):
        return f"{over}（{unit}）", ""
    return over, "" if _WHOLE.fullmatch(bare) else bare


def _are_parts(titles: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether words without blanks are the same parts under each time, or parts that are known (市区 县域 市区 县域)."""
    groups = sum(not is_plain(title) for title in titles)
    share, rest = divmod(len(words), groups) if groups else (0, 1)
    if (
        rest
        or share < 2
        or len({*words[:share]}) < share
        or any(re.search(r"\d", word) or is_plain(word) for word in words)
    ):
        return False
    return words == [*words[:share]] * groups and (groups > 1 or all(map(_KNOWN_PART.fullmatch, words)))


def _shared(above: Titles, words: Sequence[str], groups: Sequence[int]) -> Titles | None:
    """Share words evenly among groups of columns."""
    if not groups or len(words) % len(groups):
        return None
    share = len(words) // len(groups)
    titles: list[str] = []
    parts: list[str] = []
    for i, (title, part) in enumerate(zip(*above, strict=True)):
        begin = groups.index(i) * share if i in groups else 0
        said = (
            [_under(title, word, rates_apart=True) for word in words[begin : begin + share]]
            if i in groups
            else [(title, "")]
        )
        titles += [own for own, _ in said]
        parts += [part + own for _, own in said]
    return Titles(tuple(titles), tuple(parts))
