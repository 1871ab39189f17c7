"""A breakdown as pages show it: the table by year, the chart of a target, the tiles of its areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from lantu.cascade.telling import method_said
from lantu.model.annual_targets import AnnualTarget
from lantu.model.fields import write_text
from lantu.reporting.paths import Point, paths
from lantu_web.cascade.breakdowns import Broken
from lantu_web.pages.charts import Drawn
from lantu_web.pages.words import language, word

LINES = ("observed", "path", "rolled", "issued")
SHADES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a table by year.

    Attributes:
        target: Id of the statement.
        indicator: Printed name.
        subject: Of whom; empty for the plan's own area.
        name: Name of the subject.
        line: Path, rolled or issued: which counts.
        unit: Unit of the values.
        baseline: Value of the base year, or None.
        cells: What each year asks, as printed.
        explanation: Why it is so.
        attribute: Binding or anticipatory, or empty.
        method: How the path walks.
    """

    target: str
    indicator: str
    subject: str
    name: str
    line: str
    unit: str
    baseline: Decimal | None
    cells: list[str]
    explanation: str
    attribute: str
    method: str

    @property
    def in_words(self) -> str:
        """What every year asks alike and in words, such as 与经济增长同步; empty where years have numbers."""
        alike = len(set(self.cells)) == 1 and _number(self.cells[0]) is None
        return self.cells[0] if alike else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """An area on the tile map.

    Attributes:
        name: Its name.
        value: What it is asked, as printed.
        shade: Between 1 and 5, from the least to the most.
    """

    name: str
    value: str
    shade: int


def lines_of(held: Broken, *, subject: str | None = "", target: str | None = None) -> list[Line]:
    """Return the rows that count, a row for each target and subject.

    Args:
        held: The breakdown.
        subject: Only those of one subject; None for all.
        target: Only those of one target; None for all.
    """
    groups: dict[tuple[str, str], list[AnnualTarget]] = {}
    for row in held.standing:
        if subject in (None, row.subject) and target in (None, row.target):
            groups.setdefault((row.target, row.subject), []).append(row)
    order = {each: place for place, each in enumerate(held.statements)}
    return [
        _line(held, rows)
        for _, rows in sorted(groups.items(), key=lambda each: (order.get(each[0][0], -1), each[0][1]))
    ]


def _line(held: Broken, rows: Sequence[AnnualTarget]) -> Line:
    first, by_year = rows[0], {row.year: row for row in rows}
    statement = held.statements.get(first.target)
    return Line(
        target=first.target,
        indicator=first.indicator,
        subject=first.subject,
        name=held.names.get(first.subject, first.subject),
        line=max((row.line for row in rows), key=LINES.index),
        unit=first.unit or "",
        baseline=held.about.baselines.get((first.target, first.subject)),
        cells=[printed(by_year.get(year)) for year in held.found.years],
        explanation=first.explanation or "",
        attribute=(statement.attribute or "") if statement else "",
        method=method_said(first.rule, language.get()) if first.rule and not first.subject else "",
    )


def printed(row: AnnualTarget | None) -> str:
    """Return what a year asks, as issued where it was issued in words."""
    if row is None:
        return ""
    return row.text or ("" if row.value is None else write_text(row.value))


def chart_of(held: Broken, target: str) -> Drawn | None:
    """Return the chart of a target's own path against what was reached, or None where there are no numbers."""
    points = list(_points(held, target))
    if not points:
        return None
    years = sorted({point.year for point in points})
    known = {(point.line, point.year): point.value for point in points}
    present = [line for line in LINES if any(point.line == line for point in points)]
    unit = next((row.unit or "" for row in held.rows if row.target == target), "")
    return Drawn(
        name="path",
        title=word("cascade.chart_title"),
        draw=partial(paths, points, unit),
        heads=[word("cascade.year"), *(word(f"cascade.line_{line}") for line in present)],
        rows=[[year, *(known.get((line, year), "") for line in present)] for year in years],
    )


def _points(held: Broken, target: str) -> Iterator[Point]:
    baseline, first = held.about.baselines.get((target, "")), held.found.years[0]
    for year, value in held.found.history.get(target, {}).items():
        if baseline is None or year < first - 1:
            yield _point("observed", year, value)
    if baseline is not None:
        for line in ("observed", "path"):
            yield _point(line, first - 1, baseline)
    for (of, subject, year), value in held.about.actual.items():
        if of == target and not subject:
            yield _point("observed", year, value)
    latest = {(row.line, row.year): row.value for row in held.rows if row.target == target and not row.subject}
    for (line, year), number in latest.items():
        if number is not None:
            yield _point(line, year, number)


def _point(line: str, year: int, value: Decimal) -> Point:
    return Point(line=line, word=word(f"cascade.line_{line}"), year=year, value=float(value))


def tiles_of(lines: Sequence[Line], at: int) -> list[Tile]:
    """Return the tiles of areas for one year, shaded by rank of their values; areas without a number have no shade."""
    numbers = [_number(line.cells[at]) for line in lines]
    known = sorted({value for value in numbers if value is not None})
    steps = {value: 1 + place * SHADES // len(known) for place, value in enumerate(known)}
    return [
        Tile(name=line.name, value=line.cells[at], shade=steps.get(value, 0) if value is not None else 0)
        for line, value in zip(lines, numbers, strict=True)
    ]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text and text.lstrip("-").replace(".", "", 1).isdecimal() else None


def total_of(lines: Sequence[Line]) -> list[str]:
    """Return the exact sums of areas by year; empty where one of them has no number."""
    sums = []
    for column in zip(*(line.cells for line in lines), strict=True):
        numbers = [_number(cell) for cell in column]
        known = [value for value in numbers if value is not None]
        sums.append(write_text(sum(known, Decimal(0))) if len(known) == len(numbers) and known else "")
    return sums
