"""How indicators follow from each other: intensity, amounts per head, growth and level.

Changes are fractions, so that 5 % growth is 0.05 and a reduction by 3 % is 0.03. Source: planning practice, section
2.4, derived identities; which indicators they join is content (``vocabulary/identities.yaml``).
"""

from __future__ import annotations

from lantu.targets.kinds import Number


def intensity_reduction(amount_growth: Number, output_growth: Number) -> Number:
    """Return by how much an amount per output falls when both change.

    >>> from decimal import Decimal as D
    >>> round(intensity_reduction(D("0.02"), D("0.055")), 4)
    Decimal('0.0332')
    """
    return 1 - (1 + amount_growth) / (1 + output_growth)


def amount_growth(intensity_reduction: Number, output_growth: Number) -> Number:
    """Return the growth of an amount that its intensity and the output leave.

    >>> from decimal import Decimal as D
    >>> amount_growth(D("0.03"), D("0.05"))
    Decimal('0.0185')
    """
    return (1 - intensity_reduction) * (1 + output_growth) - 1


def ratio(upper: Number, lower: Number) -> Number:
    """Return one indicator per another: per head, per output, per worker, as a share.

    >>> from decimal import Decimal as D
    >>> ratio(D(1600), D(320))
    Decimal('5')
    """
    return upper / lower


def growth(level: Number, level_before: Number) -> Number:
    """Return the growth between two levels at one and the same price.

    >>> from decimal import Decimal as D
    >>> growth(D(1050), D(1000))
    Decimal('0.05')
    """
    return level / level_before - 1
