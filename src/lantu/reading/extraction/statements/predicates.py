"""Predicates: the verb that joins an indicator to its number, and what it says of the number.

``提高到`` gives a level, ``提高`` a change; ``控制在`` bounds from above, ``保持在`` does not bound. The table is grammar, not
content: the verbs are a closed class. Rules: reference/labelling.md, comparator and measure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from lantu.model.records import Comparator


class Effect(StrEnum):
    """What a predicate does with its number."""

    LEVEL = "level"  # a state reached or kept: 达到, 提高到, 为
    CHANGE = "change"  # a difference: 增长, 下降, 提升
    RANK = "rank"  # a place in an order: 居, 位列


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate found at the end of the words before a number.

    Attributes:
        start: Index of its first character (adverbs included) in the text given.
        verb: The verb as printed, adverbs left out; empty where the number follows its noun directly.
        effect: What it does with the number.
        comparator: The bound it carries, or None.
        falling: True for verbs of decrease.
        yearly: True when 年均 or 每年 stands in it.
        total: True when 累计 stands in it.
    """

    start: int
    verb: str
    effect: Effect
    comparator: Comparator | None = None
    falling: bool = False
    yearly: bool = False
    total: bool = False


_RISE = "净增|新增|增产|增长|增加|提高|提升|上升|上涨|扩大|增|涨|升|提"
_FALL = "下降|减产|收窄|降低|减少|压缩|压减|缩短|缩小|缩减|回落|减|降"
_LEVEL_VERBS = (
    rf"(?:发展|{_RISE}|{_FALL}|跃升|攀升|增强|拓展|延伸|整合|优化|精简|推进|增补|晋升|恢复|回升|扩展|扩容|改善|累积|积累)(?:到|至|为|达到|达)"
    r"|达到|达成|达|到达|实现|完成|保持在|稳定在|维持在|控制在|稳控在|压控在|限制在|保持|稳定达到|稳定保持在|稳定|稳住|维持|站稳|站上|迈上|迈入|"
    r"迈过|跨上|跨过|跨越|连跨|跨|跨入|登上|进入|冲刺|冲击|突破|超过|超|超越|高于|低于|为|是|至|到|(?<![国私所具民稀])有|共有|拥有|仅为|共计|总计|合计|约为|可达|"
    r"只有|不足|占|接连跨越|接连跨过|接连突破|接连跨|目标为|目标值为|不低于|不高于|不超过|不少于|起步于|(?<![存现所潜内旨定持制])在"
)
_RANK_VERBS = (
    r"稳居|位居|跃居|蝉联|荣居|高居|居|位列|名列|列|排名|排|跻身|进入|迈入|挺进|晋级|入选|升至|跃升至|跃升到|提升至|上升至|升到|"
    r"前进到|保持|位于|处于|跃入|进到|排在|排到|获得|荣获|夺得"
)
_ADVERBS = (
    r"(?:历史性地?|首次|率先|稳定|持续|连续|进一步|逐步|力争|争取|努力|预计|有望|确保|累计|合计|已经|已|将|要|(?<![人户亩村镇日月])均|都|全部|分别|双双|共|总共|大幅|显著|"
    r"逆势|平均|年均|每年|同比|环比|五年|总体|基本|分期|先后|全年|不断|快速|力保|再|新(?!增)|应|需|也|仍|还|就|当年|五年内|自然|名义|可比|同口径|实际|年内|年均每年)*"
)
_ENDING = re.compile(
    rf"(?P<adverbs>{_ADVERBS})(?:(?P<level>{_LEVEL_VERBS})|(?P<rank>{_RANK_VERBS})|(?P<rise>{_RISE})|(?P<fall>{_FALL}))了?$"
)
_LONGEST = 24
_CAPS = ("控制在", "稳控在", "压控在", "限制在", "不高于", "不超过")
_EXACT: dict[str, Comparator] = {
    "突破": ">", "超过": ">", "超": ">", "超越": ">", "高于": ">", "低于": "<", "不低于": ">=", "不少于": ">=",
    "站稳": ">=", "站上": ">=", "迈上": ">=", "跨上": ">=", "迈入": ">=", "迈过": ">", "跨过": ">", "登上": ">=", "不足": "<",
}  # fmt: skip


def find_predicate(before: str, *, rank: bool) -> Predicate:
    """Find the predicate at the end of the words that stand before a number.

    Args:
        before: The words of the item up to the number and its bounds.
        rank: True when the number is a place in an order, whose verbs are others (居, 位列).

    Returns:
        The predicate; an empty one at the end of ``before`` where the number follows its noun directly.

    >>> find_predicate("登记失业率控制在", rank=False).comparator, find_predicate("旅游总收入年均增长", rank=False).yearly
    ('<=', True)
    """
    offset = max(0, len(before) - _LONGEST)
    match = _ENDING.search(before[offset:])
    if not match:
        return _without_verb(before)
    adverbs = match["adverbs"] or ""
    yearly, total = "年均" in adverbs or "每年" in adverbs, "累计" in adverbs or "合计" in adverbs
    start = offset + match.start()
    for group, effect in (("rise", Effect.CHANGE), ("fall", Effect.CHANGE)):
        if match[group]:
            return Predicate(start, match[group], effect, None, group == "fall", yearly, total)
    verb = match["level"] or match["rank"]
    if rank:
        return Predicate(start, verb, Effect.RANK)
    comparator = "<=" if verb in _CAPS else _EXACT.get(verb)
    return Predicate(start, verb, Effect.LEVEL, comparator, bool(re.match(_FALL, verb)), yearly, total)


_ALONE = re.compile(r"(?:累计|合计|年均|每年|平均每年)+$")


def _without_verb(before: str) -> Predicate:
    """The number follows its noun directly, or an adverb: 直接融资额累计, 采伐量年均; 年均 alone takes the figure spoken of before."""
    match = _ALONE.search(before)
    if not match:
        return Predicate(len(before), "", Effect.LEVEL)
    yearly = match[0].endswith(("年均", "每年"))
    return Predicate(match.start(), "", Effect.LEVEL, yearly=yearly, total=not yearly)


_RANKING = re.compile(
    r"稳居|位居|跃居|位列|名列|跻身|进入|迈入|挺进|晋级|入选|跃升[至到]|升至|上升至|提升至|前进到|居|列(?!车)|排名|排|冲刺|蝉联|获得|荣获|夺得"
)
_BEFORE_RANKING = re.compile(
    r"(?:历史性|首次|连续[\d一二三四五六七八九十]+年|稳定|持续|力争|努力|均|都|双双|分别|共同|已|再次|逐步|连年)+$"
)
_PLACE = re.compile(
    r"(?:全国|全省|全球|世界|国内|全市|东北|西部|中部|东部)(?:[\u4e00-\u9fff]{0,6}(?:城市|地区|市|省|县))?$"
)


def find_rank_predicate(before: str) -> tuple[Predicate, str, str]:
    """Split the words before a rank into predicate, subject and those among whom it ranks.

    >>> find_rank_predicate("规上工业增加值增速居全国")[1:]
    ('规上工业增加值增速', '全国')
    """
    match = next(reversed(list(_RANKING.finditer(before))), None)  # the last verb governs the number
    if match and len(before) - match.end() <= _LONGEST:
        subject = _BEFORE_RANKING.sub("", before[: match.start()])
        return Predicate(match.start(), match[0], Effect.RANK), subject, place_words(before[match.end() :])
    place = _PLACE.search(before)
    if place:
        return Predicate(place.start(), "", Effect.RANK), before[: place.start()], place[0]
    predicate = find_predicate(before, rank=True)
    return predicate, before[: predicate.start], ""


def place_words(text: str) -> str:
    """Return the words that say among whom something ranks, without verb and particle."""
    return re.sub(r"^(?:到|至|了|\d{4}年)|(?:的|位列|排名|第)$", "", text)
