"""What the review of the past says to be wholly gone, and later sections deal with as it was (贫困村全部脱贫; 改善贫困村条件)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.review.wording import Wording, Words

_ENDED = re.compile(
    r"(?P<what>[^，。；：]{2,60}?)(?:已|均|都)?全部(?:实现)?(?P<gone>脱贫|摘帽|出列|退出|清零|销号|淘汰|关停|取缔|消除)"
)
_MEMBER = re.compile(r"[、和及]")
_COUNT = re.compile(r"^.*\d[\d.]*[万亿]?[个名户家座处项人条]?\s*")
_NOUN = re.compile(r"[\u4e00-\u9fff]{3,14}$")
_SHORTEST = 4  # characters that name a thing without what stands before it
_NO_LONGER = re.compile(r"(?:原|脱|已|返|致|防|低收入|相对)$")
_KEEPS = re.compile(r"巩固|防止|返贫|复发|反弹|回潮|动态清零")


@dataclass(frozen=True, slots=True)
class Ended:
    """A kind of thing of which none is said to be left, and the places that deal with it as if some were.

    Attributes:
        name: The thing.
        gone: What became of it, as printed.
        told: The sentence that says so.
        again: The later sentences.
    """

    name: str
    gone: str
    told: Words
    again: tuple[Words, ...]


def ended_of(wording: Wording) -> Iterator[Ended]:
    """Yield what is gone and comes back.

    Args:
        wording: The words of the plan.
    """
    later = [each for each in wording.sentences if each.passage.role in ("goals", "tasks", "guarantee")]
    for sentence in wording.sentences:
        if sentence.passage.role != "review":
            continue
        for match in _ENDED.finditer(sentence.text):
            for member in _MEMBER.split(match["what"]):
                noun = _NOUN.search(_COUNT.sub("", member))
                found = _again(noun[0], later) if noun else None
                if found is not None:
                    yield Ended(found[0], match["gone"], sentence, found[1])


def _again(noun: str, later: list[Words]) -> tuple[str, tuple[Words, ...]] | None:
    """Return the longest end of a name that comes back, with its sentences."""
    shortest = min(_SHORTEST, len(noun))
    for length in range(len(noun), shortest - 1, -1):
        name = noun[-length:]
        found = tuple(each for each in later if _speaks_of(name, each.text))
        if found:
            return name, found
    return None


def _speaks_of(name: str, text: str) -> bool:
    """Tell whether a sentence deals with the thing as it was: not with what became of it, and not with keeping it away."""
    if _KEEPS.search(text):
        return False
    return any(not _NO_LONGER.search(text, 0, found.start()) for found in re.finditer(re.escape(name), text))
