"""Undo, history, marks, reading again, and the decisions that no longer fit."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lantu.errors import LantuError, UsageError
from lantu_web.pages.moment import moment_of
from lantu_web.pages.words import said, word
from lantu_web.plans.actions import (
    drop_decisions,
    mark_checked,
    redo_decision,
    undo,
    unmark_checked,
)
from lantu_web.plans.correcting import ConflictError
from lantu_web.plans.registering import as_registered
from lantu_web.plans.unfitting import outdated, unfitting_of
from lantu_web.plans.workbench.answers import done, found_or_none, refused
from lantu_web.plans.workbench.cards import card_of
from lantu_web.plans.workbench.history import changes_of, steps
from lantu_web.plans.workbench.posted import REPEATABLE, anew, chosen_in
from lantu_web.plans.workbench.queries import desk, workbench_seen

STEPS_A_PAGE = 50


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a step: the one named, else the viewer's own last one."""
    bench = desk(request.user, pk)
    last = bench.own_last
    batch = request.POST.get("batch", "") or (last.batch if last else "")
    changes = changes_of(bench.version, bench.version.corrections.filter(batch=batch).exclude(batch=""))
    told = word("plans.workbench.told_undo", what="、".join(f"{each.action} {each.title}" for each in changes[:3]))
    since = timezone.now()
    try:
        undo(request.user, bench.version, batch)
    except LantuError as problem:
        return refused(request, bench, problem)
    if "to_history" in request.POST:
        messages.success(request, told)
        return HttpResponseRedirect(reverse("plans:workbench_history", args=[pk]))
    return done(request, workbench_seen(request.user, pk), since, told)


@login_required
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a chapter, or the whole reading, as checked; or take the mark back."""
    bench = desk(request.user, pk)
    chapter = request.POST.get("chapter", "")
    if chapter and chapter not in {each.key for each in bench.chapters}:
        raise UsageError("W301")
    act, told = (unmark_checked, "unmark") if "back" in request.POST else (mark_checked, "mark")
    since = timezone.now()
    act(request.user, bench.version, chapter)
    return done(request, workbench_seen(request.user, pk), since, word(f"plans.workbench.told_{told}"))


@login_required
@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who decided what, when and why: of the whole reading, or of one item."""
    moment = moment_of(request)
    bench = workbench_seen(request.user, pk)
    as_registered([bench.version.plan], moment.at)
    item = request.GET.get("item", "")
    found = [step for step in steps(bench, item) if moment.at is None or step.at <= moment.at]
    page = Paginator(found, STEPS_A_PAGE).get_page(request.GET.get("page"))
    record = found_or_none(bench, item) if item else None
    facts = {
        "bench": bench,
        "version": bench.version,
        "plan": bench.version.plan,
        "level": bench.version.level,
        "moment": moment,
        "item": item,
        "card": card_of(record, bench.version.text) if record else None,
        "page": page,
        "steps": page.object_list,
    }
    return render(request, "plans/workbench/history.html", facts)


@login_required
@require_http_methods(["GET", "POST"])
def unfitting(request: HttpRequest, pk: int) -> HttpResponse:
    """List the decisions that no longer fit the reading; drop some, or make one anew on an item of now."""
    if request.method == "GET":
        return _unfitting_page(request, pk)
    what, _, named = request.POST.get("do", "").partition(" ")
    key, _, onto = named.partition(" ")
    reason = request.POST.get("reason", "").strip()
    try:
        return _settled(request, pk, what, key, onto, reason)
    except LantuError as problem:
        messages.error(request, said(problem))
        return _unfitting_page(request, pk, {key: reason}, status=409 if isinstance(problem, ConflictError) else 422)


def _unfitting_page(
    request: HttpRequest, pk: int, typed: Mapping[str, str] | None = None, *, status: int = 200
) -> HttpResponse:
    """Show what no longer fits, with the reasons that were typed for some of it, by key."""
    bench = workbench_seen(request.user, pk)
    text = bench.version.text
    rows = unfitting_of(bench.version)
    found = [
        {
            "correction": each.correction,
            "change": change,
            "before": card_of(each.before, text) if each.before else None,
            "repeatable": each.correction.action in REPEATABLE,
            "nearby": [card_of(record, text) for record in each.nearby],
            "stands": next((card_of(near, text) for near in each.nearby if near.item == each.correction.item), None),
            "reason": (typed or {}).get(str(each.correction.pk), ""),
        }
        for each, change in zip(outdated(bench.version, rows), changes_of(bench.version, rows), strict=True)
    ]
    facts = {"bench": bench, "version": bench.version, "plan": bench.version.plan, "level": bench.version.level}
    return render(request, "plans/workbench/unfitting.html", facts | {"found": found}, status=status)


def _settled(request: HttpRequest, pk: int, what: str, key: str, onto: str, reason: str) -> HttpResponse:
    """Drop a decision that no longer fits, or make it anew."""
    bench = desk(request.user, pk)
    if not key.isdecimal() or len(key) > 18:
        raise UsageError("W301")
    if what == "drop":
        drop_decisions(request.user, bench.version, [int(key)], reason=reason)
        messages.success(request, word("plans.workbench.told_drop"))
    else:
        old = bench.version.corrections.filter(pk=int(key)).first()
        chosen = chosen_in([onto])[0]
        record = found_or_none(bench, chosen.item)
        if old is None or record is None:
            raise UsageError("W014")
        redo_decision(request.user, bench.version, old.pk, anew(bench.version, old, record, chosen.seen, reason=reason))
        messages.success(request, word("plans.workbench.told_redo"))
    return HttpResponseRedirect(reverse("plans:workbench_unfitting", args=[pk]))
