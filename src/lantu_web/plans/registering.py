"""What is registered of a plan, on two clocks: written down anew at every change, read as of any moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import FilteredRelation, Q, QuerySet

from lantu_web.people.models import Account
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import Plan, Registered, Registration

FACTS = tuple(field.name for field in Registered._meta.local_fields)
"""Names of what is registered."""
SAID = "said"
"""Name under which :func:`saying` offers what was registered to filters and orders of the database."""


def register(plan: Plan, *, by: Account | None, now: datetime) -> Plan:
    """Write down what a plan says of itself, in the place of what was registered of it; call it inside an action.

    Args:
        plan: New, or locked and changed.
        by: Who registers it; None for the reader.
        now: The moment.
    """
    plan.save()
    plan.registrations.filter(replaced_at__isnull=True).update(replaced_at=now)
    facts = {name: getattr(plan, name) for name in FACTS}
    Registration.objects.create(plan=plan, recorded_at=now, by=by, **facts)
    return plan


def locked(plan: Plan) -> Plan:
    """Let nobody else register anything of a plan until the transaction ends; return it as it stands now."""
    return Plan.objects.select_for_update().get(pk=plan.pk)


def registered_now(plan: Plan) -> Registration:
    """Return what is registered of a plan now."""
    return plan.registrations.select_related("area", "by").get(replaced_at__isnull=True)


def as_registered(plans: Iterable[Plan], moment: datetime | None) -> None:
    """Let plans that were read for a page say what was registered of them by a moment; they are not to be saved."""
    wanted = list(plans)
    if moment is None or not wanted:
        return
    rows = as_of(Registration.objects.filter(plan__in=wanted).select_related("area"), moment)
    held = {row.plan_id: row for row in rows}
    for plan in wanted:
        if plan.pk in held:
            for name in FACTS:
                setattr(plan, name, getattr(held[plan.pk], name))


def saying(plans: QuerySet[Plan], moment: datetime | None) -> QuerySet[Plan]:
    """Return plans joined with what was registered of them by a moment, to be filtered and ordered by ``said__title``."""
    holding = Q(registrations__replaced_at__isnull=True)
    if moment is not None:
        holding |= Q(registrations__replaced_at__gt=moment)
        holding &= Q(registrations__recorded_at__lte=moment)
    return plans.annotate(**{SAID: FilteredRelation("registrations", condition=holding)})
