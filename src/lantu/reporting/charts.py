"""Charts of a plan: one definition for page, report and API, in Vega-Lite made by Altair.

Every chart is a function from plain numbers and words to an Altair chart; what is laid out (tree maps) is laid out here,
so that a chart is nothing but marks. Colours tell kinds apart as pages do, and never alone: each mark bears its word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import altair as alt

from lantu.reporting.layout import Box, squares

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
    "blue": "#1c4f8f",
    "green": "#1c6241",
    "teal": "#0f5f66",
    "amber": "#7d4a00",
    "red": "#a3231f",
    "violet": "#5b3d8a",
    "grey": "#4a5665",
}
"""Colour of each kind of item, and of each status by its token; pages use the same (``tokens.css``)."""

TINTS = {
    "target": "#cfe0f4",
    "task": "#d2ebdc",
    "project": "#cdeaec",
    "list": "#fbe6bd",
    "blue": "#cfe0f4",
    "green": "#d2ebdc",
    "teal": "#cdeaec",
    "amber": "#fbe6bd",
    "red": "#f7d3d0",
    "violet": "#e2d8f3",
    "grey": "#e9ecf0",
}
"""Lighter, for grounds that bear letters."""

_WIDTH, _LETTER, _LINE_HEIGHT = 720, 13, 18  # of a tree map's own scale: pixels at its full size
_LEGEND = alt.Legend(title=None, orient="top", symbolType="square")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a whole, as a tree map shows it.

    Attributes:
        name: What it is called.
        sizes: How much of each kind it holds; a part of nothing is left out.
        note: What is said below the name, such as its counts.
    """

    name: str
    sizes: Mapping[str, float]
    note: str = ""

    @property
    def size(self) -> float:
        """How large it is."""
        return sum(self.sizes.values())


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


def tree_map(
    parts: Iterable[Part], words: Mapping[str, str], *, signs: Mapping[str, str] | None = None, height: int = 360
) -> alt.LayerChart:
    """Return a tree map: areas as large as their parts, the largest first, each cut into its kinds.

    Args:
        parts: The parts of the whole.
        words: What each kind is called, in the order of their places.
        signs: A sign of each kind, set with the size into every piece that has room for it; None for none.
        height: In pixels; the width is that of the page.
    """
    chosen = sorted((part for part in parts if part.size > 0), key=lambda part: (-part.size, part.name))
    boxes = list(zip(chosen, squares([part.size for part in chosen], _WIDTH, height), strict=True))
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], nice=False, reverse=True))
    hints = [alt.Tooltip(f"{name}:N", title=" ") for name in ("name", "word", "count")]
    kinds = alt.Scale(domain=list(words.values()), range=[TINTS[kind] for kind in words])
    pieces = [piece for part, box in boxes for piece in _pieces(part, box, words)]
    frames = [_box(*box) | {"name": part.name} for part, box in boxes]
    labels = [{"x": box[0] + 8, "y": box[1] + 8, "label": _lines(part, box[2], box[3])} for part, box in boxes]
    ground = _chart(pieces).mark_rect().encode(
        x=across, y=down, x2="x2:Q", y2="y2:Q", color=alt.Color("word:N", scale=kinds, legend=_LEGEND), tooltip=hints
    )  # fmt: skip
    edges = _chart(frames).mark_rect(fillOpacity=0, stroke="#ffffff", strokeWidth=3, tooltip=None)
    text = _chart(labels).mark_text(
        align="left", baseline="top", fontSize=_LETTER, lineHeight=_LINE_HEIGHT, color=INK, lineBreak="\n"
    )
    told = _chart(list(_signed(boxes, words, signs or {}))).mark_text(
        align="left", baseline="bottom", fontSize=_LETTER, color=INK, tooltip=None
    )
    layers = [
        ground,
        edges.encode(x=across, y=down, x2="x2:Q", y2="y2:Q"),
        text.encode(x=across, y=down, text="label:N"),
        *([told.encode(x=across, y=down, text="label:N")] if signs else []),
    ]
    return dressed(alt.layer(*layers, width="container", height=height))


def _signed(
    boxes: Iterable[tuple[Part, Box]], words: Mapping[str, str], signs: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    """Yield sign and size of each piece at its lower edge, where they hide neither each other nor the name of the part."""
    kinds = {word: kind for kind, word in words.items()}
    for part, box in boxes:
        top = box[1] + 8 + _LINE_HEIGHT * _lines(part, box[2], box[3]).count("\n") + _LINE_HEIGHT
        for piece in _pieces(part, box, words):
            left, right, low = (float(str(piece[side])) for side in ("x", "x2", "y2"))
            label = f"{signs.get(kinds[str(piece['word'])], '')} {part.sizes[kinds[str(piece['word'])]]:g}".strip()
            first = float(str(piece["y"])) + 4 if piece["y"] != box[1] else top
            if right - left - 8 >= len(label) * _LETTER * 0.75 and low - first >= _LINE_HEIGHT:
                yield {"x": left + 8, "y": low - 6, "label": label}


def _chart(rows: Sequence[Mapping[str, object]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows)))


def _box(left: float, top: float, width: float, height: float) -> dict[str, object]:
    return {"x": left, "x2": left + width, "y": top, "y2": top + height}


def _pieces(part: Part, box: Box, words: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """Yield the box of a part cut across its longer side, a piece for each kind it holds."""
    left, top, width, height = box
    for kind, said in words.items():
        share = part.sizes.get(kind, 0) / part.size
        wide, tall = (width * share, height) if width >= height else (width, height * share)
        if share:
            yield _box(left, top, wide, tall) | {"name": part.name, "word": said, "count": part.sizes[kind]}
        left, top = (left + wide, top) if width >= height else (left, top + tall)


def bars(rows: Sequence[Bar], *, across: bool = False, height: int | None = None) -> alt.LayerChart:
    """Return stacked bars, each group one bar in the order given.

    Args:
        rows: The stretches; of length nought they keep their group a place.
        across: Bars lie on their side, names at their left.
        height: In pixels; bars that lie take what they need when not given.
    """
    groups = list(dict.fromkeys(row.group for row in rows))
    words = {row.word: COLOURS[row.kind] for row in rows}
    places = {word: place for place, word in enumerate(words)}
    sums_of = {group: sum(row.count for row in rows if row.group == group) for group in groups}
    totals = [{"group": group, "total": total} for group, total in sums_of.items() if total]
    name: dict[str, Any] = {"sort": groups, "title": None}
    size: dict[str, Any] = {"title": None, "scale": alt.Scale(nice=True, domainMin=0)}
    axis = alt.Axis(grid=True, tickCount=4, format="d", tickMinStep=1)
    long, place = ("x", "y") if across else ("y", "x")
    channel = {"x": alt.X, "y": alt.Y}
    thick: dict[str, Any] = {"height" if across else "width": {"band": 0.62}}
    axis_of_names = alt.Axis(labelLimit=180, labelAngle=0, grid=False)
    on = channel[place]("group:N", axis=axis_of_names, scale=alt.Scale(domain=groups), **name)
    stretches = (
        _chart([asdict(row) | {"place": places[row.word]} for row in rows if row.count])
        .mark_bar(stroke="#ffffff", strokeWidth=1, **thick)
        .encode(
            **{place: on, long: channel[long]("sum(count):Q", axis=axis, stack="zero", **size)},
            color=_legend(words),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("group:N", title=" "),
                alt.Tooltip("word:N", title=" "),
                alt.Tooltip("count:Q", title=" "),
            ],
        )
    )
    beside: dict[str, Any] = (
        {"align": "left", "dx": 5, "baseline": "middle"} if across else {"baseline": "bottom", "dy": -4}
    )
    sums = (
        _chart(totals)
        .mark_text(fontSize=_LETTER, color=INK, **beside)
        .encode(**{place: on, long: channel[long]("total:Q", **size), "text": alt.Text("total:Q", format="d")})
    )
    tall = height if height is not None else max(120, 30 * len(groups)) if across else 260
    return dressed(alt.layer(stretches, sums, width="container", height=tall))


def _legend(words: Mapping[str, str]) -> alt.Color:
    legend = None if len(words) == 1 else _LEGEND
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


def dressed(chart: alt.LayerChart) -> alt.LayerChart:
    """Put a chart into the letters and lines of the house, and return it."""
    letters = {"labelFont": LETTERS, "titleFont": LETTERS}
    lines = {"domainColor": LINE, "tickColor": LINE, "gridColor": "#e9ecf0"}
    chart.config = alt.Config(  # set, not asked for: every step of Altair copies a chart with all its data
        font=LETTERS,
        background="transparent",
        padding=4,
        axis=alt.AxisConfig(labelColor=INK_SOFT, labelFontSize=12, **lines, **letters),
        legend=alt.LegendConfig(labelColor=INK, labelFontSize=12, labelLimit=0, **letters),
        view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(font=LETTERS),
    )
    return chart
