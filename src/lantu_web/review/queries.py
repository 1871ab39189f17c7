"""Every read of the room; each takes the viewer first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from lantu_web.people.models import Account
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import Version
from lantu_web.plans.queries import versions_seen
from lantu_web.review.levels import released
from lantu_web.review.models import Finding, FindingLevel, Handling, Review
from lantu_web.review.reviewing import last_change
from lantu_web.review.titles import rule_title


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a review of a version stands.

    Attributes:
        review: The last one at the moment, or None.
        stale: Whether the items have changed since; None for a moment that is past.
    """

    review: Review | None
    stale: bool

    @property
    def checked(self) -> list[tuple[str, int, int]]:
        """For each rule, by its title, how many were checked, and how many of them hold."""
        told = json.loads(self.review.checked) if self.review else {}
        return [(rule_title(rule), int(all_), int(holding)) for rule, (all_, holding) in told.items()]

    @property
    def held(self) -> list[dict[str, Any]]:
        """What was checked and holds."""
        return json.loads(self.review.held) if self.review else []


def findings_seen(viewer: Any, version: Version, moment: datetime | None = None) -> QuerySet[Finding]:
    """Return the findings of a version a viewer may see, as of a moment, each with its ``release`` or None.

    People of the house see all of them, with ``state`` and ``owner``; others those that were public at the moment and are public now, without their life
    (both None).
    """
    rows = as_of(Finding.objects.filter(version=version), moment)
    its = released(version, moment).filter(finding=OuterRef("pk"))
    rows = rows.annotate(release=Subquery(its.values("pk")[:1]), release_number=Subquery(its.values("number")[:1]))
    if not viewer.has_perm("review.see_findings", version):
        now = released(version) if viewer.has_perm("review.see_some_findings", version) else FindingLevel.objects.none()
        nothing = Value(None, output_field=CharField())
        rows = rows.filter(pk__in=now.values("finding"), release__isnull=False).annotate(state=nothing, owner=nothing)
        return rows.order_by("order", "id")
    mine = as_of(Handling.objects.filter(plan=version.plan_id, key=OuterRef("key")), moment)
    state = Coalesce(Subquery(mine.values("state")[:1]), Value("open"), output_field=CharField())
    owner = Coalesce(Subquery(mine.values("owner__username")[:1]), Value(""), output_field=CharField())
    return rows.annotate(state=state, owner=owner).order_by("order", "id")


def finding_seen(viewer: Any, pk: int) -> Finding:
    """Return a finding that holds or held.

    Raises:
        Http404: There is none, or the viewer may not know of it.
    """
    found = Finding.objects.select_related("version__plan__body", "version__document").filter(pk=pk).first()
    if found is None or not versions_seen(viewer).filter(pk=found.version_id).exists():
        raise Http404
    public = released(found.version).filter(finding=found)
    if not viewer.has_perm("review.see_findings", found.version) and not public.exists():
        raise Http404
    return found


def handlings_of(viewer: Any, finding: Finding, moment: datetime | None = None) -> list[Handling]:
    """Return what was made of a finding that the viewer sees, the latest first."""
    if not viewer.has_perm("review.see_findings", finding.version):
        return []  # a released finding shows what was said at its release, not how the house came to it
    rows = Handling.objects.filter(plan=finding.version.plan_id, key=finding.key).select_related(
        "by", "owner", "mended_in"
    )
    return list((rows.filter(recorded_at__lte=moment) if moment else rows).order_by("-recorded_at", "-id"))


def handlings_now(
    viewer: Any, version: Version, keys: list[str], moment: datetime | None = None
) -> dict[str, Handling]:
    """Return what is made of some findings of a version that the viewer sees, by key; nothing to who sees only released ones."""
    if not viewer.has_perm("review.see_findings", version):
        return {}
    rows = as_of(Handling.objects.filter(plan=version.plan_id, key__in=keys), moment)
    return {each.key: each for each in rows.select_related("by", "owner", "mended_in")}


def releases_of(viewer: Any, version: Version, moment: datetime | None = None) -> dict[int, FindingLevel]:
    """Return the releases of findings of a version that hold at a moment, by the key of the finding."""
    del viewer  # what is public is public to everybody who sees the version
    return {each.finding_id: each for each in released(version, moment).select_related("by")}


def levels_of(viewer: Any, finding: Finding, moment: datetime | None = None) -> list[FindingLevel]:
    """Return every release and taking back of a finding, the latest first; to who is not of the house nothing."""
    if not viewer.has_perm("review.see_findings", finding.version):
        return []
    rows = finding.levels.select_related("by")
    return list((rows.filter(recorded_at__lte=moment) if moment else rows).order_by("-recorded_at", "-id"))


def versions_to_choose(viewer: Any, finding: Finding) -> QuerySet[Version]:
    """Return the versions of the plan in which a finding is no longer found: those that a viewer sees and that were reviewed."""
    others = versions_seen(viewer).filter(
        plan=finding.version.plan_id, reviews__replaced_at__isnull=True, reviews__isnull=False
    )
    still = Finding.objects.filter(key=finding.key, replaced_at__isnull=True).values("version")
    return others.exclude(pk__in=still).distinct().order_by("-id")


def review_state(viewer: Any, version: Version, moment: datetime | None = None) -> State:
    """Return how the review of a version stands that the viewer sees."""
    del viewer
    found = as_of(Review.objects.filter(version=version), moment).first()
    return State(review=found, stale=moment is None and found is not None and found.upon != last_change(version))


def open_count(viewer: Any, version: Version) -> int:
    """Return how many findings that are hard or probable wait for somebody; to who is not of the house how many are released."""
    if not viewer.has_perm("review.see_findings", version):
        return findings_seen(viewer, version).count()
    rows = findings_seen(viewer, version).filter(severity__in=["hard", "probable"])
    return rows.filter(state="open").count()  # type: ignore[misc]  # the state is annotated


def possible_owners(viewer: Any, version: Version) -> QuerySet[Account]:
    """Return who may see to a finding: people with a duty in the body that keeps the plan."""
    del viewer
    duties = {"duties__body": version.plan.body_id, "duties__replaced_at__isnull": True}
    return Account.objects.filter(is_active=True, **duties).distinct().order_by("username")
