"""Numbers that follow from each other do not."""

from __future__ import annotations

import math
from collections.abc import Iterator

from typing_extensions import override

from lantu.model.findings import Figure, Finding, Held, Severity
from lantu.review.derived import Derived, derived_of
from lantu.review.implied import Implied, implied_of
from lantu.review.intervals import in_unit
from lantu.review.reviewed import Reviewed
from lantu.review.rule import InBoth, Rule


class IdentityViolated(Rule):
    """Numbers that follow from each other do not.

    Output per head times people is output, a share times its total is the part, so much a year times five is the amount of five years;
    which indicators are joined is content. Hard where it holds by definition and every number is promised without reserve, else probable. Two
    falls may also imply a growth (deaths, and deaths per output): it is held against the growth stated, and noted where none is stated.
    """

    name = "identity-violated"
    title = "F204"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for derived in derived_of(reviewed.claims.values()):
            yield self._derived(reviewed, derived)
        for implied in implied_of(reviewed.claims.values(), reviewed.plan.head.start):
            yield self._implied(reviewed, implied)

    def _derived(self, reviewed: Reviewed, derived: Derived) -> Finding | Held:
        unit = derived.whole.statement.unit
        spans = [reviewed.span(claim.statement) for claim in (derived.whole, *derived.parts)]
        figures = [derived.whole.figure("whole"), *(part.figure("part") for part in derived.parts)]
        facts = {
            "reason": InBoth(derived.zh, derived.en),
            "whole": f"{derived.whole.statement.indicator}{derived.whole.printed}",
            "parts": "、".join(f"{part.statement.indicator}{part.printed}" for part in derived.parts),
            "expected": _ends(derived, unit),
        }
        if derived.holds:
            return self.held("F081", spans, figures, **facts)
        return self.finding(_severity(derived), "F080", spans, figures, **facts)

    def _implied(self, reviewed: Reviewed, implied: Implied) -> Finding | Held:
        claims = [claim for claim in (implied.amount, implied.intensity, implied.stated) if claim is not None]
        spans = [reviewed.span(claim.statement) for claim in claims]
        yearly = round(in_unit(implied.yearly.printed, "%"), 1)
        derivation = implied.derivation
        name = derivation.output or derivation.output_zh
        figures = [
            *(claim.figure("change") for claim in claims),
            Figure(part="implied", name=name, value=yearly, unit="%"),
        ]
        facts = {
            "pair": InBoth(derivation.zh, derivation.en),
            "amount": implied.amount.printed,
            "intensity": implied.intensity.printed,
            "years": implied.years,
            "yearly": f"{yearly}%",
            "stated": implied.stated.printed if implied.stated else "",
        }
        if derivation.output is None:
            output = InBoth(derivation.output_zh, derivation.output_en)
            return self.finding("note", "F157", spans, figures, **facts, output=output)
        if implied.stated is None:
            return self.finding("note", "F082", spans, figures, **facts)
        if implied.holds:
            return self.held("F084", spans, figures, **facts)
        return self.finding("probable", "F083", spans, figures, **facts)


def _ends(derived: Derived, unit: str | None) -> str:
    """Write down what is expected; an end that is open is left out."""
    ends = [end for end in (derived.expected.low, derived.expected.high) if not math.isinf(end)]
    shown = [f"{round(in_unit(end, unit), 2):f}{unit or ''}" for end in ends]
    return "—".join(dict.fromkeys(shown))


def _severity(derived: Derived) -> Severity:
    firm = all(claim.firm for claim in (derived.whole, *derived.parts))
    return "hard" if derived.always and firm else "probable"
