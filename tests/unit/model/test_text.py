from __future__ import annotations

import pytest

from lantu.model.text import Edit, MappedText, Span


def test_a_text_is_its_own_original() -> None:
    text = MappedText.of("蓝河市")
    assert text.original_span(1, 3) == Span(1, 3)
    assert text.original_span(3, 3) == Span(3, 3)


def test_deleted_edges_are_left_out_and_the_deleted_middle_is_kept() -> None:
    text = MappedText.of("「蓝(lán)河」").replace([Edit(0, 1, ""), Edit(2, 7, ""), Edit(8, 9, "")])
    assert text.text == "蓝河"
    assert text.original_span(0, 1) == Span(1, 2)
    assert text.original_span(0, 2) == Span(1, 8)


def test_each_character_of_a_replacement_stands_for_all_it_replaces() -> None:
    text = MappedText.of("绿地3㎡左右").replace([Edit(3, 4, "平方米")])
    assert text.text == "绿地3平方米左右"
    assert text.original_span(4, 5) == Span(3, 4)
    assert text.original_span(2, 8) == Span(2, 6)


def test_steps_follow_each_other() -> None:
    first = MappedText.of("A-B-C-D").replace([Edit(1, 2, ""), Edit(3, 4, "++")])
    assert first.text == "AB++C-D"
    second = first.replace([Edit(1, 3, "x"), Edit(5, 6, "")])
    assert second.text == "Ax+CD"
    assert second.original_span(1, 2) == Span(2, 4)
    assert second.original_span(3, 5) == Span(4, 7)


def test_nothing_left_maps_to_an_end() -> None:
    text = MappedText.of("蓝河").replace([Edit(0, 2, "")])
    assert text.text == ""
    assert text.original_span(0, 0) == Span(2, 2)
    assert text.replace([Edit(0, 0, "甲")]).text == "甲"


def test_no_edits_return_the_same_text() -> None:
    text = MappedText.of("蓝河")
    assert text.replace([]) is text


@pytest.mark.parametrize("edits", [[Edit(2, 3, ""), Edit(0, 1, "")], [Edit(1, 0, "")], [Edit(0, 9, "")]])
def test_edits_out_of_order_or_outside_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="in order and apart"):
        MappedText.of("蓝河市").replace(edits)


def test_another_text_must_have_the_same_length() -> None:
    assert MappedText.of("藍河").with_text("蓝河").original == "藍河"
    with pytest.raises(ValueError, match="cannot stand for"):
        MappedText.of("藍河").with_text("蓝河市")
