"""What is closed in the audit log: values taken for plans that are work secrets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lantu_web.audit.action import subject_of
from lantu_web.audit.visibility import closing
from lantu_web.observations.models import Intake
from lantu_web.plans.closing import secrets_not_seen


@closing
def values_of_work_secrets(viewer: Any) -> Iterator[str]:
    """Yield the intakes of plans of which a viewer may not see a version."""
    plans = secrets_not_seen(viewer).values("plan")
    for row in Intake.objects.filter(plan__in=plans).only("pk"):
        yield subject_of(row)
