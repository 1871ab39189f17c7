"""Pages of progress: the whole plan in one picture, the table of targets, one target."""

from __future__ import annotations

import json
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantu.errors import LantuError, UsageError
from lantu_web.pages.exports import exported
from lantu_web.pages.words import language, said, word
from lantu_web.plans.page import VersionPage, inner_level, opened
from lantu_web.progress import queries
from lantu_web.progress.groups import areas_of
from lantu_web.progress.overview import counts_of, groups_of, matter, own_rows, picture_of
from lantu_web.progress.own import schemes as schemes_known
from lantu_web.progress.queries import Stood
from lantu_web.progress.since import changed_since, since_of
from lantu_web.progress.table import progress_table


def stood_of(page: VersionPage) -> Stood:
    """Return where the targets of a page's version stand, by the scheme its address asks for.

    Raises:
        UsageError: There is no such scheme (W043).
    """
    asked = page.request.GET.get("scheme", "")
    if asked and asked not in schemes_known():
        raise UsageError("W043", column=word("progress.scheme"), given=asked[:40])
    return queries.stood(page.viewer, page.version, page.at, asked or None)


def facts_of(page: VersionPage, stood: Stood, **more: object) -> dict[str, object]:
    """Return what every page of the room needs, and more."""
    schemes = [(each.id, each.label(language.get())) for each in schemes_known().values()]
    return (
        page.facts("progress")
        | {
            "level": inner_level(page.version),
            "scheme": stood.scheme,
            "asked_scheme": page.request.GET.get("scheme", ""),
            "schemes": schemes,
        }
        | more
    )


@require_safe
def overview(request: HttpRequest, version: int) -> HttpResponse:
    """Show the whole plan by status, the targets that matter most, and what changed since a day."""
    page = opened(request, version)
    try:
        stood = stood_of(page)
    except UsageError:
        raise
    except LantuError as problem:
        return render(request, "progress/not.html", page.facts("progress") | {"problem": said(problem)})
    rows = own_rows(stood, page.moment.query)
    by = "body" if request.GET.get("by") == "body" else "chapter"
    groups = groups_of(rows, stood.scheme, by)
    since = since_of(request)
    speaks = 1 if language.get() == "zh" else 2
    facts = {
        "tallies": counts_of(rows, stood.scheme),
        "total": len(rows),
        "proposals": sum(each.row.proposal for each in rows),
        "by": by,
        "groups": groups,
        "picture": picture_of(groups, stood.scheme),
        "matter": matter(rows),
        "since": since.date(),
        "changed": changed_since(page, stood, since, lambda each: not each.row.subject),
        "areas": areas_of(stood),
        "remarks": [(each[0], each[speaks]) for each in json.loads(stood.standing.remarks)],
    }
    return render(request, "progress/overview.html", facts_of(page, stood, **facts))


@require_safe
def targets(request: HttpRequest, version: int) -> HttpResponse:
    """Show every target with its figures and status, or give them as a file (xlsx, csv, json)."""
    page = opened(request, version)
    stood = stood_of(page)
    table = progress_table(stood.standing, stood.scheme, stood.titles, stood.names, page.moment.query)
    about = replace(page.about(word("progress.title")), level=inner_level(page.version))
    file = exported(table, request.GET, about)
    return file or render(request, "progress/targets.html", facts_of(page, stood, table=table.shown(request.GET)))
