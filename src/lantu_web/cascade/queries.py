"""Every read of the room; each takes the viewer first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from lantu.cascade.rounds import ROUNDS
from lantu.cascade.rounds import Negotiation as LibraryNegotiation
from lantu_web.cascade.breakdowns import Broken, broken
from lantu_web.cascade.models import Draft, Negotiation
from lantu_web.cascade.rounds import answer_by, library, steps_of
from lantu_web.cascade.rules import subjects_of
from lantu_web.people.models import Area
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import DecisionRecord, Version
from lantu_web.plans.queries import versions_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """What an area sees of rounds: its own figures, the method, the total, and nobody else's offer.

    Attributes:
        negotiation: The rounds.
        subject: The area.
        name: Its name.
        value: The figure asked of it.
        answer_by: Until when it answers, or None.
        offers: Its own offers, by round.
        steps: What happened that it may know of: when figures were proposed, balanced, issued, and its own offers.
        open: Whether it may answer now: figures stand to be answered, and the day has not passed.
    """

    negotiation: Negotiation
    subject: str
    name: str
    value: Decimal
    answer_by: date | None
    offers: dict[int, Decimal]
    steps: list[tuple[datetime, str, Decimal | None, str]]
    open: bool


def broken_down(viewer: Any, version: Version, moment: datetime | None = None, draft: Draft | None = None) -> Broken:
    """Return a version broken down, as of a moment, as it is or as a draft would make it.

    Raises:
        PermissionDenied: The viewer may not see it.
        UnreadyError: It is not computed yet (W270).
    """
    if not viewer.has_perm("cascade.see", version):
        raise PermissionDenied("cascade.see")
    return broken(version, moment, draft)


def drafts_of(viewer: Any, version: Version, moment: datetime | None = None) -> QuerySet[Draft]:
    """Return what was brought in for a version by a moment: what was taken, and what is still open for who may take it."""
    rows = version.drafts.select_related("by")
    if moment is not None:
        return rows.filter(taken_at__lte=moment)
    open_too = viewer.has_perm("cascade.choose", version) or viewer.has_perm("cascade.issue", version)
    return rows.filter(Q() if open_too else Q(taken_at__isnull=False))


def draft_seen(viewer: Any, pk: int) -> Draft:
    """Return something that was brought in.

    Raises:
        Http404: There is none, or the viewer may not know of it.
    """
    row = Draft.objects.select_related("version__plan__body", "version__plan__area", "by").filter(pk=pk).first()
    if row is None or not viewer.has_perm("cascade.see", row.version):
        raise Http404
    if not drafts_of(viewer, row.version).filter(pk=pk).exists():
        raise Http404
    return row


def negotiations_of(viewer: Any, version: Version, moment: datetime | None = None) -> QuerySet[Negotiation]:
    """Return the rounds of a version, as of a moment, for who decides or audits them."""
    rows = as_of(Negotiation.objects.filter(version=version), moment)
    return rows if viewer.has_perm("cascade.see_offers", version) else rows.none()


def negotiation_seen(viewer: Any, pk: int, moment: datetime | None = None) -> Negotiation:
    """Return rounds with everybody's offers, for who decides or audits them; other areas see their own row only.

    Raises:
        Http404: There are none, were none at the moment, or the viewer may not know of them.
    """
    rows = as_of(Negotiation.objects.filter(pk=pk), moment)
    row = rows.select_related("version__plan__body", "version__plan__area").prefetch_related("steps__by").first()
    if row is None or not viewer.has_perm("cascade.see_offers", row.version):
        raise Http404
    return row


def own_rows(viewer: Any, moment: datetime | None = None) -> list[OwnRow]:
    """Return what the areas for which a viewer answers were asked by a moment, the newest first."""
    mine = sorted(subjects_of(viewer))
    if not mine:
        return []
    rows = as_of(Negotiation.objects.filter(version__in=versions_seen(viewer).values("pk")), moment)
    names = _names_of(mine)
    return [
        own
        for row in rows.select_related("version__plan").prefetch_related("steps")
        for rounds in (library(row, moment),)
        for subject in mine
        if (own := _own_row(row, rounds, subject, names, moment)) is not None
    ]


def own_negotiation(viewer: Any, pk: int, subject: str, moment: datetime | None = None) -> OwnRow:
    """Return what one area sees of rounds.

    Raises:
        Http404: There are none, or the viewer does not answer for the area.
    """
    rows = as_of(Negotiation.objects.filter(pk=pk, version__in=versions_seen(viewer).values("pk")), moment)
    row = rows.select_related("version__plan").prefetch_related("steps").first()
    if row is None or not viewer.has_perm("cascade.answer", subject):
        raise Http404
    found = _own_row(row, library(row, moment), subject, _names_of([subject]), moment)
    if found is None:
        raise Http404
    return found


def possible_members(viewer: Any, version: Version) -> list[Area]:
    """Return the areas and zones that may get rows: those within the area of the plan."""
    del viewer
    area = version.plan.area
    if area is None:
        return []
    parts = list(area.parts.filter(kind=Area.Kind.AREA).order_by("code"))
    zones = list(
        Area.objects.filter(kind=Area.Kind.ZONE, host__in=[area, *parts]).select_related("host").order_by("code")
    )
    return [*parts, *zones]


def decisions_of(viewer: Any, version: Version) -> QuerySet[DecisionRecord]:
    """Return the decision records that annual targets may rest on."""
    del viewer
    return DecisionRecord.objects.filter(version__plan=version.plan_id, corrected_by__isnull=True).order_by(
        "-on", "-id"
    )


def _names_of(subjects: Iterable[str]) -> dict[str, str]:
    codes = [subject.removeprefix("area:") for subject in subjects]
    return {f"area:{code}": name for code, name in Area.objects.filter(code__in=codes).values_list("code", "name")}


def _own_row(
    row: Negotiation, rounds: LibraryNegotiation, subject: str, names: dict[str, str], moment: datetime | None
) -> OwnRow | None:
    """Return what one area sees of rounds, or None where it has no figure there."""
    if subject not in rounds.figures:
        return None
    steps: list[tuple[datetime, str, Decimal | None, str]] = [
        (step.recorded_at, event.step, event.values.get(subject), event.reason)
        for step, event in zip(steps_of(row, moment), rounds.events, strict=True)
        if event.step != "offer" or subject in event.values
    ]
    day = answer_by(row, moment)
    asked = not rounds.is_over and rounds.round <= ROUNDS and (day is None or day >= timezone.localdate())
    return OwnRow(
        negotiation=row,
        subject=subject,
        name=names.get(subject, subject),
        value=rounds.figures[subject],
        answer_by=day,
        offers=dict(rounds.seen_by(subject).offers),
        steps=steps,
        open=asked and moment is None,
    )
