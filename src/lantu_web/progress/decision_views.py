"""What is decided on the page of a target: taken down, or shown again with what was typed and what is wrong."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from lantu.errors import LantuError
from lantu.model.progress import Progress
from lantu_web.pages.forms import build_upon
from lantu_web.pages.words import word
from lantu_web.plans.page import VersionPage
from lantu_web.progress import actions, queries
from lantu_web.progress.deciding import About
from lantu_web.progress.deciding_page import bound_form, current_of
from lantu_web.progress.decision_forms import DecisionForm
from lantu_web.progress.decisions import Kind, fingerprint
from lantu_web.progress.page import opened_at, stood_of
from lantu_web.progress.standing import progress_of
from lantu_web.progress.target_views import target_page


@require_POST
def decide(request: HttpRequest, version: int, target: str, kind: str) -> HttpResponse:
    """Decide about a target, or take the decision in force back (``back`` in what is sent)."""
    page = opened_at(request, version)
    if kind not in Kind.values:
        raise Http404
    if not page.viewer.has_perm("progress.decide", page.version):
        raise PermissionDenied("progress.decide")
    stood, subject = stood_of(page), request.GET.get("subject", "")
    rows = stood.few_rows(target=target, subject=subject)
    if not rows:
        raise Http404
    back = "back" in request.POST
    form = bound_form(kind, request.POST, stood.scheme, back=back)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        about = About(version=page.version, target=target, subject=subject, scheme=stood.scheme.id, seen=seen)
        try:
            _act(page.viewer, about, kind, form, back=back)
        except LantuError as problem:
            form.refuse(problem)
            _build_upon_now(page, form, about, kind, progress_of(rows[0]))
        else:
            messages.success(request, word("progress.taken_back" if back else "progress.decided"))
            return redirect(_again(request, version, target))
    return target_page(page, stood, target, {f"back_{kind}" if back else kind: form})


def _act(account: Any, about: About, kind: str, form: DecisionForm, *, back: bool) -> None:
    said = form.cleaned_data
    if back:
        actions.take_back(account, about, kind, form.why)
    elif kind == Kind.STATUS:
        actions.confirm(account, about, said["status"], form.why)
    elif kind == Kind.WORDING:
        actions.word_status(account, about, said["zh"], said["en"], form.why)
    else:
        actions.expect(account, about, said["verdict"], form.why)


def _build_upon_now(page: VersionPage, form: DecisionForm, about: About, kind: str, progress: Progress) -> None:
    """Let the next try be about the value and the decision that the page shows now."""
    made = list(queries.decisions_about(page.viewer, page.version, about.target, about.subject))
    build_upon(form, seen=fingerprint(progress, current_of(made, kind, about.scheme, None)))


def _again(request: HttpRequest, version: int, target: str) -> str:
    """Return the address of the target's page, for the same subject and scheme."""
    kept = {name: request.GET[name] for name in ("subject", "scheme") if request.GET.get(name)}
    return f"{reverse('progress:target', args=[version, target])}{'?' + urlencode(kept) if kept else ''}#decisions"
