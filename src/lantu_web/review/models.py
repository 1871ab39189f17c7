"""Findings of the review of a version, and the life of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantu_web.plans.models import Level, Plan, Recorded, Version


class Review(Recorded):
    """A review of a version as its reading stood.

    Attributes:
        upon: Moment of the last change of the items that were reviewed.
        held: What was checked and holds, JSON list.
        checked: For each rule how many were checked and how many hold, JSON object.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reviews")
    upon = models.DateTimeField(null=True)
    held = models.TextField(default="[]")
    checked = models.TextField(default="{}")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(replaced_at__isnull=True), name="one_current_review_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.recorded_at:%Y-%m-%d}"


class Finding(Recorded):
    """A finding of a version, from the review that found it first to the one that no longer did.

    Attributes:
        key: What makes it the same finding in a later review, and in a later version of the plan: its rule and the
            words of its clauses.
        order: Its place in the review.
        spans: The clauses concerned, JSON list of start and end.
        values: The numbers of the arithmetic, JSON list.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="findings")
    key = models.CharField(max_length=64, db_index=True)
    order = models.PositiveIntegerField()
    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=8)
    message_zh = models.TextField()
    message_en = models.TextField()
    fix = models.TextField(blank=True)
    fix_en = models.TextField(blank=True)
    spans = models.TextField()
    values = models.TextField(default="[]")

    class Meta:
        ordering = ("order", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"], condition=Q(replaced_at__isnull=True), name="one_current_finding_a_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.key[:8]}"


class FindingLevel(Recorded):
    """A named act by which a finding was released, or taken back (who, when, document number); the next one replaces it.

    It is of the finding as it was told: one that is told otherwise after another review is a new row and internal again.

    Attributes:
        finding: The finding.
        level: Public, or internal again.
        number: Document number by which it was released.
        note: What is said to it in public; its life among the people of the house stays internal.
        reason: Why it was taken back.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="levels")
    level = models.CharField(max_length=12, choices=Level.choices)
    number = models.TextField(blank=True)
    note = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding"], condition=Q(replaced_at__isnull=True), name="one_current_level_a_finding"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.level}"


class Handling(Recorded):
    """What people make of a finding; a change replaces it, and it holds for every version of the plan that has the finding.

    Attributes:
        key: Key of the finding.
        state: Open, explained, mended in a version, or will not be mended.
        reason: Why.
        owner: Who sees to it.
        due: Until when.
        mended_in: The version in which it is mended.
    """

    class State(models.TextChoices):
        """Where a finding is in its life."""

        OPEN = "open"
        EXPLAINED = "explained"
        MENDED = "mended"
        WILL_NOT = "will_not_mend"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="handlings")
    key = models.CharField(max_length=64)
    state = models.CharField(max_length=14, choices=State.choices, default=State.OPEN)
    reason = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="findings_owned"
    )
    due = models.DateField(null=True, blank=True)
    mended_in = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"], condition=Q(replaced_at__isnull=True), name="one_current_handling_a_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.state}"
