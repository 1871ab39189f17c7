"""The workbench as people use it: what a page shows, and what becomes of every decision."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.plans.actions import correct
from lantu_web.plans.correcting import Decision
from lantu_web.plans.models import Record, Version

HTMX = {"HTTP_HX_REQUEST": "true"}


def base(version: Version, rest: str = "") -> str:
    return f"/versions/{version.pk}/workbench/{rest}"


def chapter_with(bench: Client, version: Version, word: str) -> str:
    """The page of the chapter whose text holds a word."""
    page = bench.get(base(version)).content.decode()
    for key in dict.fromkeys(re.findall(r'href="\?chapter=(p\d+)', page)):
        found = bench.get(base(version), {"chapter": key}).content.decode()
        if word in re.sub(r"<[^>]+>", "", found.partition('id="text"')[2].partition("</section>")[0]):
            return found
    raise AssertionError(word)


def current(version: Version, **wanted: object) -> Record:
    return version.records.filter(replaced_at=None, **wanted).order_by("start").first()


def data(record: Record) -> dict[str, Any]:
    return json.loads(record.data)


def now(version: Version, item: str) -> Record:
    return version.records.get(item=item, replaced_at=None)


def chosen(*records: Record) -> list[str]:
    return [f"{record.pk} {record.item}" for record in records]


def test_a_page_shows_the_words_as_printed_beside_the_cards(bench, version):
    page = chapter_with(bench, version, "地区生产总值")
    text = re.sub(r"<[^>]+>", "", page.partition('id="text"')[2].partition("</section>")[0])
    assert "到2030年，全市地区生产总值达到1500亿元，年均增长6%左右。" in text
    forest = current(version, type="statement", search__contains="森林覆盖率")
    assert f'id="card-{forest.item}"' in page
    assert f'href="#card-{forest.item}"' in page, "the number leads to its card"
    assert (
        page.count("wb-card ")
        == version.records.filter(
            replaced_at=None, type__in=["statement", "task", "list"], start__lt=version.text.index("第二章")
        ).count()
    )


def test_what_a_document_holds_cannot_act_on_the_page(bench, version):
    item = current(version, type="task")
    value = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    bench.post(base(version, f"edit/?item={item.item}"), {"seen": item.pk, "title": value}, **HTMX)
    assert data(now(version, item.item))["title"] == value
    page = chapter_with(bench, version, "湿地公园")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<img src=x" not in bench.get(base(version, "history/")).content.decode()


def test_filters_narrow_the_cards_and_say_how_many_are_elsewhere(bench, version):
    unowned = bench.get(base(version), {"show": "unowned"}).content.decode()
    assert "湿地公园" not in unowned.partition('id="cards"')[2]
    words = bench.get(base(version), {"q": "森林"}).content.decode()
    assert "wb-card " in words
    statements = bench.get(base(version), {"type": "list", "chapter": "p0"}).content.decode()
    assert "没有符合条件的条目" in statements
    nonsense = bench.get(base(version), {"show": "nonsense", "type": "x", "chapter": "p99999"})
    assert nonsense.status_code == 200


def test_accepting_answers_with_what_changed_only(bench, version):
    item = current(version, type="statement")
    answer = bench.post(base(version, "decide/"), {"do": f"accept {item.pk} {item.item}"}, **HTMX)
    assert answer.status_code == 200
    assert now(version, item.item).checked
    body = answer.content.decode()
    assert body.count("<article") == 1
    assert "已确认 1 条" in body
    assert "<html" not in body


def test_without_scripts_a_decision_leads_back_to_its_card(bench, version):
    item = current(version, type="statement")
    answer = bench.post(base(version, "decide/"), {"do": f"accept {item.pk} {item.item}"})
    assert answer.status_code == 302
    assert answer.url.startswith(base(version))
    assert answer.url.endswith(f"#card-{item.item}")
    form = bench.get(base(version, f"edit/?item={item.item}")).content.decode()
    assert "<html" in form
    assert 'name="indicator"' in form


def test_editing_sets_only_what_differs_and_takes_what_people_type(bench, version):
    item = current(version, type="statement", search__contains="地区生产总值")
    before = data(item)
    typed = {
        "seen": item.pk,
        "indicator": before["indicator"],
        "value": "１,６００",
        "unit": " 亿元 ",
        "reason": "原件如此",
    }
    assert bench.post(base(version, f"edit/?item={item.item}"), typed, **HTMX).status_code == 200
    assert data(now(version, item.item))["value"] == 1600
    correction = version.corrections.get()
    assert (correction.field, correction.value, correction.was, correction.reason) == (
        "value",
        "1600",
        "1500",
        "原件如此",
    )


def test_saving_without_a_change_accepts(bench, version):
    item = current(version, type="task")
    bench.post(base(version, f"edit/?item={item.item}"), {"seen": item.pk, "title": data(item)["title"]}, **HTMX)
    assert version.corrections.get().action == "accept"


def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_is_kept(bench, version):
    item = current(version, type="statement")
    typed = {"seen": item.pk, "value": "很多", "value_high": "更多", "indicator": "我写的名字"}
    answer = bench.post(base(version, f"edit/?item={item.item}"), typed, **HTMX)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert body.count('aria-invalid="true"') == 2
    assert "很多" in body
    assert "我写的名字" in body
    assert not version.corrections.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"value": "2000", "value_high": "1800"}, 422),
        ({"value": "1800", "value_high": "2000"}, 200),
        ({"value": "1800", "value_high": ""}, 200),
        ({"value_high": "100"}, 422),
    ],
)
def test_a_range_that_ends_below_its_beginning_is_refused_at_its_field(bench, version, typed, told):
    item = current(version, type="statement", search__contains="1500")
    answer = bench.post(base(version, f"edit/?item={item.item}"), {"seen": item.pk} | typed, **HTMX)
    assert answer.status_code == told
    if told == 422:
        assert "数值上限" in answer.content.decode()
        assert 'name="value_high" value="' in answer.content.decode()
        assert not version.corrections.exists()


def test_two_people_see_both_values_and_nothing_is_overwritten(bench, client_of, person, version):
    item = current(version, type="statement")
    other = client_of(person("planner", name="second-planner"))
    first = {"seen": item.pk, "value": "1700"}
    assert other.post(base(version, f"edit/?item={item.item}"), first, **HTMX).status_code == 200
    answer = bench.post(
        base(version, f"edit/?item={item.item}"), {"seen": item.pk, "value": "1800", "unit": "万元"}, **HTMX
    )
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "second-planner" in body
    rows = re.findall(r"<tr><th scope=\"row\">(\S+?)</th><td>(\S+?)</td><td>(\S+?)</td></tr>", body)
    assert ("数值", "1700", "1800") in rows
    assert ("单位", "亿元", "万元") in rows
    assert 'value="1800"' in body, "what was typed still stands in the form"
    fresh = now(version, item.item)
    assert data(fresh)["value"] == 1700
    again = bench.post(base(version, f"edit/?item={item.item}"), {"seen": fresh.pk, "value": "1800"}, **HTMX)
    assert again.status_code == 200
    assert data(now(version, item.item))["value"] == 1800


def test_a_decision_about_a_state_that_is_gone_shows_the_state_of_now(bench, planner, version):
    one, two = version.records.filter(type="statement", replaced_at=None)[:2]
    correct(planner, version, [Decision(item=one.item, action="set", field="value", value="7", seen=one.pk)])
    answer = bench.post(base(version, "decide/"), {"do": "accept", "chosen": chosen(one, two)}, **HTMX)
    assert answer.status_code == 409
    assert f'id="card-{one.item}"' in answer.content.decode()
    assert not now(version, two.item).checked, "all or none"
    correct(planner, version, [Decision(item=one.item, action="reject", seen=now(version, one.item).pk)])
    gone = bench.post(base(version, "decide/"), {"do": f"reject {one.pk} {one.item}"}, **HTMX)
    assert gone.status_code == 409
    assert f"delete:#card-{one.item}" in gone.content.decode()


def test_several_are_set_at_once(bench, version):
    tasks = list(version.records.filter(type="task", replaced_at=None))
    assert len(tasks) > 1
    form = bench.post(base(version, "decide/"), {"do": "set", "chosen": chosen(*tasks)}, **HTMX)
    assert form["HX-Retarget"] == "#adding"
    assert 'name="lead_body"' in form.content.decode()
    typed = {"chosen": chosen(*tasks), "lead_body": "市水务局", "deadline": "", "is_project": ""}
    bench.post(base(version, "together/"), typed, **HTMX)
    assert {data(now(version, each.item))["lead_body"] for each in tasks} == {"市水务局"}
    assert len({row.batch for row in version.corrections.all()}) == 1
    nothing = bench.post(base(version, "together/"), {"chosen": chosen(*tasks)}, **HTMX)
    assert nothing.status_code == 422


def test_what_is_not_alike_cannot_be_handled_together(bench, version):
    mixed = chosen(current(version, type="task"), current(version, type="statement"))
    for do in ("set", "merge"):
        assert bench.post(base(version, "decide/"), {"do": do, "chosen": mixed}, **HTMX).status_code == 422
    for wrong in ({"do": "accept"}, {"do": "accept", "chosen": ["nonsense"]}, {"do": "burn", "chosen": mixed}, {}):
        assert bench.post(base(version, "decide/"), wrong, **HTMX).status_code == 422
    assert not version.corrections.exists()


def test_what_was_missed_is_added_where_it_stands(bench, version):
    printed = "第一章 发展目标"
    start = version.text.index(printed)
    place = {"start": start, "end": start + len(printed), "words": printed, "type": "task"}
    form = bench.get(base(version, "add/"), place, **HTMX).content.decode()
    assert printed in form
    typed = {**place, "title": "定目标", "verb": "定", "object": "目标", "bodies": "市统计局、市财政局"}
    answer = bench.post(base(version, "add/"), typed, **HTMX)
    assert answer.status_code == 200
    added = now(version, f"t{start}")
    assert added.checked
    assert data(added)["bodies"] == ["市统计局", "市财政局"]
    assert (added.start, added.end) == (start, start + len(printed))
    assert f'id="card-{added.item}"' in answer.content.decode()
    bench.post(base(version, "add/"), typed, **HTMX)
    assert now(version, f"t{start}-2"), "the same place may hold another item"


def test_the_clause_is_read_once_more_when_it_is_added(bench, version):
    printed = "新建3座污水处理厂"
    start = version.text.index(printed)
    form = bench.get(base(version, "add/"), {"start": start, "end": start + len(printed)}, **HTMX).content.decode()
    assert 'name="value" value="3"' in form
    assert 'name="unit" value="座"' in form


def test_words_that_do_not_stand_there_are_not_added(bench, version):
    for place in ({"start": 5, "end": 3}, {"start": "x", "end": 9}, {"start": 0, "end": 4, "words": "别的"}):
        assert bench.get(base(version, "add/"), place, **HTMX).status_code == 422
    found = bench.get(base(version, "add/"), {"words": "森林覆盖率达到48%"}, **HTMX)
    assert 'name="value" value="48"' in found.content.decode(), "words written by hand are found in the document"


def test_one_becomes_several(bench, version):
    item = current(version, type="task")
    form = bench.get(base(version, f"split/?item={item.item}"), **HTMX).content.decode()
    assert form.count("<fieldset") == 2
    three = bench.post(base(version, f"split/?item={item.item}"), {"seen": item.pk, "count": 2, "more": 1}, **HTMX)
    assert three.content.decode().count("<fieldset") == 3
    typed = {"seen": item.pk, "count": 2, "1-title": "建公园", "2-title": "护湿地", "2-deadline": "2029"}
    assert bench.post(base(version, f"split/?item={item.item}"), typed, **HTMX).status_code == 200
    assert data(now(version, item.item))["title"] == "建公园"
    other = data(now(version, f"{item.item}-2"))
    assert (other["title"], other["deadline"]) == ("护湿地", "2029")
    again = now(version, item.item)
    typed = {"seen": again.pk, "count": 2, "1-title": "建公园东区", "2-title": "建公园西区"}
    assert bench.post(base(version, f"split/?item={item.item}"), typed, **HTMX).status_code == 200
    assert data(now(version, f"{item.item}-3"))["title"] == "建公园西区", "what was split can be split again"


def test_several_become_one(bench, version):
    one, two = version.records.filter(type="statement", replaced_at=None).order_by("start")[:2]
    form = bench.post(base(version, "decide/"), {"do": "merge", "chosen": chosen(two, one)}, **HTMX)
    assert 'name="indicator"' in form.content.decode()
    typed = {"chosen": chosen(one, two), "indicator": "合并后的指标", "value": str(data(one)["value"])}
    assert bench.post(base(version, "merge/"), typed, **HTMX).status_code == 200
    merged = now(version, one.item)
    assert data(merged)["indicator"] == "合并后的指标"
    assert merged.end >= two.end
    assert not version.records.filter(item=two.item, replaced_at=None).exists()


def test_a_merge_minds_what_others_did_to_every_one_of_them(bench, planner, version):
    one, two = version.records.filter(type="statement", replaced_at=None).order_by("start")[:2]
    correct(planner, version, [Decision(item=two.item, action="set", field="value", value="9", seen=two.pk)])
    assert bench.post(base(version, "merge/"), {"chosen": chosen(one, two)}, **HTMX).status_code == 409


def test_the_vocabulary_and_the_plan_suggest(bench, version):
    def offered(**asked: str) -> str:
        return bench.get(base(version, "suggestions/"), asked).content.decode()

    assert 'value="forest-cover"' in offered(
        type="statement", name="indicator_id", indicator="全市森林覆盖率", unit="%"
    )
    assert 'value="2030"' in offered(type="task", name="deadline")
    assert 'value="2026-2030"' in offered(type="statement", name="period")
    assert 'value="市林业局"' in offered(type="task", name="lead_body", lead_body="林业")
    assert 'value="市水务局、市林业局"' in offered(type="task", name="bodies", bodies="市水务局、林业")
    assert "亿元" in offered(type="statement", name="unit", unit="亿")
    assert bench.get(base(version, "suggestions/"), {"type": "x", "name": "unit"}).status_code == 404


def test_who_may_not_decide_may_look_and_who_may_not_look_learns_nothing(client_of, person, version):
    item = current(version, type="statement")
    auditor = client_of(person("auditor"))
    page = auditor.get(base(version)).content.decode()
    assert "只读" in page
    assert 'data-act="accept"' not in page
    for account, status in (
        (auditor, 403),
        (client_of(person("reporter", "forestry")), 403),
        (client_of(person("system_admin", None)), 404),
    ):
        for rest, typed in (
            ("decide/", {"do": f"accept {item.pk} {item.item}"}),
            ("undo/", {}),
            ("mark/", {}),
            ("add/", {}),
        ):
            assert account.post(base(version, rest), typed).status_code == status, rest
    assert client_of(person("reporter", "county")).get(base(version)).status_code == 403
    assert not version.corrections.exists()


def test_the_past_is_shown_and_left_alone(bench, version):
    assert bench.get(base(version), {"as_of": "2020-01-01"}).status_code == 422, "it was not read then"
    today = bench.get(base(version), {"as_of": timezone.localdate().isoformat()})
    assert today.status_code == 200
    page = today.content.decode()
    assert "wb-card " in page
    assert 'data-act="accept"' not in page
    assert f"as_of={timezone.localdate().isoformat()}" in page, "other chapters are shown as of then, too"


def test_an_address_leads_to_an_item(bench, version):
    item = version.records.filter(type="task", replaced_at=None).last()
    page = bench.get(base(version), {"item": item.item}).content.decode()
    assert f'data-wanted="{item.item}"' in page
    assert f'id="card-{item.item}"' in page


def test_a_page_asks_the_database_no_more_for_more_items(bench, version, django_assert_max_num_queries):
    bench.get(base(version))
    for asked in ({}, {"show": "unchecked"}):
        with django_assert_max_num_queries(18):  # a session, its account, its rights; the version and what is shown
            bench.get(base(version), asked)


@pytest.mark.parametrize("facts", [{"value": "a\x00"}, {"value": '"a\\u0000"'}, {"reason": "\x00"}, {"item": "\x00"}])
def test_nul_is_refused_before_anything_is_written(planner, version, facts):
    record = current(version, type="statement")
    decision = {"item": record.item, "action": "set", "field": "indicator", "value": "x", "seen": record.pk} | facts
    with pytest.raises(UsageError, match="W030"):
        correct(planner, version, [Decision(**decision)])
    assert not version.corrections.exists()
