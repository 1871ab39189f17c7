"""Releasing findings, or taking them back: a named act upon one finding or a chosen set, with its document number."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.audit.action import Act, action
from lantu_web.plans.deciding import need_ground
from lantu_web.plans.models import Level, Version
from lantu_web.review.levels import released
from lantu_web.review.models import Finding, FindingLevel


@action("review.change_level")
def change_level(
    act: Act,
    version: Version,
    findings: Sequence[Finding],
    *,
    level: str,
    number: str = "",
    note: str = "",
    reason: str = "",
) -> list[FindingLevel]:
    """Release findings of a version, or take them back: all of those chosen, or none.

    Args:
        act: Who does it.
        version: The version they are of.
        findings: Those chosen.
        level: ``public``, or ``internal`` to take them back.
        number: Number of the document that approves the release.
        note: What is said to them in public.
        reason: Why they are taken back.

    Raises:
        UsageError: None is chosen, or one is not of this version or no longer holds (W073); the version is not public (W074); a document number
            or a reason is missing (W075, W076); one has that level already (W077).
    """
    act.require("review.release_findings", version)
    held = Version.objects.select_for_update().defer("text", "blocks").get(pk=version.pk)
    chosen = {each.pk for each in findings}
    if not chosen or held.findings.filter(pk__in=chosen, replaced_at__isnull=True).count() != len(chosen):
        raise UsageError("W073")
    _required(held, level, number.strip(), reason.strip())
    public = set(released(held).filter(finding__in=chosen).values_list("finding", flat=True))
    if public if level == Level.PUBLIC else public != chosen:
        raise UsageError("W077")
    now = timezone.now()
    FindingLevel.objects.filter(finding__in=chosen, replaced_at__isnull=True).update(replaced_at=now)
    rows = [
        FindingLevel(
            finding=each, level=level, number=number.strip(), note=note.strip(), reason=reason.strip(), recorded_at=now, by=act.account
        )
        for each in findings
    ]  # fmt: skip
    made = FindingLevel.objects.bulk_create(rows, batch_size=200)
    told = [f"{each.rule} {each.key}" for each in findings]
    act.tell(held, level=level, number=number.strip(), note=note.strip(), reason=reason.strip(), findings=told)
    return made


def _required(version: Version, level: str, number: str, reason: str) -> None:
    """Refuse what lacks its document number or its reason, and a release that the level of the version forbids."""
    if level == Level.PUBLIC and version.level != Level.PUBLIC:
        raise UsageError("W074")
    need_ground(level, number, reason, missing=("W075", "W076"))
