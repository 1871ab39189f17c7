"""The page for who decides and the bulletin: chosen, looked at, taken along as Word, PDF or plain text."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from lantu.errors import UsageError
from lantu.reporting.briefs import heads_of, note_of, rows_of
from lantu_web.pages.moment import moment_of
from lantu_web.pages.words import language, word
from lantu_web.plans.page import inner_level
from lantu_web.progress.around import PREFIX
from lantu_web.progress.briefs import FORMS, Kind, made, place_of, topic_of, topics
from lantu_web.progress.page import facts_of, opened_at, stood_of

MONTH = timedelta(days=31)


@require_safe
def brief(request: HttpRequest, version: int) -> HttpResponse:
    """Show the page for who decides: six to ten figures, three problems with their owners."""
    return _page(request, version, "brief")


@require_safe
def bulletin(request: HttpRequest, version: int) -> HttpResponse:
    """Show the bulletin of a month: every value, all that is behind, what changed within the month."""
    return _page(request, version, "bulletin")


def month_before(request: HttpRequest) -> datetime:
    """Return the end of the day a month before the one a page speaks of, today or a day of the past."""
    return timezone.make_aware(datetime.combine(moment_of(request).day - MONTH, time.max))


def _page(request: HttpRequest, version: int, kind: Kind) -> HttpResponse:
    since = month_before(request) if kind == "bulletin" else None
    page = opened_at(request, version, *([since] if since else []))
    stood = stood_of(page)
    asked = request.GET.get("topic", "")
    place = place_of(page, stood, asked)
    choices = topics(stood, place.names)
    topic = topic_of(choices, asked)
    if topic is None:
        raise UsageError("W043", column=word("progress.topic"), given=asked[:40])
    found = made(page, stood, kind, topic, place, since)
    wanted = request.GET.get("format", "")
    if wanted:
        if wanted not in FORMS:
            raise UsageError("W043", column=word("progress.format"), given=wanted[:40])
        form = FORMS[wanted]
        response = HttpResponse(form.make(found, language.get()), content_type=form.media_type)
        name = f"{found.title}-{word(f'pages.level_{inner_level(page.version)}')}-{stood.grounds.day}.{wanted}"
        response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return response
    rows = [(figure, cells[2:-1]) for figure, cells in zip(found.figures, rows_of(found, language.get()), strict=True)]
    facts = {
        "found": found,
        "heads": heads_of(found, language.get()),
        "rows": rows,
        "note": note_of(found, language.get()),
        "kind": kind,
        "topic": topic,
        "subject": topic.key if topic.key.startswith(PREFIX) else "",
        "topics": choices,
        "forms": list(FORMS),
    }
    return render(request, "progress/brief.html", facts_of(page, stood, **facts))
