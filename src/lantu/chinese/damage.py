"""Finds places where characters were damaged byte by byte, and says what is still known of each.

The damage: a tool edited the *bytes* of a GBK page, not its characters. It put pinyin after byte pairs that straddle
two characters, or replaced full-width punctuation found on such pairs. From there on the page shows characters one
byte off, until a byte that stands for itself (ASCII) brings it back::

    bytes    X1 X2  A1 A2  B1 B2  C1 5E          true characters X A B C
    edit     X1 X2 (py) A1 ...                   X2 A1 looked like a character read py
    shown    X ?py) [A2 B1] [B2 C1] ^            A1 is lost in the question mark

A pair that falls in a user-defined area shows nothing at all, so that characters may be missing between any two
shown ones. All this is described by a :class:`Damage`: the slots to fill, each with what is known of its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.chinese import gbk
from lantu.chinese.pinyin import HAN, LETTERS, is_reading

LOST = "?\ufffd"  # what a page shows for a byte without its partner
SYLLABLE = rf"[{LETTERS}]{{1,7}}[)）]"
# Punctuation the tool rewrote or set apart, by the two bytes it had: GBK row A1 and the full-width forms of row A3.
PUNCTUATION = {
    "。": "。", "、": "、", ";": "；", "?": "？", ",": "，", ":": "：", "!": "！", "；": "；", "？": "？",
}  # fmt: skip
START = re.compile(rf"(?<=[{HAN})）])[{LOST}](?:(?P<py>[{LETTERS}]{{1,7}})[)）]|(?P<mark>[{''.join(PUNCTUATION)}]))")
AFTER_LOST = re.compile(SYLLABLE)
BRACKETS = re.compile(rf"[(（]({SYLLABLE})")
LONGEST = 60  # shown characters; an annotated or ASCII-tailed character ends a real run long before


@dataclass(frozen=True, slots=True)
class Slot:
    """A character of which some bytes are known, or a stretch of two or three where shown pairs vanished between them.

    Attributes:
        lead: The first byte, None where it is lost.
        trail: The last byte, None where it is lost.
        whole: True where nothing can have vanished between the two.
    """

    lead: int | None
    trail: int | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged place.

    Attributes:
        start: Index of the first sign of damage, the question mark.
        end: Index after the last damaged character.
        straddled: For damage by pinyin: the letters put between the two bytes of a false character.
        slots: What is to be filled in; empty where the run does not come to an end.
        reading: Letters annotated to the last character, where there are any.
    """

    start: int
    end: int
    straddled: str | None
    slots: tuple[Slot, ...]
    reading: str | None


def damages(text: str) -> Iterator[Damage]:
    """Yield the places of a text that look damaged in this way, from left to right."""
    if not any(sign in text for sign in LOST):
        return
    position = 0
    while found := START.search(text, position):
        damage = _follow(text, found)
        yield damage
        position = max(damage.end, found.start() + 1)


def _follow(text: str, found: re.Match[str]) -> Damage:
    """Follow the shifted run from its start to the byte that ends it."""
    start, position = found.span()
    straddled, mark = found.group("py", "mark")
    shown: list[tuple[int, int]] = [] if mark is None else [gbk.pair(PUNCTUATION[mark]) or (0, 0)]
    for _ in range(LONGEST):
        char = text[position : position + 1]
        if not char or char in LOST or char.isascii():
            break
        pair = gbk.pair(char)
        if pair is None:
            char = ""
            break
        shown.append(pair)
        position += 1
        inside = BRACKETS.match(text, position)
        if inside and is_reading(char, inside[1][:-1]):  # pinyin after a straddling pair that showed as a character
            position = inside.end()
    trail, reading, end = _tail(text, position)
    if end == position:
        return Damage(start, found.end(), straddled, (), None)
    flat = [byte for both in shown for byte in both]
    leads, trails = [None, *flat[1::2]], [*flat[0::2], trail]
    slots = (Slot(a, b, whole=mark is not None and not i) for i, (a, b) in enumerate(zip(leads, trails, strict=True)))
    return Damage(start, end, straddled, tuple(slots), reading)


def _tail(text: str, position: int) -> tuple[int | None, str | None, int]:
    """Return the byte that ends a run (None: lost), the reading annotated to its character and the end of the run."""
    char = text[position : position + 1]
    if char and char in LOST:
        letters = AFTER_LOST.match(text, position + 1)
        return None, letters and letters[0][:-1], letters.end() if letters else position + 1
    if char and 0x40 <= ord(char) <= 0x7E:
        letters = BRACKETS.match(text, position + 1)
        return ord(char), letters and letters[1][:-1], position + 1
    return None, None, position
