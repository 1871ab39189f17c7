"""A number is promised, and nothing says by when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typing_extensions import override

from lantu.model.findings import Finding, Held
from lantu.model.records import Statement
from lantu.model.text import Span
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule

_TIMED = re.compile(r"年|期[间間内內末]|[时時]期|月底|季度")
_NOT_DATED = ("count_list", "duration", "rank")


class UndatedTarget(Rule):
    """A number is promised, and nothing says by when.

    Neither the sentence nor what governs it names a year or a period, and no other place promises the same number with one. It can be taken to mean the plan's last year, but whoever breaks it
    down by year should not have to guess.
    """

    name = "undated-target"
    title = "F217"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        undated: dict[Span, list[Statement]] = {}
        dated = _dated_elsewhere(reviewed)
        for statement in reviewed.plan.statements:
            if statement.kind == "target" and _lacks_time(statement) and statement.id not in dated:
                sentence = reviewed.sentence_at(statement.start)
                if not _TIMED.search(reviewed.text, sentence.start, sentence.end):
                    undated.setdefault(sentence, []).append(statement)
        for statements in undated.values():
            names = dict.fromkeys(statement.indicator for statement in statements)
            yield self.finding("note", "F125", map(reviewed.span, statements), indicators="、".join(names))


def _dated_elsewhere(reviewed: Reviewed) -> set[str]:
    """Return the ids of the statements whose number another place promises with a year."""
    found: set[str] = set()
    for group in reviewed.same:
        dated = {claim.interval.printed for claim in group if claim.target and claim.statement.period is not None}
        found |= {claim.statement.id for claim in group if claim.interval.printed in dated}
    return found


def _lacks_time(statement: Statement) -> bool:
    return (
        statement.period is None
        and statement.value is not None
        and not statement.implied
        and not statement.in_table
        and statement.measure not in _NOT_DATED
    )
