"""Observed values and the files they came in. A value is never overwritten: the next vintage takes its place in time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantu_web.plans.models import Plan, Recorded


class Intake(models.Model):
    """A file of observations that was taken for a plan.

    Attributes:
        name: Name of the file, or what else it was.
        sha256: Checksum of its bytes.
        reason: Why it was taken, where it revised what was known.
        taken: How many values it brought.
        revised: How many of them took the place of another.
        withdrawn_at: When it was taken back, or None.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="intakes")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=400, blank=True)
    taken = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class Observed(Recorded):
    """One value; the fields are those of ``lantu.model.records.Observation``, exact.

    Attributes:
        key: What identifies the indicator (``lantu.cascade.observed.key_of``).
        slot: The period by which vintages of one value know each other (``lantu.monitoring.vintages.Slot``).
        value: The number, by its own digits.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="observed")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="values")
    key = models.CharField(max_length=200)
    subject = models.CharField(max_length=80, blank=True)
    slot = models.CharField(max_length=20)
    basis = models.CharField(max_length=20)
    indicator = models.CharField(max_length=200)
    period = models.CharField(max_length=20)
    value = models.CharField(max_length=80)
    unit = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=20)
    supplier = models.CharField(max_length=200, blank=True)
    published_on = models.CharField(max_length=10, blank=True)
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["plan", "subject", "key"], name="observed_of_indicator")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key", "subject", "slot", "basis"],
                condition=Q(replaced_at__isnull=True),
                name="one_current_observation_a_slot",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"
