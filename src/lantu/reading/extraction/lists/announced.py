"""Finds the numbers that announce a list: 6大基地, 等5个园区, 园区5个，即…, “四大板块”是：….

Ordinals, dates, amounts and 一个 announce nothing. A number in a slogan (“三个服务”) announces something only where what
it stands for is said right before or after it. Whether members are named is decided elsewhere; without any there is no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.chinese.numerals import parse_numeral
from lantu.reading.extraction.tasks.heads import Reading, read_head

_NUMBER = r"\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九]"
_MEASURE = (
    r"大(?!于|学|型|力|幅|批|量|规模|家|道|桥|会|湾|中小|宗|气|棚)|个(?!月|百分点|小时|工作日|五年|季度|学时|以上|左右|以内|多)|项(?!以上)|类|条(?!以上|例)|家(?!以上|庭|园|政|长|电)|座(?!以上|谈)|种(?!植|子|业|质|养|群)|处(?!理|置|于|以上|级|罚)|所(?!以上|有|得|需)|"
    r"位(?!于|一体|以上|居|数)|片(?!区以上)|支(?!以上|持|出|撑|柱|付)|张(?!以上)|套(?!以上)|方面|件|(?=[市县区镇省乡州国](?![域级内外际有家民政直管辖场]))"
)
_ANNOUNCED = re.compile(
    rf"(?<![\d.〇一二两三四五六七八九十百千万第前数几近超约+×/\-—–~至到年])(?P<number>{_NUMBER})(?P<measure>{_MEASURE})(?:(?:具有|面向|集|以(?=[^，。、；：\n]{{2,14}}为))[^，。、；：\n]{{2,20}}的)?(?P<noun>[\u4e00-\u9fffA-Za-z]{{0,16}})"
)
#: Words that close what is counted (5个园区建设…) unless a noun of one goes on after them: 7个创新支撑平台.
_GOES_ON = r"(?![^的]{0,2}(?:平台|体系|中心|基地|项目|工程|载体|企业|行动|计划|试点|机制|政策|高地|(?:示范|先行|试验|引领)[区带点]))"
_NOUN_ENDS = re.compile(
    rf"(?<=..)(?:(?:支撑|规模|产值|产量|招商|培育|协同|传承|连片|推进|实施){_GOES_ON}|(?:建设|发展|工作|集聚|布局|联动)(?![区带片轴圈基平中走示])|包括|涵盖|深化|正式|实行|总(?![部体])|打造|进行|实现|取得|达到|开展|全面|加快|共同|走在|联合|为主|为重点|为核心|为代表|之间|均|都|已|将|要|深度|持续|协调|组成|构成|入选|获批|分别|"
    r"基本|纳入|同步|相互|有序|齐头|建成|开工|竣工|完工|投产|投用|通过|扩容|对口|通车|获评|累计|成功|为|等|的|和|与|及|在|是|中(?!心|学|小|医|试|试)|以(?!上)|由|[占居超达]|即|(?<=[区县市园路线带圈])[上下内])"
)
_NO_NOUN = re.compile(
    r"(?:[以在的]|为(?!民)|有(?!机|色)|意识|自信|维护|确立|以上|左右|多|余|月|年|百分点|小时|工作日|以内|级|等级|度|元|亿|万|千|百|档|类以上|人|名|层|点|轮|次|倍|成|周年|班|步|季度|批次)"
)


#: A slogan that is said to stand for something: “四大板块”是：….
_QUOTED = re.compile(
    rf"“(?P<number>{_NUMBER})(?:大|个|项|类|条|种|方面)(?P<noun>(?:(?![一二两三四五六七八九十])[\u4e00-\u9fffA-Za-z]){{2,12}})”"
)
#: What is counted stands before its number (特色园区5个), after names (A、B等) or before them (即A、B).
_AFTER_NAMES = re.compile(r"(?<![高中平同对])等(?P<noun>[\u4e00-\u9fffA-Za-z]{2,12})$")
_NOUN_BEFORE = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,14}$")
_TOLD_AFTER = re.compile(r"，?(?:即|包括|分别[为是]|具体[为是包])|：|（")
_CLOSED = re.compile(r"[，。；、：！？\n\t和与及◌]|$")
_LONGEST_NOUN = 15
_MAY_END = "个家座项处条所种类"


@dataclass(frozen=True, slots=True)
class Announcement:
    """A number that announces a list.

    Attributes:
        start: Index of the number.
        number: What it says.
        noun: What is counted.
        end: Index after the noun, or after the number where the noun stands before it.
        names_end: Index where names that stand before it end; None where they can only follow.
        exact: True when it announces a list only where as many names stand as it says.
    """

    start: int
    number: int
    noun: str
    end: int
    names_end: int | None
    exact: bool = False


def announcements(text: str, hidden: str, start: int, end: int) -> Iterator[Announcement]:
    """Yield what announces a list in a stretch of text, in order.

    Args:
        text: Clean text.
        hidden: The same, brackets and marks hidden.
        start: Index where the search begins.
        end: Index where it ends.

    >>> text = "建设苹果、梨2大基地，新增学位3个月内见效，开放园区2个：东园、西园"
    >>> [(a.number, a.noun) for a in announcements(text, text, 0, len(text))]
    [(2, '基地'), (2, '园区')]
    """
    found = [*_open(text, hidden, start, end), *_quoted(text, start, end)]
    yield from sorted(found, key=lambda announced: announced.start)


def _open(text: str, hidden: str, start: int, end: int) -> Iterator[Announcement]:
    for match in _ANNOUNCED.finditer(hidden, start, end):
        value = parse_numeral(match["number"])
        if value is None or value < 2:
            continue
        noun, measure = match["noun"], match["measure"]
        if measure in _MAY_END and _CLOSED.match(hidden, match.start("noun"), end):
            turned = _noun_first(text, hidden, match, start)
            if turned is not None:
                yield turned
                continue
        if _NO_NOUN.match(noun):
            continue
        cut = _NOUN_ENDS.search(noun)
        noun = noun[:1] if not measure else noun[: cut.start()] if cut else noun
        shown = noun or (measure if measure not in ("大", "个") else "")
        if shown:
            stop = match.start("noun") + len(noun)
            yield Announcement(match.start(), int(value), shown, stop, match.start())


def _noun_first(text: str, hidden: str, match: re.Match[str], start: int) -> Announcement | None:
    """Read A、B等特色园区5个 and 特色园区5个，即A、B; None where nothing says that names stand there."""
    number, stop = int(parse_numeral(match["number"]) or 0), match.end("measure")
    begin = max(start, match.start() - _LONGEST_NOUN)
    listed = _AFTER_NAMES.search(hidden, begin, match.start())
    if listed is not None:
        return Announcement(match.start(), number, listed["noun"], stop, listed.start("noun"))
    counted = _NOUN_BEFORE.search(hidden, begin, match.start())
    if counted is None:
        return None
    if not _TOLD_AFTER.match(text, stop):
        return None
    head = read_head(hidden, counted.start(), match.start())
    begin = head.object_start if head.reading is Reading.ACTION else counted.start()
    noun = hidden[begin : match.start()]
    return Announcement(match.start(), number, noun, stop, None)


def _quoted(text: str, start: int, end: int) -> Iterator[Announcement]:
    for match in _QUOTED.finditer(text, start, end):
        value = parse_numeral(match["number"])
        if value is not None and value >= 2:
            names_end = match.start() if value > 2 and text[match.start() - 1] not in "、和与及" else None
            yield Announcement(match.start("number"), int(value), match["noun"], match.end(), names_end, exact=True)
