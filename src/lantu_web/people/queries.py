"""Every read of the room; each takes the viewer first."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lantu_web.pages.permission import require
from lantu_web.people.models import Account, Area, Body, Duty, Succession


def accounts_seen(viewer: Any) -> QuerySet[Account]:
    """Return all accounts, for who opens them, who grants their duties and who reads the chain.

    Raises:
        PermissionDenied: The viewer is none of these.
    """
    require(viewer, "people.see_accounts")
    return Account.objects.order_by("username")


def duties_seen(viewer: Any) -> QuerySet[Duty]:
    """Return all duties as they are recorded now, of the past and to come as well.

    Raises:
        PermissionDenied: The viewer neither opens accounts, nor grants duties, nor reads the chain.
    """
    require(viewer, "people.see_accounts")
    return Duty.objects.filter(replaced_at=None).select_related("account", "body", "body__area", "deputy_of")


def areas_seen(viewer: Any) -> QuerySet[Area]:
    """Return all areas and zones: everybody who is signed in sees them."""
    require(viewer, "people.see_people")
    return Area.objects.select_related("parent", "host")


def bodies_seen(viewer: Any) -> QuerySet[Body]:
    """Return all bodies: everybody who is signed in sees them."""
    require(viewer, "people.see_people")
    return Body.objects.select_related("area")


def successions_seen(viewer: Any) -> QuerySet[Succession]:
    """Return the events by which areas and bodies became others, the latest first."""
    require(viewer, "people.see_people")
    named = ("areas_before", "areas_after", "bodies_before", "bodies_after")
    return Succession.objects.prefetch_related(*named).order_by("-on", "-pk")
