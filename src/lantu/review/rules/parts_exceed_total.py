"""The parts of a total add up to more than the total."""

from __future__ import annotations

from collections.abc import Iterator

from typing_extensions import override

from lantu.model.findings import Finding, Held, Severity
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule
from lantu.review.sums import Sum

_RATHER_PARTS = ("points", "table", "其中", "sum")


class PartsExceedTotal(Rule):
    """The parts of a total add up to more than the total.

    Parts and totals are taken from the text's own structure: 其中, an enumeration, a list of named members, the sub-sections of a section
    that states a total. Bounds count for what they allow: parts of "at least" exceed a total of "at most", not a total of "at least".
    A finding is hard where the text is certain about the parts and all numbers are promised without reserve, else probable.
    """

    name = "parts-exceed-total"
    title = "F210"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for sum_ in reviewed.sums:
            spans = [reviewed.span(term.record) for term in sum_.terms]
            facts = {"total": sum_.whole.name, "printed": sum_.printed_total, "arithmetic": sum_.arithmetic}
            if sum_.whole.interval.below(sum_.added):
                severity = _severity(sum_)
                if severity is not None:
                    yield self.finding(severity, "F001", spans, sum_.figures, **facts, excess=sum_.difference)
            elif sum_.certain and len(sum_.parts) > 1 and not sum_.added.below(sum_.whole.interval):
                yield self.held("F002", spans, sum_.figures, **facts)


def _severity(sum_: Sum) -> Severity | None:
    if sum_.certain:
        return "hard" if sum_.firm else "probable"
    near = sum_.added.low * 2 <= sum_.whole.interval.printed * 3  # far more than the total: rather no parts of it
    if sum_.how == "apposition":
        return "probable" if near else None
    return "probable" if near and sum_.how in _RATHER_PARTS else "note"
