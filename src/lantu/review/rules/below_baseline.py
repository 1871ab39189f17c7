"""A target is weaker than what is already achieved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from typing_extensions import override

from lantu.model.findings import Finding, Held, Severity
from lantu.review.claims import Claim
from lantu.review.differences import difference
from lantu.review.intervals import far_apart
from lantu.review.reviewed import Reviewed
from lantu.review.rule import InBoth, Rule
from lantu.review.sameness import Group
from lantu.review.tallies import Tally, tallies_of
from lantu.vocabulary import indicator

Way = Literal["up", "down"]
_RISES = re.compile(r"(?:提高|提升|增加|增长|上升|扩大|发展|增)(?:到|至)|翻番")
_FALLS = re.compile(r"(?:降低|下降|减少|压缩|压减|缩短|缩小|降)(?:到|至|为)")
_WAYS: dict[str, Way] = {"level_up": "up", "floor": "up", "level_down": "down", "cap": "down"}
_LEVELS = ("level", "duration", "rank")


class BelowBaseline(Rule):
    """A target is weaker than what is already achieved.

    Which way is better comes from the words of the target, else from the vocabulary. Only states are held against each other: what is to be
    added says nothing against what is there, unless it is said with the very words of what was created before (创建书香庭院8.5万户, 创建书香庭院8万户) and
    nothing says that it comes on top. Hard where the text says that it rises and the number falls, or the other way round;
    probable for any other target short of its baseline; a note for a floor or a cap, which may be meant as a guard.
    """

    name = "below-baseline"
    title = "F200"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for group in reviewed.same:
            baselines = _latest(group)
            targets = [claim for claim in group if claim.target and claim.statement.measure in _LEVELS]
            yield from self._held_against(reviewed, targets, baselines) if baselines else ()
        for tally in tallies_of(reviewed):
            yield self._tally(reviewed, tally)

    def _tally(self, reviewed: Reviewed, tally: Tally) -> Finding:
        """Tell of a number that may be a level below the last one: probable where its whole list is taken up again and the rest does not fall."""
        claims = (tally.before, tally.after)
        spans = [reviewed.span(claim.statement) for claim in claims]
        figures = [tally.before.figure("baseline"), tally.after.figure("target")]
        facts = {
            "name": tally.after.statement.indicator,
            "target": tally.after.printed,
            "baseline": tally.before.printed,
        }
        return self.finding("probable" if tally.listed else "note", "F148", spans, figures, **facts)

    def _held_against(
        self, reviewed: Reviewed, targets: list[Claim], baselines: list[Claim]
    ) -> Iterator[Finding | Held]:
        weaker = [
            (target, way) for target in targets for way in [_way(target)] if way and _weaker(target, baselines[-1], way)
        ]
        shown = [target for target, _ in weaker] or [target for target in targets if _way(target)]
        if not shown:
            return
        claims = [*baselines, *shown]
        spans = [reviewed.span(claim.statement) for claim in claims]
        figures = [claim.figure("target" if claim.target else "baseline") for claim in claims]
        facts = {
            "name": shown[0].statement.indicator,
            "target": "、".join(dict.fromkeys(target.printed for target in shown)),
            "baseline": baselines[-1].printed,
        }
        if weaker:
            severity = min((_severity(target, baselines[-1], way) for target, way in weaker), key=_GRAVEST.index)
            more = (
                InBoth("越高越好", "more is better") if weaker[0][1] == "up" else InBoth("越低越好", "less is better")
            )
            yield self.finding(severity, "F030", spans, figures, **facts, way=more)
        else:
            yield self.held("F031", spans, figures, **facts)


_GRAVEST = ("hard", "probable", "note")


def _latest(group: Group) -> list[Claim]:
    """Return what was reached last, wherever it is said: in text and table, as far as both give one number."""
    reached = [c for c in group if not c.target and c.statement.measure in _LEVELS and c.until is not None]
    last = max(reached, key=lambda c: (c.until or 0, c.statement.in_table, c.statement.start), default=None)
    if last is None:
        return []
    return [c for c in reached if c.until == last.until and difference(c, last) == "none"]


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
