"""Every read of the room; each takes the viewer first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from lantu.cascade.rounds import ROUNDS
from lantu.cascade.rounds import Negotiation as LibraryNegotiation
from lantu_web.cascade.breakdowns import Broken, broken
from lantu_web.cascade.models import Negotiation
from lantu_web.cascade.rounds import library
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
        value: The figure asked of it now.
        offers: Its own offers, by round.
        steps: What happened that it may know of: when figures were proposed, balanced, issued, and its own offers.
    """

    negotiation: Negotiation
    subject: str
    name: str
    value: Decimal
    offers: dict[int, Decimal]
    steps: list[tuple[datetime, str, Decimal | None, str]]

    @property
    def open(self) -> bool:
        """Whether it may answer now: figures stand to be answered, and the day has not passed."""
        rounds, day = library(self.negotiation), self.negotiation.answer_by
        return not rounds.is_over and rounds.round <= ROUNDS and (day is None or day >= timezone.localdate())


def broken_down(viewer: Any, version: Version, moment: datetime | None = None) -> Broken:
    """Return a version broken down, as of a moment.

    Raises:
        PermissionDenied: The viewer may not see it.
    """
    if not viewer.has_perm("cascade.see", version):
        raise PermissionDenied("cascade.see")
    return broken(version, moment)


def negotiations_of(viewer: Any, version: Version, moment: datetime | None = None) -> QuerySet[Negotiation]:
    """Return the rounds of a version, as of a moment, for who decides or audits them."""
    rows = as_of(Negotiation.objects.filter(version=version), moment)
    return rows if viewer.has_perm("cascade.see_offers", version) else rows.none()


def negotiation_seen(viewer: Any, pk: int) -> Negotiation:
    """Return rounds with everybody's offers, for who decides or audits them; other areas see their own row only.

    Raises:
        Http404: There are none, or the viewer may not know of them.
    """
    row = Negotiation.objects.select_related("version__plan__body").filter(pk=pk).first()
    if row is None or not viewer.has_perm("cascade.see_offers", row.version):
        raise Http404
    return row


def own_rows(viewer: Any) -> list[OwnRow]:
    """Return what the areas for which a viewer answers are asked, the newest first."""
    mine = subjects_of(viewer)
    rows = Negotiation.objects.filter(replaced_at__isnull=True, version__in=versions_seen(viewer))
    found = [own_row(viewer, row, subject) for row in rows.select_related("version__plan") for subject in sorted(mine)]
    return [each for each in found if each is not None]


def own_row(viewer: Any, row: Negotiation, subject: str) -> OwnRow | None:
    """Return what one area sees of rounds, or None where it has no figure or the viewer does not answer for it."""
    if not viewer.has_perm("cascade.answer", subject):
        return None
    rounds: LibraryNegotiation = library(row)
    if subject not in rounds.figures:
        return None
    events = zip(row.steps.all(), rounds.events, strict=True)
    steps: list[tuple[datetime, str, Decimal | None, str]] = [
        (step.recorded_at, event.step, event.values.get(subject), event.reason)
        for step, event in events
        if event.step != "offer" or subject in event.values
    ]
    offers = {
        event.round: event.values[subject]
        for event in rounds.events
        if event.step == "offer" and subject in event.values
    }
    area = Area.objects.filter(code=subject.removeprefix("area:")).first()
    return OwnRow(
        negotiation=row,
        subject=subject,
        name=area.name if area else subject,
        value=rounds.figures[subject],
        offers=offers,
        steps=steps,
    )


def own_negotiation(viewer: Any, pk: int, subject: str) -> OwnRow:
    """Return what one area sees of rounds.

    Raises:
        Http404: There are none, or the viewer does not answer for the area.
    """
    row = Negotiation.objects.filter(pk=pk, replaced_at__isnull=True, version__in=versions_seen(viewer)).first()
    found = own_row(viewer, row, subject) if row else None
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
