"""What the office side reads; each takes the viewer first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from lantu_web.jobs.models import Job
from lantu_web.plans.models import DecisionRecord, Plan, Version
from lantu_web.plans.queries import plans_seen, versions_seen


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


def plan_seen(viewer: Any, pk: int) -> Plan:
    """Return a plan.

    Raises:
        Http404: There is none, or the viewer may not know of it.
    """
    found = plans_seen(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def versions_of(viewer: Any, plan: Plan) -> list[Version]:
    """Return the versions of a plan that a viewer may see, newest first, with decisions and level changes."""
    rows = versions_seen(viewer).filter(plan=plan).defer("text", "blocks").order_by("-brought_in_at", "-id")
    return list(
        rows.prefetch_related("decisions__by", "decisions__scan", "decisions__corrected_by", "level_changes__by")
    )


def reading_state(version: Version) -> Reading:
    """Return how far the reading of a version that somebody sees is."""
    job = Job.objects.filter(key=f"read:{version.pk}").order_by("-id").first()
    return Reading(job=job, done=version.readings.filter(replaced_at__isnull=True).exists())


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
