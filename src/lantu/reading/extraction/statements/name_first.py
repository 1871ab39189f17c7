"""Numbers that stand after their name: X达到A, X增长A, 新增XA, X居全国第A位, X、Y分别达A、B."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.chinese.quantities import Quantity, Shape
from lantu.model.records import Measure
from lantu.reading.extraction.statements.completing import complete, is_comparison
from lantu.reading.extraction.statements.drafts import DURATIONS, SHARES, Draft, draft, measure_of
from lantu.reading.extraction.statements.enumerations import head_noun, split_subjects
from lantu.reading.extraction.statements.naming import Subjects, clean_subject, object_of
from lantu.reading.extraction.statements.predicates import Effect, Predicate, find_predicate, find_rank_predicate
from lantu.reading.extraction.statements.sentences import Item
from lantu.reading.extraction.statements.surroundings import base_unit, counts_things
from lantu.reading.extraction.statements.verbs import FOR_WHOM, LEADING_VERB, PLACE_AND_VERB, STOCK_VERBS, VERB_ALONE

_APART = re.compile(r"分别|(?<![人户亩日月年村镇])均(?!衡)|(?<![花首成古])都|双双|各(?![类级地项种个])")
_COMPARED_BEFORE = re.compile(r"(?:相?比|相?较)于?[^，。；、]{2,10}$")
_OWN_TURN = re.compile(r"[、和](?:增长|提[高升]|上升|下降|降低|减少)\d")
_STEPS = re.compile(
    r"(?:连跨|跨越|跨过|跨|迈上)[\d两三四五]+个[^，。；、]*台阶、?(?:双双|均|都)*$"
)  # …连跨4个万亿元台阶、双双突破9万亿元
_COUNTED_MEMBERS = re.compile(r"\d+[个大家项]")  # A、B、C3个集群规模均突破…: one thing said of all
_RATE = re.compile(r"(?:率|比例|占比|比重)$")
_ADVERBS = re.compile(
    r"^(?:因地制宜|滚动|接续|高标准|高质量|高水平|加快|大力|全面|积极|扎实|统筹|持续|深入|重点|有序|稳步|科学|分类|适度超前|累计再|"
    r"(?:按照?|根据|依据)[^，]{2,12}?(?:要求|标准|规定|部署))+(?=[\u4e00-\u9fff])"
)
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
_GROWTH_WORD = re.compile(r"(?:增速|增幅|增长率?|涨幅|降幅|下降率?|降低率?)$")
_FLOW = re.compile(r"累计|新增|净增|(?:新建|建设|改造|修复|治理|整治)(?:里程|面积|规模|长度)$|释放[^，]{0,8}规模$")
#: What is done to each of the things counted: 危房改造1000套, 妇女“两癌”免费检查100万人.
_DONE_TO_EACH = re.compile(
    r"(?:改造|整治|治理|修复|搬迁|移民|拆除|再就业|转移就业|检查|筛查|体检|培训|安置|救助|更新|修缮|维修|绿化|造林|确权|脱贫|摘帽|参保|扩面|巡查|抽检|检测|去产能|去库存)$"
)
#: What is counted in these happens and is over.
_HAPPENING = frozenset({"场", "场次", "次", "批次", "期", "堂"})
#: A share of something that goes somewhere: 支出的70%以上用于民生; said once of all shares of the clause.
_USED_FOR = re.compile(r"(?:%|以上|左右|以内)(?P<use>(?:来自|用于|投向|投入到|源自)[^，。；、%]{2,14})$")
#: Between verb and number these only bound it: 完成交通投资超2000亿元.
_BOUNDS = ("", "超", "超过", "突破")
_COUNTED = re.compile(r"(?:[数量率额度值]|人次|规模|里程)$")
#: A multiplier and a short word that ends the item: a unit the vocabulary does not know (100万延米以上).
_BRINGING_ABOUT = re.compile(
    r"^(?:基本|加快|逐步|积极|有?序|全面|持续|推进|推动|深化|强化|构建|探索|建立|促进|实现|保持|确保|巩固|力争|开展|加强|完善|健全|推广)+(?=[\u4e00-\u9fff“]{3})"
)
_USED = ("实际使用", "直接利用", "利用")  # 实际使用外资 is one thing
_BARE_JOIN = re.compile(r"[、和与及]|以及")
_UNKNOWN_UNIT = re.compile(r"([\u4e00-\u9fff]{1,3}?)(以上|左右)?$")
_NOUN = re.compile(r"[\u4e00-\u9fff]{2}")
_LASTED = re.compile(r"(?<=[年月])的")
_EXTENT = re.compile(r"(?:国土|土地)?面积|人口")


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


def read_name_first(sentence: str, item: Item, before: str, memory: Subjects) -> list[Draft]:
    """Read an item whose name stands before its numbers.

    Args:
        sentence: The sentence.
        item: The item.
        before: Words up to the first number (they may come from further back than the item).
        memory: What was said before; updated.

    Returns:
        One draft a number, or a member of the enumerated subject.
    """
    parts = _take_apart(before, item, memory)
    names = _by_turns(_names(parts, item, memory), parts, sentence, item, memory)
    drafts = []
    for index, (name, quantity) in enumerate(_pairs(names, item.quantities, parts.subject)):
        predicate = parts.predicate
        if len(names) == 1 and index:
            between = sentence[item.quantities[index - 1].end : quantity.start]
            if not _BARE_JOIN.fullmatch(between):
                predicate = find_predicate(between, rank=quantity.shape is Shape.RANK)
        made = _draft(sentence, item, quantity, complete(name, memory), predicate, parts)
        made.inherited = not name
        drafts.append(made)
    carried = names[-1] if len(names) == 1 else parts.subject or memory.subject
    if parts.verb.endswith(_USED):
        carried = parts.verb + carried
    if not is_comparison(carried):
        memory.subject = complete(carried, memory)
        memory.named.append(memory.subject)
    return drafts


def _names(parts: Parts, item: Item, memory: Subjects) -> list[str]:
    """Return the names the numbers are said of: one, or the members of an enumeration, said here or before (…、双双突破9万亿元)."""
    if parts.apart:
        if not parts.subject and len(memory.members) == len(item.quantities) > 1:
            return list(memory.members)  # A达到a、B达到b，分别增长…
        names = split_subjects(parts.subject) or [""]
        return split_subjects(memory.subject) if names == [""] and memory.subject else names
    amounts = len(item.quantities)
    members = split_subjects(parts.subject or memory.subject) if amounts > 1 else []
    return members if len(members) == amounts else [parts.subject]


def _by_turns(names: list[str], parts: Parts, sentence: str, item: Item, memory: Subjects) -> list[str]:
    """A、B占比分别提升a、下降b: each verb has its own number; those that wait for theirs are remembered."""
    if memory.waiting and not parts.subject:
        return [memory.waiting.pop(0)]
    if parts.apart and len(names) > 1 == len(item.quantities) and _OWN_TURN.match(sentence, item.end, item.clause_end):
        memory.waiting = names[1:]
        return names[:1]
    memory.waiting = []
    return names


def _pairs(names: list[str], quantities: list[Quantity], whole: str) -> list[tuple[str, Quantity]]:
    """Give each number its name: one to one, one name for all, or one number for all."""
    if len(names) == len(quantities):
        return list(zip(names, quantities, strict=True))
    if len(quantities) == 1:
        return [(name, quantities[0]) for name in names]
    return [(names[0] if len(names) == 1 else whole, quantity) for quantity in quantities]


def _take_apart(before: str, item: Item, memory: Subjects) -> Parts:
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
    bare = FOR_WHOM.sub("", _ADVERBS.sub("", subject))
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


def _draft(sentence: str, item: Item, quantity: Quantity, full: str, predicate: Predicate, parts: Parts) -> Draft:
    name = parts.verb + full + (f"与{parts.reference}之比" if parts.reference else "")
    measure = measure_of(quantity, predicate, name)
    if measure == "rank":
        name += parts.place
    elif predicate.effect is Effect.CHANGE and measure != "duration":
        if not _GROWTH_WORD.search(name):
            name += ("年均" if predicate.yearly and "年均" not in name else "") + predicate.verb
    elif predicate.yearly and "年均" not in name:
        name = "年均" + name
    if measure in ("level", "increment") and base_unit(quantity.unit) not in SHARES:
        measure = _stock_or_flow(measure, name, parts.verb, predicate, base_unit(quantity.unit))
    made = draft(sentence, item, quantity, name, measure, predicate)
    made.reference = parts.reference
    if made.five_years and measure == "level" and predicate.verb == "完成":
        made.measure = "increment"  # 五年完成150万亩
    if made.implied == "全覆盖" and not name.endswith(("率", "比例")):
        made.indicator = name + "覆盖率"
    if base_unit(quantity.unit) in SHARES and (
        use := _USED_FOR.search(sentence, quantity.number_start, item.clause_end)
    ):
        made.indicator += use["use"] + "比例"
    made.bare = not predicate.verb and not parts.verb
    made.nameless = not full and not parts.verb and not parts.reference and measure != "rank"
    made.context = _describes(sentence, quantity, name, predicate, made.bare)
    _add_unit(sentence, item, quantity, full, made)
    if not parts.verb:
        made.indicator = counted(made.indicator, quantity, measure)
    return made


def counted(name: str, quantity: Quantity, measure: Measure) -> str:
    """Say that a count is one: 综合保税区 to 综合保税区数."""
    bare = measure == "level" and counts_things(quantity.unit) and not _COUNTED.search(name)
    return name + "数" if bare else name


def _stock_or_flow(measure: Measure, name: str, verb: str, predicate: Predicate, unit: str) -> Measure:
    """新增…, 累计…, a counted object without 达到, and what only happens are flows; 年均 and an amount is a flow a year."""
    if is_comparison(name):
        return "level"
    if predicate.yearly or name.startswith("年均"):
        return "per_year"
    added = (
        verb
        and not verb.endswith(tuple(STOCK_VERBS))
        and (verb.startswith(("新", "累计", "净增")) or predicate.verb in _BOUNDS)
    )
    happening = unit in _HAPPENING and not name.endswith(("次", "次数"))
    done = not predicate.verb and (happening or _DONE_TO_EACH.search(name))
    return "increment" if added or done or predicate.total or _FLOW.search(name) else measure


def _describes(sentence: str, quantity: Quantity, name: str, predicate: Predicate, bare: bool) -> bool:
    """距离10公里, 40年的问题, 2625平方公里面积: the number describes a thing and promises nothing."""
    if bare and _EXTENT.match(sentence, quantity.end):
        return True
    if predicate.verb:
        return False
    if base_unit(quantity.unit) in DURATIONS and _NOUN.match(sentence, quantity.end):
        return True  # 用好240小时过境免签政策
    return bool(_LASTED.match(sentence, quantity.end)) or (name.endswith("距离") and quantity.comparator == "=")


def _add_unit(sentence: str, item: Item, quantity: Quantity, name: str, made: Draft) -> None:
    """A number printed without its unit takes it from the words after it or from its name (人次达到5000万)."""
    if quantity.unit is None or base_unit(quantity.unit) or quantity.unit == "番":
        return
    unknown = _UNKNOWN_UNIT.match(sentence, quantity.end, item.end)
    if unknown:
        made.unit = quantity.unit + unknown[1]
        if unknown[2] and made.comparator == "=":
            made.comparator = ">=" if unknown[2] == "以上" else "approx"
    elif re.search(r"人次数?$", name):
        made.unit = quantity.unit + "人次"
    elif re.search(r"(?:人数|人口|人|用户)$", name):
        made.unit = quantity.unit + "人"
