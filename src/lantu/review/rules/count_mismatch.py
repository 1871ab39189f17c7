"""The text announces so many, and names more or fewer."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from typing_extensions import override

from lantu.model.findings import Figure, Finding, Held, Severity
from lantu.review.enumerations import Enumeration, enumerations
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule

_LONGEST = 60


class CountMismatch(Rule):
    """The text announces so many, and names more or fewer.

    Counted are members after a colon, in brackets or after 分别为, members right before the number, and points (一是, 二是). A list that says it
    names only some (等, 包括) may name fewer. Where 和 could join two members or stand inside one name, the finding is a note.
    """

    name = "count-mismatch"
    title = "F202"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for each in enumerations(reviewed.wording):
            spans = [reviewed.span(reviewed.wording.span(each.start, each.end))]
            severity = _severity(each)
            facts = {"noun": each.noun, "announced": each.announced}
            if severity is None:
                yield self.held("F101", spans, **facts)
            else:
                told = each.told if len(each.told) <= _LONGEST else f"{each.told[:_LONGEST]}……"
                yield self.finding(
                    severity, "F100", spans, _figures(each), counted=each.members.usual, members=told, **facts
                )


def _severity(each: Enumeration) -> Severity | None:
    """Return how sure it is that the count is wrong; None where it holds."""
    members = each.members
    if each.open and members.most < each.announced:
        return "note" if each.sure and not members.open else None
    if members.usual == each.announced:
        return None
    if members.least <= each.announced <= members.most or not each.sure:
        return "note"
    return "probable"


def _figures(each: Enumeration) -> tuple[Figure, ...]:
    announced, counted = Decimal(each.announced), Decimal(each.members.usual)
    return (
        Figure(part="announced", name=each.noun, value=announced),
        Figure(part="counted", name=each.noun, value=counted),
    )
