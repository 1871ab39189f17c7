"""What a form is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lantu.cascade.precision import decimals, is_whole
from lantu.cascade.rounding import rounded_to
from lantu.model.records import Comparator
from lantu.monitoring.components import Component
from lantu.monitoring.question import Bounds, Question
from lantu.monitoring.reached import Reached
from lantu.targets import gaps, levels

FINEST = Decimal("0.01")
"""The unit to which values are compared at most where a plan prints tenths or whole numbers: one told in another unit (万元
in 亿元, 亩 in 公顷) has digits that nobody published."""

STRICT = frozenset({"<", ">"})
"""Comparators that equality does not meet (超过, 低于)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerances:
    """How near is near enough, where the plan says 左右; design defaults, for an office to change.

    Attributes:
        about: Share of the target's value that 左右 allows.
        in_step: Percentage points that 同步 allows.
    """

    about: Decimal = Decimal("0.01")
    in_step: Decimal = Decimal("0.5")


def tolerance_of(
    comparator: Comparator, tolerances: Tolerances, value: Decimal | None, precision: Decimal
) -> Decimal | None:
    """Return how far from a value still counts as about it, a published unit at least; None where 左右 is not said."""
    if comparator != "approx" or value is None:
        return None
    return max(precision, rounded_to(abs(value) * tolerances.about, precision))


def finest(unit: Decimal, *published: Decimal) -> Decimal:
    """Return a unit, or that of the value published most finely: hundredths, or a digit beyond the unit, at most.

    The same value in another unit is compared alike: 49600 persons are no 5 万人, and 11234567.89 万元 have no six decimals.

    >>> finest(Decimal(1), Decimal(3), Decimal("3.1")), finest(Decimal("0.1"), Decimal("3.00"))
    (Decimal('0.1'), Decimal('0.1'))
    >>> finest(Decimal(1), Decimal("1123.456789")), finest(Decimal("0.01"), Decimal("0.456789"))
    (Decimal('0.01'), Decimal('0.001'))
    """
    digits = max((decimals(value.normalize()) for value in published), default=0)
    return min(unit, max(Decimal(1).scaleb(-digits), min(FINEST, unit.scaleb(-1))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question with what has been reached.

    Attributes:
        question: What is asked.
        reached: What has been reached.
        tolerances: How near is near enough.
    """

    question: Question
    reached: Reached
    tolerances: Tolerances = field(default_factory=Tolerances)

    @property
    def unit(self) -> Decimal:
        """The unit in which values are compared: that of the plan's numbers, or of what was published where it is finer.

        One value does not tell its digits: a series of 3.1 and 3.0 is published in tenths, and 3.0 may arrive as 3. Persons
        have no tenths, also where they were told in 万人.
        """
        question, found = self.question, self.reached
        if question.measure == "index" or is_whole(question.statement.indicator, question.unit):
            return question.precision
        asked = question.annual.values() if question.subject else ()
        issued = (row.value for row in asked if row.value is not None)
        return finest(question.precision, found.latest.value, *found.yearly.values(), *issued)

    @property
    def years_gone(self) -> Decimal:
        """Years from the end of the base year to the data date."""
        return self.reached.date.years_since(self.question.base_year)

    @property
    def years_left(self) -> Decimal:
        """Years from the data date to the end."""
        return self.question.years - self.years_gone

    @property
    def due(self) -> Decimal | None:
        """The state due at the data date; between two years it lies between theirs."""
        date, due = self.reached.date, self.question.due
        if date.whole or date.year not in due or date.year - 1 not in due:
            return due.get(date.year) if date.whole else None
        before, after = due[date.year - 1], due[date.year]
        by_rate = self.question.measure == "index" and before > 0 and after > 0
        way = levels.due_at_equal_rate if by_rate else levels.due
        state: Decimal = way(before, after, Decimal(date.month) / 12)
        return state

    @property
    def limited(self) -> bool:
        """Whether the year of the data date is judged alone: kept or broken.

        A cap or floor that names the last year alone holds until then too, unless the base year was beyond it: then
        there is a way to go.
        """
        question = self.question
        if not question.limited or question.bounds_of(self.reached.date.year) is None:
            return False
        return self.reached.date.year in question.bounds or question.form == "range" or not self.worse_at_first

    @property
    def worse_at_first(self) -> bool:
        """Whether the base year was beyond what is asked of the end."""
        return self.question.baseline is not None and self.question.end_state is not None and not self.held

    @property
    def held(self) -> bool:
        """Whether the target was reached in the base year already, so that it is only to be held."""
        baseline, end = self.question.baseline, self.question.end_state
        if baseline is None or end is None or self.question.form == "cumulative_increment":
            return False
        return {"up": baseline >= end, "down": baseline <= end, "none": False}[self.question.direction]

    @property
    def bounds(self) -> Bounds:
        """What the year of the data date must lie between."""
        own = self.question.bounds_of(self.reached.date.year) if self.limited else None
        if own is not None:
            return own
        end = self.question.end_state
        return (None, end) if self.question.direction == "down" else (end, None)

    def tolerance(self, value: Decimal | None) -> Decimal | None:
        """Return how far from a value still counts as about it; None where the plan does not say 左右."""
        return tolerance_of(self.question.comparator, self.tolerances, value, self.question.precision)

    def tolerance_on_way(self, due: Decimal) -> Decimal | None:
        """Return how far from a state that is due still counts as about it.

        Of a level it is as much of what the end allows as is due of the way: one percent of a level is more than the
        first years of many a plan bring.
        """
        question, whole = self.question, self.tolerance(self.question.end_state)
        baseline, end = question.baseline, question.end_state
        if (
            whole is None
            or question.measure != "level"
            or question.rises
            or baseline is None
            or end in (None, baseline)
        ):
            return self.tolerance(due)
        share = levels.progress(baseline, end, due)
        return max(question.precision, rounded_to(whole * share, question.precision))

    def on_way(self, latest: Decimal, due: Decimal, *, down: bool) -> dict[str, Component]:
        """Return whether a value is where its way should be: only at its end is 超过 not met by the number itself."""
        return self.compared(latest, due, down=down, on_way=True)

    def compared(self, latest: Decimal, wanted: Decimal, *, down: bool, on_way: bool = False) -> dict[str, Component]:
        """Return whether a value is at least as good as another, as both are published, and what decided.

        Args:
            latest: The value.
            wanted: What it should be.
            down: Whether less is better.
            on_way: Whether it is what is due on the way, and not what is asked of the end.
        """
        unit = self.unit
        short = rounded_to(wanted, unit) - rounded_to(latest, unit)
        short = -short if down else short
        tolerance = self.tolerance_on_way(wanted) if on_way else self.tolerance(wanted)
        beyond = latest < wanted if down else latest > wanted
        strictly = self.question.comparator in STRICT and (self.years_left <= 0 or not on_way)
        met = short < 0 or beyond if strictly else short <= (tolerance or 0)
        found: dict[str, Component] = {"on_path": met, "precision": unit}
        if tolerance is not None:
            found["tolerance"] = tolerance
            if 0 < short <= 2 * tolerance:
                found["judge"] = "about"
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a form says of a case: the fields of :class:`lantu.model.progress.Progress` that depend on it.

    Attributes:
        missing: What a status would need beside the observation: the baseline or the target; empty where nothing is.
    """

    target_value: Decimal | None = None
    latest: Decimal | None = None
    due_value: Decimal | None = None
    progress: Decimal | None = None
    gap: Decimal | None = None
    needed_rate: Decimal | None = None
    needed_unit: str | None = None
    missing: str = ""
    components: Mapping[str, Component] = field(default_factory=dict)


def gap_of(due_change: Decimal | None, change: Decimal) -> Decimal | None:
    """Return the share of the due change that is missing, or None where nothing is due."""
    if not due_change:
        return None
    missing: Decimal = gaps.gap(due_change, change)
    return missing


def yearly_unit(unit: str) -> str:
    """Return the unit of a step a year: percentages move in points.

    >>> yearly_unit("%"), yearly_unit("万人")
    ('个百分点', '万人')
    """
    return "个百分点" if unit == "%" else unit
