"""What a plan and its office know: the names a table may use, and what holds for a whole file.

An indicator is one of the vocabulary or one of the plan's own; another name is refused with the names it is like,
because a value nobody asks for helps nobody and a misspelt one is missed. An area is one of GB/T 2260, one of the
office's own, or 全市 for the area of the plan itself. A place in the name of an indicator (长春市常住人口, 全省…) is the
subject of its values, never overlooked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice

from lantu.cascade.keys import key_of
from lantu.exchange.observations.scales import rates_of
from lantu.exchange.observations.subjects import SHORT, Subjects, looked_up
from lantu.exchange.observations.values import CellError
from lantu.exchange.observations.wordlist import flat, without_marks
from lantu.model.plan import Reading
from lantu.model.relations.identity import name_key
from lantu.vocabulary.indicators import Indicator, indicator, shipped_indicators
from lantu.vocabulary.matching import known_indicator

_NUMBERING = re.compile(r"^(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)](?!\d)|[①-⑳]|#|[*※])+")
_OF_WHICH = re.compile(r"^(?:其中|#)[:]?")
_WHOLE = re.compile(r"^(?P<whole>全国|全省|全自治区|全市|全州|全县|全区)(?=.{2})")
_CHANGE = re.compile(r"(?<=..)(?:同比增长速度|同比增长率|同比增长|同比增速|同比增幅|同比|增长速度|增长率|增速|增幅)$")
_BRACKETED = re.compile(r"^(?P<name>.+)\((?P<also>[^()]+)\)$")
_BETWEEN = re.compile(r" (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) ")
_SUGGESTED, _ALIKE = 3, 0.4
_MOST_NAMES = 2000  # distinct names of a file, beyond which it is another kind of file and no name is misspelt
_OWN_UNIT = frozenset(("level", "increment", "per_year"))  # measures whose unit is that of the indicator itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What holds for all values of a file, a table, a column or a row, where it is said there.

    Attributes:
        state: How final the values are.
        supplier: The body that supplies them.
        source: Where they were published.
        published_on: Day of release.
        recorded_at: Moment of recording.
        note: Free text.
    """

    state: str | None = None
    supplier: str | None = None
    source: str | None = None
    published_on: str | None = None
    recorded_at: str | None = None
    note: str | None = None

    def over(self, other: Given) -> Given:
        """Return it with what it does not say itself taken from another."""
        return Given(
            state=self.state or other.state,
            supplier=self.supplier or other.supplier,
            source=self.source or other.source,
            published_on=self.published_on or other.published_on,
            recorded_at=self.recorded_at or other.recorded_at,
            note=self.note or other.note,
        )


@dataclass(frozen=True, slots=True)
class Named:
    """What a printed name of an indicator means.

    Attributes:
        name: The name an observation bears.
        entry: The indicator of the vocabulary, or None for one of the plan's own.
        own_unit: The plan's unit of its own indicator, or None.
        subject: Code of the place in its name, empty for the plan's own area; None where no place stands in it.
        changes: Whether the name is that of a change on the year.
    """

    name: str
    entry: Indicator | None = None
    own_unit: str | None = None
    subject: str | None = None
    changes: bool = False


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known before a file is read.

    Attributes:
        area: Code of GB/T 2260 of the plan's own area; empty where it is not known.
        indicators: Printed names of the plan's own indicators, each with its unit or None.
        subjects: Typed codes of further subjects by their names: areas and bodies of the office, rivers.
        given: What the person says of the whole file.
        period: The period the file is of, as text, where the file does not say it.
        renamed: Names as a file prints them, each with the name that is meant.
        rates: Figures of per cent the plan prints, by what they are of.
        today: The day on which the file comes in; None where none is known, and no period too late.
        unknown: What becomes of rows whose indicator is not known: ``refuse``, ``leave`` or ``keep``.
    """

    area: str = ""
    indicators: Mapping[str, str | None] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)
    given: Given = field(default_factory=Given)
    period: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    today: date | None = None
    unknown: str = "refuse"

    @classmethod
    def of(cls, plan: Reading, *, subjects: Mapping[str, str] | None = None, given: Given | None = None) -> Known:
        """Return what a plan knows: its area and the indicators it names."""
        names: dict[str, str | None] = {}
        for each in plan.statements:
            if each.measure != "count_list":
                names[each.indicator] = names.get(each.indicator) or (each.unit if each.measure in _OWN_UNIT else None)
        return cls(
            area=plan.head.area or "",
            indicators=names,
            subjects=subjects or {},
            given=given or Given(),
            rates=rates_of(plan.statements),
        )

    @cached_property
    def places(self) -> Subjects:
        """The subjects that a table may name."""
        return Subjects(area=self.area, registered=self.subjects)

    @cached_property
    def _own(self) -> Mapping[str, str]:
        return {name_key(name): name for name in self.indicators}

    @cached_property
    def _meant(self) -> Mapping[str, str]:
        return {flat(printed): meant for printed, meant in self.renamed.items()}

    @cached_property
    def _found(self) -> dict[str, Named | CellError]:
        return {}

    def indicator(self, printed: str) -> Named:
        """Return what a printed name means.

        Raises:
            CellError: No indicator has it (M030), or its place is not known (M033).
        """
        return looked_up(self._found, printed, self._named)

    def indicator_or_name(self, printed: str) -> Named | None:
        """Return what names a row: the indicator, the mere name where unknown ones are kept, None where they are left out.

        Raises:
            CellError: It is not known and refused (M030), or its place is not known (M033).
        """
        try:
            return self.indicator(printed)
        except CellError as wrong:
            if wrong.code != "M030" or self.unknown == "refuse":
                raise
            return Named(_tidy(printed)) if self.unknown == "keep" else None

    def names(self, name: str) -> bool:
        """Return whether the plan itself has an indicator of this name."""
        return name in self.indicators

    def is_indicator(self, printed: str) -> bool:
        """Return whether a text is the name of an indicator."""
        try:
            return bool(self.indicator(printed))
        except CellError:
            return False

    def _named(self, printed: str) -> Named:
        name = self._meant.get(flat(printed), printed).strip()
        if name in self.indicators:
            return self._own_indicator(name, name)
        entry = indicator(name) or shipped_indicators().by_name.get(name)
        if entry is not None:
            return _of_entry(name, entry)
        name = without_marks(_OF_WHICH.sub("", _NUMBERING.sub("", flat(name))))
        for each in (name, *_without_brackets(name)):
            found = self._exact(each) or self._changing(each) or self._said_otherwise(each)
            if found is not None:
                return found
        raise CellError("M030", found=_tidy(printed)[:SHORT], suggestions=self._suggested(name))

    def _exact(self, name: str) -> Named | None:
        own = self._own.get(name_key(name))
        if own is not None and not _WHOLE.match(name):
            return self._own_indicator(name, own)
        whole = _WHOLE.match(name)
        if whole:
            inner = self._exact(name[whole.end() :])
            return None if inner is None else _placed(inner, self.places.whole(whole["whole"], name))
        match = known_indicator(name)
        if match is None or match.said is not None:
            return None
        entry = shipped_indicators().by_id[match.indicator_id]
        if match.scope is None:
            return _of_entry(name, entry)
        return _placed(_of_entry(entry.zh, entry), self._subject_in(match.scope, name))

    def _changing(self, name: str) -> Named | None:
        """Read the growth of what is known: 航空产业产值同比增长."""
        core = _CHANGE.sub("", name)
        found = self._exact(core) if core != name else None
        return replace(found, changes=True) if found else None

    def _said_otherwise(self, name: str) -> Named | None:
        """Read a rise or an addition the plan says in other words: 净增高技能人才 for 高技能人才增加."""
        match = known_indicator(name)
        if match is None or match.said is None:
            return None
        own = next((own for unit, names in self._own_keys.items() if (own := names.get(key_of(name, unit)))), None)
        if own is None:
            return None
        named = self._own_indicator(own, own)
        return named if match.scope is None else _placed(named, self._subject_in(match.scope, name))

    @cached_property
    def _own_keys(self) -> Mapping[str, Mapping[str, str]]:
        """The plan's own indicators that have a unit, by it and by what identifies them."""
        keys: dict[str, dict[str, str]] = {}
        for name, unit in self.indicators.items():
            if unit:
                keys.setdefault(unit, {}).setdefault(key_of(name, unit), name)
        return keys

    def _own_indicator(self, name: str, own: str) -> Named:
        unit = self.indicators[own]
        match = known_indicator(own, unit=unit)
        entry = indicator(match.indicator_id) if match and not match.said and not match.scope else None
        return Named(own, entry, unit, changes=bool(entry and entry.basis == "change_on_year"))

    def _subject_in(self, scope: str, name: str) -> str:
        try:
            return self.places.code(scope)
        except CellError:
            raise CellError("M033", found=name[:SHORT]) from None

    def _suggested(self, name: str) -> str:
        """Return the names a name is most like, for a message; empty where it is like none."""
        if len(self._found) > _MOST_NAMES:
            return "—"
        wanted = _pairs(name)
        scored = sorted(((_dice(wanted, pairs), other) for other, pairs in self._all_pairs.items()), reverse=True)
        alike = (other for score, other in scored if score >= _ALIKE and not _is_stock_of(other, name))
        return "、".join(islice(alike, _SUGGESTED)) or "—"

    @cached_property
    def _all_pairs(self) -> Mapping[str, frozenset[str]]:
        names = (*self.indicators, *(name for each in shipped_indicators().by_id.values() for name in each.names))
        return {name: _pairs(name) for name in dict.fromkeys(names)}


def _of_entry(name: str, entry: Indicator) -> Named:
    return Named(name, entry, changes=entry.basis == "change_on_year")


def _placed(named: Named, subject: str) -> Named:
    return replace(named, subject=subject)


def _tidy(printed: str) -> str:
    """Return a name as printed in one line; spaces and breaks are no part of a Chinese name."""
    return _BETWEEN.sub("", " ".join(printed.split()))


def _without_brackets(name: str) -> Iterable[str]:
    """Yield a name without a bracket that only says it again: 地区生产总值(GDP), not 固定资产投资(不含农户)."""
    found = _BRACKETED.match(name)
    if found is None:
        return
    inside, outside = (known_indicator(found[part]) for part in ("also", "name"))
    if inside and outside and inside.indicator_id == outside.indicator_id:
        yield found["name"]


def _is_stock_of(other: str, name: str) -> bool:
    """Return whether a name is that of the stock to which another adds: nobody is led to file a rise under it."""
    stock, change = known_indicator(other), known_indicator(name)
    if stock is None or change is None or change.said is None:
        return False
    return stock.said is None and stock.indicator_id == change.indicator_id


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
