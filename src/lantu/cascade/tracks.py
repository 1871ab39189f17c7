"""What is handed from room to room while a target is broken down: tracks over years, and the limits on them.

A track is always a *state at the end of each year*, whatever the form of its target, so that one mathematics serves
all: a level as it is; an amount summed over the years as the sum so far; a growth or a reduction as an index that
stood at 100 in the base year. The target of the period is then a limit on the last year like any other, and every
identity between indicators joins states. What is printed for one year (the amount of the year, the rate on the
year before) follows from the states, see :mod:`lantu.cascade.years`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, Self

from lantu.model.records import Comparator, Form

Measure = Literal["level", "sum", "index"]
"""How a state is told: as a level in the unit, as the amount since the base year, or as an index, base year = 100."""

Origin = Literal["actual", "superior", "binding", "anticipatory", "chosen", "possible"]
"""Whose a limit is: a value observed, the superior's, a binding or an anticipatory target, a choice of the office, or
what is possible at all (a share cannot exceed 100 %)."""

Direction = Literal["up", "down", "none"]
"""Which side is better; rounding goes to it."""

NEGOTIABLE: frozenset[Origin] = frozenset({"anticipatory", "chosen"})
"""The only origins that may be offered for relaxation: never a fact, a binding target or a superior's value."""

INDEX_BASE = Decimal(100)
"""The index of the base year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A bound on the state of one track at the end of one year.

    Attributes:
        year: The year it holds for, and no other.
        low: The state may not lie below, or None.
        high: The state may not lie above, or None.
        origin: Whose it is.
        text: In the words of the plan or of the person who set it, for explanations.
        target: Id of the statement it comes from; empty where it comes from none.
    """

    year: int
    low: Decimal | None = None
    high: Decimal | None = None
    origin: Origin
    text: str = ""
    target: str = ""

    @property
    def negotiable(self) -> bool:
        """Whether it may be offered for relaxation."""
        return self.origin in NEGOTIABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One indicator of one subject over the years: what is wished, and within which limits.

    Attributes:
        indicator: Id of the vocabulary, or the printed name where it has none.
        name: Printed name.
        subject: Typed code such as ``area:220200``; empty for the plan's own area.
        target: Id of the statement it breaks down; empty where it only serves an identity.
        unit: Unit of the published value, as printed.
        measure: How the states are told.
        years: The years, ascending and without a gap.
        wished: The state wished for at the end of each year, unrounded.
        baseline: The state of the year before the first (0 for a sum, 100 for an index), or None where not known.
        limits: What bounds the states.
        weight: How much a relative change of one unit counts in the balance; 1 is usual, more resists.
        precision: The published unit of the value printed for a year, such as 0.1 or 1.
        direction: The side that is better.
        comparator: How the printed value bounds the indicator.
        form: The form of the target.
        rule: Key of the method that made the path.
        observed_as: Key under which its values are observed, where that is not the indicator itself: a rise without a
            baseline is a sum of rises.
    """

    indicator: str
    name: str
    subject: str = ""
    target: str = ""
    unit: str
    measure: Measure = "level"
    years: tuple[int, ...]
    wished: tuple[Decimal, ...]
    baseline: Decimal | None = None
    limits: tuple[Limit, ...] = ()
    weight: Decimal = Decimal(1)
    precision: Decimal
    direction: Direction = "none"
    comparator: Comparator = ">="
    form: Form | None = None
    rule: str = ""
    observed_as: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What identifies the track: indicator and subject."""
        return self.indicator, self.subject

    def with_states(self, states: tuple[Decimal, ...]) -> Self:
        """Return the track with other states, such as those the balance found."""
        return replace(self, wished=states)

    def is_past(self, year: int) -> bool:
        """Tell whether the state of a year was observed, so that no plan can change it."""
        return any(limit.origin == "actual" and limit.year == year for limit in self.limits)

    def bounds(self, year: int) -> tuple[Decimal | None, Decimal | None]:
        """Return the tightest lower and upper bound of a year; None where there is none.

        >>> track = Track(
        ...     indicator="unemployment", name="城镇调查失业率", unit="%", years=(2026, 2027),
        ...     wished=(Decimal("5.2"), Decimal("5.2")), precision=Decimal("0.1"),
        ...     limits=(Limit(year=2026, high=Decimal("5.5"), origin="anticipatory"),
        ...             Limit(year=2026, high=Decimal("5.3"), origin="superior")),
        ... )
        >>> track.bounds(2026), track.bounds(2027)
        ((None, Decimal('5.3')), (None, None))
        """
        limits = [limit for limit in self.limits if limit.year == year]
        lows = [limit.low for limit in limits if limit.low is not None]
        highs = [limit.high for limit in limits if limit.high is not None]
        return max(lows, default=None), min(highs, default=None)
