"""Making a version official: decision records, stages, levels and release."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.audit.action import Act, action
from lantu_web.pages.words import word
from lantu_web.people.models import Area
from lantu_web.plans.models import DecisionRecord, Level, LevelChange, Plan, Version
from lantu_web.plans.registering import FACTS, locked, register, registered_now
from lantu_web.plans.scans import kept_scan

STAGE_AFTER = {
    DecisionRecord.Kind.DRAFTED: Version.Stage.SUBMITTED,
    DecisionRecord.Kind.APPROVED: Version.Stage.APPROVED,
    DecisionRecord.Kind.ISSUED: Version.Stage.ISSUED,
}
_DAY = re.compile(r"(?:19|20|21)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
ORDER = list(Version.Stage.values)
_WHOLE_DAY = len("2026-01-15")


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
    held = _locked(version)
    act.require("plans.record_decision", held)
    told = {name: getattr(decided, name).strip() for name in ("organ", "session", "number", "on_behalf_of")}
    if not told["organ"]:
        raise UsageError("W020")
    if not _is_date(decided.on) or decided.on > timezone.localdate().isoformat()[: len(decided.on)]:
        raise UsageError("W021", on=decided.on)
    if corrects is not None and not _standing(held).filter(pk=corrects.pk).exists():
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
    version.stage = stage_with(held.first_stage, _standing(held).values_list("kind", flat=True))
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
    held = _locked(version)
    act.require("plans.release", held)
    if level == held.level:
        raise UsageError("W023")
    need_ground(level, number, reason, missing=("W024", "W025"))
    change = LevelChange.objects.create(
        version=version,
        was=held.level,
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


def need_ground(level: str, ground: str, reason: str, *, missing: tuple[str, str]) -> None:
    """Refuse to release something without what that rests on, and to change its level otherwise without a reason.

    Args:
        level: The level it is to have.
        ground: What its release rests on.
        reason: Why it is to have another.
        missing: The codes that say of the thing that ground or reason is missing.

    Raises:
        UsageError: One is missing.
    """
    if level == Level.PUBLIC and not ground.strip():
        raise UsageError(missing[0])
    if level != Level.PUBLIC and not reason.strip():
        raise UsageError(missing[1])


@action("plans.change_plan")
def change_plan(act: Act, /, plan: Plan, *, seen: int | None = None, **facts: object) -> Plan:
    """Change what is registered of a plan: title, level, area, years.

    Args:
        act: Who changes it.
        plan: The plan.
        seen: Key of the registration its author saw; None where nobody looked.
        **facts: What is changed, by the names of the fields.

    Raises:
        UsageError: Somebody else has changed it in between (W029), the title is empty (W026) or the years make no
            period (W027).
    """
    held = locked(plan)
    act.require("plans.change_plan", held)
    last = registered_now(held)
    if seen is not None and seen != last.pk:
        raise UsageError("W029", by=str(last.by or word("plans.reader")))
    if "area" in facts and facts["area"] != held.area:
        facts |= _as_printed(facts["area"])
    was = {name: str(getattr(held, name)) for name in facts if name in FACTS}
    for name in was:
        setattr(held, name, facts[name])
    if not held.title.strip():
        raise UsageError("W026")
    if held.start and held.end and held.start > held.end:
        raise UsageError("W027", start=held.start, end=held.end)
    now = {name: str(getattr(held, name)) for name in was}
    act.tell(held, was=was, now=now)
    return held if now == was else register(held, by=act.account, now=timezone.now())


def _locked(version: Version) -> Version:
    """Let nobody else decide about a version until the transaction ends; return it as it stands now."""
    return Version.objects.select_for_update().defer("text", "blocks").get(pk=version.pk)


def _is_date(on: str) -> bool:
    """Return whether a text is a year, a month or a day of the calendar, as the house writes them.

    >>> _is_date("2026-02"), _is_date("2026-02-31")
    (True, False)
    """
    if not _DAY.fullmatch(on):
        return False
    try:
        return len(on) < _WHOLE_DAY or bool(date.fromisoformat(on))
    except ValueError:
        return False


def _standing(version: Version) -> QuerySet[DecisionRecord]:
    """Return the decision records of a version that no other one has corrected."""
    return version.decisions.filter(corrected_by__isnull=True)


def stage_with(first: str, decided: Iterable[str]) -> str:
    """Return where a plan stands with a version: the furthest of where it stood at first and of what was decided.

    Args:
        first: Where it stood when the document was brought in.
        decided: The kinds of the decisions that hold.
    """
    return max([first, *(STAGE_AFTER[DecisionRecord.Kind(kind)] for kind in decided)], key=ORDER.index)


def _as_printed(area: object) -> dict[str, object]:
    """Return code and name of a registered area, which a package carries in the place of the area itself."""
    known = area if isinstance(area, Area) else None
    return {"area_code": known.code if known else "", "area_name": known.name if known else ""}
