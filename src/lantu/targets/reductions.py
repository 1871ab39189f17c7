"""A reduction over the period (form ``cumulative_reduction``): what remains is multiplied, reductions are never added.

Progress is counted in logarithms, as the statistics bureau and the planning commissions do; the plain quotient is kept
under its own name because reports print it too. Formulas: planning practice, section 2.4, fourth row, and its
correction no. 3. The years of the 12th five-year plan multiply to 18.25 %; added they would be 19.71 %.
"""

from __future__ import annotations

from collections.abc import Iterable

from lantu.targets.kinds import Number, log, power, root


def accumulated(yearly: Iterable[Number]) -> Number:
    """Return the reduction that the reductions of the years make together; a negative one is a rise.

    >>> from decimal import Decimal as D
    >>> round(accumulated([D("0.0201"), D("0.036"), D("0.037"), D("0.048"), D("0.056")]), 4)
    Decimal('0.1825')
    """
    remains: Number = 1
    for reduction in yearly:
        remains = remains * (1 - reduction)
    return 1 - remains


def yearly(reduction: Number, years: Number) -> Number:
    """Return the even reduction a year that makes a reduction over some years.

    >>> from decimal import Decimal as D
    >>> [round(yearly(D(total), 5) * 100, 2) for total in ("0.145", "0.17", "0.135", "0.18")]
    [Decimal('3.08'), Decimal('3.66'), Decimal('2.86'), Decimal('3.89')]
    """
    return 1 - root(1 - reduction, years)


def due(reduction: Number, elapsed: Number) -> Number:
    """Return the reduction due when a share of the period has elapsed.

    >>> from decimal import Decimal as D
    >>> round(due(D("0.145"), D("0.6")), 4)
    Decimal('0.0897')
    """
    return 1 - power(1 - reduction, elapsed)


def progress(achieved: Number, reduction: Number) -> Number:
    """Return the part of the reduction that is done, in logarithms.

    >>> from decimal import Decimal as D
    >>> [round(progress(D(achieved), D("0.145")), 3) for achieved in ("0.073", "0.087")]
    [Decimal('0.484'), Decimal('0.581')]
    """
    return log(1 - achieved) / log(1 - reduction)


def simple_progress(achieved: Number, reduction: Number) -> Number:
    """Return the plain quotient (简单比例), which flatters those who are behind.

    >>> from decimal import Decimal as D
    >>> [round(simple_progress(D(achieved), D("0.145")), 3) for achieved in ("0.073", "0.087")]
    [Decimal('0.503'), Decimal('0.600')]
    """
    return achieved / reduction


def needed(achieved: Number, reduction: Number, years_left: Number) -> Number:
    """Return the reduction a year needed in the years left.

    >>> from decimal import Decimal as D
    >>> round(needed(D("0.073"), D("0.145"), 2), 4), round(needed(D("0.0487"), D("0.17"), 2), 4)
    (Decimal('0.0396'), Decimal('0.0659'))
    """
    return 1 - root((1 - reduction) / (1 - achieved), years_left)
