"""What a breakdown prints: an annual target for every year, subject and target, with its reason in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from lantu.cascade.areas import part_said
from lantu.cascade.balance.explaining import move_said
from lantu.cascade.lines import Line
from lantu.cascade.rounding import in_digits, rounded_to
from lantu.cascade.telling import as_told, path_said
from lantu.cascade.tracks import Track
from lantu.cascade.years import states_from
from lantu.errors import Language, message
from lantu.model.annual_targets import AnnualTarget
from lantu.model.fields import write_text
from lantu.model.records import Form, Statement

RANGES: frozenset[Form] = frozenset({"range", "average_growth"})
"""Forms of which a range is asked of every year as it stands; a range of amounts is asked of the period alone."""


def rows_of(
    path: Line, rolled: Line | None, in_words: Sequence[Statement], years: Sequence[int], language: Language | str
) -> list[AnnualTarget]:
    """Return the annual targets of a breakdown.

    Args:
        path: The line from the plan.
        rolled: The line from what was reached, or None.
        in_words: Targets that every year repeats in words.
        years: The years of the plan.
        language: Language of the reasons.
    """
    rows = [*_rows(path, "path", language), *(_rows(rolled, "rolled", language) if rolled else ())]
    return rows + [row for statement in in_words for row in _in_words(statement, years, language)]


def _rows(line: Line, kind: str, language: Language | str) -> Iterator[AnnualTarget]:
    moves = {after.key: move_said(before, after, line.balance.rules, language) for before, after in line.balance.moved}
    for track in line.tracks:
        if kind == "rolled" and not any(track.is_past(year) for year in track.years):
            continue
        why = moves.get(track.key) if line.balance.possible else message("K163", language)
        shared = line.parts.get(track.indicator) if track.subject else None
        printed = track.with_states(states_from(track, line.values[track.key]))
        said = part_said(shared, printed, language) if shared else path_said(track, language, second=why or None)
        for year, value in zip(track.years, line.values[track.key], strict=True):
            yield AnnualTarget(
                target=track.target,
                indicator=track.name,
                subject=track.subject,
                year=year,
                unit=track.unit or None,
                line="rolled" if kind == "rolled" else "path",
                rule=track.rule,
                **{"explanation": said, **_asked(track, value, language)},
            )


def _asked(track: Track, value: Decimal, language: Language | str) -> dict[str, Any]:
    """Return what is asked of a year: a value, or the range that holds in each, which needs no other reason."""
    last = track.years[-1]
    low, high = track.bounds(last)
    if track.comparator == "range" and track.form in RANGES and low is not None and high is not None:
        sides = (write_text(rounded_to(as_told(track, last, side), track.precision)) for side in (low, high))
        said = message("K064", language, indicator=track.name)
        return {"comparator": "range", "text": f"{'—'.join(sides)}{track.unit}", "explanation": said}
    comparator = ">=" if track.comparator == "range" else track.comparator
    return {"comparator": comparator, "value": in_digits(value, track.precision)}


def _in_words(statement: Statement, years: Sequence[int], language: Language | str) -> Iterator[AnnualTarget]:
    for year in years:
        yield AnnualTarget(
            target=statement.id,
            indicator=statement.indicator,
            year=year,
            comparator=statement.comparator,
            text=" ".join(statement.text.split()),
            line="path",
            explanation=message("K162", language),
        )
