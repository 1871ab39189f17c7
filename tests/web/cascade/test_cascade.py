"""A plan broken down on pages: chosen, issued, negotiated in two rounds; an area sees its own row only."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from lantu.cascade.allocation import AreaChoice, Choice, Member, SuperiorValue
from lantu.cascade.issuing import Issue
from lantu.errors import CascadeError, UsageError
from lantu_web.cascade import actions
from lantu_web.cascade.breakdowns import ISSUED, broken, enclosed
from lantu_web.cascade.choosing import fingerprint
from lantu_web.cascade.queries import own_rows
from lantu_web.jobs.queue import work_once
from lantu_web.people.models import Area, Body
from lantu_web.plans.actions import bring_in
from lantu_web.plans.bringing_in import Wanted, read_again_later
from lantu_web.plans.models import Version

TEXT = """蓝河市国民经济和社会发展第十五个五年规划纲要
（2026—2030年）
第一章 发展目标
2025年，全市常住人口城镇化率为60%。到2030年，常住人口城镇化率达到65%。五年累计城镇新增就业15万人。
"""


@pytest.fixture
def plan(planner, city) -> Version:
    area = city["planning"].area
    for code, name in (("990122", "松坞县"), ("990123", "青屏县")):
        county = Area.objects.create(code=code, name=name, level="county", parent=area)
        Body.objects.create(code=code, name=f"{name}人民政府", short_name=name, area=county)
    found = bring_in(planner, TEXT.encode(), "规划.txt", Wanted(body=city["planning"], area=area))
    read_again_later(found, planner)
    while work_once():
        pass
    found.refresh_from_db()
    return found


def target(version: Version, name: str) -> str:
    return next(each.id for each in broken(version).plan.statements if name in each.indicator and each.kind == "target")


@pytest.fixture
def shared(plan, planner) -> str:
    """The jobs, shared out among three counties by equal bases; the id of the target."""
    jobs = target(plan, "城镇新增就业")
    subjects = {"area:990121": "云岭县", "area:990122": "松坞县", "area:990123": "青屏县"}
    members = tuple(Member(subject=subject, name=name) for subject, name in subjects.items())
    actions.set_members(planner, plan, members, fingerprint(plan))
    bases = {subject: {"base": Decimal(base)} for subject, base in zip(subjects, (50, 30, 20), strict=True)}
    areas = AreaChoice(method="shares", figures=bases, reason="由各县组织落实")
    actions.choose(planner, plan, Choice(target=jobs, areas=areas), fingerprint(plan))
    return jobs


def test_targets_stand_by_year_with_their_reason(client, planner, plan):
    client.force_login(planner)
    page = client.get(reverse("cascade:targets", args=[plan.pk])).content.decode()
    for cell in ("61.0", "62.0", "63.0", "64.0", "65.0"):
        assert f'<td class="number">{cell}</td>' in page
    chart = client.get(reverse("cascade:target", args=[plan.pk, target(plan, "常住人口城镇化率")])).content.decode()
    assert "data-chart" in chart


def test_a_choice_changes_the_path_and_a_stale_one_is_refused(client, planner, plan):
    rate, seen = target(plan, "常住人口城镇化率"), fingerprint(plan)
    client.force_login(planner)
    address = reverse("cascade:target", args=[plan.pk, rate])
    said = {"path": "early", "bend": "0.5", "weight": "1", "seen": seen, "method": "", "reason": "", "leave_out": ""}
    assert client.post(address, said).status_code == 302
    first = next(row for row in broken(plan).computed if row.target == rate and row.year == 2026)
    assert first.value > 61
    late = client.post(address, said | {"path": "late"})
    assert late.status_code == 422
    assert "别人刚刚改动了分解办法" in late.content.decode()
    assert f'value="{fingerprint(plan)}"' in late.content.decode(), "the next save builds on what is shown"
    assert client.post(address, said | {"path": "late", "seen": fingerprint(plan)}).status_code == 302


def test_a_superiors_value_fixes_the_year_and_needs_its_document_when_issued(planner, plan):
    rate = target(plan, "常住人口城镇化率")
    value = SuperiorValue(indicator=rate, year=2026, value=Decimal("61.5"), standing="issued")
    with pytest.raises(UsageError, match="W081"):
        actions.superior_arrived(planner, plan, value, fingerprint(plan))
    known = SuperiorValue(
        indicator=rate, year=2026, value=Decimal("61.5"), standing="issued", reference="清发改〔2026〕1号"
    )
    actions.superior_arrived(planner, plan, known, fingerprint(plan))
    assert next(row for row in broken(plan).computed if row.target == rate and row.year == 2026).value == Decimal(
        "61.5"
    )


def test_issued_targets_keep_their_words_their_document_and_their_trace(client, planner, plan):
    rate = target(plan, "常住人口城镇化率")
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
    row = next(each for each in broken(plan).standing if each.target == rate and each.year == 2026)
    assert (row.line, row.text, row.reference) == ("issued", "60.5%左右", "蓝政发〔2026〕3号")
    assert "60.5%左右" in client.get(address).content.decode()
    with pytest.raises(CascadeError, match="K070"):
        actions.issue(planner, plan, 2026, [(rate, "", Issue(value=Decimal(62)))])
    actions.issue(planner, plan, 2026, [(rate, "", Issue(value=Decimal(62)))], reference="蓝政发〔2026〕9号")
    assert plan.enclosures.filter(path=ISSUED).count() == 2, "each decision leaves what held before"
    assert enclosed(plan)[ISSUED].count("issued") == 2


def test_areas_make_the_total_exactly_and_each_has_its_sheet(client, planner, plan, shared):
    held = broken(plan)
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


def test_two_rounds_keep_the_total_and_an_area_sees_its_own_row_only(client, planner, plan, shared, person):
    tomorrow = timezone.localdate() + timedelta(days=1)
    rounds = actions.propose(planner, plan, shared, 2026, tomorrow)
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
    actions.balance(planner, rounds, "已平衡", tomorrow)
    actions.offer(county, rounds, "area:990121", mine.value)
    actions.balance(planner, rounds, "再平衡", tomorrow)
    with pytest.raises(UsageError, match="W088"):
        actions.offer(county, rounds, "area:990121", mine.value)
    actions.issue_rounds(planner, rounds, "蓝政发〔2026〕4号")
    issued = [row for row in broken(plan).standing if row.target == shared and row.year == 2026 and row.subject]
    assert all(row.line == "issued" for row in issued)
    assert sum(row.value for row in issued) == Decimal(str(rounds.total)).normalize()


def test_after_the_day_to_answer_nothing_is_taken(planner, plan, shared, person):
    rounds = actions.propose(planner, plan, shared, 2026, timezone.localdate())
    rounds.answer_by = timezone.localdate() - timedelta(days=1)
    rounds.save()
    with pytest.raises(UsageError, match="W086"):
        actions.offer(person("planner", "county"), rounds, "area:990121", Decimal(3))


def test_members_are_chosen_from_the_registered_areas(client, planner, plan):
    client.force_login(planner)
    address = reverse("cascade:members", args=[plan.pk])
    assert "松坞县" in client.get(address).content.decode()
    client.post(address, {"member": ["area:990122", "area:990123"], "seen": fingerprint(plan)})
    assert [member.name for member in broken(plan).allocation.members] == ["松坞县", "青屏县"]


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
