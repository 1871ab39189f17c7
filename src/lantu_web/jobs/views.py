"""The pages of long work: what was asked for, how far it is, what became of it, and once more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantu_web.jobs.actions import retry as ask_again
from lantu_web.jobs.queries import Told, jobs_seen
from lantu_web.jobs.tables import jobs_table


def jobs(request: HttpRequest) -> HttpResponse:
    """List the work that was asked for."""
    table = jobs_table(jobs_seen(request.user)).shown(request.GET)
    return render(request, "jobs/jobs.html", {"table": table, "level": "internal"})


def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a job; while it lives, the part that changes is asked for anew."""
    row = get_object_or_404(jobs_seen(request.user), pk=pk)
    found = Told(row, own=row.owner == request.user.get_username())
    part = request.headers.get("HX-Request") == "true"
    return render(request, "jobs/progress.html" if part else "jobs/job.html", {"told": found, "level": "internal"})


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more for a job that failed."""
    again = ask_again(request.user, get_object_or_404(jobs_seen(request.user), pk=pk))
    return redirect("jobs:job", again.pk)
