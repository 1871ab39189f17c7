"""The grammar of indicator names: what is a mere difference of writing, and what is said of an indicator.

全社会研究与试验发展经费支出占地区生产总值比重 and R&D经费投入占GDP的比例 are one name written twice; both have the
*key* 研发投入占GDP比重. A name may say something of an indicator instead of naming it: its growth, its rise or fall
over the period, what is added. The words are content (``indicator_wording.yaml``); how they are put together stands
here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from lantu.vocabulary.content import Content, Entry, load_shipped
from lantu.vocabulary.units import split_unit

Role = Literal[
    "same",
    "dropped",
    "prefix",
    "ending",
    "growth",
    "rise",
    "fall",
    "since",
    "addition",
    "added",
    "other",
    "telling",
    "place",
    "of_place",
]
Said = Literal["growth", "rise", "fall", "addition"]

LONGEST = 60  # characters of a name worth reading

_MARKS = re.compile(r"[\s“”\"'‘’「」『』《》〈〉*∗①-⑳·,，;；:：]+")
_NUMBERING = re.compile(r"\(?\d{1,2}[.、)](?!\d)")
_BRACKETS = re.compile(r"\(([^()]{0,20})\)")
_TIME = re.compile(r"(?:\d{4}(?:[-—–]\d{4})?年?|上半年|下半年|[一二三四]季度|累计|年末|当年价|预计|五年累计|年)")
_HORIZON = r"\d{4}(?:[-—–]\d{4})?年|十[一二三四五六]五(?:时期|期间|期末|末)?"
_COMPARED = rf"[比较](?:{_HORIZON}|上年同期|上年|去年|基期)"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorWording(Entry):
    """Words that play one part in the names of indicators.

    Attributes:
        role: The part; see the head of ``indicator_wording.yaml``.
        words: As printed.
        canonical: For ``same``: how the words are written alike.
        step: For ``same``: 1, or 2 for phrases of what step 1 has written alike.
    """

    role: Role
    words: tuple[str, ...]
    canonical: str = ""
    step: int = 1


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """The patterns of the wording that holds on a day."""

    steps: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]
    dropped: re.Pattern[str]
    front: re.Pattern[str]
    ending: re.Pattern[str]
    said: re.Pattern[str]
    addition: re.Pattern[str]
    other: re.Pattern[str]
    telling: re.Pattern[str]
    place: re.Pattern[str]
    of_place: re.Pattern[str]

    @classmethod
    def of(cls, content: Content[IndicatorWording], as_of: date | None = None) -> NameGrammar:
        """Build the patterns from a content file."""
        entries = content.on(as_of)

        def words(role: Role) -> str:
            return _either(word for entry in entries if entry.role == role for word in entry.words)

        yearly = f"(?:{words('since')}|{_COMPARED})*"
        return cls(
            steps=tuple(_alike(entries, step) for step in (1, 2)),
            dropped=re.compile(words("dropped")),
            front=re.compile(f"(?:{words('prefix')}|{_HORIZON})+"),
            ending=re.compile(f"(?<=..)(?:(?<![指倍系参])(?:{words('ending')}))$"),
            said=re.compile(
                f"(?P<since>{yearly})(?:(?P<growth>{words('growth')})|(?P<rise>{words('rise')})|(?P<fall>{words('fall')})|(?P<added>{words('added')}))$"
            ),
            addition=re.compile(words("addition")),
            other=re.compile(words("other")),
            telling=re.compile(words("telling")),
            place=re.compile(words("place")),
            of_place=re.compile(f"(?:{words('of_place')})(?=.)"),
        )

    def key(self, name: str) -> str:
        """Return what remains of a name when mere differences of writing are gone.

        >>> grammar = shipped_grammar()
        >>> grammar.key("全社会研究与试验发展经费支出占地区生产总值比重") == grammar.key("R&D经费投入占GDP的比例")
        True
        """
        return self.without_ending(self.without_front(self.alike(name)))

    def alike(self, name: str) -> str:
        """Return a name with words of one meaning written alike."""
        text = fold(name)
        for pattern, canonical in self.steps:
            text = pattern.sub(lambda match, forms=canonical: forms[match[0]], text)  # type: ignore[misc]
        return self.dropped.sub("", text)

    def without_front(self, text: str) -> str:
        """Take the plan's own area and a leading period off."""
        match = self.front.match(text)
        return text[match.end() :] if match and match.end() < len(text) else text

    def without_ending(self, text: str) -> str:
        """Take a final 数, 数量, 规模 off; 指数 keeps it."""
        return self.ending.sub("", text)

    def what_is_said(self, text: str) -> tuple[str, Said] | None:
        """Split a name into what it speaks of and what it says of it; None where it only names.

        >>> shipped_grammar().what_is_said("GDP年均增速"), shipped_grammar().what_is_said("人均预期寿命累计提高")
        (('GDP', 'growth'), ('人均预期寿命', 'rise'))
        """
        match = self.said.search(text)
        if match and match.start():
            whole_period = re.search("累计|五年|基期|十[一二三四五六]五|[比较]\\d{4}年", match["since"])
            said: Said = "fall" if match["fall"] else "rise" if match["rise"] or whole_period else "growth"
            said = "addition" if match["added"] else said
            return self.without_ending(text[: match.start()]), said
        added = self.addition.match(text)
        return (self.without_ending(text[added.end() :]), "addition") if added and added.end() < len(text) else None

    def telling_words(self, text: str) -> tuple[str, ...]:
        """Return the words of a name that make it another indicator, sorted."""
        return tuple(sorted(set(self.telling.findall(text))))

    def may_be_place(self, text: str) -> bool:
        """Return whether a text before an indicator may name a place, and not a part of the indicator.

        >>> grammar = shipped_grammar()
        >>> grammar.may_be_place("高新技术产业开发区"), grammar.may_be_place("城市"), grammar.may_be_place("农村地区")
        (True, False, False)
        """
        return self.telling.search(self.of_place.sub("", text)) is None

    def places(self, text: str) -> Iterator[int]:
        """Yield where the name of a place may end at the front of a name, the longest place first."""
        ends = [match.end() for match in self.place.finditer(text) if 2 <= match.end() < len(text) - 1]
        yield from reversed(ends)


def fold(name: str) -> str:
    """Return a name with width, marks, numbering, units in brackets and 的 taken away.

    >>> fold("1. 每千人口拥有执业（助理）医师数（人）"), fold("“小巨人”企业数 * (家)")
    ('每千人口拥有执业助理医师数', '小巨人企业数')
    """
    text = _MARKS.sub("", unicodedata.normalize("NFKC", name)).upper()
    match = _NUMBERING.match(text)
    if match:
        text = text[match.end() :]
    text = _BRACKETS.sub(lambda found: "" if _is_aside(found[1]) else found[1], text)
    return text.replace("的", "").strip("()（）-—")


def _is_aside(inside: str) -> bool:
    return not inside or _TIME.fullmatch(inside) is not None or split_unit(inside)[1] is not None


def _either(words: Iterable[str]) -> str:
    """Return words as the inside of a pattern, longest first, folded as names are."""
    folded = {fold(word) for word in words}
    return "|".join(map(re.escape, sorted(folded, key=lambda word: (-len(word), word))))


def _alike(entries: Iterable[IndicatorWording], step: int) -> tuple[re.Pattern[str], Mapping[str, str]]:
    chosen = [entry for entry in entries if entry.role == "same" and entry.step == step]
    canonical = {fold(word): entry.canonical for entry in chosen for word in entry.words}
    return re.compile(_either(canonical)), canonical


@lru_cache(maxsize=8)
def shipped_grammar(as_of: date | None = None) -> NameGrammar:
    """Return the grammar of names that comes with Lantu, built once."""
    return NameGrammar.of(load_shipped("indicator_wording.yaml", IndicatorWording), as_of)
