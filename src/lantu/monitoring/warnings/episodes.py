"""One rule over the history of one target: when it begins to hold, warns, and ends.

A run is a stretch of evaluations with the same answer. An evaluation that cannot answer (data missing, nothing to
compare with) neither lengthens a run nor breaks it: a warning does not go away because the data did. It ends without
further ado when the target has become one to which the rule does not apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from lantu.model.progress import Progress
from lantu.monitoring.components import Component
from lantu.monitoring.criteria import decides
from lantu.vocabulary.warning_rules import Pending, WarningRule

Stage = Literal["pending", "active", "cleared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one evaluation said of one target.

    Attributes:
        day: The day of evaluation.
        row: The progress.
        known: The criteria, those of the history included.
    """

    day: date
    row: Progress
    known: Mapping[str, Component]


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A stretch of time in which a rule held.

    Attributes:
        stage: Waiting to hold long enough, warning, or over.
        since: Day from which it held.
        raised_on: Day on which it warned, or None while it waits.
        cleared_on: Day on which it ended, or None.
        last: What was said when it held last.
    """

    stage: Stage
    since: date
    raised_on: date | None = None
    cleared_on: date | None = None
    last: Seen


@dataclass(slots=True)
class _Run:
    """A stretch of evaluations with the same answer."""

    first: date
    days: int = 0
    periods: set[str | None] = field(default_factory=set)

    def take(self, seen: Seen) -> None:
        self.days += 1
        self.periods.add(seen.row.observed_on)

    def lasts(self, pending: Pending, day: date) -> bool:
        if pending.of == "months":
            return months_between(self.first, day) >= pending.count
        return (self.days if pending.of == "evaluations" else len(self.periods)) >= pending.count


def episodes(rule: WarningRule, history: Iterable[Seen]) -> Iterator[Episode]:
    """Yield the episodes of a rule, in order of time; the last one may be open.

    Args:
        rule: The rule.
        history: What was said of one target, in order of days.
    """
    episode: Episode | None = None
    bad: _Run | None = None
    good: _Run | None = None
    for seen in history:
        answer = decides(rule, seen.known)
        if seen.row.state == "not_applicable":
            if episode is not None and episode.stage == "active":
                yield replace(episode, stage="cleared", cleared_on=seen.day)
            episode = bad = good = None
        elif answer is True:
            good = None
            bad = bad or _Run(first=seen.day)
            bad.take(seen)
            episode = _held(rule, episode, bad, seen)
        elif answer is False:
            bad = None
            if episode is None or episode.stage == "pending":
                episode = None
                continue
            good = good or _Run(first=seen.day)
            good.take(seen)
            if good.lasts(rule.clears_after, seen.day):
                yield replace(episode, stage="cleared", cleared_on=seen.day)
                episode = good = None
    if episode is not None:
        yield episode


def _held(rule: WarningRule, episode: Episode | None, run: _Run, seen: Seen) -> Episode:
    """Return the episode after an evaluation in which the rule held."""
    if episode is None:
        episode = Episode(stage="pending", since=seen.day, last=seen)
    if episode.stage == "pending" and run.lasts(rule.hold, seen.day):
        episode = replace(episode, stage="active", raised_on=seen.day)
    return replace(episode, last=seen)


def months_between(first: date, last: date) -> int:
    """Return the whole months from one day to another; the last day of a month is as good as any day after it.

    >>> months_between(date(2026, 1, 31), date(2026, 2, 28)), months_between(date(2026, 1, 31), date(2026, 3, 30))
    (1, 1)
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    at_end = (last + timedelta(days=1)).month != last.month
    return months - (last.day < first.day and not at_end)
