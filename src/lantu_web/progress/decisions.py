"""What people decided about the targets of a version, as the library takes it.

A decision holds for the value it was made on. One that does not fit the value of today stays as trace, and the question
is open again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from lantu.model.fields import write_text
from lantu.model.progress import Progress
from lantu.monitoring.deciding import Confirmation, WordingDecision
from lantu.monitoring.judging import Judgement
from lantu.monitoring.outlook.record import Decided
from lantu.monitoring.rollup import Member
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import Version
from lantu_web.progress.models import Decision

Kind = Decision.Kind
SEEN_OF = "-"


def decided(version: Version, moment: datetime | None = None, **narrow: object) -> QuerySet[Decision]:
    """Return the decisions in force at a moment, narrowed by columns."""
    rows = Decision.objects.filter(version=version, **narrow)
    return as_of(rows, moment).select_related("by")


def holds(row: Decision, moment: datetime | None) -> bool:
    """Tell whether a decision that was made by a moment was in force at it."""
    return row.replaced_at is None or (moment is not None and row.replaced_at > moment)


def confirmations(version: Version, moment: datetime | None, scheme: str) -> dict[Member, Confirmation]:
    """Return which statuses people let stand, by target and subject."""
    return statuses(decided(version, moment, kind=Kind.STATUS, scheme=scheme))


def statuses(rows: Iterable[Decision]) -> dict[Member, Confirmation]:
    """Return which statuses people let stand by some decisions, by target and subject."""
    mine = (row for row in rows if row.kind == Kind.STATUS)
    return {(row.target, row.subject): Confirmation(status=row.choice, **_about(row)) for row in mine}


def wordings(rows: Iterable[Decision]) -> dict[Member, WordingDecision]:
    """Return how people word statuses by some decisions; the library asks each whether it still fits."""
    mine = (row for row in rows if row.kind == Kind.WORDING)
    return {(row.target, row.subject): WordingDecision(zh=row.zh, en=row.en, **_about(row)) for row in mine}


def expectations(rows: Iterable[Decision], judged: Mapping[Member, Judgement]) -> dict[Member, Decided]:
    """Return what people expect of the end of targets, where they said so of the value of today.

    Args:
        rows: Decisions in force.
        judged: The judgement of each target and subject.
    """
    mine = {(row.target, row.subject): row for row in rows if row.kind == Kind.OUTLOOK}
    return {
        member: decided_outlook(row) for member, row in mine.items() if member in judged and fits(row, judged[member])
    }


def decided_outlook(row: Decision) -> Decided:
    """Return a decision about an outlook as the library's."""
    return Decided(verdict=row.choice, by=_by(row), at=_at(row), reason=row.reason)  # type: ignore[arg-type]  # checked


def fits(row: Decision, judgement: Judgement) -> bool:
    """Tell whether a decision was made on what counts now: value, what was due and asked and, but of the end, the proposal."""
    same = tuple(getattr(row, name) for name in FIGURES) == tuple(figures_of(judgement.progress).values())
    return same and (row.kind == Kind.OUTLOOK or row.proposed == (judgement.proposed or ""))


FIGURES = ("observed_on", "latest", "due_value", "target_value")


def figures_of(progress: Progress) -> dict[str, str]:
    """Return data date, value, and what it is held against, as a decision keeps them."""
    numbers = {name: write_text(getattr(progress, name)) for name in FIGURES[1:]}
    return {"observed_on": progress.observed_on or "", **numbers}


def fingerprint(progress: Progress, current: Decision | None) -> str:
    """Return what tells the state a form was filled in about from others: the value, then the decision in force."""
    value = hashlib.sha256("|".join(figures_of(progress).values()).encode()).hexdigest()[:16]
    return f"{value}{SEEN_OF}{current.pk if current else ''}"


def _about(row: Decision) -> dict[str, Any]:
    return {
        "target": row.target,
        "subject": row.subject,
        "observed_on": row.observed_on or None,
        **{name: _number(getattr(row, name)) for name in FIGURES[1:]},
        "proposed": row.proposed or None,
        "scheme": row.scheme,
        "by": _by(row),
        "at": _at(row),
        "reason": row.reason,
        "reference": row.reference or None,
    }


def _number(written: str) -> Decimal | None:
    return Decimal(written) if written else None


def _by(row: Decision) -> str:
    return str(row.by) if row.by else "system"


def _at(row: Decision) -> str:
    return timezone.localtime(row.recorded_at).isoformat(timespec="seconds")
