"""What a standing rests on, and what is measured from it: the library's answer for one version on one day."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone

import lantu
from lantu.cascade.allocation import Allocation
from lantu.exchange.csvfile import parse_table
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Plan
from lantu.model.records import Observation
from lantu.monitoring.monitoring import Monitored, monitor
from lantu.monitoring.vintages import in_force
from lantu_web.cascade.breakdowns import ISSUED, chosen, enclosed, given_of
from lantu_web.observations.known import known
from lantu_web.observations.models import Observed
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import Version


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """Everything the progress of a version rests on; two are the same when key and day are.

    Attributes:
        version: The version.
        key: Digest of plan, choices, annual targets and observations.
        day: The day of evaluation.
        moment: What the house knew then; None for now.
    """

    version: Version = field(compare=False)
    key: str
    day: date
    moment: datetime | None = field(compare=False)
    plan: Plan = field(compare=False)
    allocation: Allocation = field(compare=False)
    issued: tuple[AnnualTarget, ...] = field(compare=False)

    def observations(self) -> list[Observation]:
        """Return what was known of the values."""
        return known(self.version, self.moment, self.day if self.moment else None)


def grounds_of(version: Version, moment: datetime | None = None) -> Grounds:
    """Return what the progress of a version rests on.

    Args:
        version: The version.
        moment: As of which moment; None for now.

    Raises:
        UsageError: It has not been read yet (W010).
        CascadeError: The plan does not say for which years it is (K001).
        PackageError: A file of decisions that came with a package does not fit.
    """
    given = given_of(version, moment)
    day = timezone.localdate(moment)
    issued = enclosed(version, moment).get(ISSUED, "")
    rows = as_of(Observed.objects.filter(plan=version.plan_id), moment)
    latest = rows.order_by("-id").values_list("id", "recorded_at").first()
    known_by = [str(each) for each in (rows.count(), *(latest or ()), moment)]
    rests_on = [lantu.__version__, version.pk, given.key, issued, known_by]
    return Grounds(
        version=version,
        key=hashlib.sha256(json.dumps(rests_on).encode()).hexdigest(),
        day=day,
        moment=moment,
        plan=given.plan,
        allocation=chosen(given.allocation),
        issued=parse_table(AnnualTarget, issued, ISSUED) if issued.strip() else (),
    )


@lru_cache(maxsize=8)
def measured(grounds: Grounds) -> Monitored:
    """Return how far every target has come."""
    return measured_with(grounds, grounds.observations())


def measured_with(grounds: Grounds, observations: list[Observation]) -> Monitored:
    """Return how far every target would have come with other observations.

    Args:
        grounds: What else it rests on.
        observations: All vintages, the new ones last.
    """
    return monitor(
        grounds.plan,
        in_force(observations, date(9998, 12, 31)),
        grounds.day,
        annual_targets=grounds.issued,
        allocation=grounds.allocation,
    )
