"""A version of a plan as the library knows it: ``Plan = apply(reading, corrections)``, from rows and back.

A reading never changes once written, so the last few are kept in memory; what people decided is read anew each time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from unicodedata import normalize

from django.db.models import Q, QuerySet

from lantu.chinese.script import simplify
from lantu.exchange.jsonl import from_jsonl, line_of
from lantu.exchange.planfile import head_from
from lantu.model.corrections import apply
from lantu.model.document import Document as LibraryDocument
from lantu.model.plan import COLLECTIONS, RECORD_TYPES, Item, Plan, Reading
from lantu.model.plan import items as items_of_plan
from lantu.model.records import Correction as LibraryCorrection
from lantu.model.records import Note
from lantu_web.plans import additions, models

TYPE_NAMES = {kind: name for name, kind in RECORD_TYPES.items()}


def as_of(rows: QuerySet, moment: datetime | None) -> QuerySet:
    """Return the rows of a two-clock table that hold at a moment; those that hold now when none is given."""
    if moment is None:
        return rows.filter(replaced_at__isnull=True)
    return rows.filter(Q(replaced_at__isnull=True) | Q(replaced_at__gt=moment), recorded_at__lte=moment)


def reading_of(version: models.Version, moment: datetime | None = None) -> Reading | None:
    """Return what the reader found in a version, or None before it was read."""
    row = as_of(version.readings.all(), moment).only("pk", "recorded_at").first()
    return None if row is None else _reading(row.pk, row.recorded_at)


def plan_of(version: models.Version, moment: datetime | None = None) -> Plan | None:
    """Return a version with the corrections of people, as of a moment."""
    reading = reading_of(version, moment)
    return None if reading is None else apply(reading, corrections_of(version, moment))


def corrections_of(version: models.Version, moment: datetime | None = None) -> list[LibraryCorrection]:
    """Return what people decided about a version, in the order they decided it."""
    return [library_correction(row) for row in as_of(version.corrections.select_related("by"), moment).order_by("id")]


def library_correction(row: models.Correction) -> LibraryCorrection:
    """Return a correction of ours as the library's; one that came with a package keeps its id, author and moment."""
    came_with_package = bool(row.foreign_id)
    return LibraryCorrection(
        id=row.foreign_id or f"c{row.pk}",
        item=row.item,
        action=row.action,  # type: ignore[arg-type]  # written by actions that checked it
        field=row.field,
        value=row.value,
        was=row.was,
        by=row.foreign_by if came_with_package else row.by.username if row.by else "system",
        at=row.foreign_at if came_with_package else row.recorded_at.isoformat(timespec="microseconds"),
        reason=row.reason,
    )


@lru_cache(maxsize=16)
def _reading(pk: int, recorded_at: datetime) -> Reading:
    del recorded_at  # tells a reading from one of the same key in another database (a restored one, a test's)
    row = models.Reading.objects.select_related("version__document").get(pk=pk)
    version = row.version
    document = LibraryDocument(
        name=version.document.name,
        sha256=version.document.sha256,
        encoding=version.encoding,
        media_type=version.media_type,
        text=version.text,
        pages=version.pages,
    )
    found = list(from_jsonl(row.lines.split("\n"), "reading"))
    collected = {
        name: tuple(record for record in found if isinstance(record, kind)) for kind, name in COLLECTIONS.items()
    }
    head = head_from(json.loads(row.head), "reading")
    return Reading(document=document, head=head, reader=row.reader, **collected)  # type: ignore[arg-type]


def reading_lines(found: Reading) -> str:
    """Return the records of a reading as JSON lines, those of a kind in their order."""
    return "\n".join(line_of(record) for name in COLLECTIONS.values() for record in getattr(found, name))


def record_row(version: models.Version, item: Item, *, checked: bool) -> models.Record:
    """Return the row of an item, not saved and without its moments."""
    data = line_of(item)
    title = getattr(item, "indicator", None) or getattr(item, "title", None) or getattr(item, "name", None) or ""
    bodies = [getattr(item, "lead_body", None) or getattr(item, "body", None), *getattr(item, "bodies", ())]
    printed = version.text[item.start : item.end]
    return models.Record(
        version=version,
        type=TYPE_NAMES[type(item)],
        item=item.id,
        data=data,
        checked=checked,
        confidence=getattr(item, "confidence", None),
        start=item.start,
        end=item.end,
        passage=str(getattr(item, "passage", None) or getattr(item, "number", "")),
        kind=getattr(item, "kind", "") or "",
        indicator_id=getattr(item, "indicator_id", None) or "",
        due=(getattr(item, "deadline", None) or getattr(item, "period", None) or "")[:20],
        owned=any(bodies),
        search=searchable(f"{title} {printed} {' '.join(filter(None, bodies))}"),
    )


def searchable(text: str) -> str:
    """Return a text as search compares it: Simplified, half width, lower case, without white space.

    >>> searchable("ＧＤＰ 年均增長")
    'gdp年均增长'
    """
    return "".join(simplify(normalize("NFKC", text)).lower().split())


def item_of(record: models.Record) -> Item | Note:
    """Return the library's record of a row."""
    return next(from_jsonl([record.data], record.item))


def lay_down(
    version: models.Version, plan: Plan, *, by: object, now: datetime, only: Iterable[str] | None = None
) -> list[str]:
    """Bring the rows of a version to what its plan says now; return the ids that changed.

    Args:
        version: Whose rows.
        plan: What they shall say.
        by: The account that caused it, or None.
        now: The moment of the change.
        only: Ids that can have changed; all when not given.
    """
    wanted = items_of_plan(plan)
    chosen = set(wanted) if only is None else set(only)
    current = version.records.filter(replaced_at__isnull=True)
    if only is not None:
        current = current.filter(item__in=chosen)
    held = {row.item: row for row in current}
    fresh: list[models.Record] = []
    gone: list[int] = [row.pk for id, row in held.items() if id not in wanted]
    changed = [id for id in held if id not in wanted]
    for id in sorted(chosen & wanted.keys()):
        row = record_row(version, wanted[id], checked=id in plan.checked)
        row.recorded_at, row.by = now, by  # type: ignore[assignment]
        old = held.get(id)
        if old is not None and (old.data, old.checked) == (row.data, row.checked):
            continue
        if old is not None:
            gone.append(old.pk)
        fresh.append(row)
        changed.append(id)
    for first in range(0, len(gone), 500):
        models.Record.objects.filter(pk__in=gone[first : first + 500]).update(replaced_at=now)
    models.Record.objects.bulk_create(fresh, batch_size=200)
    additions.changed(version)
    return changed
