"""The text of a version as a tree: its outline, and one part of it with everything that was found there."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from lantu_web.plans.models import Record
from lantu_web.plans.page import VersionPage
from lantu_web.plans.tables import Line, lines

_TOP = 0  # level of the title


@dataclass(slots=True, kw_only=True)
class Heading:
    """A heading of the outline.

    Attributes:
        id: Of its passage.
        number: As printed, as a path.
        text: Without its number.
        level: Its depth.
        start: Where it begins.
        end: Where its part ends: at the next heading that is not below it.
    """

    id: str
    number: str
    text: str
    level: int
    start: int
    end: int


def outline(page: VersionPage) -> list[Heading]:
    """Return the headings of a version in document order."""
    rows = page.records("passage").filter(kind="heading").values_list("data", flat=True)
    headings = [_heading(json.loads(data)) for data in rows]
    open_: list[Heading] = []
    for heading in headings:
        while open_ and open_[-1].level >= heading.level:
            open_.pop().end = heading.start
        open_.append(heading)
    return headings


def _heading(raw: dict[str, Any]) -> Heading:
    level = raw["level"] if raw["level"] is not None else 9
    return Heading(
        id=raw["id"], number=raw["number"], text=raw["heading"] or "", level=level, start=raw["start"], end=_FAR
    )


_FAR = 2**31 - 1  # after every text


def parts(headings: Sequence[Heading]) -> list[Heading]:
    """Return the largest parts of a document: the headings of the highest level of which there are several."""
    levels = Counter(heading.level for heading in headings)
    chosen = next((level for level in sorted(levels) if level > _TOP and levels[level] > 1), None)
    return [heading for heading in headings if heading.level == chosen]


def chapters(page: VersionPage) -> list[tuple[str, str]]:
    """Return number and heading of the largest parts, for filters."""
    if not page.whole:
        return []
    return [(each.number, f"{each.number} {each.text}"[:40]) for each in parts(outline(page)) if each.number]


@dataclass(slots=True, kw_only=True)
class Place:
    """A passage of the text with all that was found in it.

    Attributes:
        id: Of the passage.
        kind: Heading, paragraph, table …
        level: Depth of a heading.
        text: As printed, every find marked.
        found: What was found in it, in document order.
    """

    id: str
    kind: str
    level: int | None
    text: SafeString
    found: list[Line] = field(default_factory=list)


def places(page: VersionPage, start: int, end: int) -> list[Place]:
    """Return the passages of a stretch of the text, each with what was found in it."""
    rows = list(page.records().filter(start__gte=start, start__lt=end))
    finds = list(lines((row for row in rows if row.type not in ("passage", "note")), page.moment.query))
    passages = [row for row in rows if row.type == "passage"]
    starts = [row.start or 0 for row in passages]
    held: dict[int, list[Line]] = {}
    for find in finds:
        held.setdefault(bisect_right(starts, find.record.start or 0) - 1, []).append(find)
    text = page.version.text
    return [_place(row, text, held.get(place, [])) for place, row in enumerate(passages)]


def _place(row: Record, text: str, found: list[Line]) -> Place:
    raw = json.loads(row.data)
    start, end = row.start or 0, row.end or 0
    return Place(
        id=row.item,
        kind=row.kind,
        level=raw["level"],
        text=marked(text, start, end, ((each.record.start or 0, each.record.end or 0, each) for each in found)),
        found=found,
    )


def marked(text: str, start: int, end: int, finds: Iterable[tuple[int, int, Line]]) -> SafeString:
    """Return a stretch of the text with its finds marked, each leading to its page; of finds within each other the inmost."""
    spans = [(max(first, start), min(last, end), line) for first, last, line in finds if first < end and last > start]
    edges = sorted({start, end, *(edge for first, last, _ in spans for edge in (first, last))})
    inmost = [_inmost(spans, left, right) for left, right in pairwise(edges)]
    pieces: list[SafeString] = []
    for line, stretch in groupby(zip(inmost, pairwise(edges), strict=True), key=itemgetter(0)):
        bounds = [bound for _, bound in stretch]
        printed = text[bounds[0][0] : bounds[-1][1]]
        pieces.append(escape(printed) if line is None else _mark(line, printed))
    return mark_safe("".join(pieces))  # each piece is escaped


def _inmost(spans: Iterable[tuple[int, int, Line]], left: int, right: int) -> Line | None:
    around = [span for span in spans if span[0] <= left and right <= span[1]]
    return min(around, key=lambda span: span[1] - span[0])[2] if around else None


def _mark(line: Line, printed: str) -> SafeString:
    """Return a mark; the list below the passage holds the same links, so the keyboard need not stop at each mark."""
    return format_html(
        '<mark class="kind-{}"><a href="{}" tabindex="-1">{}</a></mark>', line.kind, line.address(), printed
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What the page of the text shows at a time: one of the largest parts, or what stands before the first.

    Attributes:
        heading: That of the part; None for what stands before, and where there are no parts.
        start: Where it begins.
        end: Where it ends.
        within: The headings in it.
        previous: The part before, or None.
        next: The part after, or None.
    """

    heading: Heading | None
    start: int
    end: int
    within: Sequence[Heading]
    previous: Heading | None
    next: Heading | None


def stretch(headings: Sequence[Heading], offset: int | None) -> Stretch:
    """Return the stretch that holds an offset, or the first part when none is given."""
    largest = parts(headings)
    starts = [each.start for each in largest]
    number = 0 if offset is None else bisect_right(starts, offset) - 1
    chosen = largest[number] if largest and number >= 0 else None
    following = largest[number + 1] if number + 1 < len(largest) else None
    start, end = chosen.start if chosen else 0, following.start if following else _FAR
    within = [each for each in headings if start < each.start < end]
    previous = largest[number - 1] if chosen and number > 0 else None
    return Stretch(heading=chosen, start=start, end=end, within=within, previous=previous, next=following)
