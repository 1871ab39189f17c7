"""The pages on which plans are read: what there is, what a version promises, its text, its tables, one item, search."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantu_web.pages.exports import About, exported
from lantu_web.pages.moment import moment_of
from lantu_web.pages.navigation import address_of
from lantu_web.pages.words import word
from lantu_web.plans import search as searching
from lantu_web.plans import targets
from lantu_web.plans.desk import item_of
from lantu_web.plans.home import plans_table
from lantu_web.plans.overview import summary
from lantu_web.plans.page import VersionPage, opened
from lantu_web.plans.passages import chapters, outline, parts, places, stretch
from lantu_web.plans.tables import KINDS, Line, title_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show every plan the viewer may see."""
    moment = moment_of(request)
    table, level = plans_table(request.user, moment)
    about = About(title=word("plans.plans"), name=word("plans.plans"), level=level, as_of=moment.day)
    facts = {"moment": moment, "level": level, "may_register": request.user.has_perm("plans.register")}
    return exported(table, request.GET, about) or render(
        request, "plans/pages/home.html", facts | {"table": table.shown(request.GET)}
    )


@require_safe
def version(request: HttpRequest, version: int) -> HttpResponse:
    """Show what a version promises; to who sees a part of it, what that part is."""
    page = opened(request, version, with_text=True)
    found = summary(page) if page.whole else None
    return render(request, "plans/pages/version.html", page.facts("version", found=found, decisions=page.decisions))


@require_safe
def passages(request: HttpRequest, version: int, passage: str = "") -> HttpResponse:
    """Show the outline of a version, and the part of its text that holds a passage, with everything found there."""
    page = opened(request, version, with_text=True)
    page.need_whole()
    headings = outline(page)
    shown = stretch(headings, _start(page, passage) if passage else None)
    facts = {"parts": parts(headings), "shown": shown, "places": places(page, shown.start, shown.end)}
    return render(request, "plans/pages/passages.html", page.facts("passages", **facts))


def _start(page: VersionPage, item: str) -> int:
    found = page.records().filter(item=item).values_list("start", flat=True).first()
    if found is None:
        raise Http404
    return int(found)


@require_safe
def place(request: HttpRequest, version: int, item: str) -> HttpResponse:
    """Lead to where an item stands in the text; who sees a part of the plan is led to the item."""
    page = opened(request, version)
    if not page.whole:
        return HttpResponseRedirect(_kept(page, address_of("plans:item", version, item)))
    start = _start(page, item)
    passage = page.records("passage").filter(start__lte=start).order_by("-start", "-id").first()
    name = passage.item if passage else item
    return HttpResponseRedirect(_kept(page, address_of("plans:passages", version, name)) + f"#{name}")


def _kept(page: VersionPage, address: str) -> str:
    return address + page.moment.query


@require_safe
def table(request: HttpRequest, version: int, tab: str) -> HttpResponse:
    """Show a table of a version, or give it as a file."""
    page = opened(request, version)
    rows = KINDS[tab].of(page, chapters(page))
    file = exported(rows, request.GET, page.about(word(f"plans.{tab}")))
    facts = {"title": f"plans.{tab}", "empty": word(f"plans.no_{tab}" if page.whole else "plans.none_concern_you")}
    return file or render(request, "plans/pages/table.html", page.facts(tab, table=rows.shown(request.GET), **facts))


@require_safe
def item(request: HttpRequest, version: int, item: str) -> HttpResponse:
    """Show one target, task, project or list: what it says, its sentence in context, its history."""
    page = opened(request, version, with_text=True)
    record, holds = targets.found(page, item)
    line = Line(record, item_of(record), page.moment.query)
    facts = {
        "line": line,
        "holds": holds,
        "title": title_of(line.item),
        "fields": list(targets.facts(line.item)),
        "sentence": targets.sentence(page, line),
        "way": targets.way_to(page, record),
        "same": targets.same_indicator(page, line),
        "history": targets.history(page, item),
    }
    tab = _tab_of(record.type)
    facts |= {"tab_address": f"plans:{tab}", "tab_word": f"plans.{'overview' if tab == 'version' else tab}"}
    return render(request, "plans/pages/item.html", page.facts(tab, **facts))


def _tab_of(type_: str) -> str:
    return next((kind.tab for kind in KINDS.values() if kind.type == type_), "version")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search everything the viewer may see."""
    moment = moment_of(request)
    wanted = request.GET.get("q", "").strip()[:100]
    rows = searching.searched(request.user, wanted, moment.at, request.GET.get("type", ""))
    page, hits = searching.page_of(rows, request.GET.get("page"), wanted, moment)
    types = [(type_, word(f"plans.type_{type_}")) for type_ in searching.TYPES]
    facts = {"moment": moment, "searched": wanted, "hits": hits, "page": page, "types": types}
    return render(request, "plans/pages/search.html", facts | {"type": request.GET.get("type", "")})
