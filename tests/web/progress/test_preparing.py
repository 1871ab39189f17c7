"""After values have come in the standing is made before anybody asks for it."""

from __future__ import annotations

from tests.web.progress.test_pages import FOREST, taken

from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import work_once
from lantu_web.progress.models import Standing
from lantu_web.progress.preparing import prepare


def test_values_that_come_in_make_the_standing(planner, version, django_capture_on_commit_callbacks):
    while work_once():
        pass
    with django_capture_on_commit_callbacks(execute=True):
        taken(planner, version, FOREST)
    kinds = Job.objects.filter(kind="progress.stand").values_list("state", flat=True)
    assert list(kinds) == ["waiting"]
    while work_once():
        pass
    assert Standing.objects.get().version == version
    assert Job.objects.get(kind="progress.stand").state == Job.State.DONE


def test_a_plan_without_years_leaves_the_job_done(planner, version):
    version.plan.start = version.plan.end = None
    version.plan.save()
    version.readings.update(head=version.readings.get().head.replace("2026", "null").replace("2030", "null"))
    prepare(version.plan)
    while work_once():
        pass
    assert Job.objects.filter(kind="progress.stand", state=Job.State.FAILED).count() == 0
