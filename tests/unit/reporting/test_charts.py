"""Charts: what is laid out fills its place in proportion, and what is drawn says its numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.reporting.charts import COLOURS, Bar, Part, bars, tree_map
from lantu.reporting.layout import squares

TOKENS = Path(__file__).resolve().parents[3] / "src/lantu_web/pages/static/lantu/tokens.css"
SIZES = st.lists(st.floats(0.01, 1000), min_size=1, max_size=40).map(lambda sizes: sorted(sizes, reverse=True))


@given(SIZES, st.floats(10, 2000), st.floats(10, 2000))
def test_areas_are_in_proportion_and_lie_within(sizes, width, height):
    boxes = squares(sizes, width, height)
    assert len(boxes) == len(sizes)
    for size, (left, top, wide, tall) in zip(sizes, boxes, strict=True):
        assert wide * tall == pytest.approx(size / sum(sizes) * width * height, rel=1e-6)
        assert left >= 0
        assert top >= 0
        assert left + wide <= width * (1 + 1e-9)
        assert top + tall <= height * (1 + 1e-9)


@given(SIZES)
def test_no_two_boxes_overlap(sizes):
    boxes = squares(sizes, 720, 360)
    for number, (left, top, wide, tall) in enumerate(boxes):
        for other_left, other_top, other_wide, other_tall in boxes[:number]:
            across = min(left + wide, other_left + other_wide) - max(left, other_left)
            down = min(top + tall, other_top + other_tall) - max(top, other_top)
            assert min(across, down) <= 1e-6


def test_even_parts_are_nearly_squares():
    for _, _, wide, tall in squares([1] * 12, 400, 300):
        assert 0.5 <= wide / tall <= 2


def values(chart, layer: int = 0) -> list[dict]:
    """The rows a layer draws, wherever the definition keeps them."""
    drawn = chart.to_dict()
    data = drawn["layer"][layer].get("data") or drawn["data"]
    return drawn["datasets"][data["name"]] if "name" in data else data["values"]


WORDS = {"target": "目标", "task": "任务"}


def labels(*parts: Part) -> list[str]:
    return [row["label"] for row in values(tree_map(parts, WORDS), 2)]


def test_a_tree_map_leaves_out_what_is_nothing_and_labels_what_has_room():
    large = Part(name="现代产业体系", sizes={"target": 50, "task": 40}, note="目标 50")
    small, empty = Part(name="附则", sizes={"task": 1}), Part(name="空", sizes={"task": 0})
    assert labels(empty, small, large) == ["现代产业体系\n目标 50", ""]


def test_a_name_too_long_for_its_box_ends_in_dots():
    short, long = labels(Part(name="甲" * 400, sizes={"task": 1}), Part(name="乙", sizes={"task": 1}))
    assert long.endswith("…")
    assert short == "乙"


@settings(max_examples=15)  # a definition takes its time to be checked
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=12))
def test_the_pieces_of_a_tree_map_are_as_large_as_what_they_count(counts):
    parts = [Part(name=str(i), sizes={"target": one, "task": two}) for i, (one, two) in enumerate(counts)]
    pieces, whole = values(tree_map(parts, WORDS, height=300)), sum(map(sum, counts))
    assert sum(piece["count"] for piece in pieces) == whole
    for piece in pieces:
        area = (piece["x2"] - piece["x"]) * (piece["y2"] - piece["y"])
        assert area == pytest.approx(720 * 300 * piece["count"] / whole, rel=1e-6)


def test_bars_keep_the_order_of_their_groups_and_say_their_sums():
    rows = [Bar(group=year, kind=kind, word=kind, count=2) for year in ("2027", "2026") for kind in ("target", "task")]
    chart = bars(rows)
    assert chart.to_dict()["layer"][0]["encoding"]["x"]["sort"] == ["2027", "2026"]
    assert [row["total"] for row in values(chart, 1)] == [4, 4]


def test_nothing_to_draw_is_an_empty_chart():
    assert values(tree_map([], WORDS)) == []
    assert values(bars([], across=True)) == []


def test_charts_and_pages_have_the_same_colours():
    if not TOKENS.is_file():
        pytest.skip("the web is not here")
    assert set(COLOURS.values()) <= set(re.findall(r"#[0-9a-f]{6}", TOKENS.read_text("utf-8")))


def signed(parts: list[Part], signs: dict[str, str] | None) -> list[str]:
    drawn = tree_map(parts, WORDS, signs=signs)
    return [row["label"] for row in values(drawn, 3)] if signs else [str(len(drawn.to_dict()["layer"]))]


def test_each_piece_bears_its_sign_and_size_so_that_colour_is_never_alone():
    parts = [Part(name="总体要求", sizes={"target": 8, "task": 31}), Part(name="现代产业体系", sizes={"task": 40})]
    assert sorted(signed(parts, {"target": "▼", "task": "○"})) == ["▼ 8", "○ 31", "○ 40"]
    assert signed(parts, None) == ["3"]


def test_a_sign_without_room_is_left_out():
    many = [Part(name=f"第{number}部分", sizes={"target": 1, "task": 1}) for number in range(200)]
    assert signed(many, {"target": "▼", "task": "○"}) == []
