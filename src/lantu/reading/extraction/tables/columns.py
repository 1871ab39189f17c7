"""What the columns of an indicator table hold, read from the cells of its header.

A header names the parts of a row (序号 类别 指标 单位 属性) and the times its values are of (2025年 2030年目标 年均［累计］). Kinds of columns
are grammar of such tables and stand here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from lantu.chinese.numerals import parse_numeral
from lantu.model.records import Kind
from lantu.reading.extraction.horizon import Horizon
from lantu.vocabulary import five_year_plan, unit_named


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    CATEGORY = "category"
    NAME = "name"
    UNIT = "unit"
    ATTRIBUTE = "attribute"
    VALUE = "value"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        role: What it holds.
        title: The words of its header.
        kind: Of a value column: baseline, target, or context (a target of a plan that is past).
        first: First year its values are of.
        last: Last year; equal to ``first`` for a state at one time. None for both where nothing says it.
        flow: True when its values are of the whole period (年均, 累计) and not of a state at its end.
        growth: True when its header speaks of growth (年均增速).
        cumulative: True when all its values add up over the period (五年累计) and none is a yearly average.
        brackets: True when its header says that numbers in (round) brackets are cumulative.
        expected: True for 预计.
        unit: Unit printed in the header, or None.
        heads: True for the first of two columns under one title of names: the second says which part of it a row is.
        part: Area or part of what a row names that its values are of (市区, 女性), as printed; None for the whole.
    """

    role: Role
    title: str
    kind: Kind = "target"
    first: int | None = None
    last: int | None = None
    flow: bool = False
    growth: bool = False
    cumulative: bool = False
    brackets: bool = False
    expected: bool = False
    unit: str | None = None
    heads: bool = False
    part: str | None = None

    @property
    def remarks(self) -> bool:
        """True for a column of remarks (备注, 说明), as others beside the values name a body or a source."""
        return self.role is Role.OTHER and _REMARKS.search(self.title) is not None

    @property
    def period(self) -> str | None:
        """The period of its values as in the records."""
        if self.last is None:
            return None
        return str(self.last) if self.first in (None, self.last) else f"{self.first}-{self.last}"


_ROLES = (
    (Role.NUMBER, re.compile(r"序号|编号|(?i:no\.?)|序")),
    (Role.CATEGORY, re.compile(r"(?:指标)?(?:类别|分类|大类|类型|领域|维度|板块|方面)|一级指标|目标领域|类")),
    (
        Role.NAME,
        re.compile(
            r"(?:(?:主要|具体|核心|监测|发展|规划|二级|三级|重点)*指标)(?:名称|内容|项目?)?|项目|名称|指标及单位|年份|年度|内容"
        ),
    ),
    (Role.UNIT, re.compile(r"(?:计量|指标)?单位")),
    (Role.ATTRIBUTE, re.compile(r"(?:指标)?(?:属性|性质)|约束性?[/、或]预期性?|预期性?[/、或]约束性?")),
    (
        Role.OTHER,
        re.compile(
            r"(?:责任|牵头|主管|负责|填报|配合|主要责任|数据来源|提供)(?:单位|部门|处室|主体)|(?:数据)?来源|备注|说明|依据|指标(?:解释|说明)|权重"
        ),
    ),
)
_REMARKS = re.compile(r"备注|说明|指标解释")
_VALUE_WORDS = re.compile(
    r"(?:19|20)\d\d|年均|累计|目标|指标值|数值|基期|基数|基准|现状|完成|实际|预计|增速|增长|增幅|变化|规划值|[一二三四五六七八九十]五[\"”]?(?:时期|期间|末|规划)?$|规划期"
)
_SPAN = re.compile(r"((?:19|20)\d\d)年?(?:[-—–~至到]+)((?:19|20)\d\d)年?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_PLAN = re.compile(r"[\"“‘']?(十[一二三四五六七八九]?|二十[一二三]?)五[\"”’']?(?P<end>[规时期]*(?:期|规划)?[期]?末)?")
_AREA = re.compile(r"全[省市县区州国]|[\u4e00-\u9fff]{1,8}(?:省|市|县|区|州|旗|盟)(?:本级)?|县域|城镇|农村|乡村")
_OWN_AREA = re.compile(r"全[省市县区州]|合计|总计")
_UNIT_IN_BRACKETS = re.compile(r"[（(\[]([^（）()\[\]]{1,12})[）)\]]$")
_DERIVED = re.compile(r"[比较](?:19|20)\d\d|变化|增减")
"""Columns that only repeat the difference of two others."""
_SUMS_IN_BRACKETS = re.compile(r"[〔\[【（［/][^）\]】〕］]{0,6}累计|累计[〔\[【（［/]")
_PAST_WORDS = re.compile(r"基期|基数|基准|现状|完成(?!目标)|实际|实绩|上年")
_BRACKETS = "〔[【（［"
_PROJECTS = re.compile(r"建设(?:内容|规模|地点|年限|性质|工期)|总投资|起止年限|工作任务|完成时限")
_LONGEST_TITLE = 36


@lru_cache(maxsize=4096)
def is_header_word(text: str) -> bool:
    """Tell whether a text can be the cell of a header.

    >>> is_header_word("2025年完成值"), is_header_word("地区生产总值")
    (True, False)
    """
    return 0 < len(text) <= _LONGEST_TITLE and (_plain_role(text) is not None or _is_value_title(text))


@lru_cache(maxsize=4096)
def _plain_role(text: str) -> Role | None:
    bare = re.sub(r"（[^（）]*）$|[*：]+$", "", text)
    return next((role for role, pattern in _ROLES if pattern.fullmatch(bare)), None)


def _is_value_title(text: str) -> bool:
    """Tell whether a text names a time or target; a sentence or a name with a year in it does not."""
    if not _VALUE_WORDS.search(text) or re.search(r"[，。；：、男女]|发展(?!目标|水平)|建设(?!目标)", text):
        return False
    unit = _UNIT_IN_BRACKETS.search(text)
    rest = re.sub(
        r"(?:19|20)\d\d|十?[一二三四五六七八九十]五|指标值|数值|年均|五年|累计|平均|目标|基期|基准|基数|现状|完成|情况|实际|预计|预期|增[长速幅加量]率?|变化|数据?|值|水平|指标"
        r"|发展|实绩|初步|快报|估算|预测|估计|远景|展望|规划值|达到|增减|建议|上年|较|同比|提高|降低|下降|[或及和与]|约束性?|预期性?|地区生产总值|名义|可比价|总"
        r"|[\d\s/年月底末度*（）()〔〕\[\]【】［］\"“”‘’'%‰~—–\-至到期间时规划计每比]",
        "",
        text[: unit.start()] if unit and unit_named(unit[1]) else text,
    )
    return len(rest) <= 1


def is_plain(text: str) -> bool:
    """Tell whether a title is that of a part of a row (指标, 单位, 属性) and not of its values."""
    return _plain_role(text) is not None


def is_area(text: str) -> bool:
    """Tell whether a title is the name of an area and nothing else."""
    return _AREA.fullmatch(text) is not None and not _VALUE_WORDS.search(text)


def has_year(text: str) -> bool:
    """Tell whether a title names a year."""
    return _YEAR.search(text) is not None


def is_indicator_name(text: str) -> bool:
    """Tell whether a cell of a header is that of the indicators' names."""
    return _plain_role(text) is Role.NAME


def is_indicator_header(titles: Sequence[str]) -> bool:
    """Tell whether cells head a table of indicators: a name, at least one time or area, and no list of projects.

    >>> is_indicator_header(["序号", "指标", "单位", "2030年", "属性"]), is_indicator_header(["序号", "项目名称", "总投资"])
    (True, False)
    """
    roles = [_plain_role(title) for title in titles]
    values = sum(role is None and _is_value_title(title) for role, title in zip(roles, titles, strict=True))
    areas = sum(role is None and bool(_AREA.fullmatch(title)) for role, title in zip(roles, titles, strict=True))
    if any(_PROJECTS.search(title) for title in titles) or Role.NAME not in roles:
        return False
    known = sum(role is not None for role in roles)
    filled = sum(map(bool, titles))  # a cell that spans columns stands once, with blanks beside it
    if values:
        bare = known == 1 and values == 1 and (filled > 2 or not any("指标" in title for title in titles))
        return known + values + areas >= max(2, filled - 1) and not bare
    return areas >= 2 and Role.ATTRIBUTE in roles and known + areas >= filled - 1


def read_columns(titles: Sequence[str], horizon: Horizon | None, parts: Sequence[str] = ()) -> tuple[Column, ...]:
    """Read the columns of a header.

    Args:
        titles: Title of each column; empty where it is.
        horizon: The plan's years; without them the years of the header itself decide what is past.
        parts: Of which part of a row each column is; empty where it is of the whole.

    >>> [(c.role.value, c.kind, c.period) for c in read_columns(["指标", "2025年", "2030年目标"], None)][1:]
    [('value', 'baseline', '2025'), ('value', 'target', '2030')]
    """
    years = (horizon.start, horizon.end) if horizon else _years_of(titles)
    titles = _spread(titles)
    columns = [_column(title, years) for title in titles]
    roles = [column.role for column in columns]
    if Role.NAME not in roles and roles.count(Role.CATEGORY) > 1:
        last = len(roles) - 1 - roles[::-1].index(Role.CATEGORY)
        columns[last] = replace(columns[last], role=Role.NAME)
    for i, column in enumerate(columns):  # a second column of names is the finer one; the first is its category
        if column.role is Role.NAME and Role.NAME in roles[i + 1 :]:
            same = columns[i + 1].title == column.title
            columns[i] = replace(column, heads=True) if same else replace(column, role=Role.CATEGORY)
    for i, part in enumerate(parts):
        columns[i] = replace(columns[i], part=part or columns[i].part)
    return tuple(columns)


def _spread(titles: Sequence[str]) -> list[str]:
    """Say the title of names again over the blank beside it: one cell over two columns.

    >>> _spread(["序号", "指标", "", "单位", ""])
    ['序号', '指标', '指标', '单位', '']
    """
    spread: list[str] = []
    for title in titles:
        beside = spread[-1] if spread and not title and _plain_role(spread[-1]) is Role.NAME else ""
        spread.append(title or beside)
    return spread


def _years_of(titles: Sequence[str]) -> tuple[int, int] | None:
    """Return the years promised for by a header that stands in a document without a period: after its first year."""
    points = sorted({int(year) for title in titles if "远景" not in title for year in _YEAR.findall(title)})
    plans = [plan for title in titles for plan in [_plan(title)] if plan]
    if len(points) > 1:
        return points[0] + 1, points[-1]
    if plans:
        return plans[-1][0], plans[-1][1]
    return (points[0], points[0]) if points and not any(_PAST_WORDS.search(title) for title in titles) else None


def _plan(title: str) -> tuple[int, int, bool] | None:
    match = _PLAN.search(title)
    number = parse_numeral(match[1]) if match else None
    if match is None or number is None or number < 6:
        return None
    return (*five_year_plan(int(number)), bool(match["end"]))


def _column(title: str, years: tuple[int, int] | None) -> Column:
    role = _plain_role(title)
    if role is not None:
        unit = _UNIT_IN_BRACKETS.search(title) if role is Role.NAME else None
        return Column(role, title, unit=unit[1] if unit and unit_named(unit[1]) else None)
    if _DERIVED.search(title) or (not _is_value_title(title) and not _AREA.fullmatch(title)):
        return Column(Role.OTHER, title)
    span = _SPAN.search(title)
    point = _YEAR.findall(title)
    flow = bool(re.search(r"年均|累计|增[长速幅]", title)) and not re.search(r"(?:19|20)\d\d年?(?:完成|实际)", title)
    mixed = bool(point) and span is None and "年均" not in title and bool(_SUMS_IN_BRACKETS.search(title))
    flow = flow and not mixed
    plan = _plan(title)
    first: int | None
    last: int | None
    if span:
        first, last = int(span[1]), int(span[2])
    elif point:
        first = last = int(point[-1])
        if flow and plan is None and years and last == years[1] and "年均" in title:
            first = years[0]
    elif plan:
        first, last = (plan[1], plan[1]) if plan[2] or not flow else plan[:2]
    elif _PAST_WORDS.search(title):
        first = last = years[0] - 1 if years else None
    else:
        first, last = (years[0] if flow else years[1], years[1]) if years else (None, None)
    unit = _UNIT_IN_BRACKETS.search(title)
    area = _AREA.fullmatch(title) if not _VALUE_WORDS.search(title) else None
    return Column(
        Role.VALUE,
        title,
        kind=_kind(title, last, years),
        first=first,
        last=last,
        flow=flow,
        growth=bool(re.search(r"增[长速幅]", title)),
        cumulative=flow and "累计" in title and not re.search(rf"年均|[{_BRACKETS}]累计|增速", title),
        brackets=mixed
        or bool(
            re.search(rf"[{_BRACKETS}].{{0,3}}累计|累计[数值]?[{_BRACKETS}]|/累计|累计/|年均.*累计|累计.*年均", title)
        ),
        expected=bool(re.search("预计|初步|快报|估算|预测|估计", title)),
        unit=unit[1] if unit and unit_named(unit[1]) else None,
        part=area[0] if area and not _OWN_AREA.fullmatch(area[0]) else None,
    )


def _kind(title: str, last: int | None, years: tuple[int, int] | None) -> Kind:
    if re.search(r"实际|实绩|完成(?:值|情况|数)|现状", title):
        return "baseline"
    past = last is not None and years is not None and last < years[0]
    if past:
        return "context" if "目标" in title else "baseline"
    return "baseline" if _PAST_WORDS.search(title) else "target"


def is_group(title: str) -> bool:
    """Tell whether a title can span several columns: a target or period without a year of its own."""
    return bool(title) and _plain_role(title) is None and not _YEAR.search(title) and bool(_VALUE_WORDS.search(title))
