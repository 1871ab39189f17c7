"""What a piece of a table looks like, taken by itself: how well it fits each kind of column."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from lantu.reading.extraction.tables.columns import Role
from lantu.vocabulary import unit_named


class Look(StrEnum):
    """What a piece of a table looks like."""

    NUMERAL = "numeral"  # 6, 12: a row's number or a value
    ITEM = "item"  # 6. or （6）
    VALUE = "value"  # ≥70, 25—27, 〔16〕, 470左右
    BLANK = "blank"  # —
    PHRASE = "phrase"  # 完成国家下达任务, and pieces of it
    ATTRIBUTE = "attribute"  # 约束性
    UNIT = "unit"  # 万吨
    COUNTED = "counted"  # 经济发展（5项）, （5项）, 一、经济发展
    TEXT = "text"


PART = re.compile(r"其中[：:]?[\u4e00-\u9fff]|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）][\u4e00-\u9fff]")
"""How a row begins that is a part of the row above it."""
ATTRIBUTE = re.compile(r"(约束|预期)性?(?:指标)?")
BLANK = re.compile(r"[-—–―─_/\\…·.、~]{1,6}|无|空|—+")
COUNTED = re.compile(
    r".{0,14}[（(]?(?:共|计)?\d{1,2}[项个]指?标?[）)]?|[（(]?[一二三四五六七八九十]{1,2}(?:[)）]|[、.．])[\u4e00-\u9fff、]{2,14}"
)
_BOUND = r"不低于|不少于|不超过|不高于|不大于|低于|高于|超过|大于|小于|突破|达到?|控制在|保持在|稳定在|力争|约|近|超|预计|累计|年均|[<>≥≤=±+~-]"
_NUMBER = r"\d[\d.]*(?:/\d[\d.]*)?(?:[-—–―~至:∶]+\d[\d.]*)?"
VALUE = re.compile(
    rf"[〔\[【［（(]?(?:{_BOUND})*[〔\[【］（(]?(?:{_NUMBER})[%‰]?(?:[万亿千百]*(?:个?百分点|位|倍|名|元|人|户|家|个|吨|亩|岁|年|天|件|次)?)"
    r"(?:以上|以内|以下|左右|及以上|上下)?[〕\]】］）)]?(?:以上|以内|以下|左右)?[*★①-⑳¹²³，；]*(?:[（(][^（）()]{1,8}[）)])?"
)
_PLAN_VALUE = re.compile(
    rf"[“\"]?十[一二三四五六七八九]五[”\"]?.{{0,10}}?(?:{_NUMBER}).{{0,6}}|(?:19|20)\d\d.{{0,16}}\d.{{0,4}}"
)
PHRASE = re.compile(
    r"同步|一致|持平|要求|下达|达到|完成|目标|保持|稳定|国家|确定|核定|衔接|任务|合理|区间|(?<!规模)以上|以内|以下|左右|努力|争取|更好|结果|审核|考核|改善|高于|低于|快于|增速|省里|上级"
    r"|[只不]增[不只]?减?|持续|逐步|有所|经济增长|省定|国定"
)
_NAMING = re.compile(r"[率数量额值重度积]$|占|人均|每[万千百]|总[量额产数]|增加值|[（(][^（）()]*[）)]$")
_THEME = "创新|协调|绿色|开放|共享|安全|经济|民生|生态|资源|环境|文化|社会|数字|产业|城乡|区域|改革|人民|科技|结构|质量|效益|公共|幸福|美丽|平安|法治|生活|动能|低碳|生产|制度|文明|能源|粮食|人口|人才|教育|健康"
CATEGORY = re.compile(
    rf"(?:(?:{_THEME})+(?:与|和|及)?)?(?:发展|驱动|引领|福祉|保障|环境|融合|活力|治理|稳定|建设|水平|转型|服务|改善|低碳|生态|安全|合作|富裕|提升|升级|效益|结构|类|领域)|(?:{_THEME}){{1,3}}"
)
"""Words under which plans gather their indicators."""


@lru_cache(maxsize=8192)
def look_of(text: str) -> Look:
    """Tell what a piece looks like.

    >>> [look_of(t).value for t in ("12", "≥70", "万吨", "约束性", "—", "达到国家", "森林覆盖率")]
    ['numeral', 'value', 'unit', 'attribute', 'blank', 'phrase', 'text']
    """
    if len(text) > 80:
        return Look.TEXT
    if re.fullmatch(r"\d{1,3}", text):
        return Look.NUMERAL
    if re.fullmatch(r"\d{1,3}[.、．]|[（(]\d{1,2}[）)]", text):
        return Look.ITEM
    if ATTRIBUTE.fullmatch(text):
        return Look.ATTRIBUTE
    if BLANK.fullmatch(text):
        return Look.BLANK
    if COUNTED.fullmatch(text):
        return Look.COUNTED
    if VALUE.fullmatch(text) or _PLAN_VALUE.fullmatch(text):
        return Look.VALUE
    if len(text) <= 12 and _is_unit(text):
        return Look.UNIT
    if len(text) <= 24 and PHRASE.search(text) and not _NAMING.search(text):
        return Look.PHRASE
    return Look.TEXT


def _is_unit(text: str) -> bool:
    """Tell whether a piece is a unit: a known one, or a known one for something (人/万车)."""
    counted, stroke, base = text.partition("/")
    return unit_named(text) is not None or bool(stroke and unit_named(counted) and _BASE.fullmatch(base))


_BASE = re.compile(r"[\u4e00-\u9fff]{1,5}")
_COST: dict[Role, dict[Look, float]] = {
    Role.NUMBER: {Look.NUMERAL: 0, Look.ITEM: 0},
    Role.CATEGORY: {Look.COUNTED: 0, Look.TEXT: 2.5, Look.PHRASE: 5, Look.UNIT: 4, Look.ITEM: 8},
    Role.NAME: {Look.TEXT: 0, Look.UNIT: 3, Look.PHRASE: 1, Look.COUNTED: 3, Look.VALUE: 18, Look.NUMERAL: 20, Look.ITEM: 12},
    Role.UNIT: {Look.UNIT: 0, Look.BLANK: 0.5, Look.TEXT: 5, Look.PHRASE: 9},
    Role.ATTRIBUTE: {Look.ATTRIBUTE: 0, Look.BLANK: 3},
    Role.VALUE: {
        Look.VALUE: 0, Look.NUMERAL: 0, Look.BLANK: 0, Look.PHRASE: 1, Look.TEXT: 6, Look.UNIT: 8, Look.ITEM: 6, Look.COUNTED: 8,
    },
    Role.OTHER: {Look.TEXT: 0.5, Look.BLANK: 0, Look.UNIT: 2, Look.PHRASE: 1, Look.VALUE: 3, Look.NUMERAL: 3, Look.COUNTED: 2},
}  # fmt: skip
NEVER = 60.0


def misfit(text: str, role: Role) -> float:
    """Return how badly a piece fits a column: 0 fits, 60 does not go at all.

    >>> misfit("≥70", Role.VALUE), misfit("约束性", Role.NAME)
    (0, 60.0)
    """
    look = look_of(text)
    cost = _COST[role].get(look, NEVER)
    if role is Role.OTHER and PART.match(text):
        return NEVER
    if look is Look.TEXT:
        if len(text) == 1 and role is Role.NAME:
            return 2
        if role is Role.CATEGORY:
            if len(text) == 1:
                return 1
            return 0.3 if CATEGORY.fullmatch(text) else cost + (6 if len(text) > 10 else 0)
        if role is Role.UNIT and len(text) > 6:
            return 12
        if role is Role.VALUE and len(text) > 16:
            return 12
    return cost
