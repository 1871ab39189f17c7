"""One width for digits, letters and punctuation, so that a rule has to know one form only.

Digits, Latin letters, ``% . + / < > =`` become half width, punctuation of Chinese sentences full width. What is left as
it is: the comma between digits (``1,000`` stays one group of digits), the colon between digits (``1:3``), punctuation
of other languages, and every dash of a range.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lantu.model.text import Edit, MappedText

_KEPT_WIDE = set("，；：？！（）－～＂＇｀，、")  # sentence punctuation and the dashes of ranges stay
LETTERS = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE},
    **{0x2080 + digit: 0x30 + digit for digit in range(10)},  # CO₂, PM₂.₅
    ord("∶"): ord(":"),  # the ratio sign
    ord("﹪"): ord("%"),
    ord("\xa0"): ord(" "),
    **{
        code: ord(plain)  # radicals and duplicates that PDF files show instead of the character itself
        for area in (range(0x2F00, 0x2FD6), range(0xF900, 0xFAD9))
        for code in area
        if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and plain != chr(code)
    },
}
UNITS = {
    "㎡": "平方米",
    "㎢": "平方公里",
    "㎥": "立方米",
    "㎞": "公里",
    "㎏": "千克",
    "㎎": "毫克",
    "㎜": "毫米",
    "㎝": "厘米",
}
ODD = re.compile(f"[{''.join(UNITS)}]|PM(?P<gap>[ _]+)2\\.5|[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]+")

HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff]")
HALF = ",;:?!"
HALF_MARKS = frozenset(HALF)
TO_FULL = {ord(half): ord(half) + 0xFEE0 for half in HALF}
MARKS = re.compile('[",;:?!，；：？！。、“”‘’《》（）()…%‰ \u3000]+')
NEAR = 24  # characters; more spaces than that part what is not written together
BRACKET = re.compile("[()（）\n]")
QUOTED_LINE = re.compile(r'[^"\n]*(?:"[^"\n]*)+')


def unify_letters(mapped: MappedText) -> MappedText:
    """Bring digits, letters and signs to half width and take out invisible characters.

    >>> unify_letters(MappedText.of("ＰＭ２．５达标率９８％，绿地３㎡")).text
    'PM2.5达标率98%，绿地3平方米'
    """
    plain = mapped.with_text(mapped.text.translate(LETTERS))
    return plain.replace(_odd_edits(plain.text))


def _odd_edits(text: str) -> Iterator[Edit]:
    for found in ODD.finditer(text):
        if found["gap"]:
            yield Edit(found.start("gap"), found.end("gap"), "")
        else:
            yield Edit(found.start(), found.end(), UNITS.get(found[0], ""))


def unify_punctuation(mapped: MappedText) -> MappedText:
    """Bring punctuation next to Chinese characters to full width.

    >>> unify_punctuation(MappedText.of('到2025年,蓝河市"四馆"(含新馆)达到1,000个,比例为1:3.')).text
    '到2025年，蓝河市“四馆”（含新馆）达到1,000个，比例为1:3.'
    """
    text = mapped.text
    if any(half in text for half in HALF):
        text = MARKS.sub(_widen, text)
    if "(" in text or ")" in text:
        text = _widen_brackets(text)
    if '"' in text:
        text = QUOTED_LINE.sub(_curl, text)
    return mapped if text == mapped.text else mapped.with_text(text)


def _widen(found: re.Match[str]) -> str:
    """Widen the punctuation of a run that touches a Chinese character, or follows a percentage."""
    run, text = found[0], found.string
    if HALF_MARKS.isdisjoint(run):
        return run
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    chinese = HAN.match(before) or HAN.match(after) or "%" in run or "‰" in run
    return run.translate(TO_FULL) if chinese else run


def _widen_brackets(text: str) -> str:
    """Widen both brackets of a pair when a Chinese character touches one of them, inside or outside."""
    chars: list[str] | None = None
    open_at: list[int] = []
    for found in BRACKET.finditer(text):
        at, sign = found.start(), found[0]
        if sign == "\n":
            open_at.clear()
        elif sign in "(（":
            open_at.append(at)
        elif open_at:
            start = open_at.pop()
            mixed = (sign == ")") != (text[start] == "(")
            if mixed or (sign == ")" and (_beside_chinese(text, start) or _beside_chinese(text, at))):
                chars = chars or list(text)
                chars[start], chars[at] = "（", "）"
    return "".join(chars) if chars else text


def _beside_chinese(text: str, at: int) -> bool:
    """Tell whether the nearest character on one side of a bracket is Chinese, spaces not counted."""
    before, after = text[max(0, at - NEAR) : at].rstrip(" \u3000"), text[at + 1 : at + 1 + NEAR].lstrip(" \u3000")
    return bool(HAN.match(before[-1:]) or HAN.match(after[:1]))


def _curl(found: re.Match[str]) -> str:
    """Turn the straight quotes of a line that has Chinese in it into pairs, when they are even in number."""
    line = found[0]
    if line.count('"') % 2 or not HAN.search(line):
        return line
    parts = line.split('"')
    return "".join(part + ("“", "”")[index % 2] for index, part in enumerate(parts[:-1])) + parts[-1]
