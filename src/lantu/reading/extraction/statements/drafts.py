"""A statement in the making: what the words beside a number say, before period, modality and kind are decided."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.chinese.quantities import Quantity, Shape
from lantu.model.records import Comparator, Measure
from lantu.reading.extraction.statements.predicates import Effect, Predicate
from lantu.reading.extraction.statements.sentences import Item
from lantu.reading.extraction.statements.surroundings import base_unit
from lantu.reading.extraction.statements.verbs import ADDING

DURATIONS = frozenset({"年", "个月", "月", "天", "日", "小时", "分钟", "秒", "工作日", "个工作日", "个小时"})
SHARES = frozenset({"%", "‰"})

_CONNECTORS = re.compile(r"(?:其中|同时|到?20\d\d年(?:底?前|底|末)?|[，、：\s])+")
_FALLING_NAME = re.compile(r"下降|降低|减少|降幅")
_GROWTH_NAME = re.compile(r"(?:年均(?:增长|增速|增幅)|(?<!自然)增长率?|增速|增幅|涨幅|下降率?|降幅)$")
_ADDED_NAME = re.compile(r"(?:累计)?(?:新增|新建|新设|净增)|累计")
#: What has a value in every year, so that 年均 speaks of its mean and not of its growth.
_STATE = re.compile(r"(?:率|比重|占比|比例|比值|浓度|强度|指数|水平|覆盖面|满意度)$")
_STATE_IN_TIME = re.compile(r"寿命|年限|年龄|天数$")
_COMPARED = re.compile(r"(?:较|比)(?!上年|去年|上一年|同期|重|例|率|亚)[^，。；、]{2,10}?(?:年|末|底|期|普|初|”)")
_FIVE_YEARS = re.compile(
    rf"五年(?![来间])(?=累计|共|净?增|(?:城镇|农村)?新|实现|提[高升]|下降|降低|{ADDING}|[^的规计]{{0,4}}$)"
)
_KEPT = ("保持", "稳定", "维持", "控制", "稳控")


@dataclass(slots=True)
class Draft:
    """A statement before its period, modality and kind are decided (indices into the sentence).

    Attributes:
        quantity: The number.
        indicator: Name, complete by itself.
        measure: What the number measures, as far as the clause tells.
        comparator: Bound from the words beside the number and from the predicate.
        start: Where the clause begins.
        end: Where it ends.
        unit: Printed unit, or the one its name implies.
        falling: The predicate or the name speaks of decrease.
        kept: The value is to be kept (保持), not reached.
        was: It is the first value of 从A到B.
        yearly: 年均 or 每年 stands in the predicate.
        total: 累计 stands in the predicate, or a year before is compared with (较“十三五”末).
        five_years: 五年 stands before the predicate (五年累计, 五年净增).
        inherited: The subject stands further back.
        bare: No verb joins number and name.
        context: The number only describes a thing (its area, its capacity).
        changed: The predicate is one of change (提高1岁), not of a state.
        capped: The predicate bounds from above (控制在), whatever stands beside the number.
        at_least: 不低于 stands before the number: it is to be held, not only reached.
        implied: The words that stand for a number (零的突破), or empty.
        milestone: Something is there or not (1小时通勤圈).
        reference: What the figure is a multiple or a share of, or empty.
        nameless: Nothing in the text says what is measured.
        unpaired: It is one of several numbers for which as many names were not found.
    """

    quantity: Quantity
    indicator: str
    measure: Measure
    comparator: Comparator
    start: int
    end: int
    unit: str | None
    falling: bool = False
    kept: bool = False
    was: bool = False
    yearly: bool = False
    total: bool = False
    five_years: bool = False
    inherited: bool = False
    bare: bool = False
    context: bool = False
    changed: bool = False
    capped: bool = False
    at_least: bool = False
    implied: str = ""
    milestone: bool = False
    reference: str = ""
    nameless: bool = False
    unpaired: bool = False


def draft(sentence: str, item: Item, quantity: Quantity, name: str, measure: Measure, predicate: Predicate) -> Draft:
    """Start a draft from a number, its name and the predicate that joins them."""
    words = sentence[item.start : quantity.start]
    bare = not words[: predicate.start].strip()  # 分别较2020年提高A、下降B: compared with the same year
    skipped = _CONNECTORS.match(sentence, item.start, quantity.start)
    return Draft(
        quantity=quantity,
        indicator=name,
        measure=measure,
        comparator=_comparator(sentence, item, quantity, predicate),
        start=skipped.end() if skipped else item.start,
        end=quantity.end,
        unit=quantity.unit,
        falling=predicate.falling or bool(_FALLING_NAME.search(name)),
        kept=predicate.verb.startswith(_KEPT),
        yearly=predicate.yearly,
        total=predicate.total
        or bool(_COMPARED.search(sentence[item.clause_start : quantity.start] if bare else words)),
        five_years=bool(_FIVE_YEARS.search(words)),
        changed=predicate.effect is Effect.CHANGE,
        capped=predicate.comparator == "<=",
        at_least=sentence.startswith("不低于", quantity.start),
        implied=sentence[quantity.number_start : quantity.end] if quantity.shape is Shape.IMPLIED else "",
    )


def measure_of(quantity: Quantity, predicate: Predicate, name: str) -> Measure:
    """Decide what a number measures from its unit, its verb and its name (reference/labelling.md, measure)."""
    unit = base_unit(quantity.unit)
    if quantity.shape is Shape.RANK or (unit == "位" and name.endswith(("排名", "位次", "名次"))):
        return "rank"
    if unit in DURATIONS and not _STATE_IN_TIME.search(name):
        return "duration"
    if quantity.shape is Shape.MULTIPLE:
        return "growth_total" if predicate.effect is Effect.CHANGE or unit == "番" else "level"
    shared = unit in SHARES or quantity.shape is Shape.FRACTION
    if predicate.effect is Effect.CHANGE:
        return _change(unit, predicate, shared=shared)
    if shared and (_GROWTH_NAME.search(name) or (predicate.yearly and not _STATE.search(name))):
        return "growth_annual"
    added = _ADDED_NAME.match(name) or "累计" in name[-6:]
    return "increment" if added and not shared else "level"


def _change(unit: str, predicate: Predicate, *, shared: bool) -> Measure:
    points = unit in ("百分点", "个百分点")
    if shared or (points and not predicate.yearly):
        return "growth_annual"
    return "per_year" if predicate.yearly else "increment"


def _comparator(sentence: str, item: Item, quantity: Quantity, predicate: Predicate) -> Comparator:
    """Join the bound beside the number with that of the predicate; 控制在…以内 and 控制在…以上 stay caps."""
    own = quantity.comparator
    if own == "=" and predicate.comparator:
        return predicate.comparator
    if own == ">=" and predicate.comparator == "<=":
        return "<="
    if own != "=":
        return own
    first = item.quantities[0]
    spread = quantity is not first and first.comparator in (">", ">=", "<", "<=") and first.number_start > first.start
    if spread:  # 分别超180家、2000家: the bound before the first number holds for all
        return first.comparator
    return ">=" if re.search(r"至少|不少于", sentence[item.start : quantity.start]) else "="
