"""Deciding about what was read: accept, correct, reject, add, split, merge, undo.

Two people may work on one version. Each decision names the state of the item that its author saw; when somebody else
has decided in between, it is refused with both values, and nothing is overwritten.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from lantu.errors import LantuError, UsageError
from lantu.model.corrections import apply, check_correction
from lantu.model.plan import Plan as LibraryPlan
from lantu.model.records import Correction as LibraryCorrection
from lantu_web.audit.action import Act, action
from lantu_web.plans.desk import corrections_of, lay_down, plan_of, reading_of
from lantu_web.plans.models import CheckMark, Correction, Record, Version


class ConflictError(LantuError):
    """Somebody else has changed what this decision builds upon.

    Attributes:
        now: The state of the item that holds now, or None where the item is gone.
    """

    now: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision about an item.

    Attributes:
        item: Id of the item; for ``add`` the id the new one gets.
        action: One of accept, set, add, reject, split, merge.
        seen: Key of the state (``Record``) its author saw; None for ``add`` and for imports.
        field: The field that is set.
        value: The new value as text, or JSON, as ``lantu.model.corrections`` asks.
        was: The value before, as text.
        reason: Why, in the author's words.
    """

    item: str
    action: str
    seen: int | None = None
    field: str | None = None
    value: str | None = None
    was: str | None = None
    reason: str | None = None


@action("plans.correct")
def correct(act: Act, version: Version, decisions: Sequence[Decision]) -> LibraryPlan:
    """Write decisions down: all of them or, when one does not fit, none.

    Returns:
        The plan as it now stands.

    Raises:
        PermissionDenied: The account does not keep this plan.
        UsageError: The version was not read yet (W010), or there is nothing to decide (W011).
        ConflictError: Somebody else has changed an item in between (W012), or it is gone (W013).
        PackageError: A decision does not fit (P030 to P039).
        FieldError: A value cannot stand in its field (P020 to P027).
    """
    act.require("plans.check_reading", version)
    if not decisions:
        raise UsageError("W011")
    Version.objects.select_for_update().get(pk=version.pk)
    reading = reading_of(version)
    if reading is None:
        raise UsageError("W010")
    _unchanged_since(version, decisions)
    now, batch = timezone.now(), uuid.uuid4().hex
    before = corrections_of(version)
    for place, decision in enumerate(decisions):
        wanted = _for_library(decision, f"{batch}-{place}", act.actor, now.isoformat(timespec="microseconds"))
        check_correction(reading, wanted, before)
        before.append(wanted)
        facts = {"item": decision.item, "action": decision.action, "field": decision.field, "value": decision.value}
        facts |= {"was": decision.was, "reason": decision.reason}
        Correction.objects.create(version=version, recorded_at=now, by=act.account, batch=batch, **facts)
    plan = apply(reading, before)
    changed = lay_down(version, plan, by=act.account, now=now, only=_touched(decisions))
    act.tell(version, batch=batch, decisions=[_told(each) for each in decisions], records=changed)
    return plan


@action("plans.undo")
def undo(act: Act, version: Version, batch: str) -> LibraryPlan:
    """Take back the decisions made in one go; they stay as trace.

    Raises:
        UsageError: There is no such batch that still holds (W014).
        ConflictError: Later decisions build upon it (W015).
    """
    act.require("plans.check_reading", version)
    Version.objects.select_for_update().get(pk=version.pk)
    mine = version.corrections.filter(batch=batch, replaced_at__isnull=True)
    touched = set(mine.values_list("item", flat=True))
    if not touched or not batch:
        raise UsageError("W014")
    last = max(mine.values_list("pk", flat=True))
    before = plan_of(version)
    assert before is not None  # there are corrections, so there was a reading
    if version.corrections.filter(pk__gt=last, item__in=touched, replaced_at__isnull=True).exists():
        raise ConflictError("W015")
    now = timezone.now()
    mine.update(replaced_at=now)
    plan = plan_of(version)
    assert plan is not None
    if len(plan.unfitting) > len(before.unfitting):
        raise ConflictError("W015")
    changed = lay_down(version, plan, by=act.account, now=now)
    act.tell(version, batch=batch, records=changed)
    return plan


@action("plans.mark_checked")
def mark_checked(act: Act, version: Version, chapter: str = "") -> CheckMark:
    """Say that the reading of a version, or of one chapter, is checked; the mark says nothing of the plan being issued."""
    act.require("plans.check_reading", version)
    if reading_of(version) is None:
        raise UsageError("W010")
    mark, fresh = CheckMark.objects.get_or_create(
        version=version,
        chapter=chapter,
        replaced_at=None,
        defaults={"by": act.account, "recorded_at": timezone.now()},
    )
    act.tell(version, chapter=chapter, fresh=fresh)
    return mark


@action("plans.unmark_checked")
def unmark_checked(act: Act, version: Version, chapter: str = "") -> None:
    """Take the mark back."""
    act.require("plans.check_reading", version)
    count = version.check_marks.filter(chapter=chapter, replaced_at__isnull=True).update(replaced_at=timezone.now())
    act.tell(version, chapter=chapter, taken_back=count)


def _unchanged_since(version: Version, decisions: Iterable[Decision]) -> None:
    seen = {each.item: each.seen for each in decisions if each.seen is not None}
    rows = {row.item: row for row in version.records.filter(item__in=seen, replaced_at__isnull=True)}
    for item, pk in seen.items():
        row = rows.get(item)
        if row is None or row.pk != pk:
            conflict = ConflictError("W013" if row is None else "W012", item=item, by=_author(row))
            conflict.now = row
            raise conflict


def _author(row: Record | None) -> str:
    return str(row.by) if row is not None and row.by is not None else "—"


def _for_library(decision: Decision, id: str, by: str, at: str) -> LibraryCorrection:
    return LibraryCorrection(
        id=id,
        item=decision.item,
        action=decision.action,  # type: ignore[arg-type]  # an unknown one is refused by the library
        field=decision.field,
        value=decision.value,
        was=decision.was,
        by=by,
        at=at,
        reason=decision.reason,
    )


def _touched(decisions: Sequence[Decision]) -> set[str] | None:
    """Return the ids that decisions can have changed; None for all, where an item became others or is pointed at."""
    if any(decision.action in {"split", "merge", "reject"} for decision in decisions):
        return None
    return {decision.item for decision in decisions}


def _told(decision: Decision) -> Mapping[str, object]:
    facts = {name: getattr(decision, name) for name in ("item", "action", "field", "value", "was", "reason")}
    return {name: value for name, value in facts.items() if value is not None}
