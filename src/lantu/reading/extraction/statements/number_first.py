"""Numbers that stand before their noun: 新增15所医院, 5个集群入选…, 90%的县医院达到…, 1小时通勤圈."""

from __future__ import annotations

import re

from lantu.chinese.quantities import Quantity, Shape
from lantu.model.records import Measure
from lantu.reading.extraction.statements.drafts import DURATIONS, SHARES, Draft, draft
from lantu.reading.extraction.statements.enumerations import head_noun, without_examples
from lantu.reading.extraction.statements.naming import Subjects, clean_subject
from lantu.reading.extraction.statements.predicates import Effect, Predicate, find_predicate
from lantu.reading.extraction.statements.sentences import Item
from lantu.reading.extraction.statements.surroundings import base_unit, counts_things
from lantu.reading.extraction.statements.verbs import ADDING, EMPTY_VERBS, LEADING_VERB, STOCK_VERBS, verb_before_number

#: After these words the number does not come first, or what follows is no noun.
_NOT_A_NOUN = re.compile(
    r"(?:以上|以下|以内|左右|上下|大关|台阶|新台阶|水平|规模|目标|关口|的(?:目标|水平|规模|速度|台阶)|阶段性|"
    r"增[长加至到]|提[高升]|上[升涨]|下降|降[至到低]|减[少至到]|压[缩减]|扩大|缩[短小]|发展到|达到?|到|至|升|占|居(?!民|家|住)|位(?!于)|"
    r"列(?!车)|再|并|且|和|与|及|为|[，、；。）：,—]|”$|历史性|双双|连续|均(?!衡)|较|比(?!例|亚)|同比|分别|跃|稳|全部(?!的)|首次|其中|用于|"
    r"同时|跨|突破|超)"
)
#: Words that only introduce a number which comes first: 首批7家企业, 在穗7所高校, 为20000名儿童.
_NO_SUBJECT = re.compile(
    r"^(?:首批|第一批|在[\u4e00-\u9fff]{0,3}|(?:对|为|向|给)?(?:全[省市县区州旗]|各地)?|以|用|用于|从|由|如|包括|其余|另有|还有)$"
)
#: Measured units after which a noun may follow all the same: 160公里供水管网, 38万人口.
_MEASURED = frozenset(
    {"公里", "千米", "米", "平方公里", "平方米", "公顷", "亩", "千瓦", "立方米", "吨", "平方千米", "人", "人次", "兆瓦"}
)
_PEOPLE = re.compile(
    r"[^，。；、]{0,12}?(?:群众|人口|居民|农民|学生|职工|家庭|困难|对象|儿女|劳动力|党员|大学生|人才|老人|老年人|儿童|用户)"
)
_TRAVEL = re.compile(r"[^，。、]{0,8}圈|[直互通畅可抵连]?[达通连到办响][^，。的]|送达|覆盖|救援")
_HAVING = ("有", "共有", "拥有", "实现", "完成", "增加", "减少", "为")
_ZONE = re.compile(r"(?:试验区|开发区|高新区|合作区|示范区|自贸区|新区)$")
_LONGEST_SCOPE = 8
_SCOPE = re.compile(r"^每|(?:区|市|县|镇|乡|校|院|行业|企业)$")
#: For whom something is done, and what: 为超2万名残疾儿童免费提供康复救助服务.
_FOR = re.compile(r"(?:为|对|给|向)(?:全[省市县区州旗]|各地)?$")
_DONE_FOR = re.compile(
    rf"(?P<whom>[^，。；]{{2,40}}?)(?P<done>(?:免费|普遍|统一|全部)*(?:{ADDING}|提供|做|进行|购买))(?P<what>[^，。；]{{2,}})"
)
#: What happens once to each thing counted: the count is of a flow, not of a stock.
_EVENT = re.compile(
    r"(?:脱贫|摘帽|上市|挂牌|投产|竣工|完工|开工|出列|更新|改造|修复|治理|拆除|建成|通车|贯通|开通|投用|启用|达产|销号|完成)$"
)
_ENDING = re.compile(r"新?(?:获评|入选|获批|被命名|通过|上市|脱贫|落户|享受|纳入|列入)[^，。；、]*$")
_PROJECT = re.compile(
    r"[^，。；]{0,30}?(?:项目|工程|生产线|基地(?!数)|装置|机组|电站|风电|光伏|中心|园区|产业园|产能|面积(?=并入)|人口(?=并入))"
)
_EACH = re.compile(r"各(?:自)?(?:新建|建设)?$|各(?=新|建)")
#: 每个乡镇办好至少1所…: so many for each, not so many more.
_FOR_EACH = re.compile(r"(?P<each>每个?(?:行政|建制)?(?:乡镇|街道|社区|村|镇|乡|县区?|区县?|市|校|学校))(?:重点)?$")
_EXTENT = re.compile(r"面积|人口(?!数)")


def number_comes_first(before: str, quantity: Quantity, noun: str) -> bool:
    """Tell whether the noun that a number counts stands after it.

    Args:
        before: Words of the item up to the number.
        quantity: The number.
        noun: Words from the number to the end of the item or to the next number.
    """
    if quantity.shape in (Shape.RANK, Shape.IMPLIED, Shape.MULTIPLE) or not noun or _NOT_A_NOUN.match(noun):
        return False
    unit = base_unit(quantity.unit)
    led = verb_before_number(before) is not None
    introduced = led or before.endswith("的") or not _NO_SUBJECT.sub("", clean_subject(before))
    if unit in DURATIONS:
        return bool(_TRAVEL.match(noun))
    if unit in SHARES or quantity.shape is Shape.FRACTION:
        return noun.startswith("的") and introduced
    if not unit:
        return introduced and bool(quantity.unit and _PEOPLE.match(noun))
    if counts_things(quantity.unit):
        return introduced or _is_scope(clean_subject(before)) or find_predicate(before, rank=False).verb in _HAVING
    return introduced and unit in _MEASURED


def read_number_first(sentence: str, item: Item, before: str, noun: str, memory: Subjects) -> Draft:
    """Read the first number of an item whose noun follows it.

    Args:
        sentence: The sentence.
        item: The item.
        before: Words of the item up to the number.
        noun: Words after the number.
        memory: What was said before; updated.
    """
    quantity = item.quantities[0]
    unit = base_unit(quantity.unit)
    found = verb_before_number(before)
    lead = clean_subject(before[: found.start()] if found else before)
    verb = "" if found is None or found["verb"] in EMPTY_VERBS else found["verb"]
    attributive = LEADING_VERB.match(lead) if before.endswith("的") else None
    if attributive:
        verb = attributive["verb"]  # 推进实施国家赋予的5项任务
    attribute = lead[attributive.end() if attributive else 0 :] if before.endswith("的") else ""
    if not verb and not clean_subject(before) and not item.first_of_clause:
        verb = memory.verb
    each = _FOR_EACH.search(lead)
    verb = "" if each else verb
    noun = noun.strip("的，、 ")
    served = _DONE_FOR.fullmatch(noun) if _FOR.search(before) else None
    noun = _served(served) if served else head_noun(noun)
    if 2 < len(attribute) <= _LONGEST_SCOPE:
        noun = attribute + "的" + noun
    if not verb and not served and unit not in SHARES:
        noun += _shared_ending(sentence, item, noun)
    lead = each["each"] if each else lead
    name = _name(quantity, verb, noun, lead if found or _is_scope(lead) else "")
    if unit in DURATIONS:
        name = LEADING_VERB.sub("", lead) + noun + "时间"
    made = draft(
        sentence, item, quantity, name, _measure(sentence, item, verb, noun, before), Predicate(0, verb, Effect.LEVEL)
    )
    if served:
        made.measure = "increment"
    made.end = item.quantities[1].start if len(item.quantities) > 1 else item.end
    made.bare = not verb
    made.milestone = unit in DURATIONS
    made.context = _names_a_project(quantity, noun, before) or bool(
        not verb and unit not in SHARES and _EXTENT.match(noun)
    )
    if not unit and quantity.unit:
        made.unit = quantity.unit + "人"
    memory.verb = verb or ("" if each else memory.verb)
    memory.speak_of(noun)
    memory.units[noun] = made.unit or ""
    return made


def _served(found: re.Match[str]) -> str:
    """Return who is served, after what is done for them: 免费提供康复救助服务的残疾儿童."""
    return f"{found['done']}{head_noun(found['what'])}的{head_noun(without_examples(found['whom']))}"


def _is_scope(lead: str) -> bool:
    """某试验区43项改革成果: the words before the number say where, not what."""
    return len(lead) <= _LONGEST_SCOPE and bool(_ZONE.search(lead))


def _name(quantity: Quantity, verb: str, noun: str, lead: str) -> str:
    if base_unit(quantity.unit) in SHARES or quantity.shape is Shape.FRACTION:
        return noun + "比例"
    name = verb + noun if verb else noun + "数量"
    return lead + name if len(lead) <= _LONGEST_SCOPE and _SCOPE.search(lead) else name


def _measure(sentence: str, item: Item, verb: str, noun: str, before: str) -> Measure:
    """A verb that adds, or an event that happens once to each, makes the count a flow."""
    quantity = item.quantities[0]
    unit = base_unit(quantity.unit)
    if unit in DURATIONS:
        return "duration"
    if _EACH.search(noun):
        return "count_list"  # 在30个乡镇各新建…: the places, not the thing built
    if verb in ("打造", "建设", "形成", "培育") and not counts_things(quantity.unit) and unit not in ("人", "人次", ""):
        return "level"  # 打造百万亩示范带: the number belongs to the thing
    event = _EVENT.search(sentence[quantity.end : item.clause_end])
    return "increment" if (verb and verb not in STOCK_VERBS) or event or "累计" in before else "level"


def _shared_ending(sentence: str, item: Item, noun: str) -> str:
    """7所高校、20个学科入选“双一流”: what the last item says holds for those before it."""
    if item.end >= item.clause_end or _ENDING.search(noun):
        return ""
    match = _ENDING.search(sentence, item.end, item.clause_end)
    return match[0] if match else ""


def _names_a_project(quantity: Quantity, noun: str, before: str) -> bool:
    """推进20万副滑雪板生产项目: a capacity that only names a project."""
    counts_projects = counts_things(quantity.unit) and quantity.unit == base_unit(quantity.unit)
    if counts_projects or quantity.comparator != "=" or re.search(r"(?:新增|完成|改造|新改?建|更新|建成)$", before):
        return False
    return bool(_PROJECT.match(noun))
