"""The role of a number is decided before its attributes (reference/labelling.md).

A number can be a value, a modifier inside a name (``年产值亿元以上企业30户``), the count of a list (``6大基地``), a size class
(``百亿级园区``), or no statement at all: an ordinal, a slogan, a proper name. The rules are asked in order; the first that holds
decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum

from lantu.chinese.quantities import Quantity, Shape
from lantu.chinese.time import TimeMention
from lantu.reading.extraction.statements.number_names import is_name
from lantu.reading.extraction.statements.predicates import find_predicate
from lantu.reading.extraction.statements.surroundings import Surroundings, counts_things, surroundings_of
from lantu.reading.extraction.statements.verbs import VERB_BEFORE_NUMBER


class NumberRole(StrEnum):
    """What a number is for."""

    VALUE = "value"
    MODIFIER = "modifier"
    LIST_COUNT = "list_count"
    SIZE = "size"
    NONE = "none"


_END_OF_PHRASE = "，。；、）"
_HALF = Decimal("0.5")
_COUNT_VERB = re.compile(rf"(?:{VERB_BEFORE_NUMBER.pattern[:-1]}|突破|超过?|达到?|力争|共?有)$")
_NEW_VERB = re.compile(r"(?:新增|新建|建成|培育|引进|新培育|新引进|创建|获批|完成|达到?|增加到|新开通|新设)$")
_REACHING = re.compile(r"(?:达到?|到|至|突破|过)$")
_JOINING = re.compile(r"(?:达到?|到|至|为|在|超过?|突破|低于|高于|约|近|系数|指数|比值|死亡率|倍差)$")
_LASTING = re.compile(r"(?:连续|近|超|超过|缩短至|压缩至|缩短到|减至)$")
_BOUND_AFTER = re.compile(r"(?:以上|以下|以内|之内)$")
_NOUN_FOLLOWS = re.compile(r"[的\u4e00-\u9fffA-Z“]")
_NOT_ITS_NOUN = re.compile(r"的?(?:目标|水平|速度|增速|规模|台阶)|并|且|增长|提升|的$")
_OWN_COUNT = re.compile(r"[^，。；、]*(?:数量|场次|总数|个数)")
_RATE_OF = re.compile(r"[^，。；、]{2,14}率")
_BOUND_BEFORE = re.compile(r"超|过|达|上")
_REACH_OF = re.compile(r"覆盖率|以?内|范围|服务半径|步行|通勤|半径|可达")
_AGE = re.compile(r"[的儿婴幼老青少人妇女男居群学常户参]")
#: 分别达到79岁和84岁: the next number is of the same kind, and names nobody.
_AND_AGE = re.compile(rf"[和与及、]\d+(?:\.\d+)?(?:周?岁|月龄)(?:以[上下内])?(?!{_AGE.pattern})")
_SHARE_OF_ANOTHER = re.compile(r"的[^，。；%]{2,20}[和、与]\d+(?:\.\d+)?%(?:以上|左右)?的")
_TIME_NAME = re.compile(r"[通学步可内以]|的")
_MONEY_NAME = re.compile(r"(?:产值|投资|规模|营收|收入|额)$")
_MAKES_UP = re.compile(r"等?(?:[两二三四五六]?(?:大|个)?部分)?共?同?(?:组成|构成)")
_SUMMED = re.compile(r"[\u4e00-\u9fff]{0,12}(?:累计|共|合计|新增)")
_AGES = ("岁", "周岁", "月龄")
_BIG = re.compile(r"大(?!力|学|桥|棚|道|厦|数据|模型|型|功率|湾|中|气|坝|米|豆|蒜|病|赛|会|奖|宗|院|专)")
_STARTED = re.compile(r"[从由](?:20\d\d年的?|上年末?的?|原来的?)?$")
_TURNS = re.compile(r"(?:提[高升]|上?升|增[长加]?|扩大|下?降低?|缩[小短]|减少?|优化|回[升落])[到至]")
_RATIO_TO_ONE = re.compile(r"[:：∶]1(?!\d)")
#: Units that after a numeral in characters are hardly ever a quantity (东北三省, 四方, 两国).
_NOT_IN_WORDS = frozenset(
    "省 市 县 区 乡 镇 国 村 方 季 点 期 道 度 里 线 口 片 分 成 时 周 级 类 等 位次 季度 个季度".split()
)


def number_roles(sentence: str, quantities: Sequence[Quantity]) -> list[NumberRole]:
    """Decide what the numbers of a sentence are for.

    Args:
        sentence: The sentence.
        quantities: Its numbers in order, dates already left out.
    """
    return [_role(place) for place in surroundings_of(sentence, quantities)]


def masked(quantities: list[Quantity], times: list[TimeMention]) -> list[Quantity]:
    """Leave out the quantities that are (part of) a date."""
    if not times:
        return quantities
    return [q for q in quantities if not any(t.start <= q.number_start < t.end for t in times)]


def _role(place: Surroundings) -> NumberRole:
    return next(role for holds, role in _RULES if holds(place))


def _is_size(place: Surroundings) -> bool:
    return place.quantity.shape is Shape.SIZE


def _speaks_for_itself(place: Surroundings) -> bool:
    """Ranks, 翻番 and 全覆盖 that are no names are values."""
    return place.quantity.shape in (Shape.RANK, Shape.IMPLIED, Shape.MULTIPLE)


def _is_modifier(place: Surroundings) -> bool:
    """年产值亿元以上企业, 5000人以上演唱会, 3岁以下婴幼儿: the number belongs to a name."""
    if place.joined and (not place.counts or (_BOUND_AFTER.search(place.printed) and _NOUN_FOLLOWS.match(place.after))):
        return True  # 4个万亿元台阶, 230个50户以上村寨
    if place.unit in _AGES and place.later and _BOUND_AFTER.search(place.printed):
        return True  # 80周岁以上14.3万人
    followed = bool(_NOUN_FOLLOWS.match(place.after))
    if not followed:
        return False
    bounded = bool(_BOUND_AFTER.search(place.printed))
    counted = bool(_COUNT_VERB.search(place.before))
    if bounded and not place.counts and place.unit != "%":
        return not _NOT_ITS_NOUN.match(place.after) and (place.later or not counted)
    if bounded and place.later and place.unit in ("人", "名", "户", "家"):
        return not counted or bool(_OWN_COUNT.match(place.after))
    return _modifies_by_unit(place, bounded)


def _modifies_by_unit(place: Surroundings, bounded: bool) -> bool:
    """占比超过10%的有44种; 500米服务半径覆盖率; 3岁以下儿童; 15分钟步行可达率; 年产值10亿元企业."""
    unit, after = place.unit, place.after
    if unit in _AGES:
        return bounded or bool(_AGE.match(after)) or (place.later and not _AND_AGE.match(after))
    if place.later and unit == "人" and _RATE_OF.match(after):  # 每10万人死亡率
        return True
    if place.later and unit in ("元", "美元") and _BOUND_BEFORE.search(place.bounds):
        return not _NOT_ITS_NOUN.match(after)  # 进出口超千万美元企业10户, 税收超亿元楼宇16幢, 超10亿元的8条
    if place.later and unit == "%":
        return after.startswith("的") and not _SHARE_OF_ANOTHER.match(after)
    if unit in ("米", "公里", "分钟", "小时") and _REACH_OF.match(after) and (place.later or "半径" in after[:8]):
        return True
    if place.later and unit in ("天", "小时", "分钟", "月龄"):
        return bool(_TIME_NAME.match(after))
    named = place.earlier and unit == "元" and _MONEY_NAME.search(place.before)
    return bool(named) and not _MAKES_UP.match(after)


def _is_stretch(place: Surroundings) -> bool:
    """5年实际使用外资累计超过…: the years over which the other number is summed."""
    return place.later and place.unit == "年" and not place.before.strip() and bool(_SUMMED.match(place.after))


def _lacks_its_unit(place: Surroundings) -> bool:
    """A number without a unit is a value only at the end of a clause after a predicate (比值, 指数)."""
    if place.quantity.unit is not None or place.quantity.shape is not Shape.AMOUNT or _BIG.match(place.after):
        return False
    after = place.after
    ends = not after or after[0] in _END_OF_PHRASE or after.startswith(("以上", "左右", "以内", "以下"))
    ends = ends or bool(_RATIO_TO_ONE.match(after))
    if _TURNS.match(after) and _STARTED.search(place.before):
        return False  # 系数从0.571提高到0.604
    return not (ends and (place.quantity.comparator != "=" or _JOINING.search(place.before)))


def _is_list_count(place: Surroundings) -> bool:
    """6大基地; A、B等5个园区; 汕头、河源4市."""
    quantity = place.quantity
    if quantity.unit is None:
        return quantity.value == int(quantity.value) and bool(_BIG.match(place.after))
    if place.after.startswith(("为", "是")):
        return False  # 小楼镇等八镇为重点
    if not place.counts or quantity.comparator != "=" or quantity.unit != place.unit:
        return False
    if place.before.endswith("等"):
        return bool(place.after) and place.after[0] not in "，。；、"
    enumerated = re.search(r"、[^，。；、的]{2,14}$", place.before) and re.match(r"[\u4e00-\u9fff]{2}", place.after)
    small = quantity.words or quantity.value <= 20
    return bool(
        enumerated and small and not _COUNT_VERB.search(place.before) and not re.search(r"\d", place.before[-30:])
    )


def _is_idle_word(place: Surroundings) -> bool:
    """A numeral in characters counts only in real units, after 连续 or 半, or after a verb of counting."""
    return place.quantity.words and not _counts_in_words(place)


def _counts_in_words(place: Surroundings) -> bool:
    quantity, unit = place.quantity, place.unit
    bounded = quantity.comparator != "="
    if quantity.shape is Shape.FRACTION and unit.startswith("/"):  # 占四分之一; not 三分之二的村
        return not place.after or place.after[0] in _END_OF_PHRASE
    if unit in ("年", "天", "个月", "日", "月"):
        return quantity.value == _HALF or quantity.comparator in (">", "approx") or bool(_LASTING.search(place.before))
    if unit in _NOT_IN_WORDS:
        return False
    if place.bare_multiplier and not bounded:  # 万亿元: only after a verb
        led = find_predicate(place.before, rank=False).verb or _COUNT_VERB.search(place.before)
        return bool(led) or place.before.endswith("“")
    things = counts_things(unit)
    if quantity.unit != unit and (things or unit in ("人", "次", "人次")):  # 近千个, 超千名; not 千家万户
        return bounded or quantity.value != 1 or bool(_REACHING.search(place.before))
    if quantity.unit != unit or not things or bounded:
        return (bounded or not re.match(r"[的级]", place.after)) and unit not in ("", "次")
    return quantity.value >= 3 and bool(_NEW_VERB.search(place.before))


_RULES: tuple[tuple[Callable[[Surroundings], bool], NumberRole], ...] = (
    (_is_size, NumberRole.SIZE),
    (is_name, NumberRole.NONE),
    (_speaks_for_itself, NumberRole.VALUE),
    (_is_stretch, NumberRole.NONE),
    (_is_modifier, NumberRole.MODIFIER),
    (_lacks_its_unit, NumberRole.NONE),
    (_is_list_count, NumberRole.LIST_COUNT),
    (_is_idle_word, NumberRole.NONE),
    (lambda place: True, NumberRole.VALUE),
)
