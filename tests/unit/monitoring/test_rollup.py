"""Roll-up: counts and the worst, never an average; what is missing is counted; order changes nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.monitoring.rows import row

from lantu.monitoring.judging import judge_all
from lantu.monitoring.rollup import STATES, chapters, grouped, roll_up
from lantu.vocabulary.schemes import scheme

GOOD = {"on_path": True, "reached": False, "progress": 0.62, "time_progress": 0.6, "gap": -0.03}
LATE = {"on_path": False, "reached": False, "progress": 0.5, "time_progress": 0.6, "gap": 0.17}
ROWS = [
    *(row(target=f"s{number}", **GOOD) for number in range(1, 10)),
    row(target="s10", **LATE),
    row(target="s11", state="missing"),
    row(target="s12", state="not_applicable"),
    row(target="s13", **{**GOOD, "judge": "about"}),
]
MEMBERS = [(f"s{number}", "") for number in range(1, 15)]


def rolled(rows, members=MEMBERS, kind=None):
    kind = kind or scheme()
    return roll_up(judge_all(rows, kind), {"全部": members}, kind)[0]


def test_one_that_is_late_is_not_hidden_behind_nine_that_are_not():
    group = rolled(ROWS)
    assert group.worst.key == "behind"
    assert [each.progress.target for each in group.members if each.status == group.worst] == ["s10"]
    assert group.by_status == {"done": 0, "on_track": 10, "close": 0, "behind": 1, "hard": 0}


def test_what_nobody_brought_is_counted_as_missing_and_named():
    group = rolled(ROWS)
    assert group.absent == (("s14", ""),)
    assert group.by_state == {**dict.fromkeys(STATES, 0), "computed": 11, "missing": 2, "not_applicable": 1}
    assert (group.total, group.judged, group.proposals) == (14, 11, 1)
    assert group.said("zh") == (
        "共14项，作出判定11项：进展滞后1项、达到预期进度10项、缺数据2项、定性目标1项。其中1项是建议，等待确认。"
    )
    assert "data missing 2" in group.said("en")


def test_nothing_known_has_no_worst():
    group = rolled([], [("s1", ""), ("s2", "")])
    assert (group.worst, group.judged, group.by_state["missing"]) == (None, 0, 2)


def test_computed_but_not_judged_is_told():
    group = rolled([row(target="s1", **GOOD)], [("s1", "")], scheme("energy-dual-control-2020"))
    assert "有数据但未判定1项" in group.said("zh")


def test_a_member_may_belong_to_several_groups():
    kind = scheme()
    names = {("s1", ""): ["市教育局", "市财政局"], ("s10", ""): ["市财政局"]}
    groups = roll_up(judge_all(ROWS, kind), grouped(names, lambda member: names[member]), kind)
    assert [(group.name, group.total, group.worst.key) for group in groups] == [
        ("市教育局", 1, "on_track"),
        ("市财政局", 2, "behind"),
    ]


def test_areas_are_groups_of_subjects():
    kind = scheme()
    rows = [replace(each, subject="area:990102") for each in ROWS[:2]]
    members = [("s1", "area:990102"), ("s2", "area:990102"), ("s1", "area:990103")]
    groups = roll_up(judge_all(rows, kind), grouped(members, lambda member: [member[1]]), kind)
    assert [(group.name, group.judged, group.total) for group in groups] == [
        ("area:990102", 2, 2),
        ("area:990103", 0, 1),
    ]


def test_a_chapter_holds_what_stands_in_its_parts():
    assert chapters("3.2.1") == ("3", "3.2", "3.2.1")


@given(st.permutations(ROWS), st.permutations(MEMBERS))
def test_the_order_of_rows_and_members_changes_nothing(rows, members):
    assert rolled(rows, members) == rolled(ROWS)


@given(st.lists(st.sampled_from(ROWS), unique_by=lambda each: each.target))
def test_counts_are_complete(rows):
    group = rolled(rows)
    assert sum(group.by_state.values()) == group.total == len(MEMBERS)
    assert group.judged <= group.by_state["computed"]
    statuses = [each.status.rank for each in group.members if each.status]
    assert (group.worst.rank if group.worst else None) == min(statuses, default=None)
