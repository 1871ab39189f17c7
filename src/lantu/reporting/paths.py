"""The path of a target over the years against what was reached: lines that differ by stroke and mark, not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import altair as alt

from lantu.reporting.charts import COLOURS, INK, TINTS, dressed

_STROKES = {
    "observed": [1, 0],
    "path": [6, 3],
    "rolled": [2, 2],
    "issued": [1, 0],
    "to_date": [1, 0],
    "outlook": [1, 3],
}
_COLOURS = {
    "observed": INK,
    "path": COLOURS["target"],
    "rolled": COLOURS["task"],
    "issued": COLOURS["unread"],
    "to_date": COLOURS["baseline"],
    "outlook": COLOURS["list"],
}
_MARKS = {
    "observed": "circle",
    "path": "diamond",
    "rolled": "triangle-down",
    "issued": "square",
    "to_date": "triangle-up",
    "outlook": "cross",
}
_LEAST = 0.1
"""How much of the largest value the scale spans at least, so that the last printed digit does not look like a collapse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The value of a year on one line.

    Attributes:
        line: Observed, path, rolled, issued, to_date (a year that is not over) or outlook.
        word: What the line is called.
        year: The year.
        value: The value.
    """

    line: str
    word: str
    year: int
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """How far apart the expected values of a year may lie.

    Attributes:
        year: The year.
        low: The lowest.
        high: The highest.
    """

    year: int
    low: float
    high: float


def paths(points: Sequence[Point], unit: str, *, fan: Sequence[Fan] = (), height: int = 280) -> alt.LayerChart:
    """Return the chart of a target.

    Args:
        points: What there is of each line, in any order.
        unit: Unit of the values.
        fan: The years ahead with the range of what may be expected, drawn below the lines.
        height: In pixels.
    """
    words = {point.line: point.word for point in points}
    lines = [line for line in _STROKES if line in words]
    domain = [words[line] for line in lines]

    def scale(of: dict[str, object]) -> alt.Scale:
        return alt.Scale(domain=domain, range=[of[line] for line in lines])

    legend = alt.Legend(title=None, orient="bottom")
    values = alt.InlineData(values=[asdict(point) for point in points])
    across = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0))
    up = alt.Y(
        "value:Q",
        title=unit,
        scale=alt.Scale(domain=_scale(points, fan), nice=True, zero=False),
        axis=alt.Axis(titleAngle=0, titleAlign="left", titleY=-10, tickCount=6),
    )
    colour = alt.Color("word:N", scale=scale(dict(_COLOURS)), legend=legend)
    base = alt.Chart().encode(x=across, y=up, color=colour)  # its data stand with the whole: each step copies a chart
    drawn = base.mark_line().encode(strokeDash=alt.StrokeDash("word:N", scale=scale(dict(_STROKES)), legend=legend))
    marks = base.mark_point(filled=True, size=70).encode(
        shape=alt.Shape("word:N", scale=scale(dict(_MARKS)), legend=legend),
        tooltip=[alt.Tooltip("word:N", title=" "), alt.Tooltip("year:O", title=" "), alt.Tooltip("value:Q", title=" ")],
    )
    layers = [_spread(fan, across)] if fan else []
    return dressed(alt.layer(*layers, drawn, marks, data=values, width="container", height=height))


def _spread(fan: Sequence[Fan], across: alt.X) -> alt.Chart:
    """Return the ground below the lines from the lowest to the highest value of each year."""
    chart = alt.Chart(alt.InlineData(values=[asdict(each) for each in fan]))
    hints = [alt.Tooltip(f"{name}:{kind}", title=" ") for name, kind in (("year", "O"), ("low", "Q"), ("high", "Q"))]
    ground: alt.Chart = chart.mark_area(color=TINTS["list"], opacity=0.7, clip=True).encode(
        x=across, y=alt.Y("low:Q"), y2="high:Q", tooltip=hints
    )
    return ground


def _scale(points: Sequence[Point], fan: Sequence[Fan]) -> list[float]:
    """Return from where to where the scale goes; a wide fan is cut, or path and outlook could not be told apart."""
    low, high = _room(points)
    edges = (min(max(end, low), high) for each in fan for end in (each.low, each.high))
    return _span([*(point.value for point in points), *edges])


def _room(points: Sequence[Point]) -> tuple[float, float]:
    """Return how far a fan may reach: the lines' own span below and above them."""
    low, high = _span([point.value for point in points])
    return low - (high - low), high + (high - low)


def is_cut(points: Sequence[Point], fan: Sequence[Fan]) -> bool:
    """Return whether a fan reaches beyond the chart, so that its table has to tell the rest."""
    low, high = _room(points)
    return any(each.low < low or each.high > high for each in fan)


def _span(values: Sequence[float]) -> list[float]:
    """Return from where to where the scale goes: what the values span, and not less than a tenth of the largest.

    >>> _span([2.19, 2.2]), _span([1860, 2430]), _span([0, 0])
    ([2.085, 2.305], [1860, 2430], [-0.5, 0.5])
    """
    low, high = min(values), max(values)
    least = _LEAST * max(abs(low), abs(high)) or 1.0
    if high - low >= least:
        return [low, high]
    middle = (low + high) / 2
    return [round(middle - least / 2, 9), round(middle + least / 2, 9)]
