"""The parts of a total do not make it up."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from typing_extensions import override

from lantu.model.findings import Finding, Held, Severity
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule
from lantu.review.sums import Sum


class PartsBelowTotal(Rule):
    """The parts of a total do not make it up.

    Where the text says that the parts are all there are (合计, 由……组成, a total row), less than the total is hard. Where it only names parts,
    something may be left out on purpose: the share not accounted for is noted.
    """

    name = "parts-below-total"
    title = "F209"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for sum_ in reviewed.sums:
            if not sum_.added.below(sum_.whole.interval) or len(sum_.parts) < 2 or sum_.how == "apposition":
                continue
            left = 1 - sum_.added.printed / sum_.whole.interval.printed
            yield self.finding(
                _severity(sum_),
                "F004" if sum_.complete else "F003",
                [reviewed.span(term.record) for term in sum_.terms],
                sum_.figures,
                total=sum_.whole.name,
                printed=sum_.printed_total,
                arithmetic=sum_.arithmetic,
                missing=sum_.difference,
                share=f"{float(left):.1%}",
            )


def _severity(sum_: Sum) -> Severity:
    """Return hard for what is said to be all, probable for a few per cent left over, which a slip leaves more likely than an omission."""
    if sum_.complete and sum_.certain:
        return "hard" if sum_.firm else "probable"
    if sum_.complete or (sum_.certain and sum_.how in _RATHER_ALL):
        left = 1 - sum_.added.printed / sum_.whole.interval.printed
        return "probable" if sum_.complete or left <= _LITTLE else "note"
    return "note"


_RATHER_ALL = ("enumeration", "points", "years")
_LITTLE = Fraction(1, 20)
