"""Plans, their documents and versions, what was read in them and what people decided.

Rows that state facts are insert-only with two moments, ``recorded_at`` and ``replaced_at``: what holds as of a moment is
what was recorded by then and not yet replaced (DESIGN section 4.7).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantu_web.people.models import Area, Body


class Level(models.TextChoices):
    """Who may see something (DESIGN section 4.10)."""

    PUBLIC = "public"
    INTERNAL = "internal"
    WORK_SECRET = "work_secret"


class Recorded(models.Model):
    """A fact that holds from the moment it was recorded to the moment it was replaced."""

    recorded_at = models.DateTimeField(db_index=True)
    replaced_at = models.DateTimeField(null=True, blank=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Registered(models.Model):
    """What is registered of a plan: suggested by its document, confirmed or changed by who keeps it.

    Attributes:
        title: Name of the plan.
        kind: Plan or yearly report.
        level: Level of the government that makes it.
        area: The area it is for, where it is registered here.
        area_code: Code of its area as the document has it.
        area_name: Name of its area as the document has it.
        parents: Titles of the plans it follows, JSON list.
        reference: Where it was published.
        start: First year.
        end: Last year.
    """

    title = models.TextField(blank=True)
    kind = models.CharField(max_length=8, default="plan")
    level = models.CharField(max_length=12, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    area_code = models.TextField(blank=True)
    area_name = models.TextField(blank=True)
    parents = models.TextField(default="[]")
    reference = models.TextField(blank=True)
    start = models.PositiveSmallIntegerField(null=True, blank=True)
    end = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class Plan(Registered):
    """A plan of a government, whatever versions of it there are.

    Its columns repeat the registration that holds now (:class:`Registration`) and are written with it, never alone.

    Attributes:
        body: The body that keeps it here; its planners may change it.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plans")
    registered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title


class Registration(Recorded, Registered):
    """What was registered of a plan, for a time."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="registrations")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(replaced_at__isnull=True), name="one_current_registration_a_plan"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Document(models.Model):
    """A file as it came: kept once, never changed, told from others by its checksum."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Original(models.Model):
    """The bytes of a document, apart so that lists of documents stay light."""

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.PROTECT, related_name="original")
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.document)


class Version(models.Model):
    """A plan as one document has it: a draft for comment, for submission, as approved, as issued.

    Attributes:
        stage: Where in its life the plan stands with this document.
        first_stage: Where it stood when the document was brought in; what was decided since is in the decision records.
        label: What people call it, such as 送审稿（第二次）.
        level: Who may see it.
        document: The file; several versions, even of several plans, may have the same.
        text: The linear text all offsets refer to; empty until read.
        encoding: How its bytes were decoded, or None.
        media_type: Format as opened.
        pages: Number of pages, or None.
        blocks: Its parts as laid out, JSON lines.
    """

    class Stage(models.TextChoices):
        """征求意见稿, 送审稿, 批准, 印发."""

        COMMENT = "comment"
        SUBMITTED = "submitted"
        APPROVED = "approved"
        ISSUED = "issued"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.COMMENT)
    first_stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.COMMENT)
    label = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.INTERNAL)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    text = models.TextField(blank=True)
    encoding = models.CharField(max_length=40, null=True, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    blocks = models.TextField(blank=True)
    brought_in_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["plan", "document"], name="one_version_a_document")]

    def __str__(self) -> str:
        return self.label or self.stage


class LevelChange(models.Model):
    """A named act by which a version was released, or taken back (who, when, document number)."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="level_changes")
    was = models.CharField(max_length=12, choices=Level.choices)
    level = models.CharField(max_length=12, choices=Level.choices)
    number = models.TextField(blank=True)
    reason = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version_id} {self.was} → {self.level}"


class DecisionRecord(models.Model):
    """A decision made in a meeting or on paper, with its evidence.

    Attributes:
        kind: Drafted, approved or issued: what was decided of the version.
        organ: In full, such as 蓝河市人民代表大会.
        session: The meeting, such as 第三次会议.
        on: Day of the decision, or its month or year where the paper says no more: a date of the house.
        number: Document number, such as 蓝政发〔2026〕1号.
        scan: The paper itself, or None.
        on_behalf_of: On whose behalf it was entered, when not one's own.
        corrects: The record this one replaces, because that one was entered wrongly.
    """

    class Kind(models.TextChoices):
        """What was decided."""

        DRAFTED = "drafted"
        APPROVED = "approved"
        ISSUED = "issued"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    organ = models.TextField()
    session = models.TextField(blank=True)
    on = models.CharField(max_length=10)
    number = models.TextField(blank=True)
    scan = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.organ} {self.on}"


class Reading(Recorded):
    """What one version of the reader found in the document of a version.

    Attributes:
        reader: Version of the reader.
        head: The head of the plan as read, JSON.
        lines: The records as read, JSON lines, as ``lantu.exchange.jsonl`` writes them.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="readings")
    reader = models.TextField()
    head = models.TextField()
    lines = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(replaced_at__isnull=True), name="one_current_reading_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader} {self.version_id}"


class Correction(Recorded):
    """What somebody decided about an item of the reading; the fields are those of ``lantu.model.records.Correction``.

    Undoing one replaces it (``replaced_at``); it stays as trace.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="corrections")
    item = models.CharField(max_length=200)
    action = models.CharField(max_length=6)
    field = models.CharField(max_length=200, null=True, blank=True)
    value = models.TextField(null=True, blank=True)
    was = models.TextField(null=True, blank=True)
    reason = models.TextField(null=True, blank=True)
    batch = models.CharField(max_length=32, blank=True, db_index=True)
    foreign_id = models.TextField(blank=True)
    foreign_by = models.TextField(blank=True)
    foreign_at = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.action} {self.item}"


class Record(Recorded):
    """An item of the plan as it stands after corrections, for a time: one row a state of an item.

    The fields of the item are ``data``; the columns repeat what pages filter and sort by.

    Attributes:
        type: Statement, task, project, list, passage, unread or note.
        item: Its id in the plan (``s812``).
        data: The record as a JSON object.
        checked: Whether a person has accepted, corrected or added it.
        start: Offset of its first character.
        end: Offset after its last character.
        passage: Printed number of its passage.
        search: What search looks in: Simplified, half width, lower case.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="records")
    type = models.CharField(max_length=10)
    item = models.CharField(max_length=200)
    data = models.TextField()
    checked = models.BooleanField(default=False)
    confidence = models.FloatField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    passage = models.TextField(blank=True)
    kind = models.CharField(max_length=20, blank=True)
    indicator_id = models.CharField(max_length=200, blank=True)
    due = models.CharField(max_length=20, blank=True)
    owned = models.BooleanField(default=False)
    search = models.TextField(blank=True)

    class Meta:
        ordering = ("start", "id")
        indexes = [
            models.Index(fields=["version", "type", "start"], name="record_of_version"),
            models.Index(fields=["version", "item"], name="record_of_item"),
            models.Index(
                fields=["version", "type", "kind"], condition=Q(replaced_at__isnull=True), name="current_record_of_kind"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "item"], condition=Q(replaced_at__isnull=True), name="one_current_record_an_item"
            )
        ]

    def __str__(self) -> str:
        return self.item


class Enclosure(Recorded):
    """A file of decisions that came with a package and whose room has no table of its own; kept as it came.

    Attributes:
        path: Within the package, such as ``decisions/allocation.yaml``.
        text: Its content.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="enclosures")
    path = models.CharField(max_length=80)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "path"], condition=Q(replaced_at__isnull=True), name="one_current_enclosure_a_path"
            )
        ]

    def __str__(self) -> str:
        return self.path


class CheckMark(Recorded):
    """Somebody says that the reading of a version, or of one chapter of it, is checked."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="check_marks")
    chapter = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.version_id} {self.chapter}"
