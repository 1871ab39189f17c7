"""Lines that the paper made, joined into the paragraphs that were written.

Text taken from a PDF or an e-mail breaks where the page ended. Whether a document is like that is decided once, from
its lines: in a hard-wrapped one most full lines have nearly the same width and end in the middle of a sentence. Page
numbers and running heads are cut out in any document. Headings, contents lines and table rows keep their own lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.chinese.spaces import is_row
from lantu.model.text import Edit, MappedText

NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
BLANK = " \t\u3000\xa0"
PAGE_NUMBER = re.compile(
    r"(?:[-—–―－~～·•]\s*){1,3}\d{1,4}(?:\s*[-—–―－~～·•]){1,3}"
    r"|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}\s*页"
)
CHAPTER = re.compile("第[一二三四五六七八九十百零〇0-9]{1,5}[编篇章节]|[目序前]\\s{0,4}[录言]$|附[件录表]")
ITEM = re.compile(
    "[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}(?:[、．]|\\.(?![0-9]))"
    "|[0-9]{1,2}(?:\\.[0-9]{1,2}){1,3}[\\s、]|专栏|[表图]\\s?[0-9一二三四五六七八九十]|——|[●•■◆◇○□★▪➢❖①-⑳]|注[:：]|[|]"
)
NARROW = re.compile("[A-Za-z0-9 .%+/<>=-]")
AIR = re.compile("(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u4e00-\u9fff])")
LEADERS = re.compile("[.…·．]{3,}")
ENDS = "。！？；!?;：:"
PAUSES = ",，、"
CLOSERS = re.compile("[，。；、：！？,;:?!）)》”’】]|是[:：]")
# PM₂.₅ in three lines, its 2.5 having been set apart on the page
SUBSCRIPT = re.compile(
    "(?<=[A-Za-z])[ \t\u3000]*\n[ \t\u3000]*(?P<low>2|2\\.5|10|3)[ \t\u3000]*\n[ \t\u3000]*(?=[\u4e00-\u9fff，。、；）])"
)

NARROWEST = 14.0  # full-width characters; shorter lines of one width are a list or a table
WIDEST = 80.0
ENOUGH = 12  # full lines that show a habit
FULL = 3.5  # how far below the usual width a full line may end
SHARE_FULL, SHARE_OPEN, SHARE_LONG = 0.3, 0.4, 0.05
RUNNING_HEAD = 40  # characters
REPEATED = 3  # times beside a page number
NEARLY = 0.75  # of the width: prose beside a picture, or a line with narrow quotation marks
INDENT = 1.5  # a little less than the two characters of an indent
NEVER_INSIDE = ("专栏", "表", "图", "注", "●", "■")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what matters for joining.

    Attributes:
        start: Index of its first character.
        end: Index of its line end.
        text: Its characters without blanks on both sides.
        width: In full-width characters.
        indented: Whether it begins with two blanks or an ideographic space.
        kind: ``text``, ``item`` (may go on), ``chapter``, ``row``, ``blank`` or ``furniture``.
    """

    start: int
    end: int
    text: str
    width: float
    indented: bool
    kind: str


def unify_newlines(mapped: MappedText) -> MappedText:
    r"""Make every line end a ``\n``."""
    edits = (Edit(found.start(), found.end(), "\n") for found in NEWLINE.finditer(mapped.text))
    return mapped.replace(edits)


def join_lines(mapped: MappedText) -> MappedText:
    """Cut page numbers and running heads out and join the lines of a paragraph."""
    lines = _marked(_lines(mapped.text))
    width = wrapped_at([line for line in lines if line.kind != "furniture"])
    joined = mapped.replace(_edits(mapped.text, lines, width))
    return joined.replace(_subscripts(joined.text))


def _subscripts(text: str) -> Iterator[Edit]:
    for found in SUBSCRIPT.finditer(text):
        yield Edit(found.start(), found.start("low"), "")
        yield Edit(found.end("low"), found.end(), "")


def _lines(text: str) -> list[Line]:
    lines = []
    at = 0
    for raw in text.split("\n"):
        inner = raw.strip(BLANK)
        indented = raw[:1] == "\u3000" or raw[:2] == "  "
        lines.append(Line(at, at + len(raw), inner, _width(inner), indented, _kind(inner)))
        at += len(raw) + 1
    return lines


def _width(text: str) -> float:
    """Return the printed width in full-width characters; converters write full-width marks in ASCII, they count whole.

    Programs leave air between Chinese and other characters, which some converters write as a space and some do not.

    >>> _width("到2030年"), _width("到 2030 年")
    (5.0, 5.0)
    """
    return len(text) - len(NARROW.findall(text)) / 2 + len(AIR.findall(text)) / 2


def _kind(text: str) -> str:
    if not text:
        return "blank"
    if len(text) <= 60 and PAGE_NUMBER.fullmatch(text):
        return "furniture"
    if LEADERS.search(text) or "\t" in text or is_row(text):
        return "row"
    if CHAPTER.match(text):
        return "chapter"
    return "item" if ITEM.match(text) else "text"


def _marked(lines: list[Line]) -> list[Line]:
    """Mark running heads: short lines that stand beside a page number again and again."""
    beside: Counter[str] = Counter()
    for index, line in enumerate(lines):
        if line.kind == "furniture":
            neighbours = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
            beside.update({near.text for near in neighbours if near.kind in ("text", "item", "chapter")})
    heads = {text for text, times in beside.items() if times >= REPEATED and len(text) <= RUNNING_HEAD}
    if not heads:
        return lines
    return [
        Line(line.start, line.end, line.text, line.width, line.indented, "furniture") if line.text in heads else line
        for line in lines
    ]


def wrapped_at(lines: list[Line]) -> float | None:
    """Return the width at which a document was hard-wrapped, or None where its lines are paragraphs."""
    written = [line for line in lines if line.kind in ("text", "item")]
    widths = Counter(round(line.width) for line in written if NARROWEST <= line.width <= WIDEST)
    if not widths:
        return None
    around = {width: sum(widths[near] for near in range(width - 2, width + 3)) for width in widths}
    crowded = [width for width in around if around[width] >= 0.8 * max(around.values())]
    usual = float(max(crowded, key=lambda width: (widths[width], width)))
    full = [line for line in written if abs(line.width - usual) <= FULL]
    opened = sum(line.text[-1] not in ENDS for line in full)
    longer = sum(line.width > usual + 2 * FULL for line in written)
    hard = (
        len(full) >= ENOUGH
        and len(full) >= SHARE_FULL * len(written)
        and opened >= SHARE_OPEN * len(full)
        and longer <= SHARE_LONG * len(written)
    )
    return usual if hard else None


def _edits(text: str, lines: list[Line], width: float | None) -> Iterator[Edit]:
    """Yield a cut for each line end that paper made; furniture between two lines goes with it."""
    before: Line | None = None
    reach = 0.0  # where the line before ended on paper; it may be printed in fragments
    cut = False  # furniture stood between the line before and this one
    for line in lines:
        if line.kind == "furniture":
            if before is None:
                yield Edit(line.start, min(line.end + 1, len(text)), "")
            cut = before is not None
            continue
        joined = before is not None and _goes_on(before, line, reach, width, cut)
        if before is not None and joined:
            glue = " " if _words_meet(before.text, line.text) else ""
            yield Edit(_last(text, before), line.start + _indent(text, line), glue)
        elif before is not None and cut:
            yield Edit(before.end, line.start, "\n")
        fragment = joined and width is not None and reach < width - FULL and reach + line.width <= width + FULL
        reach = reach + line.width if fragment else line.width
        before, cut = line, False
    if cut and before is not None:
        yield Edit(before.end, len(text), "")


def _last(text: str, line: Line) -> int:
    """Return the index after the last printed character of a line."""
    return line.start + len(text[line.start : line.end].rstrip(BLANK))


def _indent(text: str, line: Line) -> int:
    raw = text[line.start : line.end]
    return len(raw) - len(raw.lstrip(BLANK))


def _words_meet(before: str, after: str) -> bool:
    return before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()


def _quotes_open(text: str) -> bool:
    return text.rfind("“") > text.rfind("”")


def _goes_on(before: Line, line: Line, reach: float, width: float | None, cut: bool) -> bool:
    """Tell whether a line continues the one before."""
    if before.kind not in ("text", "item") or line.kind not in ("text", "item"):
        return False
    ended = before.text[-1] in ENDS
    if CLOSERS.match(line.text) and not ended:
        return True
    if line.indented:
        return False
    if width is None:
        return cut and not ended and line.kind == "text" and before.width >= NARROWEST
    full = reach >= width - FULL
    if line.kind == "item":
        return full and not ended and before.text[-1] not in "”）)" and not line.text.startswith(NEVER_INSIDE)
    if full:
        # after a full stop at the margin: a line shorter by an indent begins a paragraph
        return not ended or line.width > width - INDENT or line.width < width - FULL
    if before.kind == "text" and not ended and (before.width >= NEARLY * width or _quotes_open(before.text)):
        return True
    if before.text[-1] not in PAUSES:
        return False
    return line.text[0] in "“《" or min(before.width, line.width) >= 0.3 * width
