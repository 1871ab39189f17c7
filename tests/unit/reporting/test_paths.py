"""The chart of a target: whatever is drawn lies within its scale."""

from __future__ import annotations

import pytest

from lantu.reporting.paths import Fan, Point, paths

POINTS = [
    Point(line="path", word="应达路径", year=2026, value=31),
    Point(line="path", word="应达路径", year=2030, value=27),
]


def domain(*fan: Fan) -> list[float]:
    layers = paths(POINTS, "微克/立方米", fan=fan).to_dict()["layer"]
    return next(
        layer["encoding"]["y"]["scale"]["domain"] for layer in layers if "scale" in layer["encoding"].get("y", {})
    )


@pytest.mark.parametrize(("low", "high", "scale"), [(5, 47, [5, 47]), (28, 29, [27, 31]), (28, 40, [27, 40])])
def test_the_scale_holds_the_range_of_what_may_be_expected(low, high, scale):
    assert domain(Fan(year=2030, low=low, high=high)) == scale


def test_without_a_range_the_scale_is_that_of_the_lines():
    assert domain() == [27, 31]
