"""People decide: a proposal is answered, a status worded, an outlook decided; for the value they saw, and with a trace."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from lantu.errors import MonitoringError, UsageError
from lantu.monitoring.deciding import wording
from lantu_web.audit.models import Event
from lantu_web.progress import actions, queries
from lantu_web.progress.deciding import About, Reasons
from lantu_web.progress.decisions import fingerprint
from lantu_web.progress.models import Decision, Row, Standing
from lantu_web.progress.watching import keep

from .test_pages import FOREST, GROWTH, taken

WHY = Reasons(reason="差距来自统计口径", reference="第3次主任办公会议")
NEAR = replace(GROWTH, value=Decimal("5.9"))


@pytest.fixture
def growth(planner, version) -> str:
    """The growth of about 6 % a year, whose value lies near the edge: its id."""
    taken(planner, version, NEAR)
    queries.stood(planner, version)
    return Row.objects.get(indicator__contains="增长").target


def about(planner, version, target: str, subject: str = "") -> About:
    stood = queries.stood(planner, version)
    current = Decision.objects.filter(target=target, replaced_at=None).order_by("-id").first()
    seen = fingerprint(stood.judged[target, subject].progress, current)
    return About(version=version, target=target, subject=subject, scheme=stood.scheme.id, seen=seen)


def row_now(planner, version, target: str) -> Row:
    return Row.objects.get(standing=queries.stood(planner, version).standing, target=target, subject="")


def test_a_proposal_is_answered_and_everybody_sees_by_whom(planner, version, growth, client):
    assert row_now(planner, version, growth).proposal
    actions.confirm(planner, about(planner, version, growth), "close", WHY)
    row = row_now(planner, version, growth)
    assert (row.status, row.proposal, row.confirmed) == ("close", False, True)
    assert "差距来自统计口径" in row.why_zh
    event = Event.objects.get(action="progress.confirm")
    assert '"choice":"close"' in event.payload.replace(" ", "")
    client.force_login(planner)
    text = client.get(f"/progress/versions/{version.pk}/targets/{growth}/").content.decode()
    assert "第3次主任办公会议" in text
    assert "已由人确认" in client.get(f"/progress/versions/{version.pk}/targets/").content.decode()


def test_new_data_opens_the_question_again(planner, version, growth):
    actions.confirm(planner, about(planner, version, growth), "close", WHY)
    taken(planner, version, replace(NEAR, value=Decimal("5.8"), state="final"))
    row = row_now(planner, version, growth)
    assert (row.proposal, row.confirmed) == (True, False)


@pytest.mark.parametrize("what", ["due_value", "target_value", "proposed"])
def test_a_confirmation_lapses_when_what_it_was_held_against_is_another(planner, version, growth, what):
    actions.confirm(planner, about(planner, version, growth), "close", WHY)
    assert getattr(Decision.objects.get(), what)
    Decision.objects.update(**{what: "7" if what != "proposed" else "ahead"})
    Standing.objects.all().delete()
    row = row_now(planner, version, growth)
    assert (row.proposal, row.confirmed) == (True, False)


def test_a_decision_about_a_value_of_before_is_refused(planner, version, growth):
    before = about(planner, version, growth)
    taken(planner, version, replace(NEAR, value=Decimal("5.8"), state="final"))
    with pytest.raises(UsageError) as refused:
        actions.confirm(planner, before, "close", WHY)
    assert (refused.value.code, Decision.objects.count()) == ("W410", 0)
    assert "5.8" in str(refused.value.fields["now"])


def test_who_did_not_see_the_decision_of_somebody_else_does_not_replace_it(planner, version, growth):
    before = about(planner, version, growth)
    actions.confirm(planner, before, "close", WHY)
    with pytest.raises(UsageError) as refused:
        actions.confirm(planner, before, "on_track", WHY)
    assert refused.value.code == "W411"


def test_a_decision_is_replaced_and_taken_back_but_never_lost(planner, version, growth):
    actions.confirm(planner, about(planner, version, growth), "close", WHY)
    moment = timezone.now()
    actions.confirm(planner, about(planner, version, growth), "on_track", WHY)
    actions.take_back(planner, about(planner, version, growth), "status", Reasons(reason="再核实"))
    assert row_now(planner, version, growth).proposal
    assert [row.choice for row in queries.decisions_about(planner, version, growth, "")] == ["on_track", "close"]
    then = queries.stood(planner, version, moment)
    assert then.judged[growth, ""].progress.status == "close"
    with pytest.raises(UsageError, match="W414"):
        actions.take_back(planner, about(planner, version, growth), "status", WHY)


def test_what_follows_from_the_data_is_not_confirmed(planner, version):
    taken(planner, version, FOREST, replace(FOREST, period="2025", value=Decimal(46)))
    queries.stood(planner, version)
    forest = Row.objects.get(indicator__contains="森林").target
    with pytest.raises(MonitoringError, match="M230"):
        actions.confirm(planner, about(planner, version, forest), "behind", WHY)


def test_a_wording_is_decided_apart_and_goes_with_the_value(planner, version, growth):
    actions.word_status(planner, about(planner, version, growth), "基本同步", "broadly in step", WHY)
    judged = queries.stood(planner, version).judged[growth, ""]
    decided = queries.wordings(planner, version)[growth, ""]
    assert wording(judged, decided).text("zh") == "基本同步"
    assert judged.proposal
    taken(planner, version, replace(NEAR, value=Decimal("5.1"), state="final"))
    later = queries.stood(planner, version).judged[growth, ""]
    assert wording(later, decided).text("zh") != "基本同步"


def test_an_outlook_is_for_documents_only_once_it_is_decided(planner, version, growth):
    assert queries.expectations(planner, queries.stood(planner, version)) == {}
    actions.expect(planner, about(planner, version, growth), "open", WHY)
    found = queries.expectations(planner, queries.stood(planner, version))
    assert found[growth, ""].verdict == "open"
    taken(planner, version, replace(NEAR, value=Decimal("5.1"), state="final"))
    assert queries.expectations(planner, queries.stood(planner, version)) == {}


@pytest.mark.parametrize("kind", ["status", "wording", "outlook"])
def test_only_who_keeps_the_plan_decides(planner, person, version, growth, client, kind):
    leader = person("leader")
    client.force_login(leader)
    where = f"/progress/versions/{version.pk}/targets/{growth}/"
    assert '<form method="post" action="/progress' not in client.get(where).content.decode()
    assert client.post(f"{where}decide/{kind}/", {"reason": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.word_status(leader, about(planner, version, growth), "x", "x", WHY)


def test_what_was_typed_stays_when_the_data_has_moved_on(planner, version, growth, client):
    client.force_login(planner)
    where = f"/progress/versions/{version.pk}/targets/{growth}/"
    sent = {"status": "close", "reason": "会议已议定", "seen": "0-"}
    answer = client.post(f"{where}decide/status/", sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "会议已议定" in text
    again = about(planner, version, growth).seen
    assert f'value="{again}"' in text
    assert client.post(f"{where}decide/status/", sent | {"seen": again}).status_code == 302
    assert row_now(planner, version, growth).confirmed


def test_a_page_of_the_past_has_no_forms(planner, version, growth, client):
    client.force_login(planner)
    text = client.get(
        f"/progress/versions/{version.pk}/targets/{growth}/", {"as_of": timezone.localdate().isoformat()}
    ).content.decode()
    assert "decide/status/" not in text


def test_warnings_are_looked_for_anew_when_a_status_is_confirmed(planner, version, growth):
    stood = queries.stood(planner, version)
    first = keep(stood.grounds, stood.scheme.id)
    actions.confirm(planner, about(planner, version, growth), "close", WHY)
    again = queries.stood(planner, version)
    assert queries.watch(planner, again) is None
    assert keep(again.grounds, again.scheme.id) != first
