"""How far behind: the part of what is due that is not done.

A gap is a share of the due amount of change, never of the level: a floor of 95 % would have to fall to 85.5 % before it
looked 10 % behind. Source: planning practice, section 2.6 and correction no. 1.
"""

from __future__ import annotations

from lantu.targets.kinds import Number


def gap(due_change: Number, change: Number) -> Number:
    """Return the share of the due change that is missing; negative when ahead.

    Args:
        due_change: Change since the baseline that is due, not zero.
        change: Change since the baseline that has been reached, with the same sign for the same direction.

    >>> from decimal import Decimal as D
    >>> round(gap(D("8.7"), D("8.0")), 3), round(gap(D("8.7"), D("7.5")), 3)
    (Decimal('0.080'), Decimal('0.138'))
    """
    return (due_change - change) / due_change
