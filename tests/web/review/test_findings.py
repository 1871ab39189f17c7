"""Findings of a version: found by the review, handled by people, carried over, taken along."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.jobs.queue import work_once
from lantu_web.plans.actions import correct
from lantu_web.plans.bringing_in import Wanted, bring_in, read_again_later
from lantu_web.plans.correcting import Decision
from lantu_web.plans.models import Version
from lantu_web.review.actions import handle
from lantu_web.review.models import Finding, Handling
from lantu_web.review.queries import findings_seen, review_state, versions_to_choose
from lantu_web.review.reviewing import review_later
from lantu_web.review.shown import shown

WRONG = """蓝河市国民经济和社会发展第十五个五年规划纲要
（2026—2030年）
第一章 发展目标
到2030年，营造林面积达到75万亩，其中人工造林面积50万亩、封山育林面积30万亩。到2030年，森林覆盖率达到48%。
第二章 主要任务
建设蓝河湿地公园，由市林业局牵头，2028年底前建成。
"""


def reviewed(account, text: str, **wanted) -> Version:
    found = bring_in(account, text.encode(), "规划.txt", Wanted(**wanted))
    read_again_later(found, account)  # commit hooks do not run inside a test's transaction
    review_later(found)
    while work_once():
        pass
    found.refresh_from_db()
    return found


@pytest.fixture
def wrong(planner, city) -> Version:
    return reviewed(planner, WRONG, body=city["planning"])


def finding(version: Version, rule: str = "parts-exceed-total") -> Finding:
    return version.findings.get(rule=rule, replaced_at=None)


def test_a_contradiction_is_found_with_its_sentence_and_arithmetic(wrong, planner, client):
    client.force_login(planner)
    page = client.get(reverse("review:findings", args=[wrong.pk])).content.decode()
    assert "<mark>" in page
    assert "人工造林面积50万亩" in page
    one = client.get(reverse("review:finding", args=[finding(wrong).pk])).content.decode()
    assert one.count("<blockquote") == 1, "a sentence stands once, whatever many of its clauses are concerned"
    assert one.count("<mark>") == 3
    assert "75" in one
    assert "50" in one


def test_what_is_found_again_stays_the_same_finding(wrong):
    before = finding(wrong)
    review_later(wrong)
    work_once()
    assert finding(wrong) == before


def test_a_finding_goes_when_the_reading_is_corrected(wrong, planner):
    total = wrong.records.get(type="statement", replaced_at=None, data__contains='"营造林面积"')
    correct(planner, wrong, [Decision(item=total.item, action="set", field="value", value="80", seen=total.pk)])
    assert review_state(planner, wrong).stale
    review_later(wrong)
    work_once()
    assert not wrong.findings.filter(rule="parts-exceed-total", replaced_at=None).exists()
    assert wrong.findings.filter(rule="parts-exceed-total").count() == 1, "it stays as trace"
    assert not review_state(planner, wrong).stale


def test_each_step_of_its_life_needs_what_it_needs(wrong, planner):
    row = finding(wrong)
    for said in ({"state": "explained"}, {"state": "will_not_mend", "reason": " "}, {"state": "mended"}):
        with pytest.raises(UsageError):
            handle(planner, row, **said)
    first = handle(planner, row, state="explained", reason="封山育林与人工造林有重叠")
    with pytest.raises(UsageError, match="W072"):
        handle(planner, row, state="open")
    handle(planner, row, state="open", seen=first.pk)
    assert [each.state for each in Handling.objects.order_by("id")] == ["explained", "open"]


def test_an_explanation_holds_in_the_next_version_that_has_the_sentence(wrong, planner):
    handle(planner, finding(wrong), state="explained", reason="有重叠")
    following = reviewed(planner, WRONG.replace("48%", "49%"), plan=wrong.plan)
    assert findings_seen(planner, following).get(rule="parts-exceed-total").state == "explained"


def test_it_is_mended_only_in_a_version_that_no_longer_has_it(wrong, planner):
    same = reviewed(planner, WRONG.replace("48%", "49%"), plan=wrong.plan)
    better = reviewed(planner, WRONG.replace("75万亩", "80万亩"), plan=wrong.plan)
    unread = bring_in(planner, "蓝河市规划\n到2030年增长6%。".encode(), "x.txt", Wanted(plan=wrong.plan))
    with pytest.raises(UsageError, match="W071"):
        handle(planner, finding(wrong), state="mended", mended_in=unread)
    with pytest.raises(UsageError, match="W071"):
        handle(planner, finding(wrong), state="mended", mended_in=same)
    assert handle(planner, finding(wrong), state="mended", mended_in=better).mended_in == better


def test_findings_are_internal_even_where_the_plan_is_public(wrong, client, person):
    Version.objects.filter(pk=wrong.pk).update(level="public")
    for account, status in ((person("reporter", "forestry"), 403), (person("auditor", "county"), 200)):
        client.force_login(account)
        assert client.get(reverse("review:findings", args=[wrong.pk])).status_code == status
    with pytest.raises(PermissionDenied):
        handle(person("auditor", "forestry"), finding(wrong), state="open")


def test_they_leave_as_word_and_excel_for_the_drafting_group(wrong, planner, client):
    client.force_login(planner)
    address = reverse("review:findings", args=[wrong.pk])
    told = docx.Document(io.BytesIO(client.get(address, {"format": "docx"}).content))
    assert any("人工造林面积50万亩" in paragraph.text for paragraph in told.paragraphs)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(address, {"format": "xlsx"}).content)).worksheets[0]
    assert any("parts-exceed-total" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_the_form_keeps_what_was_typed(wrong, planner, client):
    client.force_login(planner)
    address = reverse("review:finding", args=[finding(wrong).pk])
    answer = client.post(address, {"state": "mended", "reason": "写了很长的理由"})
    assert answer.status_code == 422
    assert "写了很长的理由" in answer.content.decode()
    client.post(address, {"state": "explained", "reason": "有重叠", "owner": planner.pk, "due": "2026-12-31"})
    assert Handling.objects.get().owner == planner
    assert "有重叠" in client.get(address).content.decode()


def test_filters_narrow_and_wrong_ones_are_refused(wrong, planner, client):
    client.force_login(planner)
    address = reverse("review:findings", args=[wrong.pk])
    assert "人工造林面积50万亩" not in client.get(address, {"severity": "note"}).content.decode()
    assert client.get(address, {"severity": "worst"}).status_code == 422


def test_who_was_second_sees_what_holds_and_can_save_upon_it(wrong, planner, person, client):
    row = finding(wrong)
    handle(person("planner", name="second-planner"), row, state="explained", reason="先说明")
    client.force_login(planner)
    address = reverse("review:finding", args=[row.pk])
    answer = client.post(address, {"state": "will_not_mend", "reason": "另一个理由"})
    assert answer.status_code == 422
    assert "另一个理由" in answer.content.decode()
    seen = str(Handling.objects.get().pk)
    assert f'value="{seen}"' in answer.content.decode()
    assert client.post(address, {"state": "will_not_mend", "reason": "另一个理由", "seen": seen}).status_code == 302


def test_sentences_stand_in_the_passages_of_the_moment(wrong, planner):
    """A passage whose number is corrected later has the old number in what is shown as of before."""
    row = finding(wrong)
    place = next(shown(planner, wrong, [row])).sentences[0].place
    before = timezone.now()
    passages = wrong.records.filter(type="passage", passage=place, replaced_at=None)
    for passage in passages:
        passage.pk, passage.passage, passage.recorded_at = None, "9.9", timezone.now()
        wrong.records.filter(item=passage.item, replaced_at=None).update(replaced_at=timezone.now())
        passage.save()
    assert next(shown(planner, wrong, [row])).sentences[0].place == "9.9"
    assert next(shown(planner, wrong, [row], before)).sentences[0].place == place


def test_only_versions_that_mend_it_can_be_chosen(wrong, planner):
    same = reviewed(planner, WRONG.replace("48%", "49%"), plan=wrong.plan)
    better = reviewed(planner, WRONG.replace("75万亩", "80万亩"), plan=wrong.plan)
    offered = list(versions_to_choose(planner, finding(wrong)))
    assert better in offered
    assert same not in offered
    assert wrong not in offered
