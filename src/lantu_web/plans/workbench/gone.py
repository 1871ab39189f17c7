"""A form whose item went away while somebody filled it in: what was typed is kept and can be saved as new items there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lantu.errors import LantuError, UsageError
from lantu.model.text import Span
from lantu_web.pages.words import said, word
from lantu_web.plans.actions import correct
from lantu_web.plans.correcting import Decision
from lantu_web.plans.desk import item_of
from lantu_web.plans.models import Record
from lantu_web.plans.workbench.anchors import anchor
from lantu_web.plans.workbench.answers import done, form
from lantu_web.plans.workbench.cards import card_of
from lantu_web.plans.workbench.choosing import TYPES
from lantu_web.plans.workbench.fields import ADDABLE, entries, label_of, shown, values_of
from lantu_web.plans.workbench.history import steps
from lantu_web.plans.workbench.posted import WrongFieldsError, addition, count_in, typed_in
from lantu_web.plans.workbench.queries import Workbench


def last_state(bench: Workbench, item: str) -> Record | None:
    """Return the last state an item had, or None where there never was one."""
    rows = Record.objects.filter(version=bench.version, item=item, type__in=TYPES)
    return rows.select_related("by").order_by("-id").first()


def kept(
    request: HttpRequest,
    bench: Workbench,
    record: Record,
    parts: Sequence[Mapping[str, str]],
    problem: LantuError | None = None,
) -> HttpResponse:
    """Show what was typed of an item that is gone, who took it away, and how to go on.

    Args:
        request: What was posted.
        bench: The desk.
        record: The last state of the item.
        parts: What was typed of it, or of each of the items it was to become.
        problem: Why it could not be saved as new items either.
    """
    type, last = record.type, values_of(item_of(record), record.type)  # type: ignore[arg-type]  # no note has a card
    wrong = problem.wrong if isinstance(problem, WrongFieldsError) else {}
    numbered = list(enumerate(parts, 1))
    facts: dict[str, object] = {
        "bench": bench,
        "version": bench.version,
        "type": type,
        "card": card_of(record, bench.version.text),
        "ended": _ended(bench, record),
        "addable": type in ADDABLE,
        "divided": [entries(type, {**last, **typed}, part=f"{n}-", errors=wrong) for n, typed in numbered],
        "typed": [_differing(type, last, typed) for typed in parts],
        "count": len(parts),
        "reason": request.POST.get("reason", ""),
        "gone": anchor(record.item),
        "slot": "adding",
    }
    if problem is not None:
        facts |= {"problem": said(problem), "reasons": [] if wrong else [said(each) for each in problem.reasons]}
    return form(request, "gone.html", facts, status=422 if problem else 409)


def _differing(type: str, last: Mapping[str, str], typed: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(label_of(type, name), shown(type, name, text)) for name, text in typed.items() if text != last[name]]


def _ended(bench: Workbench, record: Record) -> str:
    """Say who took an item away, and when."""
    at = record.replaced_at
    for step in steps(bench, record.item):
        if step.at == at:
            return word("plans.workbench.gone_by", by=step.by, at=at, what=step.changes[-1].action)
        if step.undone_at == at:
            return word("plans.workbench.gone_by", by=step.undone_by, at=at, what=word("plans.workbench.did_undo"))
    return word("plans.workbench.gone_unread", at=at)


def save_anew(request: HttpRequest, bench: Workbench, record: Record) -> HttpResponse:
    """Save what was typed of an item that is gone as new items at its place."""
    typed = [typed_in(record.type, request.POST, f"{n}-") for n in range(1, count_in(request.POST) + 1)]
    try:
        since = timezone.now()
        correct(request.user, bench.version, _additions(request, bench, record, typed))
    except LantuError as problem:
        return kept(request, bench, record, typed, problem)
    return done(request, bench, since, word("plans.workbench.told_add"))


def _additions(
    request: HttpRequest, bench: Workbench, record: Record, parts: Sequence[Mapping[str, str]]
) -> list[Decision]:
    if record.type not in ADDABLE:
        raise UsageError("W301")
    taken = bench.ids
    span, reason = Span(record.start or 0, record.end or 0), request.POST.get("reason", "")
    decisions: list[Decision] = []
    for number, typed in enumerate(parts, 1):
        decision = addition(bench.version, record.type, typed, span, taken, reason=reason, part=f"{number}-")
        taken.add(decision.item)
        decisions.append(decision)
    return decisions
