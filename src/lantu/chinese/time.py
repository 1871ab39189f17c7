"""Time expressions of plans and reports, as periods.

Years, ranges of years, parts of a year, five-year plans by number, deadlines within n years, and words relative to the
document (今年, 过去五年). What a mention *governs* is decided by the reading; here it is only recognised, also where its
period is unknown (6月 in a plan that is not of one year), so that its numbers are not taken for amounts.

A part of a year that begins in January is named by its last month or quarter, as the statistics bureau names its
year-to-date figures: 1—9月 is ``2026-09``, 前三季度 is ``2026Q3``, both of kind ``to_date``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lantu.chinese.numerals import parse_numeral
from lantu.vocabulary import five_year_plan, plan_number


class TimeKind(StrEnum):
    """What a time expression says."""

    POINT = "point"  # 2030年, 2025年底, 2025年上半年
    SPAN = "span"  # 2021-2025年, “十四五”期间
    TO_DATE = "to_date"  # 1—9月, 前三季度: from January on
    EVERY = "every"  # 每年
    WITHIN = "within"  # 两年内
    SINCE = "since"  # 2012年以来: says nothing of the period of a value
    AGAINST = "against"  # 较2020年, 比上年: the year compared with


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a text.

    Attributes:
        start: Index of its first character.
        end: Index after its last character.
        kind: What it says.
        period: The period in record form (``lantu.model.records``), or None for SINCE and where the year is unknown.
        end_of: True for 末, 底, 到…: the state at the end of the period, not the flow within it.
    """

    start: int
    end: int
    kind: TimeKind
    period: str | None
    end_of: bool = False


@dataclass(frozen=True, slots=True)
class _Document:
    """What a text's own time words refer to."""

    work_year: int | None
    horizon: tuple[int, int] | None

    @property
    def last_year_past(self) -> int | None:
        """The last full year before the report or the plan."""
        if self.work_year is not None:
            return self.work_year - 1
        return self.horizon[0] - 1 if self.horizon else None


def find_times(text: str, *, work_year: int | None = None, horizon: tuple[int, int] | None = None) -> list[TimeMention]:
    """Find the time expressions of a text, in order, none overlapping another.

    Args:
        text: Clean text.
        work_year: The year a report speaks from (今年); None for a plan.
        horizon: First and last year of the plan, for 今后五年.

    >>> [m.period for m in find_times("到2030年，“十五五”期间年均，两年内，“十四五”前四年")]
    ['2030', '2026-2030', '2y', '2021-2024']
    >>> [m.period for m in find_times("前三季度，截至6月底，去年下半年", work_year=2026)]
    ['2026Q3', '2026-06', '2025H2']
    """
    document = _Document(work_year, horizon)
    found: list[TimeMention] = []
    for pattern, build in _GRAMMAR:
        for match in pattern.finditer(text):
            mention = build(match, document)
            if mention is not None:
                found.append(mention)
    found.sort(key=lambda mention: mention.start)
    kept: list[TimeMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


# --- words before a time: 较, 到, 截至

_BEFORE = re.compile(r"(?P<against>(?<!占)比|较|对比|相比|同比)?(?P<to>力争到|截至|截止到?|到|至|于|在)?\Z")
_LONGEST_BEFORE = 5
_LAST_BEFORE = frozenset("比较到至截止于在")


def _placed(
    match: re.Match[str], kind: TimeKind, period: str | None, *, end_of: bool = False, start: int | None = None
) -> TimeMention:
    """Add the words before the time: 较 makes it a comparison, 到 and 截至 the state at its end."""
    first = match.start() if start is None else start
    text = match.string
    if not first or text[first - 1] not in _LAST_BEFORE:
        return TimeMention(first, match.end(), kind, period, end_of)
    before = _BEFORE.search(text, max(0, first - _LONGEST_BEFORE), first)
    if before is None:
        return TimeMention(first, match.end(), kind, period, end_of)
    if before["against"]:
        return TimeMention(before.start(), match.end(), TimeKind.AGAINST, period)
    reached = before["to"] is not None and before["to"] not in "于在"
    return TimeMention(before.start(), match.end(), kind, period, end_of or (reached and kind is not TimeKind.SINCE))


# --- years of the calendar and their parts

#: The first character must be a set, so that the search is fast; what it may be follows behind it.
_FIRST_YEAR = r"[12二](?<![\d二〇零].)(?:(?<=1)9\d\d|(?<=2)0\d\d|(?<=二)[〇零0][〇零一二三四五六七八九]{2})"
_YEAR = r"(?:(?:19|20)\d\d|二[〇零0][〇零一二三四五六七八九]{2})"
_DASH = r"(?:——|[-—–~～至到])"
_ENDS = "以来|起|以前|之前|前(?![列沿景期瞻])|年底|年末|末|底"
_PART = rf"""
    (?P<first_month>\d{{1,2}})月?{_DASH}(?P<last_month>\d{{1,2}})月份?
  | (?P<month>\d{{1,2}})月(?![龄球饼嫂薪租供均度报])(?:份|(?P<day>\d{{1,2}})日(?:{_DASH}(?:\d{{1,2}}月)?\d{{1,2}}日)?)?(?P<month_end>底|末)?
  | (?P<half>[上下])半年
  | (?P<quarters>前[一二三两]个?季度(?!假))
  | 第?(?P<quarter>[一二三四1-4])季度(?!假)
"""
_CALENDAR = re.compile(
    rf"""
    (?P<year>{_FIRST_YEAR})
    (?: 年?{_DASH}(?P<last>{_YEAR})年(?:期?间)?
      | /(?P<next>(?:20)?\d\d)年度?
      | 年(?:(?:{_PART})(?P<part_tail>以?前|之前|以来|起)?|度|(?P<tail>{_ENDS}|初|的?基础上|全年)?)
    )
    """,
    re.VERBOSE,
)
_UNDATED = re.compile(
    rf"(?=[\d上下前第一二三四])(?<![\d一二三四五六七八九十.\-—–~以])(?:{_PART})(?P<part_tail>以?前|之前|以来|起)?",
    re.VERBOSE,
)
_RELATIVE = re.compile(
    rf"""
    (?P<word>今年|本年度?|年内|年底|年末|去年|上年|上一年|明年)(?<!以上年)(?<![\d一二两三四五六七八九十半几数青少中老历多](?:年内|年底|年末))
    (?![龄轻均产级])(?:(?:{_PART})|年?(?P<tail>底|末))?(?P<part_tail>以?前|之前)?
    """,
    re.VERBOSE,
)


def _calendar(match: re.Match[str], document: _Document) -> TimeMention | None:
    year = _year(match["year"])
    if match["last"]:
        return _placed(match, TimeKind.SPAN, f"{year}-{_year(match['last'])}")
    if match["next"]:
        return _season(match, year)
    part = _part(match, year)
    if part is not None:
        kind, period, end_of = part
        return _placed(match, kind, period, end_of=end_of)
    tail = match["tail"] or ""
    if tail.endswith("基础上"):
        mention = _placed(match, TimeKind.AGAINST, str(year))
        return TimeMention(mention.start, mention.end, TimeKind.AGAINST, str(year))
    if tail in ("以来", "起"):
        return _placed(match, TimeKind.SINCE, None)
    return _placed(match, TimeKind.POINT, str(year), end_of=tail not in ("", "初", "全年"))


def _year(text: str) -> int:
    return int(text) if text.isascii() else int(parse_numeral(text.replace("0", "〇")) or 0)


def _season(match: re.Match[str], year: int) -> TimeMention | None:
    """2024/25年度: a season over the turn of a year; other strokes are none."""
    following = int(match["next"]) % 100
    return _placed(match, TimeKind.SPAN, f"{year}-{year + 1}") if following == (year + 1) % 100 else None


def _part(match: re.Match[str], year: int | None) -> tuple[TimeKind, str | None, bool] | None:
    """Read the part of a year a match holds: its kind, its period and whether its end is meant; None without one."""
    groups = match.groupdict()
    kind, suffix = TimeKind.POINT, ""
    if groups["last_month"]:
        kind, suffix = _months(int(groups["first_month"]), int(groups["last_month"]))
    elif groups["month"]:
        suffix = f"-{int(groups['month']):02d}" + (f"-{int(groups['day']):02d}" if groups["day"] else "")
    elif groups["half"]:
        suffix = "H1" if groups["half"] == "上" else "H2"
    elif groups["quarters"]:
        kind, suffix = TimeKind.TO_DATE, f"Q{parse_numeral(groups['quarters'][1])}"
    elif groups["quarter"]:
        suffix = f"Q{parse_numeral(groups['quarter'])}"
    else:
        return None
    if groups["part_tail"] in ("以来", "起"):
        return TimeKind.SINCE, None, False
    period = f"{year}{suffix}" if year is not None and suffix else None
    return kind, period, bool(groups["part_tail"] or groups["month_end"])


def _months(first: int, last: int) -> tuple[TimeKind, str]:
    """1—9月 is the year to September; months from the middle of a year have no period in record form."""
    return (TimeKind.TO_DATE, f"-{last:02d}") if first == 1 else (TimeKind.SPAN, "")


def _undated(match: re.Match[str], document: _Document) -> TimeMention | None:
    """6月底, 1—9月, 上半年: of the year the report speaks from; unknown in a plan."""
    months = [int(match[name]) for name in ("first_month", "last_month", "month") if match[name]]
    part = _part(match, document.work_year)
    if part is None or not all(1 <= month <= 12 for month in months):
        return None
    kind, period, end_of = part
    return _placed(match, kind, period, end_of=end_of)


def _relative(match: re.Match[str], document: _Document) -> TimeMention | None:
    """今年, 去年底, 明年上半年; none when the document's own year is unknown."""
    if document.work_year is None:
        return None
    year = document.work_year + {"去": -1, "上": -1, "明": 1}.get(match["word"][0], 0)
    kind, period, end_of = _part(match, year) or (TimeKind.POINT, str(year), False)
    end_of = end_of or bool(match["tail"] or match["part_tail"]) or match["word"] in ("年底", "年末")
    return _placed(match, kind, period, end_of=end_of)


# --- five-year plans by number

_QUOTE = "“”\"‘’'「」『』"
_SPAN_WORDS = "期间|时期|期内|五年|以来|规划期内?"
_PLAN = re.compile(
    rf"""
    (?P<name>[十二](?<![一二三四五六七八九十].)(?:(?<=十)[一二三四五六七八九]?|(?<=二)十[一二三四五六七八九]?)五)
    (?P<closed>[{_QUOTE}])?
    (?: (?P<span>{_SPAN_WORDS})?(?P<end>末期?|年末|年底|底)
      | (?P<half>[前头后])(?P<years>[一二两三四1-4])年
      | (?P<during>{_SPAN_WORDS})
    )?
    """,
    re.VERBOSE,
)


def _plan(match: re.Match[str], document: _Document) -> TimeMention | None:
    """A five-year plan by number: its span, or its last year for 末. “十四五”规划 names a document, not a time."""
    text, start = match.string, match.start()
    number = plan_number(match["name"])
    quoted = bool(match["closed"]) and start > 0 and text[start - 1] in _QUOTE
    if number is None or not (quoted or (len(match["name"]) > 2 and not match["closed"])):
        return None
    start -= quoted
    first, last = five_year_plan(number)
    if match["end"]:
        return _placed(match, TimeKind.POINT, str(last), end_of=True, start=start)
    if match["half"]:
        years = int(parse_numeral(match["years"]) or 0)
        first, last = (last - years + 1, last) if match["half"] == "后" else (first, first + years - 1)
        return _placed(match, TimeKind.SPAN, f"{first}-{last}" if first != last else str(last), start=start)
    mention = _placed(match, TimeKind.SPAN, f"{first}-{last}", start=start)
    named_only = not match["during"] and not (quoted and mention.kind is TimeKind.AGAINST)
    return None if named_only else mention


# --- stretches counted in years

_COUNT = r"(?:[一二两三四五六七八九十]{1,3}|\d{1,2})"
_EVERY = re.compile("每年|逐年|每一年")
_NUMBER = (
    r"[一二两三四五六七八九十半\d](?<![\d.一二两三四五六七八九十近去第].)(?:[一二三四五六七八九十]{1,2}|\d)?(?:\.\d)?"
)
_WITHIN = re.compile(rf"(?P<n>{_NUMBER})(?:{_DASH}(?P<high>{_COUNT}))?(?P<unit>年|个月|个?季度)(?:以?内|之内|时间内)")
_USING = re.compile(rf"用(?P<n>{_COUNT})(?:{_DASH}(?P<high>{_COUNT}))?(?P<unit>年|个月)(?:左右)?的?时间")
_NEAR = "[一二两三四五十1-5]"  # 近二十年 is nearly twenty years
_PAST = re.compile(rf"(?:过去的?|这|最近|近)(?P<n>{_NEAR})年(?:来|间|内|里)?")
_COME = re.compile(rf"(?P<n>{_NEAR}(?<![\d一二三四五六七八九十].))年[来间]")
_FUTURE = re.compile(rf"(?:今后|未来|往后)的?(?P<n>{_COUNT})年(?:内|间|里)?")


def _every(match: re.Match[str], document: _Document) -> TimeMention:
    return TimeMention(match.start(), match.end(), TimeKind.EVERY, "annual")


def _within(match: re.Match[str], document: _Document) -> TimeMention | None:
    """两年内, 一个季度内, 用3到5年时间: the longer of two."""
    value = parse_numeral(match["high"] or match["n"])
    if value is None:
        return None
    unit = match["unit"]
    if "季度" in unit:
        value, unit = value * 3, "个月"
    if unit == "年" and value != int(value):
        value, unit = value * 12, "个月"
    return TimeMention(match.start(), match.end(), TimeKind.WITHIN, f"{int(value)}{'y' if unit == '年' else 'm'}")


def _past(match: re.Match[str], document: _Document) -> TimeMention | None:
    last, years = document.last_year_past, parse_numeral(match["n"])
    return None if last is None or not years else _years(match, last - int(years) + 1, last)


def _future(match: re.Match[str], document: _Document) -> TimeMention | None:
    last, years = document.last_year_past, parse_numeral(match["n"])
    return None if last is None or not years else _years(match, last + 1, last + int(years))


def _years(match: re.Match[str], first: int, last: int) -> TimeMention:
    period = f"{first}-{last}" if first != last else str(last)
    return TimeMention(match.start(), match.end(), TimeKind.SPAN, period)


_GRAMMAR: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Document], TimeMention | None]], ...] = (
    (_CALENDAR, _calendar),
    (_RELATIVE, _relative),
    (_UNDATED, _undated),
    (_PLAN, _plan),
    (_EVERY, _every),
    (_WITHIN, _within),
    (_USING, _within),
    (_PAST, _past),
    (_COME, _past),
    (_FUTURE, _future),
)
