"""Pages of the room: the findings of a version, one finding and its life, the document for the drafting group."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantu.errors import LantuError
from lantu.reporting.findings import findings_docx
from lantu_web.pages.exports import About, exported
from lantu_web.pages.forms import build_upon
from lantu_web.pages.permission import require
from lantu_web.pages.tables import ROWS, Table
from lantu_web.pages.words import language, word
from lantu_web.plans.page import VersionPage, inner_level, opened
from lantu_web.plans.queries import version_seen
from lantu_web.review import actions, queries
from lantu_web.review.forms import HandlingForm, LevelForm
from lantu_web.review.models import Handling
from lantu_web.review.shown import Shown, shown
from lantu_web.review.table import findings_table, level_of_table

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def findings(request: HttpRequest, version: int) -> HttpResponse:
    """Show the findings of a version beside their sentences, or give them as a file (docx, xlsx, csv, json)."""
    page = opened(request, version, with_text=True)
    require(page.viewer, "review.see_some_findings", page.version)
    inside = page.viewer.has_perm("review.see_findings", page.version)
    table = findings_table(page.viewer, page.version, page.at)
    about = replace(page.about(word("review.title")), level=level_of_table(table, page.version, request.GET))
    if request.GET.get("format") == "docx":
        return _document(page, table, about)
    file = exported(table, request.GET, about)
    if file is not None:
        return file
    narrowings = table.narrowings(request.GET)
    rows = Paginator(table.ordered(table.narrowed(narrowings), ""), ROWS).get_page(request.GET.get("page"))
    facts = {
        "filters": narrowings,
        "page": rows,
        "found": list(table.prepared(rows.object_list)),
        "state": queries.review_state(page.viewer, page.version, page.at) if inside else None,
        "inside": inside,
        "may_handle": page.viewer.has_perm("review.handle_findings", page.version) and page.at is None,
        "may_release": _may_release(page),
        "level": inner_level(page.version) if inside else page.version.level,
    }
    return render(request, "review/findings.html", page.facts("review") | facts)


@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one finding with its sentences, its arithmetic and its life; say what is made of it."""
    row = queries.finding_seen(request.user, pk)
    page = opened(request, row.version_id, with_text=True)
    may_handle = page.viewer.has_perm("review.handle_findings", page.version) and page.at is None
    handling = queries.handlings_now(page.viewer, page.version, [row.key], page.at).get(row.key)
    form = HandlingForm(request.POST or None, viewer=request.user, finding=row, initial=_begun(handling))
    if request.method == "POST" and form.is_valid():
        try:
            actions.handle(request.user, row, **form.cleaned_data)
        except LantuError as problem:
            form.refuse(problem)
            build_upon(form, seen=str(handling.pk) if handling else "")
        else:
            messages.success(request, word("review.handled"))
            return redirect("review:finding", pk)
    each = next(shown(page.viewer, page.version, [row], page.at))
    facts = {
        "each": each,
        "form": form,
        "life": queries.handlings_of(page.viewer, row, page.at),
        "levels": queries.levels_of(page.viewer, row, page.at),
        "may_handle": may_handle,
        "may_release": _may_release(page),
        "level": inner_level(page.version) if each.inside else each.level,
    }
    return render(request, "review/finding.html", page.facts("review") | facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, version: int) -> HttpResponse:
    """Release the findings that were chosen, or take them back: shown once more before it is done."""
    page = opened(request, version, with_text=True)
    require(page.viewer, "review.release_findings", page.version)
    asked = (request.POST if request.method == "POST" else request.GET).getlist("finding")
    chosen = queries.findings_seen(page.viewer, page.version).filter(
        pk__in=[int(each) for each in asked if each.isdecimal()]
    )
    found = list(shown(page.viewer, page.version, chosen))
    form = LevelForm(request.POST or None, initial=_level_begun(found))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_level(
                request.user, page.version, list(chosen), level=said["new_level"], number=said["release_number"],
                note=said["note"], reason=said["back_reason"],
            )  # fmt: skip
        except LantuError as problem:
            form.refuse(problem)
        else:
            messages.success(request, word("review.level_saved", count=len(found)))
            return redirect("review:findings", version)
    facts = {"found": found, "form": form, "level": inner_level(page.version)}
    return render(request, "review/release.html", page.facts("review") | facts, status=422 if form.errors else 200)


@require_POST
def ask(request: HttpRequest, version: int) -> HttpResponse:
    """Have a version reviewed again."""
    row = version_seen(request.user, version)
    actions.ask_for_review(request.user, row)
    messages.success(request, word("review.asked"))
    return redirect("review:findings", version)


def _begun(handling: Handling | None) -> dict[str, object]:
    if handling is None:
        return {"state": Handling.State.OPEN}
    names = ("state", "reason", "owner", "due", "mended_in")
    return {name: getattr(handling, name) for name in names} | {"seen": handling.pk}


def _may_release(page: VersionPage) -> bool:
    """Return whether the viewer may release findings here: of a version that is public, as things stand now."""
    return (
        page.at is None
        and page.version.level == "public"
        and page.viewer.has_perm("review.release_findings", page.version)
    )


def _level_begun(found: list[Shown]) -> dict[str, object]:
    """Return what the form begins with: to take back what is public, else to release, with the reason of the one chosen as a first note."""
    public = bool(found) and all(each.release for each in found)
    handling = found[0].handling if len(found) == 1 else None
    return {"new_level": "internal" if public else "public", "note": handling.reason if handling else ""}


def _document(page: VersionPage, table: Table, about: About) -> HttpResponse:
    facts = f"{about.title} · {about.as_of.isoformat()} · {about.level_word}"
    entries = [each.entry() for each in table.all_rows(page.request.GET)]
    data = findings_docx(page.version.plan.title, facts, entries, language.get())
    response = HttpResponse(data, content_type=DOCX)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{about.name}.docx") or "attachment"
    return response
