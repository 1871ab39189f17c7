"""Looked at before it is taken: a superior's value, a file of choices, a table of annual targets.

What is brought in stands beside what holds. Its page shows everything it would move; taken, it takes the place of what
held, and what moved is kept with it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.utils import timezone

from lantu.cascade.allocation import SuperiorValue
from lantu.cascade.superiors import Move, arrived, move, moves
from lantu.errors import PackageError, UsageError
from lantu.exchange.allocationfile import allocation_text, parse_allocation
from lantu.exchange.annual_book import filled_cells
from lantu.exchange.annual_taking import Change, changes_beside
from lantu.exchange.csvfile import table_text
from lantu.exchange.jsonl import json_text
from lantu.model.annual_targets import AnnualTarget
from lantu_web.audit.action import Act, action
from lantu_web.cascade.breakdowns import ALLOCATION, ISSUED, Broken, broken
from lantu_web.cascade.choosing import enclose, fingerprint, held_choices
from lantu_web.cascade.issuing import said_of
from lantu_web.cascade.models import Draft
from lantu_web.plans.models import DecisionRecord, Version

PATHS: Mapping[str, str] = {
    Draft.Kind.SUPERIOR: ALLOCATION,
    Draft.Kind.CHOICES: ALLOCATION,
    Draft.Kind.TABLE: ISSUED,
}
"""The file of decisions in whose place a draft would stand."""


@action("cascade.superior_arrived")
def superior_arrived(act: Act, version: Version, value: SuperiorValue, seen: str) -> Draft:
    """Bring in a value of the superior, expected, issued or issued again, to see what it moves.

    Args:
        act: Who brings it in.
        version: The version of the plan.
        value: The value; its indicator is the id of the statement.
        seen: Fingerprint of the choices its author saw.

    Raises:
        UsageError: Somebody else has chosen in between (W080), or an issued value names no document (W081).
    """
    act.require("cascade.choose", version)
    if value.standing != "provisional" and not value.reference.strip():
        raise UsageError("W081")
    after = arrived(held_choices(version, seen), value)
    facts = {name: str(told) for name, told in asdict(after.superiors[-1]).items()}
    draft = _draft(act, version, Draft.Kind.SUPERIOR, value.indicator, allocation_text(after), facts)
    act.tell(draft, **facts)
    return draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A file that was looked at.

    Attributes:
        kind: What it holds.
        name: Its name.
        text: What is kept of it: the text of a text file, the bytes of a workbook in base64.
    """

    kind: str
    name: str
    text: str


def look_at(version: Version, kind: str, data: bytes, name: str) -> Looked:
    """Read a file without keeping anything: choices (yaml) or annual targets (xlsx).

    Raises:
        PackageError: It does not fit; every reason is listed (K140, K141, K191, K192, P008, P010).
        UsageError: What it is compared with is not computed yet (W270), or it changes nothing (W273).
    """
    if kind == Draft.Kind.TABLE:
        if not table_changes(broken(version), data, name):
            raise UsageError("W273", name=name)
        return Looked(kind=kind, name=name, text=base64.b64encode(data).decode())
    text = _decoded(data, name)
    parse_allocation(text)
    return Looked(kind=kind, name=name, text=text)


@action("cascade.bring_in")
def bring_in(act: Act, version: Version, looked: Looked) -> Draft:
    """Keep a file that was looked at beside what holds, to see what it would change."""
    act.require("cascade.issue" if looked.kind == Draft.Kind.TABLE else "cascade.choose", version)
    draft = _draft(act, version, looked.kind, looked.name, looked.text, {})
    act.tell(draft, kind=looked.kind, name=looked.name)
    return draft


@action("cascade.take")
def take(act: Act, draft: Draft, decision: DecisionRecord | None = None, reference: str = "") -> Draft:
    """Take a draft: it takes the place of what holds, and what moved is kept with it.

    Args:
        act: Who takes it.
        draft: The draft.
        decision: Of a table: the decision record on which rows rest that name no document.
        reference: Of a table: organ, session and number, where there is no record.

    Raises:
        UsageError: It was taken before (W271), what holds is another than it was compared with (W272), it changes nothing
            (W011), or what it moves is not computed yet (W270).
        TableError: Of a table: something does not fit any more.
        CascadeError: Of a table: rows rest on no document (K070).
    """
    version = draft.version
    act.require("cascade.issue" if draft.kind == Draft.Kind.TABLE else "cascade.choose", version)
    Version.objects.select_for_update().get(pk=version.pk)
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    if held.taken_at:
        raise UsageError("W271")
    if fingerprint(version, PATHS[held.kind]) != held.seen:
        raise UsageError("W272")
    before = broken(version)
    if held.kind == Draft.Kind.TABLE:
        text, moved = _issued_by(held, before, said_of(decision) if decision else reference)
    else:
        text, moved = held.text, moves(before.computed, broken(version, draft=held).computed)
    now = timezone.now()
    enclose(act, version, PATHS[held.kind], text, now)
    Draft.objects.filter(pk=held.pk).update(taken_at=now, moved=moves_text(moved))
    act.tell(held, name=held.name, facts=json.loads(held.facts), moved=len(moved))
    return Draft.objects.get(pk=held.pk)


def table_changes(held: Broken, data: bytes, name: str) -> tuple[Change, ...]:
    """Return what a table of annual targets would issue.

    Raises:
        PackageError: It is no table of annual targets (K191, K192).
        TableError: A cell does not fit; every reason is listed.
    """
    return changes_beside(held.found, held.issued, held.statements, filled_cells(data, name), name)


def content_of(draft: Draft) -> bytes:
    """Return the file of a draft as it came."""
    return base64.b64decode(draft.text) if draft.kind == Draft.Kind.TABLE else draft.text.encode()


def moves_text(moved: Sequence[Move]) -> str:
    """Return what moved as text; :func:`moves_from` reads it back."""
    return json_text([asdict(each) for each in moved])


def moves_from(text: str) -> tuple[Move, ...]:
    """Return what moved, as it was kept."""
    raw = json.loads(text, parse_float=Decimal, parse_int=Decimal) if text else []
    return tuple(Move(**each | {"year": int(each["year"])}) for each in raw)


def _draft(act: Act, version: Version, kind: str, name: str, text: str, facts: Mapping[str, str]) -> Draft:
    return Draft.objects.create(
        version=version,
        kind=kind,
        name=name[:200],
        target=name[:200] if kind == Draft.Kind.SUPERIOR else "",
        text=text,
        facts=json.dumps(facts, ensure_ascii=False),
        seen=fingerprint(version, PATHS[kind]),
        recorded_at=timezone.now(),
        by=act.account,
    )


def _decoded(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PackageError("P008", file=name) from None
    if "\x00" in text:
        raise UsageError("W030", name=name)
    return text


def _issued_by(draft: Draft, held: Broken, rests_on: str) -> tuple[str, tuple[Move, ...]]:
    """Return the file of issued targets with those of a table, and what they change."""
    changes = table_changes(held, content_of(draft), draft.name)
    if not changes:
        raise UsageError("W011")
    at = timezone.now().isoformat(timespec="seconds")
    rows = [each.row(rests_on, at) for each in changes]
    moved = tuple(move(each.before, row) for each, row in zip(changes, rows, strict=True))
    return table_text(AnnualTarget, (*held.issued, *rows)), moved
