"""Pages of a chapter, a body, an area: counts, the worst first, what changed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantu_web.pages.words import language, word
from lantu_web.plans.page import opened
from lantu_web.progress import queries
from lantu_web.progress.groups import By, area_named, issued_to, members_of, remarks_on, rolled, values_of_area
from lantu_web.progress.overview import NOBODY, counts_of, told_rows, worst_first
from lantu_web.progress.since import changed_since, since_of
from lantu_web.progress.views import facts_of, stood_of
from lantu_web.progress.warning_table import shown

KINDS: dict[str, By] = {"chapter": "chapter", "body": "body"}


@require_safe
def group(request: HttpRequest, version: int, by: str, name: str) -> HttpResponse:
    """Show the targets of a chapter or a body."""
    page = opened(request, version)
    kind = KINDS.get(by)
    if kind is None:
        raise Http404
    stood = stood_of(page)
    rows = members_of(stood, kind, name, page.moment.query)
    if not rows:
        raise Http404
    keys = {(each.row.target, "") for each in rows}
    since = since_of(request)
    none = word(f"progress.no_{kind}")
    title = none if name == NOBODY else rows[0].chapter if kind == "chapter" else name
    facts = {
        "name": title,
        "rows": rows,
        "said": rolled(stood, title, rows).said(language.get()),
        "tallies": counts_of(rows, stood.scheme),
        "narrow": "" if name == NOBODY else f"{kind}={name}",
        "warned": shown(queries.warned(page.viewer, stood, keys)),
        "since": since.date(),
        "changed": changed_since(page, stood, since, lambda each: (each.row.target, each.row.subject) in keys),
        "remarks": remarks_on(stood, rows, kind, name),
        "of": kind,
    }
    return render(request, "progress/group.html", facts_of(page, stood, **facts))


@require_safe
def area(request: HttpRequest, version: int, subject: str) -> HttpResponse:
    """Show what is asked of an area and how far it has come, and what else is known of it."""
    page = opened(request, version)
    stood = stood_of(page)
    name = area_named(page.version, stood, subject)
    if name is None:
        raise Http404
    rows = worst_first(told_rows(stood, page.moment.query, subject=subject))
    since = since_of(request)
    facts = {
        "name": name,
        "rows": rows,
        "said": rolled(stood, name, rows).said(language.get()) if rows else "",
        "tallies": counts_of(rows, stood.scheme),
        "narrow": f"subject={subject}" if rows else "",
        "warned": shown(queries.warned(page.viewer, stood, {(each.row.target, subject) for each in rows})),
        "since": since.date(),
        "changed": changed_since(page, stood, since, lambda each: each.row.subject == subject) if rows else None,
        "values": values_of_area(stood, subject),
        "issued": issued_to(stood, subject),
        "in_part": any(each.row.state == "awaiting_target" for each in rows),
        "of": "area",
    }
    return render(request, "progress/group.html", facts_of(page, stood, **facts))
