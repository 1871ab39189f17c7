"""The chain of events: what was done, by whom, to what. Rows are added and never changed."""

from __future__ import annotations

import hashlib

from django.db import models


class Event(models.Model):
    """One act of a person or of the system.

    Attributes:
        number: Place in the chain, from 1, without a gap.
        at: Moment, ISO 8601 with offset, as hashed.
        actor: Name of the account, or ``system``.
        action: Name of the action, such as ``plans.correct``.
        subject: What it was done to, such as ``version:3``.
        payload: Its facts, canonical JSON as hashed (text: jsonb would reorder the keys).
        previous: Hash of the event before, 64 zeros for the first.
        hash: SHA-256 over all of the above, with the digest of the payload in its place.
        closed: Whether its reader sees of the payload only the digest; events come marked from ``visibility``.
    """

    closed = False

    number = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    actor = models.CharField(max_length=150, db_index=True)
    action = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=120, db_index=True)
    payload = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"

    @property
    def digest(self) -> str:
        """SHA-256 of the payload; kept apart where the payload itself did not come along."""
        return self.__dict__.get("known_digest") or hashlib.sha256(self.payload.encode()).hexdigest()

    @property
    def shown(self) -> str:
        """The payload as its reader may see it."""
        return f"sha256:{self.digest}" if self.closed else self.payload


class Head(models.Model):
    """The one row that says where the chain ends; who writes an event holds its lock."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:8]}"
