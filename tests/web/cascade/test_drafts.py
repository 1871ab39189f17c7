"""What arrives is looked at before it is taken: one page shows everything that moves, and keeps the list."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.cascade.conftest import settled

from lantu.cascade.allocation import AreaBound, SuperiorValue
from lantu.cascade.issuing import Issue
from lantu.errors import UsageError
from lantu.exchange.allocationfile import allocation_text, parse_allocation
from lantu_web.cascade import actions
from lantu_web.cascade.breakdowns import ALLOCATION, ISSUED, enclosed
from lantu_web.cascade.choosing import fingerprint
from lantu_web.cascade.drafts import moves_from
from lantu_web.cascade.models import Draft
from lantu_web.jobs.queue import work_once


def superior(client, version, target: str, **said: str):
    given = {"year": "2026", "value": "3.5", "standing": "issued", "reference": "清发改〔2026〕1号"}
    address = reverse("cascade:superior", args=[version.pk, target])
    return client.post(address, given | {"seen": fingerprint(version)} | said)


def test_on_arrival_one_page_shows_what_moves_before_it_is_taken_and_after(client, planner, plan, shared):
    client.force_login(planner)
    actions.issue(planner, plan, 2027, [(shared, "", Issue(value=Decimal("3.0")))], reference="蓝政发〔2026〕3号")
    actions.propose(planner, plan, shared, 2026)
    settled(plan)
    held = fingerprint(plan)
    arrived = superior(client, plan, shared)
    assert arrived.status_code == 302
    address = arrived.headers["Location"]
    assert "正在分解" in client.get(address).content.decode(), "the rehearsal is computed by the worker"
    work_once()
    page = client.get(address).content.decode()
    assert fingerprint(plan) == held, "looking changes nothing"
    assert '<span class="soft">3.0</span> → <strong>3.5</strong>' in page
    assert "云岭县" in page, "the parts of the areas move too"
    assert "已下达、没有跟着变的年度目标" in page
    assert "合计变了的两上两下" in page
    assert client.post(address, {"reference": ""}).status_code == 302
    after = client.get(address).content.decode()
    assert '<span class="soft">3.0</span> → <strong>3.5</strong>' in after
    draft = Draft.objects.get()
    assert draft.taken_at
    assert len(moves_from(draft.moved)) >= 5 + 3
    rows = settled(plan).computed
    own = {row.year: row.value for row in rows if row.target == shared and not row.subject}
    assert own[2026] == Decimal("3.5")
    assert sum(own.values()) == 15
    assert client.post(address, {}).status_code == 422, "taken once"
    assert (
        reverse("cascade:draft", args=[draft.pk])
        in client.get(reverse("cascade:target", args=[plan.pk, shared])).content.decode()
    )


def test_a_value_that_is_issued_needs_its_document_and_one_issued_again_says_so(client, planner, plan, target):
    rate = target("常住人口城镇化率")
    client.force_login(planner)
    refused = superior(client, plan, rate, value="61.5", reference="")
    assert refused.status_code == 422
    assert "61.5" in refused.content.decode(), "what was typed stays"
    for value, standing in (("61.2", "provisional"), ("61.5", "issued"), ("61.8", "reissued")):
        said = "provisional" if standing == "provisional" else "issued"
        superior(client, plan, rate, value=value, standing=said)
        draft = Draft.objects.first()
        settled(plan)
        settled(plan, draft)
        actions.take(planner, draft)
        assert settled(plan).allocation.superiors[-1].standing == standing
    row = next(each for each in settled(plan).computed if each.target == rate and each.year == 2026)
    assert row.value == Decimal("61.8")
    assert enclosed(plan)[ALLOCATION].count("year: 2026\n") == 3, "those before it stay"


def test_a_draft_is_stale_once_something_else_was_chosen(client, planner, plan, target):
    rate = target("常住人口城镇化率")
    drafts = []
    for value in ("61.2", "61.4"):
        drafts.append(
            actions.superior_arrived(
                planner,
                plan,
                SuperiorValue(indicator=rate, year=2026, value=Decimal(value)),
                fingerprint(plan),
            )
        )
        settled(plan, drafts[-1])
    actions.take(planner, drafts[0])
    settled(plan)
    with pytest.raises(UsageError, match="W272"):
        actions.take(planner, drafts[1])
    client.force_login(planner)
    settled(plan, drafts[1])
    assert "请重新带入" in client.get(reverse("cascade:draft", args=[drafts[1].pk])).content.decode()


def test_a_draft_is_for_who_may_take_it_until_it_is_taken(client, person, planner, plan, target):
    value = SuperiorValue(indicator=target("城镇新增就业"), year=2026, value=Decimal("3.2"))
    draft = actions.superior_arrived(planner, plan, value, fingerprint(plan))
    address = reverse("cascade:draft", args=[draft.pk])
    settled(plan, draft)
    leader = person("leader")
    client.force_login(leader)
    assert client.get(address).status_code == 404
    actions.take(planner, draft)
    settled(plan)
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 403


def upload(client, plan, kind: str, data: bytes, name: str):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("cascade:files", args=[plan.pk]), {"kind": kind, "file": file})


def book_of(client, plan, **cells: object) -> bytes:
    """The annual tables as they leave the house, cells of the first row of jobs changed."""
    data = client.get(reverse("cascade:targets", args=[plan.pk]), {"format": "xlsx"}).content
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[2]]
    place = header.index("指标") + 1
    row = next(number for number in range(3, 20) if "就业" in str(sheet.cell(number, place).value))
    for name, value in cells.items():
        sheet.cell(row, header.index(name) + 1).value = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


YEARS = {"2027年": None, "2028年": None, "2029年": None, "2030年": None}


def test_annual_tables_come_back_are_compared_and_taken_whole(client, planner, plan, shared):
    client.force_login(planner)
    data = book_of(client, plan, **{"目标线": "下达", "2026年": "3.2万人左右"} | YEARS)
    address = upload(client, plan, "table", data, "表.xlsx").headers["Location"]
    page = client.get(address).content.decode()
    assert '<span class="soft">3.0</span> → <strong>3.2万人左右</strong>' in page
    assert ISSUED not in enclosed(plan)
    assert client.post(address, {"reference": ""}).status_code == 422, "it rests on no document"
    assert client.post(address, {"reference": "蓝政发〔2026〕3号"}).status_code == 302
    row = next(each for each in settled(plan).standing if (each.target, each.subject, each.year) == (shared, "", 2026))
    assert (row.line, row.text, row.value, row.reference) == (
        "issued",
        "3.2万人左右",
        Decimal("3.2"),
        "蓝政发〔2026〕3号",
    )
    assert client.get(address).status_code == 200
    assert upload(client, plan, "table", book_of(client, plan), "表.xlsx").status_code == 422, "nothing is left to take"


def test_a_table_with_mistakes_is_refused_whole_with_the_reason_of_each_cell(client, planner, plan, shared):
    client.force_login(planner)
    changed = upload(client, plan, "table", book_of(client, plan, **{"2026年": 3.3}), "表.xlsx")
    assert changed.status_code == 422
    assert "分年分解表 · 2026年" in changed.content.decode()
    less = book_of(client, plan, **{"目标线": "下达", "2026年": 2, "2027年": 2.5})
    page = upload(client, plan, "table", less, "表.xlsx").content.decode()
    assert "分年分解表 · 2026年" in page
    assert "分年分解表 · 2027年" in page
    assert upload(client, plan, "table", b"PK no zip", "表.xlsx").status_code == 422
    assert not Draft.objects.exists()


def test_choices_come_as_a_file_and_show_what_they_move(client, planner, plan, shared):
    client.force_login(planner)
    held = parse_allocation(enclosed(plan)[ALLOCATION])
    (choice,) = held.choices
    areas = replace(choice.areas, bounds={"area:990121": AreaBound(high=Decimal(5), reason="上限")})
    text = allocation_text(replace(held, choices=(replace(choice, areas=areas),)))
    address = upload(client, plan, "choices", text.encode(), "allocation.yaml").headers["Location"]
    assert "正在分解" in client.get(address).content.decode()
    work_once()
    assert "云岭县" in client.get(address).content.decode()
    client.post(address, {})
    assert settled(plan).allocation.choices[0].areas.bounds["area:990121"].high == 5
    given = client.get(reverse("cascade:file", args=[plan.pk, "choices"]))
    assert given.content.decode() == enclosed(plan)[ALLOCATION]
    refused = upload(client, plan, "choices", b"choices: [{path: zigzag}]", "allocation.yaml")
    assert refused.status_code == 422
    assert "zigzag" in refused.content.decode()


def test_a_table_that_fits_no_more_is_refused_when_it_is_taken(client, planner, plan, shared):
    client.force_login(planner)
    data = book_of(client, plan, **{"目标线": "下达", "2026年": 3.2} | YEARS)
    address = upload(client, plan, "table", data, "表.xlsx").headers["Location"]
    draft = Draft.objects.get()
    actions.issue(planner, plan, 2027, [(shared, "", Issue(value=Decimal("3.1")))], reference="蓝政发〔2026〕5号")
    with pytest.raises(UsageError, match="W272"):
        actions.take(planner, draft, reference="蓝政发〔2026〕3号")
    assert client.post(address, {"reference": "蓝政发〔2026〕3号"}).status_code == 422
