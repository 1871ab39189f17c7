"""Long work: asked for once, taken up again when its worker died, given up after three times, told in words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.audit.models import Event
from lantu_web.jobs import queue
from lantu_web.jobs.actions import retry
from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import ATTEMPTS, STALE, enqueue, run, take, work, work_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind(monkeypatch):
    """A kind of job for tests; what it does is set by each test."""
    deeds = {"do": lambda report, **args: {"done": True}}

    def do(**args):
        return deeds["do"](**args)

    monkeypatch.setitem(queue.KINDS, "tests.work", do)
    return deeds


def ask(key: str = "one", owner: str = "planner-planning", **args) -> Job:
    return enqueue("tests.work", args, key=key, owner=owner)


def its_worker_died(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(heartbeat=timezone.now() - timedelta(seconds=STALE + 1))


def test_the_same_work_is_asked_for_once_while_it_waits(kind):
    assert ask().pk == ask().pk
    assert ask("another").pk != ask().pk
    while work_once():
        pass
    assert ask().pk != Job.objects.order_by("pk").first().pk


def test_work_that_runs_is_followed_by_what_was_asked_for_since_and_not_at_once(kind):
    first = ask()
    running = take()
    second = ask()
    assert second.pk != first.pk
    assert ask().pk == second.pk
    assert take() is None, "one after the other"
    run(running)
    assert take().pk == second.pk


def test_what_waits_goes_on_when_the_worker_before_it_died_for_good(kind):
    first = ask()
    for _ in range(ATTEMPTS):
        take()
        its_worker_died(first)
    second = ask()
    assert take().pk == second.pk


def test_work_that_is_taken_while_it_is_asked_for_again_is_asked_for_anew(kind, monkeypatch):
    job, create = ask(), Job.objects.create
    assert take().pk == job.pk
    refused = []

    def too_late(**facts):
        """Find the key taken, as it was when the database looked."""
        if not refused:
            refused.append(facts)
            raise IntegrityError
        return create(**facts)

    monkeypatch.setattr(Job.objects, "create", too_late)
    again = ask()
    assert refused
    assert (again.pk != job.pk, again.state) == (True, "waiting")


def test_unknown_work_is_refused(kind):
    with pytest.raises(KeyError):
        enqueue("tests.no_such_work", {}, key="x")


def test_work_is_done_in_the_order_it_was_asked_for(kind):
    seen = []
    kind["do"] = lambda report, n: seen.append(n) or {}
    for n in range(3):
        ask(str(n), n=n)
    while work_once():
        pass
    assert seen == [0, 1, 2]
    assert set(Job.objects.values_list("state", "progress")) == {("done", 1.0)}


def test_a_job_that_runs_is_not_taken_by_another_worker(kind):
    ask()
    assert take() is not None
    assert take() is None


def test_a_job_whose_worker_died_is_taken_up_again_and_given_up_after_three_times(kind):
    job = ask()
    for attempt in range(1, ATTEMPTS + 1):
        taken = take()
        assert taken is not None
        assert (taken.pk, taken.attempts) == (job.pk, attempt)
        its_worker_died(job)
    assert take() is None
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert json.loads(job.error)["code"] == "W090"


def test_a_worker_that_was_thought_dead_does_not_overwrite_the_outcome(kind):
    job = ask()
    first = take()
    its_worker_died(job)
    second = take()
    assert first is not None
    assert second is not None
    kind["do"] = lambda report: report("open", 0.5) or {"by": "second"}
    run(second)
    kind["do"] = lambda report: report("open", 0.1) or {"by": "first"}
    run(first)
    job.refresh_from_db()
    assert (job.state, json.loads(job.result), job.progress) == ("done", {"by": "second"}, 1.0)


def test_what_went_wrong_is_told_with_its_facts(kind, client, planner):
    def fail(report):
        raise UsageError("W043", column="状态", given="x")

    kind["do"] = fail
    job = ask()
    work_once()
    client.force_login(planner)
    page = client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert "没有“x”这个选项" in page
    assert "重试" in page
    assert "hx-get" not in page.split('id="job"')[1], "there will be no news"


def test_what_nobody_foresaw_is_told_too_and_the_worker_goes_on(kind, capsys):
    def break_down(report):
        raise ZeroDivisionError

    kind["do"] = break_down
    job = ask()
    work_once()
    job.refresh_from_db()
    assert json.loads(job.error) == {"code": "W091", "fields": {"kind": "ZeroDivisionError"}}
    assert "ZeroDivisionError" in capsys.readouterr().err
    kind["do"] = lambda report: {}
    ask("next")
    assert work_once()


def test_a_worker_that_is_told_to_stop_finishes_what_it_began(kind):
    stop = threading.Event()
    kind["do"] = lambda report, n: stop.set() or {}
    ask("first", n=1)
    ask("second", n=2)
    work(stop, pause=0)
    assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == ["done", "waiting"]


def test_a_page_shows_how_far_it_is_and_only_to_whom_it_concerns(kind, client, planner, person):
    job = ask()
    taken = take()
    Job.objects.filter(pk=job.pk).update(step="statements", progress=0.4)
    client.force_login(planner)
    page = client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert "读取量化表述" in page
    assert 'value="40"' in page
    part = client.get(reverse("jobs:job", args=[job.pk]), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "hx-get" in part
    assert taken is not None
    run(taken)
    assert (
        "hx-get" not in client.get(reverse("jobs:job", args=[job.pk]), headers={"HX-Request": "true"}).content.decode()
    )
    client.force_login(person("planner", "county"))
    assert client.get(reverse("jobs:job", args=[job.pk])).status_code == 404
    assert reverse("jobs:job", args=[job.pk]) not in client.get(reverse("jobs:jobs")).content.decode()
    client.force_login(person("system_admin", None))
    assert client.get(reverse("jobs:job", args=[job.pk])).status_code == 200


def test_a_job_that_failed_is_asked_for_again(kind, client, planner, person):
    def fail(report):
        raise UsageError("W011")

    kind["do"] = fail
    job = ask()
    with pytest.raises(UsageError, match="W170"):
        retry(planner, job)
    work_once()
    job.refresh_from_db()
    with pytest.raises(PermissionDenied):
        retry(person("planner", "county"), job)
    kind["do"] = lambda report: {}
    client.force_login(planner)
    answer = client.post(reverse("jobs:retry", args=[job.pk]))
    again = Job.objects.latest("pk")
    assert answer.headers["Location"] == reverse("jobs:job", args=[again.pk])
    assert (again.key, again.state) == (job.key, "waiting")
    assert Event.objects.filter(action="jobs.retry").count() == 1


def test_the_reading_of_a_plan_leads_to_its_page(client, planner, version):
    client.force_login(planner)
    job = Job.objects.get(kind="plans.read")
    page = client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert reverse("plans:version", args=[version.pk]) in page
    assert "读取规划" in client.get(reverse("jobs:jobs")).content.decode()


#: What the worker knows when it starts, then what is known once every page and command is loaded.
KNOWN = """
import pkgutil
from importlib import import_module
from lantu_web.commands.opening import open_installation
open_installation(make=True)
from lantu_web.jobs.queue import KINDS
print(sorted(KINDS))
import lantu_web
for each in pkgutil.walk_packages(lantu_web.__path__, "lantu_web."):
    if ".migrations" not in each.name:
        import_module(each.name)
print(sorted(KINDS))
"""


def test_the_worker_knows_every_kind_of_work_though_it_loads_no_pages(tmp_path):
    place = {name: value for name, value in os.environ.items() if not name.startswith(("LANTU_", "DJANGO_"))}
    place["LANTU_HOME"] = str(tmp_path / "home")
    told = subprocess.run([sys.executable, "-c", KNOWN], env=place, capture_output=True, text=True, check=True)
    known, all_of_them = told.stdout.splitlines()
    assert known == all_of_them != "[]"


def test_what_is_wrong_with_a_document_is_told_to_who_brought_it_in(kind, client, planner, person):
    """Who runs the system sees that work failed, and how; the name of a document is for those who may see it."""

    def fail(report):
        raise UsageError("W031", name="涉密的文件名.docx")

    kind["do"] = fail
    job = ask(owner=planner.username)
    work_once()
    client.force_login(planner)
    assert "涉密的文件名" in client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    client.force_login(person("system_admin", None))
    page = client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert "涉密的文件名" not in page
    assert "W031" in page
