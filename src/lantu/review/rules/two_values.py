"""One indicator has two values for one time and place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from typing_extensions import override

from lantu.model.findings import Finding, Held
from lantu.review.claims import Claim
from lantu.review.differences import difference, severity_of
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule
from lantu.review.sameness import Group


class TwoValues(Rule):
    """One indicator has two values for one time and place.

    Two places of the running text give the same indicator, synonyms included, different values or bounds for the same year. Hard where both
    numbers are promised without reserve and cannot both hold; probable where one is about or striven for, or where only the bounds
    differ. A number of quite another size is rather of something else, and only noted. Text against table is another rule.
    """

    name = "two-values"
    title = "F216"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for group in reviewed.same:
            for claims in _of_one_time(group):
                yield from self._compared(reviewed, claims)

    def _compared(self, reviewed: Reviewed, claims: list[Claim]) -> Iterator[Finding | Held]:
        pairs = [pair for pair in combinations(claims, 2) if not _of_one_sentence(reviewed, *pair)]
        differing = [(a, b, kind) for a, b in pairs for kind in [difference(a, b)] if kind != "none"]
        spans = [reviewed.span(claim.statement) for claim in claims]
        figures = [claim.figure("value") for claim in claims]
        facts = {"name": claims[0].statement.indicator, "shown": _joined(claims)}
        if differing:
            severity = min((severity_of(*each) for each in differing), key=("hard", "probable", "note").index)
            yield self.finding(severity, "F010", spans, figures, **facts)
        elif pairs:
            yield self.held("F011", spans, figures, **facts, count=len(claims))


def _of_one_time(group: Group) -> Iterator[list[Claim]]:
    """Yield the claims of the running text that speak of one time; a table is held against the text by another rule."""
    times: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in group:
        flow = claim.statement.measure in ("increment", "growth_total")
        if claim.until is not None and not claim.statement.in_table and not (flow and claim.since is None):
            times[claim.target, claim.since, claim.until].append(claim)
    return (claims for claims in times.values() if len(claims) > 1)


def _of_one_sentence(reviewed: Reviewed, a: Claim, b: Claim) -> bool:
    """Tell whether two claims stand in one sentence: from one value to another, or of two things told apart by the sentence."""
    return reviewed.sentence_at(a.statement.start) == reviewed.sentence_at(b.statement.start)


def _joined(claims: list[Claim]) -> str:
    return "、".join(dict.fromkeys(claim.printed for claim in claims))
