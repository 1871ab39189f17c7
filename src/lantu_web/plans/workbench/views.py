"""The pages of the workbench that only show."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lantu.errors import UsageError
from lantu_web.pages.moment import moment_of
from lantu_web.plans.workbench.anchors import anchor
from lantu_web.plans.workbench.answers import found_or_none, page_facts
from lantu_web.plans.workbench.chapters import chapter_at
from lantu_web.plans.workbench.choosing import TYPES, Choice
from lantu_web.plans.workbench.fields import EDITED
from lantu_web.plans.workbench.queries import workbench_seen
from lantu_web.plans.workbench.suggestions import Asked, suggestions


@login_required
@require_GET
def workbench(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a chapter beside what was read in it.

    Raises:
        UsageError: The version was not read at that moment (W010).
    """
    moment = moment_of(request)
    bench = workbench_seen(request.user, pk, moment=moment.at, choice=Choice.of(request.GET))
    if bench.reading is None:
        raise UsageError("W010")
    wanted = found_or_none(bench, request.GET.get("item", ""))
    chapter = chapter_at(bench.chapters, wanted.start or 0) if wanted else bench.chapter(request.GET.get("chapter", ""))
    facts = page_facts(bench, chapter, moment) | {"wanted": anchor(wanted.item) if wanted else ""}
    return render(request, "plans/workbench/workbench.html", facts)


@login_required
@require_GET
def suggest(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer what can stand in a field, as the options of its list."""
    bench = workbench_seen(request.user, pk)
    asked, part = request.GET, request.GET.get("part", "")
    type, name = asked.get("type", ""), asked.get("name", "")
    if type not in TYPES or name not in EDITED[type]:
        return HttpResponse(status=404)
    beside = {each: asked.get(part + each, "") for each in EDITED[type]}
    wanted = Asked(version=bench.version, type=type, name=name, typed=beside[name].strip(), beside=beside)
    return render(request, "plans/workbench/parts/options.html", {"suggestions": suggestions(wanted)})


@login_required
@require_GET
def reading_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether the version is still being read, for the page that waits for it."""
    bench = workbench_seen(request.user, pk)
    return render(
        request,
        "plans/workbench/parts/being_read.html",
        {"bench": bench, "version": bench.version, "asked_again": True},
    )
