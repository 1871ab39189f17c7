"""The history that warnings need: a plan held against what was known at the end of each month of its period.

A value is known from the day of its release, or from the day it was recorded where that came first or no release is
told. So an office that takes in the figures of past years has their history at once, as the public had it. Goals and
annual targets are those of today throughout: the question is how the figures behaved, not who asked what when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from lantu.cascade.allocation import Allocation
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Reading
from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.deciding import Confirmation, answered
from lantu.monitoring.judging import judge
from lantu.monitoring.monitoring import monitor
from lantu.monitoring.outlook.asking import outlooks_of, with_outlooks
from lantu.monitoring.rollup import Member
from lantu.monitoring.vintages import in_force, recorded, released
from lantu.vocabulary.schemes import Scheme

Told = Callable[[float], None]


def known_from(observation: Observation) -> datetime:
    """Return the moment from which a value was known: its release, or its recording where that came first.

    >>> known_from(Observation(indicator="常住人口", period="2023", basis="point", value=1, unit="万人", state="final",
    ...                        supplier="", source="", published_on="2024-03-25", recorded_at="2026-01-05T10:00:00+08:00"))
    datetime.datetime(2024, 3, 25, 0, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=28800)))
    """
    out = released(observation)
    if out is None or not observation.recorded_at:
        return out or recorded(observation)
    return min(out, recorded(observation))


def days_to_look(observations: Iterable[Observation], years: tuple[int, int], until: date) -> tuple[date, ...]:
    """Return the days of evaluation: the end of every month since anything was known, within a plan's period, and the last.

    Args:
        observations: All vintages.
        years: First and last year of the plan; its last figures may come out a year and a half later.
        until: The last day.
    """
    first = min((known_from(each).date() for each in observations), default=None)
    if first is None:
        return ()
    day, last = max(first, date(years[0], 1, 1)), min(until, date(years[1] + 2, 6, 30))
    found = []
    while (end := _month_end(day)) < last:
        found.append(end)
        day = end + timedelta(days=1)
    return (*found, last) if not found or found[-1] < last else tuple(found)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def looked_back(
    plan: Reading,
    observations: Sequence[Observation],
    days: Sequence[date],
    scheme: Scheme,
    *,
    annual_targets: Sequence[AnnualTarget] = (),
    allocation: Allocation | None = None,
    answers: Mapping[Member, Confirmation] | None = None,
    told: Told | None = None,
) -> dict[date, tuple[Progress, ...]]:
    """Return what each evaluation would have said, with status and outlook: what :func:`warnings_of` takes.

    Args:
        plan: The plan.
        observations: All vintages.
        days: The days of evaluation, see :func:`days_to_look`.
        scheme: The scheme of the statuses.
        annual_targets: Annual targets, those of today.
        allocation: The choices of the office.
        answers: Which statuses people let stand, by target and subject; each counts on the days on which all is as it was
            when they said so.
        told: Is told the share that is done.
    """
    dated = [replace(each, recorded_at=known_from(each).isoformat()) for each in observations]
    found, said = {}, answers or {}
    for number, day in enumerate(days, 1):
        monitored = monitor(plan, in_force(dated, day), day, annual_targets=annual_targets, allocation=allocation)
        rows = with_outlooks(monitored.rows, outlooks_of(monitored))
        found[day] = tuple(answered(judge(row, scheme), said.get((row.target, row.subject))).progress for row in rows)
        if told is not None:
            told(number / len(days))
    return found
