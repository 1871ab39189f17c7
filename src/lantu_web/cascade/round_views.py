"""Pages of the rounds: for the office with everybody's figures, for an area with its own."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantu.errors import LantuError
from lantu_web.cascade import actions, queries
from lantu_web.cascade.forms import OfferForm, ReferenceForm, RoundForm
from lantu_web.cascade.models import Negotiation
from lantu_web.cascade.rounds import library
from lantu_web.pages.forms import SpokenForm
from lantu_web.pages.words import said, word
from lantu_web.plans.page import inner_level as level_of
from lantu_web.plans.queries import version_seen

WRONG = 422


@require_POST
def propose(request: HttpRequest, version: int, target: str) -> HttpResponse:
    """Begin the rounds about a target and a year."""
    row = version_seen(request.user, version)
    year, form = request.POST.get("year", ""), RoundForm(request.POST)
    try:
        day = form.cleaned_data["answer_by"] if form.is_valid() else None
        begun = actions.propose(request.user, row, target, int(year) if year.isdecimal() and len(year) == 4 else 0, day)
    except LantuError as problem:
        messages.error(request, said(problem))
        return redirect("cascade:target", version, target)
    return redirect("cascade:round", begun.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest, pk: int) -> HttpResponse:
    """Show rounds with everybody's offers; balance them, or issue what stands."""
    row = queries.negotiation_seen(request.user, pk)
    posted = request.POST if request.method == "POST" else None
    balancing = RoundForm(posted if posted and "balance" in posted else None)
    issuing = ReferenceForm(posted if posted and "issue" in posted else None)
    done = _tried(balancing, lambda: actions.balance(request.user, row, **balancing.cleaned_data))
    done = done or _tried(issuing, lambda: actions.issue_rounds(request.user, row, issuing.cleaned_data["reference"]))
    if done:
        messages.success(request, word("cascade.round_saved"))
        return redirect("cascade:round", pk)
    held = queries.broken_down(request.user, row.version)
    rounds = library(row)
    facts = {
        "row": row,
        "version": row.version,
        "plan": row.version.plan,
        "rounds": rounds,
        "table": _table(row, dict(held.names)),
        "steps": row.steps.select_related("by"),
        "balancing": balancing,
        "issuing": issuing,
        "may_choose": request.user.has_perm("cascade.choose", row.version) and not rounds.is_over,
        "may_issue": request.user.has_perm("cascade.issue", row.version) and not rounds.is_over,
        "level": level_of(row.version),
    }
    return render(request, "cascade/round.html", facts, status=WRONG if balancing.errors or issuing.errors else 200)


def _tried(form: SpokenForm, act: Callable[[], object]) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except LantuError as problem:
        form.refuse(problem)
        return False
    return True


def _table(row: Negotiation, names: dict[str, str]) -> list[dict[str, object]]:
    """Return every area with its figures and offers, step by step."""
    rounds = library(row)
    proposal = next((event.values for event in rounds.events if event.step == "proposal"), {})
    offers = {
        (event.round, subject): value
        for event in rounds.events
        if event.step == "offer"
        for subject, value in event.values.items()
    }
    balanced = {event.round: event.values for event in rounds.events if event.step == "balance"}
    return [
        {
            "name": names.get(subject, subject),
            "proposal": proposal[subject],
            "first": offers.get((1, subject)),
            "balanced": balanced.get(2, {}).get(subject),
            "second": offers.get((2, subject)),
            "now": rounds.figures[subject],
        }
        for subject in sorted(proposal)
    ]


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show what the viewer's areas are asked."""
    rows = queries.own_rows(request.user)
    levels = {level_of(each.negotiation.version) for each in rows}
    level = "work_secret" if "work_secret" in levels else "internal"
    return render(request, "cascade/own.html", {"rows": rows, "level": level})


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int, subject: str) -> HttpResponse:
    """Show an area its own row, the method and the total; take its answer."""
    mine = queries.own_negotiation(request.user, pk, subject)
    form = OfferForm(request.POST or None, initial={"value": mine.value})
    if _tried(form, lambda: actions.offer(request.user, mine.negotiation, subject, **form.cleaned_data)):
        messages.success(request, word("cascade.answered"))
        return redirect("cascade:answer", pk, subject)
    facts = {"mine": mine, "form": form, "level": level_of(mine.negotiation.version)}
    return render(request, "cascade/answer.html", facts, status=WRONG if form.errors else 200)
