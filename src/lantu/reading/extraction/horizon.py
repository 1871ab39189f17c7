"""The years a document speaks for, read from its title.

What is past and what is future in a plan hangs on its period: in the fourteenth five-year plan the years 2021 to 2025
are promised, in the fifteenth they are reported. The calendar of the plans is the vocabulary's. A government work report
given in a year reviews the year before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lantu.chinese.numerals import parse_numeral
from lantu.vocabulary import five_year_plan

#: How much of the document is looked at: the title, the notice that issues it, the first paragraphs.
OPENING = 3000

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_YEAR = r"(?:19|20)\d\d"
_FIVE_YEARS = re.compile(
    rf"第({_NUMERAL})个五年|[“‘\"「] ?({_NUMERAL})五 ?[”’\"」]|(?<![一二三四五六七八九十第])(十{_NUMERAL})五(?=规划|时期|发展)"
)
_SPAN = re.compile(rf"({_YEAR})年? ?(?:[—–－~～至-]|——|到) ?({_YEAR})年?")
_REPORT = re.compile(r"政府工作报告|(?:国民经济和社会发展)?计划[^\n]{0,30}报告")
_KIND_OF_TEXT = re.compile(r"规划|纲要|计划|报告|建议|方案|意见|行动|公报")
#: A text that only tells what was: the statistics bureau's account of a year.
_ACCOUNT = re.compile(
    rf"({_YEAR})年[^\n，。；]{{0,30}}(?:统计公报|统计快报|(?:完成|落实|进展|推进|执行)情况(?![^\n]{{0,16}}(?:草案|安排|计划)))"
)
_PART_OF_YEAR = re.compile(r"半年|季度|\d月")
_YEAR_OF_REPORT = re.compile(rf"({_YEAR})年[^\n，。；]{{0,14}}(?:政府)?工作报告")
_DELIVERED = re.compile(rf"({_YEAR})年\d{{1,2}}月\d{{1,2}}日")
_YEAR_OF_WORK = re.compile(rf"({_YEAR})年(?:的)?(?:重点|主要)?工作(?:安排|任务|重点)")
#: A programme of one year: its title names the year and that it is done within it. 2030年前碳达峰行动方案 is none.
_YEARLY = re.compile(
    rf"(?<!到)({_YEAR})年(?![前底末以])(?=[^\n]{{0,40}}(?:(?<!行动)计划|要点|清单|实事|工作方案|(?:工作|重点|主要|目标)(?:安排|任务|目标)|预期目标))"
)
#: How a plan of several years was carried out: its years are told of as past (中期: the first of them).
_CARRIED_OUT = re.compile(r"规划[^\n]{0,12}(?:执行|实施|完成|落实)情况|规划[^\n]{0,12}(?:总结|中期|终期)?评估")
_MIDTERM_YEARS = 3
_OUTLOOK = re.compile(rf"[和及与暨]?(?:({_YEAR})|二[〇○0零]三五)年远景目标(?:纲要)?")
_AREA = re.compile(
    r"(?:^|[（(《 关于印发定制委]|人民政府)((?:[\u4e00-\u9fff]{2,8}?(?:特别行政区|自治[区州县旗]))|[\u4e00-\u9fff]{2,6}?[省市县区旗州盟])"
    r"(?=国民|经济|第|“|政府|人民政府|[\u4e00-\u9fff\d]{0,16}(?:规划|计划|报告|方案|建议|意见|公报|通报|实事|要点|清单))"
)
_SPEAKER = re.compile(
    r"(?:代表|日在|^|\n)([\u4e00-\u9fff]{2,6}?[省市县区旗州盟])(?=(?:人民)?政府|第[一二三四五六七八九十]{1,3}届|[省市县区旗州盟]长|代[省市县区]长)"
)
_NOTICE = re.compile(r"印发|转发|批复|公布|通知")
_TITLE_LINES = 40


@dataclass(frozen=True, slots=True)
class Horizon:
    """The period of a document.

    Attributes:
        start: First year of its own period: a plan's, the plan's of which it tells, or for a report the year of its work.
        end: Last year of its own period.
        kind: A plan, or a yearly report that reviews one year and announces the next.
        title: The title as printed, its lines joined.
        year_of_work: For a report, the year whose tasks it announces; it reviews the year before. None for a plan.
        area: The area's name as printed in the title (吉林市), or None.
    """

    start: int
    end: int
    kind: Literal["plan", "report"]
    title: str
    year_of_work: int | None = None
    area: str | None = None

    @property
    def base(self) -> int:
        """The last year that is past for this document; an account of a plan looks back on the plan's own years."""
        if self.year_of_work is not None or not _CARRIED_OUT.search(self.title):
            return self.start - 1
        return min(self.start + _MIDTERM_YEARS - 1, self.end) if "中期" in self.title else self.end

    @property
    def only_past(self) -> bool:
        """True for an account of a year (统计公报) or of a plan carried out, which promises nothing."""
        carried_out = _CARRIED_OUT.search(self.title) and "中期" not in self.title
        return bool(carried_out) or _ACCOUNT.search(self.title) is not None

    @property
    def told(self) -> str | None:
        """The years an account tells of: what no sentence dates was then."""
        if not self.only_past or _PART_OF_YEAR.search(self.title):
            return None
        first, last = _period(self.title) or (self.base, self.base)
        return str(last) if first == last else f"{first}-{last}"


def find_horizon(text: str) -> Horizon | None:
    """Find the years a document speaks for.

    The title decides: a work report by its year, a plan by printed years (2023—2025年) or by its number (第十四个五年).
    Only when the title names neither does the opening of the document count.

    Args:
        text: The clean text.

    Returns:
        The horizon, or None when neither title nor opening names a period.

    >>> find_horizon("蓝河市第十四个五年规划和2035年远景目标纲要")
    Horizon(start=2021, end=2025, kind='plan', title='蓝河市第十四个五年规划和2035年远景目标纲要', year_of_work=None, area='蓝河市')
    >>> find_horizon("2026年蓝河市政府工作报告").year_of_work
    2026
    >>> find_horizon("今天天气很好。") is None
    True
    """
    opening = text[:OPENING]
    title = find_title(opening)
    account = _ACCOUNT.search(title)
    if account:
        year = int(account[1]) + 1
        return Horizon(year, year, "report", title, year, _area(title, opening))
    if _REPORT.search(title):
        return _report(title, opening)
    if year_of_programme := _year_of_programme(title):
        return Horizon(year_of_programme, year_of_programme, "report", title, year_of_programme, _area(title, opening))
    for place in (title, opening):
        years = _period(place)
        if years:
            return Horizon(*years, "plan", title, None, _area(title, opening))
    return None


def _year_of_programme(title: str) -> int | None:
    """Return the one year a title speaks for (2012年民生实事项目), or None where it names several or a five-year plan."""
    found = _YEARLY.search(title)
    years = set(re.findall(_YEAR, title))
    return int(found[1]) if found and len(years) == 1 and not _FIVE_YEARS.search(title) else None


def find_title(opening: str) -> str:
    r"""Return the title: the first short line that names a kind of document, with a line before or after that belongs to it.

    >>> find_title("下载\n蓝河市国民经济和社会发展\n第十五个五年规划纲要\n目录")
    '蓝河市国民经济和社会发展第十五个五年规划纲要'
    """
    lines = [
        line.strip().lstrip("# ") for line in opening.split("\n", _TITLE_LINES)[:_TITLE_LINES] if line.strip("# \n")
    ]
    titles = [i for i, line in enumerate(lines) if is_title(line)]
    # The notice that issues a plan stands before it and names it; the plan's own title is the better one.
    titles.sort(key=lambda i: _NOTICE.search(lines[i]) is not None)
    for i in titles[:1]:
        line = lines[i]
        before = lines[i - 1] if i else ""
        if line[0] == "第" and 4 <= len(before) <= 30 and not re.search(r"[。：；！？\d]", before):
            return before + line
        return line
    return lines[0][:80] if lines else ""


def is_title(line: str) -> bool:
    """Tell whether a line can be a document's title: short, unpunctuated, ending with a kind of document."""
    if not 5 <= len(line) <= 60 or line[-1] in "。；：！？，、" or line.startswith("根据"):
        return False
    kinds = list(_KIND_OF_TEXT.finditer(line))
    return bool(kinds) and len(line) - kinds[-1].end() <= (0 if "。" in line else 14)


def _period(place: str) -> tuple[int, int] | None:
    place = _OUTLOOK.sub("", place)
    span = _SPAN.search(place)
    number = _FIVE_YEARS.search(place)
    if span and 1 <= int(span[2]) - int(span[1]) <= 20 and (number is None or span.start() < 200):
        return int(span[1]), int(span[2])
    if number:
        value = parse_numeral(number[1] or number[2] or number[3])
        if value is not None and 6 <= value <= 30:
            return five_year_plan(int(value))
    return None


def _report(title: str, opening: str) -> Horizon | None:
    found = _YEAR_OF_REPORT.search(title) or _YEAR_OF_REPORT.search(opening)
    found = found or _DELIVERED.search(opening[:600]) or _YEAR_OF_WORK.search(opening)
    if not found:
        return None
    year = int(found[1])
    return Horizon(year, year, "report", title, year, _area(title, opening))


def _area(title: str, opening: str) -> str | None:
    """Guess the area: printed in the title, else where the opening says who speaks to which congress."""
    bare = re.sub(rf"^[\s《（(]*{_YEAR}年", "", title)
    found = _AREA.search(bare) or _AREA.search(opening[:600]) or _SPEAKER.search(opening[:600])
    if not found:
        return None
    name = re.sub(r"^(?:中共|关于|印发|制定|我代表|代表)+", "", found[1])
    return name if len(name) > 1 and not re.match("[全我各本]|人民", name) else None
