"""One promise is made without reserve in one place and only striven for in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typing_extensions import override

from lantu.model.findings import Finding, Held, Severity
from lantu.review.claims import Claim
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule


class CommitOrStrive(Rule):
    """One promise is made without reserve in one place and only striven for in another.

    Both places speak of one indicator, one period and one number; only 力争, 争取 or 努力 is there or not. Whoever monitors the plan cannot
    know whether missing the number breaks a promise. Where the firm place is a table, whose cells leave such words out, it is worth a note.
    """

    name = "commit-or-strive"
    title = "F201"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for group in reviewed.same:
            promises = [claim for claim in group if claim.target]
            told: list[Claim] = []
            for striven in promises:
                firm = [c for c in promises if c.statement.modality == "commit" and _one_promise(c, striven)]
                if striven.statement.modality != "strive" or not firm or any(_one_promise(c, striven) for c in told):
                    continue
                told.append(striven)
                again = [c for c in promises if c.statement.modality == "strive" and _one_promise(c, striven)]
                yield self._found(reviewed, striven, again, firm)

    def _found(self, reviewed: Reviewed, striven: Claim, again: Sequence[Claim], firm: Sequence[Claim]) -> Finding:
        tabled = striven.statement.in_table or all(claim.statement.in_table for claim in firm)
        severity: Severity = "note" if tabled else "probable"
        spans = [reviewed.span(claim.statement) for claim in (*again, *firm)]
        facts = {"indicator": striven.statement.indicator, "amount": striven.printed}
        return self.finding(severity, "F115", spans, [striven.figure("target")], **facts)


def _one_promise(firm: Claim, striven: Claim) -> bool:
    """Tell whether two claims promise one number for one time."""
    years = {claim.until for claim in (firm, striven)} - {None}
    one_end = firm.statement.value_high == striven.statement.value_high
    return len(years) < 2 and one_end and firm.interval.printed == striven.interval.printed
