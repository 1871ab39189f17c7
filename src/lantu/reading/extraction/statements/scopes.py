"""The area, zone or body a statement speaks of, when it is not the plan's own area."""

from __future__ import annotations

import re

#: Words that end like the name of an area and are none, or that mean the plan's own area.
_NO_AREA = re.compile(
    r"(?:[全各我本县城超特中该小社灌库山景街片校园厂矿湾牧林农老新]|地级|省辖|县级|主城|建成|中心城|行政|示范|试验|保护|功能|产业集聚|集中连片|服务|园区|贫困|边境|欠发达|"
    r"革命老|贫困地|脱贫地|民族地|重点地|国内|一线|大中)[市区县镇]$|^(?:城市|城区|地区|市区|县区|社区|小区|园区|片区|城镇|乡镇|区域)"
)
_SCOPE = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）]{2,14}?(?:特别合作区|合作区|高新区|经开区|开发区|自贸试验区|自贸片区|自贸区|保税区|新区|新城|产业园|科学城|都市圈|"
    r"自治[州县旗]|[市县区镇乡州盟旗](?![场政民辖区级域直属际])|市本级|省属企业|市属企业|市国有企业|省属高校))"
)
_LONGEST_TOPIC = 12


def scope_of(name: str, *, whole: bool = False) -> str | None:
    """Return the area, zone or body at the head of a name.

    Args:
        name: An indicator's name, or a heading's topic.
        whole: True when only a name that is nothing but an area counts.

    >>> scope_of("深汕特别合作区常住人口"), scope_of("城市轨道交通里程"), scope_of("永吉县", whole=True)
    ('深汕特别合作区', None, '永吉县')
    """
    match = _SCOPE.match(name)
    if not match or _NO_AREA.search(match["name"]) or _NO_AREA.match(name):
        return None
    if whole and (match.end() != len(name) or len(name) > _LONGEST_TOPIC):
        return None
    return match["name"] if whole or match.end() < len(name) else None
