"""What is asked of a subject: a target with its way over the years, ready to be held against what was observed.

The plan's own area is asked what its goals and their paths say (:mod:`lantu.cascade`); another subject is asked what
its annual targets say, the last of which is its target. Annual targets that were issued are what a year is judged by;
the path, which is only computed, is what the way is judged by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from lantu.cascade.allocation import Allocation
from lantu.cascade.goals import Goal, goals_of
from lantu.cascade.issuing import standing
from lantu.cascade.limiting import ends_of, limits_of
from lantu.cascade.observed import in_unit
from lantu.cascade.precision import published_unit
from lantu.cascade.remarks import Remark
from lantu.cascade.tracks import INDEX_BASE, Limit, Origin, Track
from lantu.cascade.wishes import Wishes, wishes
from lantu.cascade.years import start_of
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Reading
from lantu.model.records import Comparator, Observation, Statement
from lantu.monitoring.parts import Asked, in_its_unit, of_subjects
from lantu.monitoring.points import risen_in_points
from lantu.monitoring.question import Bounds, Question
from lantu.monitoring.series import PERCENT
from lantu.targets import levels

_POINT = Decimal("0.1")
_OF_THE_PLAN: frozenset[Origin] = frozenset({"binding", "anticipatory", "superior"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """All that a plan asks.

    Attributes:
        years: The years of the plan.
        numbered: Targets with a number.
        in_words: Targets in words.
        remarks: What is not monitored and why, and what was assumed.
    """

    years: tuple[int, ...]
    numbered: tuple[Question, ...]
    in_words: tuple[Statement, ...]
    remarks: tuple[Remark, ...]


def questions_of(
    plan: Reading,
    observations: Iterable[Observation],
    annual_targets: Iterable[AnnualTarget] = (),
    allocation: Allocation | None = None,
) -> Questions:
    """Return what a plan asks of its own area, and of every subject that has annual targets.

    Args:
        plan: The plan.
        observations: What was known, for baselines.
        annual_targets: Annual targets, computed and issued.
        allocation: The choices of the office, which bend paths.

    Raises:
        CascadeError: The plan does not say for which years it is (K001).
    """
    observations = tuple(observations)
    wished = wishes(plan, observations, allocation)
    goals = goals_of(plan, wished.years[0], wished.years[-1]).numbered
    asked = _by_target(annual_targets)
    tracks = {track.indicator: track for track in wished.tracks}
    own = [_own(goal, tracks.get(goal.key), wished, asked) for goal in goals]
    others = [part for question in own for part in of_subjects(question, asked)]
    return Questions(
        years=wished.years,
        numbered=(*own, *others),
        in_words=wished.in_words,
        remarks=wished.remarks,
    )


def _by_target(rows: Iterable[AnnualTarget]) -> Asked:
    """Return the annual targets that stand, by target and subject, then by year; issued ones before computed ones."""
    found: defaultdict[tuple[str, str], dict[int, AnnualTarget]] = defaultdict(dict)
    rows = tuple(rows)
    issued = standing(row for row in rows if row.line == "issued")
    for row in (*(row for row in rows if row.line == "path"), *issued):
        found[row.target, row.subject][row.year] = row
    return found


def _own(goal: Goal, track: Track | None, wished: Wishes, asked: Asked) -> Question:
    statement = goal.main.statement
    ids = [aim.statement.id for aim in goal.aims]
    annual = {year: row for each in reversed(ids) for year, row in asked.get((each, ""), {}).items()}
    start = wished.years[0]
    rise = risen_in_points(goal, wished.years)
    if rise is not None:
        return replace(rise, annual=in_its_unit(rise, annual))
    if track is None or (track.baseline is None and len(track.years) < 2):
        without = _without_way(goal, start)
        return replace(without, annual=in_its_unit(without, annual))
    states = dict(zip(track.years, track.wished, strict=True))
    end_state = ends_of(goal, track.baseline).get(track.years[-1], states[track.years[-1]])
    low = track.bounds(track.years[-1])[0]
    if track.measure == "index" and track.comparator == "range" and low is not None:
        states, end_state = _at_least(track, low), low
    base = {start - 1: start_of(track.measure, track.baseline)} if _starts(track) else {}
    question = Question(
        statement=statement,
        comparator=_strictest(goal),
        key=track.observed_as or goal.key,
        unit=track.unit,
        measure=track.measure,
        direction=track.direction,
        precision=_published(goal, track.unit, track.baseline),
        binding=goal.binding,
        start=start,
        end=track.years[-1],
        baseline=track.baseline if track.measure == "level" else None,
        baseline_printed=_printed_otherwise(goal, track),
        end_state=end_state,
        due={**base, **states},
        bounds=_bounds(track.limits),
    )
    return replace(question, annual=in_its_unit(question, annual))


def _at_least(track: Track, low: Decimal) -> dict[int, Decimal]:
    """Return the way to the lower end of a range of rates: who keeps to it has kept the range."""
    years = len(track.years)
    return {
        year: levels.due_at_equal_rate(INDEX_BASE, low, Decimal(passed) / years)
        for passed, year in enumerate(track.years, start=1)
    }


def _strictest(goal: Goal) -> Comparator:
    """Return how the target of the last year is bounded: about it only where no sentence of the plan says more."""
    main = goal.main
    same = [each.statement.comparator for each in goal.aims if (each.last, each.asks) == (main.last, main.asks)]
    said = [each for each in same if each != "approx"]
    return main.statement.comparator if main.statement.comparator != "approx" or not said else said[0]


def _published(goal: Goal, unit: str, baseline: Decimal | None) -> Decimal:
    """Return the unit in which values are published and compared: that of the plan's own numbers.

    Paths may be told finer. A share is published to a tenth of a point at least, however a plan prints it.
    """
    main = goal.main
    printed = [aim.statement.value for aim in goal.aims if aim.statement.value is not None]
    if baseline is not None and main.measure == "level":
        printed.append(baseline)
    found = published_unit(main.measure, main.direction, unit, printed, Decimal(0))
    return min(found, _POINT) if unit == PERCENT else found


def _printed_otherwise(goal: Goal, track: Track) -> Decimal | None:
    """Return the baseline the plan prints, where the way starts from another: it was revised, or counted anew."""
    said = (in_unit(each.value, each.unit, track.unit) for each in goal.baselines if each.value is not None)
    printed = next((value for value in said if value is not None), None)
    return None if track.measure != "level" or printed == track.baseline else printed


def _starts(track: Track) -> bool:
    return track.measure != "level" or track.baseline is not None


def _without_way(goal: Goal, start: int) -> Question:
    """Return the question of a goal whose base year is not known: its end can be told, its way cannot."""
    main = goal.main
    ends = ends_of(goal, None)
    last = max(ends, default=main.last)
    return Question(
        statement=main.statement,
        comparator=_strictest(goal),
        key=goal.key,
        unit=main.unit,
        measure=main.measure,
        direction=main.direction,
        precision=_published(goal, main.unit, None),
        binding=goal.binding,
        start=start,
        end=last,
        end_state=ends.get(last),
        bounds=_bounds(limits_of(goal, None)),
    )


def _bounds(limits: Iterable[Limit]) -> dict[int, Bounds]:
    """Return the tightest bounds of each year that the plan or the superior set."""
    found: dict[int, Bounds] = {}
    for limit in limits:
        if limit.origin in _OF_THE_PLAN:
            low, high = found.get(limit.year, (None, None))
            lows = [side for side in (low, limit.low) if side is not None]
            highs = [side for side in (high, limit.high) if side is not None]
            found[limit.year] = (max(lows, default=None), min(highs, default=None))
    return found
