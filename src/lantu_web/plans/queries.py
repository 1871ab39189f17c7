"""Every read of the room; each takes the viewer first, and gives nothing the viewer may not see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from lantu_web.people.duties import Role, bodies_of, duties_of, holds
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import Level, Plan, Record, Version
from lantu_web.plans.rules import TRUSTED, WHOLE_HOUSE


def versions_seen(viewer: Any) -> QuerySet[Version]:
    """Return the versions a viewer may see, with plan, body and area."""
    rows = Version.objects.select_related("plan__body", "plan__area", "document")
    if not getattr(viewer, "is_authenticated", False):
        return rows.none()
    allowed = Q(level=Level.PUBLIC)
    if holds(viewer, *WHOLE_HOUSE, Role.REPORTER):
        allowed |= Q(level=Level.INTERNAL)
    if holds(viewer, *TRUSTED):
        allowed |= Q(level=Level.WORK_SECRET)
    own = bodies_of(viewer, Role.PLANNER, Role.APPROVER)
    return rows.filter(allowed | Q(level=Level.WORK_SECRET, plan__body__in=own))


def plans_seen(viewer: Any) -> QuerySet[Plan]:
    """Return the plans of which a viewer may see a version, or which the viewer's body keeps."""
    seen = versions_seen(viewer).values("plan")
    own = bodies_of(viewer, Role.PLANNER, Role.APPROVER)
    return Plan.objects.select_related("body", "area").filter(Q(pk__in=seen) | Q(body__in=own))


def version_seen(viewer: Any, pk: int) -> Version:
    """Return a version.

    Raises:
        Http404: There is none, or the viewer may not know of it.
    """
    found = versions_seen(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def records_seen(viewer: Any, version: Version, moment: datetime | None = None) -> QuerySet[Record]:
    """Return the items of a version that a viewer may see, as of a moment, in document order.

    A reporter sees of a plan that is not public what names the own body.
    """
    rows = as_of(Record.objects.filter(version=version), moment).order_by("start", "id")
    if viewer.has_perm("plans.see_whole_version", version):
        return rows
    if not viewer.has_perm("plans.see_version", version):
        return rows.none()
    return rows.filter(concerning(viewer))


def concerning(viewer: Any) -> Q:
    """Return what holds of the items that name a body of the viewer, in full or as plans print it."""
    names = {name for duty in duties_of(viewer) if duty.body for name in (duty.body.name, duty.body.short_name) if name}
    named = Q(pk__in=())
    for name in names:
        named |= Q(data__contains=f'"{name}"')
    return named & Q(type__in=("task", "project"))
