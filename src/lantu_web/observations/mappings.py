"""Mappings that are kept for bulletins that come again."""

from __future__ import annotations

from django.utils import timezone

from lantu.errors import UsageError
from lantu.exchange.observations.mapping import parse_mapping
from lantu_web.audit.action import Act, action
from lantu_web.observations.models import SavedMapping
from lantu_web.plans.models import Plan


@action("observations.save_mapping")
def save_mapping(act: Act, plan: Plan, name: str, text: str) -> SavedMapping:
    """Keep a mapping under a name; the one that had it stays as trace.

    Raises:
        UsageError: It has no name (W423).
        MappingError: It is no mapping; the message names the key (M070 to M072).
    """
    act.require("observations.take", plan)
    name = name.strip()[:80]
    if not name:
        raise UsageError("W423")
    parse_mapping(text, name)
    Plan.objects.select_for_update().get(pk=plan.pk)
    now = timezone.now()
    held = plan.mappings.filter(name=name, replaced_at__isnull=True)
    same = held.filter(text=text).first()
    if same is None:
        held.update(replaced_at=now)
        same = SavedMapping.objects.create(plan=plan, name=name, text=text, recorded_at=now, by=act.account)
    act.tell(same, plan=plan.pk, name=name)
    return same
