"""Assumptions that the figures of a file speak against.

A bare month of retail sales is taken as the amount since January, because that is how bureaus publish it. Where several
months stand side by side their figures say whether that can be: an amount since January never falls, and grows about as the
months do. Months alone stay where they are. What lies nearer to the latter is not taken before somebody says which it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from lantu.cascade.observed import in_unit
from lantu.exchange.observations.report import Found
from lantu.monitoring.series import is_intensive
from lantu.monitoring.vintages import slot_of


class _Point(NamedTuple):
    month: int
    value: Decimal
    of: Found


def doubtful(values: Iterable[Found]) -> Iterator[tuple[Found, Found]]:
    """Yield the assumed values that cannot be amounts since January, each with the one that speaks against it.

    Args:
        values: Values of one file; those said outright are held beside the assumed ones and never doubted.
    """
    held = list(values)
    if not any(each.assumed for each in held):
        return
    for year in _years(held):
        yield from _falling(year) or _standing(year)


def _years(values: Iterable[Found]) -> Iterator[list[_Point]]:
    """Yield the amounts since January of one indicator, subject and year in the order of the months."""
    years: defaultdict[tuple[object, ...], list[_Point]] = defaultdict(list)
    units: dict[tuple[object, ...], str] = {}
    for each in values:
        observation, slot = each.observation, slot_of(each.observation)
        if observation.basis != "year_to_date" or is_intensive(observation.unit) or len(slot.period) != len("2025-06"):
            continue
        key = (slot.indicator, slot.subject, slot.period[:4], observation.state, observation.published_on)
        value = in_unit(observation.value, observation.unit, units.setdefault(key, observation.unit))
        if value is not None and value > 0:
            years[key].append(_Point(int(slot.period[5:]), value, each))
    assumed = (year for year in years.values() if any(point.of.assumed for point in year))
    return (sorted(year, key=lambda point: (point.month, point.value)) for year in assumed)


def _falling(year: list[_Point]) -> list[tuple[Found, Found]]:
    """Return what is less than the month before it."""
    falls = [(later, earlier) for earlier, later in pairwise(year) if later.value < earlier.value]
    return [(one.of, other.of) if one.of.assumed else (other.of, one.of) for one, other in falls]


def _standing(year: list[_Point]) -> list[tuple[Found, Found]]:
    """Return the last of a year whose figures grow more like months (not at all) than like amounts since January."""
    first, last = year[0], year[-1]
    grown = last.value / first.value
    if not last.of.assumed or grown**2 >= Decimal(last.month) / first.month:
        return []
    return [(last.of, first.of)]
