"""Pages on which files come in, and on which everything that something brought in moves is seen before it is taken."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from lantu.cascade.superiors import Move, move, moves
from lantu.errors import LantuError
from lantu_web.cascade import actions, queries
from lantu_web.cascade.breakdowns import Broken, UnreadyError, enclosed
from lantu_web.cascade.choosing import fingerprint
from lantu_web.cascade.drafts import PATHS, content_of, look_at, moves_from, table_changes
from lantu_web.cascade.forms import FileForm, TakeForm
from lantu_web.cascade.models import Draft
from lantu_web.cascade.moved import left_behind, moved_lines, recounts
from lantu_web.cascade.views import WRONG, facts_of, opened_broken
from lantu_web.cascade.waiting import waits
from lantu_web.pages.uploads import refuse_too_large
from lantu_web.pages.words import said, word
from lantu_web.plans.page import opened

FILES = {Draft.Kind.CHOICES: ("allocation.yaml", "application/yaml; charset=utf-8")}
ROWS = 400
"""Areas that a list of what moves shows at most; all of them are in the tables once it is taken."""


@require_http_methods(["GET", "HEAD", "POST"])
@waits
def files(request: HttpRequest, version: int) -> HttpResponse:
    """Bring in a file of choices or of annual targets; its page shows what it changes."""
    page, held = opened_broken(request, version)
    may = {
        Draft.Kind.TABLE: page.viewer.has_perm("cascade.issue", page.version),
        Draft.Kind.CHOICES: page.viewer.has_perm("cascade.choose", page.version),
    }
    if not any(may.values()):
        raise PermissionDenied("cascade.choose")
    asked = request.POST.get("kind", "")
    kinds = [kind for kind, allowed in may.items() if allowed]
    forms = {kind: FileForm(*((request.POST, request.FILES) if kind == asked else ())) for kind in kinds}
    form = forms.get(asked)  # type: ignore[call-overload]
    if form is not None:
        try:
            refuse_too_large(request)
            if form.is_valid():
                data, name = form.content
                draft = actions.bring_in(request.user, page.version, look_at(page.version, asked, data, name))
                return redirect("cascade:draft", draft.pk)
        except LantuError as problem:
            form.refuse(problem)
    cards = [
        {"kind": kind, "form": each, "held": kind == Draft.Kind.TABLE or PATHS[kind] in enclosed(page.version)}
        for kind, each in forms.items()
    ]
    facts = {"cards": cards, "drafts": queries.drafts_of(page.viewer, page.version)[:20]}
    wrong = form is not None and bool(form.errors)
    return render(request, "cascade/files.html", facts_of(page, held, **facts), status=WRONG if wrong else 200)


@require_safe
def file(request: HttpRequest, version: int, what: str) -> HttpResponse:
    """Give out the choices as the file that is taken back."""
    page = opened(request, version)
    if not page.viewer.has_perm("cascade.see", page.version):
        raise PermissionDenied("cascade.see")
    name, media_type = FILES.get(what, ("", ""))  # type: ignore[call-overload]
    text = enclosed(page.version, page.at).get(PATHS[what]) if name else None
    if text is None:
        raise Http404
    return _download(text.encode(), name, media_type)


@require_http_methods(["GET", "HEAD", "POST"])
@waits
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that something brought in would move, or moved when it was taken; take it."""
    row = queries.draft_seen(request.user, pk)
    if request.GET.get("format") == "file":
        return _download(content_of(row), row.name or "draft", "application/octet-stream")
    page = opened(request, row.version_id)
    decisions = queries.decisions_of(page.viewer, page.version)
    form = TakeForm(request.POST if request.method == "POST" else None, decisions=decisions)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take(request.user, row, form.cleaned_data["decision"], form.cleaned_data["reference"])
        except UnreadyError:
            raise
        except LantuError as problem:
            form.refuse(problem)
        else:
            messages.success(request, word("cascade.taken"))
            return redirect("cascade:draft", pk)
    held = queries.broken_down(page.viewer, page.version)
    moved, facts = _consequences(row, held, page.viewer)
    lines = moved_lines(moved, held.found.years, held.names)
    needed = "cascade.issue" if row.kind == Draft.Kind.TABLE else "cascade.choose"
    facts |= _named(row, held) | {
        "draft": row,
        "form": form,
        "own": [line for line in lines if not line.name],
        "areas": [line for line in lines if line.name][:ROWS],
        "more": max(0, sum(1 for line in lines if line.name) - ROWS),
        "count": len(moved),
        "stale": not row.taken_at and row.seen != fingerprint(page.version, PATHS[row.kind]),
        "may_take": not row.taken_at and page.viewer.has_perm(needed, page.version),
    }
    status = WRONG if form.errors else 200
    return render(request, "cascade/draft.html", facts_of(page, held, **facts), status=status)


def _download(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _named(row: Draft, held: Broken) -> dict[str, Any]:
    """Return what a draft is called, and of a superior's value what it asks."""
    kind = word(f"cascade.kind_{row.kind}")
    if row.kind != Draft.Kind.SUPERIOR:
        return {"heading": word("cascade.draft_of", kind=kind, name=row.name)}
    statement = held.statements.get(row.target)
    name = statement.indicator if statement else row.target
    unit = next((each.unit for each in held.computed if each.target == row.target), "")
    return {
        "heading": word("cascade.draft_of", kind=kind, name=name),
        "superior": json.loads(row.facts),
        "indicator": name,
        "unit": unit,
    }


def _consequences(row: Draft, held: Broken, viewer: Any) -> tuple[tuple[Move, ...], dict[str, Any]]:
    """Return what a draft moves, and beside it what stays behind and which conflicts are new."""
    if row.taken_at:
        return moves_from(row.moved), {}
    if row.kind == Draft.Kind.TABLE:
        return _of_table(row, held)
    after = queries.broken_down(viewer, row.version, draft=row)
    moved = moves(held.computed, after.computed)
    rounds = queries.negotiations_of(viewer, row.version).prefetch_related("steps")
    new = [each for each in after.found.conflicts if each not in held.found.conflicts]
    return moved, {
        "left": list(left_behind(moved, held, after)),
        "recounts": list(recounts(rounds, after)),
        "conflicts": [getattr(each, f"message_{held.language}") for each in new],
    }


def _of_table(row: Draft, held: Broken) -> tuple[tuple[Move, ...], dict[str, Any]]:
    try:
        changes = table_changes(held, content_of(row), row.name)
    except LantuError as problem:
        return (), {"problem": said(problem), "reasons": [said(each) for each in problem.reasons]}
    rows = [each.row() for each in changes]
    moved = tuple(move(each.before, new) for each, new in zip(changes, rows, strict=True))
    reasons = [
        {
            "row": new,
            "name": held.names.get(new.subject, new.subject),
            "reason": each.issue.reason,
            "on": each.reference,
        }
        for each, new in zip(changes, rows, strict=True)
        if each.issue.reason or each.reference
    ]
    return moved, {"said": reasons}
