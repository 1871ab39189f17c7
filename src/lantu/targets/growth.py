"""Average growth a year (form ``average_growth``): years are multiplied, and progress is counted in logarithms.

A *factor* is what the years have made of 1: 1.05 after a year of 5 %. Formulas: planning practice, section 2.4,
second row. Growth is counted at comparable prices, or at current ones, as the plan says; the two do not mix.
"""

from __future__ import annotations

from collections.abc import Iterable

from lantu.targets.kinds import Number, log, power, root


def factor(rates: Iterable[Number]) -> Number:
    """Return what the years have made of 1.

    >>> from decimal import Decimal as D
    >>> factor([D("0.065"), D("0.024"), D("0.063")])
    Decimal('1.159265280')
    """
    made: Number = 1
    for rate in rates:
        made = made * (1 + rate)
    return made


def average(achieved: Number, years: Number) -> Number:
    """Return the average growth a year behind a factor.

    >>> from decimal import Decimal as D
    >>> round(average(factor([D("0.065"), D("0.024"), D("0.063")]), 3), 4), round(average(D("1.198"), 5), 4)
    (Decimal('0.0505'), Decimal('0.0368'))
    """
    return root(achieved, years) - 1


def due(rate: Number, years: Number) -> Number:
    """Return the factor due after some years of growth at the target rate.

    >>> from decimal import Decimal as D
    >>> round(due(D("0.065"), 5), 3)
    Decimal('1.370')
    """
    return power(1 + rate, years)


def progress(achieved: Number, rate: Number, period: Number) -> Number:
    """Return the part of the growth of the whole period that is done.

    Args:
        achieved: Factor since the base year.
        rate: Target growth a year, not zero.
        period: Years of the whole period.

    >>> from decimal import Decimal as D
    >>> round(progress(due(D("0.065"), 3), D("0.065"), 5), 10)
    Decimal('0.6000000000')
    """
    return log(achieved) / (period * log(1 + rate))


def needed(achieved: Number, rate: Number, period: Number, years_left: Number) -> Number:
    """Return the growth a year needed in the years left for the average of the period to be met.

    >>> from decimal import Decimal as D
    >>> round(needed(D("1.159265280"), D("0.065"), 5, 2), 4)
    Decimal('0.0871')
    """
    return root(due(rate, period) / achieved, years_left) - 1
