"""Which values are published, and from which day: as their file told it, unless a named act says otherwise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce

from lantu.errors import LantuError
from lantu.exchange.observations.report import Taken
from lantu.monitoring.vintages import Slot, slot_of
from lantu_web.observations.models import Observed, ReleasedValue
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import Plan


def with_release(rows: QuerySet[Observed], moment: datetime | None = None) -> QuerySet[Observed]:
    """Return values that know from which day they are published, as ``released_on``; empty for those that are not.

    Args:
        rows: The values.
        moment: By the acts that stood at that moment; None for now.
    """
    holds = Q(releases__replaced_at__isnull=True)
    if moment is not None:
        holds = (holds | Q(releases__replaced_at__gt=moment)) & Q(releases__recorded_at__lte=moment)
    return rows.annotate(
        standing=FilteredRelation("releases", condition=holds),
        released_on=Coalesce(F("standing__act__on"), F("published_on")),
    )


def unreleased(day: date) -> Q:
    """Return what tells, among values that know their release, those that are not published on a day."""
    return Q(released_on="") | Q(released_on__gt=day.isoformat())


def acts_upon(values: Collection[int], moment: datetime | None = None) -> dict[int, list[ReleasedValue]]:
    """Return every act upon some values, by their keys, the latest first.

    Args:
        values: Keys of the values.
        moment: Those that were done by that moment; None for all.
    """
    rows = ReleasedValue.objects.filter(value__in=values).select_related("act", "act__by").order_by("-id")
    found: dict[int, list[ReleasedValue]] = {}
    for row in rows if moment is None else rows.filter(recorded_at__lte=moment):
        found.setdefault(row.value_id, []).append(row)
    return found


def as_released(taken: Taken, plan: Plan, *, published: bool) -> Taken:
    """Return what was read from a file with the days of release that count, and a word on those that do not.

    Args:
        taken: What was read.
        plan: The plan whose values it brings.
        published: Whether somebody said that its values are published on the days it tells.
    """
    acts = {_slot(each.value): each for each in acts_standing(plan)} if published else {}
    found, unsaid, held = [], 0, 0
    for each in taken.observations:
        act = acts.get(slot_of(each)) if each.published_on else None
        day = _counting(each.published_on, act) if published else None
        unsaid += bool(each.published_on) and not published
        held += act is not None and day is None
        found.append(each if day == each.published_on else replace(each, published_on=day))
    told = [LantuError(code, count=count) for code, count in (("W435", unsaid), ("W436", held)) if count]
    return replace(taken, observations=tuple(found), told=(*told, *taken.told))


def _counting(told: str | None, act: ReleasedValue | None) -> str | None:
    """Return the day of release that counts of a value in a file, given the act that stands upon the one in force."""
    if act is not None and (not act.act.on or told == act.value.published_on):
        return act.act.on or None
    return told


def _slot(row: Observed) -> Slot:
    return Slot(row.key, row.subject, row.slot, row.basis)


def acts_standing(plan: Plan, replaced_at: datetime | None = None) -> QuerySet[ReleasedValue]:
    """Return the acts that stand upon the values in force, or upon those that were replaced at a moment."""
    of = {"value__plan": plan, "value__replaced_at": replaced_at} if replaced_at else {"value__plan": plan}
    rows = as_of(ReleasedValue.objects.filter(**of).select_related("value", "act"), None)
    return rows if replaced_at else rows.filter(value__replaced_at__isnull=True)
