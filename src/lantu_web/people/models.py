"""Accounts, bodies, areas, and the duties that tie them together, each with its time."""

from __future__ import annotations

import rules
from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """Somebody who can log in. What the account may do follows from its duties alone.

    Attributes:
        shown_name: How the account is called on pages.
        language: Language of the pages, ``zh`` or ``en``.
        password_is_temporary: Whether somebody else knows the password, so that it must be changed first.
    """

    shown_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=2, default="zh")
    password_is_temporary = models.BooleanField(default=False)
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.shown_name or self.username

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Return whether the duties of the account allow something; nobody is above them, and no list adds to them."""
        return self.is_active and rules.has_perm(perm, self, obj)


class Dated(models.Model):
    """Something that is valid from one day to another.

    Attributes:
        since: First day, or None for always.
        until: Last day, or None while it lasts.
    """

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Area(Dated):
    """An area of administration, or a zone.

    Attributes:
        code: GB/T 2260 code, or one of the installation's own for a zone.
        kind: Area or zone (开发区).
        level: Level of its government; empty for a zone.
        parent: The area it belongs to.
        host: For a zone: the area that hosts it.
        inside_host: For a zone: whether the host's figures contain it already.
    """

    class Kind(models.TextChoices):
        """Area of administration or zone."""

        AREA = "area"
        ZONE = "zone"

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.AREA)
    level = models.CharField(max_length=12, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    host = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="zones")
    inside_host = models.BooleanField(default=False)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Body(Dated):
    """A body that can be responsible: a department, a county government, an enterprise.

    Attributes:
        code: Stable short code.
        name: In full.
        short_name: As plans print it, such as 市发改委.
        line: Party, government, vertical or enterprise.
        area: The area it works for.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60, blank=True)
    line = models.CharField(max_length=12, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="bodies")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def with_area(self) -> str:
        """Its name and the area it works for, to tell it from those of other areas that bear the same name."""
        return f"{self} · {self.area}" if self.area else str(self)


class Succession(models.Model):
    """An event by which areas or bodies became others, with its document.

    Attributes:
        kind: Merge, split or transfer.
        on: The day it took effect.
        document: Title and number of the document that ordered it.
    """

    class Kind(models.TextChoices):
        """How areas or bodies became others."""

        MERGE = "merge"
        SPLIT = "split"
        TRANSFER = "transfer"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField()
    document = models.CharField(max_length=200)
    areas_before = models.ManyToManyField(Area, blank=True, related_name="became")
    areas_after = models.ManyToManyField(Area, blank=True, related_name="came_from")
    bodies_before = models.ManyToManyField(Body, blank=True, related_name="became")
    bodies_after = models.ManyToManyField(Body, blank=True, related_name="came_from")

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class Duty(Dated):
    """A role that an account holds in a body, for a time, possibly as deputy of another (AB角).

    Insert-only: a change ends one row and begins another.

    Attributes:
        role: What the account does there.
        deputy_of: The account it stands in for, or None.
        recorded_at: Moment of recording.
        replaced_at: Moment from which it no longer counts as recorded, or None.
    """

    class Role(models.TextChoices):
        """What somebody does; the last three administer the installation and are separable."""

        PLANNER = "planner"
        REPORTER = "reporter"
        APPROVER = "approver"
        LEADER = "leader"
        LEGISLATOR = "legislator"
        AUDITOR = "auditor"
        SYSTEM_ADMIN = "system_admin"
        SECURITY_ADMIN = "security_admin"
        AUDIT_ADMIN = "audit_admin"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="duties")
    role = models.CharField(max_length=15, choices=Role.choices)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="duties")
    deputy_of = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="deputies")
    recorded_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.account} {self.role} {self.body}"
