"""A plan broken down: paths, areas and balance in one go, with all that was left out, assumed or cannot be.

The wishes of the targets are balanced against each other; what comes out is printed for every year, subject and target
as an :class:`AnnualTarget` with its reason. Where years have been observed, a second line starts from what was reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lantu.cascade.allocation import Allocation
from lantu.cascade.areas import Shared, share_out, taken_up
from lantu.cascade.conflicts.conflict import Conflict, conflicts_of
from lantu.cascade.courses import observed_before
from lantu.cascade.lines import Line, line_of
from lantu.cascade.observed import Observed
from lantu.cascade.remarks import Remark
from lantu.cascade.rows import rows_of
from lantu.cascade.tracks import Track
from lantu.cascade.wishes import Wishes, wishes
from lantu.errors import Language
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Reading
from lantu.model.records import Observation, Statement

Report = Callable[[str, float], None]
"""Told the name of each step (``wish``, ``share``, ``balance``, ``roll``, ``tell``) and how much is done, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A plan broken down.

    Attributes:
        years: The years of the plan.
        rows: The annual targets computed, by target, subject and year.
        path: The line from the plan.
        rolled: The line from what was reached, or None where no year was observed.
        conflicts: What cannot hold together.
        remarks: What was left out and why, what was assumed, what is against good practice.
        in_words: Targets that every year repeats in words.
        history: What was observed before the plan, by target and year.
    """

    years: tuple[int, ...]
    rows: tuple[AnnualTarget, ...]
    path: Line
    rolled: Line | None
    conflicts: tuple[Conflict, ...]
    remarks: tuple[Remark, ...]
    in_words: tuple[Statement, ...] = ()
    history: Mapping[str, Mapping[int, Decimal]] = field(default_factory=dict)

    @property
    def line(self) -> Line:
        """The line that counts: from what was reached where there is one, else from the plan."""
        return self.rolled or self.path


def break_down(
    plan: Reading,
    observations: Iterable[Observation] = (),
    allocation: Allocation | None = None,
    *,
    language: Language | str = Language.ZH,
    report: Report | None = None,
) -> Breakdown:
    """Break a plan down to annual targets.

    Args:
        plan: The plan.
        observations: Baselines, what was reached, and figures of areas.
        allocation: The choices of the office.
        language: Language of the explanations.
        report: Told of each step before it is taken; with thousands of areas each takes seconds.

    Raises:
        CascadeError: The plan does not say for which years it is (K001).
    """
    tell = report or _nobody
    chosen = allocation or Allocation()
    observations = tuple(observations)  # read twice
    tell("wish", 0.0)
    wished = wishes(plan, observations, chosen)
    tell("share", 0.1)
    observed = Observed.of(observations)
    parts = _shared_out(wished, chosen, observed)
    again = {track.indicator: taken_up(parts[track.indicator], track, observed) for track in wished.rolled if parts}
    tell("balance", 0.2)
    path = line_of(wished.tracks, parts, chosen)
    tell("roll", 0.5)
    rolled = line_of(_as_rolled(wished.tracks, wished.rolled), again, chosen) if wished.rolled else None
    tell("tell", 0.8)
    names = {member.subject: member.name for member in chosen.members}
    return Breakdown(
        years=wished.years,
        rows=tuple(rows_of(path, rolled, wished.in_words, wished.years, language)),
        path=path,
        rolled=rolled,
        conflicts=conflicts_of((rolled or path).balance, names),
        remarks=(
            *wished.remarks,
            *_once(remark for part in (*parts.values(), *again.values()) for remark in part.remarks),
        ),
        in_words=wished.in_words,
        history={track.target: observed_before(track, observed, wished.years[0]) for track in wished.tracks},
    )


def _nobody(step: str, share: float) -> None:
    """Nobody asked to be told."""


def _as_rolled(tracks: Sequence[Track], rolled: Sequence[Track]) -> tuple[Track, ...]:
    """Return all tracks, those with observed years from what was reached."""
    by_key: Mapping[tuple[str, str], Track] = {track.key: track for track in rolled}
    return tuple(by_key.get(track.key, track) for track in tracks)


def _shared_out(wished: Wishes, allocation: Allocation, observed: Observed) -> dict[str, Shared]:
    """Return the targets shared out among areas, by indicator; none where the office names no areas."""
    if not allocation.members:
        return {}
    shared = {}
    for track in wished.tracks:
        goal = wished.goals[track.indicator]
        choice = allocation.choice_for(*goal.names)
        areas = None if choice is None else choice.areas
        shared[track.indicator] = share_out(track, areas, allocation.members, observed, binding=goal.binding)
    return shared


def _once(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Yield each remark once, also where several targets give rise to the same."""
    said: list[Remark] = []
    for remark in remarks:
        if remark not in said:
            said.append(remark)
            yield remark
