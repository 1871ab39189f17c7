"""What identifies an indicator in goals and in observations: itself, what was newly added to it, or by how much it rose.

A stock (高技能人才), what is newly added to it (新增高技能人才) and its net rise (净增, 增加) are three figures, and each is
answered by values of its own. Sums over years are made of what was added or of rises, never of stocks.
"""

from __future__ import annotations

from functools import lru_cache

from lantu.model.relations.identity import name_key
from lantu.vocabulary.indicators import dimension_of, indicator
from lantu.vocabulary.matching import Match, known_indicator

PERCENT = "%"
_ADDED, _RISEN = ":added", ":risen"  # no id of the vocabulary ends so
_NET = "净增"


@lru_cache(maxsize=1 << 16)  # a province has thousands of names, each with and without its unit
def key_of(name: str, unit: str | None = None, measure: str | None = None) -> str:
    """Return what identifies an indicator: its id in the vocabulary, else its name as names are compared.

    >>> key_of("全市常住人口城镇化率", "%"), key_of("urbanisation"), key_of("航空产业产值", "亿元")
    ('urbanisation', 'urbanisation', '航空产业产值')
    >>> key_of("新增高技能人才", "万人"), key_of("净增高技能人才", "万人"), key_of("地区生产总值增加", "亿元")
    ('high-skilled-workers:added', 'high-skilled-workers:risen', 'gdp:risen')
    """
    if is_known(name):
        return name
    match = known_indicator(name, unit=unit, measure=measure)
    if match is None:
        return name_key(name)
    if match.said is None:
        return match.indicator_id
    if match.said == "addition":
        return key_of_sum(match.indicator_id, name)
    return key_of_rise(match.indicator_id) if _is_counted(match, unit) else name_key(name)


def key_in_unit(name: str, unit: str | None) -> str:
    """Return what identifies an indicator whose values are told in a unit; one that leads to no entry gives way to the name."""
    key = key_of(name, unit)
    return key if is_known(key) else key_of(name)


def key_of_sum(key: str, name: str = "") -> str:
    """Return what identifies the amounts that are summed over years.

    Args:
        key: Key of the indicator.
        name: The printed name, which may say that the amounts are net.

    >>> key_of_sum("new-jobs"), key_of_sum("high-skilled-workers"), key_of_sum("航空产业产值")
    ('new-jobs', 'high-skilled-workers:added', '航空产业产值')
    """
    known = indicator(key)
    if known is None or known.basis != "point":
        return key
    return key + (_RISEN if _NET in name else _ADDED)


def key_of_rise(key: str) -> str:
    """Return what identifies the rise of an indicator on the base year, told in its units."""
    return key if indicator(key) is None else key + _RISEN


def risen(key: str) -> str | None:
    """Return the indicator whose rise a key identifies, or None where it identifies something else.

    >>> risen("gdp:risen"), risen("gdp"), risen("航空:risen")
    ('gdp', None, None)
    """
    base = key.removesuffix(_RISEN)
    return base if base != key and indicator(base) is not None else None


def is_known(key: str) -> bool:
    """Return whether a key leads to an entry of the vocabulary, and is no mere name."""
    return indicator(key.removesuffix(_RISEN).removesuffix(_ADDED)) is not None


def _is_counted(match: Match, unit: str | None) -> bool:
    """Tell whether a name speaks of a rise in units (增加…万人), not in percent or points."""
    known = indicator(match.indicator_id)
    if known is None or unit is None or match.said == "fall":
        return False
    return PERCENT not in known.units and dimension_of(unit) in known.dimensions
