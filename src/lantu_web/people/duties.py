"""Which duties an account holds today: what every permission asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
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
        held = account._lantu_duties = _read(account)
    return held


def _read(account: Any) -> list[Duty]:
    """Read the duties of an account; only of a deputy is asked whether the main holder has the duty still."""
    rows = account.duties.select_related("body", "body__area", "deputy_of")
    today = timezone.localdate()
    held = [duty for duty in rows.filter(replaced_at__isnull=True) if _covers(duty, today)]
    return list(valid_today(rows)) if any(duty.deputy_of_id for duty in held) else held


def _covers(duty: Duty, day: date) -> bool:
    return (duty.since is None or duty.since <= day) and (duty.until is None or duty.until >= day)


def forget_duties(account: Any) -> None:
    """Read the duties of an account again at the next question: they were changed."""
    account.__dict__.pop("_lantu_duties", None)


def holds(account: Any, *roles: str) -> bool:
    """Return whether an account holds one of some roles, in whatever body."""
    return any(duty.role in roles for duty in duties_of(account))


def bodies_of(account: Any, *roles: str) -> set[int]:
    """Return the keys of the bodies in which an account holds one of some roles."""
    return {duty.body_id for duty in duties_of(account) if duty.role in roles and duty.body_id}


def standing_in_for(account: Any, permission: str, subject: object = None) -> tuple[str, ...]:
    """Return the names of those for whom an account does what it may do only as their deputy; none else."""
    all_of_them = duties_of(account)
    deputised = [duty for duty in all_of_them if duty.deputy_of_id]
    own = [duty for duty in all_of_them if not duty.deputy_of_id]
    if not deputised or _may(account, own, permission, subject):
        return ()
    enough = [duty for duty in deputised if _may(account, [*own, duty], permission, subject)]
    return tuple(sorted({duty.deputy_of.username for duty in enough if duty.deputy_of}))


def valid_today(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Return the duties that count today, as recorded now; a deputy's only while the duty is its main holder's."""
    today = timezone.localdate()
    begun = Q(since__isnull=True) | Q(since__lte=today)
    lasting = Q(until__isnull=True) | Q(until__gte=today)
    current = Q(begun, lasting, replaced_at__isnull=True)
    mains = Duty.objects.filter(current, account=OuterRef("deputy_of"), role=OuterRef("role"), deputy_of=None)
    held = Exists(mains.filter(body=OuterRef("body"))) | Q(Exists(mains.filter(body=None)), body=None)
    return rows.filter(current).filter(Q(deputy_of=None) | held)


def _may(account: Any, duties: list[Duty], permission: str, subject: object) -> bool:
    """Say whether some duties alone would allow something."""
    kept = account._lantu_duties
    account._lantu_duties = duties
    try:
        return bool(account.has_perm(permission, subject))
    finally:
        account._lantu_duties = kept
