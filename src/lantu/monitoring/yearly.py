"""How the year of the data date stands beside what was asked of it: by an issued annual target, else by the path."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lantu.cascade.rounding import rounded_to
from lantu.cascade.tracks import INDEX_BASE, Track
from lantu.cascade.years import printed
from lantu.model.annual_targets import AnnualTarget
from lantu.monitoring.components import Component
from lantu.monitoring.dates import MONTHS
from lantu.monitoring.measures.measured import STRICT, Case, finest, tolerance_of
from lantu.monitoring.question import Question
from lantu.monitoring.series import Value


def of_the_year(case: Case) -> Iterator[tuple[str, Component]]:
    """Yield how the year of the data date stands beside what was asked of it: by a person, else by the path."""
    question, found = case.question, case.reached
    year = found.date.year
    issued = question.annual.get(year)
    asked = issued.value if issued is not None else _of_path(question, year)
    yield "line", "issued" if issued is not None and issued.line == "issued" else "path"
    brought = found.yearly.get(year) if found.date.whole else None
    if question.measure != "level":  # a level is its own value of the year
        yield from _of_the_year_alone(found.part, brought)
    if asked is None:
        return
    if found.part is not None and question.measure == "sum" and asked:
        yield "year_share", found.part.value / asked
        yield "year_time", Decimal(found.part.date.month) / MONTHS
    if brought is None:
        return
    yield "annual_target", asked
    yield "annual_value", brought
    yield "year_met", _meets(case, brought, asked, issued)


def _of_the_year_alone(part: Value | None, brought: Decimal | None) -> Iterator[tuple[str, Component]]:
    """Yield what the year or its months brought, also where nothing was asked of it."""
    if part is not None:
        yield "year_to_date", part.value
    if brought is not None:
        yield "annual_value", brought


def _of_path(question: Question, year: int) -> Decimal | None:
    """Return what the path asks of a year, as it is printed."""
    if question.limited or year not in question.due:
        return None
    before = question.due.get(year - 1)
    if question.measure != "level" and before is None:
        return None
    track = Track(
        indicator=question.key,
        name=question.statement.indicator,
        unit=question.unit,
        measure=question.measure,
        years=(year,),
        wished=(),
        precision=question.precision,
        direction=question.direction,
    )
    return printed(track, before if before is not None else INDEX_BASE, question.due[year])


def _meets(case: Case, value: Decimal, asked: Decimal, issued: AnnualTarget | None) -> bool:
    """Tell whether a year brought what was asked of it, as both are published; rates of reductions are better when more.

    What was issued is published in its own digits; what the path asks has digits of the arithmetic.
    """
    question, unit = case.question, case.unit
    if issued is not None:
        unit = min(unit, finest(question.precision, asked))
    comparator = question.comparator if issued is None else issued.comparator
    strictly = issued is not None or case.years_left <= 0 or question.form == "average_growth"
    short, beyond = rounded_to(asked, unit) - rounded_to(value, unit), value > asked
    if question.direction == "down" and question.measure == "level":
        short, beyond = -short, value < asked
    if comparator in STRICT and strictly:
        return short < 0 or (short == 0 and beyond)
    if issued is None:
        return short <= (case.tolerance_on_way(asked) or 0)
    return short <= (tolerance_of(comparator, case.tolerances, asked, question.precision) or 0)
