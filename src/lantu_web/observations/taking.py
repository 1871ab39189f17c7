"""Taking observations: new values stand beside what was known, revised ones in its place, equal ones are passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from lantu.errors import UsageError
from lantu.model.records import Observation
from lantu.monitoring.vintages import Slot
from lantu_web.audit.action import Act, action
from lantu_web.observations.following import taken
from lantu_web.observations.lines import TEXTS, Line, differs, lay_down, line_of, line_of_row
from lantu_web.observations.models import Intake, Observed
from lantu_web.plans.models import Plan

MANY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What is written down of a file that is taken.

    Attributes:
        name: Its name.
        sha256: Its checksum.
        reason: Why what was known is revised.
    """

    name: str
    sha256: str
    reason: str = ""


def take(
    account: Any,
    plan: Plan,
    observations: Iterable[Observation],
    *,
    name: str,
    sha256: str,
    seen: str,
    reason: str = "",
) -> Intake:
    """Take observations for a plan, whole.

    Args:
        account: Who takes them.
        plan: The plan.
        observations: What was read and looked at.
        name: Name of the file.
        sha256: Its checksum.
        seen: Fingerprint of what was known when it was looked at, see :func:`fingerprint`.
        reason: Why what was known is revised.

    Raises:
        PermissionDenied: The account keeps no values of the plan.
        UsageError: Somebody else took values in between (W080), or nothing in it is new (W400).
    """
    file = File(name=name, sha256=sha256, reason=reason)
    return take_lines(account, plan, [line_of(each) for each in observations], file, seen)


@action("observations.take")
def take_lines(act: Act, plan: Plan, lines: Sequence[Line], file: File, seen: str) -> Intake:
    """Take lines that were made ready, as :func:`take` does."""
    act.require("observations.take", plan)
    Plan.objects.select_for_update().get(pk=plan.pk)
    if fingerprint(plan) != seen:
        raise UsageError("W080")
    now = timezone.now()
    held = _held(plan, {line.slot.indicator for line in lines})
    fresh = {line.slot: line for line in lines if line.slot not in held or differs(held[line.slot][1], line)}
    if not fresh:
        raise UsageError("W400", name=file.name)
    revised = [held[slot][0] for slot in fresh if slot in held]
    counts = {"taken": len(fresh), "revised": len(revised)}
    facts = {"name": file.name, "sha256": file.sha256, "reason": file.reason} | counts
    intake = Intake.objects.create(plan=plan, by=act.account, at=now, **facts)
    _replace(revised, now)
    lay_down(intake, now, fresh.values())
    taken(plan)
    act.tell(intake, plan=plan.pk, **facts)
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
    current = intake.values.filter(replaced_at__isnull=True)
    count = current.count()
    if count < intake.taken:
        raise UsageError("W403", name=intake.name)
    now = timezone.now()
    current.update(replaced_at=now)
    before = plan.observed.filter(replaced_at=intake.at).exclude(intake=intake).order_by("id")
    again = [line_of_row(row) for row in before]
    lay_down(intake, now, again)
    intake.withdrawn_at, intake.withdrawn_by, intake.withdrawn_for = now, act.account, reason.strip()[:400]
    intake.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_for"])
    taken(plan)
    act.tell(intake, plan=plan.pk, name=intake.name, reason=reason, values=count, again=len(again))
    return intake


def fingerprint(plan: Plan) -> str:
    """Return what tells the values known now from others: the last file taken and the last taken back."""
    last = plan.intakes.order_by("-id").values_list("pk", flat=True).first()
    back = (
        plan.intakes.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at").values_list("pk", flat=True).first()
    )
    return f"{last or ''}-{back or ''}"


def _held(plan: Plan, keys: Collection[str]) -> dict[Slot, tuple[int, tuple[str, ...]]]:
    """Return the values in force of some indicators: key of the row and columns, by slot."""
    rows = plan.observed.filter(replaced_at__isnull=True).order_by()
    rows = rows.filter(key__in=keys) if len(keys) <= MANY else rows
    found = rows.values_list("pk", *TEXTS)
    return {Slot(key, subject, slot, basis): (pk, (key, subject, slot, basis, *rest))
            for pk, key, subject, slot, basis, *rest in found.iterator(MANY)}  # fmt: skip


def _replace(keys: Iterable[int], now: datetime) -> None:
    wanted = list(keys)
    for start in range(0, len(wanted), MANY):
        Observed.objects.filter(pk__in=wanted[start : start + MANY]).update(replaced_at=now)
