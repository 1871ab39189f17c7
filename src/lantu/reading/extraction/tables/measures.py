"""What the number in a cell measures, of which time, and under which name.

The name, the column and the cell each say something: 年均增速 in the name or the column makes growth, brackets make a sum or a
change over the period, a sum of something that is a state (人均预期寿命〔1〕) is a change of it. Rules: reference/labelling.md
(measure, period) and reference/planning-practice.md 2.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lantu.model.records import Measure
from lantu.reading.extraction.tables.columns import Column
from lantu.reading.extraction.tables.values import Value

_GROWTH = re.compile(
    r"(?:增长|增速|增长率|增幅|涨幅|增长速度)(?:率|幅度|速度)?$|年均(?:增长|增速)|^(?:实际|名义)?增[长速]"
)
_CHANGE = re.compile(
    r"(?:降低|下降|降幅|减少|压减|提高|提升|增加(?!值)|减排)(?:率|幅度|比例|值|百分点)?$|累计(?:降低|下降|减少|提高|增长)"
)
FALLING = re.compile(r"降低|下降|降幅|减少|压减|减排|缩小")
_ADDED = re.compile(r"新增|累计|新建|新开工|改造|减排量|净增|培训|新改建|减排$")
_EACH_YEAR = re.compile(r"年均(?:新增|减少|增加|改造|投入|建设|培训)|每年")
_STATE = re.compile(r"(?:率|比重|占比|比例|比值|寿命|年限|浓度|强度|指数|覆盖|水平|得分|满意度)$")
_STATE_UNITS = ("%", "‰", "岁", "年", "百分点", "个百分点", "分")
_TIME_LIMIT = re.compile(r"(?:时间|时限|时长|用时|时效)$")
_TIME_UNITS = ("小时", "分钟", "天", "工作日", "个工作日", "日", "个月")
_PERCENT = ("%", "‰")
_OF_GROWTH = re.compile(r"增长|增速|同步")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number in a table means.

    Attributes:
        measure: What it measures.
        whole_period: True when it is of the whole period, not of the year of its column.
        suffix: What the name has to say besides (年均增长, 累计提高), or empty.
        unit: Unit that replaces the row's (% of a growth), or None.
        falling: True when name or cell speaks of decrease.
    """

    measure: Measure
    whole_period: bool = False
    suffix: str = ""
    unit: str | None = None
    falling: bool = False


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What the rest of the row says of a cell.

    Attributes:
        name: The indicator's name.
        unit: The row's unit.
        has_level: True when another cell of the row holds a state to be reached (2030年 74 beside 〔3.5〕).
        falls: True when the state to be reached lies under the baseline.
        cumulative: True when the name cell says 累计 in brackets.
        round_brackets: True when the notes say that round brackets are sums.
        years_apart: True when the table has a target for each of several years.
    """

    name: str
    unit: str | None
    has_level: bool = False
    falls: bool = False
    cumulative: bool = False
    round_brackets: bool = False
    years_apart: bool = False


def meaning_of(value: Value, column: Column, row: RowFacts) -> Meaning:
    """Decide what a number measures.

    Args:
        value: What the cell says.
        column: The column it stands in.
        row: What the row says.

    >>> from decimal import Decimal
    >>> from lantu.reading.extraction.tables.columns import Role
    >>> from lantu.reading.extraction.tables.cells import Cell
    >>> cell = Value("number", Cell("〔1〕", (0, 1, 2)), 1, Decimal(1), brackets="square")
    >>> meaning_of(cell, Column(Role.VALUE, "年均/累计", flow=True), RowFacts("人均预期寿命", "岁", True)).suffix
    '累计提高'
    """
    falling = value.falling or bool(FALLING.search(row.name))
    if value.value is None:
        return _wordless(value, column, row, falling=falling)
    if value.rank or ((value.unit or "") in ("位", "名") and "排名" in row.name):
        return Meaning("rank")
    summed = value.brackets == "square" or (value.brackets == "round" and (column.brackets or row.round_brackets))
    summed = summed or value.flow == "total" or column.cumulative or row.cumulative
    if summed:
        return _sum(value, row, falling=falling)
    if value.flow == "each_year" or _EACH_YEAR.search(row.name):
        return Meaning("per_year" if row.unit not in _PERCENT else "level", True, falling=falling)
    if _GROWTH.search(row.name) and (value.unit or row.unit or "%") in (*_PERCENT, "个百分点", "百分点"):
        return Meaning("growth_annual", not row.years_apart, falling=falling)
    if column.growth or value.growth or value.flow == "annual":
        return _yearly(value, column, row, falling=falling)
    if column.flow and "年均" in column.title and row.has_level and not _CHANGE.search(row.name):
        return _yearly(value, replace(column, growth=True), row, falling=falling)
    if _CHANGE.search(row.name):
        percent = (value.unit or row.unit) in (*_PERCENT, "百分点", "个百分点")
        return Meaning("growth_total" if percent else "increment", not row.years_apart, falling=falling)
    if _ADDED.search(row.name):
        return Meaning("increment", "累计" in row.name, falling=falling)
    if _TIME_LIMIT.search(row.name) and (value.unit or row.unit) in _TIME_UNITS:
        return Meaning("duration", falling=falling)
    return Meaning("level", falling=falling)


def _wordless(value: Value, column: Column, row: RowFacts, *, falling: bool) -> Meaning:
    """A target without a number: what its number would measure once it is assigned."""
    whole = value.brackets is not None or column.flow
    if _GROWTH.search(row.name):
        return Meaning("growth_annual", True, falling=falling)
    if row.unit not in _STATE_UNITS and not _CHANGE.search(row.name) and _tells_growth(value, column):
        return Meaning("growth_annual", True, "年均增长", "%", falling=falling)
    if _CHANGE.search(row.name):
        percent = (row.unit or "%") in (*_PERCENT, "百分点", "个百分点")
        return Meaning("growth_total" if percent else "increment", True, falling=falling)
    added = _ADDED.search(row.name) or (
        value.brackets is not None and not _STATE.search(row.name) and row.unit not in _STATE_UNITS
    )
    return Meaning("increment" if added else "level", whole or "累计" in row.name, falling=falling)


def _tells_growth(value: Value, column: Column) -> bool:
    """Tell whether words speak of the growth of an amount: in a column of growth, or 与经济增长同步 in one of the whole period."""
    return column.growth or (
        column.flow and value.said == "relative" and _OF_GROWTH.search(value.cell.text) is not None
    )


def _sum(value: Value, row: RowFacts, *, falling: bool) -> Meaning:
    """A number in brackets: a change of a state, or an amount added up."""
    if _CHANGE.search(row.name) or value.falling:
        percent = (value.unit or row.unit) in (*_PERCENT, "百分点", "个百分点", None)
        return Meaning("growth_total" if percent else "increment", True, falling=falling)
    if value.growth or _GROWTH.search(row.name):
        return Meaning("growth_total", True, "" if _GROWTH.search(row.name) else "累计增长", falling=falling)
    if _ADDED.search(row.name):
        return Meaning("increment", True, falling=falling)
    if row.has_level or _STATE.search(row.name) or (row.unit in _STATE_UNITS):
        falls = falling or row.falls
        return Meaning("growth_total", True, "累计降低" if falls else "累计提高", falling=falls)
    return Meaning("increment", True, falling=falling)


def _yearly(value: Value, column: Column, row: RowFacts, *, falling: bool) -> Meaning:
    """A number in a column of yearly growth: growth of an amount, the change of a rate, or the level of a rate kept each year."""
    if not value.growth and row.unit in _PERCENT and _STATE.search(row.name):
        if row.has_level:
            return Meaning(
                "per_year", True, "年均降低" if falling or row.falls else "年均提高", "百分点", falling or row.falls
            )
        return Meaning("level", True, falling=falling)
    if not column.growth and not value.growth:
        return Meaning("level" if row.unit in _PERCENT else "per_year", True, falling=falling)
    suffix = "" if _GROWTH.search(row.name) or _CHANGE.search(row.name) else "年均增长"
    return Meaning("growth_annual", True, suffix, value.unit or column.unit or "%", falling)
