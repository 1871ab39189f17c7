"""Findings become public one by one or as a chosen set: a named act with its document number, shown on pages and in exports, as of a day."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from tests.web.review.test_findings import WRONG, finding, reviewed

from lantu.errors import UsageError
from lantu_web.audit.models import Event
from lantu_web.jobs.queue import work_once
from lantu_web.plans.actions import change_level as change_version_level
from lantu_web.plans.models import Version
from lantu_web.review.actions import change_level, handle
from lantu_web.review.models import Finding, FindingLevel
from lantu_web.review.queries import findings_seen
from lantu_web.review.reviewing import review_later

NUMBER = "蓝发改〔2026〕12号"


@pytest.fixture
def approver(person):
    return person("approver", "planning")


@pytest.fixture
def public(planner, approver, city) -> Version:
    """A version that was released, with a finding that was not."""
    found = reviewed(
        planner, WRONG + "本规划约束性指标由市政府分解。建设青石水库，2032年底前建成。\n", body=city["planning"]
    )
    change_version_level(approver, found, level="public", number="蓝政发〔2026〕1号")
    found.refresh_from_db()
    return found


@pytest.fixture
def outsider(person):
    return person("reporter", "forestry")


def test_what_was_released_is_seen_by_everybody_who_sees_the_plan(public, approver, outsider):
    row = finding(public)
    assert not findings_seen(outsider, public).exists()
    change_level(approver, public, [row], level="public", number=NUMBER, note="有重叠，已经核对")
    seen = findings_seen(outsider, public).get()
    assert (seen.pk, seen.state, seen.owner, seen.release_number) == (row.pk, None, None, NUMBER)


def test_it_is_a_named_act_with_its_number(public, approver, planner):
    row = finding(public)
    with pytest.raises(UsageError, match="W075"):
        change_level(approver, public, [row], level="public")
    with pytest.raises(PermissionDenied):
        change_level(planner, public, [row], level="public", number=NUMBER)
    change_level(approver, public, [row], level="public", number=NUMBER)
    with pytest.raises(UsageError, match="W077"):
        change_level(approver, public, [row], level="public", number=NUMBER)
    kept, event = FindingLevel.objects.get(), Event.objects.order_by("-pk").first()
    assert (kept.by, kept.number, kept.replaced_at) == (approver, NUMBER, None)
    assert event is not None
    assert event.action == "review.change_level"
    assert NUMBER in event.payload


def test_a_chosen_set_is_released_whole_or_not_at_all(public, approver):
    rows = list(Finding.objects.filter(version=public, replaced_at=None))
    assert len(rows) > 1
    change_level(approver, public, rows[:1], level="public", number=NUMBER)
    with pytest.raises(UsageError, match="W077"):
        change_level(approver, public, rows, level="public", number=NUMBER)
    assert FindingLevel.objects.count() == 1
    change_level(approver, public, rows[1:], level="public", number=NUMBER)
    assert FindingLevel.objects.count() == len(rows)
    with pytest.raises(UsageError, match="W073"):
        change_level(approver, public, [], level="public", number=NUMBER)


def test_of_a_plan_that_is_not_public_nothing_is_released(planner, approver, city):
    version = reviewed(planner, WRONG, body=city["planning"])
    with pytest.raises(UsageError, match="W074"):
        change_level(approver, version, [finding(version)], level="public", number=NUMBER)


def test_it_can_be_taken_back_and_the_plan_takes_its_findings_along(public, approver, outsider):
    row = finding(public)
    change_level(approver, public, [row], level="public", number=NUMBER)
    with pytest.raises(UsageError, match="W076"):
        change_level(approver, public, [row], level="internal")
    change_level(approver, public, [row], level="internal", reason="说明有误")
    assert not findings_seen(outsider, public).exists()
    change_level(approver, public, [row], level="public", number=NUMBER)
    change_version_level(approver, public, level="internal", reason="重新核对")
    change_version_level(approver, public, level="public", number="蓝政发〔2026〕9号")
    public.refresh_from_db()
    assert not findings_seen(outsider, public).exists(), "it does not come back by itself"


def test_one_that_is_told_otherwise_is_internal_again(public, approver, outsider):
    row = finding(public)
    change_level(approver, public, [row], level="public", number=NUMBER)
    Finding.objects.filter(pk=row.pk).update(fix="旧的建议")
    review_later(public)
    while work_once():
        pass
    assert finding(public).pk != row.pk
    assert not findings_seen(outsider, public).exists()


def test_as_of_a_day_before_it_was_not_yet_public_and_after_it_was(public, approver, planner):
    row = finding(public)
    before = timezone.now()
    change_level(approver, public, [row], level="public", number=NUMBER)
    after = timezone.now()
    change_level(approver, public, [row], level="internal", reason="说明有误")
    seen = [findings_seen(planner, public, moment).get(pk=row.pk).release for moment in (before, after, None)]
    assert [each is not None for each in seen] == [False, True, False]


def test_who_is_not_of_the_house_cannot_read_in_the_past_what_was_taken_back(public, approver, outsider):
    row = finding(public)
    change_level(approver, public, [row], level="public", number=NUMBER)
    moment = timezone.now() + timedelta(seconds=1)
    assert findings_seen(outsider, public, moment).exists()
    change_level(approver, public, [row], level="internal", reason="说明有误")
    assert not findings_seen(outsider, public, moment).exists()


def test_pages_and_files_say_the_level_and_keep_the_life_inside(public, approver, planner, outsider, client):
    row = finding(public)
    handle(planner, row, state="explained", reason="内部掌握的理由", owner=planner)
    listed, one = reverse("review:findings", args=[public.pk]), reverse("review:finding", args=[row.pk])
    client.force_login(outsider)
    assert (client.get(listed).status_code, client.get(one).status_code) == (403, 404)
    change_level(approver, public, [row], level="public", number=NUMBER, note="公开的说明")
    for address in (listed, one):
        page = client.get(address).content.decode()
        assert "公开的说明" in page
        assert NUMBER in page
        assert "内部掌握的理由" not in page
        assert planner.username not in page
    for kind in ("docx", "xlsx", "json", "csv"):
        file = client.get(listed, {"format": kind})
        assert file.status_code == 200
        assert "内部掌握的理由" not in _text(kind, file.content)
        assert NUMBER in _text(kind, file.content)
    client.force_login(planner)
    told = _text("docx", client.get(listed, {"format": "docx"}).content)
    assert "内部掌握的理由" in told
    assert "内部" in told
    assert "未公开" in client.get(listed).content.decode()
    assert client.get(listed, {"level": "public"}).content.decode().count("<article") == 1


def _text(kind: str, content: bytes) -> str:
    if kind == "docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    if kind == "xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    return content.decode("utf-8-sig")


def test_the_page_shows_what_was_chosen_and_keeps_what_was_typed(public, approver, client):
    row = finding(public)
    client.force_login(approver)
    address = reverse("review:release", args=[public.pk])
    assert "没有选中" in client.get(address).content.decode()
    assert row.message_zh[:8] in client.get(address, {"finding": row.pk}).content.decode()
    answer = client.post(address, {"finding": row.pk, "new_level": "public", "note": "写了很久的说明"})
    assert answer.status_code == 422
    assert "写了很久的说明" in answer.content.decode()
    assert f'value="{row.pk}"' in answer.content.decode()
    sent = {"finding": row.pk, "new_level": "public", "release_number": NUMBER, "note": "说明"}
    assert client.post(address, sent).status_code == 302
    assert NUMBER in client.get(reverse("review:finding", args=[row.pk])).content.decode()
