"""What is closed in the audit log: figures asked, offered and brought in for work secrets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lantu_web.audit.action import subject_of
from lantu_web.audit.visibility import closing
from lantu_web.cascade.models import Draft, Negotiation
from lantu_web.plans.closing import secrets_not_seen


@closing
def figures_of_work_secrets(viewer: Any) -> Iterator[str]:
    """Yield the subjects of rounds and drafts about work secrets that a viewer may not see."""
    secret = secrets_not_seen(viewer).values("pk")
    for kind in (Negotiation, Draft):
        for row in kind.objects.filter(version__in=secret).only("pk"):
            yield subject_of(row)
