"""Duties: granting and ending them. Who grants is not who opens accounts, and nobody grants to himself."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.audit.action import Act, action
from lantu_web.people.duties import Role, forget_duties, valid_today
from lantu_web.people.models import Account, Body, Duty

IN_A_BODY = (Role.PLANNER, Role.REPORTER, Role.APPROVER)
"""What somebody can only be in a body: its matters are what the duty is about."""

ADMINISTRATIONS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
"""Who administers the installation; each in other hands, unless the office is too small for that."""


@action("people.grant_duty")
def grant_duty(
    act: Act,
    account: Account,
    role: str,
    body: Body | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    deputy_of: Account | None = None,
) -> Duty:
    """Let somebody do something in a body, for a time, possibly as deputy of another.

    Raises:
        PermissionDenied: The account does not administer security.
        UsageError: It is one's own (W110), lacks its body (W111), runs backwards (W112), is held already (W113), joins
            two administrations in one hand (W114), or stands in for a duty that nobody holds (W115).
    """
    act.require("people.manage_duties")
    _refuse_what_cannot_be(act, account, role, body, since, until)
    current = Duty.objects.filter(account=account, replaced_at=None)
    overlapping = [each for each in current if _overlap(each, since, until)]
    if any((each.role, each.body, each.deputy_of) == (role, body, deputy_of) for each in overlapping):
        raise UsageError("W113", account=account)
    if not settings.LANTU_ADMINISTRATIONS_JOINED and role in ADMINISTRATIONS:
        others = {each.role for each in overlapping} & set(ADMINISTRATIONS) - {role}
        if others:
            raise UsageError("W114", account=account)
    if deputy_of is not None:
        mains = Duty.objects.filter(account=deputy_of, role=role, body=body, deputy_of=None, replaced_at=None)
        if deputy_of == account or not mains.exists():
            raise UsageError("W115", account=deputy_of)
    duty = Duty.objects.create(account=account, role=role, body=body, since=since, until=until, deputy_of=deputy_of)
    forget_duties(account)
    act.tell(account, **_told(duty))
    return duty


@action("people.end_duty")
def end_duty(act: Act, duty: Duty, last_day: date) -> None:
    """End a duty with a day; a day before today ends it at once.

    Raises:
        UsageError: It was changed in between (W116), would end before it begins and is not ended at once (W112), or
            nobody would be left to grant duties (W117).
    """
    act.require("people.manage_duties")
    held = Duty.objects.select_for_update().filter(pk=duty.pk, replaced_at=None).first()
    if held is None:
        raise UsageError("W116")
    if duty.role == Role.SECURITY_ADMIN and not _others_grant(duty):
        raise UsageError("W117")
    held.replaced_at = timezone.now()
    held.save(update_fields=["replaced_at"])
    if held.since is None or held.since <= last_day:
        Duty.objects.create(
            account=held.account,
            role=held.role,
            body=held.body,
            since=held.since,
            until=last_day,
            deputy_of=held.deputy_of,
        )
    forget_duties(duty.account)
    act.tell(held.account, **_told(held), last_day=last_day)


def at_once() -> date:
    """Return the last day of a duty that ends now."""
    return timezone.localdate() - timedelta(days=1)


def _refuse_what_cannot_be(
    act: Act, account: Account, role: str, body: Body | None, since: date | None, until: date | None
) -> None:
    if act.account is not None and act.account == account:
        raise UsageError("W110")
    if role not in Role.values or (role in IN_A_BODY and body is None):
        raise UsageError("W111")
    if since and until and since > until:
        raise UsageError("W112", since=since, until=until)


def _overlap(duty: Duty, since: date | None, until: date | None) -> bool:
    return (duty.until is None or since is None or since <= duty.until) and (
        duty.since is None or until is None or duty.since <= until
    )


def _others_grant(duty: Duty) -> bool:
    others = Duty.objects.filter(role=Role.SECURITY_ADMIN, account__is_active=True, deputy_of=None).exclude(pk=duty.pk)
    return valid_today(others).filter(until=None).exists()


def _told(duty: Duty) -> dict[str, object]:
    return {
        "role": duty.role,
        "body": duty.body.code if duty.body else None,
        "since": duty.since,
        "until": duty.until,
        "deputy_of": duty.deputy_of.username if duty.deputy_of else None,
    }
