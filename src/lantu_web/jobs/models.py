"""Long work: what is to be done, how far it is, and what became of it."""

from __future__ import annotations

from django.db import models


class Job(models.Model):
    """A piece of work for the worker.

    Attributes:
        kind: Name under which its function is registered.
        args: JSON object of the arguments.
        key: What makes two jobs the same: while one waits, another with its key is not made.
        owner: Account that asked for it, by name.
        state: Waiting, running, done or failed.
        step: What it is doing now, in a word of the catalogue.
        progress: Between 0 and 1.
        attempts: How often it was begun; given up after three.
        heartbeat: When its worker last said that it lives.
        result: JSON of what came out, when done.
        error: JSON of code and fields of the error, when failed.
    """

    class State(models.TextChoices):
        """Where a job is in its life."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    kind = models.CharField(max_length=60)
    args = models.TextField(default="{}")
    key = models.CharField(max_length=120)
    owner = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    step = models.CharField(max_length=60, blank=True)
    progress = models.FloatField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    result = models.TextField(blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=models.Q(state="waiting"), name="one_waiting_job_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.state}"
