"""What was observed, asked by indicator, subject and year: baselines, actual values, and figures of areas.

Figures of a whole year only. Where several observations of one thing are there (expected, preliminary, final), the one
recorded last counts; what was recorded when is for whoever passes the observations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lantu.cascade.keys import PERCENT, key_of
from lantu.errors import VocabularyError
from lantu.model.records import Observation
from lantu.vocabulary.units import convert

VALUES = ("point", "period")
"""Bases of an observation that is the value of the year itself."""

AMOUNTS = ("period",)
"""Basis of an observation that may be added to those of other years: the amount of a year, not a state at its end."""

CHANGE = "change_on_year"
"""Basis of an observation that is the change on the year before, in percent."""


@dataclass(frozen=True, slots=True)
class Observed:
    """Observations by indicator, subject and year.

    Attributes:
        found: All observations of whole years, the one recorded last being last.
    """

    found: Mapping[tuple[str, str, int], tuple[Observation, ...]]

    @classmethod
    def of(cls, observations: Iterable[Observation]) -> Observed:
        """Index observations; those of a month or a quarter are passed over."""
        found: defaultdict[tuple[str, str, int], list[Observation]] = defaultdict(list)
        for each in sorted(observations, key=lambda each: each.recorded_at or ""):
            if each.period.isdigit():
                found[key_of(each.indicator, each.unit), each.subject, int(each.period)].append(each)
        return cls({key: tuple(group) for key, group in found.items()})

    def value(self, key: str, subject: str, year: int, unit: str | None) -> Decimal | None:
        """Return the value of a year in a unit; None where none is known or its unit is of another kind."""
        return self._last(key, subject, year, unit, VALUES)

    def amount(self, key: str, subject: str, year: int, unit: str | None) -> Decimal | None:
        """Return the amount of a year that sums are made of; a state at its end is none."""
        return self._last(key, subject, year, unit, AMOUNTS)

    def units(self, key: str, subject: str, year: int) -> tuple[str, ...]:
        """Return the units in which values of a year were observed, the one used last first."""
        values = [each for each in self.found.get((key, subject, year), ()) if each.basis in VALUES]
        return tuple(dict.fromkeys(each.unit for each in reversed(values)))

    def change(self, key: str, subject: str, year: int) -> Decimal | None:
        """Return the change on the year before in percent, or None where it is not known."""
        return self._last(key, subject, year, PERCENT, (CHANGE,))

    def _last(self, key: str, subject: str, year: int, unit: str | None, bases: tuple[str, ...]) -> Decimal | None:
        values = list(self._values(key, subject, year, unit, bases))
        return values[-1] if values else None

    def _values(self, key: str, subject: str, year: int, unit: str | None, bases: tuple[str, ...]) -> Iterator[Decimal]:
        for each in self.found.get((key, subject, year), ()):
            converted = in_unit(each.value, each.unit, unit) if each.basis in bases else None
            if converted is not None:
                yield converted


def in_unit(value: Decimal, printed: str | None, wanted: str | None) -> Decimal | None:
    """Return a value in another unit; None where the units measure different things.

    >>> in_unit(Decimal("5.96"), "万元", "元"), in_unit(Decimal(1), "万元", "万人")
    (Decimal('59600'), None)
    """
    if (printed or "") == (wanted or ""):
        return value
    try:
        return convert(value, printed or "", wanted or "")
    except VocabularyError:
        return None
