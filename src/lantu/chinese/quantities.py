"""Find quantities: a number with its unit, its bounds and its spread; one grammar for prose and spreadsheet cells.

Nothing here decides what a number is *for* (value, modifier, ordinal, name): that needs the sentence and belongs to the
reading. Here a stretch of text becomes a value, a unit as printed, and a comparator.

The rule for comparators is that of reference/labelling.md: words before and after the number bound it, and 左右 wins over
控制在. A multiplier stays in the unit, as printed: 1.4万户 is 1.4 of 万户, 百万辆 is one 百万辆; only 千亿, 百亿 and 十亿 are read as 1000,
100 and 10 of 亿, in which the other amounts of a plan are given.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lantu.chinese import quantity_builders as build
from lantu.chinese.quantity import Quantity, Shape, render_quantity
from lantu.chinese.quantity_grammar import (
    AFTER,
    AMOUNT,
    BEFORE,
    FIRST,
    FRACTION,
    IMPLIED,
    MULTIPLE,
    NTH,
    STROKE,
    STRONG,
    TENTHS,
    TOP,
    WORDS,
)

__all__ = ["AFTER", "BEFORE", "Quantity", "Shape", "find_quantities", "parse_quantity", "render_quantity"]

_SPACE = re.compile(r"\s+")
_PADDED = re.compile(r"0\d(?![\d.])")  # 07市政路桥项目: the number of an item


def find_quantities(text: str) -> list[Quantity]:
    """Find the quantities of a text, in order, none overlapping another.

    Args:
        text: Clean text: half-width digits and Latin letters, no spaces inside Chinese.

    Returns:
        All quantities, also those that will prove to be ordinals, names or dates; the caller masks dates.

    >>> [(q.value, q.unit, q.comparator) for q in find_quantities("不少于1.4万户，3000余家，2—3个，4.5%以内")]
    [(Decimal('1.4'), '万户', '>='), (Decimal('3000'), '家', '>'), (Decimal('2'), '个', 'range'), (Decimal('4.5'), '%', '<=')]
    """
    found: list[Quantity] = []
    for pattern, builder in _GRAMMAR:
        for match in pattern.finditer(text):
            quantity = builder(match)
            if quantity is not None and not _PADDED.match(text, quantity.number_start):
                found.append(quantity)
    found.sort(
        key=lambda quantity: quantity.start
    )  # stable: of two that begin together the grammar's first comes first
    return _without_overlaps(found)


def parse_quantity(text: str) -> Quantity | None:
    """Read a text that is one quantity through and through; None for anything else.

    >>> parse_quantity("> 5.0").comparator, parse_quantity("470左右").hedged, parse_quantity("完成国家下达任务")
    ('>', True, None)
    """
    squeezed = _SPACE.sub("", text)
    found = find_quantities(squeezed)
    return found[0] if len(found) == 1 and found[0].start == 0 and found[0].end == len(squeezed) else None


def _without_overlaps(found: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    end = 0
    for quantity in found:
        if quantity.start >= end:
            kept.append(quantity)
            end = quantity.end
    return kept


#: In the order of precedence where two readings begin at one place.
_GRAMMAR: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Quantity | None]], ...] = (
    (FRACTION, build.fraction),
    (STROKE, build.stroke),
    (TENTHS, build.tenths),
    (TOP, build.rank),
    (NTH, build.rank),
    (STRONG, build.rank),
    (FIRST, build.rank),
    (MULTIPLE, build.multiple),
    (IMPLIED, build.implied),
    (AMOUNT, build.amount),
    (WORDS, build.words),
)
