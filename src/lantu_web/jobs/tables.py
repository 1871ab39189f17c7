"""The table of jobs."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from lantu_web.jobs.models import Job
from lantu_web.jobs.queries import kind_word
from lantu_web.pages.tables import Column, Filter, Table, worded
from lantu_web.pages.words import word

JOBS = (
    Column(
        name="kind",
        header=worded("jobs.kind"),
        value=lambda job: job.kind,
        cell=lambda job: format_html('<a href="{}">{}</a>', reverse("jobs:job", args=[job.pk]), kind_word(job.kind)),
    ),
    Column(
        name="state",
        header=worded("jobs.state"),
        value=lambda job: job.state,
        text=lambda job: word(f"jobs.state_{job.state}"),
        filter=Filter(
            narrow=lambda rows, state: rows.filter(state=state),
            options=lambda rows: [(state, word(f"jobs.state_{state}")) for state in Job.State.values],
        ),
    ),
    Column(name="owner", header=worded("jobs.owner"), value=lambda job: job.owner, sort=(lambda: OrderBy(F("owner")),)),
    Column(
        name="asked_at",
        header=worded("jobs.asked_at"),
        value=lambda job: job.asked_at,
        text=lambda job: f"{timezone.localtime(job.asked_at):%Y-%m-%d %H:%M}",
        sort=(lambda: OrderBy(F("asked_at")),),
    ),
    Column(
        name="attempts",
        header=worded("jobs.attempts"),
        value=lambda job: job.attempts,
        text=lambda job: str(job.attempts),
        look="number",
    ),
)


def jobs_table(rows: QuerySet[Job]) -> Table:
    """Return the table of some jobs, the latest first."""
    return Table(columns=JOBS, rows=rows, page=tuple(column.name for column in JOBS), order=("-id",))
