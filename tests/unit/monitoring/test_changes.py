"""A revision is rehearsed: what it would move is told before anything is recorded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.changes import compare, rehearse, said


def progress(target="s1", **given) -> Progress:
    fields = {"indicator": "城镇化率", "form": "level_up", "state": "computed", "status": "on_track"}
    return Progress(target=target, **(fields | given))


def observed(value: str) -> Observation:
    return Observation(
        indicator="城镇化率",
        period="2023",
        basis="point",
        value=Decimal(value),
        unit="%",
        state="final",
        supplier="",
        source="",
    )


def test_nothing_moves_where_nothing_differs():
    assert compare([progress()], [progress()]) == ()


def test_each_aspect_that_differs_is_told():
    before = progress(latest=Decimal("62.1"), due_value=Decimal("62.0"))
    after = progress(latest=Decimal("61.4"), due_value=Decimal("62.0"), status="behind")
    (moved,) = compare([before], [after])
    assert [(each.aspect, each.before, each.after) for each in moved.changes] == [
        ("latest", Decimal("62.1"), Decimal("61.4")),
        ("status", "on_track", "behind"),
    ]
    assert moved.status_changes


def test_figures_that_print_alike_do_not_differ():
    step = {"precision": Decimal("0.1")}
    before = progress(latest=Decimal("62.11"), components=step)
    assert compare([before], [progress(latest=Decimal("62.12"), components=step)]) == ()
    assert compare([before], [progress(latest=Decimal("62.16"), components=step)]) != ()


@pytest.mark.parametrize(
    ("before", "after", "differs"), [("62.5", "62.4", True), ("62.5", "63.4", False), ("-0.5", "-1.4", False)]
)
def test_halves_are_rounded_as_they_are_printed(before, after, differs):
    step = {"precision": Decimal(1)}
    one, other = (progress(latest=Decimal(each), components=step) for each in (before, after))
    assert bool(compare([one], [other])) is differs


def test_a_sentence_prints_the_digits_of_the_target():
    step = {"precision": Decimal("0.1")}
    before = progress(due_value=Decimal(188) / 3, needed_rate=Decimal(2) / 3, components=step)
    after = progress(due_value=Decimal(185) / 3, needed_rate=Decimal(1), components=step)
    (moved,) = compare([before], [after])
    assert "62.7" in said(moved, "zh")
    assert "61.7" in said(moved, "zh")
    assert "0.67" in said(moved, "zh")
    assert "666" not in said(moved, "zh")


def test_a_sentence_about_what_is_not_released_is_marked():
    (moved,) = compare([progress(latest=Decimal(1))], [progress(latest=Decimal(2), components={"unreleased": True})])
    assert said(moved, "zh").endswith("（未公布）")
    assert "not released" in said(moved, "en")


def test_a_status_that_changes_comes_first():
    before = [progress("s1", latest=Decimal(1)), progress("s2"), progress("s3")]
    after = [progress("s1", latest=Decimal(2)), progress("s2"), progress("s3", state="missing", status=None)]
    assert [each.target for each in compare(before, after)] == ["s3", "s1"]


def test_a_target_of_one_side_only_is_told_with_nothing_on_the_other():
    (gone,) = compare([progress(latest=Decimal(5))], [])
    assert gone.change("latest").after is None
    (come,) = compare([], [progress("s1", subject="area:220200")])
    assert (come.subject, come.change("status").before) == ("area:220200", None)


def test_subjects_of_one_target_are_apart():
    before = [progress(), progress(subject="area:220200", latest=Decimal(1))]
    after = [progress(), progress(subject="area:220200", latest=Decimal(3))]
    assert [each.subject for each in compare(before, after)] == ["area:220200"]


def test_a_rehearsal_measures_without_and_with_the_revision():
    recorded = [observed("62.1")]

    def measure(rows):
        return [progress(latest=tuple(rows)[-1].value)]

    (moved,) = rehearse(recorded, [observed("61.4")], measure)
    assert (moved.change("latest").before, moved.change("latest").after) == (Decimal("62.1"), Decimal("61.4"))
    assert [each.value for each in recorded] == [Decimal("62.1")]


def test_what_moves_is_said_in_both_languages():
    (moved,) = compare([progress(latest=Decimal("62.1"))], [progress(latest=Decimal("61.4"), status="behind")])
    words = {"on_track": "正常", "behind": "滞后"}
    text = said(moved, "zh", lambda value: words.get(value, str(value)))
    assert text == "城镇化率：最新值 62.1 → 61.4；判定 正常 → 滞后"
    assert said(moved, "en") == "城镇化率: latest value 62.1 → 61.4; status on_track → behind"
