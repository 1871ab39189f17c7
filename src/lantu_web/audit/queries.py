"""Reading the chain."""

from __future__ import annotations

from django.db.models import QuerySet

from lantu_web.audit.models import Event


def events_seen(viewer: object) -> QuerySet[Event]:
    """Return the events a viewer may read: all with the right, else none; newest first."""
    allowed = getattr(viewer, "has_perm", lambda name: False)("audit.read")
    return Event.objects.order_by("-number") if allowed else Event.objects.none()
