"""The forms of the workbench that decide about items: each reads what was posted, calls an action, answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lantu.errors import LantuError, UsageError
from lantu_web.pages.words import said, word
from lantu_web.plans.actions import correct
from lantu_web.plans.correcting import ConflictError, Decision
from lantu_web.plans.desk import item_of
from lantu_web.plans.models import Record
from lantu_web.plans.workbench.anchors import anchor
from lantu_web.plans.workbench.answers import done, form, found_or_none, refused
from lantu_web.plans.workbench.cards import card_of
from lantu_web.plans.workbench.choosing import TYPES
from lantu_web.plans.workbench.fields import ADDABLE, TOGETHER, blank, entries, shown, values_of
from lantu_web.plans.workbench.guessing import guessed
from lantu_web.plans.workbench.posted import (
    Chosen,
    WrongFieldsError,
    addition,
    chosen_in,
    division,
    edits,
    span_in,
    typed_in,
    union,
)
from lantu_web.plans.workbench.queries import Workbench, desk

MOST_PARTS = 9


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or reject one item or several; or begin to set or merge those that were chosen.

    ``do`` is ``accept`` or ``reject`` with the state and id of one item, or ``accept``, ``reject``, ``set``, ``merge``
    with ``chosen`` for several.
    """
    bench = desk(request.user, pk)
    what, _, one = request.POST.get("do", "").partition(" ")
    try:
        chosen = chosen_in([one] if one else request.POST.getlist("chosen"))
        if what in ("set", "merge"):
            return _begin(request, bench, what, chosen)
        if what not in ("accept", "reject"):
            raise UsageError("W301")
        return _decided(request, bench, what, chosen)
    except LantuError as problem:
        return refused(request, bench, problem, _concerned(problem))


def _decided(request: HttpRequest, bench: Workbench, what: str, chosen: Sequence[Chosen]) -> HttpResponse:
    reason = request.POST.get("reason", "").strip() or None
    since = timezone.now()
    correct(
        request.user,
        bench.version,
        [Decision(item=each.item, action=what, seen=each.seen, reason=reason) for each in chosen],
    )
    return done(request, bench, since, word(f"plans.workbench.told_{what}", count=len(chosen)))


def _begin(request: HttpRequest, bench: Workbench, what: str, chosen: Sequence[Chosen]) -> HttpResponse:
    """Show the form that sets a field of the chosen items, or makes one of them."""
    records = _records(bench, chosen)
    if len({record.type for record in records}) > 1 or (what == "merge" and len(records) < 2):
        raise UsageError("W302")
    type = records[0].type
    if what == "set":
        fields = entries(type, {}, names=TOGETHER[type])
        return form(request, "together.html", _group(bench, chosen, records) | {"entries": fields, "slot": "adding"})
    values = values_of(item_of(records[0]), type)  # type: ignore[arg-type]  # no note has a card
    return form(
        request, "merge.html", _group(bench, chosen, records) | {"entries": entries(type, values), "slot": "adding"}
    )


def _group(bench: Workbench, chosen: Sequence[Chosen], records: Sequence[Record]) -> dict[str, object]:
    cards = [card_of(record, bench.version.text) for record in records]
    return {"bench": bench, "version": bench.version, "chosen": chosen, "cards": cards, "type": records[0].type}


def _records(bench: Workbench, chosen: Sequence[Chosen]) -> list[Record]:
    """Return the states of chosen items that hold now, in the order of the text.

    Raises:
        ConflictError: One is gone (W013).
    """
    wanted = {each.item for each in chosen}
    found = list(bench.records.filter(item__in=wanted, type__in=TYPES).select_related("by").order_by("start", "id"))
    for item in wanted - {record.item for record in found}:
        raise ConflictError("W013", item=item, by="—")
    return found


@login_required
@require_POST
def together(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the same fields of several items; a field left empty stays as it is in each."""
    bench = desk(request.user, pk)
    try:
        chosen = chosen_in(request.POST.getlist("chosen"))
        seen = {each.item: each.seen for each in chosen}
        records = _records(bench, chosen)
        type = records[0].type
        typed = {name: text for name, text in typed_in(type, request.POST).items() if text and name in TOGETHER[type]}
        if not typed or len({record.type for record in records}) > 1:
            raise UsageError("W304")
        reason = request.POST.get("reason", "")
        decisions: list[Decision] = []
        for record in records:
            record.pk = seen[record.item]
            decisions += edits(bench.version, record, typed, reason=reason)
        since = timezone.now()
        correct(request.user, bench.version, decisions)
        return done(request, bench, since, word("plans.workbench.told_set", count=len(records)))
    except LantuError as problem:
        return refused(request, bench, problem, _concerned(problem))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the fields of one item; saving without a change accepts it."""
    bench = desk(request.user, pk)
    record = _record(request, bench)
    if request.method == "GET":
        return _edit_form(request, bench, record)
    typed = typed_in(record.type, request.POST)
    seen = request.POST.get("seen", "")
    try:
        if seen != str(record.pk):
            raise _changed_by(record)
        since = timezone.now()
        correct(request.user, bench.version, edits(bench.version, record, typed, reason=request.POST.get("reason", "")))
    except ConflictError as problem:
        fresh = found_or_none(bench, record.item)
        if fresh is None:
            return refused(request, bench, problem, [record.item])
        return _edit_form(request, bench, fresh, typed=typed, problem=problem, status=409)
    except LantuError as problem:
        return _edit_form(request, bench, record, typed=typed, problem=problem, status=422)
    return done(request, bench, since, word("plans.workbench.told_set", count=1))


def _changed_by(record: Record) -> ConflictError:
    conflict = ConflictError("W012", item=record.item, by=str(record.by or "—"))
    conflict.now = record
    return conflict


def _edit_form(
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
        return _split_form(request, bench, record, 2)
    count = _count(request)
    if "more" in request.POST:
        return _split_form(request, bench, record, min(count + 1, MOST_PARTS))
    parts = [typed_in(record.type, request.POST, f"{place}-") for place in range(1, count + 1)]
    try:
        if request.POST.get("seen") != str(record.pk):
            raise _changed_by(record)
        since = timezone.now()
        correct(request.user, bench.version, [division(record, parts, reason=request.POST.get("reason", ""))])
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
    return form(request, "split.html", facts | {"slot": f"slot-{anchor(record.item)}"}, status=422 if problem else 200)


def _count(request: HttpRequest) -> int:
    given = request.POST.get("count", "")
    return min(max(int(given), 2), MOST_PARTS) if given.isdecimal() and len(given) < 3 else 2


@login_required
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one item of several."""
    bench = desk(request.user, pk)
    try:
        chosen = chosen_in(request.POST.getlist("chosen"))
        records = _records(bench, chosen)
        seen = {each.item: each.seen for each in chosen}
        typed = typed_in(records[0].type, request.POST)
        for record in records:
            record.pk = seen[record.item]
        since = timezone.now()
        correct(request.user, bench.version, [union(records, typed, reason=request.POST.get("reason", ""))])
    except WrongFieldsError as problem:
        fields = entries(records[0].type, typed, errors=problem.wrong)
        facts = _group(bench, chosen, _records(bench, chosen)) | {"entries": fields, "slot": "adding"}
        return form(request, "merge.html", facts | {"problem": said(problem)}, status=422)
    except LantuError as problem:
        return refused(request, bench, problem, _concerned(problem))
    return done(request, bench, since, word("plans.workbench.told_merge", count=len(records)))


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what the reader missed, at the place that was selected."""
    bench = desk(request.user, pk)
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
        taken = set(bench.records.values_list("item", flat=True))
        decision = addition(bench.version, type, typed, span, taken, reason=request.POST.get("reason", ""))
        correct(request.user, bench.version, [decision])
    except LantuError as problem:
        wrong = problem.wrong if isinstance(problem, WrongFieldsError) else {}
        facts |= {"entries": entries(type, typed, errors=wrong), "problem": said(problem)}
        return form(request, "add.html", facts, status=422)
    return done(request, bench, since, word("plans.workbench.told_add"))


def _record(request: HttpRequest, bench: Workbench) -> Record:
    """Return the item a form is for.

    Raises:
        Http404: There is none of that id now.
    """
    found = found_or_none(bench, request.GET.get("item", ""))
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


def _concerned(problem: LantuError) -> list[str]:
    """Return the item a conflict is about, so that the page shows it as it is now."""
    item = problem.fields.get("item")
    return [str(item)] if isinstance(problem, ConflictError) and item else []
