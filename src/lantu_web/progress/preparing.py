"""Making a standing before somebody asks for it: after values have come in, so that no page waits for thousands of targets."""

from __future__ import annotations

from contextlib import suppress

from lantu.errors import LantuError
from lantu_web.jobs.queue import Report, enqueue, job
from lantu_web.observations.following import after_taking
from lantu_web.plans.models import Plan, Version
from lantu_web.progress.grounds import grounds_of
from lantu_web.progress.standing import standing_of

JOB = "progress.stand"


@after_taking
def prepare(plan: Plan) -> None:
    """Ask for the standing of every version of a plan that was read."""
    for version in (
        plan.versions.filter(readings__isnull=False, readings__replaced_at__isnull=True)
        .distinct()
        .values_list("pk", flat=True)
    ):
        enqueue(JOB, {"version": version}, key=f"stand:{version}")


@job(JOB, page=("progress:overview", "version"))
def job_stand(version: int, report: Report) -> dict[str, object]:
    """Measure and judge every target of a version; one that cannot be is left to the page, which says why."""
    report("standing", 0)
    row = Version.objects.select_related("plan", "document").get(pk=version)
    with suppress(LantuError):
        standing_of(grounds_of(row))
    return {"version": version}
