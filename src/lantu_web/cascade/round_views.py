"""Pages of the rounds: for the office with everybody's figures, for an area with its own, and offers as a table."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantu.errors import LantuError, UsageError
from lantu.exchange.offer_book import OfferRow, offer_workbook, read_offers
from lantu_web.cascade import actions, queries
from lantu_web.cascade.breakdowns import ALLOCATION, UnreadyError, chosen, enclosed
from lantu_web.cascade.forms import FileForm, OfferForm, RoundForm, TakeForm
from lantu_web.cascade.issuing import said_of
from lantu_web.cascade.models import Negotiation
from lantu_web.cascade.rounds import answer_by, library, steps_of
from lantu_web.cascade.views import XLSX
from lantu_web.cascade.waiting import waits
from lantu_web.pages.forms import SpokenForm
from lantu_web.pages.moment import Moment, moment_of
from lantu_web.pages.uploads import refuse_too_large
from lantu_web.pages.words import language, said, word
from lantu_web.plans.page import inner_level as level_of
from lantu_web.plans.queries import version_seen

WRONG = 422


@require_POST
@waits
def propose(request: HttpRequest, version: int, target: str) -> HttpResponse:
    """Begin the rounds about a target and a year."""
    row = version_seen(request.user, version)
    year, form = request.POST.get("year", ""), RoundForm(request.POST)
    try:
        day = form.cleaned_data["answer_by"] if form.is_valid() else None
        begun = actions.propose(request.user, row, target, int(year) if year.isdecimal() and len(year) == 4 else 0, day)
    except UnreadyError:
        raise
    except LantuError as problem:
        messages.error(request, said(problem))
        return redirect("cascade:target", version, target)
    return redirect("cascade:round", begun.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@waits
def office(request: HttpRequest, pk: int) -> HttpResponse:
    """Show rounds with everybody's offers; balance them, or issue what stands."""
    moment = moment_of(request)
    row = queries.negotiation_seen(request.user, pk, moment.at)
    posted = request.POST if request.method == "POST" else None
    balancing = RoundForm(posted if posted and "balance" in posted else None)
    decisions = queries.decisions_of(request.user, row.version)
    issuing = TakeForm(posted if posted and "issue" in posted else None, decisions=decisions)
    done = _tried(balancing, lambda: actions.balance(request.user, row, **balancing.cleaned_data))
    done = done or _tried(issuing, lambda: actions.issue_rounds(request.user, row, _document(issuing)))
    if done:
        messages.success(request, word("cascade.round_saved"))
        return redirect("cascade:round", pk)
    rounds = library(row, moment.at)
    members = chosen(enclosed(row.version, moment.at).get(ALLOCATION, "")).members
    now = moment.at is None and not rounds.is_over
    facts = {
        "row": row,
        "version": row.version,
        "plan": row.version.plan,
        "rounds": rounds,
        "gap": rounds.gap(),
        "answer_by": answer_by(row, moment.at),
        "table": _table(row, {member.subject: member.name for member in members}, moment),
        "steps": steps_of(row, moment.at),
        "balancing": balancing,
        "issuing": issuing,
        "may_choose": now and request.user.has_perm("cascade.choose", row.version),
        "may_issue": now and request.user.has_perm("cascade.issue", row.version),
        "level": level_of(row.version),
        "moment": moment,
    }
    return render(request, "cascade/round.html", facts, status=WRONG if balancing.errors or issuing.errors else 200)


def _document(form: TakeForm) -> str:
    """Return on what a decision rests: its record in a line, or the document that was typed."""
    decision = form.cleaned_data["decision"]
    return said_of(decision) if decision else form.cleaned_data["reference"]


def _tried(form: SpokenForm, act: Callable[[], object]) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except UnreadyError:
        raise
    except LantuError as problem:
        form.refuse(problem)
        return False
    return True


def _table(row: Negotiation, names: dict[str, str], moment: Moment) -> list[dict[str, object]]:
    """Return every area with its figures and offers, step by step."""
    rounds = library(row, moment.at)
    proposal = next((event.values for event in rounds.events if event.step == "proposal"), {})
    offers = {
        (event.round, subject): (value, event.reason)
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
    """Show what the viewer's areas are asked, or give it as the table in which they offer."""
    moment = moment_of(request)
    rows = queries.own_rows(request.user, moment.at)
    if request.GET.get("format") == "xlsx":
        return _offers_file(rows)
    return render(request, "cascade/own.html", _own_facts(rows) | {"moment": moment})


def _own_facts(rows: Sequence[queries.OwnRow]) -> dict[str, object]:
    levels = {level_of(each.negotiation.version) for each in rows}
    level = "work_secret" if "work_secret" in levels else "internal"
    return {"rows": rows, "level": level, "form": FileForm(), "open": any(each.open for each in rows)}


def _offers_file(rows: Sequence[queries.OwnRow]) -> HttpResponse:
    asked = [
        OfferRow(
            rounds=each.negotiation.pk,
            indicator=each.negotiation.indicator,
            year=each.negotiation.year,
            subject=each.subject,
            area=each.name,
            unit=each.negotiation.unit,
            asked=each.value,
            total=each.negotiation.total.normalize(),
        )
        for each in rows
        if each.open
    ]
    level = word(f"pages.level_{_own_facts(rows)['level']}")
    name = f"{word('cascade.rounds')}-{level}-{timezone.localdate()}.xlsx"
    response = HttpResponse(offer_workbook(asked, language.get()), content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_POST
def offers(request: HttpRequest) -> HttpResponse:
    """Take the table in which areas offer: first it is shown what it says, then all of it is recorded or nothing."""
    rows = queries.own_rows(request.user)
    form = FileForm(request.POST, request.FILES)
    try:
        refuse_too_large(request)
        data, name = _sent(request, form)
        found = read_offers(data, name)
        if "take" in request.POST:
            actions.offer_many(request.user, found, name)
            messages.success(request, word("cascade.answered"))
            return redirect("cascade:rounds")
        if not found:
            raise UsageError("W273", name=name)
    except LantuError as problem:
        form.is_valid()
        form.errors.clear()
        form.refuse(problem)
        return render(request, "cascade/own.html", _own_facts(rows) | {"form": form}, status=WRONG)
    known = {(each.negotiation.pk, each.subject): each for each in rows}
    shown = [(each, known.get((each.rounds, each.subject))) for each in found]
    told = base64.b64encode(data).decode()
    return render(request, "cascade/offers.html", _own_facts(rows) | {"shown": shown, "told": told, "name": name})


def _sent(request: HttpRequest, form: FileForm) -> tuple[bytes, str]:
    """Return the table that was sent, or sent again by the page that asked whether it is right.

    Raises:
        UsageError: There is none (W275).
    """
    if "take" in request.POST:
        try:
            return base64.b64decode(request.POST.get("told", ""), validate=True), request.POST.get("name", "")[:200]
        except ValueError:
            raise UsageError("W275") from None
    if not form.is_valid():
        raise UsageError("W275")
    return form.content


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int, subject: str) -> HttpResponse:
    """Show an area its own row, the method and the total; take its answer."""
    moment = moment_of(request)
    mine = queries.own_negotiation(request.user, pk, subject, moment.at)
    form = OfferForm(request.POST or None, initial={"value": mine.value})
    if _tried(form, lambda: actions.offer(request.user, mine.negotiation, subject, **form.cleaned_data)):
        messages.success(request, word("cascade.answered"))
        return redirect("cascade:answer", pk, subject)
    facts = {"mine": mine, "form": form, "level": level_of(mine.negotiation.version), "moment": moment}
    return render(request, "cascade/answer.html", facts, status=WRONG if form.errors else 200)
