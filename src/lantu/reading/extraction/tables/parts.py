"""The name and scope of figures that a column says of a part only (市区, 女性), so that none is taken for the whole.

A place becomes the scope. A class of people or of places makes a name of its own (城镇居民人均可支配收入), unless the vocabulary takes that
name for the whole. Of words that say neither nothing is sure, and their figures are left unread.
"""

from __future__ import annotations

import re

from lantu.reading.extraction.tables.columns import is_area
from lantu.reading.extraction.tables.names import part_name
from lantu.vocabulary import known_indicator

_PLACE = re.compile(
    r"(?:主城|中心城|建成|老城|新城|市辖|城|郊|镇|园|高新|经开|开发|新)区|市区|县域|县城|乡镇|[省市县区]本级|[省市县]级"
)
_CLASS = re.compile(r"城镇|农村|城市|乡村|男性?|女性?")


def of_part(name: str, part: str | None, unit: str | None = None) -> tuple[str, str | None] | None:
    """Return the name and scope of a figure under a part of a row's name; None where they are not sure.

    >>> of_part("地区生产总值", "市区"), of_part("居民人均可支配收入", "城镇"), of_part("地区生产总值", "高线")
    (('地区生产总值', '市区'), ('城镇居民人均可支配收入', None), None)
    """
    if not part or part in name:
        return name, None
    if _CLASS.fullmatch(part):
        full = part_name(name, part)
        return None if _CLASS.search(name) or _is_whole(full, name, unit) else (full, None)
    return (name, part) if _PLACE.fullmatch(part) or is_area(part) else None


def _is_whole(full: str, name: str, unit: str | None) -> bool:
    """Tell whether the vocabulary takes the name of a part for that of the whole."""
    part, whole = known_indicator(full, unit=unit), known_indicator(name, unit=unit)
    return part is not None and whole is not None and part.indicator_id == whole.indicator_id
