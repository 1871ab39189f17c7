"""A number is said of one scope here and of another there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from typing_extensions import override

from lantu.model.findings import Finding, Held
from lantu.review.claims import Claim
from lantu.review.partitions import shared_places
from lantu.review.reviewed import Reviewed
from lantu.review.rule import InBoth, Rule
from lantu.review.scopes import Scoped, by_core, holds_more_than, one_scope
from lantu.review.tallies import open_tallies

_WHOLE = InBoth("全域", "the whole area")
_WIDER = re.compile(r"大湾区|都市圈|城市群|三角|经济带|经济区|京津冀|[省国]|流域|西部|东北|中部")  # no part of a city
_SAYS_NOTHING = (0, 100)  # 100 % here and there is no coincidence


class ScopeMismatch(Rule):
    """A number is said of one scope here and of another there.

    A county or the centre has more than the whole city: probable. The same number is said of the city here and of its centre there, or the baseline
    is of another scope than the target, or nothing says whether the target comes on top of it, so that no progress can be computed: notes. So is a place that lies in two parts of one division (四大板块).
    """

    name = "scope-mismatch"
    title = "F212"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for sharing in by_core(reviewed.claims.values()).values():
            if len({each.scope for each in sharing}) < 2:
                continue
            yield from self._more_than_whole(reviewed, sharing)
            yield from self._same_number(reviewed, sharing)
            yield from self._other_baseline(reviewed, sharing)
        yield from self._joined(reviewed)
        yield from self._tallies(reviewed)
        for shared, *parts in shared_places(reviewed):
            words = [part.sentence for part in parts]
            spans = [reviewed.span(reviewed.wording.span(each.start, each.start + len(each.text))) for each in words]
            yield self.finding("note", "F154", spans, name="、".join(shared), first=parts[0].name, second=parts[1].name)

    def _more_than_whole(self, reviewed: Reviewed, sharing: Sequence[Scoped]) -> Iterator[Finding]:
        wholes = [each for each in sharing if each.place is None and each.adds_up]
        for part in sharing:
            if part.place is None or _WIDER.search(part.place):
                continue
            less = [whole for whole in wholes if _exceeds(part, whole)]
            if less:
                whole = less[0]
                facts = {
                    "indicator": whole.claim.statement.indicator,
                    "part_scope": part.place,
                    "whole_scope": _WHOLE,
                    "part": part.claim.printed,
                    "whole": whole.claim.printed,
                }
                spans = [reviewed.span(each.claim.statement) for each in (part, *less)]
                figures = [part.claim.figure("part"), *(each.claim.figure("total") for each in less)]
                yield self.finding("probable", "F135", spans, figures, **facts)

    def _same_number(self, reviewed: Reviewed, sharing: Sequence[Scoped]) -> Iterator[Finding]:
        for first, second in combinations([each for each in sharing if each.claim.target], 2):
            value = first.claim.statement.value
            same = first.claim.interval.printed == second.claim.interval.printed and value not in _SAYS_NOTHING
            if same and not one_scope(first, second) and _one_time(first, second):
                yield self._two_scopes(reviewed, "F136", first, second, amount=first.claim.printed)

    def _other_baseline(self, reviewed: Reviewed, sharing: Sequence[Scoped]) -> Iterator[Finding]:
        """Yield the first target whose only baseline is of another scope."""
        baselines = [each for each in sharing if not each.claim.target]
        targets = [each for each in sharing if each.claim.target]
        if any(one_scope(base, target) for base in baselines for target in targets):
            return
        if baselines and targets:
            yield self._two_scopes(reviewed, "F137", baselines[0], targets[0])

    def _joined(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the baselines that count with the target's thing another one."""
        baselines = [c for c in reviewed.claims.values() if not c.target and not c.statement.in_table]
        wide = [
            claim
            for claim in baselines
            if any(joint in claim.statement.indicator for joint in ("和", "与", "及", "、", "连同"))
        ]
        targets = [claim for claim in reviewed.claims.values() if claim.target]
        for base in wide:
            target = next((claim for claim in targets if _counts_part(base, claim)), None)
            if target is not None:
                spans = [reviewed.span(claim.statement) for claim in (base, target)]
                names = {"first": base.statement.indicator, "second": target.statement.indicator}
                yield self.finding("note", "F137", spans, indicator=target.statement.indicator, **names)

    def _tallies(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the numbers to be created of which nothing says whether they come on top of what was created before."""
        for pairs in open_tallies(reviewed):
            claims = [claim for pair in pairs for claim in pair]
            spans = [reviewed.span(claim.statement) for claim in claims]
            figures = [claim.figure("target" if claim.target else "baseline") for claim in claims]
            facts = {
                "names": "、".join(after.statement.indicator for _, after in pairs),
                "before": "、".join(before.printed for before, _ in pairs),
                "after": "、".join(after.printed for _, after in pairs),
            }
            yield self.finding("note", "F158", spans, figures, **facts)

    def _two_scopes(self, reviewed: Reviewed, code: str, first: Scoped, second: Scoped, **facts: object) -> Finding:
        spans = [reviewed.span(each.claim.statement) for each in (first, second)]
        scopes = {"first": first.scope or _WHOLE, "second": second.scope or _WHOLE}
        figures = [each.claim.figure("target" if each.claim.target else "baseline") for each in (first, second)]
        return self.finding("note", code, spans, figures, indicator=second.claim.statement.indicator, **scopes, **facts)


def _exceeds(part: Scoped, whole: Scoped) -> bool:
    """Tell whether a part has more than the whole of its kind and time."""
    return part.kind == whole.kind and _one_time(part, whole) and whole.claim.interval.below(part.claim.interval)


def _one_time(first: Scoped, second: Scoped) -> bool:
    """Tell whether two claims are to hold at one time."""
    years = {first.claim.until, second.claim.until}
    return len(years) == 1 and first.claim.target == second.claim.target


def _counts_part(base: Claim, target: Claim) -> bool:
    one_measure = base.statement.measure == target.statement.measure
    return one_measure and holds_more_than(base.statement.indicator, target.statement.indicator)
