"""The office side as its people use it: bring in, confirm, decide, release, take along."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from lantu.errors import UsageError
from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import work_once
from lantu_web.plans.actions import change_level, change_plan, record_decision
from lantu_web.plans.bringing_in import Wanted, bring_in
from lantu_web.plans.deciding import Decided
from lantu_web.plans.models import DecisionRecord, Document, LevelChange, Plan, Version

from ..conftest import PLAN


@pytest.fixture
def desk(client, planner):
    client.force_login(planner)
    return client


def upload(desk, city, data=PLAN, name="蓝河规划.txt", **more):
    said = {"body": city["planning"].pk, "stage": "comment", "level": "internal"} | more
    return desk.post(reverse("plans:bring_in"), said | {"file": SimpleUploadedFile(name, data)})


def test_a_plan_is_brought_in_read_and_confirmed(desk, city, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = upload(desk, city)
    version = Version.objects.get()
    assert answer.url == reverse("plans:reading", args=[version.pk])
    waiting = desk.get(answer.url)
    assert "等待读取" in waiting.content.decode()
    assert work_once()
    assert desk.get(answer.url).url == reverse("plans:facts", args=[version.plan_id])
    page = desk.get(reverse("plans:facts", args=[version.plan_id])).content.decode()
    assert "蓝河市国民经济和社会发展第十五个五年规划纲要" in page
    desk.post(
        reverse("plans:facts", args=[version.plan_id]), {"title": "蓝河市“十五五”规划", "start": 2026, "end": 2030}
    )
    assert Plan.objects.get().title == "蓝河市“十五五”规划"


def test_text_can_be_pasted_instead_and_stays_when_something_is_wrong(desk, city):
    said = {"body": city["planning"].pk, "stage": "comment", "level": "internal", "pasted": "   "}
    answer = desk.post(reverse("plans:bring_in"), said | {"label": "第一稿"})
    assert answer.status_code == 422
    assert "第一稿" in answer.content.decode()
    desk.post(reverse("plans:bring_in"), said | {"pasted": PLAN.decode()})
    assert Version.objects.get().document.name == "粘贴的正文.txt"


@pytest.mark.parametrize("mark", ["秘密★", "机密★3年", "绝密★长期"])
def test_a_marked_secret_is_refused_and_leaves_nothing(desk, city, mark):
    answer = upload(desk, city, data=f"{mark}\n蓝河市规划\n到2030年增长6%。".encode())
    assert answer.status_code == 422
    assert mark in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize("taken", [True, False], ids=["in memory", "not even taken"])
def test_a_file_above_the_limit_is_refused_and_what_was_typed_stays(desk, city, settings, taken):
    settings.LANTU_UPLOAD_LIMIT = 1000
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10**6 if taken else 1000
    answer = upload(desk, city, data=b"x" * 5000, label="第一稿")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "文件超过上限" in page
    assert "第一稿" in page
    assert not answer.context["form"].errors.get("file")
    assert not Document.objects.exists()


def test_the_paper_of_a_decision_has_the_same_limit(desk, version, settings):
    settings.LANTU_UPLOAD_LIMIT = 1000
    said = {"kind": "approved", "organ": "蓝河市人民代表大会", "on": "2026-01-20"}
    paper = SimpleUploadedFile("决议.pdf", b"%PDF-1.4" + b"x" * 5000)
    answer = desk.post(reverse("plans:decide", args=[version.pk]), said | {"scan": paper})
    assert answer.status_code == 422
    assert "文件超过上限" in answer.content.decode()
    assert not DecisionRecord.objects.exists()


def test_what_a_package_would_not_take_over_is_refused_and_not_lost_silently(desk, version, city):
    package = desk.get(reverse("plans:package", args=[version.pk])).content
    for said in ({"label": "送审稿"}, {"stage": "issued"}, {"start": 2026, "end": 2030}, {"title": "另一规划"}):
        answer = upload(desk, city, data=package, name="蓝河.zip", **said)
        assert answer.status_code == 422
        assert "自带名称" in answer.content.decode()
    assert Version.objects.get() == version


@pytest.mark.parametrize("page", ["bring_in", "decide"])
def test_a_digit_that_is_no_number_names_nothing(desk, version, page):
    args = [version.pk] if page == "decide" else []
    name = "corrects" if page == "decide" else "plan"
    assert desk.get(reverse(f"plans:{page}", args=args) + f"?{name}=²").status_code == 200


def test_a_reading_that_failed_is_shown_even_where_an_earlier_one_holds(desk, version):
    address = reverse("plans:reading", args=[version.pk])
    assert desk.get(address).status_code == 302
    Job.objects.update(state=Job.State.FAILED, error='{"code": "W031", "fields": {"name": "蓝河规划.txt"}}')
    answer = desk.get(address)
    assert answer.status_code == 200
    assert "原有位置会对不上" in answer.content.decode()
    assert reverse("plans:version", args=[version.pk]) in answer.content.decode()
    assert "HX-Redirect" not in desk.get(address, headers={"HX-Request": "true"}).headers


def test_what_cannot_be_read_says_why_and_changes_nothing(desk, city):
    answer = upload(desk, city, data=b"%PDF-1.7 broken", name="a.pdf")
    assert answer.status_code == 422
    assert not Version.objects.exists()


def test_a_decision_moves_the_version_on_and_can_be_corrected_with_trace(desk, version):
    address = reverse("plans:decide", args=[version.pk])
    said = {"kind": "approved", "organ": "蓝河市人民代表大会", "session": "第三次会议", "on": "2026-01-20"}
    paper = SimpleUploadedFile("决议.pdf", b"%PDF-1.4 scan")
    answer = desk.post(address, said | {"scan": paper, "on_behalf_of": "市人大常委会办公室"})
    assert answer.url == reverse("plans:versions", args=[version.plan_id])
    version.refresh_from_db()
    record = DecisionRecord.objects.get()
    assert (version.stage, record.scan.media_type) == ("approved", "application/pdf")
    desk.post(f"{address}?corrects={record.pk}", said | {"on": "2026-01-21"})
    page = desk.get(answer.url).content.decode()
    assert "2026-01-20" in page
    assert "2026-01-21" in page
    assert "代 市人大常委会办公室 登记" in page
    taken = desk.get(reverse("plans:scan", args=[record.pk]))
    assert taken.content == b"%PDF-1.4 scan"
    assert taken.headers["Content-Disposition"].startswith("attachment")


def decided(kind, on="2026-01-20"):
    return Decided(kind=kind, organ="蓝河市人民政府", on=on)


def test_a_stage_reached_by_a_wrong_record_is_taken_back_with_it(planner, version):
    record_decision(planner, version, decided("approved"))
    wrong = record_decision(planner, version, decided("issued"))
    stale = Version.objects.get(pk=version.pk)
    assert stale.stage == "issued"
    record_decision(planner, version, decided("drafted"), corrects=wrong)
    assert Version.objects.get().stage == "approved"
    with pytest.raises(UsageError, match="W022"):
        record_decision(planner, version, decided("drafted"), corrects=wrong)
    record_decision(planner, stale, decided("drafted"))
    assert Version.objects.get().stage == "approved", "the row counts, not what somebody had loaded before"


def test_a_stage_given_on_bringing_in_stays_when_a_record_is_corrected(planner, version):
    Version.objects.update(stage="issued", first_stage="issued")
    wrong = record_decision(planner, version, decided("approved"))
    record_decision(planner, version, decided("drafted"), corrects=wrong)
    assert Version.objects.get().stage == "issued"


def test_a_level_is_compared_with_what_holds_now(person, version):
    approver, stale = person("approver"), Version.objects.get(pk=version.pk)
    change_level(approver, version, level="work_secret", reason="尚未公布")
    with pytest.raises(UsageError, match="W023"):
        change_level(approver, stale, level="work_secret", reason="尚未公布")
    assert change_level(approver, stale, level="internal", reason="已经公布").was == "work_secret"


def test_an_area_chosen_takes_its_code_and_name_along(planner, version, city):
    county = city["county"].area
    plan = change_plan(planner, version.plan, area=county)
    assert (plan.area_code, plan.area_name) == (county.code, county.name)
    Plan.objects.update(area=None, area_code="990199", area_name="河口区")
    plan = change_plan(planner, Plan.objects.get(), title="规划", area=None)
    assert plan.area_name == "河口区", "an area that is not registered here is not lost by confirming the facts"


def test_who_entered_what_is_for_those_who_keep_the_plan(client, person, planner, version):
    record_decision(planner, version, decided("approved"))
    change_level(person("approver"), version, level="public", number="蓝政办〔2026〕2号")
    address = reverse("plans:versions", args=[version.plan_id])
    client.force_login(planner)
    assert "蓝政办〔2026〕2号" in client.get(address).content.decode()
    client.force_login(person("reporter", "county"))
    page = client.get(address).content.decode()
    assert "蓝河市人民政府" in page
    assert "蓝政办〔2026〕2号" not in page
    assert str(planner) not in page


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"organ": " "}, "organ"),
        ({"on": "2999-01-01"}, "on"),
        ({"on": "去年"}, "on"),
        ({"on": "2026-02-31"}, "on"),
    ],
)
def test_a_wrong_decision_is_refused_and_what_was_typed_stays(desk, version, change, problem):
    said = {
        "kind": "approved",
        "organ": "蓝河市人民代表大会",
        "on": "2026-01-20",
        "number": "蓝人发〔2026〕1号",
    } | change
    answer = desk.post(reverse("plans:decide", args=[version.pk]), said)
    assert answer.status_code == 422
    assert "蓝人发〔2026〕1号" in answer.content.decode()
    assert not DecisionRecord.objects.exists()


def test_release_is_an_act_of_an_approver_with_a_number(client, person, version):
    client.force_login(person("approver"))
    address = reverse("plans:level", args=[version.pk])
    assert client.post(address, {"new_level": "public"}).status_code == 422
    client.post(address, {"new_level": "public", "release_number": "蓝政办〔2026〕2号"})
    assert Version.objects.get().level == "public"
    assert client.post(address, {"new_level": "internal"}).status_code == 422
    client.post(address, {"new_level": "internal", "reason": "附表有误"})
    assert [change.level for change in LevelChange.objects.order_by("id")] == ["public", "internal"]


def test_a_planner_cannot_release(desk, version):
    assert desk.get(reverse("plans:level", args=[version.pk])).status_code == 403


def test_a_package_leaves_and_comes_back(desk, version, city):
    taken = desk.get(reverse("plans:package", args=[version.pk]))
    assert "plan.yaml" in zipfile.ZipFile(io.BytesIO(taken.content)).namelist()
    answer = upload(desk, city, data=taken.content, name="蓝河.zip")
    assert answer.status_code == 302
    again = Version.objects.exclude(pk=version.pk).get()
    assert again.records.count() == version.records.count()
    assert again.document == version.document


def test_the_document_comes_back_as_it_came(desk, version):
    assert desk.get(reverse("plans:original", args=[version.pk])).content == PLAN


def test_a_work_secret_is_not_even_there_for_others(client, person, version):
    Version.objects.filter(pk=version.pk).update(level="work_secret")
    client.force_login(person("planner", "county"))
    for page in ("reading", "decide", "level", "package", "original"):
        assert client.get(reverse(f"plans:{page}", args=[version.pk])).status_code == 404
    client.force_login(person("leader", "county"))
    assert client.get(reverse("plans:original", args=[version.pk])).status_code == 200


def test_the_list_of_versions_says_what_held_on_a_day(desk, planner, person, version, monkeypatch):
    now = timezone.now()
    address = reverse("plans:versions", args=[version.plan_id])
    day = timezone.localdate(now).isoformat()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=2))
    approver = person("approver")
    wrong = record_decision(planner, version, decided("issued"))
    change_level(approver, version, level="public", number="蓝政发〔2026〕1号")
    change_plan(planner, version.plan, title="后来的名称")
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=4))
    record_decision(planner, version, decided("drafted", on="2026-01-19"), corrects=wrong)
    bring_in(planner, PLAN + "第三章 保障".encode(), "第二稿.txt", Wanted(plan=version.plan))
    desk.force_login(planner)  # the session of four days ago has ended

    def page(days: int) -> str:
        asked = {"as_of": timezone.localdate(now + timedelta(days=days)).isoformat()}
        return desk.get(address, asked).content.decode().partition("<main")[2].partition("</main>")[0]

    first, second, third = page(0), page(3), page(4)
    assert "征求意见稿" in first
    assert "还没有登记" in first or "2026-01-20" not in first
    assert "后来的名称" not in first
    assert "公开" not in first
    assert all(words in second for words in ("后来的名称", "印发", "蓝政发〔2026〕1号", "公开"))
    assert 'class="corrected"' not in second
    assert "第二稿.txt" not in second
    assert 'class="corrected"' in third
    assert "送审稿" in third
    assert "第二稿.txt" in third
    for past in (first, second):
        assert "<form" not in past, "nothing is done to the past"
    assert desk.get(address, {"as_of": "2020-01-01"}).status_code == 404
    assert f"as_of={day}" in desk.get(address, {"as_of": day}).content.decode()


def test_the_list_of_versions_asks_as_much_for_many_as_for_one(desk, planner, version):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("plans:versions", args=[version.plan_id]))
        return len(queries)

    asked()  # the first answer also notes that somebody is there
    one = asked()
    for number in range(5):
        bring_in(planner, PLAN + f"第{number}条".encode(), f"{number}.txt", Wanted(plan=version.plan))
    assert asked() == one


def test_two_people_who_confirm_a_plan_do_not_overwrite_each_other(desk, planner, person, client_of, version):
    address = reverse("plans:facts", args=[version.plan_id])

    def said(browser, **typed: str) -> dict[str, str]:
        held = LexborHTMLParser(browser.get(address).content.decode()).css("main form [name]")
        begun = {each.attributes["name"]: each.attributes.get("value") or "" for each in held}
        return begun | {"government": "prefecture", "area": "", "start": "2026", "end": "2030"} | typed

    other = client_of(person("planner", name="second-planner"))
    mine, theirs = said(desk, title="我的名称"), said(other, title="别人的名称")
    assert other.post(address, theirs).status_code == 302
    answer = desk.post(address, mine)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "second-planner" in page
    assert 'value="我的名称"' in page
    assert "<td>别人的名称</td><td>我的名称</td>" in page
    assert Plan.objects.get().title == "别人的名称"
    again = re.search(r'name="seen" value="(\d+)"', page)[1]
    assert desk.post(address, mine | {"seen": again}).status_code == 302
    assert Plan.objects.get().title == "我的名称"


def test_how_the_facts_of_a_plan_were_registered_is_told_with_who_did_it(desk, client_of, person, planner, version):
    change_plan(planner, version.plan, title="改后的名称", start=2027)
    address = reverse("plans:versions", args=[version.plan_id])
    page = desk.get(address).content.decode()
    assert "概况的登记经过" in page
    assert "→ <ins>改后的名称</ins>" in page
    assert "<del>2026</del> → <ins>2027</ins>" in page
    assert "planner-planning 登记" in page
    assert "从文件中识别" in page
    Version.objects.update(level="public")
    outside = client_of(person("reporter", "county")).get(address).content.decode()
    assert "改后的名称" in outside
    assert "planner-planning" not in outside
