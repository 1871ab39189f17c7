"""Parts of a whole: shares, weighted means, and what a change of structure does to them.

The ratio of a whole is the mean of the ratios of its parts, weighted by their denominators: the urbanisation rate of a
city is that of its counties weighted by population, never their plain mean. Source: planning practice, section 3.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from lantu.targets.kinds import Number


def share(part: Number, whole: Number) -> Number:
    """Return the share of a part.

    >>> from decimal import Decimal as D
    >>> share(D(15), D(60))
    Decimal('0.25')
    """
    return part / whole


def total(parts: Sequence[Number]) -> Number:
    """Return the sum of the parts.

    >>> from decimal import Decimal as D
    >>> total([D(420), D(210), D(180), D(60)])
    Decimal('870')
    """
    return sum(parts[1:], start=parts[0])


def shares_so_far(amounts: Sequence[Number]) -> list[Number]:
    """Return the share of the whole reached with each part, such as after each year of an investment plan.

    >>> from decimal import Decimal as D
    >>> shares_so_far([D(10), D(30), D(60)])
    [Decimal('0.1'), Decimal('0.4'), Decimal('1')]
    """
    so_far = list(accumulate(amounts))
    return [amount / so_far[-1] for amount in so_far]


def weighted_mean(values: Sequence[Number], weights: Sequence[Number]) -> Number:
    """Return the ratio of the whole from the ratios of its parts and their denominators.

    >>> from decimal import Decimal as D
    >>> weighted_mean([D(60), D(40)], [D(300), D(100)])
    Decimal('55')
    """
    return total([value * weight for value, weight in zip(values, weights, strict=True)]) / total(weights)


def reduction_of_whole(
    reductions: Sequence[Number], amounts: Sequence[Number], outputs: Sequence[Number], factors: Sequence[Number]
) -> Number:
    """Return by how much the intensity of a whole falls when that of each part falls by its own reduction.

    It is not the mean of the reductions: where the parts that use most for their output grow fastest, the whole falls
    by less (结构效应). What holds is Σ e(1−r)G = e₀(1−R)G₀ over the last year's outputs G.

    Args:
        reductions: Reduction of the intensity of each part over the period.
        amounts: What each part used in the base year, such as energy.
        outputs: Output of each part in the base year.
        factors: What the period makes of each part's output.

    >>> from decimal import Decimal as D
    >>> energy, output = [D(900), D(600), D(300), D(200)], [D(420), D(210), D(180), D(60)]
    >>> grown = [D("1.05") ** 5, D("1.06") ** 5, D("1.055") ** 5, D("1.065") ** 5]
    >>> round(reduction_of_whole([D("0.145")] * 4, energy, output, grown), 4)
    Decimal('0.1419')
    """
    used = total([a * (1 - r) * f for a, r, f in zip(amounts, reductions, factors, strict=True)])
    made = total([o * f for o, f in zip(outputs, factors, strict=True)])
    return 1 - (used / made) / (total(amounts) / total(outputs))
