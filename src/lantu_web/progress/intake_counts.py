"""How many values there are of each kind, by one look; a province has 200,000, and no page counts them twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, QuerySet

from lantu_web.observations.models import Observed
from lantu_web.observations.releases import with_release
from lantu_web.plans.desk import as_of
from lantu_web.progress.grounds import Grounds

FIELDS = ("subject", "state", "supplier")
"""Columns that pages narrow values by, with few values each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many values there are.

    Attributes:
        total: In all.
        unreleased: Of those that are not published on the day of the page.
        by: Of each value of a column, by its name.
    """

    total: int
    unreleased: int
    by: Mapping[str, Mapping[str, int]]


def tallied(rows: QuerySet[Observed], day: date) -> Tally:
    """Return how many values there are.

    Args:
        rows: The values, which know their release.
        day: The day of which it is asked whether a value is published.
    """
    total = unreleased = 0
    by: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for each in rows.order_by().values(*FIELDS, "released_on").annotate(count=Count("pk")):
        count = each["count"]
        total += count
        unreleased += 0 if "" < each["released_on"] <= day.isoformat() else count
        for field, counts in by.items():
            counts[each[field]] += count
    return Tally(total=total, unreleased=unreleased, by=by)


@lru_cache(maxsize=16)
def tally_of(grounds: Grounds) -> Tally:
    """Return how many values of a plan were in force; counted once for each state of the house."""
    rows = as_of(Observed.objects.filter(plan=grounds.version.plan_id), grounds.moment)
    return tallied(with_release(rows, grounds.moment), grounds.day)
