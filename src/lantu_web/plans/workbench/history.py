"""Who decided what, when and why, and what was taken back: the trace of a version or of one item."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from lantu.model.fields import parse_json, write_text
from lantu.model.plan import RECORD_TYPES
from lantu_web.audit.models import Event
from lantu_web.pages.words import word
from lantu_web.plans.models import Correction, Version
from lantu_web.plans.workbench.fields import EDITED, label_of, shown
from lantu_web.plans.workbench.queries import Workbench

SPELLED_OUT = 12
"""Changes of one step that a page spells out."""
_BACK = ("plans.undo", "plans.drop_decisions", "plans.redo_decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one decision changed.

    Attributes:
        item: Id of the item.
        title: What the item is about.
        action: What was done to it, in words.
        label: The field, in words; empty where the whole item was decided about.
        was: What stood there, in words.
        now: What was put there, in words.
    """

    item: str
    title: str
    action: str
    label: str = ""
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Decisions made in one go.

    Attributes:
        batch: Their common key.
        at: When.
        by: Who.
        reason: Why, in the author's words.
        changes: What they changed.
        undone_at: When they were taken back, or None while they hold.
        undone_by: By whom.
        own: Whether the viewer made them.
    """

    batch: str
    at: datetime
    by: str
    reason: str
    changes: tuple[Change, ...]
    undone_at: datetime | None = None
    undone_by: str = ""
    own: bool = False

    @property
    def more(self) -> int:
        """Changes beyond those a page spells out."""
        return max(len(self.changes) - SPELLED_OUT, 0)


def changes_of(version: Version, rows: Iterable[Correction]) -> list[Change]:
    """Return what single decisions changed, each in words."""
    listed = list(rows)
    teller = _Teller(version, listed)
    return [change for row in listed for change in teller.changes(row)]


def steps(bench: Workbench, item: str = "") -> list[Step]:
    """Return the decisions about a version, or about one item, the latest first."""
    rows = list(bench.version.corrections.select_related("by").order_by("id"))
    concerned = [row for row in rows if not item or _concerns(row, item)]
    teller = _Teller(bench.version, rows)
    found = []
    for batch, group in groupby(concerned, key=lambda row: row.batch or f"c{row.pk}"):
        together = list(group)
        first = together[0]
        undone = next((row.replaced_at for row in together if row.replaced_at), None)
        found.append(
            Step(
                batch=batch if first.batch else "",
                at=first.recorded_at,
                by=first.foreign_by or str(first.by or "—"),
                reason=first.reason or "",
                changes=tuple(change for row in together for change in teller.changes(row)),
                undone_at=undone,
                undone_by=teller.undone_by(together) if undone else "",
                own=first.by_id == bench.viewer.pk,
            )
        )
    return found[::-1]


def _concerns(row: Correction, item: str) -> bool:
    """Return whether a decision is about an item, has made it, or has taken it in."""
    if row.item == item:
        return True
    return row.action in ("merge", "split") and json.dumps(item, ensure_ascii=False) in (row.value or "")


class _Teller:
    """Says in words what decisions changed, each against what held before it."""

    def __init__(self, version: Version, rows: Iterable[Correction]) -> None:
        self.version = version
        self.before = dict(_held_before(rows))
        self.kinds: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        names = {row.item for row in rows}
        for type, item, data in (
            version.records.filter(item__in=names).order_by("id").values_list("type", "item", "data")
        ):
            self.kinds[item] = type
            self.titles[item] = _title(json.loads(data))
        self.events = list(Event.objects.filter(action__in=_BACK, subject=f"plans.version:{version.pk}"))

    def changes(self, row: Correction) -> Iterator[Change]:
        type = self.kinds.get(row.item, "statement")
        common = {"item": row.item, "title": self.titles.get(row.item, row.item)}
        action = word(f"plans.workbench.did_{row.action}")
        if row.action == "set" and row.field in EDITED[type]:
            was = self.before.get(row.pk, row.was or "")
            now = shown(type, row.field, row.value or "")
            yield Change(
                **common, action=action, label=label_of(type, row.field), was=shown(type, row.field, was), now=now
            )
        elif row.action in ("add", "split", "merge"):
            yield Change(**common, action=action, now=_told(type, row))
        else:
            yield Change(**common, action=action, label=row.field or "", now=row.value or "")

    def undone_by(self, rows: list[Correction]) -> str:
        """Return who took decisions back, as the chain of events tells it."""
        wanted = {row.batch for row in rows}, {row.item for row in rows}
        for event in self.events:
            told = json.loads(event.payload)
            dropped = {each["item"] for each in told.get("dropped", ())} | {(told.get("instead_of") or {}).get("item")}
            if (event.action == "plans.undo" and told.get("batch") in wanted[0]) or dropped & wanted[1]:
                return event.actor
        return "—"


def _held_before(rows: Iterable[Correction]) -> Iterator[tuple[int, str]]:
    """Yield for each decision on a field what an earlier one, which still held then, had put there."""
    last: dict[tuple[str, str | None], list[Correction]] = {}
    for row in rows:
        if row.action != "set":
            continue
        earlier = last.setdefault((row.item, row.field), [])
        holding = [each for each in earlier if each.replaced_at is None or each.replaced_at > row.recorded_at]
        if holding:
            yield row.pk, holding[-1].value or ""
        earlier.append(row)


def _told(type: str, row: Correction) -> str:
    """Return what adding, splitting and merging wrote, in a line."""
    raw = parse_json(row.value or "")
    if isinstance(raw, dict):
        return _fields(str(raw.get("type", type)), raw)
    parts = raw if isinstance(raw, list) else []
    told = [_fields(type, each) if isinstance(each, Mapping) else str(each) for each in parts]
    return " ｜ ".join(each or word("plans.workbench.unchanged") for each in told)


def _fields(type: str, raw: Mapping[str, object]) -> str:
    if type not in RECORD_TYPES or type not in EDITED:
        return ""
    named = [(name, raw[name]) for name in EDITED[type] if raw.get(name) not in (None, "", [], False)]
    return "；".join(f"{label_of(type, name)} {shown(type, name, _text(value))}" for name, value in named)


def _text(value: object) -> str:
    return write_text(tuple(value) if isinstance(value, list) else value)


def _title(data: Mapping[str, object]) -> str:
    return str(
        data.get("indicator") or data.get("title") or data.get("name") or data.get("noun") or data.get("text") or ""
    )
