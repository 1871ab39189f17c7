"""Baseline, rate and end value do not fit together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from typing_extensions import override

from lantu.model.findings import Figure, Finding, Held, Severity
from lantu.review.changes import Change, changes_of
from lantu.review.intervals import in_unit
from lantu.review.reviewed import Reviewed
from lantu.review.rule import InBoth, Rule


class GrowthLevelMismatch(Rule):
    """Baseline, rate and end value do not fit together.

    The baseline grown at the rate for the years between, or raised by the points or additions given, must reach the end value; rounding is
    allowed for, and makes a finding probable where points would have to be rounded. Real growth of what is measured in money may differ from its levels by prices, up to three per cent a year.
    """

    name = "growth-level-mismatch"
    title = "F203"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for change in changes_of(reviewed.claims.values()):
            spans = [reviewed.span(claim.statement) for claim in (change.before, change.rate, change.after)]
            figures = [change.before.figure("baseline"), change.rate.figure("rate"), change.after.figure("target")]
            figures.append(_figure(change))
            facts = {
                "name": change.after.statement.indicator,
                "before": change.before.printed,
                "rate": change.rate.printed,
                "after": change.after.printed,
                "years": change.years,
                "expected": _expected(change),
            }
            if change.agrees:
                yield self.held("F051", spans, figures, **facts)
            else:
                yield self.finding(_severity(change), "F050", spans, figures, **facts)


def _figure(change: Change) -> Figure:
    unit, low, high = change.after.statement.unit, change.shown.low, change.shown.high
    upper = None if math.isinf(high) else in_unit(high, unit)
    return Figure(
        part="expected", name=change.after.statement.indicator, value=in_unit(low, unit), value_high=upper, unit=unit
    )


def _expected(change: Change) -> InBoth:
    """Say what the rate leads to, with the decimals of the end value."""
    figure, value = _figure(change), change.after.statement.value or Decimal(1)
    places = max(0, -int(value.as_tuple().exponent))
    low, unit = f"{figure.value:.{places}f}", figure.unit or ""
    if figure.value_high is None:
        return InBoth(f"{low}{unit}以上", f"at least {low}{unit}")
    ends = "—".join(dict.fromkeys((low, f"{figure.value_high:.{places}f}")))
    return InBoth(f"{ends}{unit}", f"{ends}{unit}")


def _severity(change: Change) -> Severity:
    firm = all(claim.firm for claim in (change.before, change.rate, change.after))
    return "hard" if firm and change.exact and not change.possible else "probable"
