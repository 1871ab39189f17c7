"""Lays down the blocks of a document: one walk over its lines, each line read in the place where it stands.

A numbered line that goes on as a paragraph (（一）治水兴水。全面推进…) gives two blocks: a heading up to the end of its lead and
a paragraph for the rest. A numbered line without such a lead, or one that states a quantity, is a paragraph that bears
its number; what follows stands under it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.model.records import PassageKind, Role
from lantu.reading.extraction.contents import entry_words, find_contents
from lantu.reading.extraction.grids import LONG_PARAGRAPH, PROSE, box_heading, find_grids, is_note, is_prose
from lantu.reading.extraction.horizon import is_title
from lantu.reading.extraction.leads import PUNCTUATION, heads_what_follows, numbered_lead, paragraph_lead, skip_dashes
from lantu.reading.extraction.lines import (
    CHAPTER,
    CLAUSE,
    ITEM,
    PART,
    SECTION,
    TITLE,
    UNNUMBERED,
    Line,
    is_furniture,
    named_part,
)

LONGEST_HEADING = 80
_PREFIX = 8
_CANDIDATES = 4
APPARATUS = "附"
"""Stands in the number of what follows the plan proper (附件, 名词解释), so that no passage has the number of a chapter."""

_ROW_NUMBER = re.compile(r"\d{1,3}\t+")
_SPACE = re.compile(r"\s+")
_APPENDIX_NUMBER = re.compile(r"[\d一二三四五六七八九十]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text with one place in its structure.

    Attributes:
        kind: What it is.
        level: Of a title or heading: 0 title, 1 篇, 2 章, 3 节, 4 一、, 5 （一）, 6 1., 7 （1） or 1.1, 8 ①, 9 without a number;
            None for other kinds.
        number: The printed numbers of the chain of headings (第二章 第二节 一、 is ``2.2.1``); a paragraph bears its heading's.
        heading: Heading without its number; of a paragraph or row of a box its lead (topic); of a table its title; else None.
        lead_end: Index after the lead and its full stop, where the text to be read goes on; ``start`` without a lead.
        parent: Index, among the blocks, of the heading (or numbered paragraph) it stands under; None at the top.
        role: What the section does in the plan.
        start: Index of its first character in the clean text.
        end: Index after its last character.
    """

    kind: PassageKind
    level: int | None
    number: str
    heading: str | None
    lead_end: int
    parent: int | None
    role: Role
    start: int
    end: int


@dataclass(slots=True)
class _Open:
    """A heading under which blocks may still stand."""

    level: int
    number: str
    block: int


class Builder:
    """Walks once over the lines and lays down the blocks."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.blocks: list[Block] = []
        self.open: list[_Open] = []
        self.started = False
        self.box: dict[int, int] | None = None
        self.box_rows: list[Line] = []
        self.notes = False
        self.entries: dict[str, list[str]] = {}

    def build(self) -> list[Block]:
        """Lay down all blocks."""
        contents = find_contents(self.text, self.lines)
        if contents:
            self._read_entries(*contents)
        grids = find_grids(self.text, self.lines, contents[1] if contents else 0)
        runs = {grid.begin: ("table", grid.end) for grid in grids}
        if contents:
            runs = {begin: run for begin, run in runs.items() if begin >= contents[1]}
            runs[contents[0]] = ("contents", contents[1])
        i = 0
        while i < len(self.lines):
            if i in runs:
                kind, end = runs[i]
                self._run(kind, i, end)
                i = end
            else:
                i = self._line(i)
        return self.blocks

    def _read_entries(self, begin: int, end: int) -> None:
        """Keep the entries of the contents: they tell where a heading ends that is broken in two or runs into its paragraph."""
        for line in self.lines[begin:end]:
            if line.mark and line.mark.level <= SECTION:
                words = _SPACE.sub("", entry_words(self.text, line))
                self.entries.setdefault(words[:_PREFIX], []).append(words)

    def _entry_for(self, squeezed: str) -> str | None:
        """Return the longest entry of the contents with which a text without space begins."""
        found = [
            entry for entry in self.entries.get(squeezed[:_PREFIX], [])[:_CANDIDATES] if squeezed.startswith(entry)
        ]
        return max(found, key=len, default=None)

    def _run(self, kind: str, begin: int, end: int) -> None:
        first, last = self.lines[begin], self.lines[end - 1]
        self.box = None
        if kind == "contents":
            self.open.clear()
            self._add("contents", first.start, last.end)
            return
        title = self.text[first.start : first.end]
        head = title if "\t" not in title and len(first) <= PROSE else None
        self._add("table", first.start, last.end, heading=head, lead_end=first.end if head else first.start)
        self.notes = True

    def _line(self, i: int) -> int:
        """Lay down the block or blocks of a line; return the index of the next line not yet laid down."""
        line = self.lines[i]
        if is_furniture(self.text, line):
            self._add("furniture", line.start, line.end)
        elif self._is_note(line):
            self._add("paragraph", line.start, line.end)
        elif self._named(line) or self._boxed(line):
            pass
        elif line.mark and self._fits(line):
            return self._numbered(i)
        elif self._title(i):
            pass
        elif heads_what_follows(self.text, self.lines, i):
            words = self.text[line.start : line.end].rstrip(PUNCTUATION)
            self._heading(UNNUMBERED, "", words, line.start, line.end)
        else:
            self._paragraph(line.start, line.end)
        return i + 1

    def _add(
        self,
        kind: PassageKind,
        start: int,
        end: int,
        *,
        heading: str | None = None,
        lead_end: int | None = None,
        number: str | None = None,
    ) -> None:
        parent = self.open[-1] if self.open else None
        printed = number if number is not None else (parent.number if parent else "")
        place = parent.block if parent else None
        self.blocks.append(
            Block(kind, None, printed, heading, start if lead_end is None else lead_end, place, "front", start, end)
        )

    def _heading(self, level: int, number: str, words: str, start: int, end: int, *, prose: bool = False) -> None:
        """Lay down a heading, or with ``prose`` a numbered paragraph, and open it."""
        while self.open and self.open[-1].level >= level:
            self.open.pop()
        above = self.open[-1].number if self.open else ""
        path = f"{above}.{number}" if above and number else above or number
        kind: PassageKind = "paragraph" if prose else "heading"
        parent = self.open[-1].block if self.open else None
        heading = None if prose else words
        self.blocks.append(
            Block(kind, None if prose else level, path, heading, start if prose else end, parent, "front", start, end)
        )
        self.open.append(_Open(level, path, len(self.blocks) - 1))
        self.started = self.started or level < UNNUMBERED
        self.box = None

    def _is_note(self, line: Line) -> bool:
        if is_note(self.text, line):
            self.notes = True
            return True
        self.notes = self.notes and line.mark is not None and line.mark.level == ITEM
        return self.notes

    def _named(self, line: Line) -> bool:
        """Open a part without number: 前言, 结语, 附件1, 名词解释."""
        part = named_part(self.text, line)
        if part is None:
            return False
        words = self.text[line.start : line.end]
        inside = bool(self.open) and self.open[0].number.startswith(APPARATUS)
        level = PART if part == "back" and (words.startswith("附") or not inside) else CHAPTER
        number = ""
        if part == "back":
            printed = _APPENDIX_NUMBER.search(words) if words.startswith("附") else None
            number = "" if level == CHAPTER else APPARATUS + (printed[0] if printed else "")
        self._heading(level, number, words, line.start, line.end)
        return True

    def _fits(self, line: Line) -> bool:
        """Tell whether a number stands in its place: 1.2 under 1., 第三章 in prose after 第二章."""
        mark = line.mark
        if mark is None or "\t" in self.text[line.start : line.end]:
            return False
        if "." in mark.number:
            item = next((o.number.rpartition(".")[2] for o in reversed(self.open) if o.level == ITEM), None)
            return item is None or item == mark.number.split(".", 1)[0]
        if mark.level <= SECTION and is_prose(self.text, line):
            before = next((b.number.rpartition(".")[2] for b in reversed(self.blocks) if b.level == mark.level), "0")
            return mark.number == "1" or (before.isdigit() and int(mark.number) == int(before) + 1)
        return True

    def _numbered(self, i: int) -> int:
        """Lay down a numbered line: a heading, a heading and a paragraph, or a numbered paragraph."""
        line, text = self.lines[i], self.text
        mark = line.mark
        assert mark is not None
        number = mark.number.rpartition(".")[2]
        end, after = self._continued(i) if mark.level <= SECTION else (line.end, i + 1)
        lead = end if end < line.end else numbered_lead(text, mark.end, line.end)
        if lead is None and (is_prose(text, line) or text[line.end - 1] in "。；" or len(line) > LONGEST_HEADING):
            self._heading(mark.level, number, "", line.start, line.end, prose=True)
            return i + 1
        end = lead or end
        words = " ".join(text[mark.end : end].split("\n")) if after > i + 1 else text[mark.end : end]
        self._heading(mark.level, number, words.strip().rstrip(PUNCTUATION), line.start, end)
        rest = end + len(text[end : line.end]) - len(text[end : line.end].lstrip())
        if rest < line.end:
            self._paragraph(rest, line.end)
        return after

    def _continued(self, i: int) -> tuple[int, int]:
        """Return the end of a chapter's heading and the index of the next line, as the contents print the heading.

        The heading may go on in the second line, or its own line run on into the paragraph.
        """
        line, text = self.lines[i], self.text
        following = self.lines[i + 1] if i + 1 < len(self.lines) else line
        joined = following is not line and not following.mark and len(following) <= PROSE
        stop = min(following.end if joined else line.end, line.start + 2 * LONGEST_HEADING)
        entry = self._entry_for(_SPACE.sub("", text[line.start : stop])) if self.entries else None
        if entry is None:
            return line.end, i + 1
        end = _end_of(text, line.start, len(entry))
        if end > line.end and joined and end == following.end:
            return end, i + 2
        return min(end, line.end), i + 1

    def _title(self, i: int) -> bool:
        """Lay down a line of the document's title, joining it to the line before when it only goes on."""
        line, text = self.lines[i], self.text
        if self.started or len(line) > 60:
            return False
        words = text[line.start : line.end].lstrip("# ")
        if not is_title(words):
            return False
        before = self.blocks[-1] if self.blocks else None
        start = line.start
        if before and words[0] == "第" and before.kind in ("paragraph", "heading") and _goes_on(text, before):
            start = before.start
            words = text[before.start : before.end] + words
            self.blocks.pop()
        self.open.clear()
        self.blocks.append(Block("title", TITLE, "", words, line.end, None, "front", start, line.end))
        return True

    def _boxed(self, line: Line) -> bool:
        """Lay down the head or a row of a box (专栏)."""
        head = box_heading(self.text, line)
        if head is not None:
            short = len(line) <= PROSE
            words = self.text[head[1] : line.end] if short else None
            self._add("column", line.start, line.end, heading=words, lead_end=line.end if short else line.start)
            self.box, self.box_rows = {}, []
            return True
        if self.box is None or not self._in_box(line):
            self.box = None
            return False
        self.box_rows.append(line)
        row = _ROW_NUMBER.match(self.text, line.start, line.end)
        start = line.mark.end if line.mark else row.end() if row else line.start
        lead, lead_end = paragraph_lead(self.text, start, line.end)
        if lead is None and start > line.start:
            lead_end = numbered_lead(self.text, start, line.end) or start
            lead = self.text[start:lead_end].strip().rstrip(PUNCTUATION) or None
        self._add("column", line.start, line.end, heading=lead, lead_end=lead_end if lead else line.start)
        return True

    def _in_box(self, line: Line) -> bool:
        """Tell whether a line still stands in the open box; a number that goes on with the text outside ends it."""
        assert self.box is not None
        mark = line.mark
        if mark and "\t" not in self.text[line.start : line.end]:
            if mark.level < CLAUSE or "." in mark.number:
                return False
            value = int(mark.number)
            if value != 1 and self.box.get(mark.level) != value - 1:
                return False
            self.box[mark.level] = value
            return True
        if len(line) < LONG_PARAGRAPH or "\t" in self.text[line.start : line.end] or not self.box_rows:
            return True
        first = self.box_rows[0]
        numbered = first.mark is not None or "\t" in self.text[first.start : first.end]
        return (
            len(first) >= LONG_PARAGRAPH
            and not numbered
            and paragraph_lead(self.text, line.start, line.end)[0] is not None
        )

    def _paragraph(self, start: int, end: int) -> None:
        dashes = skip_dashes(self.text, start, end)
        lead, lead_end = paragraph_lead(self.text, dashes, end)
        self._add("paragraph", start, end, heading=lead, lead_end=lead_end if lead else start)


def _end_of(text: str, start: int, length: int) -> int:
    """Return the index after so many characters that are not space."""
    while length:
        length -= not text[start].isspace()
        start += 1
    return start


def _goes_on(text: str, before: Block) -> bool:
    words = text[before.start : before.end]
    return 4 <= len(words) <= 30 and not re.search(r"[。：；！？\d]", words)
