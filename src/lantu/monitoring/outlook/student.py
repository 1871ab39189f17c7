"""How wide an interval is drawn: quantiles of Student's t, because a handful of years knows its own spread badly.

Intervals are drawn so that four of five future values would fall into them if the future scattered as the past did and
the method were right. Neither is known, and looking back they held less often: the width is a picture of the past's
scatter, not a probability of success.
"""

from __future__ import annotations

from decimal import Decimal

COVERAGE = Decimal("0.8")
"""Share of values an interval is meant to hold (design default)."""

_QUANTILES = tuple(
    Decimal(text)
    for text in (
        "3.0777 1.8856 1.6377 1.5332 1.4759 1.4398 1.4149 1.3968 1.3830 1.3722 "
        "1.3634 1.3562 1.3502 1.3450 1.3406 1.3368 1.3334 1.3304 1.3277 1.3253 "
        "1.3232 1.3212 1.3195 1.3178 1.3163 1.3150 1.3137 1.3125 1.3114 1.3104"
    ).split()
)
_NORMAL = Decimal("1.2816")


def quantile(freedom: int) -> Decimal:
    """Return the 90 % quantile of Student's t, so that 80 % lie between it and its negative.

    Args:
        freedom: Degrees of freedom, at least 1.

    >>> quantile(1), quantile(4), quantile(1000)
    (Decimal('3.0777'), Decimal('1.5332'), Decimal('1.2816'))
    """
    return _QUANTILES[freedom - 1] if freedom <= len(_QUANTILES) else _NORMAL
