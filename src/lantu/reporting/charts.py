"""Charts of a plan: one definition for page, report and API, in Vega-Lite made by Altair.

Every chart is a function from plain numbers and words to an Altair chart; what is laid out (tree maps) is laid out here,
so that a chart is nothing but marks. Colours tell kinds apart as pages do, and never alone: each mark bears its word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import altair as alt

from lantu.reporting.layout import squares

LETTERS = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif"
)
INK, INK_SOFT, LINE = "#1b2430", "#4a5665", "#d5dbe3"
COLOURS = {
    "target": "#1c4f8f",
    "baseline": "#5b3d8a",
    "task": "#1c6241",
    "project": "#0f5f66",
    "list": "#7d4a00",
    "unread": "#a3231f",
}
"""Colour of each kind of item; pages use the same (``tokens.css``)."""

_WIDTH, _LETTER, _LINE_HEIGHT = 720, 13, 18  # of a tree map's own scale: pixels at its full size
_TINTS = ("#dbe7f5", "#e6eef8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a whole, as a tree map shows it.

    Attributes:
        name: What it is called.
        size: How large it is; those of nothing are left out.
        note: What is said below the name, such as its counts.
    """

    name: str
    size: float
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of a bar.

    Attributes:
        group: The bar, such as a year or a form.
        kind: Key of its colour in :data:`COLOURS`.
        word: What the kind is called.
        count: How long the stretch is.
    """

    group: str
    kind: str
    word: str
    count: float


def tree_map(parts: Iterable[Part], *, height: int = 360) -> alt.LayerChart:
    """Return a tree map: areas as large as their parts, the largest first.

    Args:
        parts: The parts of the whole.
        height: In pixels; the width is that of the page.
    """
    chosen = sorted((part for part in parts if part.size > 0), key=lambda part: (-part.size, part.name))
    boxes = squares([part.size for part in chosen], _WIDTH, height)
    rows = []
    for number, (part, (x, y, width, tall)) in enumerate(zip(chosen, boxes, strict=True)):
        rows.append(
            asdict(part)
            | {
                "x": x,
                "x2": x + width,
                "y": y,
                "y2": y + tall,
                "left": x + 8,
                "top": y + 8,
                "tint": number % len(_TINTS),
            }
            | {"label": _lines(part, width, tall)}
        )
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], nice=False, reverse=True)),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("note:N", title=" ")],
    )
    ground = base.mark_rect(stroke="#ffffff", strokeWidth=2).encode(
        x2="x2:Q",
        y2="y2:Q",
        color=alt.Color("tint:O", legend=None, scale=alt.Scale(domain=[0, 1], range=list(_TINTS))),
    )
    words = base.mark_text(
        align="left", baseline="top", fontSize=_LETTER, lineHeight=_LINE_HEIGHT, color=INK, lineBreak="\n"
    ).encode(x="left:Q", y="top:Q", text="label:N")
    return _dressed(alt.layer(ground, words).properties(width="container", height=height))


def bars(rows: Sequence[Bar], *, across: bool = False, height: int | None = None) -> alt.LayerChart:
    """Return stacked bars, each group one bar in the order given.

    Args:
        rows: The stretches.
        across: Bars lie on their side, names at their left.
        height: In pixels; bars that lie take what they need when not given.
    """
    groups = list(dict.fromkeys(row.group for row in rows))
    words = {row.word: COLOURS[row.kind] for row in rows}
    totals = [{"group": group, "total": sum(row.count for row in rows if row.group == group)} for group in groups]
    name = {"sort": groups, "title": None}
    size = {"title": None, "scale": alt.Scale(nice=True, domainMin=0)}
    axis = alt.Axis(grid=True, tickCount=4, format="d", tickMinStep=1)
    long, place = ("x", "y") if across else ("y", "x")
    channel = {"x": alt.X, "y": alt.Y}
    on = channel[place]("group:N", axis=alt.Axis(labelLimit=180, labelAngle=0, grid=False), **name)
    stretches = (
        alt.Chart(alt.InlineData(values=[asdict(row) for row in rows]))
        .mark_bar(stroke="#ffffff", strokeWidth=1, **{"height" if across else "width": {"band": 0.62}})
        .encode(
            **{place: on, long: channel[long]("sum(count):Q", axis=axis, stack="zero", **size)},
            color=_legend(words),
            order=alt.Order("kind:N"),
            tooltip=[
                alt.Tooltip("group:N", title=" "),
                alt.Tooltip("word:N", title=" "),
                alt.Tooltip("count:Q", title=" "),
            ],
        )
    )
    beside = {"align": "left", "dx": 5, "baseline": "middle"} if across else {"baseline": "bottom", "dy": -4}
    sums = (
        alt.Chart(alt.InlineData(values=totals))
        .mark_text(fontSize=_LETTER, color=INK, **beside)
        .encode(**{place: on, long: channel[long]("total:Q", **size), "text": alt.Text("total:Q", format="d")})
    )
    tall = height if height is not None else max(120, 30 * len(groups)) if across else 260
    return _dressed(alt.layer(stretches, sums).properties(width="container", height=tall))


def _legend(words: Mapping[str, str]) -> alt.Color:
    legend = None if len(words) == 1 else alt.Legend(title=None, orient="top", symbolType="square")
    return alt.Color("word:N", scale=alt.Scale(domain=list(words), range=list(words.values())), legend=legend)


def _lines(part: Part, width: float, height: float) -> str:
    """Return the label that fits into a box: its name in one or two lines, then its note; nothing where there is no room."""
    letters, room = int((width - 16) / _LETTER), int((height - 12) / _LINE_HEIGHT)
    if letters < 2 or room < 1:
        return ""
    two = room > 2 and len(part.name) > letters
    first = min(letters, -(-len(part.name) // 2)) if two else letters  # no line of a single letter
    name = [part.name[:first], part.name[first : first + letters] if two else ""]
    shown = sum(map(len, name))
    if shown < len(part.name):
        name[two] = name[two][:-1] + "…"
    lines = [*filter(None, name), part.note if len(part.note) <= letters * 1.6 else ""]
    return "\n".join([line for line in lines if line][:room])


def _dressed(chart: alt.LayerChart) -> alt.LayerChart:
    """Return a chart in the letters and lines of the house."""
    letters = {"font": LETTERS, "labelFont": LETTERS, "titleFont": LETTERS}
    return (
        chart.configure(font=LETTERS, background="transparent", padding=4)
        .configure_axis(
            labelColor=INK_SOFT,
            labelFontSize=12,
            domainColor=LINE,
            tickColor=LINE,
            gridColor="#e9ecf0",
            **_only(letters),
        )
        .configure_legend(labelColor=INK, labelFontSize=12, **_only(letters))
        .configure_view(stroke=None)
        .configure_text(font=LETTERS)
    )


def _only(letters: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in letters.items() if name != "font"}
