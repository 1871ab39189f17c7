"""Numbers that stand after their name: X达到A, X增长A, 新增XA, X居全国第A位, X、Y分别达A、B."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from lantu.chinese.quantities import Quantity, Shape
from lantu.model.records import Measure
from lantu.reading.extraction.statements.completing import complete, is_comparison, part_of_whole, says_no_name
from lantu.reading.extraction.statements.drafts import DURATIONS, SHARES, Draft, draft, measure_of
from lantu.reading.extraction.statements.enumerations import split_subjects
from lantu.reading.extraction.statements.naming import Subjects
from lantu.reading.extraction.statements.predicates import Effect, Predicate, find_predicate
from lantu.reading.extraction.statements.sentences import Item
from lantu.reading.extraction.statements.surroundings import base_unit, counts_things
from lantu.reading.extraction.statements.taking_apart import Parts, take_apart
from lantu.reading.extraction.statements.verbs import STAGES, STOCK_VERBS

_OWN_TURN = re.compile(r"[、和](?:增长|提[高升]|上升|下降|降低|减少)\d")
_GROWTH_WORD = re.compile(r"(?:增速|增幅|增长率?|涨幅|降幅|下降率?|降低率?)$")
_FLOW = re.compile(r"累计|新增|净增|(?:新建|建设|改造|修复|治理|整治)(?:里程|面积|规模|长度)$|释放[^，]{0,8}规模$")
#: What is done to each of the things counted: 危房改造1000套, 妇女“两癌”免费检查100万人.
_DONE_TO_EACH = re.compile(
    r"(?:改造|整治|治理|修复|搬迁|移民|拆除|再就业|转移就业|检查|筛查|体检|培训|安置|救助|更新|修缮|维修|绿化|造林|育林|营林|确权|脱贫|摘帽|巡查|抽检|检测|去产能|去库存)$"
    rf"|(?:{STAGES})$"
)
#: What is counted in these happens and is over.
_HAPPENING = frozenset({"场", "场次", "次", "批次", "期", "堂"})
#: A share of something that goes somewhere: 支出的70%以上用于民生; said once of all shares of the clause.
_USED_FOR = re.compile(r"(?:%|以上|左右|以内)(?P<use>(?:来自|用于|投向|投入到|源自)[^，。；、%]{2,14})$")
#: Already a share of something: 清洁电力占比超过60%，全部用于….
_IS_A_SHARE = re.compile(r"(?:占比|比重|比例|率)$")
#: Between verb and number these only bound it: 完成交通投资超2000亿元.
_BOUNDS = ("", "超", "超过", "突破")
_COUNTED = re.compile(r"(?:[数量率额度值]|人次|规模|里程)$")
#: What people do or are in; who does it is counted: 失业保险参保90万人.
_BY_PEOPLE = re.compile(r"(?:参保|参加|就业|创业|在校|在园|在岗|持证|持有|从业)$")
_USED = ("实际使用", "直接利用", "利用")  # 实际使用外资 is one thing
_BARE_JOIN = re.compile(r"[、和与及]|以及")
#: A multiplier and a short word that ends the item: a unit the vocabulary does not know (100万延米以上).
_UNKNOWN_UNIT = re.compile(r"([\u4e00-\u9fff]{1,3}?)(以上|左右)?$")
_NOUN = re.compile(r"[\u4e00-\u9fff]{2}")
_IN_A_YEAR = re.compile(r"[年月日][\u4e00-\u9fff]{1,8}$")
_CAPABLE = re.compile(r"的(?P<thing>[^，。；、的\d]{3,16})$")
_LASTED = re.compile(r"(?<=[年月])的")
_EXTENT = re.compile(r"(?:国土|土地)?面积|人口")


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
    parts = take_apart(before, item, memory)
    by_themselves = says_no_name(parts.subject) and _are_listed(sentence, item.quantities)
    said = memory.last_named(len(item.quantities)) if by_themselves else []
    names = [name + parts.subject for name in said] or _by_turns(
        _names(parts, item, memory), parts, sentence, item, memory
    )
    drafts, told = [], []
    for index, (name, quantity) in enumerate(_pairs(names, item.quantities, parts.subject)):
        predicate = parts.predicate
        if len(names) == 1 and index:
            between = sentence[item.quantities[index - 1].end : quantity.start]
            if not _BARE_JOIN.fullmatch(between):
                predicate = find_predicate(between, rank=quantity.shape is Shape.RANK)
        full = part_of_whole(name, memory, quantity, predicate) or complete(name, memory)
        made = _draft(sentence, item, quantity, full, predicate, parts)
        made.inherited = not name
        made.unpaired = by_themselves and len(names) == 1
        if predicate.effect is not Effect.CHANGE:
            memory.units[full] = quantity.unit or ""
        drafts.append(made)
        told.append(full)
    _remember(names, told, parts, memory)
    return drafts


def _remember(names: list[str], told: list[str], parts: Parts, memory: Subjects) -> None:
    """Keep what was spoken of for what comes after; a comparison with another figure is none of it."""
    carried = told[-1] if len(names) == 1 else complete(parts.subject or memory.subject, memory)
    if parts.verb.endswith(_USED):
        carried = parts.verb + carried
    if not is_comparison(names[-1] if len(names) == 1 else carried):
        memory.speak_of(carried, dict.fromkeys(told) if len(names) > 1 else ())


def _names(parts: Parts, item: Item, memory: Subjects) -> list[str]:
    """Return the names the numbers are said of: one, or the members of an enumeration, said here or before (…、双双突破9万亿元)."""
    if parts.apart:
        names = split_subjects(parts.subject) or [""]
        return split_subjects(memory.subject) if names == [""] and memory.subject else names
    amounts = len(item.quantities)
    members = split_subjects(parts.subject or memory.subject) if amounts > 1 else []
    return members if len(members) == amounts else [parts.subject]


def _are_listed(sentence: str, quantities: list[Quantity]) -> bool:
    """分别增长8%和10%, 增长8%、10%: several numbers of one kind with nothing but a conjunction between them."""
    kinds = {(each.shape, base_unit(each.unit)) for each in quantities}
    between = (sentence[one.end : other.start] for one, other in pairwise(quantities))
    return len(quantities) > 1 == len(kinds) and all(_BARE_JOIN.fullmatch(words) for words in between)


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


def _draft(sentence: str, item: Item, quantity: Quantity, full: str, predicate: Predicate, parts: Parts) -> Draft:
    able = _CAPABLE.match(sentence, quantity.end, item.end) if parts.verb and _IN_A_YEAR.match(full) else None
    if able:  # 建设年培训考核超万人的航空教育基地: what the thing can do, not what is built
        parts, full = (
            replace(parts, verb=""),
            able["thing"] + full + ("人数" if base_unit(quantity.unit) == "人" else ""),
        )
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
    use = _USED_FOR.search(sentence, quantity.number_start, item.clause_end)
    if use and base_unit(quantity.unit) in SHARES and not _IS_A_SHARE.search(name):
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
    return name + ("人数" if _BY_PEOPLE.search(name) else "数") if bare else name


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
