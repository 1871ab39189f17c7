"""The page for who decides: chosen by topic, taken along in three forms, its level in the name of the file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from urllib.parse import unquote

import pytest
from tests.web.progress.test_pages import FOREST, GROWTH, taken


@pytest.fixture
def get(client, planner, version):
    client.force_login(planner, backend="django.contrib.auth.backends.ModelBackend")
    taken(planner, version, GROWTH, FOREST, replace(FOREST, period="2025", value=Decimal(46)))
    return lambda path="brief", **query: client.get(f"/progress/versions/{version.pk}/{path}/", query)


def test_the_page_has_figures_problems_and_marks_what_is_not_released(get):
    text = get().content.decode()
    assert "监测的" in text
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
