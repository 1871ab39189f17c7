"""What people decided about the targets of a version, as the library takes it.

A decision holds for the value it was made on. One that does not fit the value of today stays as trace, and the question
is open again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from lantu.model.fields import write_text
from lantu.model.progress import Progress
from lantu.monitoring.deciding import Confirmation, WordingDecision, confirmed
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


def confirmations(version: Version, moment: datetime | None, scheme: str) -> dict[Member, Confirmation]:
    """Return which statuses people let stand, by target and subject."""
    rows = decided(version, moment, kind=Kind.STATUS, scheme=scheme)
    return {(row.target, row.subject): Confirmation(status=row.choice, **_about(row)) for row in rows}


def wordings(version: Version, moment: datetime | None, scheme: str) -> dict[Member, WordingDecision]:
    """Return how people word statuses in reports, by target and subject; the library asks each whether it still fits."""
    rows = decided(version, moment, kind=Kind.WORDING, scheme=scheme)
    return {(row.target, row.subject): WordingDecision(zh=row.zh, en=row.en, **_about(row)) for row in rows}


def expectations(version: Version, moment: datetime | None, rows: Mapping[Member, Progress]) -> dict[Member, Decided]:
    """Return what people expect of the end of targets, where they said so of the value of today.

    Args:
        version: The version.
        moment: As of which moment; None for now.
        rows: The progress of each target and subject.
    """
    found = {}
    for row in decided(version, moment, kind=Kind.OUTLOOK):
        progress = rows.get((row.target, row.subject))
        if progress is not None and fits(row, progress):
            found[row.target, row.subject] = decided_outlook(row)
    return found


def decided_outlook(row: Decision) -> Decided:
    """Return a decision about an outlook as the library's."""
    return Decided(verdict=row.choice, by=_by(row), at=_at(row), reason=row.reason)  # type: ignore[arg-type]  # checked


def fits(row: Decision, progress: Progress) -> bool:
    """Tell whether a decision was made on the value that counts now."""
    return (row.observed_on, row.latest) == made_on(progress)


def made_on(progress: Progress) -> tuple[str, str]:
    """Return data date and value of a progress as a decision keeps them."""
    return progress.observed_on or "", write_text(progress.latest)


def answered(judgement: Judgement, answer: Confirmation | None) -> Judgement:
    """Return a judgement with the answer of a person, where it waits for one and the answer is about it."""
    if answer is None or not judgement.proposal or judgement.scheme.status(answer.status) is None:
        return judgement
    return confirmed(judgement, answer)


def fingerprint(progress: Progress, current: Decision | None) -> str:
    """Return what tells the state a form was filled in about from others: the value, then the decision in force."""
    value = hashlib.sha256("|".join(made_on(progress)).encode()).hexdigest()[:16]
    return f"{value}{SEEN_OF}{current.pk if current else ''}"


def _about(row: Decision) -> dict[str, Any]:
    return {
        "target": row.target,
        "subject": row.subject,
        "observed_on": row.observed_on or None,
        "latest": Decimal(row.latest) if row.latest else None,
        "scheme": row.scheme,
        "by": _by(row),
        "at": _at(row),
        "reason": row.reason,
        "reference": row.reference or None,
    }


def _by(row: Decision) -> str:
    return str(row.by) if row.by else "system"


def _at(row: Decision) -> str:
    return timezone.localtime(row.recorded_at).isoformat(timespec="seconds")
