"""What the room keeps: results until something changes, drafts until they are taken, and rounds up and down (两上两下).

What is chosen and what is issued are decisions of the plan and stand with its enclosures.
"""

from __future__ import annotations

from django.db import models

from lantu_web.plans.models import Recorded, Version


class Result(models.Model):
    """What a breakdown came to, kept until something it rests on changes.

    A pure function of what is recorded elsewhere: it may be deleted at any time and is made again when asked for.

    Attributes:
        key: Digest of all that it rests on.
        data: The outcome as compressed text, see :mod:`lantu.exchange.outcomes`.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="results")
    key = models.CharField(max_length=64)
    data = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_result_a_key")]

    def __str__(self) -> str:
        return self.key[:12]


class Draft(Recorded):
    """Something brought in that is looked at with all its consequences before it is taken.

    Attributes:
        kind: A superior's value, a file of choices, or a table of annual targets.
        name: Name of the file, or what the value is about.
        target: Id of the statement a superior's value is about; empty otherwise.
        text: What would stand in the place of what holds: a file of decisions.
        facts: JSON object of what is said of it.
        seen: Fingerprint of what held when it was brought in.
        moved: JSON of what moved when it was taken.
        taken_at: When it was taken, or None.
    """

    class Kind(models.TextChoices):
        """What it is."""

        SUPERIOR = "superior"
        CHOICES = "choices"
        TABLE = "table"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=200, blank=True)
    target = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    facts = models.TextField(default="{}")
    seen = models.CharField(max_length=20, blank=True)
    moved = models.TextField(blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Negotiation(Recorded):
    """The rounds about the figures of one target for one year, from the proposal to the issue.

    Attributes:
        target: Id of the statement.
        indicator: Printed name.
        year: The year.
        unit: Unit of the figures.
        total: What the areas shall come to.
        step: The published unit, such as 0.1.
        method: Key of the method the proposal was made by.
        direction: Which side is better: up, down or none.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="negotiations")
    target = models.CharField(max_length=200)
    indicator = models.TextField()
    year = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=40, blank=True)
    total = models.DecimalField(max_digits=30, decimal_places=8)
    step = models.DecimalField(max_digits=20, decimal_places=8)
    method = models.CharField(max_length=40)
    direction = models.CharField(max_length=4)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["version", "target", "year"],
                condition=models.Q(replaced_at__isnull=True),
                name="one_negotiation_a_target_and_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


class Step(Recorded):
    """One step of a negotiation; steps are only ever added.

    Attributes:
        kind: Proposal, offer, balance or issue.
        round: The round it belongs to.
        values: Figures by subject, JSON object of numbers as text.
        reason: Why an area offers less, or what the office says to its figures.
        answer_by: Of figures that areas are asked: until when they answer, or None for no day.
    """

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8)
    round = models.PositiveSmallIntegerField()
    values = models.TextField()
    reason = models.TextField(blank=True)
    answer_by = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.round}"
