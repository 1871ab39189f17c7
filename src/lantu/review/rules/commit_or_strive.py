"""One promise is made without reserve in one place and only striven for in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from typing_extensions import override

from lantu.model.findings import Figure, Finding, Held, Severity
from lantu.model.records import Statement
from lantu.review.intervals import scale_of
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule


class CommitOrStrive(Rule):
    """One promise is made without reserve in one place and only striven for in another.

    Both places speak of one indicator, one period and one number; only 力争, 争取 or 努力 is there or not. Whoever monitors the plan cannot
    know whether missing the number breaks a promise. Where the firm place is a table, whose cells leave such words out, it is worth a note.
    """

    name = "commit-or-strive"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for group in reviewed.same:
            promises = [s for s in group if s.kind == "target" and s.value is not None]
            for striven in promises:
                firm = [s for s in promises if s.modality == "commit" and _one_promise(s, striven)]
                if striven.modality == "strive" and firm and _first(striven, promises):
                    yield self._found(reviewed, striven, firm)

    def _found(self, reviewed: Reviewed, striven: Statement, firm: Sequence[Statement]) -> Finding:
        severity: Severity = "note" if striven.in_table or all(s.in_table for s in firm) else "probable"
        value = striven.value if striven.value is not None else Fraction(0)
        figure = (
            Figure(part="target", name=striven.indicator, value=striven.value, unit=striven.unit)
            if striven.value is not None
            else None
        )
        return self.finding(
            severity,
            "F115",
            [reviewed.span(s) for s in (striven, *firm)],
            [figure] if figure else [],
            indicator=striven.indicator,
            amount=f"{value:f}{striven.unit or ''}",
        )


def _one_promise(firm: Statement, striven: Statement) -> bool:
    """Tell whether two statements promise one number for one time."""
    if firm.value is None or striven.value is None:
        return False
    periods = {s.period or s.period_inferred for s in (firm, striven)} - {None}
    one_number = Fraction(firm.value) * scale_of(firm.unit) == Fraction(striven.value) * scale_of(striven.unit)
    return len(periods) < 2 and one_number and firm.value_high == striven.value_high


def _first(striven: Statement, promises: Sequence[Statement]) -> bool:
    """Tell whether no place before strives for the same: each promise is told once."""
    return next(s for s in promises if s.modality == "strive" and _one_promise(s, striven)) is striven
