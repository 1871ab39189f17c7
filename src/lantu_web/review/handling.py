"""The life of a finding: explained with a reason, mended in a version, or left with a reason; with owner and date."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.audit.action import Act, action
from lantu_web.people.models import Account
from lantu_web.plans.models import Plan, Version
from lantu_web.review.models import Finding, Handling
from lantu_web.review.reviewing import last_change

State = Handling.State


@action("review.handle")
def handle(
    act: Act,
    finding: Finding,
    *,
    state: str,
    reason: str = "",
    owner: Account | None = None,
    due: date | None = None,
    mended_in: Version | None = None,
    seen: int | None = None,
) -> Handling:
    """Say what is made of a finding.

    Args:
        act: Who says it.
        finding: The finding, of the version it was looked at in.
        state: Where it now is in its life.
        reason: Why; needed where it is explained or will not be mended.
        owner: Who sees to it.
        due: Until when.
        mended_in: The version that mends it; needed where it is mended, and one in which it is not found.
        seen: Key of the handling its author saw; None for none.

    Raises:
        UsageError: A reason is missing (W070), the version is missing, of another plan, or still has the finding
            (W071), or somebody else was first (W072).
    """
    act.require("review.handle_findings", finding.version)
    plan = finding.version.plan
    if state in {State.EXPLAINED, State.WILL_NOT} and not reason.strip():
        raise UsageError("W070")
    if (state == State.MENDED) != (mended_in is not None) or (mended_in and not _mends(mended_in, finding)):
        raise UsageError("W071")
    Plan.objects.select_for_update().get(pk=plan.pk)
    now = timezone.now()
    before = Handling.objects.filter(plan=plan, key=finding.key, replaced_at__isnull=True).first()
    if (before.pk if before else None) != seen:
        raise UsageError("W072", by=str(before.by) if before and before.by else "—")
    if before is not None:
        Handling.objects.filter(pk=before.pk).update(replaced_at=now)
    handling = Handling.objects.create(
        plan=plan,
        key=finding.key,
        state=State(state),
        reason=reason.strip(),
        owner=owner,
        due=due,
        mended_in=mended_in,
        recorded_at=now,
        by=act.account,
    )
    facts = {"key": finding.key, "rule": finding.rule, "state": state, "reason": handling.reason}
    act.tell(finding, **facts, owner=owner.username if owner else None, due=due)
    return handling


def _mends(version: Version, finding: Finding) -> bool:
    """Tell whether a version of the same plan was reviewed as it stands, without the finding."""
    found = version.findings.filter(key=finding.key, replaced_at__isnull=True).exists()
    reviewed = version.reviews.filter(replaced_at__isnull=True, upon=last_change(version)).exists()
    return version.plan_id == finding.version.plan_id and reviewed and not found
