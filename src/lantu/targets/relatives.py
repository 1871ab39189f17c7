"""A target told against another value (form ``relative``: 与经济增长同步, 高于全省平均水平).

What is compared are percentage points, better those of several years together than of one. How near still counts as in
step is a decision of people, not a formula. Source: planning practice, section 2.4, eighth row.
"""

from __future__ import annotations

from lantu.targets.kinds import Number


def lead(value: Number, other: Number) -> Number:
    """Return how far a value lies above the one it is compared with, in the unit of both.

    >>> from decimal import Decimal as D
    >>> lead(D("5.6"), D("5.2"))
    Decimal('0.4')
    """
    return value - other
