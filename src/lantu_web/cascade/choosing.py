"""What the office chooses: the way over the years, the areas, the method."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from lantu.cascade.allocation import Allocation, Choice, Member
from lantu.errors import UsageError
from lantu.exchange.allocationfile import allocation_text, parse_allocation
from lantu_web.audit.action import Act, action
from lantu_web.cascade.breakdowns import ALLOCATION, chosen, enclosed
from lantu_web.plans.models import Enclosure, Version


@action("cascade.choose")
def choose(act: Act, version: Version, choice: Choice, seen: str) -> None:
    """Choose how one target is broken down; it takes the place of what was chosen for it before.

    Args:
        act: Who chooses.
        version: The version of the plan.
        choice: The choice.
        seen: Fingerprint of the choices its author saw, see :func:`fingerprint`.

    Raises:
        UsageError: Somebody else has chosen in between (W080).
        PackageError: The choice does not fit.
    """
    act.require("cascade.choose", version)
    before = held_choices(version, seen)
    others = tuple(each for each in before.choices if each.target != choice.target)
    usual = choice == Choice(target=choice.target)
    _keep(act, version, replace(before, choices=others if usual else (*others, choice)))
    act.tell(version, target=choice.target, choice=allocation_text(Allocation(choices=(choice,))))


@action("cascade.set_members")
def set_members(act: Act, version: Version, members: tuple[Member, ...], seen: str) -> None:
    """Say which areas and zones get rows of their own.

    Raises:
        UsageError: Somebody else has chosen in between (W080).
    """
    act.require("cascade.choose", version)
    before = held_choices(version, seen)
    _keep(act, version, replace(before, members=members))
    act.tell(version, members=[member.subject for member in members])


def fingerprint(version: Version, path: str = ALLOCATION) -> str:
    """Return what tells the file of decisions that holds now from others."""
    row = version.enclosures.filter(path=path, replaced_at__isnull=True).only("pk").first()
    return str(row.pk) if row else ""


def enclose(act: Act, version: Version, path: str, text: str, now: datetime) -> None:
    """Put a file of decisions in the place of the one before, which stays as trace. Call it inside an action."""
    version.enclosures.filter(path=path, replaced_at__isnull=True).update(replaced_at=now)
    Enclosure.objects.create(version=version, path=path, text=text, recorded_at=now, by=act.account)


def held_choices(version: Version, seen: str) -> Allocation:
    """Return the choices that hold, the version locked. Call it inside an action.

    Raises:
        UsageError: They are not those that were seen (W080).
    """
    Version.objects.select_for_update().get(pk=version.pk)
    if fingerprint(version) != seen:
        raise UsageError("W080")
    return chosen(enclosed(version).get(ALLOCATION, ""))


def _keep(act: Act, version: Version, allocation: Allocation) -> None:
    """Write choices down if they can be read back; else nothing has changed."""
    text = allocation_text(allocation)
    parse_allocation(text)
    enclose(act, version, ALLOCATION, text, timezone.now())
