"""Two rounds up and down: the total stands, an area sees its own row only, its planners answer, offers come as a table too."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.web.cascade.conftest import settled

from lantu.errors import CascadeError, UsageError
from lantu_web.cascade import actions
from lantu_web.cascade.models import Negotiation, Step
from lantu_web.cascade.queries import own_rows
from lantu_web.people.models import Account, Body, Duty
from lantu_web.plans.actions import record_decision
from lantu_web.plans.deciding import Decided


@pytest.fixture
def rounds(planner, plan, shared) -> Negotiation:
    return actions.propose(planner, plan, shared, 2026, timezone.localdate() + timedelta(days=1))


def test_two_rounds_keep_the_total_and_an_area_sees_its_own_row_only(client, planner, plan, shared, person, rounds):
    tomorrow = timezone.localdate() + timedelta(days=1)
    county = person("planner", "county")
    (mine,) = own_rows(county)
    assert mine.subject == "area:990121"
    less = mine.value - rounds.step
    with pytest.raises(CascadeError, match="K076"):
        actions.offer(county, rounds, "area:990121", less)
    with pytest.raises(PermissionDenied):
        actions.offer(county, rounds, "area:990122", less, "代报")
    client.force_login(county)
    address = reverse("cascade:answer", args=[rounds.pk, "area:990121"])
    assert client.post(address, {"value": str(less), "reason": "重点企业检修"}).status_code == 302
    page = client.get(address).content.decode()
    assert "重点企业检修" in page
    assert "松坞县" not in page
    assert client.get(reverse("cascade:answer", args=[rounds.pk, "area:990122"])).status_code == 404
    assert client.get(reverse("cascade:round", args=[rounds.pk])).status_code == 404, "nobody else's offers"
    client.force_login(planner)
    office = client.get(reverse("cascade:round", args=[rounds.pk])).content.decode()
    assert "松坞县" in office
    assert "重点企业检修" in office
    actions.balance(planner, rounds, "已平衡", tomorrow)
    actions.offer(county, rounds, "area:990121", mine.value)
    actions.balance(planner, rounds, "再平衡", tomorrow)
    with pytest.raises(UsageError, match="W088"):
        actions.offer(county, rounds, "area:990121", mine.value)
    client.force_login(planner)
    office = reverse("cascade:round", args=[rounds.pk])
    assert client.post(office, {"issue": "1", "reference": ""}).status_code == 422, "it rests on no document"
    paper = Decided(
        kind="approved", organ="蓝河市人民政府", session="第十二次常务会议", on="2026-02-01", number="蓝政发〔2026〕4号"
    )
    decision = record_decision(planner, plan, paper)
    assert client.post(office, {"issue": "1", "decision": str(decision.pk)}).status_code == 302
    issued = [row for row in settled(plan).standing if row.target == shared and row.year == 2026 and row.subject]
    assert all(row.line == "issued" for row in issued)
    assert {row.reference for row in issued} == {"蓝河市人民政府 第十二次常务会议 2026-02-01 蓝政发〔2026〕4号"}
    assert sum(row.value for row in issued) == Decimal(str(rounds.total)).normalize()


def test_only_planners_of_the_areas_own_bodies_answer_for_it(person, city, rounds):
    assert own_rows(person("reporter", "county")) == [], "a reporter supplies values and binds nobody"
    assert own_rows(person("leader", "county")) == []
    county = city["county"].area
    for line, answers in (("vertical", False), ("enterprise", False), ("government", True)):
        body = Body.objects.create(code=f"b-{line}", name=line, line=line, area=county)
        account = Account.objects.create_user(username=line, password="a long pass phrase")
        Duty.objects.create(account=account, role="planner", body=body)
        assert bool(own_rows(account)) is answers, line
    with pytest.raises(PermissionDenied):
        actions.offer(person("reporter", "county", name="other"), rounds, "area:990121", Decimal(9))


def test_after_the_day_to_answer_nothing_is_taken(planner, plan, shared, person):
    rounds = actions.propose(planner, plan, shared, 2026, timezone.localdate())
    Step.objects.filter(negotiation=rounds).update(answer_by=timezone.localdate() - timedelta(days=1))
    with pytest.raises(UsageError, match="W086"):
        actions.offer(person("planner", "county"), rounds, "area:990121", Decimal(3))


def test_pages_of_rounds_speak_of_the_moment_they_are_asked_for(client, planner, person, rounds):
    before, day = timezone.now() - timedelta(days=3), timezone.localdate() - timedelta(days=2)
    Negotiation.objects.update(recorded_at=before)
    Step.objects.update(recorded_at=before)
    county = person("planner", "county")
    actions.offer(county, rounds, "area:990121", Decimal(9))
    client.force_login(planner)
    address = reverse("cascade:round", args=[rounds.pk])
    assert '<td class="number">9' in client.get(address).content.decode()
    past = client.get(address, {"as_of": day.isoformat()}).content.decode()
    assert '<td class="number">9' not in past
    assert 'name="balance"' not in past, "the past is not changed"
    earlier = (day - timedelta(days=30)).isoformat()
    assert client.get(address, {"as_of": earlier}).status_code == 404
    client.force_login(county)
    answer = reverse("cascade:answer", args=[rounds.pk, "area:990121"])
    assert "上报意见" not in client.get(answer, {"as_of": day.isoformat()}).content.decode()
    assert 'class="empty"' in client.get(reverse("cascade:rounds"), {"as_of": earlier}).content.decode()


def test_the_page_of_an_area_asks_the_database_as_often_whatever_is_asked(
    client, planner, plan, shared, person, rounds, django_assert_max_num_queries
):
    for year in (2027, 2028, 2029, 2030):
        actions.propose(planner, plan, shared, year)
    county = Account.objects.get(pk=person("planner", "county").pk)
    with django_assert_max_num_queries(5):
        assert len(own_rows(county)) == 5


def table(client, **cells: object) -> bytes:
    """The table of offers as it leaves the house, filled in."""
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("cascade:rounds"), {"format": "xlsx"}).content))
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    for name, value in cells.items():
        sheet.cell(2, header.index(name) + 1).value = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def sent(data: bytes) -> dict[str, object]:
    return {"file": SimpleUploadedFile("上报.xlsx", data)}


def test_offers_come_back_in_the_table_that_went_out_and_are_looked_at_first(client, person, rounds):
    client.force_login(person("planner", "county"))
    address = reverse("cascade:offers")
    shown = client.post(address, sent(table(client, 上报数=1.2, 少报理由="重点企业检修")))
    assert shown.status_code == 200
    assert "重点企业检修" in shown.content.decode()
    assert not Step.objects.filter(kind="offer").exists(), "nothing is recorded by looking"
    told = shown.context["told"]
    assert client.post(address, {"take": "1", "told": told, "name": "上报.xlsx"}).status_code == 302
    step = Step.objects.get(kind="offer")
    assert (step.values, step.reason) == ('{"area:990121": "1.2"}', "重点企业检修")


def test_a_table_of_offers_is_refused_whole_with_the_place_of_each_mistake(client, person, rounds):
    client.force_login(person("planner", "county"))
    address = reverse("cascade:offers")
    page = client.post(address, sent(table(client, 上报数="很多")))
    assert page.status_code == 422
    assert "第 2 行" in page.content.decode()
    for cells, said in (({"上报数": 1.2}, "K076"), ({"上报数": 1.6, "地区代码": "area:990122"}, "W274")):
        told = client.post(address, sent(table(client, **cells))).context["told"]
        refused = client.post(address, {"take": "1", "told": told, "name": "上报.xlsx"})
        assert refused.status_code == 422
        assert "第 2 行" in refused.content.decode(), said
    assert not Step.objects.filter(kind="offer").exists()
    assert client.post(address, {"take": "1", "told": "不是文件"}).status_code == 422
    assert client.post(address, {}).status_code == 422
