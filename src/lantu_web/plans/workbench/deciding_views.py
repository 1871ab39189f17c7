"""The forms of the workbench that decide about items, one or several: each reads what was posted, calls an action, answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lantu.errors import LantuError, UsageError
from lantu_web.pages.words import said, word
from lantu_web.plans.actions import correct
from lantu_web.plans.correcting import ConflictError, Decision
from lantu_web.plans.desk import item_of
from lantu_web.plans.models import Record
from lantu_web.plans.workbench.answers import done, form, refused
from lantu_web.plans.workbench.cards import Card, card_of
from lantu_web.plans.workbench.choosing import TYPES
from lantu_web.plans.workbench.fields import EDITED, TOGETHER, entries, values_of
from lantu_web.plans.workbench.gone import kept, last_state
from lantu_web.plans.workbench.item_views import edit_form
from lantu_web.plans.workbench.posted import Chosen, WrongFieldsError, chosen_in, edits, typed_in, union
from lantu_web.plans.workbench.queries import Workbench, desk


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


def _there(bench: Workbench, chosen: Sequence[Chosen]) -> list[Record]:
    """Return the states of chosen items that hold now, in the order of the text; those that are gone are left out."""
    wanted = {each.item for each in chosen}
    rows = bench.records.filter(item__in=wanted, type__in=TYPES)
    return list(rows.select_related("by").order_by("start", "id"))


def _records(bench: Workbench, chosen: Sequence[Chosen]) -> list[Record]:
    """Return the states of chosen items that hold now, in the order of the text.

    Raises:
        ConflictError: One is gone (W013).
    """
    found = _there(bench, chosen)
    there = {record.item for record in found}
    for each in chosen:
        if each.item not in there:
            raise ConflictError("W013", item=each.item, by="—")
    return found


@login_required
@require_POST
def together(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the same fields of several items; a field left empty stays as it is in each."""
    bench = desk(request.user, pk)
    chosen: list[Chosen] = []
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
    except LantuError as problem:
        return _again(request, bench, "together", chosen, problem)
    return done(request, bench, since, word("plans.workbench.told_set", count=len(records)))


@login_required
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one item of several."""
    bench = desk(request.user, pk)
    chosen: list[Chosen] = []
    try:
        chosen = chosen_in(request.POST.getlist("chosen"))
        records = _records(bench, chosen)
        seen = {each.item: each.seen for each in chosen}
        typed = typed_in(records[0].type, request.POST)
        for record in records:
            record.pk = seen[record.item]
        since = timezone.now()
        correct(request.user, bench.version, [union(records, typed, reason=request.POST.get("reason", ""))])
    except LantuError as problem:
        return _again(request, bench, "merge", chosen, problem)
    return done(request, bench, since, word("plans.workbench.told_merge", count=len(records)))


def _again(
    request: HttpRequest, bench: Workbench, name: str, chosen: Sequence[Chosen], problem: LantuError
) -> HttpResponse:
    """Put a form about several items anew: with all that was typed, and built upon the items as they are now.

    Where one of two to be merged is left, its own form takes over what was typed; where none is, nothing of it is lost
    either.
    """
    if not chosen:
        return refused(request, bench, problem)
    records = _there(bench, chosen)
    first = records[0] if records else last_state(bench, chosen[0].item)
    if first is None:
        return refused(request, bench, problem, _concerned(problem))
    typed, status = typed_in(first.type, request.POST), 409 if isinstance(problem, ConflictError) else 422
    if not records:
        return kept(request, bench, first, [{name: text for name, text in typed.items() if text}])
    if name == "merge" and len(records) < 2:
        return edit_form(request, bench, first, typed=typed, problem=problem, status=status)
    names = TOGETHER[first.type] if name == "together" else EDITED[first.type]
    wrong = problem.wrong if isinstance(problem, WrongFieldsError) else {}
    now = [Chosen(item=record.item, seen=record.pk) for record in records]
    facts: dict[str, Any] = _group(bench, now, records)
    facts["entries"] = entries(first.type, typed, names=names, errors=wrong)
    facts |= {"slot": "adding", "problem": said(problem), "reason": request.POST.get("reason", "")}
    facts["reasons"] = [] if wrong else [said(each) for each in problem.reasons]
    return form(request, f"{name}.html", facts | _marked(facts["cards"], set(now) - set(chosen)), status=status)


def _marked(cards: Iterable[Card], fresh: Iterable[Chosen]) -> dict[str, object]:
    """Return cards with the items that somebody else has changed first, and which these are."""
    changed = {each.item for each in fresh}
    return {"cards": sorted(cards, key=lambda card: card.item not in changed), "changed": changed}


def _concerned(problem: LantuError) -> list[str]:
    """Return the item a conflict is about, so that the page shows it as it is now."""
    item = problem.fields.get("item")
    return [str(item)] if isinstance(problem, ConflictError) and item else []
