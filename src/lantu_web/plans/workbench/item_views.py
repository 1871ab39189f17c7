"""The forms of the workbench that are about one item: change it, make several of it, add one that was missed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lantu.errors import LantuError, UsageError
from lantu_web.pages.words import said, word
from lantu_web.plans.actions import correct
from lantu_web.plans.correcting import ConflictError
from lantu_web.plans.desk import item_of
from lantu_web.plans.models import Record
from lantu_web.plans.workbench.anchors import anchor
from lantu_web.plans.workbench.answers import done, form, found_or_none, refused
from lantu_web.plans.workbench.cards import card_of
from lantu_web.plans.workbench.fields import ADDABLE, blank, entries, shown, values_of
from lantu_web.plans.workbench.gone import kept, last_state, save_anew
from lantu_web.plans.workbench.guessing import guessed
from lantu_web.plans.workbench.posted import (
    MOST_PARTS,
    WrongFieldsError,
    addition,
    count_in,
    division,
    edits,
    span_in,
    typed_in,
)
from lantu_web.plans.workbench.queries import Workbench, desk


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the fields of one item; saving without a change accepts it."""
    bench = desk(request.user, pk)
    record = _record(request, bench)
    if request.method == "GET":
        return _to_open(request, bench, record) or edit_form(request, bench, record)
    typed = typed_in(record.type, request.POST)
    try:
        _still_as_seen(request, record)
        since = timezone.now()
        correct(request.user, bench.version, edits(bench.version, record, typed, reason=request.POST.get("reason", "")))
    except ConflictError as problem:
        fresh = found_or_none(bench, record.item)
        if fresh is None:
            return kept(request, bench, last_state(bench, record.item) or record, [typed])
        return edit_form(request, bench, fresh, typed=typed, problem=problem, status=409)
    except LantuError as problem:
        return edit_form(request, bench, record, typed=typed, problem=problem, status=422)
    return done(request, bench, since, word("plans.workbench.told_set", count=1))


def _to_open(request: HttpRequest, bench: Workbench, record: Record) -> HttpResponse | None:
    """Answer who wants to open the form of an item that is there no longer; None where it is there."""
    if record.replaced_at is None:
        return None
    return refused(request, bench, ConflictError("W013", item=record.item, by="—"), [record.item])


def _still_as_seen(request: HttpRequest, record: Record) -> None:
    """Hold that an item is there still, in the state its form was opened on.

    Raises:
        ConflictError: Somebody else has changed it (W012), or it is gone (W013).
    """
    if record.replaced_at is not None or request.POST.get("seen", "") != str(record.pk):
        code = "W012" if record.replaced_at is None else "W013"
        conflict = ConflictError(code, item=record.item, by=str(record.by or "—"))
        conflict.now = record if record.replaced_at is None else None
        raise conflict


def edit_form(
    request: HttpRequest,
    bench: Workbench,
    record: Record,
    *,
    typed: Mapping[str, str] | None = None,
    problem: LantuError | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the fields of an item: as they are, or as somebody typed them, beside what holds now."""
    current = values_of(item_of(record), record.type)  # type: ignore[arg-type]
    now = {name: current[name] for name in (typed or {}) if (typed or {})[name] != current[name]}
    wrong = problem.wrong if isinstance(problem, WrongFieldsError) else {}
    conflict = now if isinstance(problem, ConflictError) else None
    fields = entries(record.type, {**current, **(typed or {})}, errors=wrong, now=conflict)
    facts = _form_facts(bench, record, problem) | {"entries": fields, "slot": f"slot-{anchor(record.item)}"}
    facts["differing"] = [
        (each.label, shown(record.type, each.name, each.now), shown(record.type, each.name, each.value))
        for each in fields
        if each.now is not None
    ]
    return form(request, "edit.html", facts | {"reason": request.POST.get("reason", "")}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Make several items of one."""
    bench = desk(request.user, pk)
    record = _record(request, bench)
    if request.method == "GET":
        return _to_open(request, bench, record) or _split_form(request, bench, record, 2)
    count = count_in(request.POST, least=2)
    if "more" in request.POST:
        return _split_form(request, bench, record, min(count + 1, MOST_PARTS))
    parts = [typed_in(record.type, request.POST, f"{place}-") for place in range(1, count + 1)]
    try:
        _still_as_seen(request, record)
        since = timezone.now()
        decision = division(record, parts, bench.ids, reason=request.POST.get("reason", ""))
        correct(request.user, bench.version, [decision])
    except ConflictError as problem:
        fresh = found_or_none(bench, record.item)
        if fresh is None:
            return kept(request, bench, last_state(bench, record.item) or record, parts)
        return _split_form(request, bench, fresh, count, problem)
    except LantuError as problem:
        return _split_form(request, bench, record, count, problem)
    return done(request, bench, since, word("plans.workbench.told_split", count=count))


def _split_form(
    request: HttpRequest, bench: Workbench, record: Record, count: int, problem: LantuError | None = None
) -> HttpResponse:
    current = values_of(item_of(record), record.type)  # type: ignore[arg-type]
    wrong = problem.wrong if isinstance(problem, WrongFieldsError) else {}
    parts = [
        entries(record.type, {**current, **typed_in(record.type, request.POST, f"{n}-")}, part=f"{n}-", errors=wrong)
        for n in range(1, count + 1)
    ]
    facts = _form_facts(bench, record, problem) | {"divided": parts, "count": count, "more": count < MOST_PARTS}
    facts |= {"slot": f"slot-{anchor(record.item)}", "reason": request.POST.get("reason", "")}
    status = 409 if isinstance(problem, ConflictError) else 422 if problem else 200
    return form(request, "split.html", facts, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what the reader missed, at the place that was selected; or what was typed of an item that went away."""
    bench = desk(request.user, pk)
    if request.method == "POST" and "item" in request.GET:
        return save_anew(request, bench, _record(request, bench))
    asked = request.POST if request.method == "POST" else request.GET
    type = asked.get("type", "")
    type = type if type in ADDABLE else "statement"
    facts: dict[str, Any] = {"bench": bench, "version": bench.version, "type": type, "slot": "adding"}
    facts |= {
        "types": [(name, word(f"plans.workbench.type_{name}")) for name in ADDABLE],
        "words": asked.get("words", ""),
    }
    if request.method == "GET" and not asked.get("words") and not asked.get("start"):
        return form(request, "find.html", facts)
    try:
        span = span_in(asked, bench.version)
    except UsageError as problem:
        return form(request, "find.html", facts | {"problem": said(problem)}, status=422)
    printed = bench.version.text[span.start : span.end]
    facts |= {"span": span, "printed": printed}
    if request.method == "GET" or "again" in asked:
        values = {**blank(type), **guessed(type, printed, bench.version.plan)}
        return form(request, "add.html", facts | {"entries": entries(type, values)})
    typed = typed_in(type, request.POST)
    try:
        since = timezone.now()
        decision = addition(bench.version, type, typed, span, bench.ids, reason=request.POST.get("reason", ""))
        correct(request.user, bench.version, [decision])
    except LantuError as problem:
        wrong = problem.wrong if isinstance(problem, WrongFieldsError) else {}
        facts |= {"entries": entries(type, typed, errors=wrong), "problem": said(problem)}
        return form(request, "add.html", facts, status=422)
    return done(request, bench, since, word("plans.workbench.told_add"))


def _record(request: HttpRequest, bench: Workbench) -> Record:
    """Return the item a form is for, in its last state where it is there no longer.

    Raises:
        Http404: There never was one of that id.
    """
    item = request.GET.get("item", "")
    found = found_or_none(bench, item) or last_state(bench, item)
    if found is None:
        raise Http404
    return found


def _form_facts(bench: Workbench, record: Record, problem: LantuError | None) -> dict[str, Any]:
    facts: dict[str, Any] = {"bench": bench, "version": bench.version, "card": card_of(record, bench.version.text)}
    facts["type"] = record.type
    if problem is not None:
        facts |= {"problem": said(problem), "conflict": isinstance(problem, ConflictError)}
        facts["reasons"] = [] if isinstance(problem, WrongFieldsError) else [said(each) for each in problem.reasons]
    return facts
