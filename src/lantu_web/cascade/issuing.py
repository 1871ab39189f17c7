"""Issuing annual targets: what was computed becomes what is asked, by a decision with its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from lantu.cascade.issuing import Issue, better_side, issued
from lantu.errors import UsageError
from lantu.exchange.csvfile import table_text
from lantu.model.annual_targets import AnnualTarget
from lantu.model.records import Form
from lantu_web.audit.action import Act, action
from lantu_web.cascade.breakdowns import ISSUED, Broken, broken
from lantu_web.cascade.choosing import enclose
from lantu_web.plans.models import DecisionRecord, Version


@action("cascade.issue")
def issue(
    act: Act,
    version: Version,
    year: int,
    wanted: Sequence[tuple[str, str, Issue]],
    decision: DecisionRecord | None = None,
    reference: str = "",
) -> list[AnnualTarget]:
    """Issue annual targets of one year: all of them or, when one is not fit, none.

    Args:
        act: Who enters it.
        version: The version of the plan.
        year: The year.
        wanted: Target, subject (empty for the plan's own area) and what was decided of each.
        decision: The decision record it rests on.
        reference: Organ, session and document number, where there is no record.

    Raises:
        UsageError: Nothing was chosen (W011), or a target is not broken down for the year (W082).
        CascadeError: It rests on no document (K070), says nothing (K071), or asks less than the path without a reason (K072).
    """
    act.require("cascade.issue", version)
    if not wanted:
        raise UsageError("W011")
    Version.objects.select_for_update().get(pk=version.pk)
    held, now = broken(version), timezone.now()
    rests_on = said_of(decision) if decision else reference
    at = now.isoformat(timespec="seconds")
    rows = [
        issued(
            _computed(held, target, subject, year),
            each,
            direction=better_side(_form(held, target)),
            reference=rests_on,
            recorded_at=at,
        )
        for target, subject, each in wanted
    ]
    enclose(act, version, ISSUED, table_text(AnnualTarget, (*held.issued, *rows)), now)
    facts = [{"target": row.target, "subject": row.subject, "value": row.value, "text": row.text} for row in rows]
    act.tell(version, year=year, reference=rests_on, issued=facts)
    return rows


def said_of(decision: DecisionRecord) -> str:
    """Return a decision in a line: organ, session, day, number."""
    return " ".join(part for part in (decision.organ, decision.session, decision.on, decision.number) if part)


def _computed(held: Broken, target: str, subject: str, year: int) -> AnnualTarget:
    """Return the computed row that counts: from what was reached where there is one, else the path."""
    mine = [row for row in held.computed if (row.target, row.subject, row.year) == (target, subject, year)]
    if not mine:
        raise UsageError("W082", target=target, year=year)
    rolled = [row for row in mine if row.line == "rolled"]
    return replace((rolled or mine)[0])


def _form(held: Broken, target: str) -> Form | None:
    return held.statements[target].form if target in held.statements else None
