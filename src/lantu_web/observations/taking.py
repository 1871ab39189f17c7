"""Taking observations: new values stand beside what was known, revised ones in its place, equal ones are passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Max
from django.utils import timezone

from lantu.errors import UsageError
from lantu.model.records import Observation
from lantu.monitoring.vintages import Slot
from lantu_web.audit.action import Act, action
from lantu_web.observations.following import taken
from lantu_web.observations.lines import PUBLISHED, TEXTS, Line, differs, lay_down, line_of, line_of_row
from lantu_web.observations.models import Intake, Observed
from lantu_web.observations.releases import acts_standing, with_release
from lantu_web.observations.releasing import carry_over
from lantu_web.plans.models import Level, Plan

MANY = 500


class _Held(NamedTuple):
    """A value in force.

    Attributes:
        pk: Key of its row.
        texts: Its columns, as ``TEXTS`` names them.
        released_on: The day from which it is published; empty where it is not.
        by_act: Whether a named act says so.
    """

    pk: int
    texts: tuple[str, ...]
    released_on: str
    by_act: bool

    def differs(self, line: Line) -> bool:
        """Return whether a line says anything that is not known; its day says nothing where an act holds back or overruled it."""
        if self.by_act and (not self.released_on or line.texts[PUBLISHED] in (self.released_on, self.texts[PUBLISHED])):
            line = line.dated("")
        return differs(self.texts, line)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What is written down of a file that is taken.

    Attributes:
        name: Its name.
        sha256: Its checksum.
        reason: Why what was known is revised.
    """

    name: str
    sha256: str
    reason: str = ""


def take(
    account: Any,
    plan: Plan,
    observations: Iterable[Observation],
    *,
    name: str,
    sha256: str,
    seen: str,
    reason: str = "",
) -> Intake:
    """Take observations for a plan, whole.

    Args:
        account: Who takes them, and so says that they are published on the days they tell.
        plan: The plan.
        observations: What was read and looked at.
        name: Name of the file.
        sha256: Its checksum.
        seen: Fingerprint of what was known when it was looked at, see :func:`fingerprint`.
        reason: Why what was known is revised.

    Raises:
        PermissionDenied: The account keeps no values of the plan.
        UsageError: Somebody else took values in between (W427), or nothing in it is new (W400).
    """
    file = File(name=name, sha256=sha256, reason=reason)
    return take_lines(account, plan, [line_of(each) for each in observations], file, seen)


@action("observations.take")
def take_lines(act: Act, plan: Plan, lines: Sequence[Line], file: File, seen: str) -> Intake:
    """Take lines that were made ready, as :func:`take` does.

    What is held back stays held back when it is revised: only a named act releases it. A release does not pass over.
    """
    act.require("observations.take", plan)
    Plan.objects.select_for_update().get(pk=plan.pk)
    if fingerprint(plan) != seen:
        raise UsageError("W427")
    now = timezone.now()
    held = _held(plan, {line.slot.indicator for line in lines})
    fresh = _fresh(lines, held)
    if not fresh:
        raise UsageError("W400", name=file.name)
    replaced = [held[slot].pk for slot in fresh if slot in held]
    count = sum(map(len, fresh.values()))
    counts = {"taken": count, "revised": count - (len(fresh) - len(replaced))}
    facts = {"name": file.name, "sha256": file.sha256, "reason": file.reason} | counts
    intake = Intake.objects.create(plan=plan, by=act.account, at=now, **facts)
    _replace(replaced, now)
    lay_down(intake, now, _in_order(fresh))
    carry_over(plan, acts_standing(plan, now).filter(act__level=Level.INTERNAL), now)
    taken(plan)
    act.tell(intake, plan=plan.pk, **facts)
    return intake


@action("observations.withdraw")
def withdraw(act: Act, intake: Intake, reason: str) -> Intake:
    """Take back a file that was taken by mistake: what it had replaced stands again, as recorded now.

    With the acts upon it; what was held back since stays held back.

    Args:
        act: Who takes it back.
        intake: The file.
        reason: Why.

    Raises:
        UsageError: No reason is given (W401), it was taken back before (W402), or later values stand on it (W403).
    """
    act.require("observations.take", intake.plan)
    plan = Plan.objects.select_for_update().get(pk=intake.plan_id)
    intake.refresh_from_db()
    if not reason.strip():
        raise UsageError("W401")
    if intake.withdrawn_at:
        raise UsageError("W402", name=intake.name)
    current = intake.values.filter(replaced_at__isnull=True)
    count = current.count()
    if count < intake.values.filter(recorded_at=intake.at).exclude(replaced_at=intake.at).count():
        raise UsageError("W403", name=intake.name)
    now = timezone.now()
    current.update(replaced_at=now)
    before = plan.observed.filter(replaced_at=intake.at).exclude(intake=intake).order_by("id")
    again = [line_of_row(row) for row in before]
    lay_down(intake, now, again)
    held_back = acts_standing(plan, now).filter(value__intake=intake, act__level=Level.INTERNAL)
    carry_over(plan, acts_standing(plan, intake.at).exclude(value__intake=intake) | held_back, now)
    intake.withdrawn_at, intake.withdrawn_by, intake.withdrawn_for = now, act.account, reason.strip()[:400]
    intake.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_for"])
    taken(plan)
    act.tell(intake, plan=plan.pk, name=intake.name, reason=reason, values=count, again=len(again))
    return intake


def fingerprint(plan: Plan) -> str:
    """Return what tells the values known now from others: the last file taken, how many were taken back, the last release."""
    files = plan.intakes.aggregate(last=Max("pk"), back=Count("withdrawn_at"))
    released = plan.releases.aggregate(last=Max("pk"))
    return "-".join(str(each or "") for each in (files["last"], files["back"], released["last"]))


def _fresh(lines: Iterable[Line], held: Mapping[Slot, _Held]) -> dict[Slot, list[Line]]:
    """Return the lines that say what is not known, in their order; a file may bring several vintages of one thing."""
    fresh: dict[Slot, list[Line]] = {}
    for line in lines:
        before, known = fresh.get(line.slot), held.get(line.slot)
        if differs(before[-1].texts, line) if before else known is None or known.differs(line):
            fresh.setdefault(line.slot, []).append(line)
    return fresh


def _in_order(fresh: Mapping[Slot, Sequence[Line]]) -> Iterator[Line]:
    """Yield the lines of each thing; all but the last of them are replaced by the next at once."""
    for lines in fresh.values():
        yield from (line._replace(replaced=True) for line in lines[:-1])
        yield lines[-1]


def _held(plan: Plan, keys: Collection[str]) -> dict[Slot, _Held]:
    """Return the values in force of some indicators, by slot."""
    rows = with_release(plan.observed.filter(replaced_at__isnull=True)).order_by()
    rows = rows.filter(key__in=keys) if len(keys) <= MANY else rows
    found = rows.values_list("pk", "released_on", "standing", *TEXTS)
    return {
        Slot(*texts[:4]): _Held(pk, tuple(texts), released_on, standing is not None)
        for pk, released_on, standing, *texts in found.iterator(MANY)
    }


def _replace(keys: Iterable[int], now: datetime) -> None:
    wanted = list(keys)
    for start in range(0, len(wanted), MANY):
        Observed.objects.filter(pk__in=wanted[start : start + MANY]).update(replaced_at=now)
