"""What the workbench remembers: who decided what, undone steps, marks, and decisions that outlive a reading."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from lantu.errors import UsageError
from lantu_web.audit.chain import breaks
from lantu_web.plans.actions import correct, drop_decisions, keep_reading, mark_checked, undo
from lantu_web.plans.correcting import ConflictError, Decision
from lantu_web.plans.desk import reading_of
from lantu_web.plans.models import Record, Version
from lantu_web.plans.unfitting import unfitting_of
from lantu_web.plans.workbench.history import steps
from lantu_web.plans.workbench.queries import workbench_seen

from .test_workbench import HTMX, base, current, data, now


def decide(account, record: Record, action: str = "accept", **more: object) -> None:
    correct(account, record.version, [Decision(item=record.item, action=action, seen=record.pk, **more)])


def read_anew(version: Version, **changes: object) -> None:
    """Put another reading in the place of the last, as a newer reader would."""
    found = reading_of(version)
    keep_reading(None, version, replace(found, reader="lantu 9", **changes))
    version.refresh_from_db()


def chapter_of(bench, version: Version, item: Record) -> str:
    """The key of the chapter an item stands in, as the page lists it."""
    keys = re.findall(r'href="\?chapter=(p\d+)', bench.get(base(version)).content.decode())
    return max((key for key in keys if int(key[1:]) <= item.start), key=lambda key: int(key[1:]))


def test_undo_takes_back_the_own_last_step_and_no_other(bench, planner, person, version):
    mine, theirs = version.records.filter(type="statement", replaced_at=None)[:2]
    decide(planner, mine)
    decide(person("planner", name="second-planner"), theirs)
    assert bench.post(base(version, "undo/"), **HTMX).status_code == 200
    assert not now(version, mine.item).checked
    assert now(version, theirs.item).checked
    nothing = bench.post(base(version, "undo/"), **HTMX)
    assert nothing.status_code == 422
    assert "已经撤销" in nothing.content.decode()


def test_a_rejected_item_comes_back_to_its_place(bench, planner, version):
    item = current(version, type="task")
    decide(planner, item, "reject")
    there = {"HTTP_HX_CURRENT_URL": f"http://testserver{base(version)}?chapter={chapter_of(bench, version, item)}"}
    answer = bench.post(base(version, "undo/"), **HTMX, **there).content.decode()
    assert f'id="card-{item.item}"' in answer
    assert "innerHTML:#cards" in answer


def test_a_step_on_which_another_was_built_is_not_undone_alone(bench, planner, version):
    item = current(version, type="statement")
    decide(planner, item, "set", field="value", value="1")
    first = version.corrections.get().batch
    decide(planner, now(version, item.item), "set", field="value", value="2")
    with pytest.raises(ConflictError, match="W015"):
        undo(planner, version, first)
    assert bench.post(base(version, "undo/"), {"batch": first}, **HTMX).status_code == 409
    assert data(now(version, item.item))["value"] == 2


def test_the_history_says_who_changed_what_from_what_and_why(bench, planner, person, version):
    item = current(version, type="statement", search__contains="地区生产总值")
    decide(planner, item, "set", field="value", value="1600", was="1500", reason="原件为1600")
    decide(
        person("planner", name="second-planner"),
        now(version, item.item),
        "set",
        field="value",
        value="1650",
        was="1500",
    )
    found = steps(workbench_seen(planner, version.pk), item.item)
    assert [(step.by, step.changes[0].was, step.changes[0].now) for step in found] == [
        ("second-planner", "1600", "1650"),
        ("planner-planning", "1500", "1600"),
    ]
    page = bench.get(base(version, f"history/?item={item.item}")).content.decode()
    assert "原件为1600" in page
    undo(planner, version, found[0].batch)
    undone = steps(workbench_seen(planner, version.pk), item.item)[0]
    assert undone.undone_by == "planner-planning"
    assert "撤销" in bench.get(base(version, "history/")).content.decode()


def test_the_history_tells_of_splits_and_merges_to_all_they_concern(planner, version):
    one, two = version.records.filter(type="statement", replaced_at=None).order_by("start")[:2]
    decide(planner, one, "merge", value=f'["{one.item}", "{two.item}"]')
    assert steps(workbench_seen(planner, version.pk), two.item)[0].changes[0].item == one.item


def test_a_chapter_is_marked_and_the_mark_taken_back(bench, version):
    key = re.search(r"\?chapter=(p\d+)", bench.get(base(version)).content.decode())[1]
    bench.post(base(version, "mark/"), {"chapter": key}, **HTMX)
    bench.post(base(version, "mark/"), {"chapter": key}, **HTMX)
    assert version.check_marks.filter(replaced_at=None).count() == 1
    shown = workbench_seen(version.check_marks.get().by, version.pk)
    assert {chapter.key for chapter, tally in shown.tallies if tally.mark} == {key}
    bench.post(base(version, "mark/"), {"chapter": key, "back": 1}, **HTMX)
    assert not version.check_marks.filter(replaced_at=None).exists()
    assert bench.post(base(version, "mark/"), {"chapter": "p77777"}, **HTMX).status_code == 422


def test_the_whole_reading_is_marked_and_reading_again_makes_the_mark_old(bench, planner, version):
    bench.post(base(version, "mark/"), {"chapter": ""}, **HTMX)
    assert not workbench_seen(planner, version.pk).whole.stale
    read_anew(version)
    assert workbench_seen(planner, version.pk).whole.stale
    mark_checked(planner, version)
    assert not workbench_seen(planner, version.pk).whole.stale
    assert version.check_marks.count() == 2


def test_decisions_outlive_a_new_reading_and_those_that_no_longer_fit_are_listed(bench, planner, version):
    kept, lost = version.records.filter(type="statement", replaced_at=None).order_by("start")[:2]
    decide(planner, kept, "set", field="value", value="1600", was="1500")
    decide(planner, lost, "set", field="value", value="7", was=str(data(lost)["value"]), reason="按原件")
    statements = reading_of(version).statements
    moved = [replace(each, id="s9999") if each.id == lost.item else each for each in statements]
    read_anew(version, statements=tuple(moved))
    assert data(now(version, kept.item))["value"] == 1600
    assert [row.item for row in unfitting_of(version)] == [lost.item]
    assert "1 条决定" in bench.get(base(version)).content.decode()
    page = bench.get(base(version, "unfitting/")).content.decode()
    assert "按原件" in page
    fresh = now(version, "s9999")
    assert f"{fresh.pk} s9999" in page, "the item that took its place is offered"
    old = unfitting_of(version)[0]
    assert bench.post(base(version, "unfitting/"), {"do": f"redo {old.pk} {fresh.pk} s9999"}).status_code == 302
    assert data(now(version, "s9999"))["value"] == 7
    assert not unfitting_of(version)
    assert version.corrections.filter(item=lost.item).exists(), "the old one stays as trace"
    assert not list(breaks())


def test_a_value_the_reader_now_gives_otherwise_is_decided_anew_or_dropped(bench, planner, version):
    item = current(version, type="statement")
    decide(planner, item, "set", field="value", value="7", was=str(data(item)["value"]))
    changed = [
        replace(each, value=each.value + 1) if each.id == item.item else each for each in reading_of(version).statements
    ]
    read_anew(version, statements=tuple(changed))
    old = unfitting_of(version)[0]
    listed = bench.get(base(version, "unfitting/"))
    assert "原来的条目还在" in listed.content.decode()
    (told,) = listed.context["found"]
    assert told["before"].figure != told["stands"].figure, "what was decided upon, and what the reader gives now"
    bench.post(base(version, "unfitting/"), {"do": f"drop {old.pk}", "reason": "识读器已读对"})
    assert not unfitting_of(version)
    assert not version.corrections.filter(replaced_at=None).exists()
    with pytest.raises(UsageError, match="W014"):
        drop_decisions(planner, version, [old.pk])


def test_only_what_no_longer_fits_can_be_dropped(bench, planner, version):
    item = current(version, type="statement")
    decide(planner, item)
    row = version.corrections.get()
    assert bench.post(base(version, "unfitting/"), {"do": f"drop {row.pk}"}).status_code == 422
    assert bench.post(base(version, "unfitting/"), {"do": f"redo {row.pk} {item.pk} {item.item}"}).status_code == 422
    assert bench.post(base(version, "unfitting/"), {"do": "drop x"}).status_code == 422
    assert version.corrections.get().replaced_at is None
