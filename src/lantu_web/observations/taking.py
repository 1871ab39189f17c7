"""Taking observations: new values stand beside what was known, revised ones in its place, equal ones are passed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection
from django.utils import timezone

from lantu.cascade.observed import key_of
from lantu.errors import UsageError
from lantu.model.fields import write_text
from lantu.model.records import Observation
from lantu.monitoring.vintages import Slot, slot_of
from lantu_web.audit.action import Act, action
from lantu_web.observations.models import Intake, Observed
from lantu_web.plans.desk import searchable
from lantu_web.plans.models import Plan

MANY = 500
FACTS = ("indicator", "period", "basis", "unit", "state", "supplier", "source")


@action("observations.take")
def take(
    act: Act, plan: Plan, observations: Sequence[Observation], *, name: str, sha256: str, seen: str, reason: str = ""
) -> Intake:
    """Take observations for a plan, whole.

    Args:
        act: Who takes them.
        plan: The plan.
        observations: What was read and looked at.
        name: Name of the file.
        sha256: Its checksum.
        seen: Fingerprint of what was known when it was looked at, see :func:`fingerprint`.
        reason: Why what was known is revised.

    Raises:
        UsageError: Somebody else took values in between (W080), or nothing in it is new (W400).
    """
    act.require("observations.take", plan)
    Plan.objects.select_for_update().get(pk=plan.pk)
    if fingerprint(plan) != seen:
        raise UsageError("W080")
    now = timezone.now()
    held = {_slot(row): row for row in _held(plan, observations)}
    fresh = {slot: each for each in observations if differs(held.get(slot := slot_of(each)), each)}
    if not fresh:
        raise UsageError("W400", name=name)
    revised = [held[slot].pk for slot in fresh if slot in held]
    intake = Intake.objects.create(
        plan=plan,
        name=name,
        sha256=sha256,
        reason=reason,
        taken=len(fresh),
        revised=len(revised),
        by=act.account,
        at=now,
    )
    _replace(revised, now)
    rows = (row_of(each, intake, slot, now) for slot, each in fresh.items())
    lay_down(rows)
    act.tell(intake, plan=plan.pk, name=name, sha256=sha256, taken=len(fresh), revised=len(revised), reason=reason)
    return intake


@action("observations.withdraw")
def withdraw(act: Act, intake: Intake, reason: str) -> Intake:
    """Take back a file that was taken by mistake: what it had replaced stands again, as recorded now.

    Args:
        act: Who takes it back.
        intake: The file.
        reason: Why.

    Raises:
        UsageError: No reason is given (W401), it was taken back before (W402), or later values stand on it (W403).
    """
    act.require("observations.take", intake.plan)
    plan = Plan.objects.select_for_update().get(pk=intake.plan_id)
    intake.refresh_from_db()
    if not reason.strip():
        raise UsageError("W401")
    if intake.withdrawn_at:
        raise UsageError("W402", name=intake.name)
    current = list(intake.values.filter(replaced_at__isnull=True, recorded_at=intake.at))
    if len(current) < intake.taken:
        raise UsageError("W403", name=intake.name)
    now = timezone.now()
    _replace([row.pk for row in current], now)
    before = plan.observed.filter(replaced_at=intake.at).exclude(intake=intake, recorded_at=intake.at).order_by("id")
    again = [_again(row, intake, now) for row in before]
    lay_down(again)
    intake.withdrawn_at, intake.withdrawn_by, intake.withdrawn_for = now, act.account, reason.strip()[:400]
    intake.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_for"])
    act.tell(intake, plan=plan.pk, name=intake.name, reason=reason, values=len(current), again=len(again))
    return intake


def fingerprint(plan: Plan) -> str:
    """Return what tells the values known now from others: the last file taken and the last taken back."""
    last = plan.intakes.order_by("-id").values_list("pk", flat=True).first()
    back = (
        plan.intakes.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at").values_list("pk", flat=True).first()
    )
    return f"{last or ''}-{back or ''}"


def differs(row: Observed | None, other: Observation) -> bool:
    """Return whether an observation says anything that is not known."""
    if row is None:
        return True
    same = all(getattr(row, name) == (getattr(other, name) or "") for name in FACTS)
    return not same or row.value != write_text(other.value) or row.published_on != (other.published_on or "")


def _held(plan: Plan, observations: Sequence[Observation]) -> Iterable[Observed]:
    """Return the values in force among which those of a file may find their like."""
    rows = plan.observed.filter(replaced_at__isnull=True)
    keys = {key_of(each.indicator, each.unit) for each in observations}
    return rows.filter(key__in=keys) if len(keys) <= MANY else rows


def _slot(row: Observed) -> Slot:
    return Slot(row.key, row.subject, row.slot, row.basis)


def row_of(each: Observation, intake: Intake, slot: Slot, now: datetime) -> Observed:
    """Return the row of an observation, not saved."""
    return Observed(
        plan_id=intake.plan_id,
        intake=intake,
        key=slot.indicator,
        subject=each.subject,
        slot=slot.period,
        value=write_text(each.value),
        published_on=each.published_on or "",
        note=each.note or "",
        search=searchable(each.indicator),
        recorded_at=now,
        by=intake.by,
        **{name: getattr(each, name) or "" for name in FACTS},
    )


def lay_down(rows: Iterable[Observed]) -> None:
    """Write rows in one go: a province brings 200,000, and nobody else can write while they are laid down."""
    fields = [field for field in Observed._meta.concrete_fields if not field.primary_key]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table, marks = connection.ops.quote_name(Observed._meta.db_table), ", ".join(["%s"] * len(fields))
    lines = ([field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", lines)  # names of our own


def _again(row: Observed, intake: Intake, now: datetime) -> Observed:
    row.pk, row.intake, row.recorded_at, row.replaced_at = None, intake, now, None
    return row


def _replace(keys: Iterable[int], now: datetime) -> None:
    wanted = list(keys)
    for start in range(0, len(wanted), MANY):
        Observed.objects.filter(pk__in=wanted[start : start + MANY]).update(replaced_at=now)
