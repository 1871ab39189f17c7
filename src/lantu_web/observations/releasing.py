"""Releasing values, or holding them back: a named act upon one value or a chosen set, with what it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.audit.action import Act, action
from lantu_web.observations.following import taken
from lantu_web.observations.models import Observed, Release, ReleasedValue
from lantu_web.observations.releases import with_release
from lantu_web.plans.deciding import need_ground
from lantu_web.plans.models import Level, Plan, Version

MANY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a release, or of holding back.

    Attributes:
        level: ``public``, or ``internal`` to hold them back.
        on: The day from which they are published; one that lies ahead is an embargo.
        document: In what they are published, or what approves it.
        number: Its document number.
        reason: Why they are held back.
    """

    level: str
    on: str = ""
    document: str = ""
    number: str = ""
    reason: str = ""


class _Value(NamedTuple):
    """What the act needs of a value, in the order in which it is read."""

    pk: int
    value: str
    unit: str
    state: str
    released_on: str
    level: str | None


@action("observations.release")
def change_release(act: Act, version: Version, values: Collection[int], said: Said, seen: str) -> Release:
    """Release values of a plan, or hold them back: all of those chosen, or none.

    Args:
        act: Who does it.
        version: A version of the plan, from whose pages they were chosen.
        values: Their keys.
        said: What is said of it.
        seen: Digest of what its author looked at, see :func:`digest`.

    Raises:
        UsageError: None is chosen, or they are not as they were looked at (W430); what it rests on, the reason or the
            day is missing (W431, W432, W433); some have that release already (W434).
    """
    act.require("observations.release", version)
    plan = Plan.objects.select_for_update().get(pk=version.plan_id)
    chosen = _chosen(plan, set(values))
    if not chosen or seen != _digest(chosen):
        raise UsageError("W430")
    told = _required(said)
    same = sum(_is_so(each, told) for each in chosen)
    if same:
        raise UsageError("W434", count=same)
    now = timezone.now()
    made = Release.objects.create(plan=plan, count=len(chosen), by=act.account, at=now, **asdict(told))
    _lay_down(made, [each.pk for each in chosen], now)
    taken(plan)
    act.tell(made, plan=plan.pk, values=len(chosen), digest=seen, **asdict(told))
    return made


def digest(rows: QuerySet[Observed]) -> str:
    """Return what tells chosen values, which know their release, and how far they are released from all others."""
    return _digest(_read(rows))


def carry_over(plan: Plan, standing: QuerySet[ReleasedValue], now: datetime) -> None:
    """Let acts stand upon the rows that were laid down at a moment for the same things. Call it inside an action.

    Args:
        plan: The plan.
        standing: The acts, upon the rows that came before.
        now: The moment.
    """
    acts = {_slot(each.value): each for each in standing.select_related("value")}
    if not acts:
        return
    fresh = plan.observed.filter(recorded_at=now, replaced_at__isnull=True, releases__isnull=True)
    fresh = fresh.filter(key__in={each.value.key for each in acts.values()}).only("key", "subject", "slot", "basis")
    rows = [
        ReleasedValue(value=row, act_id=acts[_slot(row)].act_id, by_id=acts[_slot(row)].by_id, recorded_at=now)
        for row in fresh
        if _slot(row) in acts
    ]
    ReleasedValue.objects.bulk_create(rows, batch_size=MANY)


def _slot(row: Observed) -> tuple[str, str, str, str]:
    return row.key, row.subject, row.slot, row.basis


def _chosen(plan: Plan, keys: Collection[int]) -> list[_Value]:
    """Return the values that are chosen; none where one of them is not in force."""
    found = [each for each in _read(with_release(plan.observed.filter(replaced_at__isnull=True))) if each.pk in keys]
    return found if len(found) == len(keys) else []


def _read(rows: QuerySet[Observed]) -> Iterator[_Value]:
    names = ("pk", "value", "unit", "state", "released_on", "standing__act__level")
    return (_Value(*each) for each in rows.order_by("pk").values_list(*names).iterator(2000))


def _digest(values: Iterable[_Value]) -> str:
    text = "\n".join(" ".join(str(part) for part in each) for each in values)
    return hashlib.sha256(text.encode()).hexdigest()


def _required(said: Said) -> Said:
    """Refuse what lacks its ground, its day or its reason; return what of it belongs to the level."""
    need_ground(said.level, said.document, said.reason, missing=("W431", "W432"))
    if said.level != Level.PUBLIC:
        return Said(level=Level.INTERNAL, reason=said.reason.strip())
    try:
        on = date.fromisoformat(said.on).isoformat()
    except ValueError:
        raise UsageError("W433") from None
    return Said(level=Level.PUBLIC, on=on, document=said.document.strip(), number=said.number.strip())


def _is_so(value: _Value, said: Said) -> bool:
    """Return whether an act would change nothing; one that gives its ground to what a file told changes something."""
    if said.level == Level.INTERNAL:
        return not value.released_on
    return value.level == Level.PUBLIC and value.released_on == said.on


def _lay_down(made: Release, keys: list[int], now: datetime) -> None:
    each = iter(keys)
    while part := list(islice(each, MANY)):
        ReleasedValue.objects.filter(value__in=part, replaced_at__isnull=True).update(replaced_at=now)
        rows = [ReleasedValue(value_id=key, act=made, by=made.by, recorded_at=now) for key in part]
        ReleasedValue.objects.bulk_create(rows)
