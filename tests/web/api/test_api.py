"""The API: the same tables, the same rules, one shape for errors."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lantu_web.api.actions import make_token, revoke_token
from lantu_web.api.models import Token
from lantu_web.jobs.queue import work_once
from lantu_web.people.models import Duty
from lantu_web.plans.bringing_in import Wanted, bring_in, read_again_later
from lantu_web.plans.models import Version
from lantu_web.review.reviewing import review_later


@pytest.fixture
def token(planner):
    tomorrow = timezone.localdate() + timedelta(days=1)

    def made(scopes="read", account=None) -> dict[str, str]:
        _, key = make_token(account or planner, name="test", scopes=scopes, expires_on=tomorrow)
        return {"HTTP_AUTHORIZATION": f"Bearer {key}"}

    return made


def test_tables_are_the_records_of_the_plan(client, version, token):
    told = client.get(f"/api/v1/versions/{version.pk}/statements?limit=2", **token()).json()
    assert told["count"] == version.records.filter(type="statement").count()
    assert len(told["items"]) == 2
    first = told["items"][0]
    assert (first["indicator"], first["value"], first["unit"]) == ("地区生产总值", 1500, "亿元")
    following = client.get(told["next"], **token()).json()
    assert following["items"][0]["start"] >= first["start"]


def test_a_table_is_not_sent_again_while_nothing_has_changed(client, version, token):
    key = token()
    answer = client.get(f"/api/v1/versions/{version.pk}/tasks", **key)
    again = client.get(f"/api/v1/versions/{version.pk}/tasks", HTTP_IF_NONE_MATCH=answer.headers["ETag"], **key)
    assert (again.status_code, again.content) == (304, b"")


def test_a_decision_is_taken_with_its_state_and_refused_with_an_old_one(client, version, token):
    key = token("read write")
    address = f"/api/v1/versions/{version.pk}"
    item = client.get(f"{address}/statements", **key).json()["items"][0]["id"]
    seen = client.get(f"{address}/items/{item}", **key).json()["seen"]
    wanted = {"item": item, "action": "set", "field": "value", "value": "1600", "seen": seen}
    body = json.dumps({"decisions": [wanted]})
    assert client.post(f"{address}/decisions", body, "application/json", **key).json()["checked"] == 1
    assert client.get(f"{address}/items/{item}", **key).json()["record"]["value"] == 1600
    late = client.post(f"{address}/decisions", body, "application/json", **key)
    assert (late.status_code, late.json()["code"]) == (409, "W012")


def test_scopes_expiry_and_revocation(client, version, token, planner):
    body = json.dumps({"decisions": [{"item": "s1", "action": "accept"}]})
    address = f"/api/v1/versions/{version.pk}/decisions"
    assert client.post(address, body, "application/json", **token("read")).status_code == 401
    key = token("read write")
    made = Token.objects.first()
    assert client.get(f"/api/v1/versions/{version.pk}", **key).status_code == 200
    Token.objects.filter(pk=made.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert client.get(f"/api/v1/versions/{version.pk}", **key).status_code == 401
    Token.objects.filter(pk=made.pk).update(expires_on=timezone.localdate())
    revoke_token(planner, made)
    assert client.get(f"/api/v1/versions/{version.pk}", **key).status_code == 401


def test_a_browser_that_is_signed_in_may_read_and_not_write(client, version, planner):
    client.force_login(planner)
    assert client.get("/api/v1/plans").json()["count"] == 1
    answer = client.post(f"/api/v1/versions/{version.pk}/decisions", "{}", "application/json")
    assert answer.status_code == 401


def test_errors_have_one_shape(client, version, token):
    key = token("read write")
    for answer, status in (
        (client.get("/api/v1/plans"), 401),
        (client.get("/api/v1/versions/999999", **key), 404),
        (client.get(f"/api/v1/versions/{version.pk}/tasks?limit=0", **key), 422),
        (client.get(f"/api/v1/versions/{version.pk}/tasks?as_of=2999-01-01", **key), 422),
        (client.post("/api/v1/packages", {"file": SimpleUploadedFile("a.zip", b"no zip")}, **key), 422),
    ):
        assert answer.status_code == status, answer.content
        assert set(answer.json()) == {"code", "message", "message_en", "reasons"}


def test_levels_hold_here_as_on_pages(client, version, token, person):
    Version.objects.filter(pk=version.pk).update(level="work_secret")
    key = token(account=person("planner", "county"))
    assert client.get("/api/v1/plans", **key).json()["count"] == 0
    for page in ("", "/statements", "/package", "/text"):
        assert client.get(f"/api/v1/versions/{version.pk}{page}", **key).status_code == 404
    assert client.get("/api/v1/search?q=森林", **key).json()["count"] == 0


def test_a_reporter_sees_only_what_names_the_own_body(client, version, token, person):
    key = token(account=person("reporter", "forestry"))
    assert client.get(f"/api/v1/versions/{version.pk}/statements", **key).json()["count"] == 0
    tasks = client.get(f"/api/v1/versions/{version.pk}/tasks", **key).json()["items"]
    assert tasks
    assert all("市林业局" in [task["lead_body"], *task["bodies"]] for task in tasks)


def test_a_package_goes_round(client, version, token):
    key = token("read write")
    taken = client.get(f"/api/v1/versions/{version.pk}/package", **key).content
    answer = client.post("/api/v1/packages", {"file": SimpleUploadedFile("p.zip", taken)}, **key)
    assert answer.status_code == 200, answer.content
    assert client.get(f"/api/v1/versions/{answer.json()['id']}/package", **key).content == taken


def test_search_finds_either_script_and_width(client, version, token):
    assert client.get("/api/v1/search?q=森林覆蓋率", **token()).json()["count"] >= 1


def test_the_key_is_shown_once_and_pages_work(client, planner):
    client.force_login(planner)
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    page = client.post("/api/v1/tokens/", {"name": "脚本", "scopes": "read", "expires_on": day}).content.decode()
    token = Token.objects.get()
    assert page.count(token.start) == 2
    assert client.get("/api/v1/tokens/").content.decode().count("lantu_") == 1
    assert "/api/v1/versions/{version}/statements" in client.get("/api/v1/").content.decode()
    client.post(f"/api/v1/tokens/{token.pk}/revoke/")
    assert Token.objects.get().revoked_at


def test_findings_come_with_their_arithmetic_and_state(client, planner, city, token, person):
    text = "蓝河市规划\n（2026—2030年）\n到2030年，营造林面积达到75万亩，其中人工造林面积50万亩、封山育林面积30万亩。\n"
    found = bring_in(planner, text.encode(), "plan.txt", Wanted(body=city["planning"]))
    read_again_later(found, planner)
    review_later(found)
    while work_once():
        pass
    address = f"/api/v1/versions/{found.pk}/findings"
    told = client.get(address, **token()).json()["items"][0]
    assert (told["rule"], told["severity"], told["state"]) == ("parts-exceed-total", "hard", "open")
    assert {75, 50, 30} <= {figure["value"] for figure in told["values"]}
    assert client.get(address, **token(account=person("reporter", "forestry"))).json()["count"] == 0


def test_nul_is_refused_before_anything_asks_the_database(client, version, token):
    key = token("read write")
    address = f"/api/v1/versions/{version.pk}"
    for asked in (f"{address}/tasks?q=%00", f"{address}/items/%00", "/api/v1/search?q=a%00"):
        assert client.get(asked, **key).status_code == 422, asked
    for name in ("item", "field", "value", "was", "reason"):
        wanted = {"item": "s1", "action": "add", "value": "{}"} | {name: "a\x00"}
        answer = client.post(f"{address}/decisions", {"decisions": [wanted]}, "application/json", **key)
        assert (answer.status_code, answer.json()["code"]) == (422, "W060"), name


def test_a_decision_names_the_state_it_saw_unless_it_adds(client, version, token):
    key = token("read write")
    wanted = {"decisions": [{"item": "s1", "action": "accept"}]}
    answer = client.post(f"/api/v1/versions/{version.pk}/decisions", wanted, "application/json", **key)
    assert answer.status_code == 422
    assert "seen is required" in answer.json()["reasons"][0]
    assert not version.corrections.exists()


def test_an_old_state_of_an_item_that_a_merge_takes_in_is_a_conflict(client, version, token):
    key = token("read write")
    first, second = version.records.filter(type="statement", replaced_at__isnull=True).order_by("start", "id")[:2]
    wanted = {"item": first.item, "action": "merge", "seen": first.pk, "value": json.dumps([second.item])}
    wanted["others"] = [[second.item, second.pk + 10**6]]
    body = {"decisions": [wanted]}
    answer = client.post(f"/api/v1/versions/{version.pk}/decisions", body, "application/json", **key)
    assert (answer.status_code, answer.json()["code"]) == (409, "W012")


def test_who_plans_in_two_bodies_names_the_one_that_keeps_a_package(client, version, token, planner, city):
    key = token("read write")
    taken = client.get(f"/api/v1/versions/{version.pk}/package", **key).content
    Duty.objects.create(account=planner, role="planner", body=city["forestry"])

    def sent(**fields):
        return client.post("/api/v1/packages", {"file": SimpleUploadedFile("p.zip", taken), **fields}, **key)

    assert sent().json()["code"] == "W003"
    assert sent(body="yunling").json()["code"] == "W003"
    made = sent(body="forestry")
    assert made.status_code == 200, made.content
    assert Version.objects.get(pk=made.json()["id"]).plan.body == city["forestry"]
