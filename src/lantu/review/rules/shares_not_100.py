"""Shares of one whole do not add up to a hundred."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from typing_extensions import override

from lantu.model.findings import Figure, Finding, Held, Severity
from lantu.review.intervals import in_unit
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule
from lantu.review.shares import Shares, shares_in


class SharesNot100(Rule):
    """Shares of one whole do not add up to a hundred.

    A structure (三次产业结构, 能源消费结构), shares given by 分别, a ratio of parts. Hard where the text says that these are all the parts; probable
    where three or more shares miss a hundred by a little, which an omission seldom does. What rounding explains is no finding.
    """

    name = "shares-not-100"
    title = "F213"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for shares in shares_in(reviewed.wording.text):
            span = reviewed.span(reviewed.wording.span(shares.start, shares.end))
            figures = [
                Figure(part="share", name=name, value=in_unit(value, None), unit="%")
                for name, value in zip(shares.names or [""] * len(shares.values), shares.values, strict=True)
            ]
            facts = {"arithmetic": _arithmetic(shares.values)}
            severity = _severity(shares)
            if severity:
                yield self.finding(severity, "F040", [span], figures, **facts)
            elif shares.complete:
                yield self.held("F041", [span], figures, **facts)


def _severity(shares: Shares) -> Severity | None:
    low, high = shares.added.low, shares.added.high
    if low <= 100 <= high:
        return None
    off = abs(shares.added.printed - 100)
    if off <= shares.rounding:  # whole per cents of a target are seldom rounded
        return "probable" if shares.complete and shares.rounding >= 1 and len(set(shares.values)) > 1 else None
    if shares.complete:
        return "hard" if shares.added.exact and len(shares.values) > 2 else "probable"
    return "probable" if len(shares.values) > 2 and _NEAR[0] <= shares.added.printed <= _NEAR[1] else None


_NEAR = (95, 110)


def _arithmetic(values: tuple[Fraction, ...]) -> str:
    return (
        f"{'+'.join(f'{in_unit(value, None):f}' for value in values)}={in_unit(sum(values, start=Fraction(0)), None):f}"
    )
