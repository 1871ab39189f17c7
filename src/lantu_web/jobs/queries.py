"""Reading what is being done, and saying it in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lantu.errors import catalogue, message
from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import PAGES
from lantu_web.pages.navigation import address_of
from lantu_web.pages.words import language, word, words

_OF_THE_HOUSE = frozenset({"W090", "W091"})
"""What goes wrong with the machinery; it says nothing of a document."""


def jobs_seen(viewer: Any) -> QuerySet[Job]:
    """Return the jobs a viewer asked for; those of everybody for who runs the system."""
    if viewer.has_perm("jobs.see_all"):
        return Job.objects.all()
    return Job.objects.filter(owner=viewer.get_username())


@dataclass(frozen=True, slots=True)
class Told:
    """A job as people are told of it.

    Attributes:
        job: The job.
        own: Whether the viewer asked for it: what went wrong with a document names what stands in it, and who runs the
            system sees no documents by that office.
    """

    job: Job
    own: bool = True

    @property
    def kind(self) -> str:
        """What is done."""
        return kind_word(self.job.kind)

    @property
    def live(self) -> bool:
        """Whether it waits or runs, so that there will be news."""
        return self.job.state in {Job.State.WAITING, Job.State.RUNNING}

    @property
    def step(self) -> str:
        """What it is doing now."""
        key = f"jobs.step_{self.job.step}"
        return word(key) if self.job.step and key in words() else word(f"jobs.state_{self.job.state}")

    @property
    def percent(self) -> int:
        """How much is done, of a hundred."""
        return round(self.job.progress * 100)

    @property
    def problem(self) -> list[str]:
        """What went wrong and what to do next, a sentence each; nothing while all is well."""
        if not self.job.error:
            return []
        error = json.loads(self.job.error)
        if not self.own and error["code"] not in _OF_THE_HOUSE:
            return [word("jobs.problem_of_owner", code=error["code"])]
        told = [(error["code"], error["fields"]), *error.get("reasons", [])]
        return [message(code, language.get(), **fields) for code, fields in told if code in catalogue()]

    @property
    def address(self) -> str:
        """Where what came out is seen; empty until it is done, and for work that has no page."""
        page = PAGES.get(self.job.kind)
        if page is None or self.job.state != Job.State.DONE:
            return ""
        name, argument = page
        return address_of(name, json.loads(self.job.args)[argument])


def kind_word(kind: str) -> str:
    """Return what a kind of job is called: the word ``job_read`` of the room ``plans`` for ``plans.read``."""
    key = ".job_".join(kind.split(".", 1))
    return word(key) if key in words() else kind
