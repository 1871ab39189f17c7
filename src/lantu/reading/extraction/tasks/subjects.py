"""Bodies that stand first in a clause and do what it says: 由市人民政府提出…, 审计机关对…开展监督, 各县区和各部门负责组织….

Bodies of the vocabulary count, with the name of a place before them, and the general words for offices (有关部门, 审计机关).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.reading.extraction.masking import FILLER
from lantu.vocabulary.bodies import find_bodies_in

_BY = re.compile(r"由")
_OFFICE = re.compile(
    rf"各(?:级|类|有关|相关)*(?:党委(?:和|、)?政府|人民政府|政府|部门|单位|[县市区州旗](?:[（{FILLER}][^，。]{{0,8}}?[）{FILLER}](?!{FILLER})区?)?(?:(?:人民)?政府)?|地区?|乡镇|街道|开发区|功能区|园区)+"
    r"|开发区(?=[、和与及要应负])|(?:(?!会同|联合|[经由向对在与同为以按从报将把被和及的等])[\u4e00-\u9fff]){1,8}?(?:主管部门|行政部门|机关|部门|责任单位|牵头单位)"
)
_JOINT = re.compile(r"、|和|与|及|以及|(?P<leads>会同|联合|牵头会同)")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}$")
_NO_PLACE = re.compile(r"[经由向对在与同为以按从报将把被和及的]|[结联]合|围绕|依托|根据|面向|聚焦")
_MAY_NAME = re.compile(r"[局委厅办府关门会院企联团协位区县地司]")
_REACH = 70
_FIRST = 16
"""A first name that is no longer than this."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The bodies that begin a clause.

    Attributes:
        end: Index after the last.
        names: Where each begins and ends.
        leads: True when the first leads the others (会同).
    """

    end: int
    names: tuple[tuple[int, int], ...]
    leads: bool


def subject_of(text: str, start: int, end: int) -> Subject | None:
    """Return the bodies that begin a clause, or None.

    Args:
        text: Text, its brackets hidden or not.
        start: Index of the clause.
        end: Index after it.

    >>> text = "由市水务局会同有关部门制定办法"
    >>> [text[a:b] for a, b in subject_of(text, 0, len(text)).names]
    ['市水务局', '有关部门']
    """
    by = _BY.match(text, start, end)
    begin = position = by.end() if by else start
    stop = min(end, begin + _REACH)
    if not _MAY_NAME.search(text, begin, min(stop, begin + _FIRST)):
        return None
    known = {begin + first: begin + last for first, last, _ in find_bodies_in(text[begin:stop])}
    names: list[tuple[int, int]] = []
    leads = False
    while (after := _name_at(text, position, stop, known)) is not None:
        names.append((position, after))
        joint = _JOINT.match(text, after, stop)
        if joint is None:
            break
        leads = leads or (joint["leads"] is not None and len(names) == 1)
        position = joint.end()
    return Subject(names[-1][1], tuple(names), leads or len(names) == 1) if names else None


def _name_at(text: str, position: int, stop: int, known: dict[int, int]) -> int | None:
    """Return the index after the body named at a place, which may begin with the name of an area."""
    office = _OFFICE.match(text, position, stop)
    if office and (position not in known or text[position] == "各"):
        return max(known.get(position, 0), office.end())
    if position in known:
        return known[position]
    for first, last in known.items():
        if first > position:
            place = _PLACE.fullmatch(text, position, first)
            return last if place and not _NO_PLACE.search(text, position, first) else None
    return None
