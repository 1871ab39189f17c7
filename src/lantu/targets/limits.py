"""Caps, floors and ranges (forms ``cap``, ``floor``, ``range``): judged every year, kept or broken.

There is no half-kept cap, so there is no progress; there is a margin, positive while the limit is kept. Formulas:
planning practice, section 2.4, sixth and seventh row.
"""

from __future__ import annotations

from lantu.targets.kinds import Number, size


def margin_below(cap: Number, latest: Number) -> Number:
    """Return how far a value lies below its cap, as a share of the cap; negative when it is broken.

    >>> from decimal import Decimal as D
    >>> margin_below(D("5.5"), D("5.28"))
    Decimal('0.04')
    """
    return (cap - latest) / size(cap)


def margin_above(floor: Number, latest: Number) -> Number:
    """Return how far a value lies above its floor, as a share of the floor; negative when it is broken.

    >>> from decimal import Decimal as D
    >>> margin_above(D(90), D("94.5"))
    Decimal('0.05')
    """
    return (latest - floor) / size(floor)


def kept_years(kept: Number, years: Number) -> Number:
    """Return the share of the years gone by in which the limit was kept.

    >>> kept_years(3, 4)
    0.75
    """
    return kept / years
