"""From a printed name to the indicator it means, or to none: never to the nearest.

A name is looked up as printed, then with mere differences of writing gone (:mod:`lantu.vocabulary.indicator_names`),
then without what it says of the indicator (年均增速, 累计提高, 新增), then below the name of a place. A name that still
fits nothing is compared with all others; it is taken for one of them only where no word tells the two apart. Unit and
measure then decide between an indicator and its growth, and refuse what cannot be: a population in per cent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from lantu.errors import VocabularyError
from lantu.vocabulary.areas import find_areas
from lantu.vocabulary.indicator_names import LONGEST, NameGrammar, Said, shipped_grammar
from lantu.vocabulary.indicators import Aspect, Indicator, IndicatorTable, dimension_of, shipped_indicators

How = Literal["exact", "synonym", "normalised", "fuzzy"]

#: Below this a match of names is a proposal to a person, not a reading.
SURE_MATCH = 0.7

_CONFIDENCE: Mapping[How, float] = {"exact": 1.0, "synonym": 0.98, "normalised": 0.92, "fuzzy": 0.7}
_ADDITION, _BELOW_A_PLACE = 0.8, 0.9  # factors: what is added is less than the stock; a place may be misread
_ALIKE = 0.82  # Dice's coefficient of pairs of characters from which a name may be taken for another
_SHORTEST = 6  # characters: below, one character more or less makes another thing
_CONTRASTS = frozenset("进出内外城农新旧高低上下大小男女中初前后人户公私林草水气土非不无优劣增减收支存贷")
_CHANGES = frozenset({"share", "share_difference", "multiple", "doubling"})
_GROUPS = {
    **dict.fromkeys(("us_dollar", "euro", "yen", "hong_kong_dollar"), "money"),
    **dict.fromkeys(("people/one", "people/people"), "share"),
    **dict.fromkeys(("visits", "people"), "count"),
    "ratio": "one",
}
_PER_HEAD = ("/people", "/one", "/calendar")


@dataclass(frozen=True, slots=True)
class Match:
    """What a printed name means.

    Attributes:
        indicator_id: Id of the indicator.
        confidence: Between 0 and 1.
        how: Printed as in the table (exact), a listed synonym, the same but for its writing, or only alike (fuzzy).
        scope: The place named before the indicator (深汕特别合作区 in 深汕特别合作区常住人口), or None.
        said: What the name says of the indicator where it does not only name it: its growth, rise, fall, or what is
            added; None where the entry itself is meant.
    """

    indicator_id: str
    confidence: float
    how: How
    scope: str | None = None
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    entry: Indicator
    how: How
    said: Said | None = None
    scope: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Matcher:
    """A table of indicators ready to be asked for printed names."""

    table: IndicatorTable
    grammar: NameGrammar
    by_key: Mapping[str, Indicator]
    by_said: Mapping[tuple[str, Said], Indicator]
    by_pair: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, table: IndicatorTable, grammar: NameGrammar) -> Matcher:
        """Index a table by the keys of its names; a growth by what grows too, so that 年均增速 finds 增长率.

        Raises:
            VocabularyError: Names of two indicators differ in writing only (V015).
        """
        by_key: dict[str, Indicator] = {}
        by_said: dict[tuple[str, Said], Indicator] = {}
        by_pair: dict[str, list[str]] = defaultdict(list)
        for entry in table.by_id.values():
            for name in entry.names:
                other = by_key.setdefault(grammar.key(name), entry)
                if other is not entry:
                    raise VocabularyError("V015", file="indicators", entry=entry.id, name=name, other=other.id)
                core, said = grammar.what_is_said(grammar.without_front(grammar.alike(name))) or ("", None)
                if said is not None:
                    by_said.setdefault((core, said), entry)
        for key in by_key:
            for pair in _pairs(key):
                by_pair[pair].append(key)
        return cls(table, grammar, by_key, by_said, {pair: tuple(keys) for pair, keys in by_pair.items()})

    def match(self, name: str, *, unit: str | None = None, measure: str | None = None) -> Match | None:
        """Return what a printed name means; see :func:`match_indicator`."""
        if measure == "rank" or not 1 < len(name) <= LONGEST:
            return None
        for hit in self._hits(name):
            chosen = self._fitting(hit, unit, measure)
            if chosen is not None:
                return chosen
        return None

    def _hits(self, name: str) -> Iterator[_Hit]:
        """Yield readings of a name, the surest first."""
        entry = self.table.by_name.get(name)
        if entry is not None:
            yield _Hit(entry, "exact" if name == entry.zh else "synonym")
            return
        text = self.grammar.without_front(self.grammar.alike(name))
        found = self._read(text)
        if found:
            yield found
            return
        if self.grammar.other.search(text) is None:
            yield from self._below_places(text)
            yield from self._alike(text)
        else:
            yield from self._below_places(text, whole=True)

    def _read(self, text: str, *, whole: bool = False) -> _Hit | None:
        """Look a text up as a key, then without what it says of the indicator."""
        entry = self.by_key.get(self.grammar.without_ending(text))
        if entry is not None:
            return _Hit(entry, "normalised")
        split = None if whole else self.grammar.what_is_said(text)
        if split is None:
            return None
        core, said = split
        entry = self.by_said.get(split)
        if entry is not None:
            return _Hit(entry, "normalised")
        entry = self.by_key.get(self.grammar.without_front(core))
        return _Hit(entry, "normalised", said) if entry else None

    def _below_places(self, text: str, *, whole: bool = False) -> Iterator[_Hit]:
        """Read what stands after the name of an area, zone or port."""
        ends = [*self.grammar.places(text), *(end for end in (4, 3, 2) if find_areas(text[:end]))]
        for end in ends:
            scope, rest = text[:end], text[end:]
            found = self._read(rest, whole=whole) if self.grammar.may_be_place(scope) else None
            if found:
                yield replace(found, scope=scope)
                return

    def _alike(self, text: str) -> Iterator[_Hit]:
        """Take a name for another where no word, digit or contrast tells the two apart."""
        split = self.grammar.what_is_said(text)
        core, said = split or (text, None)
        key = self.grammar.without_ending(core)
        if len(key) < _SHORTEST:
            return
        pairs = _pairs(key)
        shared = Counter(other for pair in pairs for other in self.by_pair.get(pair, ()))
        scored = ((2 * count / (len(pairs) + len(_pairs(other))), other) for other, count in shared.items())
        close = sorted(((score, other) for score, other in scored if score >= _ALIKE), reverse=True)
        entries = {self.by_key[other].id for _, other in close}
        if len(entries) == 1 and self._nothing_tells_apart(key, close[0][1]):
            yield _Hit(self.by_key[close[0][1]], "fuzzy", said, None, close[0][0])

    def _nothing_tells_apart(self, key: str, other: str) -> bool:
        here, there = Counter(key), Counter(other)
        more, less = here - there, there - here
        differing = set(more) | set(less)
        return (
            key[-2:] == other[-2:]  # what is measured stands at the end,
            and key[:2] == other[:2]  # what restricts it in front: 吸纳技术合同成交额 is not all of 技术合同成交额
            and max(more.total(), less.total()) <= 2
            and not differing & _CONTRASTS
            and not any(character.isascii() for character in differing)
            and self.grammar.telling_words(key) == self.grammar.telling_words(other)
        )

    def _fitting(self, hit: _Hit, unit: str | None, measure: str | None) -> Match | None:
        """Choose within the family of an entry by what is said, measure and unit; None where the unit cannot be."""
        said = _said(hit, measure)
        entry = self._of_family(hit.entry, said, unit)
        own = entry.aspect != "level" or said is None
        if not _unit_fits(entry, unit, change=not own or measure in ("growth_total", "growth_annual")):
            return None
        if said == "addition" and not _grows_by_additions(entry):
            return None
        confidence = _CONFIDENCE[hit.how] * hit.score
        confidence *= _ADDITION if said == "addition" else 1
        confidence *= _BELOW_A_PLACE if hit.scope else 1
        return Match(entry.id, round(confidence, 3), hit.how, hit.scope, None if own else said)

    def _of_family(self, entry: Indicator, said: Said | None, unit: str | None) -> Indicator:
        if said in ("growth", "fall"):
            wanted: Aspect = "growth" if said == "growth" else "reduction"
            return self.table.relative(entry, wanted) or self.table.relative(entry, "level") or entry
        if said in ("rise", "addition"):
            return self.table.relative(entry, "level") or entry
        if _unit_fits(entry, unit, change=False):
            return entry
        family = self.table.kin[entry.base or entry.id].values()
        return next((other for other in family if _unit_fits(other, unit, change=False)), entry)


def _grows_by_additions(entry: Indicator) -> bool:
    """Return whether what is newly added raises the indicator one for one: not farmland, which is lost as well."""
    return entry.basis == "point" and entry.form not in ("floor", "cap")


def _said(hit: _Hit, measure: str | None) -> Said | None:
    """Return what is said of the indicator when the measure is heard too: 增长 may be of a year or of five."""
    entry = hit.entry
    names_change = entry.aspect == "reduction" or entry.measure in ("growth_annual", "growth_total")
    if measure == "growth_total" and (hit.said == "growth" or entry.aspect == "growth"):
        return "rise"
    if hit.said is not None or names_change:
        return hit.said
    if measure == "growth_total":
        return "fall" if entry.direction == "down" else "rise"
    return "growth" if measure == "growth_annual" else None


def _pairs(key: str) -> tuple[str, ...]:
    """Return the pairs of neighbouring characters, each once.

    >>> _pairs("失业失业率")
    ('失业', '业失', '业率')
    """
    return tuple(dict.fromkeys(key[at : at + 2] for at in range(len(key) - 1)))


def _unit_fits(entry: Indicator, unit: str | None, *, change: bool) -> bool:
    """Return whether a number of the indicator can bear a unit; an unknown unit forbids nothing."""
    printed = None if unit is None else dimension_of(unit)
    if printed is None or (change and printed in _CHANGES):
        return True
    dimensions = entry.dimensions
    if printed in dimensions:
        return True
    group = _GROUPS.get(printed, printed)
    return any(group == _GROUPS.get(own, own) or _per_head(printed, own) for own in dimensions)


def _per_head(printed: str, own: str) -> bool:
    """人/千人 fits 每千人口医师数 in 人: the denominator stands in the name."""
    for part in _PER_HEAD:
        upper = printed.removesuffix(part)
        if upper != printed:
            return _GROUPS.get(upper, upper) == _GROUPS.get(own, own)
    return False


@lru_cache(maxsize=8)
def shipped_matcher(as_of: date | None = None) -> Matcher:
    """Return the matcher over the indicators that come with Lantu, built once."""
    return Matcher.of(shipped_indicators(as_of), shipped_grammar(as_of))


@lru_cache(maxsize=65536)
def match_indicator(
    name: str, *, unit: str | None = None, measure: str | None = None, as_of: date | None = None
) -> Match | None:
    """Return the indicator a printed name means.

    Args:
        name: As printed or as the reader completed it, such as 全市地区生产总值年均增速.
        unit: The printed unit, or None; one that cannot belong to the indicator refuses it.
        measure: The measure of the statement; growth of a level, a rank and a share are told apart by it.
        as_of: The day whose vocabulary is asked; None for the latest.

    Returns:
        The match, or None: an industry's output, a rank, a gap to the nation have no entry and are not forced into one.

    >>> match_indicator("全省规上工业增加值增长率", unit="%").indicator_id
    'above-scale-value-added-growth'
    >>> match_indicator("登记失业率").indicator_id, match_indicator("航空产业产值")
    ('registered-unemployment', None)
    >>> match_indicator("深汕特别合作区常住人口", unit="万人").scope
    '深汕特别合作区'
    """
    return shipped_matcher(as_of).match(name, unit=unit, measure=measure)


def known_indicator(name: str, *, unit: str | None = None, measure: str | None = None) -> Match | None:
    """Return what a printed name means, where the match is sure enough to be a reading.

    >>> known_indicator("全市森林覆盖率", unit="%").indicator_id, known_indicator("航空产业产值")
    ('forest-cover', None)
    """
    match = match_indicator(name, unit=unit, measure=measure)
    return match if match and match.confidence >= SURE_MATCH else None
