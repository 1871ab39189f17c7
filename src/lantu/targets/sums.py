"""An amount summed over the years of the period (form ``cumulative_sum``, printed 〔5〕 or 累计).

Formulas: planning practice, section 2.4, third row.
"""

from __future__ import annotations

from lantu.targets.kinds import Number


def progress(done: Number, target: Number) -> Number:
    """Return the part of the amount that is done.

    >>> from decimal import Decimal as D
    >>> progress(D("3.3"), D(5))
    Decimal('0.66')
    """
    return done / target


def due(target: Number, elapsed: Number) -> Number:
    """Return the amount due when a share of the period has elapsed; where years have plans, their sum is due instead.

    >>> from decimal import Decimal as D
    >>> due(D(5), D("0.6"))
    Decimal('3.0')
    """
    return target * elapsed


def needed(done: Number, target: Number, years_left: Number) -> Number:
    """Return the amount needed in each of the years left.

    >>> from decimal import Decimal as D
    >>> needed(D("3.3"), D(5), 2)
    Decimal('0.85')
    """
    return (target - done) / years_left
