"""A level that shall be raised to, or lowered to, a value (forms ``level_up`` and ``level_down``).

Progress is the part of the way from the baseline that is done, the same for both directions: 33 lowered to 28 stands
at 60 % when it has reached 30. The way may be even in steps (linear) or in rates (equal rate); see
:mod:`lantu.targets.paths` for bent ones. Formulas: planning practice, section 2.4, first row.
"""

from __future__ import annotations

from lantu.targets.kinds import Number, power, root


def progress(baseline: Number, target: Number, latest: Number) -> Number:
    """Return the part of the way that is done, 1 at the target; negative where it went the wrong way.

    >>> from decimal import Decimal as D
    >>> round(progress(D("60.6"), D(65), D("65.2")), 3), progress(D(33), D(28), D(30)), progress(D(87), D("87.5"), D("86.5"))
    (Decimal('1.045'), Decimal('0.6'), Decimal('-1'))
    """
    return (latest - baseline) / (target - baseline)


def due(baseline: Number, target: Number, elapsed: Number) -> Number:
    """Return the value due when a share of the period has elapsed, in even steps.

    Args:
        baseline: Value at the end of the base year.
        target: Value at the end of the period.
        elapsed: Share of the period elapsed, 0 to 1; a bent path gives its bent share.

    >>> from decimal import Decimal as D
    >>> due(D("60.6"), D(65), D("0.4"))
    Decimal('62.36')
    """
    return baseline + (target - baseline) * elapsed


def due_at_equal_rate(baseline: Number, target: Number, elapsed: Number) -> Number:
    """Return the value due at a share of the period when it changes by the same rate all the time.

    >>> from decimal import Decimal as D
    >>> round(due_at_equal_rate(D(100), D(121), D("0.5")), 10)
    Decimal('110.0000000000')
    """
    return baseline * power(target / baseline, elapsed)


def needed_step(latest: Number, target: Number, years_left: Number) -> Number:
    """Return the change needed in each of the years left.

    >>> from decimal import Decimal as D
    >>> needed_step(D(63), D(65), 2)
    Decimal('1')
    """
    return (target - latest) / years_left


def needed_rate(latest: Number, target: Number, years_left: Number) -> Number:
    """Return the rate of change a year needed in the years left.

    >>> from decimal import Decimal as D
    >>> round(needed_rate(D(100), D(121), 2), 10)
    Decimal('0.1000000000')
    """
    return root(target / latest, years_left) - 1
