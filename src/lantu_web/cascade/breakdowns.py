"""A version broken down: from its plan, its observations and the choices of the office, as of a moment.

Computed when asked for and kept in memory while nothing it rests on has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache

from lantu.cascade.allocation import Allocation
from lantu.cascade.breakdown import break_down
from lantu.cascade.issuing import standing
from lantu.cascade.outcome import Measured, Outcome, outcome_of
from lantu.errors import UsageError
from lantu.exchange.allocationfile import parse_allocation
from lantu.exchange.annual_book import about
from lantu.exchange.annual_tables import About
from lantu.exchange.csvfile import parse_table
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Plan
from lantu.model.records import Observation
from lantu_web.pages.words import language
from lantu_web.plans.desk import as_of, plan_of
from lantu_web.plans.models import Version

ALLOCATION = "decisions/allocation.yaml"
ISSUED = "decisions/annual_targets.csv"
OBSERVED = "decisions/observations.csv"


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A version broken down.

    Attributes:
        plan: The plan.
        allocation: The choices of the office.
        observations: What was observed.
        issued: Annual targets that were issued, in the order in which that was recorded.
        found: What was computed.
        language: Language of the reasons.
    """

    plan: Plan
    allocation: Allocation
    observations: tuple[Observation, ...]
    issued: tuple[AnnualTarget, ...]
    found: Outcome
    language: str

    @property
    def names(self) -> Mapping[str, str]:
        """Printed names of the areas by subject."""
        return {member.subject: member.name for member in self.allocation.members}

    @property
    def computed(self) -> tuple[AnnualTarget, ...]:
        """Everything computed."""
        return self.found.rows(self.language)

    @property
    def rows(self) -> tuple[AnnualTarget, ...]:
        """Everything computed and issued."""
        return (*self.computed, *self.issued)

    @cached_property
    def standing(self) -> tuple[AnnualTarget, ...]:
        """What is asked today of each target, subject and year."""
        return standing(self.rows)

    @cached_property
    def about(self) -> About:
        """What tables say beside the annual targets."""
        return about(self.found, self.plan, dict(self.names))

    def measured(self, target: str) -> Measured | None:
        """Return how the values of a target are told, or None where it is not broken down."""
        return self.found.measured.get(target)


def broken(version: Version, moment: datetime | None = None) -> Broken:
    """Return a version broken down, as of a moment.

    Raises:
        UsageError: It has not been read yet (W010).
        CascadeError: The plan does not say for which years it is (K001).
        PackageError: A file of decisions that came with a package does not fit.
    """
    plan = plan_of(version, moment)
    if plan is None:
        raise UsageError("W010")
    head = plan.head
    registered = version.plan
    texts = enclosed(version, moment)
    return _broken(
        _With(plan=plan, years=(registered.start or head.start, registered.end or head.end)),
        texts.get(ALLOCATION, ""),
        texts.get(OBSERVED, ""),
        texts.get(ISSUED, ""),
        language.get(),
    )


def enclosed(version: Version, moment: datetime | None = None) -> dict[str, str]:
    """Return the files of decisions of a version, text by path."""
    return dict(as_of(version.enclosures.all(), moment).values_list("path", "text"))


@dataclass(frozen=True, kw_only=True)
class _With:
    """A plan with the years registered of it; two are the same when what they say is."""

    plan: Plan
    years: tuple[int | None, int | None]

    def __hash__(self) -> int:
        return hash((self.years, self.plan.document.sha256, self.plan.statements))


@lru_cache(maxsize=32)
def _broken(given: _With, allocation: str, observed: str, issued: str, spoken: str) -> Broken:
    head = replace(given.plan.head, start=given.years[0], end=given.years[1])
    plan = replace(given.plan, head=head)
    chosen = parse_allocation(allocation) if allocation.strip() else Allocation()
    observations = parse_table(Observation, observed, OBSERVED) if observed.strip() else ()
    return Broken(
        plan=plan,
        allocation=chosen,
        observations=observations,
        issued=parse_table(AnnualTarget, issued, ISSUED) if issued.strip() else (),
        found=outcome_of(break_down(plan, observations, chosen)),
        language=spoken,
    )
