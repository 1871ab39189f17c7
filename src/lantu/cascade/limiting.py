"""What bounds a track: its own targets, the choices of the office, and what is possible at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from lantu.cascade.aims import Aim
from lantu.cascade.allocation import Choice
from lantu.cascade.courses import Course
from lantu.cascade.goals import Goal
from lantu.cascade.observed import in_unit
from lantu.cascade.tracks import Limit, Origin, Track
from lantu.cascade.years import start_of, state_after
from lantu.vocabulary.indicators import indicator


def ends_of(goal: Goal, baseline: Decimal | None) -> dict[int, Decimal]:
    """Return the state that the statements of a goal ask for at the end of each year they are due, the strictest each.

    Of a range of levels it is the one nearest to the baseline; of other ranges, and where that is not known, the middle.
    """
    ends: dict[int, Decimal] = {}
    for aim in goal.aims:
        low, high = aim.low_high(aim.last, baseline)
        stands = baseline if aim.measure == "level" else None
        state = _between(low, high, stands) if low is not None and high is not None else high if low is None else low
        if state is not None:
            ends[aim.last] = _stricter(aim, ends.get(aim.last, state), state)
    return ends


def _between(low: Decimal, high: Decimal, baseline: Decimal | None) -> Decimal:
    return (low + high) / 2 if baseline is None else min(max(baseline, low), high)


def _stricter(aim: Aim, one: Decimal, other: Decimal) -> Decimal:
    if aim.direction == "none":
        return one
    return max(one, other) if aim.direction == "up" else min(one, other)


def limits_of(goal: Goal, baseline: Decimal | None) -> Iterator[Limit]:
    """Yield the bounds that the statements of a goal and what is possible set."""
    origin: Origin = "binding" if goal.binding else "anticipatory"
    for aim in goal.aims:
        for year in range(aim.first if aim.each_year else aim.last, aim.last + 1):
            low, high = aim.low_high(year, baseline)
            if low is not None or high is not None:
                text, target = aim.statement.text, aim.statement.id
                yield Limit(year=year, low=low, high=high, origin=origin, text=text, target=target)


def possible(track: Track) -> Iterator[Limit]:
    """Yield what is possible at all: a share lies between 0 and 100 %, an amount is not negative."""
    known = indicator(track.indicator)
    if track.measure != "level" or known is None:
        return
    unit = known.units[0]
    low = in_unit(known.low, unit, track.unit) if known.low is not None else None
    high = in_unit(known.high, unit, track.unit) if known.high is not None else None
    if low is not None or high is not None:
        yield from (Limit(year=year, low=low, high=high, origin="possible") for year in track.years)


def chosen(course: Course, choice: Choice) -> Course:
    """Return a course within the bounds the office has set for years.

    A bound on the amount or the rate of a year is put on the state it leads to from the year before as wished.
    """
    track = course.track
    states: Mapping[int, Decimal] = course.states()
    set_by_office = tuple(_limits(track, states, choice))
    return replace(course, track=replace(track, limits=(*track.limits, *set_by_office)))


def _limits(track: Track, states: Mapping[int, Decimal], choice: Choice) -> Iterator[Limit]:
    for bound in choice.limits:
        for year in track.years if bound.year is None else (bound.year,):
            if year in track.years:
                before = states.get(year - 1, start_of(track.measure, track.baseline))
                sides = [None if side is None else state_after(track, before, side) for side in (bound.low, bound.high)]
                if track.measure == "index" and track.direction == "down":
                    sides.reverse()  # a reduction not below 3 % is an index not above 97
                yield Limit(year=year, low=sides[0], high=sides[1], origin="chosen", text=bound.reason)
