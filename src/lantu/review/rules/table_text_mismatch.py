"""A table and the text give one indicator different values."""

from __future__ import annotations

from collections.abc import Iterator

from typing_extensions import override

from lantu.model.findings import Finding, Held
from lantu.review.differences import difference, severity_of
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule


class TableTextMismatch(Rule):
    """A table and the text give one indicator different values.

    The indicator table is what will be monitored; the text is what people read. Each number of a table is held against what the text says
    of the same indicator, year and place. Hard where both are without reserve and cannot both hold, probable where only bounds differ.
    """

    name = "table-text-mismatch"
    title = "F215"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for group in reviewed.same:
            for row in (claim for claim in group if claim.statement.in_table and claim.until is not None):
                said = [
                    c
                    for c in group
                    if not c.statement.in_table and (c.target, c.since, c.until) == (row.target, row.since, row.until)
                ]
                differing = [(claim, kind) for claim in said for kind in [difference(row, claim)] if kind != "none"]
                for claim, kind in differing:
                    spans = [reviewed.span(row.statement), reviewed.span(claim.statement)]
                    yield self.finding(
                        severity_of(row, claim, kind),
                        "F020",
                        spans,
                        [row.figure("table"), claim.figure("text")],
                        name=row.statement.indicator,
                        table=row.printed,
                        text=claim.printed,
                    )
                if said and not differing:
                    spans = [reviewed.span(claim.statement) for claim in (row, *said)]
                    yield self.held(
                        "F021", spans, [row.figure("table")], name=row.statement.indicator, table=row.printed
                    )
