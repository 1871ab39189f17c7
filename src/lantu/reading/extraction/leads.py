"""Leads: the short first sentence that is a paragraph's topic, and the short lines that head what follows them."""

from __future__ import annotations

import re

from lantu.reading.extraction.grids import PROSE, is_prose
from lantu.reading.extraction.lines import Line

LONGEST_LEAD = 30
LONGEST_NUMBERED_LEAD = 60
SENTENCE = 25
"""A line of this length that closes with a full stop can be what a short line above it heads."""
PUNCTUATION = "。；：！？，、,;:"

_SENTENCE = re.compile(r"[^。；！？]*[。；！？]")
_QUANTITY = re.compile(
    r"\d[\d.,]*(?:[—－~-]\d[\d.]*)? ?(?:[%％‰℃]|个百分点|[万亿千百]?(?:元|个|家|户|人|件|年|月|日|亩|吨|套|公里|平方|座|条|所|倍|名|位|张|项|台|辆|处|批|次|岁|公顷|立方|标箱|度|千瓦|兆瓦|微克|美元|斤|米))"
)
_ENUMERATED = re.compile(
    r"[一二三四五六七八九十]{1,2}[是要]|[第其][一二三四五六七八九十]{1,2}[是，、]|首先|其次|再次|此外|最后"
)
_ADDRESS = re.compile(r"各位(?:代表|委员|同志)|同志们|现将|抄送")
_CAPTION = re.compile(r"[图表] ?\d{1,3}(?:-\d+)?(?![\d章节])")


def paragraph_lead(text: str, start: int, end: int) -> tuple[str | None, int]:
    """Return the lead of a paragraph and the index after its full stop; (None, start) without one.

    A lead is short, says nothing in numbers and is followed by more.

    >>> paragraph_lead("水更清。河湖水质改善。", 0, 11)
    ('水更清', 4)
    """
    found = _SENTENCE.match(text, start, min(end, start + LONGEST_LEAD + 1))
    if not found or found.end() >= end or text[found.end() - 1] in "！？":
        return None, start
    if found.end() - start < 4 or _QUANTITY.search(text, start, found.end()):
        return None, start
    return text[start : found.end() - 1].strip(), found.end()


def numbered_lead(text: str, start: int, end: int) -> int | None:
    """Return the index after the lead of a numbered line, or None: it may be longer, close with a colon, or be the whole line."""
    stop = min(end, start + LONGEST_NUMBERED_LEAD)
    found = _SENTENCE.match(text, start, stop)
    colon = text.find("：", start, min(stop, start + LONGEST_LEAD))
    if colon >= 0 and (not found or colon < found.end()):
        after = colon + 1
    elif found:
        after = found.end()
    else:
        return None
    return None if _QUANTITY.search(text, start, after) else after


def skip_dashes(text: str, start: int, end: int) -> int:
    """Return the index after the dashes or bullets at the head of a paragraph."""
    while start < end and text[start] in "—－-– ●◆■·•":
        start += 1
    return start


def heads_what_follows(text: str, lines: list[Line], i: int) -> bool:
    """Tell whether a short line without number heads what follows."""
    line = lines[i]
    if not 4 <= len(line) <= PROSE or i + 1 >= len(lines) or text[line.start] in "—，。）”(（":
        return False
    following, before = lines[i + 1], lines[i - 1] if i else None
    prose = is_prose(text, following) or (len(following) >= SENTENCE and text[following.end - 1] == "。")
    if following.mark or not prose or (before and _is_broken(text, before)):
        return False
    if text[line.end - 1] in PUNCTUATION:
        return _is_sentence_heading(text, lines, i)
    if text[following.start] in PUNCTUATION:
        return False
    return _reads_as_heading(text[line.start : line.end])


def _reads_as_heading(words: str) -> bool:
    """Tell whether a line without stop is a heading and not the first half of a sentence that a page broke."""
    if _CAPTION.match(words) or _ADDRESS.match(words) or words[-1] in "的和与及了在为" or words[-1].isdigit():
        return False
    if "，" in words and len(words) > LONGEST_LEAD - 6:
        return False
    return re.search(r"[。；！？\t]|\d日", words) is None


def _is_broken(text: str, line: Line) -> bool:
    """Tell whether a line of prose stops in the middle of a sentence."""
    return len(line) >= PROSE and not line.mark and text[line.end - 1] not in "。；：！？”）"


def _is_sentence_heading(text: str, lines: list[Line], i: int) -> bool:
    """Tell whether a sentence on a line of its own heads the paragraph after it: enumerated, or one of a row of such."""
    if not _is_lone_sentence(text, lines[i]) or _is_lone_sentence(text, lines[i + 1]):
        return False
    if _ENUMERATED.match(text, lines[i].start):
        return True
    return any(0 <= j < len(lines) - 1 and _is_lone_sentence(text, lines[j]) for j in (i - 2, i + 2))


def _is_lone_sentence(text: str, line: Line) -> bool:
    if line.mark or not 6 <= len(line) <= PROSE or text[line.end - 1] != "。":
        return False
    if text.find("。", line.start, line.end - 1) >= 0:
        return False
    return not _QUANTITY.search(text, line.start, line.end)
