"""Tokens by which programs act for an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Token(models.Model):
    """A key that a program shows instead of a password; only its digest is kept.

    Attributes:
        account: For whom the program acts; it may do what the account may, within the scopes.
        name: What it is for, in the owner's words.
        digest: SHA-256 of the key.
        start: First characters of the key, to tell one from another.
        scopes: ``read``, or ``read write``.
        expires_on: Last day on which it is good.
        revoked_at: When it was taken back, or None.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=12)
    scopes = models.CharField(max_length=40, default="read")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.name} {self.start}…"
