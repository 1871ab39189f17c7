"""What is asked of one subject, ready to be held against what was observed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lantu.cascade.tracks import Direction, Measure
from lantu.model.annual_targets import AnnualTarget
from lantu.model.records import Comparator, Form, Statement

Bounds = tuple[Decimal | None, Decimal | None]

_IN_EACH_YEAR: frozenset[Form] = frozenset({"cap", "floor", "range"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of one subject.

    States are told as in :mod:`lantu.cascade.tracks`: a level, the sum since the base year, or an index, base year = 100.

    Attributes:
        statement: The statement of the plan that decides.
        key: What identifies the indicator.
        subject: Typed code; empty for the plan's own area.
        comparator: How the value bounds the indicator: the strictest of what the plan says of its last year.
        unit: Unit of what is printed.
        measure: How states are told.
        direction: Which side is better.
        precision: Published unit.
        binding: Whether any statement of the goal is binding.
        start: First year of the way.
        end: Last year, by whose end the target is due.
        baseline: Level of the base year, or None where it is not known.
        baseline_printed: The same as the plan prints it, where observations say otherwise since.
        rise: Rise asked for, where the plan tells nothing else; the end follows once the baseline is known.
        end_state: State asked for at the end, or None where it cannot be told.
        due: State due at the end of each year, the base year included where it is known.
        bounds: What a year must lie between, where the plan says so of it.
        annual: What was asked of a year by an annual target.
    """

    statement: Statement
    key: str
    subject: str = ""
    comparator: Comparator
    unit: str
    measure: Measure
    direction: Direction
    precision: Decimal
    binding: bool
    start: int
    end: int
    baseline: Decimal | None = None
    baseline_printed: Decimal | None = None
    rise: Decimal | None = None
    end_state: Decimal | None = None
    due: Mapping[int, Decimal] = field(default_factory=dict)
    bounds: Mapping[int, Bounds] = field(default_factory=dict)
    annual: Mapping[int, AnnualTarget] = field(default_factory=dict)

    @property
    def form(self) -> Form | None:
        """The form of the target."""
        return self.statement.form

    @property
    def base_year(self) -> int:
        """The year before the first."""
        return self.start - 1

    @property
    def years(self) -> int:
        """Number of years of the way."""
        return self.end - self.base_year

    @property
    def limited(self) -> bool:
        """Whether each year is judged alone: caps, floors and ranges of levels."""
        return self.form in _IN_EACH_YEAR and self.measure == "level"

    @property
    def rises(self) -> bool:
        """Whether a rise on the base year is asked for, so that a published rise answers."""
        return self.rise is not None or self.form == "cumulative_increment"

    def bounds_of(self, year: int) -> Bounds | None:
        """Return what a year must lie between: its own bounds, else those of the next year that has any."""
        ahead = [each for each in sorted(self.bounds) if each >= year]
        return self.bounds[ahead[0]] if ahead else None
