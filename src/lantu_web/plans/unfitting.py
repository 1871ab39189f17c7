"""Decisions that no longer fit after a document was read again: listed, then made anew on what is there now, or dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from lantu.errors import UsageError
from lantu.model.corrections import apply
from lantu_web.audit.action import Act, action
from lantu_web.plans.correcting import Decision, differing, locked_reading, told, write
from lantu_web.plans.desk import corrections_of, lay_down, library_correction, reading_of
from lantu_web.plans.models import Correction, Record, Version

NEAR = 300
"""Characters within which an item may be what another was read as before."""


def unfitting_of(version: Version) -> list[Correction]:
    """Return the decisions of people that no longer fit the reading, in the order they were made."""
    reading = reading_of(version)
    if reading is None:
        return []
    rows = list(version.corrections.filter(replaced_at__isnull=True).select_related("by").order_by("id"))
    asked = [library_correction(row) for row in rows]
    listed = {id(each) for each in apply(reading, asked).unfitting}
    return [row for row, each in zip(rows, asked, strict=True) if id(each) in listed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """A decision that no longer fits, with what it spoke of and what may have taken its place.

    Attributes:
        correction: The decision.
        before: The state of its item upon which it was made, or None where that was never laid down.
        nearby: Items of the same type now, the nearest first.
    """

    correction: Correction
    before: Record | None
    nearby: tuple[Record, ...]


def outdated(version: Version, rows: Iterable[Correction], most: int = 5) -> list[Outdated]:
    """Return decisions that no longer fit, with what they spoke of."""
    return [_outdated(version, row, most) for row in rows]


def _outdated(version: Version, row: Correction, most: int) -> Outdated:
    states = version.records.filter(item=row.item).order_by("-id")
    before = states.filter(recorded_at__lt=row.recorded_at).first() or states.first()
    if before is None or before.start is None:
        return Outdated(correction=row, before=before, nearby=())
    around = version.records.filter(
        type=before.type, replaced_at__isnull=True, start__gte=before.start - NEAR, start__lte=before.start + NEAR
    )
    nearest = sorted(around, key=lambda each: (each.item != row.item, abs((each.start or 0) - (before.start or 0))))
    return Outdated(correction=row, before=before, nearby=tuple(nearest[:most]))


@action("plans.drop_decisions")
def drop_decisions(act: Act, version: Version, keys: Iterable[int], *, reason: str = "") -> list[str]:
    """Let decisions that no longer fit be; they stay as trace.

    Raises:
        UsageError: None of them holds and does not fit (W014).
    """
    act.require("plans.check_reading", version)
    reading = locked_reading(version)
    wanted = set(keys)
    rows = [row for row in unfitting_of(version) if row.pk in wanted]
    if not rows:
        raise UsageError("W014")
    before = apply(reading, corrections_of(version))
    now = timezone.now()
    version.corrections.filter(pk__in=[row.pk for row in rows]).update(replaced_at=now)
    plan = apply(reading, corrections_of(version))
    changed = lay_down(version, plan, by=act.account, now=now, only=differing(before, plan))
    facts = [{"item": row.item, "action": row.action, "field": row.field, "value": row.value} for row in rows]
    act.tell(version, dropped=facts, reason=reason, records=changed)
    return changed


@action("plans.redo_decision")
def redo_decision(act: Act, version: Version, key: int, onto: Decision) -> list[str]:
    """Make a decision that no longer fits anew, on an item that is there now; the old one stays as trace.

    Raises:
        UsageError: It fits, or was taken back already (W014).
        ConflictError: Somebody else has changed the item (W012), or it is gone (W013).
        PackageError: It does not fit there either.
        FieldError: Its value cannot stand in the field.
    """
    act.require("plans.check_reading", version)
    locked_reading(version)
    old = next((row for row in unfitting_of(version) if row.pk == key), None)
    if old is None:
        raise UsageError("W014")
    version.corrections.filter(pk=old.pk).update(replaced_at=timezone.now())
    _, batch, changed = write(act, version, [onto])
    act.tell(
        version, instead_of={"item": old.item, "correction": old.pk}, batch=batch, decision=told(onto), records=changed
    )
    return changed
