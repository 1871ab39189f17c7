"""Formulas of the directions in which a city grows (北通、南优、中提、东控、西拓), and whether two of them say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.review.wording import Wording, Words

_ITEM = r"(?:[东西南北中])(?:部|向|面)?[\u4e00-\u9fff]{1,3}"
_FORMULA = re.compile(rf"[“\"](?P<items>{_ITEM}(?:[、，\s]*{_ITEM}){{2,4}})[”\"]")
_SPLIT = re.compile(r"[、，\s]+")
_PART = re.compile(r"(?P<direction>[东西南北中])(?:部|向|面)?(?P<word>[\u4e00-\u9fff]{1,3})")
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula.

    Attributes:
        printed: As printed.
        words: What is said of each direction.
        sentence: Its sentence.
    """

    printed: str
    words: dict[str, str]
    sentence: Words


def formulas_of(wording: Wording) -> Iterator[Formula]:
    """Yield the formulas of a plan in order; each direction stands in one once."""
    for sentence in wording.sentences:
        for match in _FORMULA.finditer(sentence.text):
            parts = [_PART.fullmatch(item) for item in _SPLIT.split(match["items"])]
            words = {part["direction"]: part["word"] for part in parts if part is not None}
            if len(words) == len(parts) >= _FEWEST:
                yield Formula(match["items"], words, sentence)


def differing(first: Formula, second: Formula) -> list[str]:
    """Return the directions of which two formulas say something else: their words share no character."""
    shared = first.words.keys() & second.words.keys()
    return sorted(each for each in shared if not set(first.words[each]) & set(second.words[each]))
