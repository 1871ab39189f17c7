"""What a standing rests on, and what is measured from it: the library's answer for one version on one day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache

from django.db.models import Subquery
from django.utils import timezone

import lantu
from lantu.exchange.csvfile import parse_table
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Plan
from lantu.model.records import Observation
from lantu.monitoring.monitoring import Monitored, monitor
from lantu.monitoring.vintages import in_force
from lantu_web.cascade.breakdowns import ISSUED, Given, chosen, enclosed, given_of
from lantu_web.observations.known import FOR_EVER, known
from lantu_web.observations.models import Intake
from lantu_web.plans.models import Version


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """Everything the progress of a version rests on; two are the same when key and day are.

    Attributes:
        version: The version.
        key: Digest of what it rests on.
        day: The day of evaluation.
        moment: What the house knew then; None for now.
    """

    version: Version = field(compare=False)
    key: str
    day: date
    moment: datetime | None = field(compare=False)

    @cached_property
    def given(self) -> Given:
        """The plan and the choices of the office."""
        return given_of(self.version, self.moment)

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.given.plan

    @cached_property
    def issued(self) -> tuple[AnnualTarget, ...]:
        """Annual targets that were issued."""
        text = enclosed(self.version, self.moment).get(ISSUED, "")
        return parse_table(AnnualTarget, text, ISSUED) if text.strip() else ()

    @property
    def subjects(self) -> frozenset[str]:
        """The subjects of which something is asked: the plan's own area, and those of issued annual targets."""
        return frozenset({"", *(row.subject for row in self.issued)})

    def observations(self, subjects: Collection[str] | None = None) -> list[Observation]:
        """Return what was known of the values of some subjects, or of all."""
        return known(self.version, self.moment, self.day if self.moment else None, subjects)


def grounds_of(version: Version, moment: datetime | None = None) -> Grounds:
    """Return what the progress of a version rests on, without looking at all of it.

    Facts are rows that are only added and replaced, so that the last of each kind, and how many hold, tell one state of
    them from every other.

    Args:
        version: The version.
        moment: As of which moment; None for now.
    """
    last = _last_of(version, moment)
    registered = (version.plan.start, version.plan.end)
    day = timezone.localdate(moment)
    rests_on = [str(each) for each in (lantu.__version__, version.pk, *registered, moment, *last)]
    return Grounds(
        version=version, key=hashlib.sha256(json.dumps(rests_on).encode()).hexdigest(), day=day, moment=moment
    )


def _last_of(version: Version, moment: datetime | None) -> tuple[object, ...]:
    """Return what tells the facts of a version at a moment from those of others, by one query."""
    by = {} if moment is None else {"recorded_at__lte": moment}
    intakes = Intake.objects.filter(plan=version.plan_id, **({} if moment is None else {"at__lte": moment}))
    undone = version.corrections.filter(replaced_at__isnull=False)
    withdrawn = Intake.objects.filter(plan=version.plan_id, withdrawn_at__isnull=False)
    latest = {
        "reading": version.readings.filter(**by).order_by("-id").values("recorded_at"),
        "correction": version.corrections.filter(**by).order_by("-id").values("recorded_at"),
        "undone": undone.order_by("-replaced_at").values("replaced_at"),
        "enclosure": version.enclosures.filter(**by).order_by("-id").values("recorded_at"),
        "intake": intakes.order_by("-id").values("at"),
        "withdrawn": withdrawn.order_by("-withdrawn_at").values("withdrawn_at"),
    }
    found = Version.objects.filter(pk=version.pk).values_list(*(Subquery(each[:1]) for each in latest.values()))
    return tuple(found[0])


@lru_cache(maxsize=8)
def measured(grounds: Grounds) -> Monitored:
    """Return how far every target has come."""
    return _monitored(grounds, grounds.observations(grounds.subjects))


def measured_with(grounds: Grounds, observations: list[Observation]) -> Monitored:
    """Return how far every target would have come with other observations.

    Args:
        grounds: What else it rests on.
        observations: All vintages, the new ones last.
    """
    return _monitored(grounds, in_force(observations, FOR_EVER))


def _monitored(grounds: Grounds, observations: Sequence[Observation]) -> Monitored:
    return monitor(
        grounds.plan,
        observations,
        grounds.day,
        annual_targets=grounds.issued,
        allocation=chosen(grounds.given.allocation),
    )
