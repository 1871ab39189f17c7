"""What is closed in the audit log: figures asked and offered for work secrets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lantu_web.audit.action import subject_of
from lantu_web.audit.visibility import closing
from lantu_web.cascade.models import Negotiation
from lantu_web.plans.closing import secrets_not_seen


@closing
def rounds_of_work_secrets(viewer: Any) -> Iterator[str]:
    """Yield the subjects of rounds about targets of work secrets that a viewer may not see."""
    for row in Negotiation.objects.filter(version__in=secrets_not_seen(viewer).values("pk")).only("pk"):
        yield subject_of(row)
