"""How the workbench answers: a whole page, or only what changed on the page that is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from lantu.errors import LantuError
from lantu_web.pages.moment import Moment
from lantu_web.pages.words import said, word
from lantu_web.plans.models import Record
from lantu_web.plans.workbench.anchors import anchor
from lantu_web.plans.workbench.cards import Card, card_of
from lantu_web.plans.workbench.chapters import Chapter, chapter_at
from lantu_web.plans.workbench.choosing import SHOWN, TYPES, Choice
from lantu_web.plans.workbench.queries import Workbench
from lantu_web.plans.workbench.source import Grid, Layout, Line, blocks_in

_LINKS = ("edit", "split", "history")
_SAID = ("accept", "edit", "reject", "split", "history", "to_source", "checked")
"""Addresses and words that stand on every card: looked up once a page, which has hundreds."""

PARTS = "plans/workbench/parts/"


def origin(request: HttpRequest) -> QueryDict:
    """Return the query of the page a request comes from: which chapter it shows, and by which filters."""
    htmx: Any = getattr(request, "htmx", None)
    return QueryDict(urlsplit(htmx.current_url or "").query if htmx else "")


def of_origin(request: HttpRequest, bench: Workbench) -> Workbench:
    """Let a workbench show what the page shows that a request comes from."""
    bench.choice = Choice.of(origin(request))
    return bench


def page_facts(bench: Workbench, chapter: Chapter, moment: Moment) -> dict[str, object]:
    """Return what the page of a chapter says."""
    text = bench.version.text
    parts = layout(bench, chapter, bench.marks_in(chapter))
    starts = [part.start for part in parts]
    cards = [card_of(record, text, starts) for record in bench.shown_in(chapter)]
    asked = bench.choice.parameters | ({"as_of": str(moment.day)} if moment.chosen else {})
    here = [each.key for each in bench.chapters].index(chapter.key)
    return frame_facts(bench, chapter) | {
        "moment": moment,
        "asked": urlencode(asked),
        "parts": parts,
        "cards": cards,
        "before": bench.chapters[here - 1] if here else None,
        "after": bench.chapters[here + 1] if here + 1 < len(bench.chapters) else None,
        "showns": [(name, word(f"plans.workbench.show_{name}")) for name in SHOWN],
        "types": [(name, word(f"plans.workbench.type_{name}")) for name in TYPES],
    }


def frame_facts(bench: Workbench, chapter: Chapter) -> dict[str, object]:
    """Return what stands around text and cards: progress, marks, what can be undone."""
    return {
        "bench": bench,
        "version": bench.version,
        "plan": bench.version.plan,
        "level": bench.version.level,
        "chapter": chapter,
        "tally": next(tally for each, tally in bench.tallies if each.key == chapter.key),
        "choice": bench.choice,
        "asked": urlencode(bench.choice.parameters),
        "at": {name: reverse(f"plans:workbench_{name}", args=[bench.version.pk]) for name in _LINKS},
        "says": {name: word(f"plans.workbench.{name}") for name in _SAID},
    }


def layout(bench: Workbench, chapter: Chapter, marks: list[Record]) -> list[Line | Grid]:
    """Return the text of a chapter as laid out."""
    version = bench.version
    blocks = blocks_in(version.blocks, chapter)
    made = Layout(text=version.text, chapter=chapter, blocks=blocks, passages=bench.passages, marks=marks)
    return list(made.parts())


def done(request: HttpRequest, bench: Workbench, since: datetime, told: str) -> HttpResponse:
    """Answer an act that was done since a moment: with what it changed on the page that is open."""
    now = Record.objects.filter(version=bench.version, recorded_at__gte=since)
    gone = Record.objects.filter(version=bench.version, replaced_at__gte=since)
    touched = list(now.filter(replaced_at__isnull=True)) + list(gone)
    if not request.htmx:  # type: ignore[attr-defined]  # set by its middleware
        messages.success(request, told)
        return HttpResponseRedirect(address(bench, touched))
    chapter = of_origin(request, bench).chapter(origin(request).get("chapter", ""))
    facts = frame_facts(bench, chapter) | {"told": told, "good": True} | _changes(bench, chapter, touched)
    return render(request, PARTS + "changed.html", facts)


def refused(request: HttpRequest, bench: Workbench, problem: LantuError, items: Iterable[str] = ()) -> HttpResponse:
    """Answer an act that was not done: say why, and show the items concerned as they are now."""
    status = 409 if problem.code in {"W012", "W013", "W015"} else 422
    if not request.htmx:  # type: ignore[attr-defined]
        raise problem
    chapter = of_origin(request, bench).chapter(origin(request).get("chapter", ""))
    wanted = list(items)
    touched = list(bench.records.filter(item__in=wanted).select_related("by"))
    facts = frame_facts(bench, chapter) | _changes(bench, chapter, touched, whole=False)
    there = {record.item for record in touched}
    facts["gone"] = [anchor(item) for item in wanted if item not in there]
    facts |= {"told": said(problem), "code": problem.code, "reasons": [said(each) for each in problem.reasons]}
    return render(request, PARTS + "changed.html", facts, status=status)


def form(request: HttpRequest, name: str, facts: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    """Answer with a form: alone into the open page, or as a page of its own."""
    template = PARTS + name if request.htmx else "plans/workbench/form.html"  # type: ignore[attr-defined]
    response = render(request, template, {**facts, "form": PARTS + name}, status=status)
    if "slot" in facts:
        response["HX-Retarget"], response["HX-Reswap"] = f"#{facts['slot']}", "innerHTML"
    return response


def address(bench: Workbench, touched: Iterable[Record] = (), item: str = "") -> str:
    """Return the address of the page that shows some items, or of the first chapter."""
    base = reverse("plans:workbench", args=[bench.version.pk])
    first = next((each for each in touched if each.start is not None and each.type in TYPES), None)
    if first is None:
        return base
    key = chapter_at(bench.chapters, first.start or 0).key
    return f"{base}?{urlencode({'chapter': key})}#card-{anchor(item or first.item)}"


def _changes(bench: Workbench, chapter: Chapter, touched: list[Record], *, whole: bool = True) -> dict[str, object]:
    """Return the cards and lines to put anew: single cards, or all where one came that was not there."""
    text = bench.version.text
    ids = {each.item for each in touched if each.type in TYPES}
    marks = bench.marks_in(chapter)
    parts = layout(bench, chapter, marks)
    starts = [part.start for part in parts]
    lines = [part for part in parts if any(_touches(each, part) for each in touched)]
    here = {record.item: record for record in marks if record.item in ids}
    came = whole and _came(touched)
    cards: list[Card] = [card_of(record, text, starts) for record in bench.shown_in(chapter, also=ids)] if came else []
    single = [] if came else [card_of(record, text, starts) for record in here.values()]
    gone = [anchor(id) for id in ids - here.keys()]
    return {"parts": lines, "cards": cards, "all_anew": came, "single": single, "gone": gone}


def _touches(record: Record, part: Line | Grid) -> bool:
    return (record.start or 0) < part.end and (record.end or 0) > part.start


def _came(touched: list[Record]) -> bool:
    """Return whether an item is there that was not before, so that its place among the cards must be found."""
    before = {each.item for each in touched if each.replaced_at is not None}
    return any(each.replaced_at is None and each.item not in before for each in touched if each.type in TYPES)


def found_or_none(bench: Workbench, item: str) -> Record | None:
    """Return the state of an item that holds now."""
    return bench.records.filter(Q(item=item), type__in=TYPES).select_related("by").first()
