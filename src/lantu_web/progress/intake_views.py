"""Pages of the values that are known: all of them, one with its history, the files they came in, tables to be filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from lantu.errors import LantuError, UsageError
from lantu.exchange.observations.blank import Asked, asked_of, blank_book, blank_csv
from lantu_web.observations import queries
from lantu_web.observations.drafts import said_published
from lantu_web.observations.known import known, library_observation
from lantu_web.observations.models import Intake, Observed
from lantu_web.observations.taking import withdraw
from lantu_web.pages.exports import exported
from lantu_web.pages.words import language, word
from lantu_web.plans.page import VersionPage, inner_level, opened
from lantu_web.progress.around import registered
from lantu_web.progress.grounds import grounds_of, grounds_told, measured
from lantu_web.progress.intake_counts import tallied, tally_of
from lantu_web.progress.intake_forms import BlankForm, WithdrawForm
from lantu_web.progress.intake_table import values_table
from lantu_web.progress.page import opened_at
from lantu_web.progress.target import vintages_told

WRONG = 422
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LATEST = 3


def facts_of(page: VersionPage, **more: object) -> dict[str, object]:
    """Return what every page about values needs, and more."""
    may = page.viewer.has_perm("observations.take", page.version.plan) and not page.moment.chosen
    return page.facts("progress") | {"level": inner_level(page.version), "may_take": may} | more


def may_release(page: VersionPage) -> bool:
    """Return whether the viewer may release values here, as things stand now."""
    return not page.moment.chosen and bool(page.viewer.has_perm("observations.release", page.version))


@require_safe
def values(request: HttpRequest, version: int) -> HttpResponse:
    """Show every value in force, or give them as a file (xlsx, csv, json) that comes back as it left."""
    page = opened_at(request, version)
    rows = queries.values_seen(page.viewer, page.version, page.at)
    tally = tally_of(grounds_told(page.version, page.at))
    table = values_table(rows, tally, version, page.moment.day, page.moment.query)
    about = replace(page.about(word("progress.intake_title")), level=inner_level(page.version))
    file = exported(table, request.GET, about)
    if file is not None:
        return file
    intakes = queries.latest_intakes(page.viewer, page.version, LATEST, page.at)
    may = page.viewer.has_perm("observations.take", page.version.plan)
    facts = {
        "table": table.shown(request.GET),
        "count": tally.total,
        "unreleased": tally.unreleased,
        "intakes": intakes,
        "intake_count": intakes[0].count if intakes else 0,  # type: ignore[attr-defined]  # annotated
        "may_release": may_release(page),
        "drafts": queries.drafts_seen(page.viewer, page.version)[:LATEST] if may and not page.moment.chosen else [],
    }
    return render(request, "progress/intake_values.html", facts_of(page, **facts))


@require_safe
def value(request: HttpRequest, version: int, pk: int) -> HttpResponse:
    """Show one value with every vintage of it: who took it, when, in which file, why."""
    page = opened(request, version)
    row = queries.value_seen(page.viewer, page.version, pk, page.at)
    vintages = list(queries.vintages_seen(page.viewer, page.version, row, page.at))
    acts = queries.acts_seen(page.viewer, page.version, vintages, page.at)
    area, stepped_back = registered([row.subject]).get(row.subject), _stepped_back(page, vintages)
    facts = {
        "row": row,
        "vintages": [(each, acts.get(each.pk, []), stepped_back.get(each.pk, "")) for each in vintages],
        "subject": area.name if area else row.subject,
        "may_release": may_release(page),
    }
    return render(request, "progress/intake_value.html", facts_of(page, **facts, today=page.moment.day.isoformat()))


def _stepped_back(page: VersionPage, vintages: Sequence[Observed]) -> dict[int, str]:
    """Return what is said of vintages that are less firm than one before them, by their key; what was taken back is none."""
    stood = [each for each in vintages if not each.back]  # type: ignore[attr-defined]  # the query counts it as of the page
    told = vintages_told([library_observation(each) for each in reversed(stood)], page.moment.day)
    return {row.pk: each.stepped_back for row, each in zip(stood, told, strict=True)}


@require_safe
def intakes(request: HttpRequest, version: int) -> HttpResponse:
    """Show every file that was taken: who took it and when, how much it brought, whether it was taken back."""
    page = opened(request, version)
    found = list(queries.intakes_seen(page.viewer, page.version, page.at))
    return render(request, "progress/intake_list.html", facts_of(page, intakes=found))


@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest, version: int, pk: int) -> HttpResponse:
    """Show a file that was taken, with its values; take it back with a reason."""
    page = opened(request, version)
    found = queries.intakes_seen(page.viewer, page.version, page.at).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not page.viewer.has_perm("observations.take", page.version.plan):
            raise PermissionDenied("observations.take")
        if form.is_valid() and _withdrawn(request, found, form):
            return redirect("progress:intake", version, pk)
    rows = queries.brought_seen(page.viewer, page.version, found, page.at)
    table = values_table(rows, tallied(rows, page.moment.day), version, page.moment.day, page.moment.query)
    if request.GET.get("format") == "file":
        return _original(page, found)
    about = replace(page.about(word("progress.intake_brought")), level=inner_level(page.version))
    file = exported(table, request.GET, about)
    if file is not None:
        return file
    came = found.drafts.only("given", "name").first()
    facts = {
        "intake": found,
        "form": form,
        "table": table.shown(request.GET),
        "kept": came is not None,
        "published": came is not None and said_published(came),
    }
    status = WRONG if form.errors else 200
    return render(request, "progress/intake.html", facts_of(page, **facts), status=status)


def _original(page: VersionPage, found: Intake) -> HttpResponse:
    """Give out the file that was taken, as it came."""
    data = queries.original_of(page.viewer, page.version, found)
    if data is None:
        raise Http404
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    return response


def _withdrawn(request: HttpRequest, found: Intake, form: WithdrawForm) -> bool:
    try:
        withdraw(request.user, found, form.cleaned_data["reason"])
    except LantuError as problem:
        form.refuse(problem)
        return False
    messages.success(request, word("progress.intake_withdrawn_now", name=found.name))
    return True


@require_safe
def blank(request: HttpRequest, version: int) -> HttpResponse:
    """Offer a table to be filled in by those who supply values; give it (xlsx, csv) for the period that is asked for."""
    page = opened(request, version)
    if not page.viewer.has_perm("observations.see", page.version):
        raise PermissionDenied("observations.see")
    form = BlankForm(request.GET if "period" in request.GET else None, initial={"period": _usual_period()})
    wanted = request.GET.get("format", "")
    lines: list[Asked] = []
    if form.is_valid():
        try:
            lines = _lines(page, form)
        except ValueError:
            form.add_error("period", word("progress.intake_no_period"))
    if wanted and lines and not form.errors:
        return _file(wanted, lines, form.cleaned_data["period"], form.cleaned_data["supplier"])
    status = WRONG if form.errors else 200
    facts = {"form": form, "lines": lines, "asked": form.is_bound and not form.errors}
    return render(request, "progress/intake_blank.html", facts_of(page, **facts), status=status)


def _lines(page: VersionPage, form: BlankForm) -> list[Asked]:
    found = measured(grounds_of(page.version))
    said = form.cleaned_data
    return asked_of(found, known(page.version), said["period"], said["supplier"], core=not said["all"])


def _usual_period() -> str:
    """Return the month before this one, as tables say it: the rule is year to date."""
    month = timezone.localdate().replace(day=1) - timedelta(days=1)
    return f"{month.year}年1-{month.month}月" if month.month > 1 else f"{month.year}年1月"


def _file(wanted: str, lines: list[Asked], period: str, supplier: str) -> HttpResponse:
    title = word("progress.intake_blank_name")
    if wanted == "xlsx":
        data, media_type = blank_book(lines, language.get(), title), XLSX
    elif wanted == "csv":
        data, media_type = blank_csv(lines, language.get()), "text/csv; charset=utf-8"
    else:
        raise UsageError("W044", given=wanted[:20], known="xlsx, csv")
    name = "-".join(part for part in (title, supplier, period) if part)
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.{wanted}") or "attachment"
    return response
