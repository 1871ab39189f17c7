"""From what a plan asks of a subject and what was observed of it to its outlook.

The history begins with the years directly before the plan's base year, as far as they follow on each other without a
gap; what lies farther back stands too often in another scope to be taken without being looked at. Growth is chained
from published rates only, backwards too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import takewhile

from lantu.cascade.precision import is_whole
from lantu.cascade.tracks import INDEX_BASE
from lantu.cascade.years import start_of
from lantu.model.progress import Progress
from lantu.monitoring.measures.measured import STRICT, Tolerances, tolerance_of
from lantu.monitoring.monitoring import Monitored
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import WHOLE_YEAR, History
from lantu.monitoring.outlook.limits import natural_limits
from lantu.monitoring.outlook.looking import outlook
from lantu.monitoring.outlook.record import Outlook
from lantu.monitoring.question import Question
from lantu.monitoring.reached import Hole, reached
from lantu.monitoring.series import Series, Value
from lantu.monitoring.vintages import FIRM, is_unreleased

EARLIER = 5
"""How many years before the base year are looked at (design default): with them five changes end in the base year."""


def outlooks_of(monitored: Monitored, tolerances: Tolerances | None = None) -> dict[tuple[str, str], Outlook]:
    """Return the outlook of every target with a number, by target and subject.

    Args:
        monitored: A plan as it stands on a day.
        tolerances: How near is near enough, where the plan says 左右.
    """
    found = {}
    for key, question in monitored.questions.items():
        series = monitored.observations.series(question.key, question.subject, question.unit)
        found[key] = outlook_of(question, series, tolerances, day=monitored.day)
    return found


def with_outlooks(rows: Iterable[Progress], outlooks: Mapping[tuple[str, str], Outlook]) -> tuple[Progress, ...]:
    """Return rows with what the methods expect together under ``outlook``: met, missed or disagree.

    Rows of which nothing can be expected stay as they are. Warning rules read it; no document may.
    """
    return tuple(_with_outlook(row, outlooks.get((row.target, row.subject))) for row in rows)


def _with_outlook(row: Progress, outlook: Outlook | None) -> Progress:
    if outlook is None or outlook.agreement is None:
        return row
    return replace(row, components={**row.components, "outlook": outlook.agreement})


def outlook_of(
    question: Question, series: Series, tolerances: Tolerances | None = None, *, day: date = date.max
) -> Outlook:
    """Return the outlook of one target.

    Args:
        question: What is asked.
        series: What was observed, as known on a day.
        tolerances: How near is near enough.
        day: That day, by which figures were published or not; without it those without a day of release were not.
    """
    return outlook(history_of(question, series, day), asked_of(question, tolerances or Tolerances()))


def asked_of(question: Question, tolerances: Tolerances) -> Asked:
    """Return what is asked of the end."""
    low, high = _bounds(question)
    possible = natural_limits(question.key, question.unit) if question.measure == "level" else (None, None)
    return Asked(
        end=question.end,
        unit=question.unit,
        precision=question.precision,
        whole=is_whole(question.statement.indicator, question.unit),
        direction=question.direction,
        low=low,
        high=high,
        strict=question.comparator in STRICT,
        tolerance=_tolerance(question, tolerances),
        each_year=question.limited,
        yearly=question.bounds if question.limited else {},
        form=question.form,
        possible_low=possible[0],
        possible_high=possible[1],
        target=question.statement.id,
        subject=question.subject,
    )


def _bounds(question: Question) -> tuple[Decimal | None, Decimal | None]:
    if question.limited and question.end in question.bounds:
        return question.bounds[question.end]
    end = question.end_state
    return (None, end) if question.direction == "down" else (end, None)


def _tolerance(question: Question, tolerances: Tolerances) -> Decimal:
    """Return how far beyond the value asked for is still about it, as the value is told."""
    value = question.statement.value if question.measure == "index" else question.end_state
    return tolerance_of(question.comparator, tolerances, value, question.precision) or Decimal(0)


def history_of(question: Question, series: Series, day: date) -> History:
    """Return what is known, told as the target is.

    A level of the base year that the plan prints counts where nothing else was observed. Of amounts and rates nothing
    counts beyond a year that is missing.
    """
    found = reached(question, series)
    states = {} if isinstance(found, Hole) else dict(found.states)
    base = question.baseline if question.measure == "level" else start_of(question.measure)
    if base is not None:
        states.setdefault(question.base_year, base)
    states = {**_earlier(question, series), **states}
    used = tuple(_used(question, series, states))
    return History(
        measure=question.measure,
        base_year=question.base_year,
        states=states,
        to_date=_rates(question, series) if question.measure == "index" else _amounts(series),
        unfirm=tuple(each.date.year for each in used if each.date.whole and each.observation.state not in FIRM),
        unreleased=tuple(each.observation.period for each in used if is_unreleased(each.observation, day)),
    )


def _used(question: Question, series: Series, states: Mapping[int, Decimal]) -> Iterator[Value]:
    """Yield the values that an outlook rests on: of the years whose state is known, and of the year after them."""
    whole, parts = (series.changes, series.changes) if question.measure == "index" else (series.levels, series.to_date)
    latest = max(states, default=question.base_year)
    yield from (each for each in whole if each.date.whole and each.date.year in states)
    yield from (each for each in parts if not each.date.whole and each.date.year == latest + 1)


def _earlier(question: Question, series: Series) -> dict[int, Decimal]:
    """Return the states before the base year that lead up to it without a gap; those of a sum lie below nothing."""
    base = question.base_year
    years = range(base - 1, base - 1 - EARLIER, -1)
    if question.measure == "index":
        return _led_up(years, {year: months.get(WHOLE_YEAR) for year, months in _rates(question, series).items()})
    levels = {each.date.year: each.value for each in series.levels if each.date.whole}
    if question.measure == "level":
        return {year: levels[year] for year in takewhile(levels.__contains__, years)} if base in levels else {}
    found, state = {}, start_of("sum")
    for year in takewhile(lambda year: year + 1 in levels, years):
        found[year] = state = state - levels[year + 1]
    return found


def _led_up(years: Iterable[int], rates: Mapping[int, Decimal | None]) -> dict[int, Decimal]:
    """Return the index of years before the base year, each from the rate of the year after it."""
    found, state = {}, INDEX_BASE
    for year in years:
        rate = rates.get(year + 1)
        if rate is None or rate <= -1:
            break
        found[year] = state = state / (1 + rate)
    return found


def _amounts(series: Series) -> Mapping[int, Mapping[int, Decimal]]:
    found: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
    for each in (*series.to_date, *(level for level in series.levels if level.date.whole)):
        found[each.date.year][each.date.month] = each.value
    return dict(found)


def _rates(question: Question, series: Series) -> Mapping[int, Mapping[int, Decimal]]:
    sign = -1 if question.direction == "down" else 1
    found: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
    for each in series.changes:
        found[each.date.year][each.date.month] = sign * each.value / 100
    return dict(found)
