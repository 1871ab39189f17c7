"""What stands around a number: the little that its role is decided from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lantu.chinese.quantities import Quantity, Shape
from lantu.reading.extraction.statements.sentences import shelters
from lantu.vocabulary import split_unit

#: Characters looked at on either side; the words that decide stand close by.
REACH = 60

_MULTIPLIER = re.compile(r"^(?:万亿|千万|百万|十万|千亿|百亿|十亿|亿|万|千|百|十)+")
_WHOLE = ("千瓦", "百分", "千米", "千克", "千卡", "千伏")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A number and its neighbourhood.

    Attributes:
        quantity: The number.
        printed: The number as printed, from its first digit, unit and bounds after it included.
        bounds: The words that bound it from before (超, 不少于), or empty.
        before: Words before it and its bounds.
        after: Words after it.
        digit_before: The character right before the numeral.
        quoted: The words inside the quotation marks it stands in, or empty.
        titled: True inside 《》.
        unit: Its unit without multiplier.
        later: Another number follows in the same clause.
        earlier: Another number stands before in the same item.
        joined: The number before ends where this one starts (4个万亿元).
    """

    quantity: Quantity
    printed: str
    bounds: str
    before: str
    after: str
    digit_before: str
    quoted: str
    titled: bool
    unit: str
    later: bool
    earlier: bool
    joined: bool

    @property
    def counts(self) -> bool:
        """True when the unit is a measure word, so that a noun may follow it."""
        return counts_things(self.quantity.unit)

    @property
    def bare_multiplier(self) -> bool:
        """True for 万亿元, 百万辆: a multiplier in characters without a digit."""
        quantity = self.quantity
        return quantity.words and quantity.unit != self.unit and quantity.value in (1, 10, 100, 1000)

    @property
    def is_rank(self) -> bool:
        """True for places in an order."""
        return self.quantity.shape is Shape.RANK


def surroundings_of(sentence: str, quantities: Sequence[Quantity]) -> list[Surroundings]:
    """Return the surroundings of the numbers of a sentence, dates already left out."""
    inside = shelters(sentence)
    return [_surroundings(sentence, quantities, index, inside) for index in range(len(quantities))]


def _surroundings(
    sentence: str, quantities: Sequence[Quantity], index: int, inside: list[tuple[int, int]]
) -> Surroundings:
    quantity = quantities[index]
    previous = quantities[index - 1] if index else None
    following = quantities[index + 1] if index + 1 < len(quantities) else None
    shelter = next((s for s in inside if s[0] < quantity.number_start < s[1]), None)
    mark = sentence[shelter[0]] if shelter else ""
    return Surroundings(
        quantity=quantity,
        printed=sentence[quantity.number_start : quantity.end],
        bounds=sentence[quantity.start : quantity.number_start],
        before=sentence[max(0, quantity.start - REACH) : quantity.start],
        after=sentence[quantity.end : quantity.end + REACH],
        digit_before=sentence[quantity.number_start - 1 : quantity.number_start],
        quoted=sentence[shelter[0] + 1 : shelter[1] - 1] if shelter and mark == "“" else "",
        titled=mark == "《",
        unit=base_unit(quantity.unit),
        later=following is not None and "，" not in sentence[quantity.end : following.start],
        earlier=previous is not None and not re.search(r"[，、]", sentence[previous.end : quantity.start]),
        joined=previous is not None and previous.end == quantity.start and counts_things(previous.unit),
    )


@cache
def base_unit(unit: str | None) -> str:
    """Return a unit without its multiplier.

    >>> base_unit("万户"), base_unit("千瓦"), base_unit("亿"), base_unit(None)
    ('户', '千瓦', '', '')
    """
    if unit is None or unit.startswith(_WHOLE):
        return unit or ""
    return _MULTIPLIER.sub("", unit)


@cache
def counts_things(unit: str | None) -> bool:
    """Tell whether a printed unit is a measure word or a noun that is its own unit (个, 万户, 县)."""
    known = split_unit(base_unit(unit))[1] if unit else None
    return known is not None and known.kind in ("measure_word", "noun")
