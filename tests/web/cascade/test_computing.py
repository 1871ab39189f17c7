"""A breakdown is made by the worker, once, and kept until something it rests on changes; a page that asks early waits."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.web.cascade.conftest import settled

from lantu.cascade.allocation import Choice
from lantu.cascade.issuing import Issue
from lantu.errors import UsageError
from lantu.model.records import Observation
from lantu_web.cascade import actions
from lantu_web.cascade.breakdowns import given_of
from lantu_web.cascade.choosing import fingerprint
from lantu_web.cascade.computing import JOB, KEPT
from lantu_web.cascade.models import Result
from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import work_once
from lantu_web.observations.taking import fingerprint as values_seen
from lantu_web.observations.taking import take, withdraw


@pytest.fixture
def changed(plan, planner, target) -> str:
    """A choice after which nothing is computed yet; the address of the page."""
    actions.choose(planner, plan, Choice(target=target("常住人口城镇化率"), path="early"), fingerprint(plan))
    return reverse("cascade:targets", args=[plan.pk])


def jobs() -> list[Job]:
    return list(Job.objects.filter(kind=JOB))


def test_a_page_that_asks_early_waits_and_asks_once(client, planner, changed):
    client.force_login(planner)
    for _ in range(2):
        page = client.get(changed).content.decode()
        assert "正在分解" in page
        assert '<td class="number">' not in page
    (job,) = jobs()
    assert job.owner == planner.username
    part = client.get(changed, headers={"HX-Request": "true", "HX-Target": "waiting"}).content.decode()
    assert "<html" not in part
    assert "正在分解" in part
    assert work_once()
    ready = client.get(changed, headers={"HX-Request": "true", "HX-Target": "waiting"})
    assert ready.headers["HX-Refresh"] == "true"
    assert '<td class="number">' in client.get(changed).content.decode()
    assert len(jobs()) == 1


def test_what_was_kept_serves_until_something_changes(client, planner, plan, changed, target):
    client.force_login(planner)
    client.get(changed)
    work_once()
    for _ in range(3):
        client.get(changed)
        client.get(reverse("cascade:target", args=[plan.pk, target("城镇新增就业")]))
    assert len(jobs()) == 1
    before = given_of(plan).key
    actions.choose(planner, plan, Choice(target=target("城镇新增就业"), path="late"), fingerprint(plan))
    assert given_of(plan).key != before
    actions.choose(planner, plan, Choice(target=target("城镇新增就业")), fingerprint(plan))
    assert given_of(plan).key == before, "back to what held: nothing is computed anew"


def test_what_was_reached_changes_the_breakdown_and_its_taking_back_too(planner, plan, target):
    reached = Observation(
        indicator="城镇新增就业",
        period="2026",
        basis="period",
        value=Decimal("3.4"),
        unit="万人",
        state="final",
        supplier="市人力资源社会保障局",
        source="统计",
    )
    before = given_of(plan).key
    intake = take(planner, plan.plan, [reached], name="实绩.csv", sha256="0" * 64, seen=values_seen(plan.plan))
    assert given_of(plan).key != before
    jobs_target = target("城镇新增就业")
    rolled = {
        row.year: row.value for row in settled(plan).computed if (row.target, row.line) == (jobs_target, "rolled")
    }
    assert rolled[2026] == Decimal("3.4")
    assert sum(rolled.values()) == 15
    withdraw(planner, intake, "报错了")
    assert not any(row.line == "rolled" for row in settled(plan).computed)


def test_nothing_is_issued_that_nobody_can_have_seen(client, planner, plan, changed, target):
    with pytest.raises(UsageError, match="W270"):
        actions.issue(
            planner, plan, 2026, [(target("城镇新增就业"), "", Issue(value=None, text="同上"))], reference="1号"
        )
    client.force_login(planner)
    asked = client.post(reverse("cascade:year", args=[plan.pk, 2026]), {"reference": "蓝政发〔2026〕3号"})
    assert asked.status_code in {409, 422}


def test_a_failure_is_told_on_the_page_and_tried_again_later(client, planner, changed, monkeypatch):
    def fail(*args, **kwargs):
        raise UsageError("W010")

    monkeypatch.setattr("lantu_web.cascade.computing.break_down", fail)
    client.force_login(planner)
    client.get(changed)
    work_once()
    page = client.get(changed).content.decode()
    assert "W010" in page or "还没有" in page
    assert len(jobs()) == 1, "not at once again"
    monkeypatch.undo()
    monkeypatch.setattr("lantu_web.jobs.queue.BEAT", 24 * 60 * 60)
    Job.objects.update(ended_at="2026-01-01T00:00:00+08:00")
    client.get(changed)
    work_once()
    assert '<td class="number">' in client.get(changed).content.decode()


def test_a_result_of_another_version_of_the_program_is_made_anew(client, planner, plan):
    Result.objects.update(data=zlib.compress(b'{"years": [2026]}'), made_at="2026-01-01T00:00:00+08:00")
    client.force_login(planner)
    address = reverse("cascade:targets", args=[plan.pk])
    assert "正在分解" in client.get(address).content.decode()
    work_once()
    assert '<td class="number">' in client.get(address).content.decode()


def test_few_results_are_kept(planner, plan, target):
    jobs_target = target("城镇新增就业")
    for weight in range(2, KEPT + 4):
        actions.choose(planner, plan, Choice(target=jobs_target, weight=weight), fingerprint(plan))
        settled(plan)
    assert Result.objects.filter(version=plan).count() == KEPT


def test_the_worker_knows_the_work_without_having_seen_a_page():
    """It loads the rooms and no pages."""
    asked = "import django; django.setup(); from lantu_web.jobs.queue import KINDS; print(*KINDS)"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings_for_tests"}
    told = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert JOB in told.stdout.split()
