"""Pages of the office side: bring in, versions, facts, decisions, levels, packages."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lantu.errors import LantuError
from lantu_web.jobs.queries import Told
from lantu_web.pages.forms import SpokenForm, build_upon
from lantu_web.pages.moment import Moment, moment_of
from lantu_web.pages.permission import require
from lantu_web.pages.uploads import refuse_too_large
from lantu_web.pages.words import word
from lantu_web.plans import actions, bringing_in
from lantu_web.plans.bringing_in import Wanted
from lantu_web.plans.deciding import Decided
from lantu_web.plans.home import gravest
from lantu_web.plans.models import DecisionRecord, Plan, Version
from lantu_web.plans.office import queries
from lantu_web.plans.office.forms import BringInForm, DecisionForm, FactsForm, LevelForm
from lantu_web.plans.packages import export_package, import_package
from lantu_web.plans.queries import version_seen
from lantu_web.plans.registering import registered_now

WRONG = 422


@login_required
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Bring a document or a package in: as a new plan, or as a further version of one."""
    plan = _plan_to_extend(request)
    require(request.user, "plans.register" if plan is None else "plans.change_plan", plan)
    form = BringInForm(request.POST or None, request.FILES or None, viewer=request.user, plan=plan)
    if request.method == "POST":
        try:
            refuse_too_large(request)
            if form.is_valid():
                return redirect("plans:reading", _brought_in(request, form, plan).pk)
        except LantuError as problem:
            form.refuse(problem)
    facts = {"form": form, "plan": plan, "limit": settings.LANTU_UPLOAD_LIMIT >> 20}
    return render(request, "plans/office/bring_in.html", facts, status=WRONG if form.errors else 200)


def _plan_to_extend(request: HttpRequest) -> Plan | None:
    key = _key(request, "plan")
    return None if key is None else queries.plan_seen(request.user, key)


def _key(request: HttpRequest, name: str) -> int | None:
    """Return the key that an address names, or None where it names none."""
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 18 else None


def _brought_in(request: HttpRequest, form: BringInForm, plan: Plan | None) -> Version:
    data, name = form.document()
    said = form.cleaned_data
    if name.lower().endswith(".zip") and plan is None:
        form.refuse_what_a_package_brings(name)
        return import_package(request.user, data, name, said["body"], level=said["level"])
    wanted: dict[str, Any] = {field: said[field] for field in ("title", "body", "start", "end") if field in said}
    wanted |= {field: said[field] for field in ("stage", "label", "level")}
    return bringing_in.bring_in(request.user, data, name, Wanted(plan=plan, **wanted))


@login_required
@require_GET
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading of a version is; asks again by itself, and leads on when it is done."""
    version = version_seen(request.user, pk)
    state = queries.reading_state(version)
    keeps = request.user.has_perm("plans.change_plan", version.plan)
    onward = reverse("plans:facts", args=[version.plan_id]) if keeps else reverse("plans:version", args=[pk])
    facts = {
        "version": version,
        "plan": version.plan,
        "state": state,
        "problem": "".join(Told(state.job).problem) if state.job else "",
    }
    if getattr(request, "htmx", False):
        response = render(request, "plans/office/reading_part.html", facts)
        if state.over:
            response.headers["HX-Redirect"] = onward
        return response
    if state.over:
        return redirect(onward)
    return render(request, "plans/office/reading.html", facts)


@login_required
@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a version read by the reader as it is now."""
    version = version_seen(request.user, pk)
    actions.ask_for_reading(request.user, version)
    return redirect("plans:reading", pk)


@login_required
@require_GET
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions of a plan with what was decided of them."""
    moment = moment_of(request)
    plan = queries.plan_seen(request.user, pk, moment.at)
    listed = queries.versions_of(request.user, plan, moment.at)
    found = [{"listed": each, "version": each.version} | _may(request, moment, each.version) for each in listed]
    facts = {
        "plan": plan,
        "versions": found,
        "registered": queries.registered(request.user, plan, moment.at),
        "moment": moment,
        "level": gravest(each.version.level for each in listed),
        "may_change": not moment.chosen and request.user.has_perm("plans.change_plan", plan),
    }
    return render(request, "plans/office/versions.html", facts)


_DEEDS = {"release": "release", "decide": "record_decision", "read": "check_reading"}


def _may(request: HttpRequest, moment: Moment, version: Version) -> dict[str, bool]:
    """Say what the viewer may do with a version; nothing is done to the past."""
    allowed = request.user.has_perm
    may = {f"may_{name}": not moment.chosen and allowed(f"plans.{deed}", version) for name, deed in _DEEDS.items()}
    exports = allowed("plans.export_package", version)
    told = {"whole": allowed("plans.see_whole_version", version), "sees_who": exports}
    return may | told | {"may_export": exports and not moment.chosen}


@login_required
@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """What is registered of a plan, suggested by its document, to be confirmed or changed."""
    plan = queries.plan_seen(request.user, pk)
    require(request.user, "plans.change_plan", plan)
    form = FactsForm(request.POST or None, initial=FactsForm.begun(registered_now(plan)))
    known: dict[str, object] = {"plan": plan, "level": gravest(queries.levels_of(request.user, plan))}
    if request.method == "POST" and form.is_valid():
        onward = reverse("plans:versions", args=[plan.pk])
        seen = form.cleaned_data["seen"]
        change = lambda: actions.change_plan(request.user, plan, seen=seen, **form.facts())  # noqa: E731
        done = _acted(request, form, change, "plans.office_facts_saved", onward)
        if done:
            return done
        now = registered_now(plan)
        known["differing"] = queries.differing(now, form.facts()) if seen not in (None, now.pk) else ()
        build_upon(form, seen=str(now.pk))
    return _form_page(request, form, "facts", **known)


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a decision about a version, or correct a record that was entered wrongly."""
    version = version_seen(request.user, pk)
    require(request.user, "plans.record_decision", version)
    key = _key(request, "corrects")
    corrects = None if key is None else queries.decision_seen(request.user, key)
    names = ("kind", "organ", "session", "on", "number", "on_behalf_of")
    before = {name: getattr(corrects, name) for name in names} if corrects else None
    form = DecisionForm(request.POST or None, request.FILES or None, initial=before)
    known = {"version": version, "plan": version.plan, "corrects": corrects, "level": version.level}
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in names}
        file = form.cleaned_data["scan"]
        scan = (file.read(), str(file.name)) if file else None
        done = _acted(
            request,
            form,
            lambda: _decided(request, version, Decided(scan=scan, **said), corrects),
            "plans.office_decision_saved",
            reverse("plans:versions", args=[version.plan_id]),
        )
        if done:
            return done
    return _form_page(request, form, "decide", organs=queries.organs_known(request.user), **known)


@login_required
@require_http_methods(["GET", "POST"])
def level(request: HttpRequest, pk: int) -> HttpResponse:
    """Release a version, or take it back."""
    version = version_seen(request.user, pk)
    require(request.user, "plans.release", version)
    form = LevelForm(request.POST or None, version=version)
    known = {"version": version, "plan": version.plan, "level": version.level}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = _acted(
            request,
            form,
            lambda: actions.change_level(
                request.user, version, level=said["new_level"], number=said["release_number"], reason=said["reason"]
            ),
            "plans.office_level_saved",
            reverse("plans:versions", args=[version.plan_id]),
        )
        if done:
            return done
    return _form_page(request, form, "level", **known)


@login_required
@require_GET
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """A version as the zip of its plan package."""
    version = version_seen(request.user, pk)
    require(request.user, "plans.export_package", version)
    name = f"{version.plan.title or 'plan'}-{word(f'plans.level_{version.level}')}.zip"
    return _download(export_package(request.user, version), name, "application/zip")


@login_required
@require_GET
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The document of a version as it came."""
    version = version_seen(request.user, pk)
    require(request.user, "plans.see_whole_version", version)
    document = version.document
    return _download(bytes(document.original.data), document.name, document.media_type)


@login_required
@require_GET
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of a decision."""
    paper = queries.decision_seen(request.user, pk).scan
    if paper is None:
        return HttpResponse(status=404)
    return _download(bytes(paper.original.data), paper.name, paper.media_type)


def _decided(request: HttpRequest, version: Version, decided: Decided, corrects: DecisionRecord | None) -> None:
    refuse_too_large(request)
    actions.record_decision(request.user, version, decided, corrects)


def _acted(request: HttpRequest, form: SpokenForm, act: Any, done: str, onward: str) -> HttpResponse | None:
    """Do what a form asks, or say above its fields why it was refused."""
    try:
        act()
    except LantuError as problem:
        form.refuse(problem)
        return None
    messages.success(request, word(done))
    return redirect(onward)


def _form_page(request: HttpRequest, form: SpokenForm, page: str, **known: object) -> HttpResponse:
    status = WRONG if form.errors else 200
    return render(request, f"plans/office/{page}.html", {"form": form, **known}, status=status)


def _download(data: bytes, name: str, media_type: str) -> HttpResponse:
    """Send a file to be kept, never to be shown: what strangers wrote does not run under our address."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "private, no-store"
    return response
