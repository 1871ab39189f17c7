"""The path through the whole: brought in, read, corrected, undone, and every act in the chain."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from lantu.errors import UsageError
from lantu.reading import read
from lantu_web.audit.chain import breaks
from lantu_web.audit.guard import missing_triggers
from lantu_web.audit.models import Event
from lantu_web.plans.actions import correct, keep_reading, undo
from lantu_web.plans.bringing_in import Wanted, bring_in
from lantu_web.plans.correcting import ConflictError, Decision
from lantu_web.plans.desk import reading_of
from lantu_web.plans.models import Document, Plan, Record, Version

from .conftest import PLAN


def record(version, item: str) -> Record:
    return Record.objects.get(version=version, item=item, replaced_at=None)


def first_target(version) -> Record:
    return version.records.filter(type="statement", replaced_at=None).first()


def test_a_plan_brought_in_is_read_and_its_head_suggested(version):
    assert version.plan.title == "蓝河市国民经济和社会发展第十五个五年规划纲要"
    assert (version.plan.start, version.plan.end) == (2026, 2030)
    assert version.records.filter(type="statement", replaced_at=None).count() >= 3


def test_the_same_file_twice_is_one_version(version, planner):
    again = bring_in(planner, PLAN, "另一个名字.txt", Wanted(plan=version.plan))
    assert again.pk == version.pk
    assert Document.objects.count() == 1


def test_a_correction_replaces_the_state_and_can_be_undone(version, planner):
    before = first_target(version)
    plan = correct(
        planner, version, [Decision(item=before.item, action="set", field="value", value="1600", seen=before.pk)]
    )
    now = record(version, before.item)
    assert now.checked
    assert '"value": 1600' in now.data
    assert before.item in plan.checked
    undo(planner, version, version.corrections.get().batch)
    assert record(version, before.item).data == before.data
    assert version.corrections.count() == 1, "what was undone stays as trace"


def test_what_others_build_upon_is_not_undone_even_where_as_many_decisions_would_fit(version, planner):
    one, two, three = version.records.filter(type="statement", replaced_at=None)[:3]
    both = [
        Decision(item=one.item, action="merge", value=f'["{two.item}"]', seen=one.pk, others=((two.item, two.pk),)),
        Decision(item=three.item, action="split", value="[{}, {}]", seen=three.pk),
    ]
    correct(planner, version, both)
    batch = version.corrections.first().batch
    version.corrections.create(item=two.item, action="accept", recorded_at=timezone.now())  # fits without the merge
    part = record(version, f"{three.item}-2")
    correct(planner, version, [Decision(item=part.item, action="accept", seen=part.pk)])  # fits with the split only
    with pytest.raises(ConflictError, match="W015"):
        undo(planner, version, batch)
    assert record(version, part.item).checked


def test_a_reading_of_another_text_is_refused_and_changes_nothing(version):
    before = list(version.records.values_list("pk", "replaced_at"))
    with pytest.raises(UsageError, match="W031"):
        keep_reading(None, version, read(PLAN + "另起一行。".encode(), "蓝河规划.txt"))
    assert list(version.records.values_list("pk", "replaced_at")) == before
    assert version.readings.get().replaced_at is None


def test_what_a_person_typed_while_it_was_read_is_not_overwritten(version):
    loaded = Version.objects.select_related("plan").get(pk=version.pk)
    loaded.plan.title = ""  # as a job holds it that began before somebody named the plan
    Plan.objects.filter(pk=version.plan_id).update(title="蓝河市“十五五”规划", end=None)
    keep_reading(None, loaded, reading_of(version))
    plan = Plan.objects.get(pk=version.plan_id)
    assert (plan.title, plan.end) == ("蓝河市“十五五”规划", 2030)


def test_who_saw_an_older_state_is_told_and_nothing_is_overwritten(version, planner, person):
    before = first_target(version)
    correct(planner, version, [Decision(item=before.item, action="accept", seen=before.pk)])
    other = person("planner", name="second-planner")
    with pytest.raises(ConflictError) as refused:
        correct(other, version, [Decision(item=before.item, action="set", field="value", value="1", seen=before.pk)])
    assert refused.value.now == record(version, before.item)
    assert version.corrections.count() == 1


def test_only_who_keeps_the_plan_may_correct(version, person):
    item = first_target(version)
    for role, body in (
        ("reporter", "forestry"),
        ("auditor", "planning"),
        ("planner", "county"),
        ("system_admin", None),
    ):
        with pytest.raises(PermissionDenied):
            correct(person(role, body), version, [Decision(item=item.item, action="accept", seen=item.pk)])


def test_a_marked_secret_leaves_no_trace(planner, city):
    with pytest.raises(UsageError, match="W001"):
        bring_in(planner, "机密★3年\n蓝河市规划\n到2030年增长6%。".encode(), "plan.txt", Wanted(body=city["planning"]))
    assert not Document.objects.exists()
    assert not Event.objects.exists()


def test_the_chain_holds_and_the_database_refuses_to_change_it(version):
    assert [event.action for event in Event.objects.all()] == ["plans.bring_in", "plans.keep_reading"]
    assert not list(breaks())
    assert not missing_triggers()
    for change in (lambda: Event.objects.update(actor="nobody"), lambda: Event.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
