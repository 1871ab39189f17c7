"""The pages of the register: areas and zones, bodies, and how some became others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from lantu.errors import LantuError
from lantu_web.pages.permission import require
from lantu_web.pages.uploads import refuse_too_large
from lantu_web.pages.words import word
from lantu_web.people.account_views import form_page, listed
from lantu_web.people.actions import record_succession, register_areas, register_bodies
from lantu_web.people.forms import SuccessionForm, TableForm
from lantu_web.people.listing import AreaRow, BodyRow, rows_of, table_of
from lantu_web.people.models import Area, Body
from lantu_web.people.queries import areas_seen, bodies_seen, successions_seen
from lantu_web.people.tables import AREAS, BODIES, table


def areas(request: HttpRequest) -> HttpResponse:
    """List areas and zones."""
    return listed(request, table(AREAS, areas_seen(request.user), "code"), "areas")


def bodies(request: HttpRequest) -> HttpResponse:
    """List bodies."""
    return listed(request, table(BODIES, bodies_seen(request.user), "code"), "bodies")


def take_in(request: HttpRequest, what: str) -> HttpResponse:
    """Take in a table of areas or bodies: whole, or not at all with the reason of every row."""
    require(request.user, "people.manage_bodies")
    take = TAKING.get(what)
    if take is None:
        raise Http404
    form = TableForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if what == "areas":
        del form.fields["area"]
    if request.method == "POST":
        try:
            refuse_too_large(request)
            if form.is_valid():
                messages.success(request, word("people.taken_in", count=take(request.user, form.cleaned_data)))
                return redirect(f"people:{what}")
        except LantuError as problem:
            form.refuse(problem)
    return form_page(request, "take_in", form, what=what)


def template(request: HttpRequest, what: str) -> HttpResponse:
    """Give the register out as the table that :func:`take_in` takes."""
    give = GIVING.get(what)
    if give is None:
        raise Http404
    response = HttpResponse(give(request.user).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{what}.csv") or "attachment"
    return response


def successions(request: HttpRequest) -> HttpResponse:
    """List how areas and bodies became others."""
    events = successions_seen(request.user)
    return render(request, "people/successions.html", {"events": events, "level": "internal"})


def new_succession(request: HttpRequest, what: str) -> HttpResponse:
    """Record that areas or bodies became others."""
    require(request.user, "people.manage_bodies")
    kind = KINDS.get(what)
    if kind is None:
        raise Http404
    form = SuccessionForm(kind, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_succession(request.user, **form.cleaned_data)
        except LantuError as problem:
            form.refuse(problem)
        else:
            messages.success(request, word("people.done"))
            return redirect("people:successions")
    return form_page(request, "new_succession", form, what=what)


def _take_areas(viewer: Any, given: dict[str, Any]) -> int:
    return register_areas(viewer, rows_of(AreaRow, given["table"].read(), given["table"].name))


def _take_bodies(viewer: Any, given: dict[str, Any]) -> int:
    return register_bodies(viewer, rows_of(BodyRow, given["table"].read(), given["table"].name), given["area"])


def _give_areas(viewer: Any) -> str:
    return table_of(AreaRow, (_area_row(area) for area in areas_seen(viewer).order_by("code")))


def _give_bodies(viewer: Any) -> str:
    return table_of(BodyRow, _body_rows(bodies_seen(viewer).order_by("code")))


def _area_row(area: Area) -> AreaRow:
    return AreaRow(
        code=area.code,
        name=area.name,
        level=area.level or None,
        parent=area.parent.code if area.parent else None,
        is_zone=area.kind == Area.Kind.ZONE,
        host=area.host.code if area.host else None,
        inside_host=area.inside_host,
        valid_from=area.since.isoformat() if area.since else None,
        valid_to=area.until.isoformat() if area.until else None,
    )


def _body_rows(bodies: Iterable[Body]) -> Iterable[BodyRow]:
    for body in bodies:
        yield BodyRow(
            code=body.code,
            name=body.name,
            short_name=body.short_name or None,
            line=body.line or None,
            area=body.area.code if body.area else None,
            valid_from=body.since.isoformat() if body.since else None,
            valid_to=body.until.isoformat() if body.until else None,
        )


KINDS: dict[str, type[Area] | type[Body]] = {"areas": Area, "bodies": Body}
TAKING: dict[str, Callable[[Any, dict[str, Any]], int]] = {"areas": _take_areas, "bodies": _take_bodies}
GIVING: dict[str, Callable[[Any], str]] = {"areas": _give_areas, "bodies": _give_bodies}
