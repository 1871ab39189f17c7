"""A rise that is added over the period (form ``cumulative_increment``: life expectancy 〔1〕 year up).

Unlike a sum it is told from two levels, so it can also be undone. Formulas: planning practice, section 2.4, fifth row.
"""

from __future__ import annotations

from lantu.targets.kinds import Number


def progress(baseline: Number, rise: Number, latest: Number) -> Number:
    """Return the part of the rise that is done.

    >>> from decimal import Decimal as D
    >>> progress(D("78.2"), D(1), D("78.8"))
    Decimal('0.6')
    """
    return (latest - baseline) / rise


def due(baseline: Number, rise: Number, elapsed: Number) -> Number:
    """Return the level due when a share of the period has elapsed.

    >>> from decimal import Decimal as D
    >>> due(D("78.2"), D(1), D("0.4"))
    Decimal('78.6')
    """
    return baseline + rise * elapsed


def needed(baseline: Number, rise: Number, latest: Number, years_left: Number) -> Number:
    """Return the rise needed in each of the years left.

    >>> from decimal import Decimal as D
    >>> needed(D("78.2"), D(1), D("78.8"), 2)
    Decimal('0.2')
    """
    return (baseline + rise - latest) / years_left
