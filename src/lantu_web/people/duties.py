"""Which duties an account holds today: what every permission asks."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from lantu_web.people.models import Duty

Role = Duty.Role


def duties_of(account: Any) -> list[Duty]:
    """Return the duties an account holds today, read once an object of it.

    An account that is not logged in, or is no longer active, holds none.
    """
    if not getattr(account, "is_authenticated", False) or not account.is_active:
        return []
    held: list[Duty] | None = getattr(account, "_lantu_duties", None)
    if held is None:
        held = list(_valid(account).select_related("body", "body__area"))
        account._lantu_duties = held
    return held


def forget_duties(account: Any) -> None:
    """Read the duties of an account again at the next question: they were changed."""
    account.__dict__.pop("_lantu_duties", None)


def holds(account: Any, *roles: str) -> bool:
    """Return whether an account holds one of some roles, in whatever body."""
    return any(duty.role in roles for duty in duties_of(account))


def bodies_of(account: Any, *roles: str) -> set[int]:
    """Return the keys of the bodies in which an account holds one of some roles."""
    return {duty.body_id for duty in duties_of(account) if duty.role in roles and duty.body_id}


def _valid(account: Any) -> Any:
    today = timezone.localdate()
    begun = Q(since__isnull=True) | Q(since__lte=today)
    lasting = Q(until__isnull=True) | Q(until__gte=today)
    return Duty.objects.filter(begun, lasting, account=account, replaced_at__isnull=True)
