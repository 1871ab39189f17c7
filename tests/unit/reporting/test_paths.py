"""The chart of a target: whatever is drawn lies within its scale."""

from __future__ import annotations

import pytest

from lantu.reporting.paths import Fan, Point, is_cut, paths

POINTS = [
    Point(line="path", word="应达路径", year=2026, value=31),
    Point(line="path", word="应达路径", year=2030, value=27),
]


def domain(*fan: Fan) -> list[float]:
    layers = paths(POINTS, "微克/立方米", fan=fan).to_dict()["layer"]
    return next(
        layer["encoding"]["y"]["scale"]["domain"] for layer in layers if "scale" in layer["encoding"].get("y", {})
    )


@pytest.mark.parametrize(
    ("low", "high", "scale", "cut"),
    [(28, 29, [27, 31], False), (28, 34, [27, 34], False), (28, 40, [27, 35], True), (5, 47, [23, 35], True)],
)
def test_the_scale_holds_the_range_of_what_may_be_expected_as_far_as_the_lines_stay_apart(low, high, scale, cut):
    fan = Fan(year=2030, low=low, high=high)
    assert domain(fan) == scale
    assert is_cut(POINTS, [fan]) is cut


def test_what_is_cut_is_not_drawn_over_what_stands_around_the_chart():
    ground = paths(POINTS, "微克/立方米", fan=[Fan(year=2030, low=5, high=47)]).to_dict()["layer"][0]
    assert ground["mark"]["clip"] is True


def test_without_a_range_the_scale_is_that_of_the_lines():
    assert domain() == [27, 31]
