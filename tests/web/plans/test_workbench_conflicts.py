"""Nothing that a person typed is lost when somebody else was quicker: it is shown again, and can be saved after all."""

from __future__ import annotations

import json
from html import unescape

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from lantu_web.plans.actions import correct, undo
from lantu_web.plans.correcting import Decision
from lantu_web.plans.models import Record, Version

from .test_workbench import HTMX, base, chosen, current, data, now

TYPED = {"title": "我写的任务名称", "lead_body": "我写的牵头单位"}
WHY = "我写的理由"


@pytest.fixture
def others(person, version):
    """What a second planner does meanwhile."""
    second = person("planner", name="second-planner")

    def reject(*records: Record) -> None:
        correct(second, version, [Decision(item=each.item, action="reject", seen=each.pk) for each in records])

    def change(*records: Record) -> None:
        decisions = [Decision(item=each.item, action="set", field="verb", value="另", seen=each.pk) for each in records]
        correct(second, version, decisions)

    def merge(*records: Record) -> None:
        rest = version.records.filter(type="task", replaced_at=None).exclude(item__in=[each.item for each in records])
        into = rest.order_by("start").first()
        value = json.dumps([into.item, *(each.item for each in records)])
        other = tuple((each.item, each.pk) for each in records)
        correct(second, version, [Decision(item=into.item, action="merge", seen=into.pk, value=value, others=other)])

    return {"reject": reject, "change": change, "merge": merge}


def form_in(answer) -> tuple[str, dict[str, list[str]]]:
    """Return where a form of an answer is sent, and what it holds."""
    form = LexborHTMLParser(answer.content.decode()).css_first("form.wb-form")
    held: dict[str, list[str]] = {}
    for field in form.css("input, textarea"):
        text = field.text() if field.tag == "textarea" else field.attributes.get("value") or ""
        held.setdefault(field.attributes["name"], []).append(text)
    for field in form.css("select"):
        options = field.css("option")
        picked = next((each for each in options if "selected" in each.attributes), options[0])
        held.setdefault(field.attributes["name"], []).append(picked.attributes.get("value") or "")
    held.pop("csrfmiddlewaretoken", None)
    return unescape(form.attributes["action"]), held


def tasks(version: Version) -> list[Record]:
    return list(version.records.filter(type="task", replaced_at=None).order_by("start"))


@pytest.fixture
def three(planner, version) -> list[Record]:
    """Three tasks of the plan."""
    first = tasks(version)[0]
    value = json.dumps([{"title": "甲"}, {"title": "乙"}, {"title": "丙"}])
    correct(planner, version, [Decision(item=first.item, action="split", seen=first.pk, value=value)])
    return [each for each in tasks(version) if each.item.startswith(first.item)]


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["in the page", "alone"])
@pytest.mark.parametrize("act", ["reject", "change", "merge"])
@pytest.mark.parametrize("form", ["edit", "split", "merge", "together"])
def test_what_was_typed_is_shown_again_and_saved_at_the_second_try(bench, version, three, others, form, act, headers):
    mine = three[:2]
    address = base(version, f"{form}/")
    typed = {"chosen": chosen(*mine)} | TYPED
    if form in ("edit", "split"):
        mine = three[:1]
        address += f"?item={mine[0].item}"
        typed = {"seen": mine[0].pk} | TYPED
    if form == "split":
        typed = {"seen": mine[0].pk, "count": 2, "1-title": TYPED["title"], "2-lead_body": TYPED["lead_body"]}
    words = [TYPED["lead_body"], WHY] + [TYPED["title"]] * (form != "together")  # titles are not set together
    others[act](*mine)
    answer = bench.post(address, typed | {"reason": WHY}, **headers)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "second-planner" in page or act != "change"
    again, held = form_in(answer)
    for text in words:
        assert any(text in values for values in held.values()), (text, held)
    saved = bench.post(again, held, **headers)
    assert saved.status_code == (200 if headers else 302)
    written = " ".join(row.data for row in version.records.filter(type="task", replaced_at=None))
    assert all(text in written for text in words if text != WHY)
    assert version.corrections.filter(reason=WHY).exists()


def test_it_is_said_who_took_an_item_away_and_how(bench, version, three, others):
    one = three[0]
    others["reject"](one)
    answer = bench.post(base(version, f"edit/?item={one.item}"), {"seen": one.pk} | TYPED, **HTMX)
    page = answer.content.decode()
    assert "second-planner 于" in page
    assert "把这一条剔除了" in page
    assert f"delete:#card-{one.item}" in page
    assert answer["HX-Retarget"] == "#adding"
    _, held = form_in(answer)
    assert held["1-verb"] == [data(one)["verb"] or ""], "what was not touched comes along"


def test_what_somebody_added_and_took_back_is_said_to_be_taken_back(bench, planner, person, version):
    start = version.text.index("第一章")
    value = json.dumps({"type": "task", "title": "新", "verb": "建", "object": "", "start": start, "end": start + 3})
    correct(planner, version, [Decision(item="t-new", action="add", value=value)])
    added = now(version, "t-new")
    undo(person("planner", name="second-planner"), version, version.corrections.last().batch)
    page = bench.post(base(version, "edit/?item=t-new"), {"seen": added.pk} | TYPED, **HTMX).content.decode()
    assert "second-planner" in page
    assert "撤销" in page


def test_what_is_still_wrong_in_a_form_about_a_gone_item_is_said_and_kept(bench, version, others):
    one = current(version, type="statement")
    others["reject"](one)
    first = bench.post(base(version, f"edit/?item={one.item}"), {"seen": one.pk, "value": "约一千五"}, **HTMX)
    again, held = form_in(first)
    second = bench.post(again, held, **HTMX)
    assert second.status_code == 422
    assert held["1-value"] == form_in(second)[1]["1-value"] == ["约一千五"]
    assert 'aria-invalid="true"' in second.content.decode()
    saved = bench.post(again, held | {"1-value": "1500", "1-unit": "亿元"}, **HTMX)
    assert saved.status_code == 200


def test_a_doubtful_place_that_is_gone_shows_what_was_guessed(bench, planner, version):
    start = version.text.index("森林")
    record = Record.objects.create(
        version=version, type="unread", item=f"u{start}", start=start, end=start + 2, recorded_at=version.brought_in_at,
        replaced_at=version.brought_in_at,
        data=json.dumps({"type": "unread", "id": f"u{start}", "text": "森林", "reason": "broken_characters",
                         "guess": None, "passage": "", "start": start, "end": start + 2}),
    )  # fmt: skip
    answer = bench.post(base(version, f"edit/?item={record.item}"), {"seen": 1, "guess": "我的推测"}, **HTMX)
    assert answer.status_code == 409
    assert "我的推测" in answer.content.decode()


def test_a_form_of_a_gone_item_is_not_opened(bench, version, three, others):
    others["reject"](three[0])
    for name in ("edit", "split"):
        answer = bench.get(base(version, f"{name}/?item={three[0].item}"), **HTMX)
        assert answer.status_code == 409
        assert "W013" not in answer.content.decode()
        assert f"delete:#card-{three[0].item}" in answer.content.decode()
    assert bench.get(base(version, "edit/?item=none"), **HTMX).status_code == 404


def test_of_several_the_changed_one_is_marked(bench: Client, version, three, others):
    others["change"](three[1])
    answer = bench.post(base(version, "together/"), {"chosen": chosen(*three)} | TYPED, **HTMX)
    assert answer.content.decode().count("刚被别人改过") == 1
    _, held = form_in(answer)
    assert sorted(held["chosen"]) == sorted(chosen(*(now(version, each.item) for each in three)))


def test_a_reason_typed_for_a_decision_that_does_not_fit_is_kept(bench, planner, version):
    item = current(version, type="statement")
    correct(planner, version, [Decision(item=item.item, action="set", field="value", value="7", seen=item.pk)])
    row = version.corrections.get()
    answer = bench.post(base(version, "unfitting/"), {"do": f"drop {row.pk}", "reason": WHY})
    assert answer.status_code == 422
    assert "W014" in answer.content.decode() or "已经撤销" in answer.content.decode()
