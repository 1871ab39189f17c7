"""What moves, as pages show it: the plan's own targets and its areas by year, the old value beside the new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lantu.cascade.issuing import asks_less, better_side
from lantu.cascade.superiors import Move
from lantu.model.annual_targets import AnnualTarget
from lantu_web.cascade.breakdowns import Broken
from lantu_web.cascade.models import Negotiation
from lantu_web.cascade.rounds import ADDING


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """One row of a table by year.

    Attributes:
        target: Id of the statement.
        indicator: Printed name.
        name: Name of the area; empty for the plan's own.
        line: Path, rolled or issued.
        unit: Unit of the values.
        cells: Of each year what was asked and what will be, or None where nothing moves.
    """

    target: str
    indicator: str
    name: str
    line: str
    unit: str
    cells: list[tuple[str, str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """An issued annual target that stays as it is although what was computed for it moves.

    Attributes:
        row: What was issued.
        name: Name of the area; empty for the plan's own.
        after: What is computed now.
        less: Whether the issued value now asks for less than is computed.
    """

    row: AnnualTarget
    name: str
    after: str
    less: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """Rounds whose total is no longer what the areas come to.

    Attributes:
        negotiation: The rounds.
        total: What the areas come to now.
    """

    negotiation: Negotiation
    total: Decimal


def moved_lines(moved: Iterable[Move], years: Sequence[int], names: Mapping[str, str]) -> list[MovedLine]:
    """Return what moved, a row for each target, subject and line."""
    groups: dict[tuple[str, str, str], dict[int, Move]] = {}
    for each in moved:
        groups.setdefault((each.target, each.subject, each.line), {})[each.year] = each
    return [_line(by_year, years, names) for by_year in groups.values()]


def _line(by_year: Mapping[int, Move], years: Sequence[int], names: Mapping[str, str]) -> MovedLine:
    first = next(iter(by_year.values()))
    cells = [by_year.get(year) for year in years]
    return MovedLine(
        target=first.target,
        indicator=first.indicator,
        name=names.get(first.subject, first.subject) if first.subject else "",
        line=first.line,
        unit=first.unit or "",
        cells=[None if each is None else (each.printed_before or "—", each.printed_after or "—") for each in cells],
    )


def left_behind(moved: Iterable[Move], held: Broken, after: Broken) -> Iterator[Left]:
    """Yield the issued annual targets whose computed value moves: somebody must say whether they stay."""
    latest = {(row.target, row.subject, row.year): row for row in held.issued}
    computed = {(row.target, row.subject, row.year, row.line): row for row in after.computed}
    places = dict.fromkeys((each.target, each.subject, each.year) for each in moved)
    for place in places:
        row = latest.get(place)
        new = computed.get((*place, "rolled")) or computed.get((*place, "path"))
        if row is None or new is None or new.value == row.value:
            continue
        statement = held.statements.get(row.target)
        yield Left(
            row=row,
            name=held.names.get(row.subject, row.subject) if row.subject else "",
            after=new.text or ("" if new.value is None else f"{new.value:f}"),
            less=asks_less(new, row.value, better_side(statement.form if statement else None)),
        )


def recounts(rounds: Iterable[Negotiation], after: Broken) -> Iterator[Recount]:
    """Yield the rounds whose total is another than what was computed for the areas now."""
    sums: dict[tuple[str, int], Decimal] = {}
    lines = {(row.target, row.year): row.line for row in after.computed if row.subject}  # the rolled line comes last
    for row in after.computed:
        if row.subject and row.rule == ADDING and row.value is not None and row.line == lines[row.target, row.year]:
            sums[row.target, row.year] = sums.get((row.target, row.year), Decimal(0)) + row.value
    for each in rounds:
        total = sums.get((each.target, each.year))
        over = any(step.kind == "issue" for step in each.steps.all())
        if total is not None and total != each.total and not over:
            yield Recount(negotiation=each, total=total)
