"""What a value means where the table does not say it outright: its unit and how it relates to its period.

Monthly figures of the statistics bureau are year to date as a rule, amounts of 1-6月 and 上半年 always; the vocabulary
says of each indicator which it is. What follows from a rule is told as an assumption. A unit is never assumed where
two are possible: 亿元 and 万元 are the commonest slip of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from lantu.cascade.keys import PERCENT
from lantu.cascade.observed import CHANGE, in_unit
from lantu.exchange.observations.headers import is_unit
from lantu.exchange.observations.known import Named
from lantu.exchange.observations.periods import Span
from lantu.exchange.observations.values import CellError
from lantu.vocabulary.indicators import Indicator, indicator
from lantu.vocabulary.matching import known_indicator
from lantu.vocabulary.units import MULTIPLIERS, split_unit

_SAMPLE = Decimal(1)
_SHOWN = 40
_SEVERAL = re.compile("[、,;/]")
_OF_ANY = (None, "period", "year_to_date")  # 本月 and 累计 stand above growth and stocks too
_POINTS = "百分点"
_DECIMALS_OF_RATES = 2
_BARE = frozenset(("", "%"))
_CHANGE_UNITS = frozenset(("%", "‰", "百分点", "个百分点"))


def basis_of(
    said: str | None, span: Span, entry: Indicator | None, name: str, *, beside: bool = True
) -> tuple[str, bool]:
    """Return how a value relates to its period, and whether that is assumed.

    Args:
        said: What the table says of it, or None.
        span: Its period.
        entry: The indicator, or None for one of the plan's own.
        name: Its printed name, for messages.
        beside: Whether the period stands beside the value; 本月 below a title of 1-6月 is the month, not the half.

    Raises:
        CellError: It cannot be told: a month of an indicator nothing is known of (M054), or a sum that may be of the year
            or since the base year (M055).
    """
    if said == CHANGE or (entry is not None and entry.basis == CHANGE and said in _OF_ANY):
        return CHANGE, False
    if said == "period" and entry is not None and entry.aspect == "reduction":
        return CHANGE, False  # a reduction within the year is one on the year before
    if entry is not None and entry.basis == "point" and said in _OF_ANY:
        return "point", False
    if span.from_january and (said in (None, "year_to_date") or (said == "period" and beside)):
        return "year_to_date", False
    if said is not None:
        return ("period", False) if said == "year_to_date" and span.is_year else (said, False)
    if entry is None:
        return _of_unknown(span, name)
    if entry.basis == "since_baseline":
        raise CellError("M055", indicator=name)
    if span.is_year:
        return "period", False
    return ("year_to_date", not span.opens_the_year) if _is_to_date(entry, span) else ("period", True)


def _of_unknown(span: Span, name: str) -> tuple[str, bool]:
    """Return how a value of the plan's own indicator relates to its period, where the table does not say."""
    if span.moment:
        return "point", False
    if span.is_year:
        return "period", True
    raise CellError("M054", indicator=name)


def _is_to_date(entry: Indicator, span: Span) -> bool:
    """Return whether an amount is one since January: by its period, as bureaus publish it, or by the end of a month."""
    return span.opens_the_year or span.moment or entry.basis == "year_to_date"


def check_unit(named: Named, unit: str, *, change: bool) -> Indicator | None:
    """Hold that an indicator can be measured in a unit, and return its entry, or that of its growth if the unit says so.

    Args:
        named: The indicator.
        unit: The printed unit.
        change: Whether the value is a change on the year.

    Raises:
        CellError: The unit is not known (M034) or measures something else (M035).
    """
    own = {named.own_unit or "", *(named.entry.units if named.entry else ())}
    if unit and unit not in own and split_unit(unit)[1] is None:
        raise CellError("M034", unit=unit[:_SHOWN])
    if change:
        if in_unit(_SAMPLE, unit, "%") is None and not (_POINTS in unit and _may_change_in_points(named)):
            raise CellError("M035", unit=unit, indicator=named.name, units="%")
        return named.entry
    if named.own_unit is not None and in_unit(_SAMPLE, unit, named.own_unit) is not None:
        return named.entry
    if named.entry is not None:
        match = known_indicator(named.entry.zh, unit=unit)
        if match is not None:
            return indicator(match.indicator_id)
    elif named.own_unit is None:
        return None
    units = "、".join(
        each or "—"
        for each in dict.fromkeys((named.own_unit, *(named.entry.units if named.entry else ())))
        if each is not None
    )
    raise CellError("M035", unit=unit, indicator=named.name, units=units)


def unit_of(
    named: Named, cell: str | None, nearest: Sequence[str | None], title: Sequence[str], *, change: bool
) -> tuple[str, str]:
    """Return the unit of a value, and what should be told of it as a code or empty.

    Args:
        named: The indicator.
        cell: The unit printed in the cell, or None.
        nearest: Units of column and row, the one that counts first.
        title: Units of the line above the table.
        change: Whether the value is a change on the year.

    Raises:
        CellError: No unit is said (M036), two contradict each other (M037), or it cannot be one of the indicator.
    """
    around = [_one_of(unit, named) for unit in nearest if unit is not None]
    if change:
        said = [unit for unit in around if unit in _CHANGE_UNITS]
        return _of_change(cell, said[0] if said else "%")
    if len(set(around)) > 1:
        raise CellError("M037", one=around[0], other=around[1])
    if not around:
        around = [unit for unit in title if _fits(named, unit)]
    if cell in MULTIPLIERS and around and split_unit(around[0])[0] == 1:
        cell = f"{cell}{around[0]}"
    if cell is not None:
        return _of_cell(cell, around)
    if len(set(around)) == 1:
        return around[0], ""
    if len(set(around)) > 1:
        raise CellError("M037", one=around[0], other=around[1])
    return _only_one(named)


def _one_of(unit: str, named: Named) -> str:
    """Return the unit of the indicator where several are written as one: 亿元、%."""
    parts = _SEVERAL.split(unit)
    if len(parts) == 1 or is_unit(unit) or not all(map(is_unit, parts)):
        return unit
    fitting = [part for part in parts if _fits(named, part)]
    return fitting[0] if len(fitting) == 1 else unit


def _of_cell(cell: str, around: Sequence[str]) -> tuple[str, str]:
    if not is_unit(cell) and cell not in around:
        raise CellError("M034", unit=cell)
    if not around or cell in around:
        return cell, ""
    if in_unit(_SAMPLE, cell, around[0]) is None:
        raise CellError("M037", one=cell, other=around[0])
    return cell, "M044"


def _of_change(cell: str | None, around: str) -> tuple[str, str]:
    """Return the unit of a change: 提高0.8个百分点 below 增长% is in points, 2% below 百分点 may be either."""
    if cell is None or cell == around:
        return around, ""
    if _POINTS in around and _POINTS not in cell:
        raise CellError("M037", one=cell, other=around)
    return cell, ""


def hold_scale(number: Decimal, unit: str) -> None:
    """Hold that a number below a header of per cent is no fraction that lost its format: 0.0543 for 5.43 %.

    Rates are published to one or two decimals; a number below one with more is what a formula leaves in a plain cell.

    Raises:
        CellError: It may be either (M099).
    """
    decimals = -int(number.as_tuple().exponent)
    if unit == PERCENT and number and abs(number) < 1 and decimals > _DECIMALS_OF_RATES:
        raise fraction(number)


def fraction(number: Decimal) -> CellError:
    """Return the reason why a number below a header of per cent is not taken (M099)."""
    return CellError("M099", found=f"{number:f}"[:_SHOWN], hundredfold=f"{number.scaleb(2).normalize():f}"[:_SHOWN])


def _may_change_in_points(named: Named) -> bool:
    """Return whether an indicator is a share or a rate; the growth of an amount is in per cent of it."""
    units = [named.own_unit] if named.own_unit is not None else [*(named.entry.units if named.entry else ())]
    return not units or any(in_unit(_SAMPLE, unit, "%") is not None for unit in units)


def _only_one(named: Named) -> tuple[str, str]:
    """Return the unit of an indicator that is a share or a pure number: there is no other it could be in."""
    if named.own_unit is not None and named.own_unit in _BARE:
        return named.own_unit, "M043"
    units = named.entry.units if named.entry and named.own_unit is None else ()
    if "" in units:
        return "", "M043"
    if units == ("%",):
        return "%", "M043"
    raise CellError("M036", indicator=named.name)


def _fits(named: Named, unit: str) -> bool:
    """Return whether a unit is one of the indicator itself and not only of its growth."""
    try:
        return check_unit(named, unit, change=named.changes) == named.entry
    except CellError:
        return False
