"""Warnings: looked for in the background over the months since values were released, kept, listed with level and owner."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import work_once
from lantu_web.progress import queries
from lantu_web.progress.models import Warned, Watch
from lantu_web.progress.watching import keep

from .test_pages import FOREST, taken


@pytest.fixture
def late(planner, version):
    """A forest cover that was released months ago and stays far behind."""
    released = (timezone.localdate() - timedelta(days=150)).isoformat()
    values = [
        replace(FOREST, period=str(year), value=Decimal(value), state="final", published_on=released)
        for year, value in ((2025, "47"), (2026, "46.9"))
    ]
    taken(planner, version, *values)
    return version


@pytest.fixture
def page(client, planner, version):
    client.force_login(planner)

    def get(**query: str):
        return client.get(f"/progress/versions/{version.pk}/warnings/", query)

    return get


def test_the_page_waits_for_the_worker_and_asks_once(page, late):
    assert "正在回看历史数据" in page().content.decode()
    page()
    assert Job.objects.filter(kind="progress.watch").count() == 1
    assert work_once()
    text = page().content.decode()
    assert "森林覆盖率" in text
    assert "市林业" in text or "林业" in text
    assert Watch.objects.count() == 1


def test_while_it_waits_a_part_of_the_page_is_asked_for(client, planner, late):
    client.force_login(planner)
    where, part = f"/progress/versions/{late.pk}/warnings/", {"HX-Target": "waiting"}
    assert "<html" not in client.get(where, headers=part).content.decode()
    work_once()
    assert client.get(where, headers=part).headers["HX-Refresh"] == "true"


def test_what_holds_is_told_on_the_pages_of_target_and_body(client, planner, late):
    stood = queries.stood(planner, late)
    keep(stood.grounds, stood.scheme.id)
    row = Warned.objects.filter(stage="active", indicator="森林覆盖率").first()
    assert row is not None
    client.force_login(planner)
    pages = [f"targets/{row.target}/", "by/chapter/1/"]
    for where in pages:
        assert row.message_zh in client.get(f"/progress/versions/{late.pk}/{where}").content.decode()


def test_what_has_not_held_long_enough_stands_apart(page, planner, version):
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    values = [
        replace(FOREST, period=str(year), value=Decimal(value), state="final", published_on=yesterday)
        for year, value in ((2025, "47"), (2026, "46.0"))
    ]
    taken(planner, version, *values)
    stood = queries.stood(planner, version)
    keep(stood.grounds, stood.scheme.id)
    assert set(Warned.objects.filter(kind="threshold").values_list("stage", flat=True)) == {"pending"}
    assert "46" not in page(rule="far-behind", format="csv").content.decode()
    assert "46" in page(stage="pending", rule="far-behind", format="csv").content.decode()


def test_the_list_is_exported_with_its_level(page, planner, late):
    stood = queries.stood(planner, late)
    keep(stood.grounds, stood.scheme.id)
    answer = page(format="xlsx", stage="all")
    assert answer.status_code == 200
    assert "%E5%86%85%E9%83%A8" in answer.headers["Content-Disposition"]  # 内部
    assert page(stage="nonsense").status_code == 422


def test_new_values_are_looked_through_anew(page, planner, late):
    page()
    work_once()
    taken(planner, late, replace(FOREST, period="2026", value=Decimal("47.5"), state="census_revised"))
    assert "正在回看历史数据" in page().content.decode()


def test_without_any_value_nothing_is_looked_at(page, planner, version):
    page()
    work_once()
    assert "还没有任何监测数据" in page().content.decode()
