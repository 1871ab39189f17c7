"""A plan broken down on pages: by year, issued with its document, and each area with its sheet."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from tests.web.cascade.conftest import settled

from lantu.cascade.allocation import Choice, SuperiorValue, YearLimit
from lantu.cascade.issuing import Issue
from lantu.errors import CascadeError
from lantu.model.records import Observation
from lantu_web.cascade import actions
from lantu_web.cascade.breakdowns import ISSUED, enclosed
from lantu_web.cascade.choosing import fingerprint
from lantu_web.observations.taking import fingerprint as values_seen
from lantu_web.observations.taking import take


def test_targets_stand_by_year_with_their_reason(client, planner, plan, target):
    client.force_login(planner)
    page = client.get(reverse("cascade:targets", args=[plan.pk])).content.decode()
    for cell in ("61.0", "62.0", "63.0", "64.0", "65.0"):
        assert f'<td class="number">{cell}</td>' in page
    chart = client.get(reverse("cascade:target", args=[plan.pk, target("常住人口城镇化率")])).content.decode()
    assert "data-chart" in chart


def test_issued_targets_keep_their_words_their_document_and_their_trace(client, planner, plan, target):
    rate = target("常住人口城镇化率")
    client.force_login(planner)
    address = reverse("cascade:year", args=[plan.pk, 2026])
    less = {
        f"issue-{rate}": "on",
        f"value-{rate}": "60.5",
        f"text-{rate}": "60.5%左右",
        "reference": "蓝政发〔2026〕3号",
    }
    refused = client.post(address, less)
    assert refused.status_code == 422
    assert "60.5%左右" in refused.content.decode(), "what was typed stays"
    mistyped = client.post(address, less | {f"value-{rate}": "1,250", f"reason-{rate}": "推迟"})
    assert mistyped.status_code == 422
    assert "1,250" in mistyped.content.decode()
    assert client.post(address, less | {f"reason-{rate}": "户籍改革推迟"}).status_code == 302
    row = next(each for each in settled(plan).standing if each.target == rate and each.year == 2026)
    assert (row.line, row.text, row.reference) == ("issued", "60.5%左右", "蓝政发〔2026〕3号")
    assert "60.5%左右" in client.get(address).content.decode()
    with pytest.raises(CascadeError, match="K070"):
        actions.issue(planner, plan, 2026, [(rate, "", Issue(value=Decimal(62)))])
    actions.issue(planner, plan, 2026, [(rate, "", Issue(value=Decimal(62)))], reference="蓝政发〔2026〕9号")
    assert plan.enclosures.filter(path=ISSUED).count() == 2, "each decision leaves what held before"
    assert enclosed(plan)[ISSUED].count("issued") == 2


def test_areas_make_the_total_exactly_and_each_has_its_sheet(client, planner, plan, shared):
    held = settled(plan)
    for year in held.found.years:
        rows = [row for row in held.computed if row.target == shared and row.year == year]
        own = next(row.value for row in rows if not row.subject)
        assert sum(row.value for row in rows if row.subject) == own
    client.force_login(planner)
    page = client.get(reverse("cascade:target", args=[plan.pk, shared])).content.decode()
    assert page.count('class="shade-') == 3
    sheet = client.get(reverse("cascade:area", args=[plan.pk, "area:990121"])).content.decode()
    assert "城镇新增就业" in sheet
    book = client.get(reverse("cascade:area", args=[plan.pk, "area:990121"]), {"format": "xlsx"}).content
    assert openpyxl.load_workbook(io.BytesIO(book)).sheetnames


def test_members_are_chosen_from_the_registered_areas(client, planner, plan):
    client.force_login(planner)
    address = reverse("cascade:members", args=[plan.pk])
    assert "松坞县" in client.get(address).content.decode()
    client.post(address, {"member": ["area:990122", "area:990123"], "seen": fingerprint(plan)})
    assert [member.name for member in settled(plan).allocation.members] == ["松坞县", "青屏县"]


def test_a_conflict_names_its_parties_and_offers_only_what_may_yield(client, planner, plan, target):
    rate = target("常住人口城镇化率")
    limit = YearLimit(year=2028, high=Decimal(61), reason="户籍改革推迟")
    actions.choose(planner, plan, Choice(target=rate, limits=(limit,)), fingerprint(plan))
    asked = SuperiorValue(
        indicator=rate, year=2028, value=Decimal("63.5"), standing="issued", reference="清发改〔2026〕1号"
    )
    draft = actions.superior_arrived(planner, plan, asked, fingerprint(plan))
    settled(plan)
    settled(plan, draft)
    client.force_login(planner)
    assert "会带来新的冲突" in client.get(reverse("cascade:draft", args=[draft.pk])).content.decode()
    actions.take(planner, draft)
    page = client.get(reverse("cascade:targets", args=[plan.pk])).content.decode()
    conflict = page[page.index("不能同时成立") : page.index("年度计划：")]
    parties, offers = conflict.split("按改动大小排列")
    assert parties.count("不能放宽") == 1
    assert parties.count("可以商量") == 1
    assert "63.5%" in offers, "to which amount it would yield"
    assert "清发改" not in offers, "a superior's value is never offered"
    english = client.get(reverse("cascade:targets", args=[plan.pk]), headers={"accept-language": "en"})
    assert english.status_code == 200


def test_the_past_shows_what_was_chosen_then(client, planner, plan):
    client.force_login(planner)
    day = timezone.localdate().isoformat()
    assert client.get(reverse("cascade:targets", args=[plan.pk]), {"as_of": day}).status_code == 200
    assert client.get(reverse("cascade:targets", args=[plan.pk]), {"format": "xlsx"}).status_code == 200


def test_it_is_the_offices_own_work(client, person, plan):
    for role, body, status in (("reporter", "forestry", 403), ("leader", "county", 200), ("system_admin", None, 404)):
        client.force_login(person(role, body))
        assert client.get(reverse("cascade:targets", args=[plan.pk])).status_code == status
    with pytest.raises(PermissionDenied):
        actions.choose(person("auditor", "county"), plan, Choice(target="x", path="late"), fingerprint(plan))


def test_the_chart_stands_against_the_years_before_the_plan(client, planner, plan, target):
    rate = target("常住人口城镇化率")
    facts = {"basis": "point", "unit": "%", "state": "final", "supplier": "市统计局", "source": "统计公报"}
    before = [
        Observation(indicator="常住人口城镇化率", period=str(year), value=Decimal(value), **facts)
        for year, value in ((2022, "57.1"), (2023, "58.2"))
    ]
    take(planner, plan.plan, before, name="公报.csv", sha256="0" * 64, seen=values_seen(plan.plan))
    settled(plan)
    client.force_login(planner)
    page = client.get(reverse("cascade:target", args=[plan.pk, rate])).content.decode()
    assert "57.1" in page
    assert "2022" in page
