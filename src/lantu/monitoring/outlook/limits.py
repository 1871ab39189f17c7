"""What is possible at all: a share does not pass 100 %, an amount that only grows does not shrink.

Lines know nothing of this. A value beyond what is possible is cut to it, and the projection says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, islice

from lantu.cascade.observed import in_unit
from lantu.errors import MonitoringError
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.projection import Course
from lantu.monitoring.outlook.sentences import Sentence
from lantu.monitoring.printing import figure
from lantu.vocabulary.indicators import indicator

FARTHEST = 100
"""How many times the largest value known a value may be (design default); beyond it lies no outlook."""


def natural_limits(indicator_id: str, unit: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the lowest and the highest value of a level that the vocabulary holds possible, in a unit.

    >>> natural_limits("urbanisation", "%"), natural_limits("farmland", "万亩"), natural_limits("no-such", "%")
    ((Decimal('0'), Decimal('100')), (Decimal('0'), None), (None, None))
    """
    known = indicator(indicator_id)
    if known is None:
        return None, None

    def told(limit: Decimal | None) -> Decimal | None:
        return None if limit is None else in_unit(limit, known.units[0], unit)

    return told(known.low), told(known.high)


def in_reach(course: Course, history: History) -> Course:
    """Return a course that stays within reach of what is known; without its interval where only that runs off.

    Wild series carried on at rates run off beyond every measure. What comes of that is no outlook.

    Raises:
        MonitoringError: A value lies out of reach (M370).
    """
    seen = [*history.states.values(), *(each for year in history.to_date.values() for each in year.values())]
    reach = FARTHEST * max(abs(value) for value in seen)
    if any(abs(value) > reach for value in course.values.values()):
        raise MonitoringError("M370")
    if any(abs(end) > reach for ends in (course.lows, course.highs) for end in ends.values()):
        return replace(course, lows={}, highs={}, interval="none", remarks=(*course.remarks, Sentence("M371")))
    return course


@dataclass(frozen=True, slots=True)
class Cut:
    """Values within what is possible, and why others were cut."""

    values: dict[int, Decimal]
    lows: dict[int, Decimal]
    highs: dict[int, Decimal]
    remarks: tuple[Sentence, ...]


def cut(course: Course, history: History, asked: Asked) -> Cut:
    """Return a course cut to what is possible; only cut values, not cut ends of intervals, are remarked on."""
    low, high = (asked.possible_low, asked.possible_high) if history.measure != "index" else (None, None)
    values, remarks = dict(course.values), []
    lows, highs = _widened(course, history, asked)
    done = _done(history)
    if done is not None:
        grown = _only_growing(values, done)
        if grown != values:
            remarks.append(Sentence("M315", {"limit": figure(done, asked.precision), "unit": asked.unit}))
        values = grown
        lows = {year: max(end, done) for year, end in lows.items()}
        highs = {year: max(end, values[year]) for year, end in highs.items()}
    if low is not None and any(value < low for value in values.values()):
        remarks.append(Sentence("M314", {"limit": figure(low, asked.precision), "unit": asked.unit}))
    if high is not None and any(value > high for value in values.values()):
        remarks.append(Sentence("M313", {"limit": figure(high, asked.precision), "unit": asked.unit}))

    def within(states: Mapping[int, Decimal]) -> dict[int, Decimal]:
        raised = {year: state if low is None else max(state, low) for year, state in states.items()}
        return {year: state if high is None else min(state, high) for year, state in raised.items()}

    return Cut(within(values), within(lows), within(highs), tuple(remarks))


def _widened(course: Course, history: History, asked: Asked) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """Return the ends of the interval, never nearer to the value than half a published unit.

    Values printed to one decimal can lie on a straight line by their rounding alone; no interval knows more than they do.
    """

    def least(state: Decimal) -> Decimal:
        half = asked.precision / 2
        return state * half / 100 if history.measure == "index" else half

    values = course.values
    lows = {year: min(low, values[year] - least(values[year])) for year, low in course.lows.items()}
    highs = {year: max(high, values[year] + least(values[year])) for year, high in course.highs.items()}
    return lows, highs


def _done(history: History) -> Decimal | None:
    """Return what a sum has reached, if no year known took anything away from it."""
    if history.measure != "sum" or any(step < 0 for step in history.steps().values()):
        return None
    return history.states[history.latest]


def _only_growing(values: Mapping[int, Decimal], done: Decimal) -> dict[int, Decimal]:
    years = sorted(values)
    tops = accumulate((values[year] for year in years), max, initial=done)
    return dict(zip(years, islice(tops, 1, None), strict=True))
