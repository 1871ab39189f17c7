"""What a relative target is compared with, how, and by how much: 与经济增长同步, 高于全省平均水平3个百分点.

An indicator of the same area, or the same indicator of an area above; entries in ``references.yaml``. What a clause
compares with nothing known is left to a person, and so is an amount that can be read in two ways.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, cast

from lantu.errors import VocabularyError
from lantu.vocabulary.content import Entry, load_shipped
from lantu.vocabulary.indicators import indicator

Relation = Literal["in_step", "above", "not_below", "below", "not_above", "better", "not_worse"]
"""Moves together with it (同步); lies above or below it, or not; is better or not worse, whichever side that is."""

NATION = "area:100000"
"""The nation as a subject; no code of GB/T 2260 stands for it, and this one is what tables usually have."""

POINT = "个百分点"
"""Unit of a margin between growth rates or shares."""

AboveLevel = Literal["prefecture", "province", "nation"]

_RELATION = re.compile(
    "(?P<in_step>同步)"
    "|(?P<not_worse>不落后于|不差于|不劣于)"
    "|(?P<not_below>不低于|不慢于|不少于|不小于)"
    "|(?P<not_above>不高于|不超过|不快于|不多于|不大于|不超出)"
    "|(?P<better>领先于|好于|优于)"
    "|(?P<below>低于|慢于|少于|小于)"
    "|(?P<above>高于|高出|快于|超过|多于|大于)"
)
"""The longest way to say it begins first, so that 不高于 is never read as 高于."""

_DENIED = re.compile("(?:不得|不能|不应|不可|未|没有|勿|不再)$")
_STOP = re.compile("[，,。；;：:（）()！？]")
_DIGITS = {"半": "0.5", "两": "2", **{digit: str(at) for at, digit in enumerate("一二三四五六七八九十", 1)}}
_NUMBER = r"(?:\d{1,9}(?:\.\d{1,9})?|[半两一二三四五六七八九十])"
_AMOUNT = re.compile(
    rf"的?(?:水平|增速|增幅|增长)?的?(?P<before>约)?(?P<low>{_NUMBER})(?:(?:至|到|[-—–~]+){_NUMBER})?"
    rf"(?P<unit>个?百分点|[^\d以左及之或的]{{1,12}})(?P<after>左右|及?以上|或以上)?"
)
_JOINED = re.compile("[、和及]|以及|或者")
_COUNTING = re.compile("[0-9半两一二三四五六七八九十几数若倍成翻]|百分点|以[内下]")


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
class Margin:
    """By how much one side is to differ from the other.

    Attributes:
        value: The number; the lower end of a range.
        unit: Its unit; ``个百分点`` for points.
        about: Whether it is softened (左右, 约).
    """

    value: Decimal
    unit: str
    about: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a clause compares with.

    Attributes:
        reference: With what.
        relation: How.
        clause: The words between two stops that say so, without spaces.
        margin: By how much, or None where the clause only says on which side.
        unclear: Whether an amount is told that cannot be read as a difference (高于全省平均水平5%, …的1.2倍,
            不低于…3个百分点), or more than one thing is compared with.
    """

    reference: Reference
    relation: Relation
    clause: str = ""
    margin: Margin | None = None
    unclear: bool = False


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
    >>> found.reference.indicator, found.relation, found.margin
    ('gdp-growth', 'in_step', None)
    >>> found = comparison_in("经济增长速度高于全市平均水平3个百分点")
    >>> found.reference.level, found.margin.value, comparison_in("完成省下达任务")
    ('prefecture', Decimal('3'), None)
    """
    close = unicodedata.normalize("NFKC", "".join(text.split()))
    found = _RELATION.search(close)
    if found is None or _DENIED.search(close[: found.start()]):
        return None
    relation = cast("Relation", found.lastgroup)
    start = max((stop.end() for stop in _STOP.finditer(close, 0, found.start())), default=0)
    stop = _STOP.search(close, found.end())
    end = stop.start() if stop else len(close)
    before, after = close[start : found.start()], close[found.end() : end]
    named = _named_in(before if relation == "in_step" else after)
    if named is None:
        return None
    reference, place = named
    rest = after if relation == "in_step" else after[place:]
    margin = margin_in(rest) if relation in _SIDES else None
    unclear = margin is None and (_COUNTING.search(rest) is not None or _several(after, place, relation))
    return Comparison(reference=reference, relation=relation, clause=close[start:end], margin=margin, unclear=unclear)


_SIDES: frozenset[Relation] = frozenset({"above", "below", "better"})
"""Relations that an amount makes stricter; with the others (不低于…3个百分点) it may mean one thing or its opposite."""


def _several(after: str, place: int, relation: Relation) -> bool:
    """Tell whether more than one thing is compared with (高于全省、全国平均水平); which of them counts is not clear."""
    if relation == "in_step":
        return False
    return _JOINED.search(after[:place]) is not None or _named_in(after[place:]) is not None


def margin_in(words: str) -> Margin | None:
    """Return the amount that follows what is compared with; None where there is none, or it cannot be read for certain.

    >>> margin_in("3个百分点以上").value, margin_in("1-2个百分点").value, margin_in("半个百分点左右")
    (Decimal('3'), Decimal('1'), Margin(value=Decimal('0.5'), unit='个百分点', about=True))
    >>> margin_in("2岁").unit, margin_in("5%"), margin_in("的1.2倍"), margin_in("3个百分点以内")
    ('岁', None, None, None)
    """
    found = _AMOUNT.fullmatch(words)
    if found is None:
        return None
    unit = POINT if found["unit"].endswith("百分点") else found["unit"]
    if (unit != POINT and _COUNTING.search(unit)) or unit in ("%", "‰"):
        return None  # 5% above a rate may be five points or a twentieth of it
    value = Decimal(_DIGITS.get(found["low"], found["low"]))
    return Margin(value=value, unit=unit, about=bool(found["before"]) or found["after"] == "左右")


def _named_in(words: str) -> tuple[Reference, int] | None:
    """Return the reference named first, by its longest name, and where its name ends."""
    places = ((words.find(name), -len(name), each.id, each) for each in references() for name in each.printed)
    found = min((each for each in places if each[0] >= 0), default=None, key=lambda each: each[:3])
    return None if found is None else (found[3], found[0] - found[1])
