"""A plan held against what was observed, as known at the end of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantu.cascade.allocation import Allocation
from lantu.cascade.issuing import standing
from lantu.cascade.remarks import Remark
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Reading
from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.in_words import InWords
from lantu.monitoring.measures.measured import Tolerances
from lantu.monitoring.measuring import Evaluation, measured, with_baseline
from lantu.monitoring.question import Question
from lantu.monitoring.questions import questions_of
from lantu.monitoring.series import Observations


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitored:
    """A plan as it stands on a day.

    Attributes:
        day: The day of evaluation.
        rows: How far each target has come, those of the plan's own area first; without statuses.
        questions: What was asked of those with a number, by target and subject.
        observations: What was known.
        remarks: What is not monitored and why, and what was assumed.
    """

    day: date
    rows: tuple[Progress, ...]
    questions: dict[tuple[str, str], Question]
    observations: Observations
    remarks: tuple[Remark, ...]


def monitor(
    plan: Reading,
    observations: Iterable[Observation],
    day: date,
    *,
    annual_targets: Iterable[AnnualTarget] = (),
    allocation: Allocation | None = None,
    tolerances: Tolerances | None = None,
) -> Monitored:
    """Return how far every target of a plan has come.

    Args:
        plan: The plan.
        observations: The vintage of each value that was in force at the end of the day.
        day: The day of evaluation.
        annual_targets: Annual targets known on that day, computed and issued.
        allocation: The choices of the office.
        tolerances: How near is near enough, where the plan says 左右 or 同步.

    Raises:
        CascadeError: The plan does not say for which years it is (K001).
    """
    known, annual = tuple(observations), tuple(annual_targets)
    asked = questions_of(plan, known, annual, allocation)
    found = Observations(known)
    evaluation = Evaluation(day=day, tolerances=tolerances or Tolerances())
    held = [(each, found.series(each.key, each.subject, each.unit)) for each in asked.numbered]
    held = [(with_baseline(question, series), series) for question, series in held]
    numbered = [measured(question, series, evaluation) for question, series in held]
    words = InWords(
        observations=found,
        evaluation=evaluation,
        start=asked.years[0],
        end=asked.years[-1],
        area=plan.head.area,
        annual=_by_target(annual),
    )
    told = [words.progress(statement) for statement in asked.in_words]
    own = [row for row in (*numbered, *told) if not row.subject]
    return Monitored(
        day=day,
        rows=(*own, *(row for row in numbered if row.subject)),
        questions={(each.statement.id, each.subject): each for each, _ in held},
        observations=found,
        remarks=asked.remarks,
    )


def _by_target(rows: Iterable[AnnualTarget]) -> dict[str, tuple[AnnualTarget, ...]]:
    grouped: defaultdict[str, list[AnnualTarget]] = defaultdict(list)
    for row in standing(rows):
        grouped[row.target].append(row)
    return {target: tuple(group) for target, group in grouped.items()}
