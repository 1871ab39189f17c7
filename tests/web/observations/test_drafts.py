"""A file on its way: kept when it is refused, read anew when more is said, taken as it was looked at."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import Workbook

from lantu.errors import LantuError, UsageError
from lantu_web.observations.drafts import bring_in, discard, keep_looked, known_by, previewed, say_again, take_draft
from lantu_web.observations.kept import found_of, packed, unpacked
from lantu_web.observations.known import known
from lantu_web.observations.mappings import save_mapping
from lantu_web.observations.models import Draft
from lantu_web.observations.reading import found_in, read
from lantu_web.observations.taking import withdraw

HEAD = "指标,时期,计算口径,数值,计量单位,数据状态,提供单位,发布日期\n"
FOREST = f"{HEAD}森林覆盖率,2026,时点,46.50,%,快报,市林业局,\n"
OTHER = f"{HEAD}森林覆盖率,2026,时点,46.8,%,最终核实,市林业局,2027-03-01\n"
NO_STATE = "指标,时期,数值,计量单位\n森林覆盖率,2026,46.5,%\n"


def brought(planner, version, text: str, name: str = "数据.csv", **more) -> Draft:
    draft = bring_in(planner, version, text.encode(), name, **more)
    read(draft)
    keep_looked(draft, "seen by somebody", {"seen": known_by(version)})
    return draft


def test_a_file_is_read_looked_at_and_taken(planner, version):
    draft = brought(planner, version, FOREST)
    moved = previewed(found_in(draft).taken, version)
    assert [len(moved.new), len(moved.same), len(moved.revised)] == [1, 0, 0]
    intake = take_draft(planner, draft, looked="seen by somebody")
    assert (intake.taken, [str(each.value) for each in known(version)]) == (1, ["46.50"])
    with pytest.raises(UsageError, match="W421"):
        take_draft(planner, draft, looked="seen by somebody")


def test_a_refused_file_stays_and_is_read_anew_when_more_is_said(planner, version):
    draft = brought(planner, version, NO_STATE)
    assert [each.reason.code for each in found_in(draft).reasons] == ["M046"]
    assert found_in(draft).taken is None
    draft = say_again(planner, draft, {"state": "flash", "supplier": "市林业局"}, None)
    assert found_in(draft) is None
    found = read(draft)
    assert [(each.state, each.supplier) for each in found.taken.observations] == [("flash", "市林业局")]


def test_a_mapping_that_is_added_gives_names_their_meaning(planner, version):
    draft = brought(planner, version, FOREST.replace("森林覆盖率", "林草那个率"))
    assert "林草那个率" in found_in(draft).reasons[0].said("zh")
    mapping = save_mapping(planner, version.plan, "月报", "names: {林草那个率: 森林覆盖率}")
    found = read(say_again(planner, draft, {}, mapping))
    assert [each.indicator for each in found.taken.observations] == ["森林覆盖率"]


def test_a_mapping_saved_again_stands_in_the_place_of_the_other(planner, version):
    save_mapping(planner, version.plan, "月报", "hidden: leave")
    save_mapping(planner, version.plan, "月报", "hidden: take")
    assert [each.replaced_at is None for each in version.plan.mappings.order_by("id")] == [False, True]
    with pytest.raises(LantuError, match="M071"):
        save_mapping(planner, version.plan, "月报", "nonsense: 1")
    with pytest.raises(UsageError, match="W423"):
        save_mapping(planner, version.plan, " ", "hidden: take")


def test_a_revision_needs_a_reason(planner, version):
    take_draft(planner, brought(planner, version, FOREST), looked="seen by somebody")
    draft = brought(planner, version, OTHER)
    with pytest.raises(UsageError, match="W420"):
        take_draft(planner, draft, looked="seen by somebody", reason=" ")
    assert take_draft(planner, draft, looked="seen by somebody", reason="最终核实").revised == 1


def test_what_was_not_looked_at_is_not_taken(planner, version):
    draft = brought(planner, version, FOREST)
    for looked in ("", "something else"):
        with pytest.raises(UsageError, match="W427"):
            take_draft(planner, draft, looked=looked)


def test_values_somebody_took_in_between_are_told_and_nothing_is_lost(planner, version):
    draft = brought(planner, version, FOREST)
    take_draft(planner, brought(planner, version, OTHER), looked="seen by somebody")
    with pytest.raises(UsageError, match="W427"):
        take_draft(planner, draft, looked="seen by somebody")
    draft.refresh_from_db()
    assert (draft.intake, found_in(draft).taken is not None) == (None, True)


def test_a_file_taken_back_may_be_taken_again(planner, version):
    first = take_draft(planner, brought(planner, version, FOREST), looked="seen by somebody")
    withdraw(planner, first, "误传")
    assert known(version) == []
    assert take_draft(planner, brought(planner, version, FOREST), looked="seen by somebody").taken == 1
    first.refresh_from_db()
    assert (first.withdrawn_for, first.withdrawn_by) == ("误传", planner)


def test_an_empty_file_is_refused(planner, version):
    with pytest.raises(UsageError, match="W422"):
        bring_in(planner, version, b" \n", "空.csv")


def workbook(*rows: list[str]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


SECRET = ["机密★3年"]


@pytest.mark.parametrize(
    ("data", "name"),
    [(f"{SECRET[0]}\n{FOREST}".encode(), "v.csv"), (f"{SECRET[0]}\n{FOREST}".encode("gb18030"), "v.csv"),
     (workbook(SECRET, ["指标", "2025年"]), "v.xlsx")],
)  # fmt: skip
def test_a_file_that_bears_the_mark_of_a_state_secret_is_refused_at_the_door(planner, version, data, name):
    with pytest.raises(UsageError, match="W001"):
        bring_in(planner, version, data, name)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("role", ["reporter", "leader", "auditor"])
def test_only_who_keeps_the_plan_brings_files_in(person, version, role):
    with pytest.raises(PermissionDenied):
        bring_in(person(role), version, FOREST.encode(), "v.csv")
    with pytest.raises(PermissionDenied):
        save_mapping(person(role, name="other"), version.plan, "月报", "hidden: take")


@pytest.mark.parametrize("text", [FOREST, NO_STATE, "什么都没有\n", f"{HEAD}不认识,去年,约,1,2,3,4,不知道\n"])
def test_what_was_found_is_kept_word_for_word(planner, version, text):
    draft = bring_in(planner, version, text.encode(), "v.csv")
    found = read(draft)
    again = unpacked(packed(found))
    assert again.taken == found.taken
    for language in ("zh", "en"):
        assert [each.said(language) for each in again.reasons] == [each.said(language) for each in found.reasons]
        if found.problem:
            assert again.problem.said(language) == found.problem.said(language)
    assert found_of(found.problem or found.taken).taken == found.taken


@pytest.mark.parametrize(
    ("row", "place"),
    [(FOREST.replace("森林覆盖率", "林" * 201), "D2"), (FOREST.replace("市林业局", "局" * 201), "D2")],
)
def test_a_text_without_room_is_refused_with_its_place(planner, version, row, place):
    draft = brought(planner, version, row, said={"unknown": "keep"})
    (reason,) = found_in(draft).reasons
    assert (reason.place, reason.reason.code, reason.row, reason.column) == (place, "W425", 2, 3)


def test_a_file_thrown_away_while_it_is_worked_on_leaves_nothing(planner, version):
    draft = bring_in(planner, version, FOREST.encode(), "v.csv")
    worker = Draft.objects.get()
    discard(planner, draft)
    read(worker)
    keep_looked(worker, "key", {"seen": known_by(version)})
    held = Draft.objects.get()
    assert (bytes(held.data), bytes(held.found), held.looked) == (b"", b"", "")


@pytest.mark.parametrize(
    "act",
    [
        discard,
        lambda planner, draft: say_again(planner, draft, {}, None),
        lambda planner, draft: take_draft(planner, draft, looked="seen by somebody"),
    ],
)
def test_nothing_is_done_to_a_file_that_somebody_else_threw_away(planner, version, act):
    draft = brought(planner, version, FOREST)
    discard(planner, Draft.objects.get())
    with pytest.raises(UsageError, match=r"W42[67]"):
        act(planner, draft)
    assert known(version) == []


def test_a_file_said_to_be_the_same_is_read_anew_all_the_same(planner, version):
    draft = brought(planner, version, FOREST)
    say_again(planner, draft, {}, None)
    draft.refresh_from_db()
    assert (found_in(draft), draft.looked_key) == (None, "")
