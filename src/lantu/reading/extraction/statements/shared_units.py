"""Units said once: in 提高1个、2个和3个百分点 and 分别达到3和5万户 the last number says what those before it are of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lantu.chinese.quantities import Quantity, Shape

_JOINED = re.compile(r"[、和与及]|以及")
#: Only numbers said by turns share a unit; 3和5号线 are names.
_BY_TURNS = re.compile(r"(?:分别|双双|依次|各)[^，。；]*$")
#: What is left of a unit that is said in full later.
_SHORT = {"个百分点": (None, "个"), "百分点": (None, "个")}
_UNSAID = (None,)


def with_shared_units(sentence: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Give the numbers that are said by turns the unit of the last.

    Args:
        sentence: The sentence.
        quantities: Its numbers in order.

    >>> from lantu.chinese.quantities import find_quantities
    >>> text = "覆盖率、处理率分别提高1.5和2个百分点"
    >>> [each.unit for each in with_shared_units(text, find_quantities(text))]
    ['个百分点', '个百分点']
    """
    full: list[Quantity] = []
    for quantity in reversed(quantities):
        shares = bool(full) and _shares(sentence, quantity, full[-1])
        full.append(replace(quantity, unit=full[-1].unit) if shares else quantity)
    return full[::-1]


def _shares(sentence: str, quantity: Quantity, following: Quantity) -> bool:
    """Tell a number that nothing but a conjunction parts from the one whose unit it shares."""
    return (
        quantity.shape is following.shape is Shape.AMOUNT
        and following.unit is not None
        and quantity.unit in _SHORT.get(following.unit, _UNSAID)
        and _JOINED.fullmatch(sentence, quantity.end, following.start) is not None
        and _BY_TURNS.search(sentence, 0, quantity.start) is not None
    )
