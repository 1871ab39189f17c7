"""Periods of tables: what a header, a cell or a title says of time, read whole or not at all.

A table says less than a sentence: 6月 below 2025年, 上年同期 beside 本期. What is said is therefore kept in parts, and
becomes a period when the parts of a row, a column and a title come together. A text that could be two periods is none:
2025.1 may be January, or October after a spreadsheet took the zero.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lantu.chinese.numerals import parse_numeral
from lantu.exchange.observations.wordlist import flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What a text says of time.

    Attributes:
        year: The year, or None.
        part: The part of the year as in a record: ``-06``, ``Q2``, ``H1``, ``-06-30``; empty for none said.
        whole: The whole year is meant (全年), whatever is said beside it.
        from_january: It begins in January (1-6月, 前三季度).
        moment: The end of the period is meant (末, 底).
        back: Years to go back from what it is said beside (上年同期 is 1).
        same: It is the period the table is of (本期, 本月), or the like of it in another year (2024年同期).
        loose: It is the year before or the same part of it, by what it stands beside (上年).
        day: A day was written, if it is the first or last of a month and stands for it.
        first: The first of several years, or None; only a row that says its basis may be of several (a season, a sum).
    """

    year: int | None = None
    part: str = ""
    whole: bool = False
    from_january: bool = False
    moment: bool = False
    back: int = 0
    same: bool = False
    loose: bool = False
    day: bool = False
    first: int | None = None

    @property
    def is_year(self) -> bool:
        """Whether it is of a whole year."""
        return not self.part

    @property
    def is_bare_year(self) -> bool:
        """Whether it names a year and nothing else."""
        return self.year is not None and not (self.part or self.whole or self.moment or self.same or self.back)

    @property
    def is_month(self) -> bool:
        """Whether it is of a month, and not only of its end."""
        return len(self.part) == len("-06") and not self.moment

    @property
    def opens_the_year(self) -> bool:
        """Whether amounts of it are amounts year to date, whatever is said."""
        return self.from_january or self.part in ("Q1", "H1")

    @property
    def code(self) -> str | None:
        """The period of a record, or None where the year is not known."""
        if self.year is None:
            return None
        return f"{self.year - self.back}{self.part}" if self.first is None else f"{self.first}-{self.year}"

    def within(self, other: Span | None) -> Span:
        """Return it with what it does not say itself taken from what stands round it.

        >>> (period("6月").within(period("2025年")).code, period("上年同期").within(period("2025年1-6月")).code)
        ('2025-06', '2024-06')
        """
        if other is None:
            return self
        if other.part and (self.loose or self.is_bare_year):
            return replace(self, year=None)  # 上年, 2024年 below 1-6月: all of it, or as much?
        said = bool(self.part) or self.whole or (self.year is not None and not self.back and not self.same)
        part, january = (self.part, self.from_january) if said else (other.part, other.from_january)
        return replace(
            self,
            year=self.year if self.year is not None else other.year,
            part=part,
            from_january=january,
            moment=self.moment or (other.moment and not said),
            back=self.back or other.back,
        )

    def joined(self, other: Span) -> Span | None:
        """Return what row and column say together, such as 2025年 and 1-6月; None where they contradict each other."""
        if self.year is not None and other.year is not None and self.year != other.year:
            return None
        if self.part and other.part and self.part != other.part:
            return None
        return Span(
            year=self.year if self.year is not None else other.year,
            part=self.part or other.part,
            whole=self.whole or other.whole,
            from_january=self.from_january or other.from_january,
            moment=self.moment or other.moment,
            back=self.back or other.back,
            same=self.same and other.same,
            loose=self.loose or other.loose,
        )


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_ENDS = r"(?P<end>末|底|年末|年底)?"
_PART = rf"""(?:
    (?:1月?[-至到](?P<until>1[0-2]|0?[2-9])月份?(?:累计)?)
  | (?:{_MONTH}月份?)
  | (?P<half>[上下])半年
  | (?:前|[1一][-至到])(?P<quarters>[一二两三四1234])个?季度
  | 第?(?P<quarter>[一二三四1234])季度?
)"""
_FORMS = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        rf"{_YEAR}(?:年度?)?(?P<whole>全年)?{_ENDS}",
        rf"{_YEAR}年{_PART}{_ENDS}",
        rf"{_YEAR}(?:[-/]|年)?[Hh](?P<half_number>[12])",
        rf"{_YEAR}(?:[-/]|年)?[Qq](?P<quarter_number>[1-4])",
        rf"{_YEAR}[-/.]{_MONTH}",
        rf"{_YEAR}(?P<month>0[1-9]|1[0-2])",
        rf"{_YEAR}[.](?:1-(?P<until>1[0-2]|[2-9]))(?:月)?",
        rf"{_YEAR}(?P<mark>[-/.]){_MONTH}(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])",
        rf"{_YEAR}年{_MONTH}月(?P<day>3[01]|[12]\d|0?[1-9])日?",
        rf"{_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>3[01]|[12]\d|0[1-9])",
        rf"{_PART}{_ENDS}",
        r"(?P<whole>全年|年度)",
        r"(?P<same>本期|报告期|本年|本期数|今年)",
        r"(?P<back>上年同期数?|去年同期数?|上年同月|去年同月|同期数?)",
        r"(?P<loose>上年实际|去年实际|上年完成|上年数?|去年数?)",
        rf"{_YEAR}年?(?P<alike>同期)",
    )
)
_CHINESE_YEAR = re.compile("二[〇零○0][〇零○一二三四五六七八九0-9]{2}(?=年)")
_CHINESE_MONTH = re.compile("(?<![一二三四五六七八九十])(十[一二]|[一二三四五六七八九十])(?=月)")
_CHINESE_JANUARY = re.compile("(?<![一二三四五六七八九十])一(?=月?[-至到]1?[0-9]月)")
_AMBIGUOUS = re.compile(r"(?:19|20)\d\d\.1")
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")  # as a record has it: meant as the day
_LONGEST = 40
_SEARCHED = 80  # characters of a title that are searched
_BEGINNINGS = frozenset("0123456789一二三四五六七八九十上下前第全本去")
_JOINS = frozenset("0123456789-./至到第一二三四五六七八九十〔[【")  # what stands before them is another time or number
_COUNT = "[一二三四五六七八九十]"
_GOES_ON = re.compile(  # what follows them is more of the time; 一般, 三产 and 第一产业 are words
    rf"度|第?[0-9]|[-./至到](?=[0-9今]|{_COUNT})|[上下]半年|[上中下]旬|前?第?{_COUNT}+(?:[年月日号旬季]|个[月季半]|[-至到](?=[0-9]|{_COUNT}))"
)
_OF_NUMBERS = frozenset("年月日号季")  # behind a digit they belong to it


@lru_cache(maxsize=65536)
def period(text: str) -> Span | None:
    """Return what a text says of time, or None where it says something else or nothing for certain.

    Args:
        text: A header, a cell or a part of a title; width, spaces and dashes as they come.

    >>> period("2025年1—6月").code, period("2025.10").code, period("2025Q3").code, period("２０２５年 末").moment
    ('2025-06', '2025-10', '2025Q3', True)
    >>> period("二〇二五年一至六月").code
    '2025-06'
    >>> period("2025.1"), period("2025-13"), period("3-6月"), period("25年6月")
    (None, None, None, None)
    """
    if not 0 < len(text) <= _LONGEST:
        return None
    said = _arabic(flat(text).strip("()"))
    if _DAY.fullmatch(text):
        return Span(year=int(text[:4]), part=text[4:]) if _part_of_day(text) is not None else None
    if _AMBIGUOUS.fullmatch(said):
        return None
    for form in _FORMS:
        found = form.fullmatch(said)
        if found is not None:
            return _span(found.groupdict())
    return None


def is_ambiguous(text: str) -> bool:
    """Return whether a text may be January or October: what a spreadsheet makes of 2025.10.

    >>> is_ambiguous("2025.1"), is_ambiguous("2025.2")
    (True, False)
    """
    return _AMBIGUOUS.fullmatch(flat(text)) is not None


def find_period(text: str) -> tuple[Span, str] | None:
    """Return the first and longest period in a text, and the text without it; None where there is none.

    >>> span, rest = find_period("吉林市2025年1-6月固定资产投资")
    >>> span.code, rest
    ('2025-06', '吉林市固定资产投资')
    >>> [find_period(words) for words in ("2021-2025年规划", "2021年至2025年", "2025年7-9月", "2025年1月1日至6月30日")]
    [None, None, None, None]
    >>> find_period("截至2025年6月底常住人口")[0].code
    '2025-06'
    >>> [find_period(f"2025年{words}")[1] for words in ("1-6月一般公共预算收入", "三季度三产增加值", "第一产业增加值")]
    ['一般公共预算收入', '三产增加值', '第一产业增加值']
    """
    said = flat(text)[:_SEARCHED]
    for start, first in enumerate(said):
        if first not in _BEGINNINGS or _is_cut_before(said, start):
            continue
        for end in range(min(len(said), start + _LONGEST), start + 1, -1):
            span = None if said[end - 1] in "()" or _is_cut_behind(said, end) else period(said[start:end])
            if span is not None:
                return span, (said[:start] + said[end:]).replace("()", "")
    return None


def _is_cut_before(said: str, start: int) -> bool:
    """Return whether what stands before a place belongs to what begins there: 至6月, 2026年5月; not 截至2025年."""
    before = said[:start]
    return (before[-1:] in _JOINS and before[-2:] != "截至") or re.search(r"\d年$", before) is not None


def _is_cut_behind(said: str, end: int) -> bool:
    """Return whether a time goes on behind a place: 2025年7-9 of 2025年7-9月, 2021年 of 2021年至2025年."""
    return _GOES_ON.match(said, end) is not None or (said[end - 1].isdigit() and said[end : end + 1] in _OF_NUMBERS)


def _arabic(said: str) -> str:
    said = _CHINESE_YEAR.sub(lambda found: _digits(found[0]), said)
    said = _CHINESE_MONTH.sub(lambda found: str(parse_numeral(found[1])), said)
    return _CHINESE_JANUARY.sub("1", said)


def _digits(year: str) -> str:
    return "".join(
        digit if digit.isascii() else str("〇一二三四五六七八九".find(digit.translate(_ZEROS))) for digit in year
    )


_ZEROS = str.maketrans("零○", "〇〇")


def _span(said: dict[str, str | None]) -> Span | None:
    year = int(said["year"] or 0) if "year" in said else None
    part = _part(said, year)
    if part is None:
        return None
    return Span(
        year=year,
        part=part,
        whole=bool(said.get("whole")),
        from_january=bool(said.get("until") or said.get("quarters")),
        moment=bool(said.get("end")),
        back=1 if said.get("back") or said.get("loose") else 0,
        same=bool(said.get("same") or said.get("alike")),
        loose=bool(said.get("loose")),
        day=bool(said.get("day")),
    )


def _part(said: dict[str, str | None], year: int | None) -> str | None:
    """Return the part of the year; empty for none, None where there is no such day."""
    if said.get("until"):
        return f"-{int(said['until'] or 0):02d}"
    if said.get("day"):
        return _day(year or 0, int(said["month"] or 0), int(said["day"] or 0))
    if said.get("month"):
        return f"-{int(said['month'] or 0):02d}"
    if said.get("half") or said.get("half_number"):
        return "H1" if said.get("half") == "上" or said.get("half_number") == "1" else "H2"
    quarter = said.get("quarter") or said.get("quarters") or said.get("quarter_number")
    return f"Q{_QUARTERS.get(quarter, quarter)}" if quarter else ""


_QUARTERS = {"一": "1", "二": "2", "两": "2", "三": "3", "四": "4"}


def _part_of_day(text: str) -> str | None:
    month = int(text[5:7])
    return _day(int(text[:4]), month, int(text[8:])) if 1 <= month <= 12 and int(text[8:]) else None


def _day(year: int, month: int, day: int) -> str | None:
    """Return a day; the first and the last of a month stand for the month, as spreadsheets write months."""
    last = calendar.monthrange(year, month)[1] if year else 31
    if day > last:
        return None
    return f"-{month:02d}" if day in (1, last) else f"-{month:02d}-{day:02d}"
