"""Finds the numbers that announce a list: 6大基地, 等5个园区, 以下四类.

A number in a slogan (“三个服务”) stands in quotation marks, which are hidden here; ordinals, dates, amounts and 一个 announce nothing.
Whether members are named is decided elsewhere; without any there is no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.chinese.numerals import parse_numeral

_NUMBER = r"\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九]"
_MEASURE = (
    r"大(?!于|学|型|力|幅|批|量|规模|家|道|桥|会|湾|中小|宗|气|棚)|个(?!月|百分点|小时|工作日|五年|季度|学时|以上|左右|以内|多)|项(?!以上)|类|条(?!以上|例)|家(?!以上|庭|园|政|长|电)|座(?!以上|谈)|种(?!植|子|业|质|养|群)|处(?!理|置|于|以上|级|罚)|所(?!以上|有|得|需)|"
    r"位(?!于|一体|以上|居|数)|片(?!区以上)|支(?!以上|持|出|撑|柱|付)|张(?!以上)|套(?!以上)|方面|件|(?=[市县区镇省乡州国](?![域级内外际有家民政直管辖场]))"
)
_ANNOUNCED = re.compile(
    rf"(?<![\d.〇一二两三四五六七八九十百千万第前数几近超约+×/\-—–~至到年])(?P<number>{_NUMBER})(?P<measure>{_MEASURE})(?:(?:具有|面向|集)[^，。、；：\n]{{2,20}}的)?(?P<noun>[\u4e00-\u9fffA-Za-z]{{0,16}})"
)
_NOUN_ENDS = re.compile(
    r"(?<=..)(?:(?:建设|发展|工作|集聚|布局|培育|协同|联动)(?![区带片轴圈基平中走示])|包括|涵盖|深化|连片|传承|正式|实行|总(?![部体])|招商|打造|进行|实现|取得|达到|开展|实施|推进|全面|产值|产量|规模|支撑|加快|共同|为主|为重点|为核心|为代表|之间|均|都|已|将|要|深度|持续|协调|组成|构成|入选|获批|分别|"
    r"基本|纳入|同步|相互|有序|齐头|建成|开工|竣工|完工|投产|投用|通过|扩容|对口|通车|获评|累计|成功|为|等|的|和|与|及|在|是|中(?!心|学|小|医|试|试)|以(?!上)|由|[占居超达]|即|(?<=[区县市园路线带圈])[上下内])"
)
_NO_NOUN = re.compile(
    r"(?:[以在的]|为(?!民)|有(?!机|色)|意识|自信|维护|确立|以上|左右|多|余|月|年|百分点|小时|工作日|以内|级|等级|度|元|亿|万|千|百|档|类以上|人|名|层|点|轮|次|倍|成|周年|班|步|季度|批次)"
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """A number that announces a list.

    Attributes:
        start: Index of the number.
        number: What it says.
        noun: What is counted.
        end: Index after the noun.
    """

    start: int
    number: int
    noun: str
    end: int


def announcements(hidden: str, start: int, end: int) -> Iterator[Announcement]:
    """Yield what announces a list in a stretch of masked text.

    >>> text = "建设苹果、梨2大基地，新增学位3个月内见效"
    >>> [(a.number, a.noun) for a in announcements(text, 0, len(text))]
    [(2, '基地')]
    """
    for match in _ANNOUNCED.finditer(hidden, start, end):
        value = parse_numeral(match["number"])
        noun = match["noun"]
        if value is None or value < 2 or _NO_NOUN.match(noun):
            continue
        measure = match["measure"]
        cut = _NOUN_ENDS.search(noun)
        noun = noun[:1] if not measure else noun[: cut.start()] if cut else noun
        shown = noun or (measure if measure not in ("大", "个") else "")
        if shown:
            yield Announcement(match.start(), int(value), shown, match.start("noun") + len(noun))
