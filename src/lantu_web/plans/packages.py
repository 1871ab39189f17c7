"""Packages in and out: importing one is an action, exporting one a query, and what comes out is what went in."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from lantu.errors import LantuError, PackageError, UsageError
from lantu.exchange.allocationfile import read_allocation
from lantu.exchange.package import Package, open_package, original_of, text_of
from lantu.exchange.package_writing import ENCLOSURES, write_copy
from lantu.exchange.packagezip import unzip_package, zip_package
from lantu.exchange.planfile import head_raw
from lantu.model.fields import parse_json
from lantu.model.plan import Event, PlanHead
from lantu.model.plan import Plan as LibraryPlan
from lantu.model.records import Correction as LibraryCorrection
from lantu.reading.formats import open_document
from lantu.reading.secrecy import mark_beside, secret_mark
from lantu_web.audit.action import Act, action
from lantu_web.pages.permission import require
from lantu_web.people.models import Area, Body
from lantu_web.plans.additions import PARTS
from lantu_web.plans.deciding import stage_with
from lantu_web.plans.desk import corrections_of, lay_down, reading_lines, reading_of
from lantu_web.plans.models import (
    Correction,
    DecisionRecord,
    Document,
    Enclosure,
    Level,
    Original,
    Plan,
    Reading,
    Version,
)
from lantu_web.plans.registering import register


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A package that was looked at: all of it that is kept, found sound.

    Attributes:
        name: Name of its file.
        package: Its head, reading and corrections.
        plan: What they come to.
        original: The bytes of its document.
        blocks: The parts of the document as laid out, JSON lines.
        enclosed: Its other files of decisions, by path.
    """

    name: str
    package: Package
    plan: LibraryPlan
    original: bytes
    blocks: str
    enclosed: Mapping[str, str]


def opened(data: bytes, name: str) -> Opened:
    """Open a package without keeping anything of it.

    Everything that the web reads later is opened here: a package is taken whole or refused whole.

    Raises:
        DocumentError: The zip is damaged or dangerous.
        PackageError: It holds no package, or one that does not hold together.
        UsageError: Its document bears a mark of a state secret (W001), or a text of it cannot be kept (W030).
    """
    with tempfile.TemporaryDirectory() as folder:
        place = unzip_package(data, name, folder)
        package = open_package(place)
        original = original_of(place)
        _refuse_secrets(package, original)
        blocks = _blocks_of(place)
        read_allocation(place)
        enclosed = {path: text_of(place / path) for path in ENCLOSURES if (place / path).exists()}
    if any("\x00" in text for text in (blocks, *enclosed.values(), *texts_of(package))):
        raise UsageError("W030", name=name)
    for path in enclosed.keys() & PARTS.keys():
        PARTS[path].check(enclosed[path])
    return Opened(name=name, package=package, plan=package.plan, original=original, blocks=blocks, enclosed=enclosed)


def import_package(account: Any, data: bytes, name: str, body: Body, level: str = Level.INTERNAL) -> Version:
    """Open a package, then register its plan with its reading and everything people decided about it.

    Raises:
        PermissionDenied: The account keeps no plans in the body; the package was not looked at.
        LantuError: As :func:`opened` and :func:`keep_package`.
    """
    if account is not None:
        require(account, "plans.change_plan", Plan(body=body))
    return keep_package(account, opened(data, name), body, level)


@action("plans.import_package")
def keep_package(act: Act, given: Opened, body: Body, level: str) -> Version:
    """Register the plan of a package that was opened, with its reading and everything people decided about it.

    Raises:
        UsageError: It would be public at once (W002).
    """
    if level == Level.PUBLIC:
        raise UsageError("W002")
    package, now = given.package, timezone.now()
    plan = register(_plan_from(package.head, body), by=act.account, now=now)
    act.require("plans.change_plan", plan)
    version = _version_from(given, plan, level)
    parts = _decisions_from(act, given, version, now)
    corrections = len(package.corrections)
    document = package.reading.document.sha256
    act.tell(
        version, name=given.name, document=document, corrections=corrections, **({"parts": parts} if parts else {})
    )
    return version


def _refuse_secrets(package: Package, original: bytes) -> None:
    """Look for a mark in the text of a package and in its original, which need not agree in a package from elsewhere."""
    name = package.reading.document.name
    texts = [package.reading.document.text]
    with suppress(LantuError):  # what cannot be opened here was read elsewhere, and is what was read there
        texts.append(open_document(original, name).text)
    mark = next(filter(None, map(secret_mark, texts)), None) or mark_beside(original, name)
    if mark is not None:
        raise UsageError("W001", mark=mark)


def _blocks_of(place: Path) -> str:
    blocks = text_of(place / "source" / "blocks.jsonl")
    for row, line in enumerate(blocks.split("\n"), 1):
        if line and not isinstance(parse_json(line), dict):
            raise PackageError("P018", file="blocks.jsonl", row=row, problem="JSON")
    return blocks


def texts_of(value: object) -> Iterator[str]:
    """Yield every text within a value made of records, tuples and mappings."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts_of(getattr(value, each.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)


def export_package(viewer: object, version: Version) -> bytes:
    """Return a version as the zip of a package.

    Raises:
        UsageError: It has not been read yet (W010).
    """
    del viewer  # whoever may see the whole version may take it along; the view has asked
    reading = reading_of(version)
    if reading is None:
        raise UsageError("W010")
    package = Package(folder=Path(), head=head_of(version), reading=reading, corrections=tuple(corrections_of(version)))
    enclosed = dict(version.enclosures.filter(replaced_at__isnull=True).values_list("path", "text"))
    enclosed |= {path: text for path, part in PARTS.items() if (text := part.give(version))}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "package"
        write_copy(package, bytes(version.document.original.data), version.blocks, enclosed, place)
        return zip_package(place)


def head_of(version: Version) -> PlanHead:
    """Return what is registered of a version as the head of a plan."""
    plan = version.plan
    decisions = version.decisions.filter(corrected_by__isnull=True).order_by("id")
    return PlanHead(
        title=plan.title,
        kind=plan.kind,  # type: ignore[arg-type]
        level=plan.level or None,  # type: ignore[arg-type]
        area=plan.area_code or None,
        area_name=plan.area_name or None,
        start=plan.start,
        end=plan.end,
        parents=tuple(json.loads(plan.parents)),
        events=tuple(
            Event(
                kind=record.kind,  # type: ignore[arg-type]
                organ=record.organ,
                session=record.session or None,
                date=record.on,
                number=record.number or None,
            )
            for record in decisions
        ),
        reference=plan.reference or None,
    )


def _plan_from(head: PlanHead, body: Body) -> Plan:
    return Plan(
        title=head.title,
        kind=head.kind,
        level=head.level or "",
        area=Area.objects.filter(code=head.area).first() if head.area else None,
        area_code=head.area or "",
        area_name=head.area_name or "",
        start=head.start,
        end=head.end,
        parents=json.dumps(head.parents, ensure_ascii=False),
        reference=head.reference or "",
        body=body,
    )


def _version_from(given: Opened, plan: Plan, level: str) -> Version:
    read = given.package.reading.document
    facts = {"name": read.name, "media_type": read.media_type, "size": len(given.original)}
    document, fresh = Document.objects.get_or_create(sha256=read.sha256, defaults=facts)
    if fresh:
        Original.objects.create(document=document, data=given.original)
    return Version.objects.create(
        plan=plan,
        document=document,
        stage=stage_with(Version.Stage.COMMENT, [event.kind for event in given.package.head.events]),
        level=level,
        text=read.text,
        encoding=read.encoding,
        media_type=read.media_type,
        pages=read.pages,
        blocks=given.blocks,
    )


def _decisions_from(act: Act, given: Opened, version: Version, now: datetime) -> dict[str, object]:
    """Keep what people decided; return what is told of the files of which other rooms take care."""
    mine = {"version": version, "recorded_at": now, "by": act.account}
    package, found = given.package, given.package.reading
    head = json.dumps(head_raw(found.head), ensure_ascii=False)
    Reading.objects.create(reader=found.reader, head=head, lines=reading_lines(found), **mine)
    Correction.objects.bulk_create(Correction(**_correction_facts(each), **mine) for each in package.corrections)
    own = {path: text for path, text in given.enclosed.items() if path not in PARTS}
    Enclosure.objects.bulk_create(Enclosure(path=path, text=text, **mine) for path, text in own.items())
    DecisionRecord.objects.bulk_create(
        DecisionRecord(
            version=version,
            kind=event.kind,
            organ=event.organ,
            session=event.session or "",
            on=event.date,
            number=event.number or "",
            by=act.account,
            at=now,
        )
        for event in package.head.events
    )
    lay_down(version, given.plan, by=act.account, now=now)
    others = {path: part.take(act, version, given.enclosed[path], given.name, now)
              for path, part in PARTS.items() if path in given.enclosed}  # fmt: skip
    return {path: told for path, told in others.items() if told}


def _correction_facts(each: LibraryCorrection) -> dict[str, object]:
    facts = {name: getattr(each, name) for name in ("item", "action", "field", "value", "was", "reason")}
    return facts | {"foreign_id": each.id, "foreign_by": each.by, "foreign_at": each.at}
