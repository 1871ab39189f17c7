"""A plan made ready for review, once for all rules: what belongs together, and where everything stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from lantu.model.findings import PlanSpan
from lantu.model.plan import Reading
from lantu.model.records import NamedList, Passage, Project, Statement, Task
from lantu.model.text import Span
from lantu.review.claims import Claim, claims_of
from lantu.review.promptness import promised_promptness
from lantu.review.sameness import Group, same_claims
from lantu.review.sums import Sum, sums_of
from lantu.review.table_sums import sums_of_tables
from lantu.review.wording import Wording

Placed = Statement | Task | Project | NamedList | Passage | Span
_SENTENCE = re.compile(r"[^。！？；\r\n]+[。！？；]?")


@dataclass
class Reviewed:
    """A plan and what all rules need of it, each made when the first rule asks.

    Attributes:
        plan: A reading, or a plan after corrections.
        name: Name of the plan in the spans of findings.
    """

    plan: Reading
    name: str
    _spans: dict[int, Span] = field(default_factory=dict, repr=False)

    @cached_property
    def text(self) -> str:
        """The plan's text as printed, to which all offsets refer."""
        return self.plan.document.text

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """The statements by id, in the order of the document."""
        return {statement.id: statement for statement in self.plan.statements}

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """The totals with their parts, as amounts that can be added."""
        return (*sums_of(self.plan), *sums_of_tables(self.text))

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """What the statements claim, by id: all that hold a number and are no mere context."""
        further = promised_promptness(self.plan, self.wording)
        return {claim.statement.id: claim for claim in claims_of(self.plan, further)}

    @cached_property
    def same(self) -> tuple[Group, ...]:
        """The groups of claims that are of one indicator, one measure and one place."""
        return same_claims(self.plan, self.claims)

    @cached_property
    def wording(self) -> Wording:
        """The words of the plan in one script and width, by sentence and clause."""
        return Wording(self.plan)

    @cached_property
    def _sentences(self) -> tuple[list[int], list[Span]]:
        spans = [Span(*match.span()) for match in _SENTENCE.finditer(self.text)]
        return [span.start for span in spans], spans

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence an offset lies in; a semicolon ends one too."""
        starts, spans = self._sentences
        at = bisect_right(starts, offset) - 1
        return spans[max(at, 0)] if spans else Span(0, 0)

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [passage.start for passage in self.plan.passages]

    def passage_at(self, offset: int) -> Passage | None:
        """Return the innermost passage an offset lies in."""
        at = bisect_right(self._passage_starts, offset) - 1
        return self.plan.passages[at] if at >= 0 else None

    def span(self, placed: Placed) -> PlanSpan:
        """Return where a record, or a stretch of the text, stands in this plan."""
        return PlanSpan(plan=self.name, start=placed.start, end=placed.end)
