"""What the office side reads; each takes the viewer first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.http import Http404

from lantu_web.jobs.models import Job
from lantu_web.people.duties import holds
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import DecisionRecord, LevelChange, Plan, Registration, Version
from lantu_web.plans.models import Reading as ReadingRow
from lantu_web.plans.office.forms import government_word
from lantu_web.plans.page import stage_at, was_corrected
from lantu_web.plans.queries import plans_seen, versions_seen
from lantu_web.plans.registering import as_registered
from lantu_web.plans.rules import WHOLE_HOUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How far the reading of a version is.

    Attributes:
        job: The last job that reads it, or None where it came with its reading.
        done: Whether there is a reading.
    """

    job: Job | None
    done: bool

    @property
    def running(self) -> bool:
        """Whether it is being read now, or waits for it."""
        return self.job is not None and self.job.state in {Job.State.WAITING, Job.State.RUNNING}

    @property
    def failed(self) -> bool:
        """Whether the last attempt failed, even where an earlier reading still holds."""
        return self.job is not None and self.job.state == Job.State.FAILED

    @property
    def over(self) -> bool:
        """Whether there is a reading and nothing left to wait for or to tell."""
        return self.done and not self.running and not self.failed


def plan_seen(viewer: Any, pk: int, moment: datetime | None = None) -> Plan:
    """Return a plan, as it was registered at a moment.

    Raises:
        Http404: There is none, or was none by then, or the viewer may not know of it.
    """
    found = plans_seen(viewer).filter(pk=pk).first()
    if found is None or (moment is not None and found.registered_at > moment):
        raise Http404
    as_registered([found], moment)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A version in the list of a plan, as it stood at the moment of the page.

    Attributes:
        version: The version.
        stage: Where in its life the plan stood with it.
        level: Who might see it then.
        reading: How far its reading was.
        decisions: What was decided of it by then, each with whether the record was corrected by then.
        changes: The changes of its level by then.
    """

    version: Version
    stage: str
    level: str
    reading: Reading
    decisions: tuple[tuple[DecisionRecord, bool], ...]
    changes: tuple[LevelChange, ...]


def versions_of(viewer: Any, plan: Plan, moment: datetime | None = None) -> list[Listed]:
    """Return the versions of a plan that a viewer may see, newest first: some queries, however many there are."""
    rows = versions_seen(viewer).filter(plan=plan).defer("text", "blocks").order_by("-brought_in_at", "-id")
    if moment is not None:
        rows = rows.filter(brought_in_at__lte=moment)
    told = ("decisions__by", "decisions__scan", "decisions__corrected_by", "level_changes__by")
    versions = list(rows.prefetch_related(*told))
    readings = reading_states(versions, moment)
    return [_listed(version, readings[version.pk], moment) for version in versions]


def _listed(version: Version, reading: Reading, moment: datetime | None) -> Listed:
    decisions = [
        (row, was_corrected(row, moment)) for row in version.decisions.all() if moment is None or row.at <= moment
    ]
    changes = sorted(version.level_changes.all(), key=lambda change: change.pk)
    later = [change.was for change in changes if moment is not None and change.at > moment]
    return Listed(
        version=version,
        stage=stage_at(version, [row.kind for row, corrected in decisions if not corrected], moment),
        level=later[0] if later else version.level,
        reading=reading,
        decisions=tuple(decisions),
        changes=tuple(changes[: len(changes) - len(later)]),
    )


def levels_of(viewer: Any, plan: Plan) -> list[str]:
    """Return the levels of the versions of a plan that a viewer may see."""
    return list(versions_seen(viewer).filter(plan=plan).order_by().values_list("level", flat=True).distinct())


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """Something that was registered of a plan.

    Attributes:
        at: When.
        by: Who registered it, where the viewer may know; None for what the document suggested.
        changes: Key of the word of each fact that changed, with what it was and what it became.
    """

    at: datetime
    by: str | None
    changes: tuple[tuple[str, str, str], ...]


def registered(viewer: Any, plan: Plan, moment: datetime | None = None) -> list[Registered]:
    """Return how what is registered of a plan changed by a moment, the latest first."""
    rows = plan.registrations.select_related("area", "by").order_by("recorded_at", "id")
    held = list(rows if moment is None else rows.filter(recorded_at__lte=moment))
    names = holds(viewer, *WHOLE_HOUSE)
    found = [
        Registered(
            at=now.recorded_at,
            by=None if now.by is None else str(now.by) if names else "—",
            changes=tuple(_changes(before, now)),
        )
        for before, now in pairwise([Registration(), *held])
    ]
    return [each for each in reversed(found) if each.changes]


def differing(now: Registration, typed: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return where what somebody typed differs from what is registered: key of the word, what is typed, what holds now."""
    return list(_changes(Registration(**typed), now))


def _changes(before: Registration, now: Registration) -> Iterator[tuple[str, str, str]]:
    for name, said in _SAID.items():
        was, became = said(before), said(now)
        if was != became:
            yield f"plans.office_{name}", was, became


_SAID: dict[str, Callable[[Registration], str]] = {
    "title": lambda row: row.title,
    "government": lambda row: government_word(row.level),
    "area": lambda row: str(row.area or row.area_name or ""),
    "start": lambda row: str(row.start or ""),
    "end": lambda row: str(row.end or ""),
}


def reading_state(version: Version) -> Reading:
    """Return how far the reading of a version that somebody sees is."""
    return reading_states([version])[version.pk]


def reading_states(versions: Iterable[Version], moment: datetime | None = None) -> dict[int, Reading]:
    """Return how far the reading of each of some versions is that somebody sees; of a past moment only whether it was."""
    keys = {f"read:{version.pk}": version.pk for version in versions}
    jobs = Job.objects.filter(key__in=keys).order_by("id") if moment is None else ()
    last = {keys[job.key]: job for job in jobs}
    rows = as_of(ReadingRow.objects.filter(version__in=keys.values()), moment)
    done = set(rows.values_list("version", flat=True))
    return {pk: Reading(job=last.get(pk), done=pk in done) for pk in keys.values()}


def decision_seen(viewer: Any, pk: int) -> DecisionRecord:
    """Return a decision record with its scan, of a version the viewer sees whole.

    Raises:
        Http404: There is none, or the viewer may not know of it.
    """
    found = DecisionRecord.objects.select_related("version__plan", "scan__original").filter(pk=pk).first()
    if found is None or not viewer.has_perm("plans.see_whole_version", found.version):
        raise Http404
    return found


def organs_known(viewer: Any) -> list[str]:
    """Return the organs that decisions seen by a viewer name, to choose from while typing."""
    rows = DecisionRecord.objects.filter(version__in=versions_seen(viewer)).order_by("organ")
    return list(rows.values_list("organ", flat=True).distinct()[:50])
