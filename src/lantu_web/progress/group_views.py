"""Pages of a chapter, a body, an area: counts, the worst first, what changed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantu_web.pages.words import language, word
from lantu_web.progress import queries
from lantu_web.progress.groups import By, area_named, issued_to, latest_of, members_of, remarks_on, rolled
from lantu_web.progress.overview import NOBODY, counts_of, worst_first
from lantu_web.progress.page import facts_of, kept, opened_at, stood_of
from lantu_web.progress.since import changed_since, since_of
from lantu_web.progress.told import told
from lantu_web.progress.warning_table import shown

KINDS: dict[str, By] = {"chapter": "chapter", "body": "body"}


@require_safe
def group(request: HttpRequest, version: int, by: str, name: str) -> HttpResponse:
    """Show the targets of a chapter or a body."""
    since = since_of(request)
    page = opened_at(request, version, since)
    kind = KINDS.get(by)
    if kind is None:
        raise Http404
    stood = stood_of(page)
    rows = members_of(stood, kind, name, kept(page))
    if not rows:
        raise Http404
    keys = {(each.row.target, "") for each in rows}
    none = word(f"progress.no_{kind}")
    title = none if name == NOBODY else rows[0].chapter if kind == "chapter" else name
    facts = {
        "name": title,
        "rows": rows,
        "said": rolled(stood, title, rows).said(language.get()),
        "tallies": counts_of(rows, stood.scheme),
        "as_table": "" if name == NOBODY else kept(page, **{kind: name}),
        "warned": shown(queries.warned(page.viewer, stood, keys, subject="")),
        "since": since.date(),
        "changed": changed_since(page, stood, since, (each.progress for each in rows), keys, subject=""),
        "remarks": remarks_on(stood, rows, kind, name),
        "of": kind,
    }
    return render(request, "progress/group.html", facts_of(page, stood, **facts))


@require_safe
def area(request: HttpRequest, version: int, subject: str) -> HttpResponse:
    """Show what is asked of an area and how far it has come, and what else is known of it."""
    since = since_of(request)
    page = opened_at(request, version, since)
    stood = stood_of(page)
    rows = worst_first(told(stood, stood.few_rows(subject=subject), kept(page)))
    values = stood.grounds.observations({subject})
    name = area_named(page.version, stood, subject, values)
    if name is None:
        raise Http404
    keys = {(each.row.target, subject) for each in rows}
    now = (each.progress for each in rows)
    facts = {
        "name": name,
        "rows": rows,
        "said": rolled(stood, name, rows).said(language.get()) if rows else "",
        "tallies": counts_of(rows, stood.scheme),
        "as_table": kept(page, subject=subject) if rows else "",
        "warned": shown(queries.warned(page.viewer, stood, keys, subject=subject)),
        "since": since.date(),
        "changed": changed_since(page, stood, since, now, subject=subject) if rows else None,
        "values": latest_of(stood, values),
        "issued": issued_to(stood, subject),
        "in_part": any(each.row.state == "awaiting_target" for each in rows),
        "of": "area",
    }
    return render(request, "progress/group.html", facts_of(page, stood, **facts))
