"""Observed values and the files they came in. A value is never overwritten: the next vintage takes its place in time.

A file that is looked at before it is taken, and what pages made of it, is a draft: no fact of the plan.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantu_web.plans.models import Level, Plan, Recorded, Version


class Intake(models.Model):
    """A file of observations that was taken for a plan.

    Attributes:
        name: Name of the file, or what else it was.
        sha256: Checksum of its bytes.
        reason: Why it was taken, where it revised what was known.
        taken: How many values it brought; several where it has vintages of one.
        revised: How many of them took the place of another.
        withdrawn_at: When it was taken back, or None.
        withdrawn_by: Who took it back.
        withdrawn_for: Why.
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
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_for = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class Observed(Recorded):
    """One value; the fields are those of ``lantu.model.records.Observation``, exact.

    Attributes:
        key: What identifies the indicator (``lantu.cascade.keys.key_of``).
        slot: The period by which vintages of one value know each other (``lantu.monitoring.vintages.Slot``).
        value: The number, by its own digits.
        published_on: Day of release as it was told with the value; whether that counts, ``releases`` says.
        foreign_at: The moment it was first recorded, by the clock of the package it came with (empty where that says
            none), or where it stands again since a file was taken back; None for what was taken here.
        search: The name as search compares it.
    """

    # The indexes below begin with the plan; one of the plan alone leads SQLite through all its values.
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="observed", db_index=False)
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="values")
    key = models.CharField(max_length=200)
    subject = models.CharField(max_length=80, blank=True)
    slot = models.CharField(max_length=20)
    basis = models.CharField(max_length=20)
    indicator = models.CharField(max_length=200)
    period = models.CharField(max_length=20)
    value = models.CharField(max_length=300)
    unit = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=20)
    supplier = models.CharField(max_length=200, blank=True)
    published_on = models.CharField(max_length=10, blank=True)
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)
    foreign_at = models.CharField(max_length=80, null=True, blank=True)
    search = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=["plan", "subject", "key"], name="observed_of_indicator"),
            models.Index(fields=["plan", "indicator", "subject", "-period", "basis", "id"], name="observed_in_order"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key", "subject", "slot", "basis"],
                condition=Q(replaced_at__isnull=True),
                name="one_current_observation_a_slot",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"


class Release(models.Model):
    """A named act by which values were released, or held back (who, when, on what ground).

    Attributes:
        level: Public, or internal again.
        on: From which day they are published; empty where they are held back.
        document: In what they are published, or what approves it: a bulletin, a letter.
        number: Its document number.
        reason: Why they are held back.
        count: How many they are.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="releases")
    level = models.CharField(max_length=12, choices=Level.choices)
    on = models.CharField(max_length=10, blank=True)
    document = models.TextField(blank=True)
    number = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    count = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.reason or " ".join(filter(None, (self.document, self.number)))


class ReleasedValue(Recorded):
    """What an act of release made of one value; the next act about it replaces it.

    It is of the value as it was told: a revision is a new row, and no release passes over to it.
    """

    value = models.ForeignKey(Observed, on_delete=models.PROTECT, related_name="releases")
    act = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="values")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["value"], condition=Q(replaced_at__isnull=True), name="one_current_release_a_value"
            )
        ]

    def __str__(self) -> str:
        return f"{self.value_id} {self.act_id}"


class SavedMapping(Recorded):
    """Where the tables of a bulletin stand and what they mean, written down once for files that come again.

    Attributes:
        name: What people call it; saving it again under the same name takes its place.
        text: The YAML (``lantu.exchange.observations.mapping``).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="mappings")
    name = models.CharField(max_length=80)
    text = models.TextField()

    class Meta:
        ordering = ("name", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"], condition=Q(replaced_at__isnull=True), name="one_current_mapping_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """A file that is looked at before it is taken; it stays when it is refused, so that a mapping can be added.

    Attributes:
        version: The version from whose pages it was brought in: its targets are those that are rehearsed.
        data: Its bytes.
        given: What is said of the whole file, a JSON object by name.
        mapping: Where its tables stand, where headers do not say it.
        found: What reading it came to, compressed; empty until it was read.
        found_key: Digest of what it was read with; another digest is another reading.
        looked: What taking it would change, as JSON; empty until that was looked at.
        looked_key: Digest of what that rests on.
        intake: What was taken of it, or None.
        discarded_at: When it was thrown away, or None; its bytes are gone, and the row still says whose facts they were.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="observation_drafts")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    given = models.TextField(default="{}")
    mapping = models.ForeignKey(SavedMapping, null=True, on_delete=models.PROTECT, related_name="+")
    found = models.BinaryField(default=bytes)
    found_key = models.CharField(max_length=64, blank=True)
    looked = models.TextField(blank=True)
    looked_key = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    intake = models.ForeignKey(Intake, null=True, on_delete=models.PROTECT, related_name="drafts")
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name
