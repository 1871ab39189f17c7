"""Rounds up and down as actions: the office proposes, areas answer, the office balances, and issues what stands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from lantu.cascade.issuing import Issue
from lantu.cascade.rounds import ROUNDS, Event
from lantu.cascade.rounds import Negotiation as LibraryNegotiation
from lantu.errors import LantuError, UsageError, message
from lantu.exchange.csvfile import TableError
from lantu.exchange.offer_book import Offered
from lantu_web.audit.action import Act, action
from lantu_web.cascade.breakdowns import broken
from lantu_web.cascade.issuing import issue
from lantu_web.cascade.models import Negotiation, Step
from lantu_web.plans.models import Version
from lantu_web.plans.queries import versions_seen

ADDING = "shares"
ASKING = ("proposal", "balance")
"""Steps that put figures before the areas."""


@action("cascade.propose")
def propose(act: Act, version: Version, target: str, year: int, answer_by: date | None = None) -> Negotiation:
    """Begin the rounds about a target and year with the figures that were computed for its areas.

    Raises:
        UsageError: The target is not shared out so that its parts make a total (W083), rounds about it have begun
            already (W084), areas would have no time to answer (W085), or it is being computed anew (W270).
        CascadeError: The figures cannot make the total.
    """
    act.require("cascade.choose", version)
    Version.objects.select_for_update().get(pk=version.pk)
    if version.negotiations.filter(target=target, year=year, replaced_at__isnull=True).exists():
        raise UsageError("W084")
    _has_time(answer_by)
    held = broken(version)
    rows = [row for row in held.standing if (row.target, row.year) == (target, year) and row.value is not None]
    parts = {row.subject: row.value for row in rows if row.subject and row.rule == ADDING and row.value is not None}
    measured, whole = held.measured(target), next((row for row in rows if not row.subject), None)
    if measured is None or whole is None or whole.value is None or len(parts) < 2:
        raise UsageError("W083")
    now = timezone.now()
    begun = LibraryNegotiation(
        total=sum(parts.values(), Decimal(0)), unit=measured.precision, method=ADDING, direction=measured.direction
    )
    proposed = begun.proposed(parts, at=now.isoformat())
    row = Negotiation.objects.create(
        version=version,
        target=target,
        indicator=whole.indicator,
        year=year,
        unit=whole.unit or "",
        total=begun.total,
        step=begun.unit,
        method=ADDING,
        direction=begun.direction,
        recorded_at=now,
        by=act.account,
    )
    _add(act, row, proposed.events[-1], answer_by)
    act.tell(row, target=target, year=year, total=begun.total, areas=len(parts), answer_by=answer_by)
    return row


@action("cascade.offer")
def offer(act: Act, negotiation: Negotiation, subject: str, value: Decimal, reason: str = "") -> Step:
    """Answer for an area.

    Raises:
        UsageError: The day to answer by has passed (W086), or both rounds are over (W088).
        CascadeError: Figures are not to be answered now (K074), the area has none (K075), or it offers less without a
            reason (K076).
    """
    act.require("cascade.answer", subject)
    locked = Negotiation.objects.select_for_update().get(pk=negotiation.pk)
    step = _offered(act, locked, subject, value, reason)
    act.tell(locked, subject=subject, value=value, reason=reason)
    return step


@action("cascade.offer_many")
def offer_many(act: Act, offers: Sequence[Offered], file: str) -> list[Step]:
    """Answer for areas with a table: all its offers or, when one is not fit, none.

    Raises:
        UsageError: It offers nothing (W011).
        TableError: An offer cannot be taken; every reason is listed: as for :func:`offer`, or there are no such rounds or
            the account does not answer for the area (W274).
    """
    if not offers:
        raise UsageError("W011")
    wanted = {each.rounds for each in offers}
    seen = Negotiation.objects.filter(
        pk__in=wanted, replaced_at__isnull=True, version__in=versions_seen(act.account).values("pk")
    )
    rows = {row.pk: row for row in seen.select_for_update().order_by("pk")}
    problems: list[LantuError] = []
    steps = []
    for each in offers:
        try:
            row = rows.get(each.rounds)
            if row is None or not act.account.has_perm("cascade.answer", each.subject):
                raise UsageError("W274", rounds=each.rounds, subject=each.subject)
            act.require("cascade.answer", each.subject)
            steps.append(_offered(act, row, each.subject, each.value, each.reason))
            act.tell(row, subject=each.subject, value=each.value, reason=each.reason, file=file)
        except LantuError as problem:
            problems.append(each.wrong(problem))
    if problems:
        raise TableError(file, problems)
    return steps


@action("cascade.balance")
def balance(act: Act, negotiation: Negotiation, reason: str = "", answer_by: date | None = None) -> Step:
    """Balance the offers of a round, the total kept; the next round begins.

    Raises:
        UsageError: Areas would have no time to answer (W085).
        CascadeError: There is nothing to balance, or all rounds are done (K077).
    """
    act.require("cascade.choose", negotiation.version)
    locked = Negotiation.objects.select_for_update().get(pk=negotiation.pk)
    _has_time(answer_by)
    after = library(locked).balanced(at=timezone.now().isoformat(), reason=reason)
    step = _add(act, locked, after.events[-1], answer_by)
    act.tell(locked, round=step.round, figures=json.loads(step.values), reason=reason)
    return step


@action("cascade.issue_rounds")
def issue_rounds(act: Act, negotiation: Negotiation, reference: str) -> Step:
    """End the rounds: the figures that stand are issued as annual targets of the areas.

    Raises:
        CascadeError: No figures stand (K074), or no document is named (K078).
        UsageError: The breakdown is being computed anew (W270).
    """
    act.require("cascade.issue", negotiation.version)
    locked = Negotiation.objects.select_for_update().get(pk=negotiation.pk)
    after = library(locked).issued(at=timezone.now().isoformat(), reference=reference)
    step = _add(act, locked, after.events[-1])
    said = message("C120", reference=reference)
    figures = [(locked.target, subject, Issue(value=value, reason=said)) for subject, value in after.figures.items()]
    issue(act.account, locked.version, locked.year, figures, reference=reference)
    act.tell(locked, reference=reference, figures=json.loads(step.values))
    return step


def library(negotiation: Negotiation, moment: datetime | None = None) -> LibraryNegotiation:
    """Return a negotiation as the library knows it, as of a moment."""
    return LibraryNegotiation(
        total=_plain(negotiation.total),
        unit=_plain(negotiation.step),
        method=negotiation.method,
        direction=negotiation.direction,  # type: ignore[arg-type]
        events=tuple(_event(step) for step in steps_of(negotiation, moment)),
    )


def steps_of(negotiation: Negotiation, moment: datetime | None = None) -> list[Step]:
    """Return the steps of a negotiation in their order, those that were recorded by a moment."""
    return [step for step in negotiation.steps.all() if moment is None or step.recorded_at <= moment]


def answer_by(negotiation: Negotiation, moment: datetime | None = None) -> date | None:
    """Return until when areas answer the figures that stand, or None where no day was named."""
    asking = [step for step in steps_of(negotiation, moment) if step.kind in ASKING]
    return asking[-1].answer_by if asking else None


def _offered(act: Act, locked: Negotiation, subject: str, value: Decimal, reason: str) -> Step:
    day = answer_by(locked)
    if day is not None and day < timezone.localdate():
        raise UsageError("W086", day=day)
    if library(locked).round > ROUNDS:
        raise UsageError("W088")
    after = library(locked).offered(subject, value, at=timezone.now().isoformat(), reason=reason)
    return _add(act, locked, after.events[-1])


def _event(step: Step) -> Event:
    values: Mapping[str, Any] = json.loads(step.values)
    return Event(
        step=step.kind,  # type: ignore[arg-type]
        round=step.round,
        values={subject: Decimal(value) for subject, value in values.items()},
        at=step.recorded_at.isoformat(),
        reason=step.reason,
    )


def _add(act: Act, negotiation: Negotiation, event: Event, answer_by: date | None = None) -> Step:
    return Step.objects.create(
        negotiation=negotiation,
        kind=event.step,
        round=event.round,
        values=json.dumps({subject: str(value) for subject, value in event.values.items()}),
        reason=event.reason,
        answer_by=answer_by,
        recorded_at=timezone.now(),
        by=act.account,
    )


def _plain(value: Decimal) -> Decimal:
    """Return a number without the zeros that the column of the database adds."""
    return Decimal(f"{value.normalize():f}")


def _has_time(day: date | None) -> None:
    if day is not None and day < timezone.localdate():
        raise UsageError("W085", day=day)
