"""Logging in: by password and second factor, locked after failures, ended when nobody is there; all of it in the chain."""

from __future__ import annotations

import json
import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lantu_web.audit.models import Event
from lantu_web.people.actions import close_account, reset_password
from lantu_web.people.demo import PEOPLE
from lantu_web.people.middleware import SEEN

PASSWORD = "a long pass phrase"


@pytest.fixture(autouse=True)
def nobody_counted(db):
    """Failures of one test lock nobody out in another."""
    cache.clear()


def sign_in(client, name: str, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def told(action: str) -> list[dict]:
    return [json.loads(event.payload) for event in Event.objects.filter(action=action)]


def test_the_page_says_what_has_no_place_here(client, db):
    page = client.get(reverse("people:login")).content.decode()
    assert "国家秘密" in page
    client.post(reverse("pages:language"), {"language": "en"})
    assert "State secrets have no place here" in client.get(reverse("people:login")).content.decode()


def test_who_has_an_account_gets_in_and_the_chain_knows(client, planner):
    assert sign_in(client, planner.username).status_code == 302
    assert client.get(reverse("people:account")).status_code == 200
    client.post(reverse("people:logout"))
    assert client.get(reverse("people:account")).status_code == 302
    assert [event.action for event in Event.objects.all()] == ["people.sign_in", "people.sign_out"]


def test_nobody_registers_himself(client, db):
    for name in ("signup", "password/reset", "email", "confirm-email"):
        assert client.get(f"/people/{name}/").status_code == 404


def test_who_fails_five_times_waits_and_a_name_that_is_nobodys_is_not_kept(client, planner):
    sign_in(client, "a password typed into the wrong field", "x")
    for _ in range(5):
        assert sign_in(client, planner.username, "wrong").status_code == 200
    assert sign_in(client, planner.username).status_code == 200, "even the right password has to wait"
    names = [facts["name"] for facts in told("people.fail_to_sign_in")]
    assert names == [None, *[planner.username] * 5]


def test_a_second_factor_is_asked_for(client, planner):
    secret = generate_totp_secret()
    TOTP.activate(planner, secret)
    answer = sign_in(client, planner.username)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("people:account")).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get(reverse("people:account")).status_code == 200
    assert len(told("people.fail_second_factor")) == 1


def test_a_temporary_password_is_changed_first(client, planner, person):
    opened = reset_password(person("system_admin", None), planner)
    sign_in(client, planner.username, opened.password)
    change = reverse("account_change_password")
    assert client.get(reverse("people:account")).headers["Location"] == change
    chosen = "nobody else knows this"
    client.post(change, {"oldpassword": opened.password, "password1": chosen, "password2": chosen})
    assert client.get(reverse("people:account")).status_code == 200
    assert told("people.change_password") == [{"changed": True}]
    assert all(opened.password not in event.payload and chosen not in event.payload for event in Event.objects.all())


def test_a_session_ends_when_the_account_is_closed_or_gets_another_password(client, planner, person):
    admin = person("system_admin", None)
    sign_in(client, planner.username)
    reset_password(admin, planner)
    assert client.get(reverse("people:account")).status_code == 302
    other = person("auditor")
    client.force_login(other)
    close_account(admin, other, "调离")
    assert client.get(reverse("people:account")).status_code == 302


def test_a_session_in_which_nobody_does_anything_ends(client, planner, settings):
    client.force_login(planner)
    client.get(reverse("people:account"))
    session = client.session
    session[SEEN] -= settings.LANTU_IDLE_MINUTES * 60 + 1
    session.save()
    assert client.get(reverse("people:account")).headers["Location"].startswith(reverse("account_login"))


def test_a_demo_offers_its_accounts_and_an_office_does_not(client, db, settings):
    assert "planner" not in client.get(reverse("people:login")).content.decode()
    settings.LANTU_DEMO = True
    page = client.get(reverse("people:login")).content.decode()
    assert all(f'value="{person.username}"' in page for person in PEOPLE)


HERE = {"HTTP_ORIGIN": "http://testserver"}
WORDS = "由蓝河市发展和改革委员会商有关部门研究提出"


def test_what_is_sent_after_the_session_ended_is_shown_again(client, version):
    """A form takes longer to fill in than a session lasts: who sends it then is not led away from what was typed."""
    address = reverse("plans:decide", args=[version.pk])
    sent = {"organ": WORDS, "kind": "approved", "password": "of no use", "seen": "1"}
    answer = client.post(address, sent, **HERE)
    assert answer.status_code == 401
    page = answer.content.decode()
    assert WORDS in page
    assert reverse("account_login") in page
    assert "of no use" not in page
    assert "approved" not in page
    elsewhere = client.post(address, sent, HTTP_ORIGIN="http://elsewhere.example")
    assert WORDS not in elsewhere.content.decode(), "what another site sends is not shown under our name"


def test_a_form_older_than_the_session_is_shown_again(planner, version):
    client = Client(enforce_csrf_checks=True)
    client.force_login(planner)
    answer = client.post(reverse("plans:decide", args=[version.pk]), {"organ": WORDS}, **HERE)
    assert answer.status_code == 403
    assert WORDS in answer.content.decode()


def test_a_part_of_a_page_never_puts_the_login_page_into_it(client, version):
    bench = reverse("plans:workbench", args=[version.pk])
    asked = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": f"http://testserver{bench}?chapter=p1"}
    sent = client.post(reverse("plans:workbench_add", args=[version.pk]), {"title": WORDS}, **asked)
    assert (sent.status_code, sent.content) == (401, b"")
    assert "HX-Redirect" not in sent.headers, "who typed something stays where it stands"
    polled = client.get(reverse("plans:reading", args=[version.pk]), **asked)
    assert polled.status_code == 401
    assert (
        polled.headers["HX-Redirect"]
        == f"{reverse('account_login')}?next=%2Fversions%2F{version.pk}%2Fworkbench%2F%3Fchapter%3Dp1"
    )
