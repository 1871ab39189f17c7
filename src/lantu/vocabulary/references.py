"""What a relative target is compared with, and how: 与经济增长同步, 高于全省平均水平; entries in ``references.yaml``.

An indicator of the same area, or the same indicator of an area above. What a clause compares with nothing known is left
to a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lantu.errors import VocabularyError
from lantu.vocabulary.content import Entry, load_shipped
from lantu.vocabulary.indicators import indicator

Relation = Literal["in_step", "above", "not_below"]
"""Moves together with it (同步), lies above it (高于, 快于), or not below it (不低于)."""

NATION = "area:100000"
"""The nation as a subject; no code of GB/T 2260 stands for it, and this one is what tables usually have."""

AboveLevel = Literal["prefecture", "province", "nation"]

_RELATIONS: tuple[tuple[re.Pattern[str], Relation], ...] = (
    (re.compile("同步"), "in_step"),
    (re.compile("不低于|不慢于|不落后于"), "not_below"),
    (re.compile("高于|快于|超过|领先于|好于|优于"), "above"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Entry):
    """Something targets are compared with.

    Attributes:
        printed: How it is said.
        indicator: Id of the indicator it is, or empty where it is the same indicator of another area.
        level: Level of the area above it is of, or None for the own area.
    """

    printed: tuple[str, ...]
    indicator: str = ""
    level: AboveLevel | None = None

    def subject(self, area: str | None) -> str | None:
        """Return the subject it is observed of, given the code of the plan's own area; None where that is not known.

        >>> references()[-1].id, references()[-1].subject("220281"), references()[0].subject(None)
        ('city', 'area:220200', '')
        """
        if self.level is None:
            return ""
        if self.level == "nation":
            return NATION
        if area is None:
            return None
        digits = 2 if self.level == "province" else 4
        return f"area:{area[:digits]:0<6}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a clause compares with.

    Attributes:
        reference: With what.
        relation: How.
    """

    reference: Reference
    relation: Relation


@cache
def references() -> tuple[Reference, ...]:
    """Return what targets are compared with.

    Raises:
        VocabularyError: One names an indicator that does not exist (V016).
    """
    content = load_shipped("references.yaml", Reference)
    for entry in content.entries:
        if entry.indicator and indicator(entry.indicator) is None:
            raise VocabularyError("V016", file=content.file, entry=entry.id, field="indicator", value=entry.indicator)
    return content.on()


def comparison_in(text: str) -> Comparison | None:
    """Return what a clause compares with, or None where it compares with nothing that is known.

    Args:
        text: The clause as printed; spaces and line breaks do not matter.

    >>> found = comparison_in("居民人均可支配收入与经济增长基本 同步")
    >>> found.reference.indicator, found.relation
    ('gdp-growth', 'in_step')
    >>> comparison_in("经济增长速度高于全市平均水平3个百分点").reference.level, comparison_in("完成省下达任务")
    ('prefecture', None)
    """
    close = "".join(text.split())
    said = next(((each, found) for pattern, each in _RELATIONS if (found := pattern.search(close))), None)
    if said is None:
        return None
    relation, found = said
    named = close[: found.start()] if relation == "in_step" else close[found.end() :]
    reference = _named_in(named)
    return None if reference is None else Comparison(reference=reference, relation=relation)


def _named_in(words: str) -> Reference | None:
    """Return the reference named first, by its longest name."""
    places = ((words.find(name), -len(name), each.id, each) for each in references() for name in each.printed)
    found = min((each for each in places if each[0] >= 0), default=None, key=lambda each: each[:3])
    return None if found is None else found[3]
