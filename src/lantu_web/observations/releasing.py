"""Releasing values, or holding them back: a named act upon one value or a chosen set, with what it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.audit.action import Act, action
from lantu_web.observations.following import taken
from lantu_web.observations.models import Observed, Release, ReleasedValue
from lantu_web.observations.releases import acts_standing, with_release
from lantu_web.plans.deciding import need_ground
from lantu_web.plans.models import Level, Plan, Version

MANY = 500
_GROUND = ("level", "document", "number")
_SLOT = ("key", "subject", "slot", "basis")


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
    document: str | None
    number: str | None


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
        standing: The acts, upon the rows that came before; the last about a thing stands.
        now: The moment.
    """
    before = standing.order_by("pk").values_list("act_id", "by_id", *(f"value__{name}" for name in _SLOT))
    acts = {tuple(slot): (act, by) for act, by, *slot in before}
    if not acts:
        return
    fresh = plan.observed.filter(recorded_at=now, replaced_at__isnull=True, key__in={slot[0] for slot in acts})
    rows = ((pk, tuple(slot)) for pk, *slot in fresh.order_by().values_list("pk", *_SLOT))
    _write(((pk, *acts[slot]) for pk, slot in rows if slot in acts), now)


def _chosen(plan: Plan, keys: Collection[int]) -> list[_Value]:
    """Return the values that are chosen; none where one of them is not in force."""
    found = [each for each in _read(with_release(plan.observed.filter(replaced_at__isnull=True))) if each.pk in keys]
    return found if len(found) == len(keys) else []


def _read(rows: QuerySet[Observed]) -> Iterator[_Value]:
    names = ("pk", "value", "unit", "state", "released_on", *(f"standing__act__{name}" for name in _GROUND))
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
    """Return whether an act would change nothing; one that gives another ground, or one to what a file told, does.

    What is not published yet may be held back: a later file that tells its day then does not publish it.
    """
    if said.level == Level.INTERNAL:
        return value.level == Level.INTERNAL
    return (value.released_on, value.level, value.document, value.number) == (
        said.on, said.level, said.document, said.number
    )  # fmt: skip


def _lay_down(made: Release, keys: list[int], now: datetime) -> None:
    """Let an act stand upon values in the place of those before."""
    before = dict(acts_standing(made.plan).order_by().values_list("value_id", "pk"))
    ended = iter([before[key] for key in keys if key in before])
    while part := list(islice(ended, MANY)):
        ReleasedValue.objects.filter(pk__in=part).update(replaced_at=now)
    _write(((key, made.pk, made.by_id) for key in keys), now)


def _write(rows: Iterable[tuple[int, int, int | None]], now: datetime) -> None:
    """Write which act stands upon which value, by whom: a province releases 200,000 at once."""
    table = connection.ops.quote_name(str(ReleasedValue._meta.db_table))
    at = ReleasedValue._meta.get_field("recorded_at").get_db_prep_save(now, connection)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (value_id, act_id, by_id, recorded_at) VALUES (%s, %s, %s, %s)",
            [(*row, at) for row in rows],
        )
