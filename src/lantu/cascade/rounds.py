"""Two rounds up and down (两上两下): figures are proposed, answered, balanced, and only then issued.

A negotiation is a sequence of events that are only ever added to: the office proposes (down), the areas offer (up), the
office balances (down), the areas offer once more (up), and what is balanced then is issued (down). Whatever is offered,
the total is kept to the unit. While it lasts, an area sees its own row, the method and the total, and nobody else's
offer: otherwise the first to answer sets the price. Source: planning practice, section 3.2, workflow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import numpy as np

from lantu.cascade.areas.apportioning import apportioned
from lantu.cascade.areas.basis import as_decimals
from lantu.cascade.areas.figures import numbers
from lantu.cascade.balance.single import meet_total
from lantu.cascade.tracks import Direction
from lantu.errors import CascadeError

Step = Literal["proposal", "offer", "balance", "issue"]
"""What an event is: figures proposed, an area's offer, figures balanced, figures issued."""

ROUNDS = 2
"""How often areas are asked: twice."""

PROPOSED_WEIGHT = 4.0
"""How much more an area resists that has offered nothing: who asks for a change bears most of it (design default)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step of a negotiation.

    Attributes:
        step: What it is.
        round: Number of the round it belongs to, from 1.
        values: Figures by area; of an offer that of one area.
        at: Moment, ISO 8601.
        reason: Why an area offers less, or what the office says to its figures.
    """

    step: Step
    round: int
    values: Mapping[str, Decimal]
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one area may see while a negotiation lasts.

    Attributes:
        subject: The area.
        value: Its figure as proposed or balanced last.
        offers: Its own offers, by round.
        total: What all areas come to.
        method: Key of the method.
        round: The round it is in.
    """

    subject: str
    value: Decimal
    offers: Mapping[int, Decimal]
    total: Decimal
    method: str
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """The rounds about one total.

    Attributes:
        total: What the areas shall come to.
        unit: The published unit.
        method: Key of the method the proposal was made by.
        direction: Which side is better; an offer on the other side of the proposal says why.
        events: What has happened, in order.
    """

    total: Decimal
    unit: Decimal
    method: str
    direction: Direction
    events: tuple[Event, ...] = ()

    @property
    def round(self) -> int:
        """The round areas may answer now; 0 before the proposal."""
        return max((event.round for event in self.events if event.step in ("proposal", "balance")), default=0)

    @property
    def is_over(self) -> bool:
        """Whether figures have been issued."""
        return any(event.step == "issue" for event in self.events)

    @property
    def figures(self) -> Mapping[str, Decimal]:
        """The figures that stand: those of the last proposal, balance or issue."""
        stand = [event.values for event in self.events if event.step != "offer"]
        return stand[-1] if stand else {}

    def proposed(self, wished: Mapping[str, Decimal], *, at: str) -> Negotiation:
        """Begin: propose figures, rounded so that they make the total.

        Raises:
            CascadeError: It has begun already (K073), or the figures cannot make the total (K021, K022).
        """
        if self.events:
            raise CascadeError("K073")
        return self._with(
            Event(step="proposal", round=1, values=self._whole(wished, dict.fromkeys(wished, 1.0)), at=at)
        )

    def offered(self, subject: str, value: Decimal, *, at: str, reason: str = "") -> Negotiation:
        """Take an area's offer; a later one of the same round replaces the earlier, which stays on record.

        Raises:
            CascadeError: No figures stand to be answered or they have been issued (K074), the area has none (K075), or
                it offers less than they ask without a reason (K076).
        """
        if not self.round or self.is_over:
            raise CascadeError("K074")
        if subject not in self.figures:
            raise CascadeError("K075", subject=subject)
        asked = self.figures[subject]
        less = value < asked if self.direction == "up" else self.direction == "down" and value > asked
        if less and not reason.strip():
            raise CascadeError("K076", subject=subject, asked=asked, offered=value)
        return self._with(Event(step="offer", round=self.round, values={subject: value}, at=at, reason=reason))

    def balanced(self, *, at: str, reason: str = "") -> Negotiation:
        """Balance the offers of this round: as near to them as can be, the total kept; the next round begins.

        Raises:
            CascadeError: No figures stand to be balanced, or all rounds are done (K077).
        """
        if not self.round or self.is_over or self.round > ROUNDS:
            raise CascadeError("K077", rounds=ROUNDS)
        following = Event(step="balance", round=self.round + 1, values=self._nearest(), at=at, reason=reason)
        return self._with(following)

    def issued(self, *, at: str, reference: str) -> Negotiation:
        """End: issue the figures that stand.

        Args:
            at: Moment, ISO 8601.
            reference: Organ, session and number of the document.

        Raises:
            CascadeError: No figures stand or they have been issued (K074), or no document is named (K078).
        """
        if not self.round or self.is_over:
            raise CascadeError("K074")
        if not reference.strip():
            raise CascadeError("K078")
        return self._with(Event(step="issue", round=self.round, values=self.figures, at=at, reason=reference))

    def seen_by(self, subject: str) -> Row:
        """Return what an area may see: its own row, the method and the total.

        Raises:
            CascadeError: The area has no figure here (K075).
        """
        if subject not in self.figures:
            raise CascadeError("K075", subject=subject)
        own = {
            event.round: event.values[subject]
            for event in self.events
            if event.step == "offer" and subject in event.values
        }
        return Row(
            subject=subject,
            value=self.figures[subject],
            offers=own,
            total=self.total,
            method=self.method,
            round=self.round,
        )

    def offers(self) -> dict[str, Decimal]:
        """Return the last offer of each area in this round."""
        found: dict[str, Decimal] = {}
        for event in self.events:
            if event.step == "offer" and event.round == self.round:
                found.update(event.values)
        return found

    def gap(self) -> Decimal:
        """Return by how much the areas miss the total as it stands, offers in place of figures; negative when above."""
        return self.total - sum({**self.figures, **self.offers()}.values(), Decimal(0))

    def _nearest(self) -> dict[str, Decimal]:
        """Return figures as near as can be to the offers; who has offered nothing resists more."""
        offers = self.offers()
        resists = {subject: 1.0 if subject in offers else PROPOSED_WEIGHT for subject in self.figures}
        return self._whole({**self.figures, **offers}, resists)

    def _whole(self, wished: Mapping[str, Decimal], resists: Mapping[str, float]) -> dict[str, Decimal]:
        """Return figures in whole units that make the total, each moved in proportion to its size."""
        subjects = sorted(wished)
        sizes = numbers([max(abs(wished[subject]), self.unit) for subject in subjects])
        weight = np.array([resists[subject] for subject in subjects]) / sizes
        met = meet_total(numbers([wished[subject] for subject in subjects]), float(self.total), weight=weight)
        exact = [wished[subject] for subject in subjects] if met is None else as_decimals(met)
        return dict(zip(subjects, apportioned(exact, self.total, self.unit), strict=True))

    def _with(self, event: Event) -> Negotiation:
        return replace(self, events=(*self.events, event))
