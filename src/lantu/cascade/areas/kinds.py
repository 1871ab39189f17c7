"""Which method of sharing fits a target: what can be added is shared, what is a ratio is shifted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from lantu.cascade.allocation import AreaMethod
from lantu.cascade.tracks import Measure, Track
from lantu.errors import CascadeError
from lantu.vocabulary.units import unit_named

_RATIO_NAME = re.compile("人均|户均|亩均|地均|平均|每|单位|率|比重|占比|比例|强度|指数|浓度|密度|寿命|年限|增速|位次")
_RATIO_UNITS = frozenset({"%", "‰", "岁", "倍"})


def is_ratio(name: str, unit: str) -> bool:
    """Tell whether an indicator is a ratio, a mean or a density, so that areas do not add up to it.

    >>> is_ratio("常住人口城镇化率", "%"), is_ratio("粮食总产量", "万吨"), is_ratio("人均地区生产总值", "万元")
    (True, False, True)
    """
    known = unit_named(unit)
    rate = "/" in unit or (known is not None and known.kind == "rate")
    return rate or unit in _RATIO_UNITS or not unit or _RATIO_NAME.search(name) is not None


def usual_area_method(track: Track) -> AreaMethod:
    """Return the method that fits a track where nobody has chosen one."""
    if track.form in ("cap", "floor") and is_ratio(track.name, track.unit):
        return "pass_through"
    if track.measure == "index":
        return "classes" if track.form == "cumulative_reduction" else "equal_rate"
    return "common_shift" if is_ratio(track.name, track.unit) and track.measure == "level" else "shares"


_WORDS: Mapping[AreaMethod, str] = {
    "shares": "K212",
    "common_shift": "K213",
    "classes": "K214",
    "equal_rate": "K215",
    "pass_through": "K216",
    "assigned": "K217",
}
_FITTING: Mapping[Measure, frozenset[AreaMethod]] = {
    "level": frozenset({"shares", "common_shift", "pass_through", "assigned"}),
    "sum": frozenset({"shares", "assigned"}),
    "index": frozenset({"classes", "equal_rate", "pass_through", "assigned"}),
}


def fitting_methods(measure: Measure) -> tuple[AreaMethod, ...]:
    """Return the methods by which something so measured can be shared: amounts are not passed on whole, rates not added.

    >>> fitting_methods("sum")
    ('shares', 'assigned')
    """
    return tuple(method for method in get_args(AreaMethod) if method in _FITTING[measure])


def refuse_unfitting(method: AreaMethod, track: Track) -> None:
    """Refuse a method that cannot share a track.

    Raises:
        CascadeError: It cannot (K038).
    """
    if method not in _FITTING[track.measure]:
        raise CascadeError("K038", indicator=track.name, method=CascadeError(_WORDS[method]))
