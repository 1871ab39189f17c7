"""Which state has been reached, at which date, from what was observed.

States are told as the target's way is (:mod:`lantu.cascade.tracks`). Amounts and rates of years add up and multiply only
when no year is missing: a hole is named, never filled.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lantu.cascade.tracks import INDEX_BASE
from lantu.monitoring.dates import MONTHS, DataDate
from lantu.monitoring.question import Question
from lantu.monitoring.series import Series, Value, is_intensive
from lantu.targets.kinds import power


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What has been reached of one question.

    Attributes:
        date: The data date.
        state: The state at that date.
        latest: The observation that decides the data date.
        states: State at the end of each whole year observed, the base year included where it is known.
        yearly: What each year brought, as it is printed: the level, the amount, or the rate on the year before.
        part: The value from January to the data date where that lies within a year: an amount or a rate.
        used: The values of the years it rests on.
    """

    date: DataDate
    state: Decimal
    latest: Value
    states: Mapping[int, Decimal] = field(default_factory=dict)
    yearly: Mapping[int, Decimal] = field(default_factory=dict)
    part: Value | None = None
    used: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Why nothing can be said.

    Attributes:
        what: ``observation`` (none at all), ``year`` (a year before the latest is missing), ``unit`` (of another kind),
            ``growth`` (only levels were observed of what grows) or ``rate`` (one that leaves nothing: 100 % down or more).
        year: The year that is missing, where one is.
        units: Units found, where they do not fit.
        latest: The latest whole year that is known all the same, or None.
    """

    what: str
    year: int | None = None
    units: tuple[str, ...] = ()
    latest: Value | None = None


def reached(question: Question, series: Series) -> Reached | Hole:
    """Return the state reached, or what is missing for it.

    Args:
        question: What is asked.
        series: What was observed, of any year.
    """
    own = series.within(question.start, question.end)
    if question.measure == "index" and (wrong := _impossible(question, own)) is not None:
        return wrong
    found = {"level": _level, "sum": _sum, "index": _index}[question.measure](question, own)
    if found is not None:
        return found
    return _hole(question, own)


def _impossible(question: Question, series: Series) -> Hole | None:
    """Return the rate or total that leaves nothing of what it is of: years cannot be multiplied with it."""
    sign = -1 if question.direction == "down" else 1
    wrong = [each for each in (*series.changes, *series.since) if 1 + sign * each.value / 100 <= 0]
    return Hole(what="rate", year=wrong[0].date.year, latest=None) if wrong else None


def _hole(question: Question, series: Series) -> Hole:
    if question.measure == "sum":
        values: Sequence[Value] = sorted((*series.amounts, *series.to_date), key=lambda each: each.date)
    else:
        values = series.changes if question.measure == "index" else series.levels
    if values:
        seen = {each.date.year for each in values if each.date.whole or question.measure == "level"}
        seen |= {year for each in series.since if each.date.whole for year in range(question.start, each.date.year + 1)}
        latest = next((each for each in reversed(values) if each.date.whole), None)
        return Hole(
            what="year", year=next(y for y in range(question.start, question.end + 2) if y not in seen), latest=latest
        )
    if series.other_units:
        return Hole(what="unit", units=series.other_units)
    wanted = {"index": "growth", "sum": "additions"}.get(question.measure)
    return Hole(what=wanted if wanted and (series.levels or series.only_levels) else "observation")


def _level(question: Question, series: Series) -> Reached | None:
    """Return the latest level; a mean to date counts where it is the same kind of thing as that of a year."""
    risen = _risen(question, series)
    values = [*(series.to_date if is_intensive(question.unit) else ()), *series.levels]
    if not values:
        return risen
    latest = max(values, key=lambda each: (each.date, each.observation.basis != "period" or each.date.whole))
    whole = {each.date.year: each.value for each in series.levels if each.date.whole}
    if risen is not None and risen.date > latest.date:
        return risen
    part = max(series.to_date, key=lambda each: each.date, default=None)
    part = part if part is not None and part.date > latest.date else None
    return Reached(date=latest.date, state=latest.value, latest=latest, states=whole, yearly=whole, part=part)


def _risen(question: Question, series: Series) -> Reached | None:
    """Return the level that a published rise since the base year makes."""
    if not series.since or question.baseline is None or not question.rises:
        return None
    latest = series.since[-1]
    return Reached(date=latest.date, state=question.baseline + latest.value, latest=latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chain:
    """How the values of years make a state.

    Attributes:
        start: State of the base year.
        years: Values of whole years.
        parts: Values from January to a month.
        total: The state that a published total since the base year stands for.
        step: The state to which a value leads from the one before.
    """

    start: Decimal
    years: Mapping[int, Value]
    parts: Sequence[Value]
    total: Callable[[Value], Decimal]
    step: Callable[[Decimal, Value], Decimal]


def _sum(question: Question, series: Series) -> Reached | None:
    """Return the amount so far."""
    chain = _Chain(
        start=Decimal(0),
        years={each.date.year: each for each in series.amounts},
        parts=series.to_date,
        total=lambda total: total.value,
        step=lambda before, each: before + each.value,
    )
    return _chained(question, series.since, chain)


def _index(question: Question, series: Series) -> Reached | None:
    """Return the index so far; the rate of a year under way is weighed by its months."""
    sign = -1 if question.direction == "down" else 1

    def factor(each: Value) -> Decimal:
        return 1 + sign * each.value / 100

    def step(before: Decimal, each: Value) -> Decimal:
        made: Decimal = before * power(factor(each), Decimal(each.date.month) / MONTHS)
        return made

    chain = _Chain(
        start=INDEX_BASE,
        years={each.date.year: each for each in series.changes if each.date.whole},
        parts=[each for each in series.changes if not each.date.whole],
        total=lambda total: INDEX_BASE * factor(total),
        step=step,
    )
    return _chained(question, series.since, chain)


def _chained(question: Question, totals: Sequence[Value], chain: _Chain) -> Reached | None:
    """Return the state that years make on from the last published total of a year; a later total goes before it."""
    anchors = [each for each in totals if each.date.whole]
    states = {question.base_year: chain.start, **{each.date.year: chain.total(each) for each in anchors}}
    years = list(_unbroken(max(states) + 1, chain.years))
    used = [*anchors[-1:], *(chain.years[year] for year in years)]
    for year in years:
        states[year] = chain.step(states[year - 1], chain.years[year])
    following = max(states) + 1
    part = next((each for each in reversed(chain.parts) if each.date.year == following), None)
    latest = part or (used[-1] if years else None)
    yearly = {year: each.value for year, each in chain.years.items()}
    if totals and (latest is None or totals[-1].date >= latest.date):
        total = totals[-1]
        return Reached(date=total.date, state=chain.total(total), latest=total, states=states, yearly=yearly)
    known = [*chain.years, *(each.date.year for each in chain.parts)]
    if latest is None or max(known) > following:
        return None
    state = states[max(states)] if part is None else chain.step(states[max(states)], part)
    return Reached(
        date=latest.date, state=state, latest=latest, states=states, yearly=yearly, part=part, used=tuple(used)
    )


def _unbroken(start: int, known: Collection[int]) -> Iterator[int]:
    """Yield the years from the first on, up to the first that is not known."""
    year = start
    while year in known:
        yield year
        year += 1
