"""Pages of progress: the whole plan in one picture, and the table of targets."""

from __future__ import annotations

import json
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantu.errors import LantuError, UsageError
from lantu_web.pages.exports import exported
from lantu_web.pages.words import language, said, word
from lantu_web.plans.page import inner_level
from lantu_web.progress.groups import areas_of
from lantu_web.progress.overview import counts_of, groups_of, matter, own_rows, picture_of
from lantu_web.progress.page import facts_of, kept, opened_at, stood_of
from lantu_web.progress.since import changed_since, since_of
from lantu_web.progress.table import progress_table


@require_safe
def overview(request: HttpRequest, version: int) -> HttpResponse:
    """Show the whole plan by status, the targets that matter most, and what changed since a day."""
    since = since_of(request)
    page = opened_at(request, version, since)
    stood = stood_of(page)
    try:
        rows = own_rows(stood, kept(page))
    except UsageError:
        raise
    except LantuError as problem:
        return render(request, "progress/not.html", page.facts("progress") | {"problem": said(problem)})
    by = "body" if request.GET.get("by") == "body" else "chapter"
    groups = groups_of(rows, stood.scheme, by)
    speaks = 1 if language.get() == "zh" else 2
    facts = {
        "tallies": counts_of(rows, stood.scheme),
        "total": len(rows),
        "judged": sum(each.status is not None for each in rows),
        "proposals": sum(each.row.proposal for each in rows),
        "by": by,
        "groups": groups,
        "picture": picture_of(groups, stood.scheme),
        "matter": matter(rows),
        "since": since.date(),
        "changed": changed_since(page, stood, since, (each.progress for each in rows), subject=""),
        "areas": areas_of(stood),
        "remarks": [(each[0], each[speaks]) for each in json.loads(stood.standing.remarks)],
    }
    return render(request, "progress/overview.html", facts_of(page, stood, **facts))


@require_safe
def targets(request: HttpRequest, version: int) -> HttpResponse:
    """Show every target with its figures and status, or give them as a file (xlsx, csv, json)."""
    page = opened_at(request, version)
    stood = stood_of(page)
    table = progress_table(stood, kept(page))
    about = replace(page.about(word("progress.title")), level=inner_level(page.version))
    file = exported(table, request.GET, about)
    return file or render(request, "progress/targets.html", facts_of(page, stood, table=table.shown(request.GET)))
