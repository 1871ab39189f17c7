"""What a plan and its office know: the names a table may use, and what holds for a whole file.

An indicator is one of the vocabulary or one of the plan's own; another name is refused with the names it is like,
because a value nobody asks for helps nobody and a misspelt one is missed. An area is one of GB/T 2260, one of the
office's own, or 全市 for the area of the plan itself. A place in the name of an indicator (长春市常住人口, 全省…) is the
subject of its values, never overlooked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import TypeVar

from lantu.cascade.keys import key_of
from lantu.exchange.observations.scales import rates_of
from lantu.exchange.observations.values import CellError
from lantu.exchange.observations.wordlist import flat, without_marks, words
from lantu.model.plan import Reading
from lantu.model.relations.identity import name_key
from lantu.vocabulary.areas import area, area_named, find_areas
from lantu.vocabulary.indicators import Indicator, indicator, shipped_indicators
from lantu.vocabulary.matching import known_indicator
from lantu.vocabulary.references import NATION

T = TypeVar("T")

_NUMBERING = re.compile(r"^(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)](?!\d)|[①-⑳]|#|[*※])+")
_OF_WHICH = re.compile(r"^(?:其中|#)[:]?")
_WHOLE = re.compile(r"^(?P<whole>全国|全省|全自治区|全市|全州|全县|全区)(?=.{2})")
_WHOLE_ALONE = re.compile(r"(?P<whole>全国|全省|全自治区|全市|全州|全县|全区)(?:合计|总计)?")
_CHANGE = re.compile(r"(?<=..)(?:同比增长速度|同比增长率|同比增长|同比增速|同比增幅|同比|增长速度|增长率|增速|增幅)$")
_BRACKETED = re.compile(r"^(?P<name>.+)\((?P<also>[^()]+)\)$")
_TYPED = re.compile(r"[a-z][a-z_]*:.+")
_CODE = re.compile(r"\d{6}")
_BETWEEN = re.compile(r" (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) ")
_LIKE_A_PLACE = re.compile(r"..(?<!城)(?<!地)(?<!片)(?:[区县旗]|街道|[乡镇])$|.本级$")
_LONGEST_PLACE = 15
_ENDS_OF_PLACES = frozenset("国省市州盟区县旗乡镇道")
_SUGGESTED, _ALIKE = 3, 0.4
_MOST_NAMES = 2000  # distinct names of a file, beyond which it is another kind of file and no name is misspelt
_SHORT = 40
_PROVINCE = 2  # digits of a code that name the province
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

    # --- indicators

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
        return _once(self._found, printed, self._named)

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
        raise CellError("M030", found=_tidy(printed)[:_SHORT], suggestions=self._suggested(name))

    def _exact(self, name: str) -> Named | None:
        own = self._own.get(name_key(name))
        if own is not None and not _WHOLE.match(name):
            return self._own_indicator(name, own)
        whole = _WHOLE.match(name)
        if whole:
            inner = self._exact(name[whole.end() :])
            return None if inner is None else _placed(inner, self._whole(whole["whole"], name))
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

    def _whole(self, word: str, name: str) -> str:
        if word == "全国":
            return NATION
        code = self.area
        wanted = {"全省": _PROVINCE, "全自治区": _PROVINCE, "全市": 4, "全州": 4}.get(word, 6)
        if len(code.rstrip("0")) <= wanted and (code or wanted > _PROVINCE):
            return ""  # 全市 in a plan of the city: its own area
        if not code:
            raise CellError("M033", found=name[:_SHORT])
        return f"area:{code[:wanted].ljust(6, '0')}"

    def _subject_in(self, scope: str, name: str) -> str:
        try:
            return self.subject(scope)
        except CellError:
            raise CellError("M033", found=name[:_SHORT]) from None

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

    # --- subjects

    @cached_property
    def _subjects(self) -> dict[str, str]:
        return {flat(name): code for name, code in self.subjects.items()}

    def subject(self, printed: str) -> str:
        """Return the typed code of a subject; empty for the plan's own area.

        Raises:
            CellError: No area has the name or code (M031), or several have it (M032).
        """
        return _once(self._met, printed, self._subject)

    @cached_property
    def _met(self) -> dict[str, str | CellError]:
        return {}

    def _subject(self, printed: str) -> str:
        name = printed.strip()
        bare = flat(name)
        if not bare or bare in words("own_area"):
            return ""
        found = self._subjects.get(bare) or self._coded(name)
        whole = _WHOLE_ALONE.fullmatch(bare)
        if found is None and whole is not None:
            return self._whole(whole["whole"], name)
        if found is None:
            inside = area_named(bare, within=self.area) if self.area else None
            place = inside or area_named(bare)
            if place is None:
                several = find_areas(bare)
                if len(several) > 1:
                    raise CellError(
                        "M032", found=name[:_SHORT], areas="、".join(f"{a.name} {a.code}" for a in several[:5])
                    )
                raise CellError("M031", found=name[:_SHORT])
            found = f"area:{place.code}"
        return "" if self.area and found == f"area:{self.area}" else found

    def is_subject(self, printed: str) -> bool:
        """Return whether a text names a subject."""
        try:
            return bool(flat(printed)) and self.subject(printed) is not None
        except CellError:
            return False

    def may_be_subject(self, text: str) -> bool:
        """Return whether a text looks like the name of a place, known or not: 青屏, 市本级, 某某县."""
        name = flat(text)
        short = any(registered.startswith(name) for registered in self._subjects) if len(name) > 1 else False
        return short or (len(name) <= _LONGEST_PLACE and _LIKE_A_PLACE.search(name) is not None)

    def subject_before(self, text: str) -> str | None:
        """Return the code of the place whose name a text begins with, the longest; None for none: 青屏县工业企业效益."""
        name = flat(text)
        starts = (name[:end] for end in range(min(len(name), _LONGEST_PLACE), 1, -1))
        likely = (start for start in starts if start in self._subjects or start[-1] in _ENDS_OF_PLACES)
        found = next((start for start in likely if self.is_subject(start)), None)
        return None if found is None else self.subject(found)

    def _coded(self, name: str) -> str | None:
        if _TYPED.fullmatch(name):
            return name
        if not _CODE.fullmatch(name):
            return None
        known = f"area:{name}" in self.subjects.values() or name == self.area
        return f"area:{name}" if known or area(name) is not None else None


def _once(met: dict[str, T | CellError], text: str, find: Callable[[str], T]) -> T:
    """Return what a text means, looked for once: a name nobody knows may stand in every row of a long table."""
    if text not in met:
        try:
            met[text] = find(text)
        except CellError as wrong:
            met[text] = wrong
    found = met[text]
    if isinstance(found, CellError):
        raise CellError(found.code, **found.fields)
    return found


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
