"""Targets that wait for what the superior assigns: the latest year beside the value that was assigned for it.

What is assigned in percent of something that is no share is a change and is held against changes; all else is held
against levels, in the unit of its own row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lantu.cascade.keys import key_in_unit
from lantu.cascade.precision import decimals, published_unit
from lantu.cascade.rounding import rounded_to
from lantu.cascade.tracks import Direction, Measure
from lantu.model.annual_targets import AnnualTarget
from lantu.model.progress import Progress
from lantu.model.records import Statement
from lantu.monitoring.components import Component
from lantu.monitoring.issued import ends_of
from lantu.monitoring.measures.measured import Case
from lantu.monitoring.measuring import about_data
from lantu.monitoring.question import Question
from lantu.monitoring.reached import Reached
from lantu.monitoring.series import PERCENT, Series, Value
from lantu.monitoring.setting import FALL_WORDS, Setting, told_as_fall
from lantu.vocabulary.indicators import Indicator, indicator

_FINEST = 6  # decimals kept of a value that was converted
_GROWTH_WORDS = ("增速", "增长", "增幅", "降幅", "降低", "下降")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """The latest value of what a row asks for, as the row tells it."""

    row: AnnualTarget
    unit: str
    latest: Value
    value: Decimal
    change: bool
    less_is_better: bool
    fall: bool
    key: str


def assigned_progress(setting: Setting, statement: Statement, asked: Mapping[int, AnnualTarget]) -> Progress:
    """Return how the latest year stands beside the value that was assigned for it.

    Args:
        setting: Where and when it is looked at.
        statement: The target.
        asked: What was assigned, by year.
    """
    answers = [found for year in sorted(asked) if (found := _answer(setting, statement, asked[year])) is not None]
    if not answers:
        units = _other_units(setting, statement, asked)
        missing: dict[str, Component] = {"missing": "unit", "reference": "、".join(units)} if units else {}
        return setting.blank(statement, "missing", missing or {"missing": "observation"})
    latest = answers[-1]
    ends = ends_of(latest.row)
    if ends is None:
        return setting.blank(statement, "awaiting_target", {"missing": "number"})
    return _progress(setting, statement, latest, ends)


def _unit(statement: Statement, row: AnnualTarget) -> str:
    return row.unit or statement.unit or ""


def _answer(setting: Setting, statement: Statement, row: AnnualTarget) -> _Answer | None:
    """Return the value of the year a row is for, of the kind and in the unit in which the row asks; None if not known."""
    unit = _unit(statement, row)
    key = key_in_unit(statement.indicator, unit)
    series = setting.observations.series(key, "", unit)
    known = indicator(key)
    change = unit == PERCENT and _asks_for_change(statement, known, series)
    found = series.change(row.year) if change else series.level(row.year)
    if found is None:
        return None
    aspect = known.aspect if known is not None else "level"
    turned = change and told_as_fall(f"{row.text or ''}{statement.text}", statement.indicator, aspect)
    fall = change and (turned or aspect == "reduction" or any(word in statement.indicator for word in FALL_WORDS))
    return _Answer(
        row=row,
        unit=unit,
        latest=found,
        value=_kept(-found.value if turned else found.value),
        change=change,
        fall=fall,
        less_is_better=known is not None and known.direction == "down" and not fall,
        key=key,
    )


def _asks_for_change(statement: Statement, known: Indicator | None, series: Series) -> bool:
    """Tell whether percent means the change of something, and not a share."""
    if known is not None:
        return known.aspect != "level" or PERCENT not in known.units
    if any(word in statement.indicator for word in _GROWTH_WORDS):
        return True
    return not series.levels


def _kept(value: Decimal) -> Decimal:
    """Return a value without the endless digits of a conversion."""
    return value if decimals(value) <= _FINEST else rounded_to(value, Decimal(1).scaleb(-_FINEST))


def _other_units(setting: Setting, statement: Statement, asked: Mapping[int, AnnualTarget]) -> tuple[str, ...]:
    """Return the units of values that could not be held against what is asked for."""
    units = {_unit(statement, row) for row in asked.values()}
    found = (setting.observations.series(key_in_unit(statement.indicator, unit), "", unit) for unit in sorted(units))
    return tuple(dict.fromkeys(unit for series in found for unit in series.other_units))


def _progress(
    setting: Setting, statement: Statement, answer: _Answer, ends: tuple[Decimal, Decimal | None]
) -> Progress:
    wanted = ends[0]
    judged = dict(_judged(setting, statement, answer, ends))
    return Progress(
        target=statement.id,
        indicator=statement.indicator,
        form=statement.form,
        unit=answer.unit or None,
        target_value=wanted,
        latest=answer.value,
        due_value=wanted,
        observed_on=answer.latest.observation.period,
        recorded_at=answer.latest.observation.recorded_at,
        time_progress=answer.latest.date.elapsed(setting.start, setting.end),
        state="computed",
        components={
            **setting.common(statement),
            **judged,
            "year_met": judged["on_path"],
            "annual_target": wanted,
            "annual_value": answer.value,
            "line": "issued",
            **dict(about_data(answer.latest, setting.evaluation)),
        },
    )


def _judged(
    setting: Setting, statement: Statement, answer: _Answer, ends: tuple[Decimal, Decimal | None]
) -> Iterator[tuple[str, Component]]:
    """Yield whether the value is what was assigned, as both are published, and what decided."""
    case = _case(setting, statement, answer, ends)
    low, high = ends
    if high is None:
        yield from case.compared(answer.value, low, down=_falls(answer)).items()
        return
    above = case.compared(answer.value, low, down=False)
    below = case.compared(answer.value, high, down=True)
    yield from {**above, "on_path": above["on_path"] is True and below["on_path"] is True}.items()


def _falls(answer: _Answer) -> bool:
    """Tell whether the value must not be more than what is asked; the comparator says so, else what is better."""
    comparator = answer.row.comparator
    if comparator in ("<", "<=", ">", ">="):
        return comparator in ("<", "<=")
    return answer.less_is_better


def _case(setting: Setting, statement: Statement, answer: _Answer, ends: tuple[Decimal, Decimal | None]) -> Case:
    """Return the case in whose arithmetic the year is compared."""
    direction: Direction = "down" if answer.fall or _falls(answer) else "up"  # falls are published more finely
    measure: Measure = "index" if answer.change else "level"
    printed = [end for end in ends if end is not None]
    question = Question(
        statement=statement,
        key=answer.key,
        comparator=answer.row.comparator,
        unit=answer.unit,
        measure=measure,
        direction=direction,
        precision=published_unit(measure, direction, answer.unit, printed, Decimal(0)),
        binding=statement.attribute == "binding",
        start=setting.start,
        end=setting.end,
    )
    latest = Value(date=answer.latest.date, value=answer.value, observation=answer.latest.observation)
    return Case(
        question=question,
        reached=Reached(date=latest.date, state=answer.value, latest=latest),
        tolerances=setting.evaluation.tolerances,
    )
