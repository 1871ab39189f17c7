"""The chain: whatever is altered, removed, moved or cut off is found; the database itself refuses to do it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu_web.audit.action import ACTIONS, action, subject_of
from lantu_web.audit.chain import append, breaks, hash_of
from lantu_web.audit.checks import table_is_guarded
from lantu_web.audit.export import events_of, head_of, lines_of
from lantu_web.audit.guard import TABLE, make_triggers, missing_triggers
from lantu_web.audit.models import Event, Head
from lantu_web.audit.queries import events_seen
from lantu_web.cascade.models import Negotiation
from lantu_web.plans.bringing_in import Wanted, bring_in
from lantu_web.plans.closing import leading_there
from lantu_web.plans.models import Plan, Version
from lantu_web.review.handling import handle
from lantu_web.review.models import Finding

EVENTS = 6


@pytest.fixture
def chain(db) -> list[Event]:
    """Some events."""
    return [append(actor="somebody", action="tests.act", subject=f"thing:{n}", payload={"n": n}) for n in range(EVENTS)]


@contextmanager
def unguarded():
    """A database whose triggers somebody with all rights took away."""
    with connection.cursor() as cursor:
        for name in sorted(missing_triggers_if_none_were_there()):
            table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{table}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            make_triggers(None, SimpleNamespace(connection=connection, execute=cursor.execute))


def missing_triggers_if_none_were_there() -> set[str]:
    kinds = ("change", "truncate") if connection.vendor == "postgresql" else ("update", "delete")
    return {f"{TABLE}_no_{kind}" for kind in kinds}


def found() -> list[tuple[int, str]]:
    return [(each.number, each.kind) for each in breaks()]


def test_a_chain_that_nobody_touched_holds(chain):
    assert found() == []


def test_an_empty_chain_holds(db):
    assert found() == []


@pytest.mark.parametrize("field", ["at", "actor", "action", "subject", "payload"])
def test_an_altered_event_is_found(chain, field):
    with unguarded():
        Event.objects.filter(number=3).update(**{field: "other"})
    assert found() == [(3, "changed")]


def test_an_altered_event_with_a_new_hash_is_found_by_the_next(chain):
    with unguarded():
        event = Event.objects.get(number=3)
        event.payload = "{}"
        Event.objects.filter(number=3).update(payload="{}", hash=hash_of(event))
    assert found() == [(4, "unlinked")]


def test_a_removed_event_is_found(chain):
    with unguarded():
        Event.objects.filter(number__in=[2, 3]).delete()
    assert found() == [(2, "missing"), (3, "missing")]


def test_two_events_that_changed_places_are_found(chain):
    with unguarded():
        first, second = Event.objects.get(number=2), Event.objects.get(number=3)
        Event.objects.filter(number=2).update(number=99)
        Event.objects.filter(number=3).update(number=2)
        Event.objects.filter(number=99).update(number=3)
    assert first.hash != second.hash
    assert {number for number, _ in found()} >= {2, 3}


@pytest.mark.parametrize("kept", [0, 3, EVENTS - 1])
def test_an_end_that_was_cut_off_is_found(chain, kept):
    with unguarded():
        Event.objects.filter(number__gt=kept).delete()
    assert found() == [(EVENTS, "shortened")]


def test_an_end_that_was_cut_off_together_with_its_note_is_found_against_an_export(chain):
    lines = list(lines_of(Event.objects.order_by("number")))
    with unguarded():
        Event.objects.filter(number=EVENTS).delete()
        last = Event.objects.get(number=EVENTS - 1)
        Head.objects.update(number=last.number, hash=last.hash)
    assert found() == [], "nothing in the database can tell"
    assert len(lines) == Event.objects.count() + 1, "what was given out before does"


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_is_done_to_an_export_is_found(data):
    events = made_up(EVENTS)
    lines = list(lines_of(events))
    assert not list(breaks(events_of(lines, "x"), head_of(events)))
    place = data.draw(st.integers(0, EVENTS - 1))
    deed = data.draw(st.sampled_from(["alter", "remove", "swap", "double"]))
    if deed == "alter":
        facts = json.loads(lines[place])
        name = data.draw(st.sampled_from(sorted(facts.keys() - {"number"})))
        facts[name] += "x"
        lines[place] = json.dumps(facts)
    elif deed == "remove":
        del lines[place]
    elif deed == "swap":
        other = data.draw(st.integers(0, EVENTS - 1).filter(lambda number: number != place))
        lines[place], lines[other] = lines[other], lines[place]
    else:
        lines.insert(place, lines[place])
    assert list(breaks(events_of(lines, "x"), head_of(events)))


def made_up(count: int) -> list[Event]:
    """A chain that is in no database."""
    events: list[Event] = []
    for number in range(1, count + 1):
        event = Event(number=number, at="2026-12-01", actor="somebody", action="act", subject="thing", payload="{}")
        event.previous = events[-1].hash if events else "0" * 64
        event.hash = hash_of(event)
        events.append(event)
    return events


def test_the_database_refuses_to_change_or_remove(chain):
    deeds = [
        f"UPDATE {TABLE} SET actor = 'nobody'",
        f"DELETE FROM {TABLE}",
        f"DELETE FROM {TABLE} WHERE number = 1",
    ]
    if connection.vendor == "postgresql":
        deeds += [f"TRUNCATE {TABLE}", f"TRUNCATE {TABLE} CASCADE"]
    for deed in deeds:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(deed)
    assert found() == []


def test_a_database_without_guards_does_not_pass_its_check(db):
    assert table_is_guarded(["default"]) == []
    with unguarded():
        assert missing_triggers() == missing_triggers_if_none_were_there()
        assert [each.id for each in table_is_guarded(["default"])] == ["audit.E001"]
    assert not missing_triggers()


def test_an_act_that_fails_leaves_no_event_and_one_that_tells_nothing_is_a_mistake(db):
    @action("tests.fail")
    def fail(act):
        act.tell("thing:1")
        raise ValueError

    @action("tests.say_nothing")
    def say_nothing(act):
        Head.objects.get_or_create(pk=1)

    try:
        with pytest.raises(ValueError):  # noqa: PT011  # any will do
            fail(None)
        with pytest.raises(RuntimeError, match="told nothing"):
            say_nothing(None)
        assert not Event.objects.exists()
        assert not Head.objects.exists()
    finally:
        del ACTIONS["tests.fail"], ACTIONS["tests.say_nothing"]


def test_pages_show_an_event_and_that_the_chain_holds(client, person, version):
    client.force_login(person("auditor", None))
    page = client.get(reverse("audit:events"), {"action": "plans.bring_in"}).content.decode()
    assert "plans.bring_in" in page
    assert "plans.keep_reading</td>" not in page
    assert "这一条的校验值正确" in client.get(reverse("audit:event", args=[1])).content.decode()
    assert "链条完整" in client.get(reverse("audit:verify")).content.decode()
    given_out = b"".join(client.get(reverse("audit:export")).streaming_content).decode().splitlines()
    assert len(given_out) == Event.objects.count()
    assert client.get(reverse("audit:event", args=[999])).status_code == 404
    days = {"since": "2026-01-01", "until": "2000-01-01"}
    assert "没有符合条件" in client.get(reverse("audit:events"), days).content.decode()


def test_a_page_says_what_is_wrong(client, person, chain):
    client.force_login(person("audit_admin", None))
    with unguarded():
        Event.objects.filter(number=2).update(actor="somebody else")
        page = client.get(reverse("audit:verify")).content.decode()
    assert "第 2 条被改动" in page
    assert "防改动保护不在" in page
    assert "内容被改动过" in client.get(reverse("audit:event", args=[2])).content.decode()


def test_an_event_whose_facts_somebody_broke_is_shown_as_it_is(client, person, chain):
    client.force_login(person("auditor", None))
    with unguarded():
        Event.objects.filter(number=2).update(payload='{"n": ')
        page = client.get(reverse("audit:event", args=[2])).content.decode()
    assert "{&quot;n&quot;: " in page
    assert "内容被改动过" in page


def test_facts_of_work_secrets_are_a_digest_to_who_may_not_read_them(client, person, version):
    Version.objects.filter(pk=version.pk).update(level="work_secret")
    name = version.document.name
    event = Event.objects.get(action="plans.bring_in")
    client.force_login(person("audit_admin", None))
    assert name not in client.get(reverse("audit:events")).content.decode()
    assert "没有符合条件" in client.get(reverse("audit:events"), {"payload": name}).content.decode()
    page = client.get(reverse("audit:event", args=[event.number])).content.decode()
    assert name not in page
    assert f"sha256:{event.digest}" in page
    assert "这一条的校验值正确" in page
    lines = b"".join(client.get(reverse("audit:export")).streaming_content).decode().splitlines()
    assert not any(name in line for line in lines)
    given_out = list(events_of(lines, "x"))
    assert not list(breaks(given_out, head_of(given_out))), "still to be verified"
    client.force_login(person("auditor", None))
    assert name in client.get(reverse("audit:event", args=[event.number])).content.decode()


def test_rounds_about_work_secrets_are_closed_as_their_version_is(person, version):
    row = Negotiation.objects.create(
        version=version, target="t", year=2030, total=1, step=1, recorded_at=timezone.now()
    )
    append(actor="somebody", action="tests.act", subject=subject_of(row), payload={"figure": 1})
    admin = person("audit_admin", None)
    assert not events_seen(admin).get(subject=subject_of(row)).closed
    Version.objects.filter(pk=version.pk).update(level="work_secret")
    assert events_seen(admin).get(subject=subject_of(row)).closed
    assert not events_seen(person("auditor", None)).get(subject=subject_of(row)).closed


def test_whatever_row_leads_to_a_work_secret_is_closed(person, version):
    """No room can forget it: every model of the house that leads to a version or a plan is asked."""
    leading = {model for model, _, _ in leading_there()}
    referring = {
        model
        for model in apps.get_models()
        if any(field.related_model in (Version, Plan) for field in model._meta.fields if field.many_to_one)
    }
    assert referring - {Version} <= leading
    rows = [version, version.plan, version.readings.first(), version.records.first(), _finding(version)]
    for row in rows:
        append(actor="somebody", action="tests.act", subject=subject_of(row), payload={"told": 1})
    elsewhere = [person("planner", name="other"), version.document]
    for row in elsewhere:
        append(actor="somebody", action="tests.act", subject=subject_of(row), payload={"told": 1})

    def closed(viewer) -> set[str]:
        return set(events_seen(viewer).filter(closed=True, action="tests.act").values_list("subject", flat=True))

    admin, auditor = person("audit_admin", None), person("auditor", None)
    assert closed(admin) == set()
    Version.objects.filter(pk=version.pk).update(level="work_secret")
    assert closed(admin) == {subject_of(row) for row in rows}
    assert closed(auditor) == set()


def _finding(version: Version) -> Finding:
    return Finding.objects.create(
        version=version, recorded_at=timezone.now(), key="k", order=1, rule="r", severity="note"
    )


def test_what_is_said_of_a_finding_is_closed_with_its_version_though_another_version_is_open(
    person, planner, city, version
):
    """A handling goes on from version to version; what was said of one is no more to be read than that one."""
    finding = _finding(version)
    handle(planner, finding, state="explained", reason="涉密的理由")
    public = bring_in(
        planner, "蓝河市规划\n第一章 目标\n到2030年增长6%。".encode(), "公开稿.txt", Wanted(plan=version.plan)
    )
    Version.objects.filter(pk=public.pk).update(level="public")
    Version.objects.filter(pk=version.pk).update(level="work_secret")
    event = events_seen(person("audit_admin", None)).get(action="review.handle")
    assert event.closed
    assert "涉密" not in event.shown


@pytest.mark.parametrize("asked", [{"until": "9999-12-31"}, {"since": "soon"}, {"actor": "a\x00"}, {"payload": "\x00"}])
def test_what_no_filter_can_mean_is_refused_in_words(client, person, chain, asked):
    client.force_login(person("auditor", None))
    assert client.get(reverse("audit:events"), asked).status_code == 422


@pytest.mark.parametrize("role", ["planner", "reporter", "approver", "leader", "legislator"])
def test_who_has_no_business_with_the_chain_does_not_see_it(client, person, chain, role):
    client.force_login(person(role))
    for page in ("events", "verify", "export"):
        assert client.get(reverse(f"audit:{page}")).status_code == 403
    assert client.get(reverse("audit:event", args=[1])).status_code == 403
