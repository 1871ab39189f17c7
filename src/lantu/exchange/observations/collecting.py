"""What comes of a file while its tables are read: values, reasons, what is told; in the end all or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lantu.cascade.observed import key_of
from lantu.errors import LantuError
from lantu.exchange.observations.known import Given, Known
from lantu.exchange.observations.report import Missing, PlacedError
from lantu.exchange.observations.sheets import Sheet
from lantu.exchange.observations.values import CellError
from lantu.model.records import Observation

Key = tuple[str, str, str, str, str, str | None, str | None]


@dataclass(slots=True)
class _Found:
    """A value on its way, with its place and whether it is a change of the month alone."""

    observation: Observation
    place: str
    of_month: bool


@dataclass(slots=True)
class Collected:
    """What has come of the tables so far; nothing counts before all are through.

    Attributes:
        known: What is known.
        given: What a mapping says of the whole file.
        hidden: What becomes of hidden rows and columns: ``refuse``, ``leave`` or ``take``.
        reasons: What is wrong, with places.
        missing: Cells without a value.
        told: What a person should know.
        tables: Where tables begin.
    """

    known: Known
    given: Given = field(default_factory=Given)
    hidden: str = "refuse"
    reasons: list[PlacedError] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    told: list[LantuError] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    _found: list[_Found] = field(default_factory=list)
    _counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _first: dict[tuple[str, str, str], str] = field(default_factory=dict)
    _once: set[str] = field(default_factory=set)

    def complain(self, sheet: Sheet, row: int, column: int, reason: LantuError) -> None:
        """Note that a cell cannot be taken."""
        self.reasons.append(PlacedError(sheet.place(row, column), reason, sheet=sheet.name, row=row, column=column))

    def complain_once(self, sheet: Sheet, row: int, column: int, reason: LantuError) -> None:
        """Note what is wrong of a whole table or file, where it is met first."""
        self.complain_once_of(reason.code, sheet, row, column, reason)

    def complain_once_of(self, thing: str, sheet: Sheet, row: int, column: int, reason: LantuError) -> None:
        """Note what is wrong of a thing, where it is met first."""
        if thing not in self._once:
            self._once.add(thing)
            self.complain(sheet, row, column, reason)

    def count(self, code: str, place: str, of: str = "", as_: str = "") -> None:
        """Count what is told once with a number and its first place."""
        key = (code, of, as_)
        self._counts[key] += 1
        self._first.setdefault(key, place)

    def add(self, observation: Observation, place: str, *, of_month: bool) -> None:
        """Take a value."""
        self._found.append(_Found(observation, place, of_month))

    def results(self) -> tuple[list[Observation], list[str]]:
        """Return the values with their places, each thing once; contradictions become reasons."""
        seen: dict[Key, _Found] = {}
        for found in sorted(self._found, key=lambda found: found.of_month):
            key = _key(found.observation)
            other = seen.setdefault(key, found)
            if other is found:
                continue
            same = (other.observation.value, other.observation.unit) == (
                found.observation.value,
                found.observation.unit,
            )
            if same:
                self.told.append(CellError("M060", place=found.place, other=other.place))
            elif found.of_month and not other.of_month:
                self.told.append(
                    CellError("M061", place=found.place, other=other.place, indicator=found.observation.indicator)
                )
            else:
                self._contradict(found, other)
        kept = {id(found) for found in seen.values()}
        left = [found for found in self._found if id(found) in kept]
        return [found.observation for found in left], [found.place for found in left]

    def _contradict(self, found: _Found, other: _Found) -> None:
        reason = CellError(
            "M062", indicator=found.observation.indicator, period=found.observation.period, other=other.place
        )
        sheet, _, address = found.place.rpartition("!")
        row = int("".join(each for each in address if each.isdigit()))
        self.reasons.append(PlacedError(found.place, reason, sheet=sheet, row=row))

    def counted(self) -> list[LantuError]:
        """Return what was counted, each with its number and first place."""
        return [
            CellError(code, count=count, place=self._first[code, of, as_], indicator=of, said=as_)
            for (code, of, as_), count in self._counts.items()
        ]


def _key(observation: Observation) -> Key:
    return (
        key_of(observation.indicator, observation.unit),
        observation.subject,
        observation.period,
        observation.basis,
        observation.state,
        observation.published_on,
        observation.recorded_at,
    )
