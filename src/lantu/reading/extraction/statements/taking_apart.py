"""The words before a number taken apart: predicate, name, leading verb, and what the figure is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.chinese.quantities import Shape
from lantu.reading.extraction.statements.enumerations import head_noun
from lantu.reading.extraction.statements.naming import Subjects, clean_subject, object_of
from lantu.reading.extraction.statements.predicates import Effect, Predicate, find_predicate, find_rank_predicate
from lantu.reading.extraction.statements.sentences import Item
from lantu.reading.extraction.statements.surroundings import base_unit, counts_things
from lantu.reading.extraction.statements.verbs import FOR_WHOM, LEADING_VERB, PLACE_AND_VERB, VERB_ALONE

_APART = re.compile(r"分别|(?<![人户亩日月年村镇])均(?!衡)|(?<![花首成古])都|双双|各(?![类级地项种个])")
_COMPARED_BEFORE = re.compile(r"(?:相?比|相?较)于?[^，。；、]{2,10}$")
_STEPS = re.compile(
    r"(?:连跨|跨越|跨过|跨|迈上)[\d两三四五]+个[^，。；、]*台阶、?(?:双双|均|都)*$"
)  # …连跨4个万亿元台阶、双双突破9万亿元
_COUNTED_MEMBERS = re.compile(r"\d+[个大家项]")  # A、B、C3个集群规模均突破…: one thing said of all
_RATE = re.compile(r"(?:率|比例|占比|比重)$")
_ADVERBS = re.compile(
    r"^(?:因地制宜|滚动|接续|高标准|高质量|高水平|加快|大力|全面|积极|扎实|统筹|持续|深入|重点|有序|稳步|科学|分类|适度超前|累计再|"
    r"(?:按照?|根据|依据)[^，]{2,12}?(?:要求|标准|规定|部署))+(?=[\u4e00-\u9fff])"
)
#: 为返乡创业人员提供贷款 is 提供返乡创业人员贷款.
_GIVEN = re.compile(r"^(?:给予)?(?:为|给|向|对)(?P<whom>[^，、]{2,16}?)(?P<verb>提供)(?=.{2})")
_CAUSING = ("提高", "提升", "降低", "压缩", "扩大", "增加")
#: 标准不低于当地低保标准的1.6倍; 食品抽检量超每千人6.6批次; 增速高于全国0.7个百分点.
_TIMES = re.compile(
    r"(?:不低于|不高于|不少于|不超过|相当于|达到|提高到|仅?为|(?<![但凡若要于可而])是)(?P<reference>[\u4e00-\u9fff\d“”]{3,16})的$"
)
_PER = re.compile(r"(?P<reference>每(?:百|千|万|十万)(?:名|户)?(?:人口?|学生|老年人|常住人口))$")
_GAP = re.compile(r"(?:高于|低于|优于|快于|高出|领先|多于|少于|超过(?=[全同平]))[\u4e00-\u9fff\w]{2,14}$")
#: An attribute is measured, not added: a verb before another item does not reach it (新增院士15人、研发人员全时当量47万人年).
_ATTRIBUTE = re.compile(
    r"(?:[量率额度值比重当模数距力]|人次|指数|水平|里程|面积|总数|人数|收入|增速|占比|比例)$|^(?:总|占|年均|日均|月均|人均|户均)"
)
_HAS_OWN_VERB = re.compile(rf"{_ATTRIBUTE.pattern}|(?:检测|抽检|检查|监测|培训|整治|改造|治理|修复)$")
_BRINGING_ABOUT = re.compile(
    r"^(?:基本|加快|逐步|积极|有?序|全面|持续|推进|推动|深化|强化|构建|探索|建立|促进|实现|保持|确保|巩固|力争|开展|加强|完善|健全|推广)+(?=[\u4e00-\u9fff“]{3})"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The words before a number, taken apart.

    Attributes:
        predicate: The verb that joins name and number.
        subject: The words that name the indicator.
        verb: The leading verb of a counted object, own or inherited.
        place: For a rank, the words that say among whom (全国位次).
        apart: The members of an enumerated subject each get a number.
        reference: What the figure is a multiple or a share of (不低于低保标准的1.4倍), or empty.
    """

    predicate: Predicate
    subject: str
    verb: str = ""
    place: str = ""
    apart: bool = False
    reference: str = ""


def take_apart(before: str, item: Item, memory: Subjects) -> Parts:
    """Take the words before the first number of an item apart."""
    first = item.quantities[0]
    place = reference = ""
    if first.shape is Shape.RANK:
        predicate, words, scope = find_rank_predicate(before)
        place = memory.frame or scope + "位次"
    else:
        predicate, words, reference = _predicate_and_name(before)
        if VERB_ALONE.fullmatch(clean_subject(before)):  # 改造提升40万亩
            predicate, words = Predicate(len(before), "", Effect.LEVEL), before
    subject = _own_subject(clean_subject(_STEPS.sub("", words)))
    if predicate.effect is Effect.LEVEL and predicate.verb and subject.startswith(_CAUSING):
        subject = subject[2:]  # 提高服务业占比至45%
    if first.shape is Shape.IMPLIED:
        return Parts(predicate, _implied_name(subject))
    verb, subject = _leading_verb(subject, predicate, item, memory, part=before.startswith("其中"))
    rates = subject.split("、") if base_unit(first.unit) == "%" else []
    compared = _COMPARED_BEFORE.search(before, 0, predicate.start)  # 分别比2015年下降
    apart = bool(_APART.search(before, max(0, (compared.start() if compared else predicate.start) - 2)))
    apart = apart and not _COUNTED_MEMBERS.search(subject)
    apart = apart or (len(rates) > 1 and all(_RATE.search(name) for name in rates))
    return Parts(predicate, subject, verb, place, apart, reference)


def _predicate_and_name(before: str) -> tuple[Predicate, str, str]:
    """Split 旅游总收入年均增长 into predicate, name and reference; a comparison (高于全国, 不低于…的) has a name of its own."""
    times, per = _TIMES.search(before), _PER.search(before)
    compared = times or per
    if compared:
        inner = find_predicate(before[: compared.start("reference")], rank=False)
        subject = clean_subject(before[: inner.start])
        if times:
            return inner, subject, times["reference"]
        return inner, compared["reference"] + subject, ""
    if _GAP.search(before):
        return Predicate(len(before), "", Effect.LEVEL), clean_subject(before), ""
    predicate = find_predicate(before, rank=False)
    return predicate, before[: predicate.start], ""


def _implied_name(subject: str) -> str:
    """推进村卫生站全覆盖 is of 村卫生站; 服务实现村（社区）全覆盖 of 服务村（社区）."""
    return _BRINGING_ABOUT.sub("", subject).replace("实现", "") or subject


def _own_subject(subject: str) -> str:
    """Take adverbs and the attributes of a long object off: 新增功能明确、服务能力强的平台 is 新增平台."""
    bare = _GIVEN.sub(r"\g<verb>\g<whom>", _ADVERBS.sub("", subject))
    bare = FOR_WHOM.sub("", bare)
    subject = bare if LEADING_VERB.match(bare) else subject
    match = LEADING_VERB.match(subject)
    return match["verb"] + head_noun(subject[match.end() :]) if match else subject


def _leading_verb(subject: str, predicate: Predicate, item: Item, memory: Subjects, *, part: bool) -> tuple[str, str]:
    """Return the verb that leads a counted object, own or inherited from the item before, and the object.

    Args:
        subject: Words that name the indicator.
        predicate: The verb that joins it to its number.
        item: The item.
        memory: What was said before; its verb is updated.
        part: True after 其中, which takes the verb along.
    """
    bare = not predicate.verb and not predicate.yearly
    alone = VERB_ALONE.fullmatch(subject)
    if alone:  # 新建65万亩、改造提升40万亩: the object was named before
        memory.verb = subject
        return subject, object_of(memory)
    if predicate.yearly and not predicate.verb and not subject:  # 五年净增企业300户，年均60户
        return memory.verb.removeprefix("累计"), subject
    match = LEADING_VERB.match(subject) or (PLACE_AND_VERB.match(subject) if bare else None)
    if match:
        memory.verb = match["verb"]
        return match["verb"], subject[match.end() :]
    whole = bool(subject) or item.quantities[-1].end == item.end
    if (
        part
        and bare
        and whole
        and memory.verb
        and not _HAS_OWN_VERB.search(subject)
        and counts_things(item.quantities[0].unit)
    ):
        return memory.verb, subject
    bounded = item.quantities[0].comparator in (">", ">=") and item.first_of_clause
    listed = not item.first_of_clause and subject.endswith("规模")  # 新增项目120个、贷款规模2000亿元
    own_noun = item.first_of_clause and item.quantities[-1].end != item.end  # 某试验区43项成果…
    if memory.verb and subject and bare and not own_noun and not bounded and (listed or not _ATTRIBUTE.search(subject)):
        return memory.verb, subject
    memory.verb = ""
    return "", subject
