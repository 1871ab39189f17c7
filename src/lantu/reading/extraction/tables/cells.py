"""Cells: a little text that knows where each of its characters stands.

A cell may be broken over lines; its characters are brought to one width and its spaces taken out, one for one with the
place of each, so that a number inside can be found in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SAME = {
    "*": "∗＊﹡⁎⋆※",
    "-": "−﹣－‐‑",
    "~": "～〜∼",
    "%": "％﹪",
    ">": "＞﹥",
    "<": "＜﹤",
    "≥": "⩾≧",
    "≤": "⩽≦",
    "/": "／∕",
    "（": "(",
    "）": ")",
    "[": "［",
    "]": "］",
    "，": ",",
    "：": ":",
    "；": ";",
}
FOLD = {**_WIDTH, **{ord(other): one for one, others in _SAME.items() for other in others}}
"""One width for what tables print in many: stars, dashes, comparators, brackets."""
for _mark in "（），：；！？":
    FOLD[ord(_mark)] = _mark

_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: Its text in one width without space.
        at: For each character its index in the text the cell was cut from.
        starts: Indices into ``text`` at which its lines begin (the first is 0).
    """

    text: str
    at: tuple[int, ...]
    starts: tuple[int, ...] = (0,)

    @property
    def start(self) -> int:
        """Index of its first character in the text it was cut from."""
        return self.at[0]

    @property
    def end(self) -> int:
        """Index after its last character."""
        return self.at[-1] + 1


def cut(text: str, start: int, end: int) -> Cell | None:
    """Cut a cell out of a text; None when it holds only space.

    >>> cut("指标 | ＞ 52 |", 4, 9)
    Cell(text='>52', at=(5, 7, 8), starts=(0,))
    """
    kept = [(character, i) for i, character in enumerate(text[start:end], start) if not character.isspace()]
    if not kept:
        return None
    folded = "".join(character for character, _ in kept).translate(FOLD)
    places = tuple(i for _, i in kept)
    if "，" in folded and _THOUSANDS.search(folded):
        gone = {match.start() for match in _THOUSANDS.finditer(folded)}
        places = tuple(place for i, place in enumerate(places) if i not in gone)
        folded = "".join(character for i, character in enumerate(folded) if i not in gone)
    return Cell(folded, places)


def join(cells: Iterable[Cell]) -> Cell:
    """Join the parts of a cell that was broken over lines.

    >>> join([Cell("达到", (0, 1)), Cell("要求", (3, 4))])
    Cell(text='达到要求', at=(0, 1, 3, 4), starts=(0, 2))
    """
    parts = list(cells)
    text, at, starts = "", (), []  # type: str, tuple[int, ...], list[int]
    for part in parts:
        starts += [len(text) + start for start in part.starts]
        text, at = text + part.text, at + part.at
    return Cell(text, at, tuple(starts))


def sliced(cell: Cell, start: int, end: int) -> Cell:
    """Return a part of a cell."""
    inner = tuple(at - start for at in cell.starts if start < at < end)
    return Cell(cell.text[start:end], cell.at[start:end], (0, *inner))
