"""The page for who decides: chosen by topic, taken along in three forms, its level in the name of the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.test import RequestFactory
from django.utils import timezone
from tests.web.progress.test_pages import FOREST, GROWTH, taken

from lantu_web.pages.moment import moment_of
from lantu_web.plans.models import Version
from lantu_web.plans.page import VersionPage
from lantu_web.progress import actions, queries
from lantu_web.progress.brief_views import month_before
from lantu_web.progress.briefs import Topic, made, place_of
from lantu_web.progress.deciding import About, Reasons
from lantu_web.progress.decisions import fingerprint
from lantu_web.progress.grounds import along
from lantu_web.progress.since import since_of


@pytest.fixture
def get(client, planner, version):
    client.force_login(planner, backend="django.contrib.auth.backends.ModelBackend")
    taken(planner, version, GROWTH, FOREST, replace(FOREST, period="2025", value=Decimal(46)))
    return lambda path="brief", **query: client.get(f"/progress/versions/{version.pk}/{path}/", query)


def test_the_page_has_figures_problems_and_marks_what_is_not_released(get):
    text = get().content.decode()
    assert "监测目标" in text
    assert "46.5%（未公布）" in text
    assert "不得引用" in text


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("txt", "蓝河市".encode())])
def test_it_is_taken_along_with_its_level_in_the_name(get, form, begins):
    answer = get(format=form)
    assert answer.content.startswith(begins)
    assert "内部" in unquote(answer.headers["Content-Disposition"])


def test_a_topic_narrows_it(get):
    assert "46.5%" in get(topic="chapter:1").content.decode()
    assert get(topic="chapter:99").status_code == 422


def test_the_bulletin_has_every_value(get):
    text = get("bulletin").content.decode()
    assert "森林覆盖率" in text
    assert "年均增长" in text


def test_english_speaks_english(get, client):
    client.cookies["lantu_language"] = "en"
    assert get().status_code == 200


def page_of(planner, version, day) -> VersionPage:
    request = RequestFactory().get("/", {"as_of": day.isoformat()})
    request.user = planner
    return VersionPage(request=request, version=version, moment=moment_of(request))


def test_the_month_of_a_bulletin_of_a_past_day_ends_on_that_day(planner, version):
    day = timezone.localdate() - timedelta(days=200)
    page = page_of(planner, version, day)
    assert timezone.localdate(month_before(page.request)) == day - timedelta(days=31)
    assert timezone.localdate(since_of(page.request)) == day - timedelta(days=30)


def test_what_is_later_than_the_page_is_never_told_as_before(planner, version):
    taken(planner, version, GROWTH)
    page = page_of(planner, version, timezone.localdate())
    stood = queries.stood(planner, version, page.at)
    before = page.at - timedelta(microseconds=1)
    taken(planner, version, FOREST)
    page.version = Version.objects.annotate(**along(before)).get(pk=version.pk)
    whole = Topic(key="", name=""), place_of(page, stood, "")
    assert made(page, stood, "bulletin", *whole, before).changes
    assert made(page, stood, "bulletin", *whole, page.at).changes == ()


def test_an_end_that_a_person_decided_is_printed_and_no_other(get, planner, version):
    assert "预计期末" not in get().content.decode()
    stood = queries.stood(planner, version)
    target = next(t for (t, _), each in stood.judged.items() if "森林" in each.progress.indicator)
    seen = fingerprint(stood.judged[target, ""].progress, None)
    about = About(version=version, target=target, scheme=stood.scheme.id, seen=seen)
    actions.expect(planner, about, "missed", Reasons(reason="造林面积不足"))
    assert "预计期末难以完成" in get().content.decode()
    assert "预计期末难以完成" in get(format="txt").content.decode()
