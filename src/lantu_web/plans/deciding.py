"""Making a version official: decision records, stages, levels and release."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.audit.action import Act, action
from lantu_web.plans.models import DecisionRecord, Level, LevelChange, Plan, Version
from lantu_web.plans.scans import kept_scan

STAGE_AFTER = {
    DecisionRecord.Kind.DRAFTED: Version.Stage.SUBMITTED,
    DecisionRecord.Kind.APPROVED: Version.Stage.APPROVED,
    DecisionRecord.Kind.ISSUED: Version.Stage.ISSUED,
}
_DAY = re.compile(r"(?:19|20|21)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
ORDER = list(Version.Stage.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a paper says was decided of a version.

    Attributes:
        kind: Drafted, approved or issued.
        organ: Who decided, in full.
        on: The day, month or year, as a date of the house.
        session: The meeting.
        number: The document number.
        on_behalf_of: On whose behalf it is entered, when not one's own.
        scan: The paper itself, bytes and file name.
    """

    kind: str
    organ: str
    on: str
    session: str = ""
    number: str = ""
    on_behalf_of: str = ""
    scan: tuple[bytes, str] | None = None


@action("plans.record_decision")
def record_decision(
    act: Act, version: Version, decided: Decided, corrects: DecisionRecord | None = None
) -> DecisionRecord:
    """Record what was decided of a version in a meeting or on paper; the version moves to the stage it reached.

    Args:
        act: Who enters it.
        version: What was decided of.
        decided: What the paper says.
        corrects: The record this one replaces because that one was entered wrongly.

    Raises:
        UsageError: The organ is missing (W020), the day is none or lies ahead (W021), the record to correct belongs
            elsewhere or was corrected already (W022), or the scan is of a kind that is not kept (W028).
    """
    act.require("plans.record_decision", version)
    told = {name: getattr(decided, name).strip() for name in ("organ", "session", "number", "on_behalf_of")}
    if not told["organ"]:
        raise UsageError("W020")
    if not _DAY.fullmatch(decided.on) or decided.on > timezone.localdate().isoformat()[: len(decided.on)]:
        raise UsageError("W021", on=decided.on)
    if corrects is not None and (corrects.version_id != version.pk or hasattr(corrects, "corrected_by")):
        raise UsageError("W022")
    record = DecisionRecord.objects.create(
        version=version,
        kind=decided.kind,
        on=decided.on,
        scan=kept_scan(*decided.scan) if decided.scan else None,
        corrects=corrects,
        by=act.account,
        at=timezone.now(),
        **told,
    )
    reached = STAGE_AFTER[DecisionRecord.Kind(decided.kind)]
    if ORDER.index(reached) > ORDER.index(version.stage):
        version.stage = reached
        version.save(update_fields=["stage"])
    act.tell(version, kind=decided.kind, on=decided.on, corrects=corrects.pk if corrects else None, **told)
    return record


@action("plans.change_level")
def change_level(act: Act, version: Version, *, level: str, number: str = "", reason: str = "") -> LevelChange:
    """Release a version, or take it back: a named act with its document number.

    Raises:
        UsageError: It has that level already (W023), is released without a document number (W024), or taken back or
            lowered without a reason (W025).
    """
    act.require("plans.release", version)
    if level == version.level:
        raise UsageError("W023")
    if level == Level.PUBLIC and not number.strip():
        raise UsageError("W024")
    if level != Level.PUBLIC and not reason.strip():
        raise UsageError("W025")
    change = LevelChange.objects.create(
        version=version,
        was=version.level,
        level=level,
        number=number.strip(),
        reason=reason.strip(),
        by=act.account,
        at=timezone.now(),
    )
    version.level = level
    version.save(update_fields=["level"])
    act.tell(version, was=change.was, level=level, number=change.number, reason=change.reason)
    return change


@action("plans.change_plan")
def change_plan(act: Act, /, plan: Plan, **facts: object) -> Plan:
    """Change what is registered of a plan: title, level, area, years.

    Raises:
        UsageError: The title is empty (W026) or the years make no period (W027).
    """
    act.require("plans.change_plan", plan)
    known = {"title", "kind", "level", "area", "start", "end"}
    was = {name: str(getattr(plan, name)) for name in facts if name in known}
    for name in was:
        setattr(plan, name, facts[name])
    if not plan.title.strip():
        raise UsageError("W026")
    if plan.start and plan.end and plan.start > plan.end:
        raise UsageError("W027", start=plan.start, end=plan.end)
    plan.save(update_fields=list(was))
    act.tell(plan, was=was, now={name: str(getattr(plan, name)) for name in was})
    return plan
