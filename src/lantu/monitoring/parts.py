"""What annual targets ask of subjects other than the plan's own area: the last year's is what is asked of the end.

An area of which not every year has an annual target yet is asked those years and nothing of the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from lantu.cascade.observed import in_unit
from lantu.cascade.tracks import Direction, Track
from lantu.cascade.years import start_of, states_from
from lantu.model.annual_targets import AnnualTarget
from lantu.monitoring.issued import ends_of
from lantu.monitoring.question import Bounds, Question

Asked = Mapping[tuple[str, str], Mapping[int, AnnualTarget]]
"""Annual targets by target and subject, then by year."""


def of_subjects(question: Question, asked: Asked) -> Iterator[Question]:
    """Yield what the annual targets of other subjects ask.

    Args:
        question: What is asked of the plan's own area.
        asked: The annual targets that stand.
    """
    for (target, subject), rows in sorted(asked.items()):
        if subject and target == question.statement.id:
            told = in_its_unit(question, rows)
            if told:
                yield _of_subject(question, subject, told)


def in_its_unit(question: Question, rows: Mapping[int, AnnualTarget]) -> dict[int, AnnualTarget]:
    """Return annual targets told in the unit of a question; those of another kind (a rate of a level) are left out.

    Of a range it is the end that has to be kept.
    """
    told = {}
    for year, row in rows.items():
        asked = _end_to_keep(question, row)
        value = None if asked is None else in_unit(asked, row.unit or question.unit, question.unit)
        if value is not None:
            told[year] = replace(row, value=value, unit=question.unit or None)
    return told


def _end_to_keep(question: Question, row: AnnualTarget) -> Decimal | None:
    if row.value is not None:
        return row.value
    low, high = ends_of(row) or (None, None)
    return high if high is not None and question.direction == "down" and question.measure == "level" else low


def _of_subject(question: Question, subject: str, rows: Mapping[int, AnnualTarget]) -> Question:
    years = tuple(_from_the_first(question.start, rows))
    track = Track(
        indicator=question.key,
        name=question.statement.indicator,
        unit=question.unit,
        measure=question.measure,
        years=years,
        wished=(),
        precision=question.precision,
        direction=question.direction,
    )
    states = dict(zip(years, states_from(track, [rows[year].value or Decimal(0) for year in years]), strict=True))
    base = {} if question.measure == "level" else {question.base_year: start_of(question.measure)}
    return replace(
        question,
        subject=subject,
        baseline=None,
        baseline_printed=None,
        rise=None,
        end_state=states.get(question.end),
        due={**base, **states} if states else {},
        bounds={year: _side(question.direction, state) for year, state in states.items()} if question.limited else {},
        annual=rows,
    )


def _from_the_first(start: int, rows: Mapping[int, AnnualTarget]) -> Iterator[int]:
    """Yield the years from the first on that have an annual target, up to the first that has none."""
    year = start
    while year in rows:
        yield year
        year += 1


def _side(direction: Direction, state: Decimal) -> Bounds:
    return (None, state) if direction == "down" else (state, None)
