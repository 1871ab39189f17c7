"""Lists whose members begin alike (冰雪旅游、冰雪运动、冰雪文化), so that they are told from what stands around them, and lists that differ by one member."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lantu.review.wording import Wording, Words

_JOINT = r"(?:、|以及|和|与|及)"
_LIST = re.compile(
    rf"(?P<first>(?P<begins>[\u4e00-\u9fff]{{2}})[\u4e00-\u9fff]{{1,4}}?)(?P<others>(?:{_JOINT}(?P=begins)[\u4e00-\u9fff]{{1,4}}){{3,}})"
)


@dataclass(frozen=True, slots=True)
class SharingList:
    """A list of four members or more that begin with the same two characters.

    Attributes:
        begins: What they begin with.
        members: As printed; the last may hold words that come after it.
        sentence: Its sentence.
    """

    begins: str
    members: tuple[str, ...]
    sentence: Words


def one_apart(wording: Wording) -> Iterator[tuple[SharingList, SharingList, str, str]]:
    """Yield each list with an earlier one that has as many members and all but one of them, and the two members.

    Args:
        wording: The words of the plan.
    """
    seen: defaultdict[tuple[str, int], list[SharingList]] = defaultdict(list)
    for each in _lists(wording):
        for other in seen[each.begins, len(each.members)]:
            lacking, added = _lacking(other.members, each.members), _lacking(each.members, other.members)
            if len(lacking) == len(added) == 1 and other.sentence is not each.sentence:
                yield other, each, lacking[0], added[0]
                break
        seen[each.begins, len(each.members)].append(each)


def _lists(wording: Wording) -> Iterator[SharingList]:
    own = wording.plan.head.area_name or ""
    for sentence in wording.sentences:
        for match in _LIST.finditer(sentence.text):
            if own.startswith(match["begins"]):  # stations and roads of the city itself: each list names those it needs
                continue
            others = [part for part in re.split(_JOINT, match["others"]) if part]
            yield SharingList(match["begins"], (match["first"], *others), sentence)


def _lacking(wanted: Sequence[str], among: Sequence[str]) -> list[str]:
    """Return the members that stand nowhere in another list, allowing for words after the last."""
    return [each for each in wanted if not any(each.startswith(other) or other.startswith(each) for other in among)]
