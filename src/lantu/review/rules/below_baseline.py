"""A target is weaker than what is already achieved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from typing_extensions import override

from lantu.model.findings import Finding, Held, Severity
from lantu.review.claims import Claim
from lantu.review.intervals import far_apart
from lantu.review.reviewed import Reviewed
from lantu.review.rule import InBoth, Rule
from lantu.review.sameness import Group
from lantu.vocabulary import indicator

Way = Literal["up", "down"]
_RISES = re.compile(r"(?:提高|提升|增加|增长|上升|扩大|发展|增)(?:到|至)|翻番")
_FALLS = re.compile(r"(?:降低|下降|减少|压缩|压减|缩短|缩小|降)(?:到|至|为)")
_WAYS: dict[str, Way] = {"level_up": "up", "floor": "up", "level_down": "down", "cap": "down"}
_LEVELS = ("level", "duration", "rank")


class BelowBaseline(Rule):
    """A target is weaker than what is already achieved.

    Which way is better comes from the words of the target, else from the vocabulary. Only states are held against each other: what is to be
    added says nothing against what is there. Hard where the text says that it rises and the number falls, or the other way round;
    probable for any other target short of its baseline; a note for a floor or a cap, which may be meant as a guard.
    """

    name = "below-baseline"
    title = "F200"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for group in reviewed.same:
            baseline = _latest(group)
            if baseline is None:
                continue
            for target in (claim for claim in group if claim.target and claim.statement.measure in _LEVELS):
                yield from self._held_against(reviewed, target, baseline)

    def _held_against(self, reviewed: Reviewed, target: Claim, baseline: Claim) -> Iterator[Finding | Held]:
        way = _way(target)
        if way is None:
            return
        spans = [reviewed.span(target.statement), reviewed.span(baseline.statement)]
        figures = [baseline.figure("baseline"), target.figure("target")]
        facts = {"name": target.statement.indicator, "target": target.printed, "baseline": baseline.printed}
        if _weaker(target, baseline, way):
            more = InBoth("越高越好", "more is better") if way == "up" else InBoth("越低越好", "less is better")
            yield self.finding(_severity(target, baseline, way), "F030", spans, figures, **facts, way=more)
        else:
            yield self.held("F031", spans, figures, **facts)


def _latest(group: Group) -> Claim | None:
    """Return what was reached last; of several in one sentence (from … to …) the last."""
    reached = [c for c in group if not c.target and c.statement.measure in _LEVELS and c.until is not None]
    return max(
        reached, key=lambda claim: (claim.until or 0, claim.statement.in_table, claim.statement.start), default=None
    )


def _way(target: Claim) -> Way | None:
    statement = target.statement
    if statement.measure in ("rank", "duration"):
        return "down"
    if _FALLS.search(statement.text):
        return "down"
    if _RISES.search(statement.text):
        return "up"
    known = indicator(statement.indicator_id) if statement.indicator_id else None
    if known is not None:
        return known.direction if known.direction in ("up", "down") else None
    return _WAYS.get(statement.form or "")


def _weaker(target: Claim, baseline: Claim, way: Way) -> bool:
    reached, promised = baseline.interval, target.interval
    if baseline.statement.comparator in (">=", ">", "<=", "<"):  # 超过4000: what lies beyond is not known
        return promised.printed < reached.printed if way == "up" else promised.printed > reached.printed
    if way == "up":
        return promised.high < reached.low or (promised.printed < reached.low and promised.low < reached.low)
    return promised.low > reached.high or (promised.printed > reached.high and promised.high > reached.high)


def _severity(target: Claim, baseline: Claim, way: Way) -> Severity:
    statement = target.statement
    if statement.form in ("floor", "cap"):
        return "note"
    if far_apart(target.interval, baseline.interval) and statement.measure != "duration":
        return "note"
    says_so = (_RISES if way == "up" else _FALLS).search(statement.text) is not None
    return "hard" if says_so and target.firm and target.interval.exact and baseline.interval.exact else "probable"
