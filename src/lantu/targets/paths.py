"""The way from the baseline to the target: which share of the change is due when.

A path turns the share of time into a share of the change; any form of target then asks its own ``due`` for the value.
Formula: planning practice, section 3.1 no. 1, x_k = B + (T − B)(k/n)^α with α < 1 for early and α > 1 for late.
"""

from __future__ import annotations

from lantu.targets.kinds import Number, power


def bent(elapsed: Number, bend: Number) -> Number:
    """Return the share of the change due at a share of the time.

    Args:
        elapsed: Share of the period elapsed, 0 to 1.
        bend: 1 for even steps, below 1 for early, above 1 for late; positive.

    >>> from decimal import Decimal as D
    >>> bent(D("0.25"), D("0.5")), bent(D("0.25"), 2)
    (Decimal('0.5000000000000000000000000000'), Decimal('0.0625'))
    """
    return power(elapsed, bend)
