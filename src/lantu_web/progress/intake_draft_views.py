"""Pages on which values come in: the file, what is wrong with it or what it would change, the taking of it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from lantu.errors import LantuError, UsageError
from lantu.exchange.csvtext import write_rows
from lantu.exchange.observations.marking import marked_workbook
from lantu.exchange.observations.report import PlacedError
from lantu.vocabulary.schemes import Scheme
from lantu_web.jobs.models import Job
from lantu_web.jobs.queries import Told
from lantu_web.observations import drafts, queries
from lantu_web.observations.kept import Found
from lantu_web.observations.mappings import save_mapping
from lantu_web.observations.models import Draft
from lantu_web.observations.reading import found_in, known_of
from lantu_web.pages.uploads import refuse_too_large
from lantu_web.pages.words import language, said, word
from lantu_web.plans.page import VersionPage, opened
from lantu_web.progress.grounds import grounds_told
from lantu_web.progress.intake_forms import IntakeForm, MappingForm, TakeForm, WhatItIsForm, what_it_is
from lantu_web.progress.intake_looking import (
    LOOK,
    SMALL_FILE,
    SMALL_INTAKE,
    TAKE,
    Looked,
    look,
    looked_at,
    looking,
    looking_key,
    taking,
)
from lantu_web.progress.intake_names import asked_for, keep_names, meant
from lantu_web.progress.intake_shown import moved_lines, revisions
from lantu_web.progress.intake_views import WRONG, XLSX, facts_of
from lantu_web.progress.page import asked_scheme, facts_of_scheme, kept, opened_at

FEW = 8
"""Wrong cells that one takes in at a glance; more are told by their causes first."""

SHOWN = 300
"""Wrong cells that a page names; the files that are offered name all of them."""


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, version: int) -> HttpResponse:
    """Bring a file of values in, or a table pasted; its own page says what it holds before anything is taken."""
    page = opened(request, version)
    _need(page)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = IntakeForm(*sent, mappings=queries.mappings_seen(page.viewer, page.version))
    if request.method == "POST":
        try:
            refuse_too_large(request)
            if form.is_valid():
                data, name = form.content
                mapping = form.mapping_given(request.user, page.version.plan)
                draft = drafts.bring_in(request.user, page.version, data, name, form.said, mapping)
                return redirect("progress:intake_draft", draft.pk)
        except LantuError as problem:
            form.refuse(problem)
    facts = {"form": form, "drafts": queries.drafts_seen(page.viewer, page.version)[:20]}
    return render(request, "progress/intake_new.html", facts_of(page, **facts), status=WRONG if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a file holds: why it is refused, or what taking it would change; say more of it, or take it."""
    row, by = queries.draft_seen(request.user, pk), asked_scheme(request)
    page = opened_at(request, row.version_id)
    if row.intake_id:
        return redirect("progress:intake", row.version_id, row.intake_id)
    mappings = queries.mappings_seen(page.viewer, page.version)
    form, take = what_it_is(row, mappings), TakeForm()
    if request.method == "POST" and "take" in request.POST:
        take = TakeForm(request.POST)
        answer = _taken(page, row, by, take)
        if answer is not None:
            return answer
    elif request.method == "POST" and "discard" in request.POST:
        return _discarded(request, row)
    elif request.method == "POST" and "names" in request.POST:
        _named(request, row)
        return _again(page, pk)
    elif request.method == "POST":
        form = what_it_is(row, mappings, request.POST, request.FILES)
        if _said_again(request, row, form):
            return _again(page, pk)
    return _shown(page, row, by, {"form": form, "take": take})


def _again(page: VersionPage, pk: int) -> HttpResponse:
    return redirect(reverse("progress:intake_draft", args=[pk]) + kept(page))


def _taken(page: VersionPage, row: Draft, by: Scheme, form: TakeForm) -> HttpResponse | None:
    """Take a draft, at once or by a worker; None where that is refused."""
    if not form.is_valid():
        return None
    given, looked = form.cleaned_data, looked_at(row, _key(page, row, by))
    try:
        if looked is None or looked.key != given["looked"]:
            raise UsageError("W427")
        if looked.counts["revised"] and not given["reason"].strip():
            raise UsageError("W420", count=looked.counts["revised"])
        if looked.counts["new"] + looked.counts["revised"] > SMALL_INTAKE:
            taking(row, page.viewer, given["looked"], given["reason"])
            return _again(page, row.pk)
        intake = drafts.take_draft(page.viewer, row, looked=given["looked"], reason=given["reason"])
    except LantuError as problem:
        form.refuse(problem)
        return None
    messages.success(page.request, word("progress.intake_taken_now", count=intake.taken, revised=intake.revised))
    return redirect("progress:intake", row.version_id, intake.pk)


def _discarded(request: HttpRequest, row: Draft) -> HttpResponse:
    drafts.discard(request.user, row)
    messages.success(request, word("progress.intake_discarded", name=row.name))
    return redirect("progress:values", row.version_id)


def _named(request: HttpRequest, row: Draft) -> None:
    """Keep which indicators the names of a file mean, and have it read anew."""
    names = meant(request.POST)
    if names:
        mapping = keep_names(request.user, row, names)
        drafts.say_again(request.user, row, json.loads(row.given), mapping)
        messages.success(request, word("progress.intake_names_kept", name=mapping.name))


def _said_again(request: HttpRequest, row: Draft, form: WhatItIsForm) -> bool:
    try:
        refuse_too_large(request)
        if not form.is_valid():
            return False
        drafts.say_again(request.user, row, form.said, form.mapping_given(request.user, row.version.plan))
    except LantuError as problem:
        form.refuse(problem)
        return False
    return True


def _shown(page: VersionPage, row: Draft, by: Scheme, facts: dict[str, Any]) -> HttpResponse:
    """Show a draft as it stands: waiting, refused, or looked at."""
    facts |= {"draft": row} | facts_of_scheme(page, by)
    key = _key(page, row, by)
    job = _job_of(row, key)
    if job is not None and (Told(job).live or (job.kind == LOOK and job.state == Job.State.FAILED)):
        return _wait(page, facts, job)
    if job is not None and job.kind == TAKE and job.state == Job.State.FAILED:
        facts["failed"] = Told(job).problem
    looked = looked_at(row, key)
    found = None if looked else found_in(row)
    if looked is None and (found is None or found.taken is not None):
        if len(row.data) > SMALL_FILE:
            return _wait(page, facts, looking(row, by, key, page.viewer.get_username()))
        found = look(row, by)
        looked = looked_at(row, key)
    if found is not None and found.taken is None:
        return _refused(page, row, found, facts)
    if looked is None:  # it changed in this very moment
        raise UsageError("W427")
    if page.request.headers.get("HX-Target") == "waiting":
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _looked(page, looked, facts)


def _key(page: VersionPage, row: Draft, by: Scheme) -> str:
    return looking_key(row, by, grounds_told(page.version, page.at))


def _job_of(row: Draft, key: str) -> Job | None:
    """Return the last work on a draft as it is now, or None where none was asked for."""
    looks = Job.objects.filter(key=f"look:{row.pk}:{key}")
    takes = Job.objects.filter(key__startswith=f"take:{row.pk}:")
    return (looks | takes).order_by("-id").first()


def _wait(page: VersionPage, facts: dict[str, Any], job: Job) -> HttpResponse:
    facts |= {"told": Told(job)}
    part = page.request.headers.get("HX-Target") == "waiting"
    name = "progress/intake_waiting_part.html" if part else "progress/intake_waiting.html"
    return render(page.request, name, facts_of(page, **facts))


def _refused(page: VersionPage, row: Draft, found: Found, facts: dict[str, Any]) -> HttpResponse:
    if page.request.headers.get("HX-Target") == "waiting":
        return HttpResponse(headers={"HX-Refresh": "true"})
    assert found.problem is not None
    facts |= {
        "problem": said(found.problem),
        "reasons": [_reason(each) for each in found.reasons[:SHOWN]],
        "more": max(0, len(found.reasons) - SHOWN),
        "causes": _causes(found.reasons) if len(found.reasons) > FEW else [],
        "names": asked_for(found.reasons),
        "indicators": sorted(known_of(row.version, {}).indicators),
        "row": row,
    }
    status = WRONG if facts["form"].errors else 200
    return render(page.request, "progress/intake_refused.html", facts_of(page, **facts), status=status)


def _reason(each: LantuError) -> tuple[str, str]:
    if isinstance(each, PlacedError):
        return each.place, said(each.reason)
    return "—", said(each)


def _causes(reasons: tuple[LantuError, ...]) -> list[tuple[int, str, str]]:
    """Return the kinds of what is wrong, the commonest first: how often, the first place, what it says there."""
    inner = [(each.reason if isinstance(each, PlacedError) else each).code for each in reasons]
    first = {code: _reason(reasons[inner.index(code)]) for code in dict.fromkeys(inner)}
    return [(count, *first[code]) for code, count in Counter(inner).most_common()]


def _looked(page: VersionPage, looked: Looked, facts: dict[str, Any]) -> HttpResponse:
    take = facts["take"]
    if not take.is_bound:
        facts["take"] = TakeForm(initial={"looked": looked.key})
    elif take.data.get("looked") != looked.key:
        bound = take.data.copy()
        bound["looked"] = looked.key
        take.data = bound
    facts |= {
        "looked": looked,
        "revised": revisions(looked),
        "moved": moved_lines(looked, page.version.pk, facts["scheme"]),
        "told_of": [said(each) for each in looked.told],
        "suspicious": [(row, said(reason)) for row, reason in looked.suspicious],
        "not_rehearsed": said(looked.problem) if looked.problem else "",
        "coming": looked.counts["new"] + looked.counts["revised"],
    }
    status = WRONG if take.errors or facts["form"].errors else 200
    return render(page.request, "progress/intake_draft.html", facts_of(page, **facts), status=status)


@require_safe
def reasons(request: HttpRequest, pk: int) -> HttpResponse:
    """Give out all that is wrong with a file: the file with its cells marked (xlsx), or a list (csv)."""
    row = queries.draft_seen(request.user, pk)
    found = found_in(row)
    if found is None or found.problem is None:
        raise Http404
    stem = f"{PurePath(row.name).stem}-{word('progress.intake_marked')}"
    if request.GET.get("format") == "csv":
        head = [word("progress.intake_place"), word("progress.intake_wrong")]
        data = write_rows([head, *(_reason(each) for each in found.reasons)]).encode("utf-8-sig")
        return _download(data, f"{stem}.csv", "text/csv; charset=utf-8")
    data = marked_workbook(bytes(row.data), row.name, found.reasons or (found.problem,), language.get())
    return _download(data, f"{stem}.xlsx", XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
def mappings(request: HttpRequest, version: int) -> HttpResponse:
    """Show the mappings that are kept; keep one, new or in the place of another."""
    page = opened(request, version)
    _need(page)
    held = queries.mappings_seen(page.viewer, page.version)
    chosen = held.filter(name=request.GET.get("name", "")).first()
    first = {"name": chosen.name, "text": chosen.text} if chosen else {"text": word("progress.intake_mapping_example")}
    form = MappingForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            save_mapping(request.user, page.version.plan, form.cleaned_data["name"], form.cleaned_data["text"])
        except LantuError as problem:
            form.refuse(problem)
        else:
            messages.success(request, word("progress.intake_mapping_kept"))
            return redirect("progress:intake_mappings", version)
    if request.GET.get("format") == "yaml" and chosen is not None:
        return _download(chosen.text.encode(), f"{chosen.name}.yaml", "application/yaml; charset=utf-8")
    facts = {"form": form, "mappings": held, "chosen": chosen}
    return render(
        request, "progress/intake_mappings.html", facts_of(page, **facts), status=WRONG if form.errors else 200
    )


def _need(page: VersionPage) -> None:
    if not page.viewer.has_perm("observations.take", page.version.plan):
        raise PermissionDenied("observations.take")


def _download(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
