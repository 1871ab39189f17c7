"""The table of contents, so that no heading is read twice.

Three signs: the word 目录; lines with leaders and a page number; a run of headings that all come again later. The
contents end where their first entries come a second time, or where prose begins.
"""

from __future__ import annotations

import re

from lantu.reading.extraction.lines import ARTICLE, Line, is_furniture

LONGEST_ENTRY = 90
FEWEST_HEADINGS = 5
"""A run of headings without prose between is a table of contents from this many on, if they come again."""
SEEN_AGAIN = 0.8
FIRST_ENTRIES = 4
MISSES = 2
"""So many lines in a row may be neither repeated nor numbered (a long entry broken in two)."""

_WORD = re.compile(r"目 *[录次]")
_LEADERS = re.compile(r"[.．…·⋯_\-—]{2,} *\d{0,4}$|[\t ]\d{1,4}$")
_TAIL = re.compile(r"[ \t.．…·⋯_—\-]*\d{0,4}$")
_NOISE = re.compile(r"[ \t，,、]")


def find_contents(text: str, lines: list[Line]) -> tuple[int, int] | None:
    """Find the table of contents.

    Args:
        text: The clean text.
        lines: Its lines.

    Returns:
        Index of its first line and after its last, or None.
    """
    keys = [_key(text, line) for line in lines]
    last = {key: i for i, key in enumerate(keys) if key}
    word = next(
        (i for i, line in enumerate(lines) if len(line) <= 8 and _WORD.fullmatch(text, line.start, line.end)), None
    )
    begin = word + 1 if word is not None else _run_of_entries(text, lines, keys, last)
    if begin is None or begin >= len(lines):
        return None
    end = _end(text, lines, keys, last, begin)
    if word is None:
        return (begin, end) if end - begin >= FEWEST_HEADINGS else None
    return (word, end) if end > begin else None


def _key(text: str, line: Line) -> str:
    """Return what an entry and its heading share: the words without space, leaders and page number."""
    if len(line) > LONGEST_ENTRY:
        return ""
    if text[line.end - 1] in "。；！":
        return ""
    return _NOISE.sub("", entry_words(text, line))


def entry_words(text: str, line: Line) -> str:
    """Return an entry without its leaders and page number."""
    return _TAIL.sub("", text[line.start : line.end])


def _has_leaders(text: str, line: Line) -> bool:
    return len(line) <= LONGEST_ENTRY and _LEADERS.search(text, max(line.start, line.end - 40), line.end) is not None


def _run_of_entries(text: str, lines: list[Line], keys: list[str], last: dict[str, int]) -> int | None:
    """Find a run of headings that come again later in order, or of lines with leaders."""
    begin, again, leaders, place = 0, 0, 0, -1
    for i, line in enumerate(lines):
        if line.mark and line.mark.level <= ARTICLE and keys[i] and "\t" not in text[line.start : line.end]:
            leaders += _has_leaders(text, line)
            if last[keys[i]] > max(i, place):
                again, place = again + 1, last[keys[i]]
            if i + 1 - begin >= FEWEST_HEADINGS and max(again, leaders) >= SEEN_AGAIN * (i + 1 - begin):
                return begin
        elif not is_furniture(text, line):
            begin, again, leaders, place = i + 1, 0, 0, -1
    return None


def _end(text: str, lines: list[Line], keys: list[str], last: dict[str, int], begin: int) -> int:
    """Return the index after the last entry."""
    first: set[str] = set()
    top: tuple[int, str] | None = None
    end, misses = begin, 0
    for i in range(begin, len(lines)):
        line, key, mark = lines[i], keys[i], lines[i].mark
        leaders = _has_leaders(text, line)
        opening = (mark.level, mark.number) if mark else None
        if key in first or (top is not None and opening == top and not leaders):
            break
        if key and len(first) < FIRST_ENTRIES:
            first.add(key)
        if opening and (top is None or opening[0] < top[0]):
            top = opening
        if leaders or (key and (mark or last[key] > i)):
            end, misses = i + 1, 0
        elif is_furniture(text, line):
            end = i + 1 if end == i else end
        elif not key or misses == MISSES:
            break
        else:
            misses += 1
    return end
