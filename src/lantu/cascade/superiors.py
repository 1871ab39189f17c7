"""The superior's values: expected, issued, issued again, and what moves when one arrives.

A county breaks its plan down before the city has issued its figures, and does it again when they come. Nothing is
overwritten: a value that is issued again stands beside the one before. What moves is told as one list, so that nobody
has to compare two tables by eye.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lantu.cascade.allocation import Allocation, SuperiorValue
from lantu.model.annual_targets import AnnualTarget
from lantu.model.fields import write_text
from lantu.model.records import Comparator


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An annual target that is another after than before.

    Attributes:
        target: Id of the statement.
        indicator: Printed name.
        subject: Of whom; empty for the plan's own area.
        year: The year.
        line: Of which line.
        unit: Unit of the values.
        before: The value before, or None where there was none.
        after: The value after, or None where there is none any more.
        comparator: How the value bounds the indicator after, or did before where there is none after.
        printed_before: What was asked before as printed, words included; empty where nothing was.
        printed_after: What is asked after as printed; empty where nothing is any more.
    """

    target: str
    indicator: str
    subject: str
    year: int
    line: str
    unit: str | None
    before: Decimal | None
    after: Decimal | None
    comparator: Comparator
    printed_before: str = ""
    printed_after: str = ""

    @property
    def change(self) -> Decimal | None:
        """By how much it moved, or None where it came or went."""
        return None if self.before is None or self.after is None else self.after - self.before


def arrived(allocation: Allocation, value: SuperiorValue) -> Allocation:
    """Return an allocation with a superior's value that has arrived; those before it stay, the last of a year counts.

    A value for a year that has one already stands as issued again, whatever it says of itself.

    >>> first = SuperiorValue(indicator="gdp", year=2026, value=Decimal(5), standing="provisional")
    >>> second = SuperiorValue(indicator="gdp", year=2026, value=Decimal("5.5"), standing="issued")
    >>> third = SuperiorValue(indicator="gdp", year=2026, value=Decimal(6), standing="issued")
    >>> [each.standing for each in arrived(arrived(arrived(Allocation(), first), second), third).superiors]
    ['provisional', 'issued', 'reissued']
    """
    same = [each for each in allocation.superiors if (each.indicator, each.year) == (value.indicator, value.year)]
    again = any(each.standing != "provisional" for each in same) and value.standing == "issued"
    standing = replace(value, standing="reissued") if again else value
    return replace(allocation, superiors=(*allocation.superiors, standing))


def moves(before: Iterable[AnnualTarget], after: Iterable[AnnualTarget]) -> tuple[Move, ...]:
    """Return what moved between two breakdowns of one plan, by target, subject, line and year."""
    old, new = _by_place(before), _by_place(after)
    places = sorted({*old, *new})
    return tuple(move(old.get(place), new.get(place)) for place in places if _differ(old.get(place), new.get(place)))


_Place = tuple[str, str, str, int]


def _by_place(rows: Iterable[AnnualTarget]) -> dict[_Place, AnnualTarget]:
    return {(row.target, row.subject, row.line, row.year): row for row in rows}


def _differ(old: AnnualTarget | None, new: AnnualTarget | None) -> bool:
    if old is None or new is None:
        return True
    return (old.value, old.comparator, old.unit, old.text) != (new.value, new.comparator, new.unit, new.text)


def move(old: AnnualTarget | None, new: AnnualTarget | None) -> Move:
    """Return the move from one annual target to another of the same place; one of them may be missing."""
    known: Sequence[AnnualTarget] = [row for row in (new, old) if row is not None]
    row = known[0]
    return Move(
        target=row.target,
        indicator=row.indicator,
        subject=row.subject,
        year=row.year,
        line=row.line,
        unit=row.unit,
        before=None if old is None else old.value,
        after=None if new is None else new.value,
        comparator=row.comparator,
        printed_before=_printed(old),
        printed_after=_printed(new),
    )


def _printed(row: AnnualTarget | None) -> str:
    if row is None:
        return ""
    return row.text or ("" if row.value is None else write_text(row.value))
