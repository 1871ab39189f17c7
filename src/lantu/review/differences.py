"""How two claims of one indicator differ: not at all, in writing, in their bounds, or so that both cannot hold."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal

from lantu.model.findings import Severity
from lantu.review.claims import Claim
from lantu.review.intervals import Interval, far_apart, interval_of

Difference = Literal["none", "bounds", "apart"]


def difference(a: Claim, b: Claim) -> Difference:
    """Return how two claims of one indicator and time differ.

    What was reached may be rounded (5.67万亿元 and 56708亿元); what is promised may not. Bounds differ where both bind on the same side at another
    number (至少95%, 至少97%), or on both sides of one number.
    """
    if a.interval.apart(b.interval):
        return "none" if _rounded(a, b) else "apart"
    if a.statement.measure == "duration" and _as_exact(a).apart(_as_exact(b)):
        return "bounds"  # within a day and within half an hour can both hold, yet are two promises
    if a.target and _bound_and_number(a, b):
        return "bounds"
    ends = (
        math.isinf(a.interval.high),
        math.isinf(b.interval.high),
        math.isinf(a.interval.low),
        math.isinf(b.interval.low),
    )
    if (ends[0] and ends[1] and a.interval.low != b.interval.low) or (
        ends[2] and ends[3] and a.interval.high != b.interval.high
    ):
        return "none" if _rounded(a, b) else "bounds"
    return "none"


def _bound_and_number(a: Claim, b: Claim) -> bool:
    """Tell whether one promises a number and the other a bound that allows it, at another number (达到48%, 45%以上)."""
    one, other = sorted((a.interval, b.interval), key=lambda interval: not interval.exact)
    bounded = math.isinf(other.low) or math.isinf(other.high)
    return one.exact and bounded and one.printed != other.printed


def _as_exact(claim: Claim) -> Interval:
    return interval_of(replace(claim.statement, comparator="=")) or claim.interval


def _rounded(a: Claim, b: Claim) -> bool:
    """Tell whether two numbers reached are one number printed with fewer decimals."""
    if a.target or b.target:
        return False
    coarse = max(a.step, b.step)
    return abs(a.interval.printed - b.interval.printed) * 2 <= coarse


def severity_of(a: Claim, b: Claim, kind: Difference) -> Severity:
    """Return how grave it is that two claims differ."""
    if not a.target and a.statement.indicator_id is None:
        return "note"  # what was reached is told of many things under the same few words
    if far_apart(a.interval, b.interval) and a.statement.measure != "duration":
        return "note"
    return "hard" if kind == "apart" and a.firm and b.firm and a.target == b.target else "probable"
