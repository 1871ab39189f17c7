"""A version broken down: from its plan, its observations and the choices of the office, as of a moment.

It takes seconds where a province has a thousand areas, so it is computed by a worker and kept until something it rests on
changes; a page that asks too early waits.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache

import lantu
from lantu.cascade.allocation import Allocation
from lantu.cascade.issuing import standing
from lantu.cascade.outcome import Measured, Outcome
from lantu.errors import CascadeError, UsageError
from lantu.exchange.allocationfile import parse_allocation
from lantu.exchange.annual_book import about
from lantu.exchange.annual_tables import About
from lantu.exchange.csvfile import parse_table
from lantu.exchange.outcomes import parse_outcome
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Plan
from lantu.model.records import Statement
from lantu_web.cascade.models import Draft, Result
from lantu_web.observations.models import Intake
from lantu_web.pages.words import language
from lantu_web.plans.desk import as_of, plan_of, reading_of
from lantu_web.plans.models import Plan as RegisteredPlan
from lantu_web.plans.models import Version

ALLOCATION = "decisions/allocation.yaml"
ISSUED = "decisions/annual_targets.csv"


class UnreadyError(UsageError):
    """A breakdown is not computed yet (W270).

    Attributes:
        given: What is to be broken down.
    """

    def __init__(self, given: Given) -> None:
        super().__init__("W270")
        self.given = given


@dataclass(frozen=True, kw_only=True)
class Given:
    """All that a breakdown rests on; two are the same when their keys are.

    Attributes:
        version: Key of the version.
        key: Digest of everything else.
        plan: The plan, for the years and the area registered of it.
        allocation: The choices of the office, as text.
        moment: Of which moment it is, or None for now.
        draft: Key of the draft that is tried, or None.
    """

    version: int
    key: str
    plan: Plan = field(compare=False)
    allocation: str = field(compare=False)
    moment: datetime | None = field(compare=False)
    draft: int | None = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A version broken down.

    Attributes:
        plan: The plan.
        allocation: The choices of the office.
        issued: Annual targets that were issued, in the order in which that was recorded.
        found: What was computed.
        language: Language of the reasons.
    """

    plan: Plan
    allocation: Allocation
    issued: tuple[AnnualTarget, ...]
    found: Outcome
    language: str

    @cached_property
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

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """The statements of the plan by id."""
        return {each.id: each for each in self.plan.statements}

    def measured(self, target: str) -> Measured | None:
        """Return how the values of a target are told, or None where it is not broken down."""
        return self.found.measured.get(target)


def broken(version: Version, moment: datetime | None = None, draft: Draft | None = None) -> Broken:
    """Return a version broken down, as of a moment, as it is or as a draft would make it.

    Raises:
        UnreadyError: It is not computed yet (W270).
        UsageError: It has not been read yet (W010).
        CascadeError: The plan does not say for which years it is (K001).
        PackageError: A file of decisions that came with a package does not fit.
    """
    return broken_down(given_of(version, moment, draft), enclosed(version, moment).get(ISSUED, ""))


def broken_down(given: Given, issued: str) -> Broken:
    """Return what is to be broken down as it was, by what is known already.

    Args:
        given: What the breakdown rests on.
        issued: The annual targets that were issued, as text.

    Raises:
        UnreadyError: It is not computed yet (W270).
        PackageError: The issued annual targets do not fit.
    """
    row = Result.objects.filter(version=given.version, key=given.key).only("pk", "made_at").first()
    if row is None:
        raise UnreadyError(given)
    try:
        return _broken(given, row.pk, row.made_at, issued, language.get())
    except (ValueError, zlib.error):  # kept by another version of the program
        raise UnreadyError(given) from None


def given_of(version: Version, moment: datetime | None = None, draft: Draft | None = None) -> Given:
    """Return all that the breakdown of a version rests on.

    Args:
        version: The version.
        moment: As of which moment, or None for now.
        draft: What would stand in the place of its choices, or None.

    Raises:
        UsageError: It has not been read yet (W010).
        CascadeError: The plan does not say for which years it is (K001).
    """
    plan, reading = plan_of(version, moment), reading_of(version, moment)
    if plan is None or reading is None:
        raise UsageError("W010")
    years = version.plan.start or plan.head.start, version.plan.end or plan.head.end
    if None in years:
        raise CascadeError("K001", plan=plan.head.title or plan.document.name)
    allocation = enclosed(version, moment).get(ALLOCATION, "")
    if draft is not None and draft.kind in (Draft.Kind.SUPERIOR, Draft.Kind.CHOICES):
        allocation = draft.text
    area = code_of(version.plan) or plan.head.area
    rests_on = [lantu.__version__, *_rows_of(version, moment), years, area, allocation]
    return Given(
        version=version.pk,
        key=hashlib.sha256(json.dumps(rests_on).encode()).hexdigest(),
        plan=replace(plan, head=replace(plan.head, start=years[0], end=years[1], area=area)),
        allocation=allocation,
        moment=moment,
        draft=draft.pk if draft else None,
    )


def code_of(plan: RegisteredPlan) -> str:
    """Return the code of the area a plan is registered for; empty where that is not known."""
    return plan.area.code if plan.area else plan.area_code


def _rows_of(version: Version, moment: datetime | None) -> list[object]:
    """Return what tells reading, corrections and observed values at a moment from those of another."""
    read = as_of(version.readings.all(), moment).values_list("id", flat=True)
    decided = as_of(version.corrections.all(), moment).order_by("id").values_list("id", flat=True)
    intakes = Intake.objects.filter(plan=version.plan_id).order_by("id").values_list("id", "at", "withdrawn_at")
    taken = [
        [pk, back is not None and (moment is None or back <= moment)]
        for pk, at, back in intakes
        if moment is None or at <= moment
    ]
    return [list(read), list(decided), taken]


def enclosed(version: Version, moment: datetime | None = None) -> dict[str, str]:
    """Return the files of decisions of a version, text by path."""
    return dict(as_of(version.enclosures.all(), moment).values_list("path", "text"))


@lru_cache(maxsize=16)
def _broken(given: Given, pk: int, made_at: datetime, issued: str, spoken: str) -> Broken:
    return Broken(
        plan=given.plan,
        allocation=chosen(given.allocation),
        issued=parse_table(AnnualTarget, issued, ISSUED) if issued.strip() else (),
        found=_outcome(pk, made_at),
        language=spoken,
    )


@lru_cache(maxsize=16)
def _outcome(pk: int, made_at: datetime) -> Outcome:
    del made_at  # tells a result from one of the same key in another database (a restored one, a test's)
    return parse_outcome(zlib.decompress(bytes(Result.objects.get(pk=pk).data)).decode())


@lru_cache(maxsize=16)
def chosen(text: str) -> Allocation:
    """Return the choices of a file; none of an empty one."""
    return parse_allocation(text) if text.strip() else Allocation()
