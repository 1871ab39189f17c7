"""The pages on which plans are read: who sees what, what happened to an item, and what a document cannot do to a page."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantu_web.jobs.queue import work_once
from lantu_web.people.duties import forget_duties
from lantu_web.plans.actions import change_level, correct, record_decision, undo
from lantu_web.plans.bringing_in import Wanted, bring_in, read_again_later
from lantu_web.plans.correcting import Decision
from lantu_web.plans.deciding import Decided
from lantu_web.plans.models import Record

TABS = ("targets", "tasks", "projects", "lists")
PAGES = ("version", "passages", *TABS)
QUERIES = 12


@pytest.fixture
def see(client, version):
    """Get a page as somebody, by its name: ``see(planner, "targets", form="cap")``."""

    def seen(account, name: str, *args: object, status: int = 200, **query: str):
        forget_duties(account)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        address = reverse(f"plans:{name}", args=args or ([] if name in ("home", "search") else [version.pk]))
        answer = client.get(address, query)
        assert answer.status_code == status, (name, answer.status_code)
        return answer

    return seen


def item_of(version, text: str, type_: str = "statement") -> Record:
    return version.records.filter(type=type_, search__contains=text, replaced_at=None).order_by("start").first()


def text_of(answer) -> str:
    return answer.content.decode()


def test_who_is_not_logged_in_sees_nothing(client, version):
    for name in PAGES:
        assert client.get(reverse(f"plans:{name}", args=[version.pk])).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_pages_answer_with_level_and_moment(see, planner, name):
    page = text_of(see(planner, name))
    assert "内部" in page
    assert "<time datetime=" in page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_who_administers_the_installation_sees_no_plans_by_that_office(see, person, name, role):
    see(person(role, None), name, status=404)


def test_a_reporter_sees_only_what_names_the_own_body(see, person):
    reporter = person("reporter", "forestry")
    tasks = text_of(see(reporter, "tasks"))
    assert "湿地公园" in tasks
    assert "污水处理厂" not in tasks
    assert json.loads(see(reporter, "tasks", format="json").content)["count"] == 1
    assert json.loads(see(reporter, "targets", format="json").content)["count"] == 0
    see(reporter, "passages", status=403)
    overview = text_of(see(reporter, "version"))
    assert "1500" not in overview
    assert "点名您所在单位" in overview


def test_a_reporter_finds_and_opens_nothing_else(see, person, version):
    reporter = person("reporter", "forestry")
    assert "没有找到" in text_of(see(reporter, "search", q="污水"))
    assert "湿地公园" in text_of(see(reporter, "search", q="湿地"))
    see(reporter, "item", version.pk, item_of(version, "1500").item, status=404)
    park = text_of(see(reporter, "item", version.pk, item_of(version, "湿地", "task").item))
    assert "湿地公园" in park
    assert "污水处理厂" not in park


def test_work_secrets_are_seen_by_the_own_body_and_the_trusted_alone(see, person, version, planner):
    change_level(person("approver"), version, level="work_secret", reason="尚未公布")
    see(planner, "targets")
    see(person("leader", "county"), "targets")
    for role, body in (("planner", "county"), ("legislator", "county"), ("reporter", "forestry")):
        see(person(role, body, f"other-{role}"), "targets", status=404)


def test_the_home_page_lists_what_there_is(see, planner, person, version):
    page = text_of(see(planner, "home"))
    assert "蓝河市国民经济和社会发展" in page
    assert reverse("plans:version", args=[version.pk]) in page
    assert "还没有您可以查看的规划" in text_of(see(person("system_admin", None), "home"))


@pytest.mark.parametrize("name", [*PAGES, "home", "search"])
def test_a_page_asks_little_of_the_database_whatever_its_size(
    client, see, planner, name, version, django_assert_max_num_queries
):
    first = item_of(version, "1500")
    rows = [
        Record(version=version, type="statement", item=f"x{number}", data=first.data.replace(first.item, f"x{number}"),
               kind="target", start=first.start, end=first.end, search="地区生产总值1500", recorded_at=first.recorded_at)
        for number in range(300)
    ]  # fmt: skip
    Record.objects.bulk_create(rows)
    query = {"q": "1500"} if name == "search" else {}
    address = see(planner, name, **query).request["PATH_INFO"]
    with django_assert_max_num_queries(QUERIES):
        client.get(address, query)


def test_counting_targets_opens_no_record(see, planner, version):
    """Counts are answered by columns that an index holds: records are long, and a plan has thousands."""
    with CaptureQueriesContext(connection) as asked:
        see(planner, "targets")
    counts = [each["sql"] for each in asked.captured_queries if "COUNT(" in each["sql"]]
    assert counts
    assert not [sql for sql in counts if "plans_record" in sql and '"data"' in sql]


def test_an_item_page_asks_little_of_the_database(client, see, planner, version, django_assert_max_num_queries):
    address = see(planner, "item", version.pk, item_of(version, "1500").item).request["PATH_INFO"]
    with django_assert_max_num_queries(QUERIES):
        client.get(address)


def test_an_item_shows_its_sentence_and_the_headings_above(see, planner, version):
    page = text_of(see(planner, "item", version.pk, item_of(version, "48%").item))
    assert "全市地区生产总值达到1500亿元" in page, "the whole paragraph, not the clause alone"
    assert page.count("<mark") == 1
    assert "发展目标" in page


def test_the_history_says_who_changed_what_and_why(see, planner, version):
    item = item_of(version, "1500")
    wanted = Decision(item=item.item, action="set", field="value", value="1600", seen=item.pk, reason="印刷错误")
    correct(planner, version, [wanted])
    page = text_of(see(planner, "item", version.pk, item.item))
    assert "<del>1500</del> → <ins>1600</ins>" in page
    assert "印刷错误" in page
    undo(planner, version, version.corrections.get().batch)
    page = text_of(see(planner, "item", version.pk, item.item))
    assert "<del>1600</del> → <ins>1500</ins>" in page
    assert "撤销修改" in page


def test_a_rejected_item_is_still_explained_to_who_sees_the_whole(see, planner, person, version):
    item = item_of(version, "湿地", "task")
    correct(planner, version, [Decision(item=item.item, action="reject", seen=item.pk, reason="重复")])
    page = text_of(see(planner, "item", version.pk, item.item))
    assert "现在不在规划中" in page
    assert "剔除" in page
    assert "重复" in page
    see(person("reporter", "forestry"), "item", version.pk, item.item, status=404)


def test_a_place_leads_into_the_text(see, planner, version):
    item = item_of(version, "污水", "task")
    answer = see(planner, "place", version.pk, item.item, status=302)
    address, _, anchor = answer.headers["Location"].partition("#")
    page = text_of(see(planner, "passages", version.pk, address.rstrip("/").rsplit("/", 1)[1]))
    assert f'id="{anchor}"' in page
    assert "污水处理厂" in page


def test_decisions_and_stage_stand_on_the_overview(see, planner, version):
    record_decision(planner, version, Decided(kind="approved", organ="蓝河市人民代表大会", on="2026-02-01"))
    page = text_of(see(planner, "version"))
    assert "蓝河市人民代表大会" in page
    assert "批准" in page


def test_tables_narrow_by_what_the_records_say(see, planner):
    def count(tab: str, **query: str) -> int:
        return json.loads(see(planner, tab, format="json", **query).content)["count"]

    assert count("targets") == 4
    assert count("targets", form="average_growth") == 1
    assert count("targets", q="森林") == 1
    assert count("targets", chapter="1") == 3
    assert count("targets", chapter="2") == 1
    assert count("targets", checked="yes") == 0
    assert count("tasks", lead_body="yes") == 1
    assert count("tasks", deadline="no") == 1


@pytest.mark.parametrize("tab", TABS)
def test_every_order_and_filter_a_table_offers_works(see, planner, tab):
    page = see(planner, tab).context["table"]
    for head in page.heads:
        if head.sortable:
            see(planner, tab, sort=head.name)
            see(planner, tab, sort=f"-{head.name}")
    for each in page.filters:
        for value, _ in each.options or [("蓝河", "")]:
            see(planner, tab, **{each.name: value})


def test_values_are_ordered_within_their_units(see, planner):
    rows = json.loads(see(planner, "targets", sort="value", format="json").content)["rows"]
    assert [(row["unit"], row["value"]) for row in rows] == [("%", 6), ("%", 48), ("亿元", 1500), ("座", 3)]
    rows = json.loads(see(planner, "targets", sort="-value", format="json").content)["rows"]
    assert [(row["unit"], row["value"]) for row in rows] == [("%", 48), ("%", 6), ("亿元", 1500), ("座", 3)]


def test_bodies_one_of_which_holds_a_comma_are_printed_as_people_write_them(see, planner, version):
    task = version.records.filter(type="task", replaced_at=None).first()
    value = json.dumps(["市水务局", "沿河各县（市、区）人民政府"], ensure_ascii=False)
    decision = Decision(item=task.item, action="set", seen=task.pk, field="bodies", value=value)
    correct(planner, version, [decision])
    assert "市水务局；沿河各县（市、区）人民政府</td>" in text_of(see(planner, "tasks"))


@pytest.mark.parametrize("query", [{"sort": "data"}, {"form": "nonsense"}, {"format": "exe"}, {"as_of": "gestern"}])
def test_what_cannot_be_asked_is_answered_with_what_can(see, planner, query):
    page = text_of(see(planner, "targets", status=422, **query))
    assert "这一步没有完成" in page


def test_search_compares_script_width_and_case(see, planner):
    for wanted in ("森林覆盖率", "森林覆蓋率", "４８％", "森林 覆盖"):
        assert "<mark>" in text_of(see(planner, "search", q=wanted)), wanted
    assert "没有找到" in text_of(see(planner, "search", q="海水淡化"))
    assert see(planner, "search", q="   ").context["hits"] == []


def test_search_finds_words_that_no_item_holds(see, planner):
    assert "条文" in text_of(see(planner, "search", q="主要任务", type="passage"))


HOSTILE = """蓝河市<script>alert('x')</script>国民经济和社会发展第十五个五年规划纲要
（2026—2030年）
第一章 发展<img src=x onerror=alert(1)>目标
到2030年，“<b onmouseover=alert(1)>森林”覆盖率达到48%。到2030年，=HYPERLINK("http://x")产值达到9亿元。
第二章 {{ 7|add:7 }}任务
建设<svg/onload=alert(1)>公园，由市林业局牵头。
""".encode()


def test_a_document_cannot_write_into_a_page(see, planner, city):
    hostile = bring_in(planner, HOSTILE, '"><script>alert(2)</script>.txt', Wanted(body=city["planning"]))
    read_again_later(hostile, planner)
    while work_once():
        pass
    addresses = [("home",), ("search",), *((name, hostile.pk) for name in PAGES)]
    addresses += [
        ("passages", hostile.pk, item) for item in hostile.records.filter(type="passage").values_list("item", flat=True)
    ]
    addresses += [
        ("item", hostile.pk, item)
        for item in hostile.records.exclude(type__in=("passage", "note", "unread")).values_list("item", flat=True)
    ]
    for name, *args in addresses:
        page = text_of(see(planner, name, *args, **({"q": "script"} if name == "search" else {})))
        for part in ("<script>alert", "<img src=x", "<b onmouse", "<svg/onload", "14任务"):
            assert part not in page, (name, args, part)


def test_a_search_cannot_write_into_its_page(see, planner):
    page = text_of(see(planner, "search", q='"><script>alert(1)</script>'))
    assert "<script>alert(1)" not in page
