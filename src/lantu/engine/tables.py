"""Tables for the engine from the records of a plan: what is asked, and what was observed, every vintage kept.

For a plan on this machine :func:`lantu.monitoring.monitoring.monitor` is the better way. Tables are for many plans at
once: each is turned here, written as parquet and read together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from lantu.cascade.observed import in_unit
from lantu.cascade.tracks import INDEX_BASE
from lantu.engine.columns import MEASURES
from lantu.model.records import Form, Observation
from lantu.monitoring.dates import DataDate, date_of
from lantu.monitoring.question import Question
from lantu.monitoring.series import PERCENT, changing, in_percent, is_rate, observed_key
from lantu.monitoring.vintages import recorded
from lantu.targets import growth

_OBSERVED: dict[str, Any] = {
    "subject": pl.String,
    "indicator": pl.String,
    "basis": pl.String,
    "year": pl.Int32,
    "month": pl.Int32,
    "value": pl.Float64,
    "recorded_at": pl.Datetime("us", "UTC"),
}
_ASKED: dict[str, Any] = {
    "target": pl.String,
    "subject": pl.String,
    "indicator": pl.String,
    "form": pl.String,
    "direction": pl.String,
    "unit": pl.String,
    "baseline": pl.Float64,
    "target_value": pl.Float64,
    "target_high": pl.Float64,
    "start": pl.Int32,
    "end": pl.Int32,
    "limited_from": pl.Int32,
}
_TOLD = {"level": "level", "rise": "level", "limit": "level", "sum": "sum", "growth": "index", "reduction": "index"}
"""How the states of a measure are told, see :data:`lantu.cascade.tracks.Measure`."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where values of an indicator stand in a table: as it is asked, in its unit, for its level or to be added up."""

    key: str
    unit: str
    adds: bool

    @property
    def name(self) -> str:
        return f"{self.key} {self.unit}{' +' if self.adds else ''}".strip()


def targets_of(questions: Iterable[Question]) -> pl.DataFrame:
    """Return what is asked as a table.

    Ways that are bent and annual targets that were issued are left out: the engine judges by the even way. What it cannot
    judge gets no form, so that nothing is computed of it: a target whose values are told otherwise than its form says (a
    level that shall double, told in growth), limits that differ from year to year or bound both sides of a cap, and the
    rise of an area of which only the levels of its years are asked.

    Args:
        questions: What is asked, see :func:`lantu.monitoring.questions.questions_of`.

    Returns:
        Columns :data:`lantu.engine.columns.ASKED` and :data:`~lantu.engine.columns.OPTIONAL`; ``indicator`` is the key of the
        indicator with the unit it is asked in (``gdp 亿元``), and a mark where it is added up over years (``new-jobs 万人 +``).
    """
    return pl.DataFrame([_asked(question) for question in questions], schema=_ASKED, orient="row")


def observations_of(observations: Iterable[Observation], questions: Iterable[Question]) -> pl.DataFrame:
    """Return as a table what was observed of what is asked, told as it is asked; nothing else is in it.

    Args:
        observations: All vintages.
        questions: What is asked.

    Returns:
        Columns :data:`lantu.engine.columns.OBSERVED`. Values of another kind of unit, and of periods that are no year,
        half, quarter or month, are not in it: nothing can be worked out from them.
    """
    wanted: defaultdict[str, dict[_Place, int]] = defaultdict(dict)
    for question in questions:
        place = _Place(question.key, question.unit, adds=question.measure == "sum")
        wanted[question.key][place] = 1
        for base, sign in changing(question.key):
            wanted[base][place] = sign
    rows = [row for each in observations for row in _rows(each, wanted[observed_key(each)])]
    return pl.DataFrame(rows, schema=_OBSERVED, orient="row")


def _asked(question: Question) -> tuple[Any, ...]:
    low, high = _ends(question)
    return (
        question.statement.id,
        question.subject,
        _Place(question.key, question.unit, adds=question.measure == "sum").name,
        _form(question) if _fits(question) else None,
        question.direction,
        question.unit or None,
        None if question.baseline is None else float(question.baseline),
        low,
        high,
        question.start,
        question.end,
        min(question.bounds, default=None) if question.limited else None,
    )


def _form(question: Question) -> Form | None:
    """Return the form as which a target is worked out: a rise without a baseline adds up, points a year make a rise."""
    if question.rises and question.measure == "sum":
        return "cumulative_sum"
    return "cumulative_increment" if question.rise is not None else question.form


def _fits(question: Question) -> bool:
    """Tell whether one number asked of the end says all."""
    if _TOLD.get(MEASURES.get(_form(question) or "", "")) != question.measure:
        return False
    if question.form == "cumulative_increment" and question.subject and question.annual:
        return question.baseline is not None
    if not question.limited or not question.bounds:
        return True
    years = range(min(question.bounds), question.end + 1)
    return set(years) == set(question.bounds) and len(set(question.bounds.values())) == 1 and _of_its_form(question)


def _of_its_form(question: Question) -> bool:
    """Tell whether a limit is bounded on the side that its form says, and on no other."""
    low, high = question.bounds[question.end]
    if question.form == "range":
        return True
    return low is None if question.direction == "down" else high is None


def _ends(question: Question) -> tuple[float | None, float | None]:
    """Return what is asked of the end as the plan prints it, and the upper end of a range."""
    if question.limited:
        low, high = question.bounds.get(question.end, (None, None))
        if question.form == "range":
            return _float(low), _float(high)
        return _float(high if low is None else low), None
    end, sign = question.end_state, -1 if question.direction == "down" else 1
    if _form(question) == "cumulative_increment":
        return _float(_rise(question)), None
    if end is None or question.measure == "sum":
        return _float(end), None
    if question.measure == "index":
        factor = end / INDEX_BASE
        if question.form == "average_growth" and factor > 0:
            return _float(100 * sign * growth.average(factor, question.years)), None
        return _float(100 * sign * (factor - 1)), None
    return _float(end), None


def _rise(question: Question) -> Decimal | None:
    """Return the rise that is asked, which is known even where the level that it is added to is not."""
    if question.end_state is not None and question.baseline is not None:
        return question.end_state - question.baseline
    if question.rise is not None:
        return question.rise
    value = question.statement.value
    return None if value is None else in_unit(value, question.statement.unit, question.unit)


def _rows(observation: Observation, wanted: dict[_Place, int]) -> Iterator[tuple[Any, ...]]:
    """Yield a value once for every indicator it tells something of: growth of what grows under its own name too.

    A change of what is a rate itself (the rise of prices) is its level as well. A state at a moment adds nothing to a sum.
    """
    date = date_of(observation.period)
    if date is None:
        return
    of_change = observation.basis in ("change_on_year", "since_baseline")
    own = observed_key(observation)
    for place, sign in wanted.items():
        value = _told(observation, place.unit)
        adds_nothing = observation.basis == "point" and place.adds
        if value is not None and (of_change or place.key == own) and not adds_nothing:
            told = float(sign * value) if place.key != own else float(value)
            as_level = ("year_to_date",) if observation.basis == "change_on_year" and is_rate(place.key) else ()
            for basis in (observation.basis, *as_level):
                yield (
                    observation.subject,
                    place.name,
                    basis,
                    *_when(observation, date),
                    told,
                    _moment(observation),
                )


def _told(observation: Observation, unit: str) -> Decimal | None:
    if observation.basis == "change_on_year":
        return in_unit(observation.value, observation.unit, PERCENT)
    value = in_unit(observation.value, observation.unit, unit)
    if value is None and observation.basis == "since_baseline":
        return in_percent(observation)
    return value


def _when(observation: Observation, date: DataDate) -> tuple[int, int | None]:
    return date.year, None if observation.period.isdigit() else date.month


def _moment(observation: Observation) -> Any:
    return recorded(observation) if observation.recorded_at else None


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
