"""What a clause, a lead or a heading speaks of: subjects without what hangs on them, and the memory of those named before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lantu.reading.extraction.statements.verbs import STAGES
from lantu.vocabulary import indicator, known_indicator
from lantu.vocabulary.indicators import dimension_of

#: Words that open a clause without belonging to the indicator's name.
_OPENERS = re.compile(
    r"^(?:分别(?=[\u4e00-\u9fff]{2})|提前[\d一二两三四五]年(?=实现|完成|达)|其中|同时|此外|并且|并|且|以及|及|和|与|也|还|另外|另|均|，|、|：|:|；|——|—|　|"
    r"确保|保证|力争|争取(?![^，、]{0,14}(?:资金|贷款|补助|债券|项目))|努力|预计|有望|推动|促进|带动|引导|使得|使|让|把|将|实现|力促|力保|要|应|须|按(?!照|期|时|规|[^，]{2,12}(?:标准|要求|规定|部署))|"
    r"全市|全省|全区|全县|全州|我市|我省|本市|全国(?=常住|居民)|到时|届时|总体上|共|至少|有(?!效|机|色|关|序|力|望|线)|"
    r"(?:于|在|到|至)?20\d\d年(?:底|末)?(?!完成值)|“十[一二三四五六七八]五”(?:期间|时期|以来)|[一二两三四五]年内|五年来?|一年来|五年间|过去五年|这五年|[三五两]年(?=累计|新|共|净)|目前|年内|期末|今年|去年|全年(?=新|累计|实现|完成)|历史性地?|截至目前|的)"
)
_CLOSERS = re.compile(
    r"(?:的|历史性|首次|稳定|稳步|持续|力争|努力|预计|有望|累计|(?<![人户亩地村镇年日月平])均|都|分别|双双|全部|也|已|将|要|达|共|总体|逐步|基本|年均|每年|同比|将会|会|就|(?<=[\u4e00-\u9fff])惠及|始终|一直|"
    r"（\d+）|相?[较比]于?“十[一二三四五六]五”(?:时期|期间|期末|末)?|相?[较比]于?(?:20\d\d年|上年|去年|同期|年初)(?:同期|底|末)?|相?较|(?:到|至|于|在)?20\d\d年(?:底|末)?|：|:|，|“|（)+$"
)
_ONLY_TIME = re.compile(
    r"(?:这|过去)?(?:[一五三]年(?:来)?|“十[一二三四五六]五”(?:期间|时期)?)|20\d\d年?|[一二三四五六七八九十]+是.*|这是.*"
)
#: A heading that is a sentence names nothing that could be measured.
_SLOGAN = re.compile(
    r"坚持|更加|明显|显著|扎实|稳固|稳步|有力|进一步|迈[上出入]|取得|成效|新(?:台阶|突破|局面|格局|进展|跨越|提升|成就)"
)
#: A heading that says what the section is for names no thing: 主要目标, 重点任务, 发展成效.
_OF_THE_PLAN = re.compile(
    r"(?:主要|总体|发展|预期|重点|基本|具体|阶段性?|工作|奋斗|年度|核心|约束性|预期性|专项|规划|战略|保障)*"
    r"(?:目标|任务|工作|指标|要求|举措|措施|思路|原则|安排|考虑|部署|内容|情况|成效|成就|形势|基础|环境)"
)
_TOPIC_VERB = re.compile(
    r"^(?:着力|加快|大力|全力|深入|积极|持续|进一步|全面|不断|努力|稳步|有序|高标准|高质量|重点|突出|统筹|扎实)*"
    r"(?:推进|推动|发展|打造|建设|壮大|做强|做大|做优|做精|培育|提升|提高|完善|加强|强化|优化|构建|实施|促进|深化|扩大|健全|增强|保障|支持|改善|拓展|激发|发挥)*"
)


@dataclass(slots=True)
class Subjects:
    """What the reader remembers while it walks through a block.

    Attributes:
        topic: Noun of the paragraph's lead or of the heading above it.
        subject: Last full indicator name of the sentence.
        before: The name with which the sentence before ended.
        units: The unit in which each name was last measured.
        named: Names of the items of this clause so far.
        earlier: Names of the items of each clause of the sentence before this one.
        waiting: Members of an enumeration whose number is still to come (分别提升a、下降b).
        whole: What is broken down (按经营地分，城镇…): parts are named with it.
        verb: Leading verb that a bare item may inherit.
        frame: Ranking that opened the sentence (县域经济全省排名中，…).
    """

    topic: str = ""
    subject: str = ""
    verb: str = ""
    frame: str = ""
    before: str = ""
    whole: str = ""
    units: dict[str, str] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)
    earlier: list[list[str]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    def new_clause(self) -> None:
        """Keep the names of the clause before, of which a predicate alone may speak."""
        if self.named:
            self.earlier.append(self.named)
        self.named = []

    def speak_of(self, subject: str, names: Iterable[str] = ()) -> None:
        """Remember what was last measured: the subject, and the names it was told under."""
        self.subject = subject
        self.named += names or [subject]

    def last_named(self, count: int) -> list[str]:
        """Return the names of the clauses before, as many as there are numbers; none where whole clauses do not make them up."""
        told: list[str] = []
        for names in reversed([*self.earlier, self.named]):
            told = [*(name for name in names if name not in told), *told]
            if len(told) >= count:
                break
        return told if len(told) == count else []

    def measures_in(self, unit: str | None, name: str) -> bool:
        """Tell whether a name is measured in such a unit, from what was told of it or from the vocabulary."""
        known = known_indicator(name)
        entry = indicator(known.indicator_id) if known and known.indicator_id else None
        told = {dimension_of(self.units[name])} if name in self.units else set()
        return dimension_of(unit or "") in told | (entry.dimensions if entry else set())

    def new_sentence(self, *, continues: bool = False) -> None:
        """Forget what only governs a sentence; what is broken down is so up to the full stop."""
        self.before = self.whole or self.subject or self.before
        self.whole = self.whole if continues else ""
        self.subject = self.verb = self.frame = ""
        self.named, self.earlier, self.waiting = [], [], []


_FRAME = re.compile(r"([^，。；]{2,16}(?:排名|排行榜|评价|考核|位次))(?:中|里|上|方面)$")
#: By what a figure is broken down; 从全省看 and 从长远看 break nothing down.
_DIMENSION = (
    r"(?:产业|行业|门类|领域|区域|地区|地域|板块|城乡|县区|区县|市县|经营地|经营单位所在地|类别|类型|种类|品种|用途|来源|结构|构成|规模|隶属关系|所有制|"
    r"方式|形态|业态|商品|市场|国别|贸易伙伴|主体|性别|年龄)"
)
_BROKEN_DOWN = re.compile(
    rf"按[^，]{{2,10}}划?分|[按分从](?:主要|重点|不同|三次|三大|[\u4e00-\u9fff]{{2,4}}?)?{_DIMENSION}(?:上|中|方面|角度|结构|构成)?来?看"
)
_INLINE_HEADING = re.compile(r"[\u4e00-\u9fff“”]{2,18}(?:工程|行动|项目|计划|产业)")
_CARRIED = re.compile(
    r"([\u4e00-\u9fffA-Za-z“”（）、]{0,20}?(?:生产总值|经济总量|增加值|可支配收入|预算收入|总收入|产值|总额|余额|总量|规模|产量|投资|进出口|吞吐量|销售额|收入|人数|人次|人口|面积|里程|指数|浓度|比重|占比|率))"
    r"(?=[连跨持稳再突迈实保位达超首继不逐大显明快增进仍历])"
)


def note_clause(clause: str, memory: Subjects, closing: str) -> None:
    """Remember what a clause without a number speaks of, for the predicates that follow it.

    Args:
        clause: The clause.
        memory: Updated.
        closing: The mark that ends it; a heading in the line ends with a colon (高标准农田建设工程：).
    """
    if closing == "：" and _INLINE_HEADING.fullmatch(clause):
        memory.topic = re.sub(r"(?:工程|行动|项目|计划)$", "", clause)
        return
    if _BROKEN_DOWN.fullmatch(clause):
        memory.whole = memory.subject or memory.before
        return
    frame = _FRAME.search(clause)
    if frame:
        memory.frame = frame[1]
        return
    carried = _CARRIED.match(clean_subject(clause))
    if carried:
        memory.subject = carried[1]


def clean_subject(text: str) -> str:
    """Take connectors, causatives and hanging adverbs off a subject.

    >>> clean_subject("其中，确保粮食总产量")
    '粮食总产量'
    """
    previous = None
    while previous != text:
        previous = text
        text = _OPENERS.sub("", text)
    previous = None
    while previous != text:
        previous = text
        text = _CLOSERS.sub("", text)
    if text.count("”") > text.count("“"):
        text = text[text.rfind("”") + 1 :] if text.find("”") < 2 else "“" + text
    return text.strip()


def topic_of(heading: str) -> str:
    """Return the noun a heading or lead speaks of: its verbs taken off.

    >>> topic_of("加快发展先进材料产业"), topic_of("改革步子更加扎实")
    ('先进材料产业', '')
    """
    text = re.split(r"[，。；：、]", heading.lstrip("—"), maxsplit=1)[0]
    if _ONLY_TIME.fullmatch(text) or _SLOGAN.search(text) or _OF_THE_PLAN.fullmatch(text):
        return ""
    return re.sub(r"(?:产业)?集群$|工程$", "", _TOPIC_VERB.sub("", text)) or text


def object_of(memory: Subjects) -> str:
    """Return the thing spoken of before, for a verb that does not name its object again.

    >>> object_of(Subjects(subject="发展灌溉面积")), object_of(Subjects(topic="高标准农田建设"))
    ('灌溉面积', '高标准农田')
    >>> object_of(Subjects(subject="棚户区改造开工"))
    '棚户区改造'
    """
    bare = re.sub(rf"^(?:发展|累计|新增|新建)(?=..)|(?<=..)(?:{STAGES})$", "", memory.subject)
    return bare or re.sub(r"(?:建设|改造|提升|治理)$", "", memory.topic) or memory.topic
