"""What is closed in the audit log: facts of work secrets, to who reads the log but not these plans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from lantu_web.audit.action import subject_of
from lantu_web.audit.visibility import closing
from lantu_web.plans.models import Level, Plan, Version
from lantu_web.plans.queries import versions_seen


@closing
def work_secrets_not_seen(viewer: Any) -> Iterator[str]:
    """Yield the subjects of work secrets that a viewer may not see: versions, and plans of which nothing else is seen."""
    secret = secrets_not_seen(viewer)
    for version in secret.only("pk"):
        yield subject_of(version)
    known = versions_seen(viewer).values("plan")
    for plan in Plan.objects.filter(pk__in=secret.values("plan")).exclude(pk__in=known).only("pk"):
        yield subject_of(plan)


def secrets_not_seen(viewer: Any) -> QuerySet[Version]:
    """Return the versions that are work secrets and that a viewer may not see."""
    return Version.objects.filter(level=Level.WORK_SECRET).exclude(pk__in=versions_seen(viewer).values("pk"))
