"""Duties: who grants them, when they count, and for whom a deputy acts."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.audit.models import Event
from lantu_web.people.actions import end_duty, grant_duty, open_account
from lantu_web.people.duties import Role, bodies_of, duties_of, forget_duties, holds, valid_today
from lantu_web.people.first import first_administrators
from lantu_web.people.granting import at_once
from lantu_web.people.models import Account, Duty
from lantu_web.plans.actions import mark_checked

TODAY = timezone.localdate


@pytest.fixture
def security(person) -> Account:
    """Who grants duties."""
    return person("security_admin", None)


@pytest.fixture
def newcomer(person) -> Account:
    """Somebody without any duty."""
    return open_account(person("system_admin", None), "newcomer").account


def test_nobody_is_called_as_events_call_the_installation(person):
    with pytest.raises(UsageError, match="W101"):
        open_account(person("system_admin", None), " System ")
    assert not Account.objects.filter(username__iexact="system").exists()


def held(account: Account, role: str) -> bool:
    forget_duties(account)
    return holds(account, role)


def test_three_administrations_are_in_three_hands(security, person, newcomer, city, settings):
    system, audit = person("system_admin", None, "second-system"), person("audit_admin", None)
    for account in (system, audit, newcomer):
        with pytest.raises(PermissionDenied):
            grant_duty(account, newcomer, Role.PLANNER, city["planning"])
    for account in (security, audit):
        with pytest.raises(PermissionDenied):
            open_account(account, "another")
    with pytest.raises(UsageError, match="W114"):
        grant_duty(security, system, Role.AUDIT_ADMIN)
    settings.LANTU_ADMINISTRATIONS_JOINED = True
    grant_duty(security, system, Role.AUDIT_ADMIN)
    assert held(system, Role.AUDIT_ADMIN)


def test_nobody_grants_to_himself(security, city):
    with pytest.raises(UsageError, match="W110"):
        grant_duty(security, security, Role.PLANNER, city["planning"])


@pytest.mark.parametrize("role", [Role.PLANNER, Role.REPORTER, Role.APPROVER])
def test_a_duty_about_a_body_needs_one(security, newcomer, role):
    with pytest.raises(UsageError, match="W111"):
        grant_duty(security, newcomer, role)


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [(None, None, True), (0, 0, True), (-9, -1, False), (1, None, False), (None, 0, True), (-3, 3, True)],
)
def test_a_duty_counts_from_its_first_day_to_its_last(security, newcomer, city, since, until, counts):
    days = {
        name: TODAY() + timedelta(days=days)
        for name, days in {"since": since, "until": until}.items()
        if days is not None
    }
    grant_duty(security, newcomer, Role.PLANNER, city["planning"], **days)
    assert (city["planning"].pk in bodies_of(newcomer, Role.PLANNER)) is counts


def test_what_is_held_is_not_granted_again_and_other_times_are(security, newcomer, city):
    body, today = city["planning"], TODAY()
    grant_duty(security, newcomer, Role.PLANNER, body, until=today)
    with pytest.raises(UsageError, match="W113"):
        grant_duty(security, newcomer, Role.PLANNER, body, since=today)
    grant_duty(security, newcomer, Role.PLANNER, body, since=today + timedelta(days=1))
    with pytest.raises(UsageError, match="W112"):
        grant_duty(security, newcomer, Role.REPORTER, body, since=today, until=today - timedelta(days=1))


def test_an_ended_duty_stays_as_trace(security, newcomer, city):
    duty = grant_duty(security, newcomer, Role.PLANNER, city["planning"])
    end_duty(security, duty, TODAY())
    assert held(newcomer, Role.PLANNER), "its last day has not passed"
    with pytest.raises(UsageError, match="W116"):
        end_duty(security, duty, TODAY())
    end_duty(security, Duty.objects.get(account=newcomer, replaced_at=None), at_once())
    assert not held(newcomer, Role.PLANNER)
    assert Duty.objects.filter(account=newcomer).count() == 3, "granted, to end today, ended yesterday"


def test_somebody_can_always_grant_duties(security, person):
    duty = security.duties.get()
    with pytest.raises(UsageError, match="W117"):
        end_duty(security, duty, at_once())
    person("security_admin", None, "second-security")
    end_duty(security, duty, at_once())
    assert not held(security, Role.SECURITY_ADMIN)


def test_a_deputy_acts_while_the_duty_is_the_main_holders_and_events_name_both(security, newcomer, planner, version):
    body = version.plan.body
    grant_duty(security, newcomer, Role.PLANNER, body, deputy_of=planner)
    mark_checked(newcomer, version)
    event = Event.objects.filter(action="plans.mark_checked").get()
    assert event.actor == newcomer.username
    assert json.loads(event.payload)["deputy_for"] == [planner.username]
    mark_checked(planner, version, "第一章")
    assert "deputy_for" not in json.loads(Event.objects.order_by("-number").first().payload)
    end_duty(security, planner.duties.get(), at_once())
    forget_duties(newcomer)
    with pytest.raises(PermissionDenied):
        mark_checked(newcomer, version)


def test_who_holds_the_duty_himself_is_nobodys_deputy(security, newcomer, planner, version):
    body = version.plan.body
    grant_duty(security, newcomer, Role.PLANNER, body, deputy_of=planner)
    grant_duty(security, newcomer, Role.PLANNER, body)
    mark_checked(newcomer, version)
    assert "deputy_for" not in json.loads(Event.objects.order_by("-number").first().payload)


def test_a_deputy_needs_somebody_to_stand_in_for(security, newcomer, planner, person, city):
    reporter = person("reporter", "forestry")
    for main in (reporter, newcomer):
        with pytest.raises(UsageError, match="W115"):
            grant_duty(security, newcomer, Role.PLANNER, city["planning"], deputy_of=main)


def test_a_deputy_in_a_duty_of_the_whole_house(security, newcomer, person):
    auditor = person("auditor", None)
    grant_duty(security, newcomer, Role.AUDITOR, deputy_of=auditor)
    assert held(newcomer, Role.AUDITOR)
    end_duty(security, auditor.duties.get(), at_once())
    assert not held(newcomer, Role.AUDITOR)


def test_a_new_installation_has_three_administrators_once(db):
    opened = first_administrators()
    assert [each.account.duties.get().role for each in opened] == ["system_admin", "security_admin", "audit_admin"]
    assert all(each.account.password_is_temporary and each.account.check_password(each.password) for each in opened)
    assert first_administrators() == []


@pytest.mark.parametrize("replaced", [None, -1])
@pytest.mark.parametrize("until", [None, -1, 0, 1])
@pytest.mark.parametrize("since", [None, -1, 0, 1])
def test_what_an_account_holds_is_what_counts_today_in_lists(newcomer, city, since, until, replaced):
    """The duties of one account are read in a plain way, those of many by the database: both must say the same."""

    def day(number):
        return None if number is None else TODAY() + timedelta(days=number)

    Duty.objects.create(
        account=newcomer, role=Role.PLANNER, body=city["planning"], since=day(since), until=day(until),
        recorded_at=timezone.now(), replaced_at=None if replaced is None else timezone.now(),
    )  # fmt: skip
    forget_duties(newcomer)
    assert duties_of(newcomer) == list(valid_today(newcomer.duties.all()))
