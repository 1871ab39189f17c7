"""After values have come in the standing is made before anybody asks for it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from tests.web.progress.test_pages import FOREST, taken

from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import work_once
from lantu_web.progress import queries
from lantu_web.progress.models import Standing
from lantu_web.progress.preparing import prepare
from lantu_web.progress.standing import KEPT


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


def test_what_a_page_may_be_reading_is_never_thrown_away(planner, version):
    now, today = timezone.now(), timezone.localdate()

    def older(name: str, minutes: int, days: int) -> None:
        made = {"made_at": now - timedelta(minutes=minutes), "day": today - timedelta(days=days)}
        Standing.objects.create(version=version, key=name, scheme="five-steps", **made)

    older("of today", 600, 0)
    older("just made", 9, 30)
    older("of last month", 600, 30)
    for number in range(KEPT):
        older(f"{number}", 5, 60)
    queries.stood(planner, version)
    left = set(Standing.objects.values_list("key", flat=True))
    assert {"of today", "just made"} < left
    assert "of last month" not in left
