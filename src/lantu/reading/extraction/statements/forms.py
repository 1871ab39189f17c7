"""The form of a target, which decides the mathematics of its progress (DESIGN section 4.4; planning-practice.md 2.2)."""

from __future__ import annotations

import re

from lantu.model.records import Comparator, Form, Measure
from lantu.reading.extraction.statements.completing import is_comparison
from lantu.reading.extraction.statements.drafts import Draft
from lantu.vocabulary import indicator

_OWN_PAST = re.compile(r"20\d\d年|“")
_DOWNWARD = ("<=", "<")
_BY_MEASURE: dict[Measure, Form] = {"rank": "rank", "growth_annual": "average_growth", "count_list": "cumulative_sum"}
#: What a number that is not printed asks for.
_IMPLIED: dict[str, Form] = {
    "零的突破": "milestone",
    "零突破": "milestone",
    "动态清零": "cap",
    "零亡人": "cap",
    "零发生": "cap",
    "清零": "level_down",
}


def form_of_draft(draft: Draft, measure: Measure, indicator_id: str | None) -> Form:
    """Decide the form of a target from its sentence and, where it is known, its indicator.

    Args:
        draft: What the clause says.
        measure: What the number measures.
        indicator_id: The indicator in the vocabulary; whether less of it is better decides where the words do not.
    """
    if draft.implied in _IMPLIED:
        return _IMPLIED[draft.implied]
    if draft.milestone:
        return "milestone"
    if _OWN_PAST.match(draft.reference):
        return "cumulative_increment"  # 为2025年的1.6倍
    if is_comparison(draft.indicator):
        return "relative"
    if draft.capped and measure in ("level", "per_year") and draft.comparator == "approx":
        return "cap"  # 控制在20亿立方米左右
    if measure == "growth_annual" and draft.comparator in _DOWNWARD and not draft.falling:
        return "cap"  # 居民消费价格涨幅控制在3%以内
    if draft.yearly and measure == "level" and draft.comparator in (">=", ">"):
        return "floor"  # 优良天数比例年均达到90%以上: held in every year
    if draft.changed and measure == "increment":
        return "cumulative_increment"  # 人均预期寿命提高1岁
    form = form_of(measure, draft.comparator, falling=draft.falling, kept=draft.kept or draft.at_least, unit=draft.unit)
    return _by_direction(indicator_id) if form == "level_up" and draft.comparator in ("=", "approx") else form


def form_of(measure: Measure, comparator: Comparator, *, falling: bool, kept: bool, unit: str | None) -> Form:
    """Decide the form of a target from what is printed.

    Args:
        measure: What the number measures.
        comparator: How it is bounded.
        falling: True when the predicate or the name speaks of decrease.
        kept: True when the value is to be kept (保持, 稳定, 不低于), not reached.
        unit: Printed unit; a fall in per cent is compounded, one in percentage points added up.

    >>> form_of("level", "<=", falling=False, kept=True, unit="%")
    'cap'
    >>> form_of("growth_total", "=", falling=True, kept=False, unit="%")
    'cumulative_reduction'
    >>> form_of("per_year", "<=", falling=False, kept=False, unit="天")
    'cap'
    """
    if measure in _BY_MEASURE:
        return _BY_MEASURE[measure]
    if measure == "growth_total":
        return "cumulative_reduction" if falling and "百分点" not in (unit or "") else "cumulative_increment"
    if measure == "increment":
        return "cumulative_sum"
    if measure == "per_year":
        return "cap" if comparator in _DOWNWARD else "floor" if kept else "cumulative_sum"
    if unit == "番":
        return "cumulative_increment"
    return _level(comparator, falling=falling, kept=kept, duration=measure == "duration")


def _level(comparator: Comparator, *, falling: bool, kept: bool, duration: bool) -> Form:
    """A state: held above or below a bound each year, or reached by the end."""
    if comparator == "range":
        return "range"
    if comparator in _DOWNWARD:
        return "level_down" if falling or (duration and not kept) else "cap"
    if kept:
        return "floor"
    return "level_down" if falling else "level_up"


def _by_direction(indicator_id: str | None) -> Form:
    """失业率5.5%左右: of what less is better, the words do not say that it is to be low."""
    entry = indicator(indicator_id) if indicator_id else None
    if entry is None or entry.direction != "down":
        return "level_up"
    return "cap" if entry.form == "cap" else "level_down"
