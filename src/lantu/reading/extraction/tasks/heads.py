"""Reads how a clause begins: with a task, with the result of one, with words that lead to the next clause, or otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from lantu.reading.extraction.masking import FILLER
from lantu.reading.extraction.tasks.openings import ADVERBS, is_prefix, skip_leads, skip_phrase, skip_subject
from lantu.reading.extraction.tasks.subjects import subject_of
from lantu.reading.extraction.tasks.verbs import (
    AMBIGUOUS,
    CARRIERS,
    COUNTING,
    EFFECT,
    NEVER_OBJECT,
    NOUN_AFTER,
    PREDICATED,
    RISING,
    SOFT_RESULT,
    verb_at,
)


class Reading(StrEnum):
    """What a clause is."""

    ACTION = "action"  # 建设蓝河水库
    RESULT = "result"  # 调动农民积极性: what comes of the clause before, or a task where nothing stands before
    OUTCOME = "outcome"  # 实现全面提升: never a task
    MEANS = "means"  # 充分利用资源优势: a prefix where a task follows, else a task
    PREFIX = "prefix"  # 以…为重点, 依托…: belongs to the clause after
    OTHER = "other"  # a state, a level, a topic


@dataclass(frozen=True, slots=True)
class Head:
    """How a clause begins.

    Attributes:
        reading: What the clause is.
        start: Index of the first word that belongs to the task: carrier or verb.
        verb_start: Index of the verb.
        verb_end: Index after the verb.
        object_start: Index of the object, after further verbs (建立健全) and 好, 了.
        sure: How sure the kind of rule that fired is, between 0 and 1.
    """

    reading: Reading
    start: int
    verb_start: int
    verb_end: int
    object_start: int
    sure: float


_DISPOSAL = re.compile(
    r"(?:探索|推动|推进|鼓励|支持|研究)?(?:将|把)[^，]{1,60}?(?P<verb>发展为|发展成为?|建设成为?|建成|打造成为?|打造为|培育成为?|培育为|升级为|改造为|改造成为?|纳入|列入|作为|用于|转化为|融入|落到|摆在|放在|贯穿|转变为|下放|延伸[到至]|落实到|细化[到至]|推广[到至]|建成|办成|做成|变成|用到|留在|留给|贯彻到|(?:衔接|结合|统一|联系|串联|调动|组织|动员|团结|利用|整合|保护)(?=起来))(?:起来)?"
)
_RESULT = re.compile(
    r"实现|形成|达到|成为|满足|使得?|让|进行|惠及|助力|助推|力促|保证|带动|为(?=[\u4e00-\u9fff]{2,30}(?:提供[^，]{0,8}(?:支撑|保障|支持|动力|基础|力量|保证)|奠定|贡献|打下|注入|创造[^，]{0,6}条件))"
)
_DONE = re.compile(
    r"(?:主体|一期|项目|基本|全面|正式)*(?:建成|完成|完工|竣工|开工|开业|投用|投产|通车|投入使用|投入运营|投运|开通|验收|交付)(?:、|并)?(?:建设|投用|投产|运营|通车|使用|投入使用|投入运营|竣工|验收|投运)?$"
)
_MEANS = re.compile(
    r"(?:充分|有效|积极)?(?:(?:善用|利用|借助|依托|运用)|发挥[^，]{2,30}优势$)|支持[^，]{2,16}?(?:利用|依托)"
)
_WITH = re.compile(
    r"[与同][^，]{2,30}(?:合作|对接|衔接|交流|协作|互动|联动|沟通|协调|联系|配合|协同|融合|联合|互认|互通|共建)"
)
_FOR_ITSELF = re.compile(r"进一步|着力|大力|全力|加快|重点")
_STATE = re.compile(
    r"(?:持续|不断|明显|显著|稳步|大幅|进一步|更加|更为|全面|有效|加快|逐步|日益|基本(?:实现|形成|建成|完成|建立|消除|满足|稳定|达到))[^，、的]{0,6}$|(?:取得|得到|达到?|超过|突破|迈上|位居|居(?=全|第|首|前)|跃升)[^，、的]{0,14}$"
)
_LEVEL = re.compile(
    r"(?:达到?|[增提扩发降减下延缩稳保控][\u4e00-\u9fff](?:到|至|在)|增至|降至|不低于|不少于|不超过|不高于|超过|突破|年均|占比|增长|下降)(?:约|近|到|至|全国|全省|前|以内|以上)*"
    r"(?:\d|[一二两三四五六七八九十]+(?:个百分点|成|倍|位))"
    r"|(?:\d%|[一二三四五六七八九]成)(?:以上|左右)?(?:用于|投向|用在)"
)
_PASSIVE = re.compile(r"[^，]由[^，由]{2,8}?(?:设置|安排|承担|负责|解决|保障|支付)")
_MAKES_OTHERS = frozenset("推动 推进 促进 支持 引导 鼓励 确保 探索 允许 实行 推行".split())
_DUTY = re.compile(
    r"(?:向[^，]{2,16}?)?(?P<verb>提出|报告|提请|报送|答复|审议|批准|审查|汇报|通报)(?=[\u4e00-\u9fff◌]{2})"
)
_ALL = re.compile(r"(?:全部|均|都|普遍)(?:达到|完成|通过|实现)")
#: The bearing of those who work, not what they do: 保持艰苦奋斗的作风, 强化问题导向, 推进工作真抓实干.
_BEARING = re.compile(
    r"(?:作风|精神状态|大局观|高度一致|政治(?:判断|领悟|执行)力|执行力|(?:目标|问题|结果|效果)导向|战略定力|求真务实|真抓实干|注重实效|上下功夫|政治本色|[^作]用情用力)$"
)
#: Adverbs that take a partner: 联合高校开展攻关.
_TOGETHER = ("联合", "携手", "联手", "会同")
_TOWARDS = "对为向将把"
_NUMBER = re.compile(r"(?:各|了|约|近|不少于|至少)?(?:\d|[一二两三四五六七八九十百千万]+[个家户名人条座项所处])")
_JOINED = re.compile(r"(?:、|和|与|并|或)?")
_AFTER_VERB = re.compile(r"好|了|到位")
_NOT_VERB_BEFORE = re.compile(
    r"工作|水平|能力|机制|体系|力度|行动|规划|战略|环境|质量|模式|格局|空间|用地|项目|工程|标准|平台|服务|中心|基地|型|区|业|性|的|等|和|与|及|、|◌*的|$"
)
_SHORT = 2
_NOMINAL = frozenset(("开展", "加强", "组织", "深化"))


def read_head(text: str, start: int, end: int) -> Head:
    """Read how a clause begins.

    Args:
        text: Text with brackets and marks hidden.
        start: Index of the clause.
        end: Index after it.

    >>> text = "加快建设蓝河水库"
    >>> head = read_head(text, 0, len(text))
    >>> head.reading.value, text[head.verb_start : head.verb_end], text[head.object_start :]
    ('action', '建设', '蓝河水库')
    """
    begin = skip_leads(text, start, end)
    disposal = _DISPOSAL.match(text, max(start, begin - 1), end) or _DISPOSAL.match(text, begin, end)
    if disposal and not _LEVEL.search(text, begin, end):
        return Head(Reading.ACTION, disposal.start(), *disposal.span("verb"), disposal.end(), 0.75)
    head = _direct(text, begin, end, 0.9)
    if head is not None:
        if head.reading is Reading.RESULT and _FOR_ITSELF.search(text, start, begin):  # 进一步提升…: said for itself
            return replace(head, reading=Reading.ACTION)
        means = head.reading is Reading.ACTION and _MEANS.match(text, start, end)
        return replace(head, reading=Reading.MEANS) if means else head
    other = Head(Reading.OTHER, start, start, start, start, 0)
    if _LEVEL.search(text, begin, end):
        return other
    head = _after_body(text, start, begin, end)
    if head is not None:
        return head
    if text.startswith("向", begin, end) and (duty := _DUTY.match(text, begin, end)):  # 向市人大常委会报告进展
        return Head(Reading.ACTION, begin, *duty.span("verb"), duty.end(), 0.6)
    together = begin - 2 if text[begin - 2 : begin] in _TOGETHER and begin - 2 >= start else begin
    for skip, origin in ((skip_phrase, together), (skip_subject, begin)):
        after = skip(text, origin, end)
        head = _direct(text, skip_leads(text, after, end), end, 0.7) if after is not None else None
        if head is not None and head.reading is Reading.ACTION:
            return replace(head, start=begin) if text[begin] in "对为" else head  # what it is done to stands first
    if is_prefix(text, begin, end) or is_prefix(text, start, end):
        return Head(Reading.PREFIX, start, start, start, start, 0)
    return other


def _after_body(text: str, start: int, begin: int, end: int) -> Head | None:
    """Read 审计机关依法对重大项目开展跟踪审计: a body, then what it does; None where none begins the clause."""
    subject = subject_of(text, start, end) or (subject_of(text, begin, end) if begin > start else None)
    if subject is None:
        return None
    doing = skip_leads(text, subject.end, end)
    if _ALL.search(text, doing, end):
        return None
    head = _direct(text, doing, end, 0.7)
    if head is None and (duty := _DUTY.match(text, doing, end)):  # 提出方案, 向市人大常委会报告进展
        head = Head(Reading.ACTION, doing, *duty.span("verb"), duty.end(), 0.6)
    after = skip_phrase(text, doing, end) if head is None else None
    if after is not None:
        head = _direct(text, skip_leads(text, after, end), end, 0.7)
        head = replace(head, start=doing) if head and text[doing] in _TOWARDS else head
    if head is None or head.reading not in (Reading.ACTION, Reading.MEANS) or text[head.verb_end] == "了":
        return None
    return head


def _direct(text: str, begin: int, end: int, sure: float) -> Head | None:
    """Read a clause that begins with its verb; None when it does not."""
    outcome = _RESULT.match(text, begin, end)
    if _DONE.match(text, begin, end) or (outcome and not text.startswith("实现对", begin)):
        return Head(Reading.OUTCOME, begin, begin, begin, begin, 0)
    if outcome:
        return Head(Reading.ACTION, begin, begin, outcome.end(), outcome.end(), 0.6)
    after = verb_at(text, begin)
    if after == begin:
        return None
    after = min(after, end)
    if not _takes_object(text, begin, after, end):
        return None
    verb_start, verb_end = _carried(text, begin, after, end)
    begin = verb_start if text.startswith("牵头", begin) else begin
    object_start = _further_verbs(text, verb_end, end)
    tail = _AFTER_VERB.match(text, object_start, end)
    object_start = tail.end() if tail and end - tail.end() >= _SHORT else object_start
    if end - object_start < _SHORT or NEVER_OBJECT.match(text, object_start, end):
        return None
    return _judged(text, Head(Reading.ACTION, begin, verb_start, verb_end, object_start, sure), end)


def _takes_object(text: str, start: int, after: int, end: int) -> bool:
    """Tell whether an object follows the word at the head of the clause and it is a verb there."""
    if end - after < _SHORT or NEVER_OBJECT.match(text, after, end):
        return False
    word = text[start:after]
    if text[after] in "与同":
        return word not in AMBIGUOUS or _WITH.match(text, after, end) is not None
    if text[after] in "的、和及" and not text.startswith(("和谐", "和美", "和睦"), after):
        return text[after] != "的" and verb_at(text, after + 1) > after + 1
    if word not in AMBIGUOUS:
        return not text.startswith(("明显", "显著", "成效"), after)
    if word in CARRIERS and verb_at(text, ADVERBS.match(text, after, end).end()) > after:  # type: ignore[union-attr]
        return True
    if PREDICATED.match(text, after, end):
        return False
    return not NOUN_AFTER.match(text, after, end) and not _STATE.search(text, after, end)


def _carried(text: str, start: int, after: int, end: int) -> tuple[int, int]:
    """Return the verb proper: the one after a carrier (探索建立 is 建立), else the first."""
    while text[start:after] in CARRIERS:
        phrase = skip_phrase(text, after, end) if text[after] == "以" else None  # 支持以园区为核心创建特区
        found = ADVERBS.match(text, phrase or after, end)
        begin = found.end() if found else after
        following = verb_at(text, begin)
        fewest = 4 if text[start:after] in _NOMINAL else _SHORT  # 开展跟踪审计: its object is a noun of two verbs
        if following == begin or end - following < fewest or _NOT_VERB_BEFORE.match(text, following, end):
            break
        if text[begin:following] in AMBIGUOUS and (
            end - following < 4 or text[begin:following] not in ("建设", "发展", "布局", "组织", "创新", "规划")
        ):
            break
        start, after = begin, following
    return start, after


def _further_verbs(text: str, position: int, end: int) -> int:
    """Return the index of the object after further verbs: 建立健全, 培育和壮大."""
    while True:
        joined = _JOINED.match(text, position, end)
        begin = joined.end() if joined else position
        following = verb_at(text, begin)
        if following == begin or end - following < _SHORT or _NOT_VERB_BEFORE.match(text, following, end):
            return position
        if text[begin:following] in AMBIGUOUS and text[begin:following] not in ("发展", "建设", "利用"):
            return position
        position = following


def _judged(text: str, head: Head, end: int) -> Head:
    """Tell tasks from levels, counts and results."""
    word = text[head.verb_start : head.verb_end]
    reading = Reading.ACTION
    sure = head.sure - 0.1 * (word in AMBIGUOUS)
    last = text[max(head.verb_start, head.object_start - 2) : head.object_start]  # 租赁补贴新增800户
    counts = (word in COUNTING or last in COUNTING) and _NUMBER.match(text, head.object_start, end)
    passive = word not in _MAKES_OTHERS and _PASSIVE.search(text, head.object_start, end)
    bearing = _BEARING.search(text, head.object_start, end)
    if counts or passive or bearing or _LEVEL.search(text, head.object_start, end):
        reading = Reading.OTHER
    elif (
        word in SOFT_RESULT
        and text[head.object_start] != FILLER  # what has a name is no mere effect
        and EFFECT.search(text, head.object_start, end)
    ) or (word in ("推动", "促进", "引导") and RISING.search(text, head.object_start, end)):
        reading = Reading.RESULT
        sure -= 0.25
    return Head(reading, head.start, head.verb_start, head.verb_end, head.object_start, round(sure, 2))
