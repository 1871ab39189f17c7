"""Asking again for work that failed."""

from __future__ import annotations

import json

from lantu.errors import UsageError
from lantu_web.audit.action import Act, action
from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import enqueue


@action("jobs.retry")
def retry(act: Act, failed: Job) -> Job:
    """Ask once more for a job that failed; who asked first, or runs the system, may.

    Raises:
        PermissionDenied: The job is somebody else's.
        UsageError: It did not fail (W170).
    """
    if failed.owner != act.actor:
        act.require("jobs.see_all")
    if failed.state != Job.State.FAILED:
        raise UsageError("W170")
    again = enqueue(failed.kind, json.loads(failed.args), key=failed.key, owner=failed.owner)
    act.tell(again, again=failed.pk, kind=failed.kind)
    return again
