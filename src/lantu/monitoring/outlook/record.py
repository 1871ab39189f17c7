"""The outlook of one target: what all methods expect, whether they agree, and what a person decided about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, Self

from lantu.errors import Language, MonitoringError
from lantu.model.progress import State
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.needing import Needed
from lantu.monitoring.outlook.projection import Projection
from lantu.monitoring.outlook.sentences import Sentence, join

Verdict = Literal["met", "missed"]
"""What one method expects of the target: that it is met, or that it is missed. Limits that hold in every year are met
when they are kept in every year until the end."""

Agreement = Literal["met", "missed", "disagree"]
"""What the methods expect together. When some say met and others missed, that is the result, and no mean is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a person decided an outlook to be; it may differ from every method.

    Attributes:
        verdict: What is expected; ``open`` where the person leaves it open.
        by: Role or account.
        at: ISO 8601 moment.
        reason: Why, in the person's words.
    """

    verdict: Literal["met", "missed", "open"]
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Where a target will end if it goes on like this, by several methods side by side.

    It is arithmetic, not a forecast of the government: **it is never printed in a document without a person's
    decision**. Whoever writes documents asks :meth:`for_document`, which refuses while ``decided`` is None; pages inside
    the house may show all of it. There is no probability in it: an interval says how widely the past scattered.

    Attributes:
        history: What it rests on.
        asked: What is asked for.
        state: ``computed``; ``missing`` where no method had enough data; ``not_applicable`` where the last year is known
            already; ``error`` where a value is no number.
        reason: Why it is not computed, or None.
        projections: What each method expects.
        refused: Methods that can say nothing, each with the reason.
        verdicts: By method whether the target is met; empty where no number is asked for.
        sure: Methods whose whole interval lies on the side of their verdict.
        agreement: What the methods expect together, or None without verdicts.
        lowest: The lowest state at the end that a method expects, or None.
        highest: The highest.
        needed: What the years left have to bring, or None where the last state meets what is asked.
        sentences: What it says.
        decided: What a person decided, or None while nobody has.
    """

    history: History
    asked: Asked
    state: State
    reason: Sentence | None = None
    projections: tuple[Projection, ...] = ()
    refused: Mapping[str, Sentence] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    sure: frozenset[str] = frozenset()
    agreement: Agreement | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    needed: Needed | None = None
    sentences: tuple[Sentence, ...] = ()
    decided: Decided | None = None

    def projection(self, method: str) -> Projection | None:
        """Return what one method expects, or None where it says nothing."""
        return next((each for each in self.projections if each.method == method), None)

    def said(self, language: Language | str = Language.ZH) -> str:
        """Return what it says in a language, without the single methods."""
        return self.reason.said(language) if self.reason else join(self.sentences, language)

    def decide(self, decided: Decided) -> Self:
        """Return the outlook with a person's decision."""
        return replace(self, decided=decided)

    def for_document(self) -> Decided:
        """Return the decision that a document may print.

        Raises:
            MonitoringError: Nobody has decided yet (M365).
        """
        if self.decided is None:
            raise MonitoringError("M365", end=self.asked.end)
        return self.decided
