"""The printed layout of a text: the line breaks, tabs and spaces that cleaning took out.

Cleaning joins broken lines and closes gaps between Chinese characters, which is right for sentences and ruins a table.
The clean text knows where its characters stood, so the space between two of them can be put back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lantu.model.text import COPIED, Edit, MappedText

_BREAK = re.compile(r"[\n\r\u2028\u2029\x0b\x0c]")
_SPACE = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000]")
_LONGEST_GAP = 200  # space between two characters; more is a lost passage, not layout


def with_layout(clean: MappedText) -> MappedText:
    r"""Return a text with the line breaks, tabs and spaces of its original between its own characters.

    Args:
        clean: Clean text; its characters stay as they are.

    >>> whole = MappedText.of("1 水量\n2 水质")
    >>> with_layout(whole.replace([Edit(1, 2, ""), Edit(4, 5, ""), Edit(6, 7, "")])).text
    '1 水量\n2 水质'
    """
    return clean.replace(_missing(clean))


def _missing(clean: MappedText) -> Iterator[Edit]:
    """Yield what to insert at the seams of the pieces."""
    at, origin, width = clean.at, clean.origin, clean.width
    for i in range(1, len(at)):
        before = at[i] - at[i - 1] if width[i - 1] == COPIED else width[i - 1]
        begin, end = origin[i - 1] + before, origin[i]
        if begin >= end:
            continue
        space = _space_in(clean.original[begin : min(end, begin + _LONGEST_GAP)])
        if space and not clean.text[at[i] - 1].isspace() and not clean.text[at[i]].isspace():
            yield Edit(at[i], at[i], space)


def _space_in(gap: str) -> str:
    """Return the space that a deleted stretch stood for: a break, a tab, or as many spaces as it had."""
    if _BREAK.search(gap):
        return "\n"
    if "\t" in gap:
        return "\t"
    return " " * min(8, sum(2 if space[0] == "\u3000" else 1 for space in _SPACE.finditer(gap)))
