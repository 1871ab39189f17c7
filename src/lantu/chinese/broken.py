"""Repairs characters that were damaged byte by byte, where the document itself leaves one reading.

:mod:`lantu.chinese.damage` finds the places and what is known of their bytes, :mod:`lantu.chinese.witness` weighs what
they can have been. A reading is taken only when it is far ahead of the next; otherwise the place stays as printed and
is listed as unread. Repair comes before any change of script: it needs the characters whose bytes were damaged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lantu.chinese.damage import damages
from lantu.chinese.witness import Witness
from lantu.model.text import Edit, MappedText, Span

MOST = 2000  # places looked at; a page with more is not a document with damaged places but noise
REPLACED = re.compile("\ufffd+")


@dataclass(frozen=True, slots=True)
class UnreadSite:
    """A place that could not be read.

    Attributes:
        start: Offset in the original text.
        end: Offset after its last character.
        text: What is printed there.
        guess: The likeliest reading, or None.
    """

    start: int
    end: int
    text: str
    guess: str | None


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair.

    Attributes:
        mapped: The text with the repaired places, each mapped to the whole damaged place.
        unread: The places left as printed, in offsets of the original.
        count: How many places were repaired.
        places: Where damage was found, repaired or not, in offsets of the original.
    """

    mapped: MappedText
    unread: tuple[UnreadSite, ...]
    count: int
    places: tuple[Span, ...]


def repair(mapped: MappedText) -> Repaired:
    """Repair what is certain and list what is not.

    Pinyin inside a character is damage beyond doubt. Two marks in a row (``??``, ``?;``) may be meant as they stand: they
    are looked at only where the document is damaged elsewhere.
    """
    found = list(islice(damages(mapped.text), MOST))
    if not any(damage.straddled for damage in found):
        return Repaired(mapped, (), 0, ())
    witness = Witness(mapped.text)
    edits: list[Edit] = []
    unread: list[UnreadSite] = []
    places: list[Span] = []
    for damage in found:
        reading = witness.read(damage)
        span = mapped.original_span(damage.start, damage.end)
        if reading and reading.certain:
            edits.append(Edit(damage.start, damage.end, reading.text))
        elif damage.straddled or damage.slots:
            printed = mapped.original[span.start : span.end]
            unread.append(UnreadSite(span.start, span.end, printed, reading.text if reading else None))
        places.append(span)
    return Repaired(mapped.replace(edits), tuple(unread), len(edits), tuple(places))


def unreadable(original: str, known: Sequence[Span]) -> Iterator[UnreadSite]:
    """Yield runs of U+FFFD that decoding left and that no known damaged place explains."""
    starts = [span.start for span in known]
    for found in islice(REPLACED.finditer(original), MOST):
        at = bisect_right(starts, found.start()) - 1
        if at < 0 or known[at].end <= found.start():
            yield UnreadSite(found.start(), found.end(), found[0], None)
