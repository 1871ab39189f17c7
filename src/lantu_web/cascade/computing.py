"""Breaking a version down in the background; what came out is kept until something it rests on changes."""

from __future__ import annotations

import zlib
from datetime import datetime

from lantu.cascade.breakdown import break_down
from lantu.cascade.outcome import outcome_of
from lantu.exchange.outcomes import outcome_text
from lantu_web.cascade.breakdowns import Given, chosen, given_of
from lantu_web.cascade.models import Draft, Result
from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import Report, enqueue, job
from lantu_web.observations.known import known
from lantu_web.plans.models import Version

JOB = "cascade.break_down"
KEPT = 12
"""Results kept of a version: what holds now, drafts that are being looked at, days of the past that were asked for."""


def computing(given: Given, asker: str = "", *, again: bool = False) -> Job:
    """Return the job that computes a breakdown; the one that failed where it did, else one that is asked for now.

    Args:
        given: What is broken down.
        asker: Name of the account that waits.
        again: Ask for it once more, also where it failed.
    """
    key = f"cascade:{given.version}:{given.key}"
    latest = Job.objects.filter(key=key).order_by("-id").first()
    if latest is not None and latest.state != Job.State.DONE and not (again and latest.state == Job.State.FAILED):
        return latest
    moment = given.moment.isoformat() if given.moment else ""
    args = {"version": given.version, "moment": moment, "draft": given.draft}
    return enqueue(JOB, args, key=key, owner=asker)


@job(JOB, page=("cascade:targets", "version"))
def job_break_down(version: int, moment: str, draft: int | None, report: Report) -> dict[str, object]:
    """Break a version down and keep what came out, under the key of what it rested on when this began."""
    row = Version.objects.select_related("plan", "document").get(pk=version)
    tried = Draft.objects.get(pk=draft) if draft is not None else None
    given = given_of(row, datetime.fromisoformat(moment) if moment else None, tried)
    keep(given, report)
    return {"version": version}


def keep(given: Given, report: Report | None = None) -> Result:
    """Break down what is given, and keep the result; the oldest of the version's others go."""
    observed = known(Version.objects.get(pk=given.version), given.moment)
    outcome = outcome_of(break_down(given.plan, observed, chosen(given.allocation), report=report))
    data = zlib.compress(outcome_text(outcome).encode())
    row, _ = Result.objects.update_or_create(version_id=given.version, key=given.key, defaults={"data": data})
    newest = Result.objects.filter(version_id=given.version).order_by("-id").values_list("pk", flat=True)[:KEPT]
    Result.objects.filter(version_id=given.version).exclude(pk__in=list(newest)).delete()
    return row
