"""Parts into which a plan divides its area (四大板块), and places that it puts into two of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.model.records import Passage
from lantu.review.reviewed import Reviewed
from lantu.review.wording import Words

_KIND = "板块|片区|组团|功能区|经济区|分区|圈层"
_DIVIDES = re.compile(f"{_KIND}|区域布局|空间布局")
_HOLDS = re.compile(
    rf"(?:(?P<name>[\u4e00-\u9fff]{{1,12}}(?:{_KIND}))|^|[，：])(?:主要)?(?:包括|包含|涵盖|范围为|范围是|范围包括)(?P<members>[^，。；]{{2,120}})"
)
_PLACE = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,4}?(?:[区县市旗]|街道|[镇乡]))(?!区|域)")
_ACT = re.compile(r"^(?:建设|打造|做强|做优|提升|发展|构建)")
_NO_PLACE = re.compile(r"中心城区|^城区|市区$|景区|社区|园区$|片区$|山区$|灌区$|^地区")
By = dict[str, Passage]


@dataclass(frozen=True, slots=True)
class Part:
    """One part.

    Attributes:
        name: What it is called.
        sentence: The sentence that says what it holds.
        places: The places that lie in it, whole or with a part of them.
    """

    name: str
    sentence: Words
    places: frozenset[str]


def shared_places(reviewed: Reviewed) -> Iterator[tuple[list[str], Part, Part]]:
    """Yield each two parts of one division that share places, with those places."""
    for parts in _divisions(reviewed):
        for i, first in enumerate(parts):
            for second in parts[i + 1 :]:
                shared = sorted(first.places & second.places)
                if shared and first.name != second.name:
                    yield shared, first, second


def _divisions(reviewed: Reviewed) -> Iterator[list[Part]]:
    by_id = {passage.id: passage for passage in reviewed.plan.passages}
    divisions: defaultdict[str | None, list[Part]] = defaultdict(list)
    for sentence in reviewed.wording.sentences:
        match = _HOLDS.search(sentence.text)
        if match is None or sentence.passage.role == "review":
            continue
        named = _named(sentence.passage, by_id)
        divides = any(_DIVIDES.search(heading) for heading in _headings(named, by_id))
        name = match["name"] or (named.heading if named and divides else None)
        if name:
            above = sentence.passage if match["name"] else named
            part = Part(_ACT.sub("", name), sentence, _places(match["members"]))
            divisions[above.parent if above else None].append(part)
    return (parts for parts in divisions.values() if len(parts) > 1)


def _places(members: str) -> frozenset[str]:
    """Return the places that members name or begin with (青石区的中心城区 lies in 青石区)."""
    found = (_PLACE.match(member) for member in re.split("以及|[、和与及]", members))
    return frozenset(place["place"] for place in found if place is not None and not _NO_PLACE.search(place["place"]))


def _headings(passage: Passage | None, by_id: By) -> Iterator[str]:
    """Yield the headings a passage stands under, its own first."""
    while passage is not None:
        yield passage.heading or ""
        passage = by_id.get(passage.parent) if passage.parent else None


def _named(passage: Passage, by_id: By) -> Passage | None:
    """Return the passage that gives a sentence its name: its own topic, else its heading."""
    if passage.heading:
        return passage
    return by_id.get(passage.parent) if passage.parent else None
