"""The page of warnings: what warns, what waits, what is over; it waits itself while the history is being looked through."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantu_web.jobs.queries import Told
from lantu_web.pages.exports import exported
from lantu_web.pages.words import word
from lantu_web.plans.page import VersionPage, inner_level
from lantu_web.progress import queries
from lantu_web.progress.page import facts_of, kept, opened_at, stood_of
from lantu_web.progress.queries import Stood
from lantu_web.progress.warning_table import STAGES, totals, warnings_table
from lantu_web.progress.watching import watching

WAITING = "waiting"


@require_safe
def warnings(request: HttpRequest, version: int) -> HttpResponse:
    """Show the warnings of a version with level and owner, or give them as a file."""
    page = opened_at(request, version)
    stood = stood_of(page)
    watch = queries.watch(page.viewer, stood)
    if watch is None:
        return _wait(page, stood)
    if request.headers.get("HX-Target") == WAITING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    stage = request.GET.get("stage", STAGES[0])
    counted = queries.counted(watch)
    table = warnings_table(watch, counted, stood.names, stage, kept(page))
    about = replace(page.about(word("progress.warnings")), level=inner_level(page.version))
    file = exported(table, request.GET, about)
    if file is not None:
        return file
    counts = totals(counted, "stage")
    facts = {
        "watch": watch,
        "table": table.shown(request.GET),
        "stages": [(each, counts[each]) for each in STAGES],
        "chosen_stage": stage,
    }
    return render(request, "progress/warnings.html", facts_of(page, stood, **facts))


def _wait(page: VersionPage, stood: Stood) -> HttpResponse:
    told = Told(watching(stood.grounds, stood.scheme.id, page.viewer.get_username()))
    part = page.request.headers.get("HX-Target") == WAITING
    template = "progress/waiting_part.html" if part else "progress/waiting.html"
    return render(page.request, template, facts_of(page, stood, waited=told))
