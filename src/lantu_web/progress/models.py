"""Where the targets of a version stood on a day, and what people decided about it.

Standings and watches are kept as computed: derived rows, made again when what they rest on changes. Decisions are facts.
"""

from __future__ import annotations

from django.db import models

from lantu_web.plans.models import Recorded, Version


class Standing(models.Model):
    """All targets of a version, judged by one scheme as of one day.

    Attributes:
        key: Digest of everything it rests on; another digest is another standing.
        day: The day of evaluation.
        scheme: Id of the status scheme.
        about: Headings of the chapters by number (``titles``), and how many rows have each value of the columns that
            pages narrow by (``counts``); JSON.
        remarks: What is not monitored and why; JSON.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="standings")
    key = models.CharField(max_length=64)
    day = models.DateField()
    scheme = models.CharField(max_length=60)
    about = models.TextField(default="{}")
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
        confirmed: Whether a person has.
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
    confirmed = models.BooleanField(default=False)
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


class Decision(Recorded):
    """What a person decided about a target: which status stands, how reports word it, or where it is expected to end.

    It was made on a value and what that was held against, and holds for these only; another decision takes its place and never its row.

    Attributes:
        kind: What was decided.
        subject: Typed code; empty for the plan's own area.
        scheme: Id of the scheme of status and wording; empty for an outlook, which has none.
        observed_on: The data date it was made on; empty without a value.
        latest: The value it was made on, by its own digits; empty without one.
        due_value: The value that was due then; empty without one.
        target_value: The value that was to be reached; empty without one.
        proposed: Key of the status the rules proposed; empty without one.
        choice: Key of the status, or what is expected of the end; empty for a wording.
        zh: The wording in Chinese; empty otherwise.
        en: The same in English.
        reason: Why.
        reference: The meeting or document it rests on.
    """

    class Kind(models.TextChoices):
        """What is decided."""

        STATUS = "status"
        WORDING = "wording"
        OUTLOOK = "outlook"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="progress_decisions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    target = models.CharField(max_length=200)
    subject = models.CharField(max_length=80, blank=True)
    scheme = models.CharField(max_length=60, blank=True)
    observed_on = models.CharField(max_length=20, blank=True)
    latest = models.CharField(max_length=80, blank=True)
    due_value = models.CharField(max_length=80, blank=True)
    target_value = models.CharField(max_length=80, blank=True)
    proposed = models.CharField(max_length=40, blank=True)
    choice = models.CharField(max_length=40, blank=True)
    zh = models.CharField(max_length=400, blank=True)
    en = models.CharField(max_length=400, blank=True)
    reason = models.TextField()
    reference = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "target", "subject", "scheme"],
                condition=models.Q(replaced_at__isnull=True),
                name="one_decision_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target} {self.subject}"


class Watch(models.Model):
    """The warnings of a version by one scheme, from its history of evaluations up to a day.

    Attributes:
        key: Digest of everything it rests on.
        day: The last day of evaluation.
        evaluations: How many days were looked at.
        first: The first of them, or None where no value was known at any.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="watches")
    key = models.CharField(max_length=64)
    day = models.DateField()
    evaluations = models.PositiveSmallIntegerField(default=0)
    first = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_watch_a_key")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.day}"


class Warned(models.Model):
    """A warning about one target; the fields are those of ``lantu.monitoring.warnings.ProgressWarning``.

    Attributes:
        place: Its place in the order: the gravest first, then the oldest.
        rank: Rank of its level, the gravest highest.
    """

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="warnings")
    place = models.PositiveIntegerField()
    rule = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    level = models.CharField(max_length=40)
    rank = models.SmallIntegerField()
    target = models.CharField(max_length=200)
    subject = models.CharField(max_length=80, blank=True)
    indicator = models.CharField(max_length=300)
    owner = models.CharField(max_length=200, blank=True)
    proposed = models.BooleanField(default=False)
    stage = models.CharField(max_length=8)
    since = models.DateField()
    raised_on = models.DateField(null=True, blank=True)
    last_on = models.DateField()
    cleared_on = models.DateField(null=True, blank=True)
    message_zh = models.TextField()
    message_en = models.TextField()

    class Meta:
        ordering = ("place", "id")

    def __str__(self) -> str:
        return f"{self.rule} {self.indicator}"
