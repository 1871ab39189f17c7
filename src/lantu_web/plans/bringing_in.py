"""Bringing a plan in: a document is looked at, kept, registered as a version of a plan, and read in the background."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from lantu import reading as reader
from lantu.errors import UsageError
from lantu.exchange.jsonl import line_of
from lantu.exchange.planfile import head_raw
from lantu.model.corrections import apply
from lantu.model.document import Document as LibraryDocument
from lantu.model.document import blocks_of
from lantu.model.plan import PlanHead, Reading
from lantu.reading.formats import open_document
from lantu.reading.secrecy import mark_beside, secret_mark
from lantu_web.audit.action import Act, action
from lantu_web.jobs.queue import Report, enqueue, job
from lantu_web.people.models import Account, Area, Body
from lantu_web.plans.desk import corrections_of, lay_down, reading_lines
from lantu_web.plans.models import Document, Level, Original, Plan, Version
from lantu_web.plans.models import Reading as ReadingRow
from lantu_web.plans.registering import locked, register


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person says of the document brought in; what is left open is suggested by the document.

    Attributes:
        plan: The plan it is a version of; None registers a new one.
        title: Title of a new plan; None takes that of the document once read.
        body: The body that keeps a new plan.
        area: Its area, or None for that of the document.
        start: First year, or None for that of the document.
        end: Last year.
        stage: Where in its life the plan stands with this document.
        label: What people call the version.
        level: Who may see it; a document is never public by being brought in.
    """

    plan: Plan | None = None
    title: str = ""
    body: Body | None = None
    area: Area | None = None
    start: int | None = None
    end: int | None = None
    stage: str = Version.Stage.COMMENT
    label: str = ""
    level: str = Level.INTERNAL


def looked_at(data: bytes, name: str) -> LibraryDocument:
    """Open a document without keeping anything of it.

    Raises:
        DocumentError: It cannot be read at all.
        UsageError: It bears a mark of a state secret (W001).
    """
    document = open_document(data, name)
    mark = secret_mark(document.text) or mark_beside(data, name)
    if mark is not None:
        raise UsageError("W001", mark=mark)
    return document


def bring_in(account: Any, data: bytes, name: str, wanted: Wanted) -> Version:
    """Look at a document, keep it as a version of a plan, and have it read.

    Opening a long document takes seconds, in which nobody else could write if it were done in the transaction that
    keeps it.

    Args:
        account: Who brings it in.
        data: Its bytes.
        name: Its file name.
        wanted: What is said of it.

    Raises:
        DocumentError: It cannot be read; nothing was kept.
        UsageError: It bears a mark of a state secret (W001), would be public at once (W002), or no body that shall
            keep the plan is named (W003).
    """
    return keep_document(account, data, looked_at(data, name), wanted)


@action("plans.bring_in")
def keep_document(act: Act, data: bytes, opened: LibraryDocument, wanted: Wanted) -> Version:
    """Keep a document that was looked at as a version of a plan, and have it read.

    The same file twice is one document, and within one plan one version, which is returned as it is.

    Raises:
        UsageError: It would be public at once (W002), or no body that shall keep the plan is named (W003).
    """
    if wanted.level == Level.PUBLIC:
        raise UsageError("W002")
    plan = wanted.plan or _registered(act, opened, wanted)
    act.require("plans.change_plan", plan)
    document = _kept(data, opened)
    version, fresh = Version.objects.get_or_create(
        plan=plan,
        document=document,
        defaults={
            "stage": wanted.stage,
            "first_stage": wanted.stage,
            "label": wanted.label,
            "level": wanted.level,
            "text": opened.text,
            "encoding": opened.encoding,
            "media_type": opened.media_type,
            "pages": opened.pages,
            "blocks": "".join(line_of(block) + "\n" for block in blocks_of(opened)),
        },
    )
    act.tell(version, document=document.sha256, name=opened.name, plan=plan.pk, fresh=fresh)
    if fresh:
        transaction.on_commit(lambda: read_again_later(version, act.account))
    return version


@action("plans.ask_for_reading")
def ask_for_reading(act: Act, version: Version) -> None:
    """Have a version read again, by the reader as it is now; decisions are kept."""
    act.require("plans.check_reading", version)
    act.tell(version, reader=reader.READER)
    transaction.on_commit(lambda: read_again_later(version, act.account))


def read_again_later(version: Version, account: Account | None) -> None:
    """Put the reading of a version into the queue; called when the version is safely there."""
    enqueue("plans.read", {"version": version.pk}, key=f"read:{version.pk}", owner=account.username if account else "")


@job("plans.read", page=("plans:version", "version"))
def read_job(version: int, report: Report) -> dict[str, object]:
    """Read the document of a version and lay its records down, all in one step at the end."""
    row = Version.objects.select_related("plan", "document__original").get(pk=version)
    data = bytes(row.document.original.data)
    found = reader.read(data, row.document.name, start=row.plan.start, end=row.plan.end, progress=report)
    keep_reading(None, row, found)
    return {"version": version, "statements": len(found.statements), "tasks": len(found.tasks)}


@action("plans.keep_reading")
def keep_reading(act: Act, version: Version, found: Reading) -> ReadingRow:
    """Put a reading in the place of the last one of its version; corrections that no longer fit stay and are listed.

    Raises:
        UsageError: It is a reading of another text than the one all places of the version refer to (W031).
    """
    held = Version.objects.select_for_update().get(pk=version.pk)
    if found.document.text != held.text:
        raise UsageError("W031", name=version.document.name)
    now = timezone.now()  # once nobody else writes: what was decided while this waited came before it
    version.readings.filter(replaced_at__isnull=True).update(replaced_at=now)
    row = ReadingRow.objects.create(
        version=version,
        reader=found.reader,
        head=json.dumps(head_raw(found.head), ensure_ascii=False),
        lines=reading_lines(found),
        recorded_at=now,
        by=act.account,
    )
    plan = apply(found, corrections_of(version))
    changed = lay_down(version, plan, by=act.account, now=now)
    suggested = suggest(version.plan, found.head, now)
    unfitting = [each.id for each in plan.unfitting]
    act.tell(version, reader=found.reader, records=len(changed), unfitting=unfitting, registered=suggested)
    return row


def suggest(plan: Plan, head: PlanHead, now: datetime) -> list[str]:
    """Fill in what nobody has said of a plan, as it stands now, from the head of its document; return what was."""
    held = locked(plan)
    area = Area.objects.filter(code=head.area).first() if head.area else None
    found: dict[str, object] = {"title": head.title[:200], "level": head.level or "", "area": area}
    found |= {"area_code": head.area or "", "area_name": head.area_name or "", "start": head.start, "end": head.end}
    missing = {name: value for name, value in found.items() if value and not getattr(held, name)}
    for name, value in missing.items():
        setattr(held, name, value)
    if missing:
        register(held, by=None, now=now)
    return sorted(missing)


def _registered(act: Act, opened: LibraryDocument, wanted: Wanted) -> Plan:
    if wanted.body is None:
        raise UsageError("W003", name=opened.name)
    plan = Plan(title=wanted.title, body=wanted.body, area=wanted.area, start=wanted.start, end=wanted.end)
    return register(plan, by=act.account, now=timezone.now())


def _kept(data: bytes, opened: LibraryDocument) -> Document:
    document, fresh = Document.objects.get_or_create(
        sha256=hashlib.sha256(data).hexdigest(),
        defaults={"name": opened.name, "media_type": opened.media_type, "size": len(data)},
    )
    if fresh:
        Original.objects.create(document=document, data=data)
    return document
