"""Rounds up and down (两上两下). What is chosen and what is issued are decisions of the plan and stand with its enclosures."""

from __future__ import annotations

from django.db import models

from lantu_web.plans.models import Recorded, Version


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
        answer_by: Until when areas answer the figures that stand.
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
    answer_by = models.DateField(null=True, blank=True)

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
    """

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8)
    round = models.PositiveSmallIntegerField()
    values = models.TextField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.round}"
