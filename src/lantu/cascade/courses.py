"""The course of a track: through which states it must go, and in which shape it walks between them.

A course can be bent to a superior's value, and taken up again from what was reached; its shape stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lantu.cascade.allocation import SuperiorValue
from lantu.cascade.methods import Shape
from lantu.cascade.observed import Observed
from lantu.cascade.tracks import Limit, Track
from lantu.cascade.years import start_of, state_after, walk

HISTORY = 10
"""Years before the plan that are shown beside its path: the two plans before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A track before it is walked.

    Attributes:
        track: The track; its states do not count.
        fixed: States that are fixed, by year; without the base year where that is not known.
        shape: Share of the way by year.
    """

    track: Track
    fixed: Mapping[int, Decimal]
    shape: Shape

    def states(self) -> dict[int, Decimal]:
        """Return the state of each year, the base year included where it is known."""
        if self.track.rule == "each_year":
            return self._held()
        return walk(self.fixed, self.shape, by_rate=self._by_rate())

    def _by_rate(self) -> bool:
        """Tell whether the track walks at rates: where that is its way, and nothing on it is nought."""
        way = self.track.rule == "equal_rate" or (self.track.measure == "index" and self.track.rule != "linear")
        return way and min(self.fixed.values()) > 0

    def _held(self) -> dict[int, Decimal]:
        """Return what is held in each year: what the next fixed year asks for."""
        ahead = sorted(self.fixed, reverse=True)
        states = {year: min(fixed for fixed in ahead if fixed >= year) for year in self.track.years}
        return {year: self.fixed[fixed] for year, fixed in states.items()}

    def walked(self) -> Track:
        """Return the track with its states."""
        states = self.states()
        return self.track.with_states(tuple(states[year] for year in self.track.years))

    def anchored(self, asked: SuperiorValue, value: Decimal) -> Course:
        """Return the course through what the superior asks of a year, which also bounds it.

        Args:
            asked: What the superior asks.
            value: Its value in the unit of the track.
        """
        if asked.year not in self.track.years:
            return self
        before = self.states().get(asked.year - 1, start_of(self.track.measure, self.track.baseline))
        state = state_after(self.track, before, value)
        low, high = (None, state) if self.track.direction == "down" else (state, None)
        limit = Limit(year=asked.year, low=low, high=high, origin="superior", text=asked.reference)
        return replace(
            self,
            track=replace(self.track, limits=(*self.track.limits, limit)),
            fixed={**self.fixed, asked.year: state},
        )

    def rolled(self, actual: Mapping[int, Decimal]) -> Course:
        """Return the course from what was reached: the past is fixed, the future keeps its targets and its shape.

        Args:
            actual: State of each year observed, from the first year of the plan on.
        """
        latest = max(actual)
        ahead = {year: self._still_asked(state, actual[latest]) for year, state in self.fixed.items() if year > latest}
        base = {year: state for year, state in self.fixed.items() if year < min(actual)}
        past = tuple(Limit(year=y, low=state, high=state, origin="actual") for y, state in actual.items())
        limits = (*past, *(limit for limit in self.track.limits if limit.year > latest))
        held = self.track.measure == "level" and self._passed(max(self.fixed), actual[latest])
        track = replace(self.track, limits=limits, rule="each_year" if held else self.track.rule)
        return replace(self, track=track, fixed={**base, **actual, **ahead})

    def _still_asked(self, state: Decimal, reached: Decimal) -> Decimal:
        """Return what is still asked of a year to come: of amounts and rates, what was reached is not undone."""
        if self.track.measure == "level":
            return state
        return min(state, reached) if self.track.direction == "down" else max(state, reached)

    def _passed(self, year: int, reached: Decimal) -> bool:
        asked = self.fixed[year]
        return {"up": reached >= asked, "down": reached <= asked, "none": False}[self.track.direction]


def actual_states(track: Track, observed: Observed, start: int) -> dict[int, Decimal]:
    """Return the states observed from the first year of the plan on, up to the first that is not known or cannot be."""
    states: dict[int, Decimal] = {}
    before = start_of(track.measure, track.baseline)
    for year in range(start, track.years[-1]):
        value = _observed(track, observed, year)
        if value is None:
            break
        state = state_after(track, before, value)
        if track.measure == "index" and state <= 0:
            break
        before = states[year] = state
    return states


def observed_before(track: Track, observed: Observed, start: int) -> dict[int, Decimal]:
    """Return what was observed in the years before the plan, as it is printed for a year: the history of a path."""
    years = range(start - HISTORY, start)
    found = {year: _observed(track, observed, year) for year in years}
    return {year: value for year, value in found.items() if value is not None}


def _observed(track: Track, observed: Observed, year: int) -> Decimal | None:
    """Return what was observed of a year as it is printed: a rate where the track is an index."""
    key = track.observed_as or track.indicator
    if track.measure == "index":
        return observed.change(key, track.subject, year)
    ask = observed.amount if track.measure == "sum" else observed.value
    return ask(key, track.subject, year, track.unit)
