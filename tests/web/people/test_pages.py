"""The pages of accounts and duties, used as administrators use them."""

from __future__ import annotations

import re

from django.urls import reverse

from lantu_web.people.models import Account


def test_an_account_is_opened_given_a_duty_and_closed(client, person, city):
    system, security = person("system_admin", None), person("security_admin", None)
    client.force_login(system)
    form = {"username": "zhang", "shown_name": "规划处一科", "language": "zh"}
    page = client.post(reverse("people:new_account"), form).content.decode()
    account = Account.objects.get(username="zhang")
    assert account.check_password(re.findall(r"<code>([\w-]+)</code>", page)[0])
    assert "已经有人使用" in client.post(reverse("people:new_account"), form).content.decode()
    assert client.get(reverse("people:account_of", args=[account.pk])).status_code == 200

    client.force_login(security)
    granted = {"account": account.pk, "role": "planner", "body": city["planning"].pk, "since": "2026-01-01"}
    client.post(reverse("people:new_duty"), granted)
    duty = account.duties.get()
    page = client.get(reverse("people:account_of", args=[account.pk])).content.decode()
    assert "市发展改革委" in page
    assert "2026-01-01" in page
    assert "需要指明单位" in client.post(reverse("people:new_duty"), granted | {"body": ""}).content.decode()
    assert "规划处一科" not in client.get(reverse("people:duties"), {"today": "no"}).content.decode()
    assert client.post(reverse("people:end_duty", args=[duty.pk]), {"last_day": "soon"}).status_code == 422
    client.post(reverse("people:end_duty", args=[duty.pk]), {"at_once": "1"})
    assert not account.duties.filter(replaced_at=None, until=None).exists()

    client.force_login(system)
    change = reverse("people:change_account", args=[account.pk])
    assert client.post(change, {"do": "nothing known"}).status_code == 400
    assert client.post(change, {"do": "close"}).status_code == 422, "without a reason"
    assert Account.objects.get(pk=account.pk).is_active
    client.post(change, {"do": "close", "reason": "调离"})
    assert not Account.objects.get(pk=account.pk).is_active
    client.post(change, {"do": "reopen"})
    assert Account.objects.get(pk=account.pk).is_active
    for wanted in ("password", "second_factor"):
        assert client.post(change, {"do": wanted}).status_code in {200, 302}


def test_lists_are_given_out_as_files(client, person, city):
    client.force_login(person("system_admin", None))
    for name in ("accounts", "duties", "areas", "bodies"):
        for kind in ("csv", "xlsx", "json"):
            assert client.get(reverse(f"people:{name}"), {"format": kind}).status_code == 200
