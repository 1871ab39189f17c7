"""Numbers that are names: ordinals, slogans, proper names, technical sizes.

Each rule is one way for a number to be no quantity; a number is a name when any of them holds.
"""

from __future__ import annotations

import re

from lantu.chinese.quantities import Shape
from lantu.reading.extraction.statements.surroundings import Surroundings
from lantu.reading.extraction.statements.verbs import VERB_BEFORE_NUMBER

_LABEL = re.compile(r"(?:专栏|附件|附表|[图表]|(?<![存出])栏)$")
_IDIOM = re.compile(r"[千百万][^\d，、。百千万亿]{1,2}[千百万][^\d，、。百千万亿]")
_PROGRAMME = re.compile(r"[^，。；、]{0,10}(?:计划|行动|工程)(?!建)")
_CLASS = re.compile(r"人口以上|[\u4e00-\u9fff]{0,3}以上(?=[城县企的])|累计值|均值|平均|计划|行动")
_VERSION = re.compile(r"[+＋版热号后线A-Za-z]|年代|周年|强[企品民]|一遇")
_REACHED = re.compile(r"(?:达到?|到|至|为)$")
_RANKED = re.compile(r"(?:跻身|进入|入选|迈入|冲刺|位列|稳居|挺进|晋级|居|列入|进位)[^，。；]{0,24}$")
_RANKS_AMONG = re.compile(r"[^，。；、]{0,8}第[\d一二三四五六七八九十]{1,3}[位名]")
_ENDS = re.compile(r"$|[，。；、）”]")
_FIRST_SPAN = re.compile(r"[年月天日季期个轮批步提]")
_ORDINAL_NOUN = re.compile(r"[个批期次届产轮部类章节条款大梯方医人民中小]")
_ASPECT = re.compile(r"(?:方面|层面|维度|关系|环节)")
_PHASE = re.compile(r"等|工程|项目|建设|改造|扩建|规划|[、及和]")
_IN_FIRST_PLACE = re.compile(r"[放摆置]在?$|[放摆]到$")
#: 全覆盖 that only describes: 健全多层次、全覆盖的社会保障体系.
_OF_A_SYSTEM = re.compile(r"的|[\u4e00-\u9fff、]{0,12}(?:体系|网络|机制|制度|格局|链条)")
_VOLTAGE = ("伏", "千伏", "赫兹", "兆赫")
#: Inside quotation marks these are still amounts (“百万亩…示范带”), other numbers a slogan (“30条”).
_AMOUNTS = frozenset({"亩", "元", "公里", "%", "平方米", "连冠", "连增", "连丰"})
_LONGEST_SLOGAN = 20
#: A unit and the character after it that together are another word: 106国道, 35项目, 三元里.
_OTHER_WORDS = frozenset(
    "人制 项目 国道 国家 个人 个体 个性 元里 元旦 元素 支柱 支撑 支持 支点 次产 次级 次生 部门 部分 部署 点位 条件 条例 处理 处置 口岸 分钟 分布 分类 分层 "
    "天然 名单 名录 名牌 名优 名城 名镇 名村 位于 位居 市民 村民 县城 区域 块链 所有 只有 场所 场景 项规 对接 对口 对外 对应 对象 对策 对比 对重 层次 度假 线路 道路 站点 家庭 年级 门类 期间 周年".split()
)


def is_name(place: Surroundings) -> bool:
    """Tell whether a number is (part of) a name."""
    if place.quantity.shape is Shape.IMPLIED and _OF_A_SYSTEM.match(place.after):
        return True
    if place.is_rank:
        return _is_ranking_name(place) or place.titled or _is_slogan(place)
    return any(rule(place) for rule in (_is_ordinal, _is_word, _is_idiom, _is_class, _is_voltage, _is_slogan)) or (
        place.titled or bool(_VERSION.match(place.after))
    )


def _is_ordinal(place: Surroundings) -> bool:
    """第5次, 前1‰, 专栏2, “1+5”."""
    return place.digit_before in tuple("第前+＋") or bool(_LABEL.search(place.before))


def _is_word(place: Surroundings) -> bool:
    """106国道, 三元里, 100周年: unit and next character are another word."""
    if _ASPECT.match(place.after):
        return True  # 抓好以下14个方面
    if place.unit == "期" and _PHASE.match(place.after) and not VERB_BEFORE_NUMBER.search(place.before):
        return True  # 港区五期工程
    return place.unit == "周年" or place.printed[-1:] + place.after[:1] in _OTHER_WORDS


def _is_idiom(place: Surroundings) -> bool:
    """千家万户, 千方百计, 每万人."""
    if not place.quantity.words or place.quantity.shape is not Shape.AMOUNT:
        return False
    near = place.before[-2:] + place.printed + place.after[:2]
    return bool(_IDIOM.search(near)) or place.digit_before in tuple("每数几")


def _is_class(place: Surroundings) -> bool:
    """500万人口以上城市, 5年累计值, 万亩工业用地计划."""
    return bool(_CLASS.match(place.after)) or (place.bare_multiplier and bool(_PROGRAMME.match(place.after)))


def _is_voltage(place: Surroundings) -> bool:
    """500千伏输电通道, unless a voltage is reached."""
    return place.unit in _VOLTAGE and not _REACHED.search(place.before)


def _is_slogan(place: Surroundings) -> bool:
    """A short phrase in quotation marks."""
    if place.quoted and place.quantity.words and place.quoted == place.printed:
        return True  # “三公里”充电圈
    if not place.quoted or place.quantity.shape in (Shape.IMPLIED, Shape.MULTIPLE):
        return False
    return len(place.quoted) <= _LONGEST_SLOGAN and place.unit not in _AMOUNTS


def _is_ranking_name(place: Surroundings) -> bool:
    """世界500强企业 is a name, 跻身百强 is a rank; 前三季度 and 第二批 are neither."""
    if _IN_FIRST_PLACE.search(place.before):
        return True  # 把安全放在首位
    if "强" in place.printed:
        if _RANKS_AMONG.match(place.after):
            return True  # 位居全国百强城区第十位
        return not _RANKED.search(place.before)
    if place.printed.startswith("前") or place.digit_before == "前":
        return bool(_FIRST_SPAN.match(place.after)) or not (
            place.printed.endswith(("位", "名", "强", "列")) or _ENDS.match(place.after) or _RANKED.search(place.before)
        )
    if place.quantity.words and (place.printed.startswith("第") or place.digit_before == "第"):
        return bool(_ORDINAL_NOUN.match(place.after))
    return False
