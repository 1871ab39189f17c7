"""What is asked of a subject: a target with its way over the years, ready to be held against what was observed.

The plan's own area is asked what its goals and their paths say (:mod:`lantu.cascade`); another subject is asked what
its annual targets say, the last of which is its target. Annual targets that were issued are what a year is judged by;
the path, which is only computed, is what the way is judged by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lantu.cascade.allocation import Allocation
from lantu.cascade.goals import Goal, goals_of
from lantu.cascade.issuing import standing
from lantu.cascade.limiting import ends_of, limits_of
from lantu.cascade.observed import in_unit
from lantu.cascade.precision import published_unit
from lantu.cascade.remarks import Remark
from lantu.cascade.tracks import Direction, Limit, Measure, Origin, Track
from lantu.cascade.wishes import Wishes, wishes
from lantu.cascade.years import start_of, states_from
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Reading
from lantu.model.records import Comparator, Form, Observation, Statement
from lantu.monitoring.series import PERCENT

Bounds = tuple[Decimal | None, Decimal | None]

_POINT = Decimal("0.1")
_OF_THE_PLAN: frozenset[Origin] = frozenset({"binding", "anticipatory", "superior"})
_IN_EACH_YEAR: frozenset[Form] = frozenset({"cap", "floor", "range"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of one subject.

    States are told as in :mod:`lantu.cascade.tracks`: a level, the sum since the base year, or an index, base year = 100.

    Attributes:
        statement: The statement of the plan that decides.
        key: What identifies the indicator.
        subject: Typed code; empty for the plan's own area.
        unit: Unit of what is printed.
        measure: How states are told.
        direction: Which side is better.
        precision: Published unit.
        binding: Whether any statement of the goal is binding.
        start: First year of the way.
        end: Last year, by whose end the target is due.
        baseline: Level of the base year, or None where it is not known.
        baseline_printed: The same as the plan prints it, where observations say otherwise since.
        end_state: State asked for at the end, or None where it cannot be told.
        due: State due at the end of each year, the base year included where it is known.
        bounds: What a year must lie between, where the plan says so of it.
        annual: What was asked of a year by an annual target.
    """

    statement: Statement
    key: str
    subject: str = ""
    unit: str
    measure: Measure
    direction: Direction
    precision: Decimal
    binding: bool
    start: int
    end: int
    baseline: Decimal | None = None
    baseline_printed: Decimal | None = None
    end_state: Decimal | None = None
    due: Mapping[int, Decimal] = field(default_factory=dict)
    bounds: Mapping[int, Bounds] = field(default_factory=dict)
    annual: Mapping[int, AnnualTarget] = field(default_factory=dict)

    @property
    def form(self) -> Form | None:
        """The form of the target."""
        return self.statement.form

    @property
    def comparator(self) -> Comparator:
        """How the value bounds the indicator."""
        return self.statement.comparator

    @property
    def base_year(self) -> int:
        """The year before the first."""
        return self.start - 1

    @property
    def years(self) -> int:
        """Number of years of the way."""
        return self.end - self.base_year

    @property
    def limited(self) -> bool:
        """Whether each year is judged alone: caps, floors and ranges of levels."""
        return self.form in _IN_EACH_YEAR and self.measure == "level"


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
    others = [part for question in own for part in _of_subjects(question, asked)]
    return Questions(
        years=wished.years,
        numbered=(*own, *others),
        in_words=wished.in_words,
        remarks=wished.remarks,
    )


_Asked = Mapping[tuple[str, str], Mapping[int, AnnualTarget]]


def _by_target(rows: Iterable[AnnualTarget]) -> _Asked:
    """Return the annual targets that stand, by target and subject, then by year; issued ones before computed ones."""
    found: defaultdict[tuple[str, str], dict[int, AnnualTarget]] = defaultdict(dict)
    rows = tuple(rows)
    issued = standing(row for row in rows if row.line == "issued")
    for row in (*(row for row in rows if row.line == "path"), *issued):
        found[row.target, row.subject][row.year] = row
    return found


def _own(goal: Goal, track: Track | None, wished: Wishes, asked: _Asked) -> Question:
    statement = goal.main.statement
    ids = [aim.statement.id for aim in goal.aims]
    annual = {year: row for each in reversed(ids) for year, row in asked.get((each, ""), {}).items()}
    start = wished.years[0]
    if track is None or len(track.years) < 2:
        return _without_way(goal, start, annual)
    states = dict(zip(track.years, track.wished, strict=True))
    base = {start - 1: start_of(track.measure, track.baseline)} if _starts(track) else {}
    return Question(
        statement=statement,
        key=goal.key,
        unit=track.unit,
        measure=track.measure,
        direction=track.direction,
        precision=_published(goal, track.unit, track.baseline),
        binding=goal.binding,
        start=start,
        end=track.years[-1],
        baseline=track.baseline if track.measure == "level" else None,
        baseline_printed=_printed_otherwise(goal, track),
        end_state=ends_of(goal, track.baseline).get(track.years[-1], states[track.years[-1]]),
        due={**base, **states},
        bounds=_bounds(track.limits),
        annual=annual,
    )


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


def _without_way(goal: Goal, start: int, annual: Mapping[int, AnnualTarget]) -> Question:
    """Return the question of a goal whose base year is not known: its end can be told, its way cannot."""
    main = goal.main
    ends = ends_of(goal, None)
    last = max(ends, default=main.last)
    return Question(
        statement=main.statement,
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
        annual=annual,
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


def _of_subjects(question: Question, asked: _Asked) -> Iterator[Question]:
    """Yield what the annual targets of other subjects ask; the last year's is what is asked of the end."""
    for (target, subject), rows in sorted(asked.items()):
        if subject and target == question.statement.id:
            part = _of_subject(question, subject, {year: row for year, row in rows.items() if row.value is not None})
            if part is not None:
                yield part


def _of_subject(question: Question, subject: str, rows: Mapping[int, AnnualTarget]) -> Question | None:
    years = tuple(range(question.start, question.end + 1))
    if not set(years) <= set(rows):
        return None
    track = Track(
        indicator=question.key,
        name=question.statement.indicator,
        unit=question.unit,
        measure=question.measure,
        years=years,
        wished=(),
        precision=question.precision,
        direction=question.direction,
    )
    states = states_from(track, [rows[year].value or Decimal(0) for year in years])
    base = {} if question.measure == "level" else {question.base_year: start_of(question.measure)}
    return Question(
        statement=question.statement,
        key=question.key,
        subject=subject,
        unit=question.unit,
        measure=question.measure,
        direction=question.direction,
        precision=question.precision,
        binding=question.binding,
        start=question.start,
        end=question.end,
        end_state=states[-1],
        due={**base, **dict(zip(years, states, strict=True))},
        bounds={year: _side(question.direction, state) for year, state in zip(years, states, strict=True)}
        if question.limited
        else {},
        annual=rows,
    )


def _side(direction: Direction, state: Decimal) -> Bounds:
    return (None, state) if direction == "down" else (state, None)
