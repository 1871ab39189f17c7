"""Pages on which the office decides how a target is broken down, and brings in what the superior asks."""

from __future__ import annotations

from typing import get_args

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lantu.cascade.allocation import AreaMethod
from lantu.cascade.areas.kinds import fitting_methods
from lantu.errors import LantuError
from lantu_web.cascade import actions
from lantu_web.cascade.breakdowns import Broken
from lantu_web.cascade.choice_form import GRID, Ask, ChoiceForm
from lantu_web.cascade.choosing import fingerprint
from lantu_web.cascade.forms import SuperiorForm
from lantu_web.cascade.views import WRONG, facts_of, opened_broken, target_page
from lantu_web.cascade.waiting import waits
from lantu_web.pages.forms import build_upon
from lantu_web.pages.words import word


@require_http_methods(["GET", "HEAD", "POST"])
@waits
def choose(request: HttpRequest, version: int, target: str) -> HttpResponse:
    """Choose how one target is broken down over the years and among areas."""
    page, held = opened_broken(request, version)
    if not page.viewer.has_perm("cascade.choose", page.version):
        raise PermissionDenied("cascade.choose")
    ask = _ask(held, target, fingerprint(page.version))
    form = ChoiceForm(request.POST or None, ask=ask)
    if form.is_bound and form.is_valid():
        try:
            actions.choose(request.user, page.version, form.choice(), form.cleaned_data["seen"])
        except LantuError as problem:
            form.refuse(problem)
            build_upon(form, seen=fingerprint(page.version))
        else:
            messages.success(request, word("cascade.chosen"))
            return redirect("cascade:target", version, target)
    facts = {"form": form, "statement": held.statements[target], "many": len(held.allocation.members) > GRID}
    return render(request, "cascade/choose.html", facts_of(page, held, **facts), status=WRONG if form.errors else 200)


def _ask(held: Broken, target: str, seen: str) -> Ask:
    statement = held.statements.get(target)
    if statement is None:
        raise Http404
    choice = held.allocation.choice_for(target, statement.indicator_id or target, statement.indicator)
    areas = choice.areas if choice else None
    usual = next((row.rule for row in held.computed if row.target == target and row.subject), None)
    members = held.allocation.members
    measured, chosen = held.measured(target), areas.method if areas else None
    methods = fitting_methods(measured.measure) if measured else get_args(AreaMethod)
    return Ask(
        target=choice.target if choice else target,
        years=held.found.years,
        members=members if len(members) <= GRID else (),
        method=chosen or usual or "",
        methods=methods if chosen is None or chosen in methods else (*methods, chosen),
        held=choice,
        seen=seen,
    )


@require_POST
@waits
def superior(request: HttpRequest, version: int, target: str) -> HttpResponse:
    """Bring in a superior's value; its page shows what it moves."""
    page, held = opened_broken(request, version)
    if not page.viewer.has_perm("cascade.choose", page.version):
        raise PermissionDenied("cascade.choose")
    form = SuperiorForm(request.POST, years=held.found.years)
    if form.is_valid():
        try:
            value = form.value_of(target)
            draft = actions.superior_arrived(request.user, page.version, value, form.cleaned_data["seen"])
        except LantuError as problem:
            form.refuse(problem)
            build_upon(form, seen=fingerprint(page.version))
        else:
            return redirect("cascade:draft", draft.pk)
    return target_page(request, page, held, target, form)
