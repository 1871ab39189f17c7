"""Parts into which a plan divides its area (四大板块), and places that it puts into two of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.model.records import Passage
from lantu.review.reviewed import Reviewed
from lantu.review.wording import Words

_DIVIDES = re.compile(r"板块|片区|组团|功能区|经济区|分区|圈层|区域布局|空间布局")
_HOLDS = re.compile(r"(?:主要)?(?:包括|包含|涵盖|范围为|范围是|范围包括)(?P<members>[^。；]{2,120})")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[区县市镇乡旗]|街道)$")
_ACT = re.compile(r"^(?:建设|打造|做强|做优|提升|发展|构建)")
_NO_PLACE = re.compile(r"中心城区|城区$|市区$|景区|社区|园区$|片区$|山区$|灌区$")


@dataclass(frozen=True, slots=True)
class Part:
    """One part.

    Attributes:
        name: What it is called.
        sentence: The sentence that says what it holds.
        places: The places it holds whole.
    """

    name: str
    sentence: Words
    places: frozenset[str]


def shared_places(reviewed: Reviewed) -> Iterator[tuple[str, Part, Part]]:
    """Yield each place that lies in two parts of one division, with the two."""
    for parts in _divisions(reviewed):
        for i, first in enumerate(parts):
            for second in parts[i + 1 :]:
                for place in sorted(first.places & second.places):
                    yield place, first, second


def _divisions(reviewed: Reviewed) -> Iterator[list[Part]]:
    by_id = {passage.id: passage for passage in reviewed.plan.passages}
    divisions: defaultdict[str, list[Part]] = defaultdict(list)
    for sentence in reviewed.wording.sentences:
        match = _HOLDS.search(sentence.text)
        named = _named(sentence.passage, by_id)
        if match is None or named is None or named.parent is None or sentence.passage.role == "review":
            continue
        if not any(_DIVIDES.search(heading) for heading in _headings(named, by_id)):
            continue
        told = match["members"].partition("，")[0]
        places = frozenset(
            member
            for member in re.split("[、和与及]", told)
            if _PLACE.fullmatch(member) and "的" not in member and not _NO_PLACE.search(member)
        )
        divisions[named.parent].append(Part(_ACT.sub("", named.heading or ""), sentence, places))
    return (parts for parts in divisions.values() if len({part.name for part in parts}) > 1)


def _headings(passage: Passage | None, by_id: dict[str, Passage]) -> Iterator[str]:
    """Yield the headings a passage stands under, its own first."""
    while passage is not None:
        yield passage.heading or ""
        passage = by_id.get(passage.parent) if passage.parent else None


def _named(passage: Passage, by_id: dict[str, Passage]) -> Passage | None:
    """Return the passage that gives a sentence its name: its own topic, else its heading."""
    if passage.heading:
        return passage
    return by_id.get(passage.parent) if passage.parent else None
