"""The area, zone or body a statement speaks of, when it is not the plan's own area.

Precision before recall: a scope is a known area (vocabulary), a name in the form of a county or city, a zone by its kind, or a class of
bodies; everything else stays part of the indicator's name.
"""

from __future__ import annotations

import re

from lantu.vocabulary import Match, find_areas

_AREA = re.compile(r"[\u4e00-\u9fff]{1,9}?(?:自治[州县旗]|[省市县区州盟旗])(?![场政民辖级域直属际内外]|生产总值)")
#: Two characters and 市 or 县 are a name of their own, unless they are one of these words.
_NAMED = re.compile(r"(?P<name>[\u4e00-\u9fff]{2}[市县])(?![场政民辖级域直属际内外]|生产总值)")
_WORDS = re.compile(
    r"(?:[上城都县省各全我本地门超股楼夜集菜花区个近在对为与和等]|推动|支持|加快|中心|特色|大中|重点|示范)[市县]$|^(?:地级|县级|上市|新上|首发|每个|五个)"
)
_ZONE = re.compile(
    r"(?P<name>(?:(?!织密|完善|做强|构建|推进|提升|加强|建设|打造|推动|支持|创建|加快|新增|国家级|省级|市级)[\u4e00-\u9fff（）]){2,8}?(?:特别合作区|合作区|高新区|经开区|经济技术开发区|自贸试验区|自贸片区|自贸区|"
    r"综合保税区|保税区|科学城|都市圈|国家级新区|(?<!高)新区(?!域)))"
)
_BODIES = re.compile(r"(?P<name>市本级|省属企业|市属企业|市国有企业|省属高校|脱贫地区)")
_FACILITY = re.compile(r"(?:港|口岸|机场|港口|港区)$")
_WHOLE = re.compile(r"[\u4e00-\u9fff]{2,7}(?:[省市县区镇乡州盟旗]|高新区|经开区|开发区|新区|合作区|板块)$")


def scope_of(name: str) -> str | None:
    """Return the area, zone or class of bodies at the head of an indicator's name.

    >>> scope_of("深汕特别合作区常住人口"), scope_of("永吉县粮食产量"), scope_of("城市轨道交通里程")
    ('深汕特别合作区', '永吉县', None)
    """
    for pattern in (_BODIES, _ZONE):
        match = pattern.match(name)
        if match and match.end() < len(name):
            return match["name"]
    area = _AREA.match(name)
    if area and area.end() < len(name) and find_areas(area[0]):
        return area[0]
    named = _NAMED.match(name)
    return named["name"] if named and named.end() < len(name) and not _WORDS.search(named["name"]) else None


def scope_of_match(match: Match | None) -> str | None:
    """Return the place that a known indicator is said of, where it is narrower than the plan's own area.

    The short name of an area is mostly the plan's own (北京口岸, 吉林地区), and a port or an airport is what is measured there.

    >>> from lantu.vocabulary import known_indicator
    >>> scope_of_match(known_indicator("大湾区经济总量", unit="万亿元")), scope_of_match(known_indicator("深圳港集装箱吞吐量"))
    ('大湾区', None)
    """
    if match is None or match.scope is None or _FACILITY.search(match.scope):
        return None
    return None if find_areas(match.scope.removesuffix("地区")) else match.scope


def scope_of_heading(topic: str) -> str | None:
    """Return the area a heading or lead is about, when it is nothing but its name (永吉县。…).

    >>> scope_of_heading("永吉县"), scope_of_heading("产业园区")
    ('永吉县', None)
    """
    if not _WHOLE.match(topic):
        return None
    known = bool(find_areas(topic)) or (len(topic) == 3 and not _WORDS.search(topic) and topic[-1] in "市县")
    return topic if known or _ZONE.fullmatch(topic) else None
