"""GBK by its bytes: what a damaged pair of bytes can have been.

Pages in GBK are sometimes edited byte by byte by tools that do not know where a character begins. To read such a
page one needs the two bytes of a character, the characters that share a first byte, and the pairs that show nothing:
GB 18030 section 5 leaves user-defined areas, and what falls in them vanishes from a page without trace.
"""

from __future__ import annotations

from functools import cache

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))


@cache
def pair(char: str) -> tuple[int, int] | None:
    """Return the two bytes of a character, or None where GBK has none or only one.

    >>> [f"{byte:02X}" for byte in pair("潭")]
    ['CC', 'B6']
    >>> pair("a") is None
    True
    """
    try:
        data = char.encode("gbk")
    except UnicodeEncodeError:
        return None
    return (data[0], data[1]) if len(data) == 2 else None


@cache
def character(lead: int, trail: int) -> str | None:
    """Return the character that two bytes show, or None where they show nothing."""
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None


@cache
def row(lead: int) -> tuple[str, ...]:
    """Return all characters with this first byte."""
    return tuple(shown for trail in TRAILS if (shown := character(lead, trail)))


@cache
def column(trail: int) -> tuple[str, ...]:
    """Return all characters with this second byte."""
    return tuple(shown for lead in LEADS if (shown := character(lead, trail)))


@cache
def is_frequent(char: str) -> bool:
    """Tell whether a character is of the first level of GB 2312-80, which holds the 3,755 most used ones."""
    both = pair(char)
    return both is not None and 0xB0 <= both[0] <= 0xD7 and both[1] >= 0xA1


@cache
def vanishes(lead: int, trail: int) -> bool:
    """Tell whether two bytes form a pair that shows nothing: user-defined or unassigned.

    >>> vanishes(0xAF, 0xD5), vanishes(0xB0, 0xA1)
    (True, False)
    """
    return lead in LEADS and (0x80 <= trail <= 0xFE or 0x40 <= trail <= 0x7E) and character(lead, trail) is None


@cache
def vanishing_pairs() -> frozenset[tuple[int, int]]:
    """Return all pairs of bytes that show nothing."""
    return frozenset((lead, trail) for lead in LEADS for trail in TRAILS if vanishes(lead, trail))
