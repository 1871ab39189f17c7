"""The published unit of a year's value, where nobody has chosen one.

Years are published at least as finely as the plan prints its target, and one decimal finer where a year would otherwise
be told in very few units. What is counted (enterprises, places) stays whole. Reductions have two decimals: a year's
3.08 % and 3.1 % differ by a whole year's effort in five.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from lantu.cascade.tracks import Direction, Measure
from lantu.vocabulary.units import split_unit

FEWEST_UNITS = 4
"""How many published units a year's change has at least, else it is told one decimal finer (design default)."""

RATE = Decimal("0.1")
REDUCTION = Decimal("0.01")
_COUNTED = frozenset({"measure_word", "noun"})
_SHARED_OUT = re.compile(
    r"每(?!年|个?月|季)|[人户]均|平均|[千万]人|百户"
)  # what is counted is then told as a mean, in parts


def published_unit(
    measure: Measure, direction: Direction, unit: str, printed: Iterable[Decimal], yearly_change: Decimal
) -> Decimal:
    """Return the published unit of a year's value.

    Args:
        measure: How the states are told.
        direction: Which side is better.
        unit: Unit of the value.
        printed: The values the plan prints.
        yearly_change: Mean change a year; of a sum the mean amount a year.

    >>> published_unit("level", "up", "%", [Decimal("70.5"), Decimal(74)], Decimal("0.7"))
    Decimal('0.1')
    >>> published_unit("sum", "up", "万人", [Decimal(16)], Decimal("3.2")), published_unit("sum", "up", "个", [Decimal(8)], Decimal("1.6"))
    (Decimal('0.1'), Decimal('1'))
    """
    finest = max((decimals(value) for value in printed), default=0)
    if measure == "index":
        return min(REDUCTION if direction == "down" else RATE, _unit(finest))
    if finest == 0 and is_counted(unit):
        return Decimal(1)
    few = 0 < abs(yearly_change) < FEWEST_UNITS * _unit(finest)
    return _unit(finest + few)


def is_counted(unit: str) -> bool:
    """Return whether whole things are counted in the unit.

    >>> is_counted("家"), is_counted("万家"), is_counted("%")
    (True, False, False)
    """
    multiplier, known = split_unit(unit)
    return multiplier == 1 and known is not None and known.kind in _COUNTED


def is_whole(name: str, unit: str) -> bool:
    """Return whether an indicator counts whole things: persons, but not persons among a thousand.

    >>> is_whole("每年城镇新增就业", "人"), is_whole("每千人口医疗卫生机构床位数", "张"), is_whole("城镇新增就业", "万人")
    (True, False, False)
    """
    return is_counted(unit) and _SHARED_OUT.search(name) is None


def decimals(value: Decimal) -> int:
    """Return how many decimals a value is printed with.

    >>> decimals(Decimal("70.50")), decimals(Decimal("1E+3"))
    (2, 0)
    """
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _unit(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)
