"""The pages of the chain: what was done, one event in full, whether it holds, and the whole of it as a file."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from lantu_web.audit.chain import hash_of
from lantu_web.audit.export import lines_of
from lantu_web.audit.queries import events_seen, verdict
from lantu_web.audit.tables import events_table
from lantu_web.pages.exports import About, exported
from lantu_web.pages.words import word


def events(request: HttpRequest) -> HttpResponse:
    """List the events, or give the listed ones out."""
    table = events_table(events_seen(request.user))
    title = word("audit.audit")
    about = About(title=title, name="audit", level="internal", as_of=timezone.localdate())
    facts = {"title": title, "level": "internal"}
    return exported(table, request.GET, about) or render(
        request, "audit/events.html", facts | {"table": table.shown(request.GET)}
    )


def event(request: HttpRequest, number: int) -> HttpResponse:
    """Show one event in full, and whether its hash is right."""
    found = events_seen(request.user)
    shown = get_object_or_404(found, number=number)
    facts = {
        "event": shown,
        "facts": _readable(shown.shown),
        "intact": hash_of(shown) == shown.hash,
        "earlier": found.filter(number__lt=number).values_list("number", flat=True).first(),
        "later": found.filter(number__gt=number).order_by("number").values_list("number", flat=True).first(),
        "level": "internal",
    }
    return render(request, "audit/event.html", facts)


def _readable(payload: str) -> str:
    """Return facts a line each; what somebody made of them in the database as it is."""
    try:
        return json.dumps(json.loads(payload), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return payload


def verify(request: HttpRequest) -> HttpResponse:
    """Verify the chain now."""
    events_seen(request.user)
    return render(request, "audit/verify.html", {"verdict": verdict(), "level": "internal"})


def export(request: HttpRequest) -> StreamingHttpResponse:
    """Give the whole chain out, as ``lantu audit verify`` reads it."""
    found = events_seen(request.user).order_by("number").iterator(2000)
    response = StreamingHttpResponse(lines_of(found), content_type="application/jsonl; charset=utf-8")
    name = f"audit-{timezone.localdate():%Y%m%d}.jsonl"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
