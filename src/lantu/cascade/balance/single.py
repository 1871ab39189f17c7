"""One constraint: parts as near as can be to what is wished, with one total and a bound on each part.

The commonest balance by far (areas to their city, years to their period) needs no solver. Where only a total binds,
every part moves by the same push λ, weighed by its coefficient and its weight, until a bound holds it:
``x = clip(wished + λ·coefficient / weight, lower, upper)``. The total grows with λ, piecewise linearly, so the one λ
that gives the total is found by Newton steps between two bounds that only draw together.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.float64]

_STEPS = 200  # Newton needs some five; halving alone would need sixty
_EXACT = 1e-12  # of the size of the total: where the next step is lost in the last digits


def meet_total(
    wished: Numbers,
    total: float,
    *,
    weight: Numbers | None = None,
    coefficients: Numbers | None = None,
    lower: Numbers | None = None,
    upper: Numbers | None = None,
) -> Numbers | None:
    """Return the parts nearest to those wished whose weighted sum is a total.

    Minimises ``Σ weight·(x - wished)²`` with ``Σ coefficients·x = total`` and ``lower ≤ x ≤ upper``.

    Args:
        wished: What each part should be, shape (n,).
        total: What the parts shall come to.
        weight: How much each resists a change, positive; 1 unless given.
        coefficients: How much one unit of each part gives to the total; 1 unless given.
        lower: Lower bounds, ``-inf`` for none.
        upper: Upper bounds, ``inf`` for none.

    Returns:
        The parts, shape (n,); None where no parts within the bounds give the total.

    >>> meet_total(np.array([30.0, 50.0, 40.0]), 100.0, upper=np.array([20.0, np.inf, np.inf]))
    array([20., 45., 35.])
    >>> meet_total(np.array([1.0, 1.0]), 10.0, upper=np.array([2.0, 2.0])) is None
    True
    """
    count = len(wished)
    ones = np.ones(count)
    each = ones if coefficients is None else coefficients
    low = np.full(count, -np.inf) if lower is None else lower
    high = np.full(count, np.inf) if upper is None else upper
    push = each / (ones if weight is None else weight)
    least, most = _reach(each, low, high)
    slack = _EXACT * max(abs(total), float(np.sum(np.abs(each * wished))), 1e-300)
    if bool(np.any(low > high)) or total < least - slack or total > most + slack:
        return None
    return _pushed(wished, each, push, low, high, total, slack)


def _reach(each: Numbers, low: Numbers, high: Numbers) -> tuple[float, float]:
    """Return the least and the most that parts within their bounds can come to."""
    used = each != 0
    each, low, high = each[used], low[used], high[used]
    least, most = np.where(each > 0, low, high), np.where(each > 0, high, low)
    return float(each @ least), float(each @ most)


def _pushed(
    wished: Numbers, each: Numbers, push: Numbers, low: Numbers, high: Numbers, total: float, slack: float
) -> Numbers:
    """Return the parts at the λ that gives the total."""
    left, right, at = -np.inf, np.inf, 0.0
    parts = np.clip(wished, low, high)
    for _ in range(_STEPS):
        short = total - float(np.sum(each * parts))
        if abs(short) <= slack:
            break
        left, right = (at, right) if short > 0 else (left, at)
        free = _free(wished + at * push, push * np.sign(short), low, high)
        slope = float(np.sum(each[free] * push[free]))
        step = at + short / slope if slope > 0 else _next_bound(wished, push, low, high, at, short)
        at = step if left < step < right else (left + right) / 2
        parts = np.clip(wished + at * push, low, high)
    return parts


def _free(pushed: Numbers, way: Numbers, low: Numbers, high: Numbers) -> npt.NDArray[np.bool_]:
    """Tell which parts move when λ goes on: those between their bounds, or on one and leaving it."""
    return ((way > 0) & (pushed >= low) & (pushed < high)) | ((way < 0) & (pushed > low) & (pushed <= high))


def _next_bound(wished: Numbers, push: Numbers, low: Numbers, high: Numbers, at: float, short: float) -> float:
    """Return the next λ at which a part comes to one of its bounds, where none moves at this one."""
    moves = push != 0
    bounds = np.concatenate([(low[moves] - wished[moves]) / push[moves], (high[moves] - wished[moves]) / push[moves]])
    ahead = bounds[bounds > at] if short > 0 else bounds[bounds < at]
    return float(ahead.min() if short > 0 else ahead.max()) if len(ahead) else at
