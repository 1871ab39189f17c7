"""From goals to tracks: what each target alone would ask of every year.

Every goal becomes a track when its last state is known and, where it walks from somewhere, its baseline. What cannot be
broken down is listed with the reason. Where years have been observed, a second set of tracks takes the path up again from
what was reached; the past is fixed in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lantu.cascade.allocation import Allocation
from lantu.cascade.drawing import Known, draw
from lantu.cascade.goals import Goal, goals_of
from lantu.cascade.observed import Observed
from lantu.cascade.remarks import Remark
from lantu.cascade.tracks import Track
from lantu.errors import CascadeError
from lantu.model.plan import Reading
from lantu.model.records import Observation, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the targets of a plan ask of its years, each for itself.

    Attributes:
        years: The years of the plan.
        tracks: The paths.
        rolled: The same from what was reached, where years of the plan have been observed; empty otherwise.
        goals: The goal of each track, by key of the indicator.
        in_words: Targets that every year repeats in words.
        remarks: What was left out and why, and what was assumed.
    """

    years: tuple[int, ...]
    tracks: tuple[Track, ...]
    rolled: tuple[Track, ...]
    goals: Mapping[str, Goal]
    in_words: tuple[Statement, ...]
    remarks: tuple[Remark, ...]


def wishes(plan: Reading, observations: Iterable[Observation], allocation: Allocation | None = None) -> Wishes:
    """Return what the targets of a plan ask of its years.

    Args:
        plan: The plan.
        observations: Baselines and what was reached.
        allocation: The choices of the office.

    Raises:
        CascadeError: The plan does not say for which years it is (K001).
    """
    start, end = plan.head.start, plan.head.end
    if start is None or end is None:
        raise CascadeError("K001", plan=plan.head.title or plan.document.name)
    chosen = allocation or Allocation()
    observed = Observed.of(observations)
    sorted_out = goals_of(plan, start, end)
    drawn = [draw(goal, Known(observed=observed, allocation=chosen, start=start)) for goal in sorted_out.numbered]
    return Wishes(
        years=tuple(range(start, end + 1)),
        tracks=tuple(each.track for each in drawn if each.track is not None),
        rolled=tuple(each.rolled for each in drawn if each.rolled is not None),
        goals={goal.key: goal for goal in sorted_out.numbered},
        in_words=sorted_out.in_words,
        remarks=(*sorted_out.left_out, *(remark for each in drawn for remark in each.remarks)),
    )
