"""Drawing one goal as a track: its unit, where it starts, what bounds it, and how it walks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lantu.cascade.aims import Aim
from lantu.cascade.allocation import Allocation, Choice, PathMethod, SuperiorValue
from lantu.cascade.courses import Course, actual_states
from lantu.cascade.goals import Goal
from lantu.cascade.keys import key_of, key_of_rise
from lantu.cascade.limiting import chosen, ends_of, limits_of, possible
from lantu.cascade.methods import brought, shape, usual_method
from lantu.cascade.observed import Observed, in_unit
from lantu.cascade.precision import published_unit
from lantu.cascade.remarks import Remark
from lantu.cascade.tracks import Direction, Track
from lantu.cascade.years import start_of

_NO_CHOICE = Choice(target="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beside the plan.

    Attributes:
        observed: Baselines and what was reached.
        allocation: The choices of the office.
        start: First year of the plan.
    """

    observed: Observed
    allocation: Allocation
    start: int

    @property
    def base_year(self) -> int:
        """The year before the plan begins."""
        return self.start - 1

    def choice(self, goal: Goal) -> Choice:
        """Return what the office chose for a goal."""
        return self.allocation.choice_for(*goal.names) or _NO_CHOICE

    def superiors(self, goal: Goal, unit: str) -> list[tuple[SuperiorValue, Decimal]]:
        """Return the superior's values for a goal in its unit, by year; the last of a year counts."""
        found: dict[int, tuple[SuperiorValue, Decimal]] = {}
        for each in self.allocation.superiors:
            value = in_unit(each.value, each.unit or unit, unit)
            if value is not None and (each.indicator in goal.names or key_of(each.indicator) == goal.key):
                found[each.year] = (each, value)
        return [found[year] for year in sorted(found)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A goal drawn.

    Attributes:
        track: The path, or None where it could not be drawn.
        rolled: The path from what was reached, or None where no year of it was observed.
        remarks: Why it could not, and what was assumed.
    """

    track: Track | None = None
    rolled: Track | None = None
    remarks: tuple[Remark, ...] = ()


def draw(goal: Goal, known: Known) -> Drawn:
    """Draw a goal as a track over the years up to its last."""
    choice = known.choice(goal)
    if choice.leave_out:
        return Drawn(remarks=(_remark(goal, "K006", reason=choice.leave_out),))
    level = _baseline(goal, known, choice)
    goal = goal if level is not None else replace(goal, aims=tuple(_as_amount(aim) for aim in goal.aims))
    ends = ends_of(goal, level)
    start = level if goal.main.measure == "level" else start_of(goal.main.measure)
    method = _method(goal, choice, start, ends)
    if start is None and method != "each_year":
        return Drawn(remarks=(_remark(goal, "K007", year=known.base_year),))
    course = _course(_track(goal, known, choice, start, ends, method), goal, known, choice, ends)
    actual = actual_states(course.track, known.observed, known.start)
    return Drawn(
        track=course.walked(),
        rolled=course.rolled(actual).walked() if actual else None,
        remarks=tuple(_remarks(goal, choice, course.track, ends)),
    )


def _remark(goal: Goal, code: str, /, **fields: object) -> Remark:
    statement = goal.main.statement
    return Remark(target=statement.id, indicator=statement.indicator, code=code, fields=fields)


def _baseline(goal: Goal, known: Known, choice: Choice) -> Decimal | None:
    """Return the level of the base year: as chosen, as observed, or as the plan says."""
    if choice.baseline is not None:
        return choice.baseline
    unit = goal.main.unit
    observed = known.observed.value(goal.key, "", known.base_year, unit)
    if observed is not None:
        return observed
    said = (in_unit(each.value, each.unit, unit) for each in goal.baselines if each.value is not None)
    return next((value for value in said if value is not None), None)


def _as_amount(aim: Aim) -> Aim:
    """Return an aim as it is told where the level of the base year is not known: a rise becomes an amount."""
    return replace(aim, measure="sum") if aim.asks == "rise" else aim


def _method(goal: Goal, choice: Choice, start: Decimal | None, ends: Mapping[int, Decimal]) -> PathMethod:
    """Return the way over the years: as chosen, held in each year, or what fits the form.

    A cap or floor of one year only is walked to; a target that was reached in the base year is held.
    """
    main = goal.main
    if choice.path is not None:
        return choice.path
    usual = usual_method(main.statement.form, main.measure, main.unit)
    if main.measure != "level":
        return usual
    if main.each_year or start is None or _reached(main.direction, start, ends[max(ends)]):
        return "each_year" if usual == "each_year" or start is not None else usual
    return "linear" if usual == "each_year" else usual


def _reached(direction: Direction, start: Decimal | None, end: Decimal) -> bool:
    """Tell whether the target was reached in the base year already, so that it is only to be held."""
    if start is None or direction == "none":
        return False
    return start >= end if direction == "up" else start <= end


def _track(
    goal: Goal, known: Known, choice: Choice, start: Decimal | None, ends: Mapping[int, Decimal], method: PathMethod
) -> Track:
    """Return the track without its states."""
    main, last = goal.main, max(ends)
    alone = start is None and not any(aim.each_year for aim in goal.aims)
    track = Track(
        indicator=goal.key,
        name=main.statement.indicator,
        target=main.statement.id,
        unit=main.unit,
        measure=main.measure,
        years=(last,) if alone else tuple(range(known.start, last + 1)),
        wished=(),
        baseline=start,
        weight=choice.weight,
        precision=choice.precision
        or _published_unit(goal, start, ends, 0 if method == "each_year" else last - known.base_year),
        direction=main.direction,
        comparator=main.statement.comparator,
        form=main.statement.form,
        rule=method,
        observed_as=key_of_rise(goal.key) if main.asks == "rise" and main.measure == "sum" else None,
    )
    return replace(track, limits=(*limits_of(goal, start), *possible(track)))


def _published_unit(goal: Goal, start: Decimal | None, ends: Mapping[int, Decimal], years: int) -> Decimal:
    """Return the published unit, given the number of years the goal walks; 0 where it is held."""
    main = goal.main
    printed = [aim.statement.value for aim in goal.aims if aim.statement.value is not None]
    if main.measure == "level" and start is not None:
        printed.append(start)
    change = (ends[max(ends)] - start) / years if start is not None and years else Decimal(0)
    return published_unit(main.measure, main.direction, main.unit, printed, change)


def _course(track: Track, goal: Goal, known: Known, choice: Choice, ends: Mapping[int, Decimal]) -> Course:
    """Return how the track walks: through its targets, its milestones, what projects bring and the superior asks."""
    base = {} if track.baseline is None else {known.base_year: track.baseline}
    years = tuple(range(known.start, max(ends) + 1))
    course = Course(
        track=track,
        fixed={**base, **_stations(track, choice, years, ends), **ends},
        shape=shape(_method(goal, choice, track.baseline, ends), years, choice),
    )
    for asked, value in known.superiors(goal, track.unit):
        course = course.anchored(asked, value)
    return chosen(course, choice) if choice.limits else course


def _stations(track: Track, choice: Choice, years: tuple[int, ...], ends: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Return the states that the office fixed: milestones, or what projects bring where they bring enough."""
    if track.rule == "steps":
        return {year: level for year, level in choice.steps.items() if year in years}
    if track.rule != "bottom_up" or _short(track, choice, ends) > 0:
        return {}
    start = start_of(track.measure, track.baseline)
    return dict(zip(years[:-1], (start + amount for amount in brought(years, choice.steps)), strict=False))


def _short(track: Track, choice: Choice, ends: Mapping[int, Decimal]) -> Decimal:
    """Return by how much projects miss the target."""
    years = tuple(range(track.years[0], max(ends) + 1))
    return ends[max(ends)] - start_of(track.measure, track.baseline) - brought(years, choice.steps)[-1]


def _remarks(goal: Goal, choice: Choice, track: Track, ends: Mapping[int, Decimal]) -> Iterator[Remark]:
    """Yield what was assumed of a goal."""
    last = max(ends)
    said = {aim.statement.value: None for aim in goal.aims if aim.last == last and aim.asks == goal.main.asks}
    if len(said) > 1 and goal.main.asks != "per_year":
        printed = sorted(value for value in said if value is not None)
        strict = printed[-1] if track.direction == "up" or goal.main.asks == "reduction" else printed[0]
        yield _remark(goal, "K008", values="、".join(str(value) for value in printed), chosen=strict)
    walks = track.form in ("level_up", "level_down")
    if walks and _reached(track.direction, track.baseline, ends[last]):
        yield _remark(goal, "K009", baseline=track.baseline, goal=ends[last])
    if track.rule == "bottom_up" and (short := _short(track, choice, ends)) > 0:
        brought_in = brought(track.years, choice.steps)[-1]
        goal_amount = brought_in + short
        yield _remark(goal, "K010", brought=brought_in, goal=goal_amount, short=short, unit=track.unit)
