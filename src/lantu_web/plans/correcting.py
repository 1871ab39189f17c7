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
from lantu.model.plan import Reading as LibraryReading
from lantu.model.plan import items
from lantu.model.records import Correction as LibraryCorrection
from lantu_web.audit.action import Act, action
from lantu_web.plans.desk import corrections_of, lay_down, reading_of
from lantu_web.plans.models import CheckMark, Correction, Record, Version

_NUL = ("\x00", "\\u0000")


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
        others: Ids and states of further items it builds upon: those that a merge takes in.
    """

    item: str
    action: str
    seen: int | None = None
    field: str | None = None
    value: str | None = None
    was: str | None = None
    reason: str | None = None
    others: tuple[tuple[str, int], ...] = ()


@action("plans.correct")
def correct(act: Act, version: Version, decisions: Sequence[Decision]) -> LibraryPlan:
    """Write decisions down: all of them or, when one does not fit, none.

    Returns:
        The plan as it now stands.

    Raises:
        PermissionDenied: The account does not keep this plan.
        UsageError: The version was not read yet (W010), there is nothing to decide (W011), or a text holds NUL, which
            databases do not keep (W030).
        ConflictError: Somebody else has changed an item in between (W012), or it is gone (W013).
        PackageError: A decision does not fit (P030 to P039).
        FieldError: A value cannot stand in its field (P020 to P027).
    """
    act.require("plans.check_reading", version)
    if not decisions:
        raise UsageError("W011")
    plan, batch, changed = write(act, version, decisions)
    act.tell(version, batch=batch, decisions=[told(each) for each in decisions], records=changed)
    return plan


def write(act: Act, version: Version, decisions: Sequence[Decision]) -> tuple[LibraryPlan, str, list[str]]:
    """Write decisions down within an action; return the plan as it now stands, their batch and the ids that changed."""
    _can_be_kept(decisions)
    reading = locked_reading(version)
    _unchanged_since(version, decisions)
    now, batch = timezone.now(), uuid.uuid4().hex
    at = now.isoformat(timespec="microseconds")
    before = corrections_of(version)
    wanted = [_for_library(each, f"{batch}-{place}", act.actor, at) for place, each in enumerate(decisions)]
    was, plan = apply(reading, before), apply(reading, [*before, *wanted])
    _all_fit(reading, before, wanted, plan)
    Correction.objects.bulk_create(
        [
            Correction(version=version, recorded_at=now, by=act.account, batch=batch, **_facts(each))
            for each in decisions
        ]
    )
    return plan, batch, lay_down(version, plan, by=act.account, now=now, only=differing(was, plan))


def locked_reading(version: Version) -> LibraryReading:
    """Let nobody else decide about a version until the transaction ends, and return its reading.

    Raises:
        UsageError: It was not read yet (W010).
    """
    Version.objects.select_for_update().get(pk=version.pk)
    reading = reading_of(version)
    if reading is None:
        raise UsageError("W010")
    return reading


def differing(was: LibraryPlan, now: LibraryPlan) -> set[str]:
    """Return the ids of the items that are not the same in two states of a plan."""
    before, after = items(was), items(now)
    return {id for id in before.keys() | after.keys() if before.get(id) != after.get(id)} | (was.checked ^ now.checked)


@action("plans.undo")
def undo(act: Act, version: Version, batch: str) -> LibraryPlan:
    """Take back the decisions made in one go; they stay as trace.

    Raises:
        UsageError: There is no such batch that still holds (W014).
        ConflictError: Later decisions build upon it (W015).
    """
    act.require("plans.check_reading", version)
    reading = locked_reading(version)
    mine = version.corrections.filter(batch=batch, replaced_at__isnull=True)
    touched = set(mine.values_list("item", flat=True))
    if not touched or not batch:
        raise UsageError("W014")
    last = max(mine.values_list("pk", flat=True))
    before = apply(reading, corrections_of(version))
    if version.corrections.filter(pk__gt=last, item__in=touched, replaced_at__isnull=True).exists():
        raise ConflictError("W015")
    now = timezone.now()
    mine.update(replaced_at=now)
    plan = apply(reading, corrections_of(version))
    if not {each.id for each in plan.unfitting} <= {each.id for each in before.unfitting}:
        raise ConflictError("W015")
    changed = lay_down(version, plan, by=act.account, now=now, only=differing(before, plan))
    act.tell(version, batch=batch, records=changed)
    return plan


@action("plans.mark_checked")
def mark_checked(act: Act, version: Version, chapter: str = "") -> CheckMark:
    """Say that the reading of a version, or of one chapter, is checked; the mark says nothing of the plan being issued."""
    act.require("plans.check_reading", version)
    reading, now = locked_reading(version), timezone.now()
    held = version.check_marks.filter(chapter=chapter, replaced_at__isnull=True).first()
    if held is not None and holds_for_current_reading(version, held):
        act.tell(version, chapter=chapter, reader=reading.reader, fresh=False)
        return held
    version.check_marks.filter(chapter=chapter, replaced_at__isnull=True).update(replaced_at=now)
    act.tell(version, chapter=chapter, reader=reading.reader, fresh=True)
    return CheckMark.objects.create(version=version, chapter=chapter, by=act.account, recorded_at=now)


def holds_for_current_reading(version: Version, mark: CheckMark) -> bool:
    """Return whether a mark speaks of the reading that holds now, and not of one that was replaced since."""
    return not version.readings.filter(recorded_at__gt=mark.recorded_at).exists()


@action("plans.unmark_checked")
def unmark_checked(act: Act, version: Version, chapter: str = "") -> None:
    """Take the mark back."""
    act.require("plans.check_reading", version)
    count = version.check_marks.filter(chapter=chapter, replaced_at__isnull=True).update(replaced_at=timezone.now())
    act.tell(version, chapter=chapter, taken_back=count)


def _can_be_kept(decisions: Iterable[Decision]) -> None:
    """Refuse NUL, plain or as JSON writes it, before the database does with an error of its own."""
    for each in decisions:
        texts = [*_facts(each).values(), *(item for item, _ in each.others)]
        if any(nul in text for text in texts if text for nul in _NUL):
            raise UsageError("W030", name=each.item.replace("\x00", "\\0"))


def _unchanged_since(version: Version, decisions: Iterable[Decision]) -> None:
    seen = {each.item: each.seen for each in decisions if each.seen is not None}
    seen |= {item: pk for each in decisions for item, pk in each.others}
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


def _all_fit(
    reading: LibraryReading,
    before: Sequence[LibraryCorrection],
    wanted: Sequence[LibraryCorrection],
    plan: LibraryPlan,
) -> None:
    """Refuse for the reason of the first that does not fit; one pass over all is enough where all do."""
    listed = {each.id for each in plan.unfitting}
    for place, correction in enumerate(wanted):
        if correction.id in listed:
            check_correction(reading, correction, [*before, *wanted[:place]])


def _facts(decision: Decision) -> dict[str, str | None]:
    names = ("item", "action", "field", "value", "was", "reason")
    return {name: getattr(decision, name) for name in names}


def told(decision: Decision) -> Mapping[str, object]:
    """Return what an event tells of a decision."""
    return {name: value for name, value in _facts(decision).items() if value is not None}
