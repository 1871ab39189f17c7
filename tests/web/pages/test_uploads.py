"""Whatever is sent, and wherever to: what is larger than an installation takes is refused in the same words."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

import lantu_web
from lantu_web.api.actions import make_token
from lantu_web.people.models import Area, Body
from lantu_web.plans.models import Document

LIMIT = 1024
SAID = "文件超过上限"


@pytest.fixture
def small(settings):
    """An installation that takes little."""
    settings.LANTU_UPLOAD_LIMIT = settings.FILE_UPLOAD_MAX_MEMORY_SIZE = LIMIT


def large(name: str = "表.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * (LIMIT + 1))


@pytest.mark.parametrize("what", ["areas", "bodies"])
def test_the_register_takes_no_table_that_is_too_large(small, client, person, city, what):
    client.force_login(person("system_admin", None))
    before = Area.objects.count(), Body.objects.count()
    answer = client.post(reverse("people:take_in", args=[what]), {"table": large()})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert SAID in page
    assert "errorlist" not in page, "a file that was not taken for its size is not called missing besides"
    assert (Area.objects.count(), Body.objects.count()) == before


def test_no_plan_and_no_paper_that_is_too_large(small, client, planner, city, version):
    client.force_login(planner)
    said = {"body": city["planning"].pk, "stage": "comment", "level": "internal"}
    before = Document.objects.count()
    for address, sent in (
        (reverse("plans:bring_in"), said | {"file": large("规划.txt"), "label": "第二稿"}),
        (
            reverse("plans:decide", args=[version.pk]),
            {"kind": "approved", "organ": "蓝河市人民代表大会", "on": "2026-01-20", "scan": large("决议.pdf")},
        ),
    ):
        answer = client.post(address, sent)
        assert answer.status_code == 422
        assert SAID in answer.content.decode()
    assert Document.objects.count() == before


def test_no_package_by_the_api_that_is_too_large(small, client, planner, city):
    last = timezone.localdate() + timedelta(days=9)
    _, key = make_token(planner, name="取数", scopes="read write", expires_on=last)
    answer = client.post("/api/v1/packages", {"file": large("规划.zip")}, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "W004"


def test_every_page_that_takes_files_asks_how_large_they_are():
    """A form that is filled from files is refused first what is too large, else its reader is told that none came."""
    forgotten = [
        path.name
        for path in Path(lantu_web.__file__).parent.rglob("*views.py")
        if re.search(r"request\.FILES", path.read_text("utf-8"))
        and "refuse_too_large(request)" not in path.read_text("utf-8")
    ]
    assert forgotten == []
