"""Pages of progress: the whole plan in one picture, the table of targets, one target."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lantu.errors import LantuError, UsageError
from lantu.vocabulary.schemes import shipped_schemes
from lantu_web.pages.exports import exported
from lantu_web.pages.words import language, said, word
from lantu_web.plans.page import VersionPage, inner_level, opened
from lantu_web.progress import queries
from lantu_web.progress.models import Row
from lantu_web.progress.overview import changed, counts_of, groups_of, matter, own_rows, picture_of
from lantu_web.progress.queries import Stood
from lantu_web.progress.table import progress_table
from lantu_web.progress.target import chart_of, components, expectations, outlook_for, question_of, values_of
from lantu_web.progress.told import told

MONTH = timedelta(days=30)


def stood_of(page: VersionPage) -> Stood:
    """Return where the targets of a page's version stand, by the scheme its address asks for.

    Raises:
        UsageError: There is no such scheme (W043).
    """
    asked = page.request.GET.get("scheme", "")
    if asked and asked not in shipped_schemes():
        raise UsageError("W043", column=word("progress.scheme"), given=asked[:40])
    return queries.stood(page.viewer, page.version, page.at, asked or None)


def facts_of(page: VersionPage, stood: Stood, **more: object) -> dict[str, object]:
    """Return what every page of the room needs, and more."""
    schemes = [(each.id, each.label(language.get())) for each in shipped_schemes().values()]
    return (
        page.facts("progress")
        | {
            "level": inner_level(page.version),
            "scheme": stood.scheme,
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
    since = _since(request)
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
        "changed": _changed(page, stood, since),
        "areas": stood.names,
        "remarks": [(each[0], each[speaks]) for each in json.loads(stood.standing.remarks)],
    }
    return render(request, "progress/overview.html", facts_of(page, stood, **facts))


def _since(request: HttpRequest) -> datetime:
    """Return the end of the day since which changes are asked for: a month ago where none is given."""
    asked = request.GET.get("since", "").strip()
    try:
        day = date.fromisoformat(asked) if asked else timezone.localdate() - MONTH
    except ValueError:
        raise UsageError("W040", given=asked[:40]) from None
    if day > timezone.localdate():
        raise UsageError("W041", given=day)
    return timezone.make_aware(datetime.combine(day, time.max))


def _changed(page: VersionPage, stood: Stood, since: datetime) -> list[tuple[object, str]] | None:
    """Return what changed since a moment, or None where the version was not there yet or not read."""
    if since < page.version.brought_in_at or (page.at is not None and since >= page.at):
        return None
    try:
        before = queries.stood(page.viewer, page.version, since, stood.scheme.id)
    except LantuError:
        return None
    return list(changed(own_rows(before), own_rows(stood), stood.scheme))


@require_safe
def targets(request: HttpRequest, version: int) -> HttpResponse:
    """Show every target with its figures and status, or give them as a file (xlsx, csv, json)."""
    page = opened(request, version)
    stood = stood_of(page)
    table = progress_table(stood.standing, stood.scheme, stood.titles, stood.names, page.moment.query)
    about = replace(page.about(word("progress.title")), level=inner_level(page.version))
    file = exported(table, request.GET, about)
    return file or render(request, "progress/targets.html", facts_of(page, stood, table=table.shown(request.GET)))


@require_safe
def target(request: HttpRequest, version: int, target: str) -> HttpResponse:
    """Show one target: path and actual values, outlook, what it rests on, every value with its revisions."""
    page = opened(request, version)
    stood = stood_of(page)
    subject = request.GET.get("subject", "")
    rows = Row.objects.filter(standing=stood.standing, target=target).select_related("standing")
    found = {each.row.subject: each for each in told(rows, stood.scheme, stood.titles, stood.names, page.moment.query)}
    if subject not in found:
        raise Http404
    own = found[subject]
    question = question_of(stood, target, subject)
    outlook = outlook_for(stood, question) if question else None
    statement = next(each for each in stood.grounds.plan.statements if each.id == target)
    facts = {
        "told": own,
        "statement": statement,
        "components": list(components(own)),
        "chart": chart_of(stood, question, outlook) if question else None,
        "outlook": outlook.said(language.get()) if outlook else "",
        "expected": expectations(outlook, own) if outlook else [],
        "values": values_of(stood, question) if question else [],
        "others": [each for code, each in sorted(found.items()) if code != subject],
    }
    return render(request, "progress/target.html", facts_of(page, stood, **facts))
