"""The register of areas, zones and bodies: each with its dates, and the events by which some became others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from lantu.errors import UsageError
from lantu_web.audit.action import Act, action
from lantu_web.people.listing import AreaRow, BodyRow
from lantu_web.people.models import Area, Body, Succession

Unit = TypeVar("Unit", Area, Body)


@action("people.register_areas")
def register_areas(act: Act, rows: Sequence[AreaRow]) -> int:
    """Write areas and zones into the register; one whose code is known is brought to what its row says.

    Returns:
        How many are new.

    Raises:
        UsageError: A parent or host is neither known nor in the rows (W120), or dates run backwards (W112).
    """
    act.require("people.manage_bodies")
    fresh = 0
    known = {area.code: area for area in Area.objects.all()}
    for row in rows:
        _forwards(row.valid_from, row.valid_to)
        facts = {
            "name": row.name,
            "kind": Area.Kind.ZONE if row.is_zone else Area.Kind.AREA,
            "level": "" if row.is_zone else row.level or "",
            "inside_host": row.inside_host,
            "since": _day(row.valid_from),
            "until": _day(row.valid_to),
        }
        known[row.code], made = Area.objects.update_or_create(code=row.code, defaults=facts)
        fresh += made
    for row in rows:
        area = known[row.code]
        area.parent, area.host = _named(known, row.code, row.parent), _named(known, row.code, row.host)
        area.save(update_fields=["parent", "host"])
    act.tell("people.area", codes=[row.code for row in rows], fresh=fresh)
    return fresh


@action("people.register_bodies")
def register_bodies(act: Act, rows: Sequence[BodyRow], area: Area | None = None) -> int:
    """Write bodies into the register; one whose code is known is brought to what its row says.

    Args:
        act: Who registers.
        rows: The bodies.
        area: The area of those whose row names none.

    Returns:
        How many are new.

    Raises:
        UsageError: An area is not known (W120), or dates run backwards (W112).
    """
    act.require("people.manage_bodies")
    fresh = 0
    known = {each.code: each for each in Area.objects.all()}
    for row in rows:
        _forwards(row.valid_from, row.valid_to)
        facts = {
            "name": row.name,
            "short_name": row.short_name or "",
            "line": row.line or "",
            "area": _named(known, row.code, row.area) or area,
            "since": _day(row.valid_from),
            "until": _day(row.valid_to),
        }
        fresh += Body.objects.update_or_create(code=row.code, defaults=facts)[1]
    act.tell("people.body", codes=[row.code for row in rows], fresh=fresh)
    return fresh


@action("people.record_succession")
def record_succession(
    act: Act, kind: str, on: date, document: str, before: Sequence[Unit], after: Sequence[Unit]
) -> Succession:
    """Record that areas or bodies became others on a day: the old end the day before, the new begin.

    Args:
        act: Who records it.
        kind: Merge (several become one), split (one becomes several) or transfer (one takes over from another).
        on: The day it took effect.
        document: Title and number of the document that ordered it.
        before: What there was; areas or bodies, not both.
        after: What there is; one that stands on both sides goes on.

    Raises:
        UsageError: The document is missing (W121), the numbers do not fit the kind (W122), or areas and bodies are
            mixed (W123).
    """
    act.require("people.manage_bodies")
    if not document.strip():
        raise UsageError("W121")
    counts = len(set(before)), len(set(after))
    fits = {"merge": counts[0] >= 2 and counts[1] == 1, "split": counts[0] == 1 and counts[1] >= 2}
    if not fits.get(kind, kind == Succession.Kind.TRANSFER and counts == (1, 1) and set(before) != set(after)):
        raise UsageError("W122")
    if len({type(unit) for unit in (*before, *after)}) != 1:
        raise UsageError("W123")
    event = Succession.objects.create(kind=kind, on=on, document=document.strip())
    of = "areas" if isinstance(before[0], Area) else "bodies"
    for side, units in (("before", before), ("after", after)):
        getattr(event, f"{of}_{side}").set(units)
    for unit in set(before) - set(after):
        unit.until = on - timedelta(days=1)
        unit.save(update_fields=["until"])
    for unit in set(after) - set(before):
        unit.since = unit.since or on
        unit.save(update_fields=["since"])
    names = {"before": [unit.code for unit in before], "after": [unit.code for unit in after]}
    act.tell(event, kind=kind, on=on, document=event.document, of=of, **names)
    return event


def _named(known: dict[str, Area], code: str, wanted: str | None) -> Area | None:
    if not wanted:
        return None
    if wanted not in known:
        raise UsageError("W120", unit=code, wanted=wanted)
    return known[wanted]


def _forwards(since: str | None, until: str | None) -> None:
    if since and until and since > until:
        raise UsageError("W112", since=since, until=until)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
