"""What comes of a file while its tables are read: values, reasons, what is told; in the end all or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lantu.errors import LantuError
from lantu.exchange.observations.doubts import doubtful
from lantu.exchange.observations.known import Given, Known
from lantu.exchange.observations.mapping import CELL
from lantu.exchange.observations.report import Found, Missing, PlacedError
from lantu.exchange.observations.sheets import Sheet, column_of
from lantu.exchange.observations.values import CellError
from lantu.model.records import Observation
from lantu.monitoring.vintages import Slot, slot_of

_BASES = {"year_to_date": "M086", "period": "M087"}
_NAMED = 10

Key = tuple[Slot, str, str | None, str | None]


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
    _found: list[Found] = field(default_factory=list)
    _counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _first: dict[tuple[str, str, str], str] = field(default_factory=dict)
    _kept: dict[str, None] = field(default_factory=dict)
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

    def add(self, observation: Observation, place: str, *, of_month: bool, assumed: bool) -> None:
        """Take a value."""
        self._found.append(Found(observation, place, of_month, assumed))

    def results(self) -> tuple[list[Observation], list[str]]:
        """Return the values with their places, each thing once; contradictions become reasons."""
        seen: dict[Key, Found] = {}
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
        for doubted, other in doubtful(seen.values()):
            self._contradict(doubted, other, "M040")
        for found in seen.values():
            if found.of_month:
                self.count("M028", found.place, found.observation.indicator)
        kept = {id(found) for found in seen.values()}
        left = [found for found in self._found if id(found) in kept]
        return [found.observation for found in left], [found.place for found in left]

    def _contradict(self, found: Found, other: Found, code: str = "M062") -> None:
        observation = found.observation
        reason = CellError(
            code,
            indicator=observation.indicator,
            period=observation.period,
            value=f"{observation.value:f}",
            other=other.place,
            beside=f"{other.observation.period} {other.observation.value:f}",
        )
        sheet, _, address = found.place.rpartition("!")
        place = CELL.fullmatch(address)
        row, column = (int(place[2]), column_of(place[1]) or 0) if place else (0, 0)
        self.reasons.append(PlacedError(found.place, reason, sheet=sheet, row=row, column=column))

    def keep(self, name: str) -> None:
        """Note the name of an indicator nobody knows, whose values are kept all the same."""
        self._kept.setdefault(name)

    def counted(self) -> list[LantuError]:
        """Return what was counted, each with its number and first place, and the names that were kept."""
        told: list[LantuError] = [
            CellError(
                code,
                count=count,
                place=self._first[code, of, as_],
                indicator=of,
                said=CellError(_BASES[as_]) if as_ in _BASES else as_,
            )
            for (code, of, as_), count in self._counts.items()
        ]
        if self._kept:
            names = [*self._kept][:_NAMED]
            more = "……" if len(self._kept) > _NAMED else ""
            told.append(CellError("M027", count=len(self._kept), names="、".join(names) + more))
        return told


def _key(observation: Observation) -> Key:
    """Return what a value is one vintage of: 2025H1 and 2025-06 are one thing where the end of the period says all."""
    return slot_of(observation), observation.state, observation.published_on, observation.recorded_at
