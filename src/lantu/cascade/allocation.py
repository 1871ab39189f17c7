"""What the office chooses when it breaks a plan down: the content of ``decisions/allocation.yaml``.

Everything has a default, so that a plan is broken down without a choice; a choice that departs from good practice (a
margin on top, a market-driven target assigned) carries the reason of the person who made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from lantu.vocabulary.indicators import MeasuredLevel

PathMethod = Literal["linear", "equal_rate", "early", "late", "steps", "bottom_up", "each_year"]
"""How a target walks over the years: even steps, an even rate, early or late in the period, at given milestones, by
the amounts of projects, or the same in each year (caps and floors)."""

AreaMethod = Literal["shares", "common_shift", "classes", "equal_rate", "pass_through", "assigned"]
"""How a target is shared among areas: an amount by shares, a ratio by a common shift, a reduction by classes, one rate
for all, a cap or floor passed through, or values decided one by one."""

Role = Literal["base", "capacity", "need", "denominator", "amount", "output", "growth"]
"""What a figure of an area serves for: ``base``, ``capacity`` and ``need`` decide shares and shifts; ``denominator``
weighs ratios; ``amount``, ``output`` and ``growth`` (of output, % a year) weigh reductions of intensity."""

Standing = Literal["provisional", "issued", "reissued"]
"""Whether a superior's value is expected, issued, or issued again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLimit:
    """A bound the office sets for one year, or for each year.

    Attributes:
        year: The year, or None for each year.
        low: Not below, in the unit of the target's printed value, or None.
        high: Not above, or None.
        reason: Why.
    """

    year: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorValue:
    """What the superior asks of a year; it anchors the path and is never offered for relaxation.

    Attributes:
        indicator: Id, printed name, or id of the statement.
        year: The year.
        value: As printed for a year, in ``unit``.
        unit: As printed; empty for the unit of the target.
        standing: Expected, issued or issued again.
        reference: The document, with its number.
    """

    indicator: str
    year: int
    value: Decimal
    unit: str = ""
    standing: Standing = "provisional"
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaBound:
    """The least and the most an area may get, in the unit of the target.

    Attributes:
        low: Not below, or None.
        high: Not above, or None.
        reason: Why.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaChoice:
    """How one target is shared among areas.

    Attributes:
        method: The method, or None for the one that fits the target.
        by: The indicator whose observation gives the figure of a role; ``base`` is the target's own indicator.
        mix: How much each role counts in the shares, such as half base and half need; only the base when empty.
        classes: The class of an area (its subject) for the method ``classes``.
        differences: By how many units a class differs from the common value.
        bounds: Least and most by area.
        figures: Figures given here instead of observed, by area and role.
        values: Values decided one by one, by area, for the method ``assigned``.
        margin: Share by which the parts shall exceed the whole (0.03 is 3 %); 0 unless somebody sets it with a reason.
        margin_reason: The reason.
        reason: Why a target is shared out that practice would not share out (market-driven, anticipatory).
    """

    method: AreaMethod | None = None
    by: Mapping[Role, str] = field(default_factory=dict)
    mix: Mapping[Role, Decimal] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    differences: Mapping[str, Decimal] = field(default_factory=dict)
    bounds: Mapping[str, AreaBound] = field(default_factory=dict)
    figures: Mapping[str, Mapping[Role, Decimal]] = field(default_factory=dict)
    values: Mapping[str, Decimal] = field(default_factory=dict)
    margin: Decimal = Decimal(0)
    margin_reason: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How one target is broken down.

    Attributes:
        target: What it is about: id of the indicator, its printed name, or id of the statement.
        path: The way over the years, or None for the one that fits the form.
        bend: How early or late (the α of (k/n)^α), or None for the usual bend of the method.
        steps: By year: the level reached (``steps``), or the amount of the year (``bottom_up``).
        baseline: Value of the base year where neither plan nor observations give it, or None.
        precision: Published unit of a year's value, or None for that of the plan.
        weight: How much the path resists the balance; 1 is usual.
        limits: Bounds for years.
        leave_out: Reason for not breaking the target down; empty to break it down.
        areas: How it is shared among areas, or None where it is not.
    """

    target: str
    path: PathMethod | None = None
    bend: Decimal | None = None
    steps: Mapping[int, Decimal] = field(default_factory=dict)
    baseline: Decimal | None = None
    precision: Decimal | None = None
    weight: Decimal = Decimal(1)
    limits: tuple[YearLimit, ...] = ()
    leave_out: str = ""
    areas: AreaChoice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An area, zone or body that gets a row of its own.

    Attributes:
        subject: Typed code such as ``area:990102``.
        name: Printed name.
        level: Its level, which decides whether an indicator is measured there; None where that does not matter.
        host: Subject of the area whose figures already hold this one's, or empty. A zone with a host is counted there
            and gets its part of the host's value, never a part of the whole.
    """

    subject: str
    name: str
    level: MeasuredLevel | None = "county"
    host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """All choices of a plan.

    Attributes:
        choices: How targets are broken down where not as usual.
        superiors: The superior's values.
        members: The areas, zones and bodies that get rows.
        identities: Identities of the office's own, joined to those that come with Lantu, as read from the file.
    """

    choices: tuple[Choice, ...] = ()
    superiors: tuple[SuperiorValue, ...] = ()
    members: tuple[Member, ...] = ()
    identities: tuple[Any, ...] = ()

    def choice_for(self, *names: str) -> Choice | None:
        """Return the choice about a target that goes by any of these names; the first name counts most.

        >>> Allocation(choices=(Choice(target="gdp", path="linear"),)).choice_for("s120", "gdp").path
        'linear'
        """
        by_target = {choice.target: choice for choice in self.choices}
        return next((by_target[name] for name in names if name in by_target), None)
