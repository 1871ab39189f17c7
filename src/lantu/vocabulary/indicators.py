"""Indicators a plan is measured by: names, units, direction, who supplies them, and what they must not be merged with.

The tables are content (``indicators/*.yaml``), one file a field. What a file says of direction, form, lead body,
attribute and limits is a proposal for the person who brings a plan in; the plan's own table decides. What is not
known for certain is left out.

An indicator and its growth are two entries where plans set targets for both (地区生产总值, 地区生产总值增速); the
second then names the first as its ``base``. Which entry a printed name means is decided in
:mod:`lantu.vocabulary.matching`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from lantu.errors import VocabularyError
from lantu.model.records import Attribute, Form, Measure
from lantu.vocabulary.content import Content, Entry, load_shipped
from lantu.vocabulary.releases import shipped_releases
from lantu.vocabulary.units import split_unit

Direction = Literal["up", "down", "band", "none"]
Basis = Literal["point", "period", "year_to_date", "since_baseline", "change_on_year"]
MeasuredLevel = Literal["nation", "province", "prefecture", "county", "zone"]
Frequency = Literal["month", "quarter", "half_year", "year", "irregular"]
Aspect = Literal["level", "growth", "reduction"]

SHIPPED = tuple(
    f"indicators/{field}.yaml"
    for field in ("economy", "innovation", "coordination", "livelihood", "ecology", "security")
)
"""Content files of indicators, in the order of a plan's table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Entry):
    """One indicator.

    Attributes:
        zh: Name as a plan's table prints it.
        en: Name in English.
        synonyms: Other printed names of the same thing.
        units: Printed units, the usual one first; an empty text is a pure number.
        direction: Whether more is better (up), less (down), a band, or neither (none).
        form: The form its targets usually take, or None.
        measure: What a number printed with it usually measures.
        basis: How an observation of it relates to its period; many monthly figures are year to date.
        level: The lowest level at which it is measured, or None.
        frequency: How often it is published, or None.
        release: Id of the publication that usually brings the annual figure (``releases.yaml``); None where not known
            for certain.
        supplier: Id of the body whose figure counts, or None.
        lead: Id of the body that usually leads, or None.
        attribute: What plans usually print: binding or anticipatory; a proposal only.
        low: The lowest value that is possible at all, in the first unit, or None.
        high: The highest, or None.
        base: For a growth or a reduction: the id of the indicator that grows or falls, where that is an entry.
        aspect: What of the base it states.
        not_to_be_merged_with: Ids of indicators it is confused with.
    """

    zh: str
    en: str
    synonyms: tuple[str, ...] = ()
    units: tuple[str, ...]
    direction: Direction
    form: Form | None = None
    measure: Measure
    basis: Basis
    level: MeasuredLevel | None = None
    frequency: Frequency | None = None
    release: str | None = None
    supplier: str | None = None
    lead: str | None = None
    attribute: Attribute | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    base: str = ""
    aspect: Aspect = "level"
    not_to_be_merged_with: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All printed names, the usual one first, each once."""
        return tuple(dict.fromkeys((self.zh, *self.synonyms)))

    @property
    def release_month(self) -> int | None:
        """Month by whose end the annual figure is out: 12 of the year itself, any other of the year after.

        >>> indicator("grain-output").release_month, indicator("rd-intensity").release_month
        (12, 10)
        """
        return shipped_releases()[self.release].month if self.release else None

    @property
    def dimensions(self) -> frozenset[str]:
        """What its units measure, in the words of the unit table.

        >>> sorted(indicator("trade").dimensions)
        ['money', 'us_dollar']
        """
        return _dimensions(self.units)


@lru_cache(maxsize=4096)
def dimension_of(unit: str) -> str | None:
    """Return what a printed unit measures; ``one`` for none printed, None for a unit that is not known."""
    if not unit:
        return "one"
    known = split_unit(unit)[1]
    return known.dimension if known else None


@lru_cache(maxsize=1024)
def _dimensions(units: tuple[str, ...]) -> frozenset[str]:
    return frozenset(dimension_of(unit) or "" for unit in units)


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """The indicators that hold on a day, by id and by printed name."""

    by_id: Mapping[str, Indicator]
    by_name: Mapping[str, Indicator]
    kin: Mapping[str, Mapping[Aspect, Indicator]]

    @classmethod
    def of(cls, contents: Iterable[Content[Indicator]], as_of: date | None = None) -> IndicatorTable:
        """Index the indicators of one or more content files.

        Raises:
            VocabularyError: Two indicators claim one id (V014) or one printed name (V015), or one points to an
                indicator that does not exist (V016).
        """
        by_id: dict[str, Indicator] = {}
        by_name: dict[str, Indicator] = {}
        kin: dict[str, dict[Aspect, Indicator]] = defaultdict(dict)
        placed = [(content.file, entry) for content in contents for entry in content.on(as_of)]
        for file, entry in placed:
            if by_id.setdefault(entry.id, entry) is not entry:
                raise VocabularyError("V014", file=file, entry=entry.id)
            kin[entry.base or entry.id][entry.aspect] = entry
            for name in entry.names:
                other = by_name.setdefault(name, entry)
                if other is not entry:
                    raise VocabularyError("V015", file=file, entry=entry.id, name=name, other=other.id)
        for file, entry in placed:
            _check_pointers(file, entry, by_id)
        return cls(by_id, by_name, kin)

    def relative(self, entry: Indicator, aspect: Aspect) -> Indicator | None:
        """Return the entry of the same family that states another aspect, such as the growth of a level."""
        return self.kin[entry.base or entry.id].get(aspect)


def _check_pointers(file: str, entry: Indicator, by_id: Mapping[str, Indicator]) -> None:
    pointers = [("not_to_be_merged_with", other) for other in entry.not_to_be_merged_with]
    if entry.base:
        pointers.append(("base", entry.base))
    missing = [(field, other) for field, other in pointers if other not in by_id]
    if entry.release is not None and entry.release not in shipped_releases():
        missing.append(("release", entry.release))
    for field, other in missing:
        raise VocabularyError("V016", file=file, entry=entry.id, field=field, value=other)


@cache
def _shipped_contents() -> tuple[Content[Indicator], ...]:
    return tuple(load_shipped(name, Indicator) for name in SHIPPED)


@lru_cache(maxsize=8)
def shipped_indicators(as_of: date | None = None) -> IndicatorTable:
    """Return the indicators that come with Lantu as of a day, loaded once."""
    return IndicatorTable.of(_shipped_contents(), as_of)


def indicator(identifier: str, as_of: date | None = None) -> Indicator | None:
    """Return the indicator of an id; None where there is none on that day.

    >>> indicator("surveyed-unemployment").not_to_be_merged_with
    ('registered-unemployment',)
    """
    return shipped_indicators(as_of).by_id.get(identifier)
