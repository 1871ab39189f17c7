"""Where a document's boxes, tables, annexes and figures stand: their titles, and whether anything stands under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lantu.reading.extraction.announced.mentions import NUMBER, arabic
from lantu.reading.extraction.lines import SECTION, Line, is_furniture

_TITLE = re.compile(
    rf"[#* ]*(?:(?P<kind>专栏|附件|附表|附图|附录)[ 　]?(?P<number>{NUMBER}(?![\d%％]))?(?P<mark>[:：]?)(?!所列|要求|规定|明确|中的|的)"
    rf"|(?P<plain>[表图])[ 　]?(?P<plain_number>{NUMBER})(?=[ 　:：.、—“\u4e00-\u9fff（(]|$)(?![章节月年日个项张]))"
)
_ENTRY = re.compile(r"(\d{1,2})[.．、] ?(\S.{1,60})")
_LONGEST_TITLE = 80
_CLOSES = "。；，"


@dataclass(frozen=True, slots=True)
class Place:
    """A line that bears the title of a part.

    Attributes:
        kind: 专栏 附件 附表 附图 附录 表 图.
        number: In Arabic digits, or None.
        title: The words after the number.
        filled: True when something stands under the title, or in its line.
        start: Index of the line's first character.
        end: Index after the line.
    """

    kind: str
    number: str | None
    title: str
    filled: bool
    start: int
    end: int


def find_places(text: str, lines: Sequence[Line]) -> list[Place]:
    """Return the lines that bear titles, in order; with 附件：1.… a line for each annex listed.

    Args:
        text: Clean text.
        lines: Its lines, those of the contents left out.
    """
    places: list[Place] = []
    for i, line in enumerate(lines):
        match = _title(text, line)
        if match is None:
            continue
        kind = match["kind"] or match["plain"]
        printed = match["number"] or match["plain_number"]
        title = text[match.end() : line.end].strip(" :：、.-—")
        entries = _entries(text, lines, i, title) if kind == "附件" and printed is None and match["mark"] else []
        if entries:
            places += entries
            continue
        filled = _is_filled(text, lines, i, kind)
        places.append(Place(kind, arabic(printed) if printed else None, title, filled, line.start, line.end))
    return places


def _title(text: str, line: Line) -> re.Match[str] | None:
    match = _TITLE.match(text, line.start, min(line.end, line.start + 24))
    if match is None:
        return None
    if match["kind"] == "专栏" and match["number"]:
        return match  # a box may stand in the line of its title
    if len(line) > _LONGEST_TITLE or text[line.end - 1] in _CLOSES:
        return None
    bare = match["kind"] and not match["number"] and not match["mark"]
    return None if bare and match.end() < line.end and not text[match.end()].isspace() else match


def _entries(text: str, lines: Sequence[Line], i: int, title: str) -> list[Place]:
    """Return the annexes that a list of annexes names (附件：1.任务分工表 / 2.项目表)."""
    entries: list[Place] = []
    first = _ENTRY.fullmatch(title)
    if first is None:
        return entries
    entries.append(Place("附件", first[1], first[2], False, lines[i].start, lines[i].end))
    for line in lines[i + 1 : i + 40]:
        match = _ENTRY.fullmatch(text, line.start, line.end)
        if match is None or int(match[1]) != len(entries) + 1:
            break
        entries.append(Place("附件", match[1], match[2], False, line.start, line.end))
    return entries


def _is_filled(text: str, lines: Sequence[Line], i: int, kind: str) -> bool:
    """Tell whether something stands under a title. Figures leave nothing in a text: their titles are enough."""
    if kind in ("图", "附图"):
        return True
    if kind == "专栏" and (len(lines[i]) > _LONGEST_TITLE or "。" in text[lines[i].start : lines[i].end]):
        return True
    following = next((line for line in lines[i + 1 : i + 4] if not is_furniture(text, line)), None)
    if following is None:
        return False
    other = _title(text, following)
    if other is not None:  # 附件1 above 表1 is filled, 附件1 above 附件2 is not
        return kind.startswith("附") and not (other["kind"] or other["plain"]).startswith("附")
    return kind.startswith("附") or following.mark is None or following.mark.level > SECTION
