"""What came of reading a file: all its observations, or all the reasons why none was taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantu.errors import LantuError
from lantu.model.records import Observation


class PlacedError(LantuError):
    """A reason with its place.

    Attributes:
        sheet: Name of the sheet; empty for a CSV file.
        row: Number of the row, from 1.
        column: Number of the column, from 0.
        place: The place as people write it, such as ``月报!C7``.
    """

    def __init__(self, place: str, reason: LantuError, *, sheet: str = "", row: int = 0, column: int = 0) -> None:
        self.sheet, self.row, self.column, self.place = sheet, row, column, place
        super().__init__("M003", place=place, reason=reason)

    @property
    def reason(self) -> LantuError:
        """What is wrong there, without the place."""
        reason = self.fields["reason"]
        if not isinstance(reason, LantuError):
            raise TypeError(reason)
        return reason


class ObservationError(LantuError):
    """A file cannot be taken; nothing of it was. Its ``reasons`` name every cell and what is wrong with it."""

    def __init__(self, file: str, reasons: Sequence[LantuError]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("M002", file=file, count=len(self.reasons))


@dataclass(slots=True)
class Found:
    """A value on its way.

    Attributes:
        observation: The value.
        place: Where it is.
        of_month: Whether it is a change of the month alone.
        assumed: Whether how it relates to its period is assumed.
    """

    observation: Observation
    place: str
    of_month: bool
    assumed: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """A cell that holds no value.

    Attributes:
        place: Where it is.
        indicator: The indicator as printed.
        mark: What stands in it: —, …, 未公布, or nothing.
    """

    place: str
    indicator: str
    mark: str


@dataclass(frozen=True, slots=True)
class Taken:
    """All that a file holds.

    Attributes:
        file: Its name.
        observations: Its values in the order of the cells.
        places: The place of each value.
        missing: Cells without a value, which become no observation.
        told: What a person should know before it is accepted: hedges, assumptions, what was left out.
        tables: Where tables were found, such as ``月报!A3``.
    """

    file: str
    observations: tuple[Observation, ...]
    places: tuple[str, ...]
    missing: tuple[Missing, ...] = ()
    told: tuple[LantuError, ...] = ()
    tables: tuple[str, ...] = ()
