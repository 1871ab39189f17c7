"""The frame of every page: language, navigation, and what is said when a page cannot be shown."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from lantu.errors import UsageError
from lantu_web.pages import navigation, views
from lantu_web.pages.moment import moment_of
from lantu_web.pages.words import words


def request(path="/", **query):
    return RequestFactory().get(path, query)


def test_every_word_has_both_languages():
    lacking = [key for key, word in words().items() if set(word) != {"zh", "en"} or not all(word.values())]
    assert not lacking


@pytest.mark.django_db
def test_an_unknown_address_answers_with_a_page_of_ours(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.content.decode()
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_the_language_is_switched_and_kept(client):
    answer = client.post("/language/", {"language": "en", "next": "/no/such/page/"})
    assert answer.headers["Location"] == "/no/such/page/"
    page = client.get("/no/such/page/").content.decode()
    assert 'lang="en"' in page
    assert "There is no such page" in page


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_the_switch_leads_nowhere_else(client, elsewhere):
    assert client.post("/language/", {"language": "en", "next": elsewhere}).headers["Location"] == "/"


@pytest.mark.django_db
def test_an_unknown_language_changes_nothing(client):
    assert not client.post("/language/", {"language": "xx"}).cookies


def test_a_failure_asks_nothing_of_the_database():
    answer = views.failed(request())
    assert answer.status_code == 500
    assert "没有改动任何数据" in answer.content.decode()


@pytest.mark.django_db
def test_a_foreign_form_is_refused_with_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "表单已经过期" in answer.content.decode()


def test_what_is_not_permitted_says_so(planner):
    asked = request()
    asked.user = planner
    answer = views.forbidden(asked, PermissionDenied())
    assert answer.status_code == 403
    assert "没有权限" in answer.content.decode()


def test_a_moment_is_the_end_of_its_day():
    moment = moment_of(request(as_of="2026-05-01"))
    assert moment.chosen
    assert moment.at.isoformat() == "2026-05-01T23:59:59.999999+08:00"
    assert moment_of(request()).at is None


@pytest.mark.parametrize(("asked", "code"), [("yesterday", "W040"), ("2026-02-30", "W040"), ("9999-01-01", "W041")])
def test_a_moment_that_is_none_is_refused(asked, code):
    with pytest.raises(UsageError, match=code):
        moment_of(request(as_of=asked))


def test_the_header_shows_what_the_account_may_follow(planner, person, monkeypatch):
    monkeypatch.setattr(navigation, "PLACES", {})
    navigation.offer(navigation.Place(word="pages.home", url="pages:language", permission="plans.register"))
    navigation.offer(navigation.Place(word="pages.home", url="pages:nowhere"))
    assert [way.address for way in navigation.ways(planner, "/")] == ["/language/"]
    assert not list(navigation.ways(person("auditor"), "/"))
