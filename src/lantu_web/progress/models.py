"""Where the targets of a version stood on a day, kept as computed: derived rows, made again when what they rest on changes."""

from __future__ import annotations

from django.db import models

from lantu_web.plans.models import Version


class Standing(models.Model):
    """All targets of a version, judged by one scheme as of one day.

    Attributes:
        key: Digest of everything it rests on; another digest is another standing.
        day: The day of evaluation.
        scheme: Id of the status scheme.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="standings")
    key = models.CharField(max_length=64)
    day = models.DateField()
    scheme = models.CharField(max_length=60)
    remarks = models.TextField(default="[]")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["version", "key", "day", "scheme"], name="one_standing_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.day}"


class Row(models.Model):
    """One target and subject in a standing; the progress is ``data``, the columns repeat what pages sort and narrow by.

    Attributes:
        place: Its place in the order of the plan.
        subject: Typed code; empty for the plan's own area.
        chapter: Printed number of its chapter.
        body: The body that leads, by its printed name; empty where nobody is known.
        assigned: Whether the plan or a decision names the body; else the vocabulary proposes it.
        rank: Rank of the status, the worst first; None without one.
        proposal: Whether a person has to confirm the status.
        data: The progress as a JSON object.
    """

    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()
    target = models.CharField(max_length=200)
    subject = models.CharField(max_length=80, blank=True)
    indicator = models.CharField(max_length=300)
    chapter = models.CharField(max_length=40, blank=True)
    body = models.CharField(max_length=200, blank=True)
    assigned = models.BooleanField(default=False)
    form = models.CharField(max_length=24, blank=True)
    binding = models.BooleanField(default=False)
    state = models.CharField(max_length=16)
    status = models.CharField(max_length=40, blank=True)
    rank = models.SmallIntegerField(null=True)
    proposal = models.BooleanField(default=False)
    unreleased = models.BooleanField(default=False)
    progress = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    data = models.TextField()
    why_zh = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    search = models.TextField(blank=True)

    class Meta:
        ordering = ("place", "id")
        constraints = [models.UniqueConstraint(fields=["standing", "target", "subject"], name="one_row_a_target")]
        indexes = [models.Index(fields=["standing", "subject", "place"], name="row_of_standing")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.subject}"
