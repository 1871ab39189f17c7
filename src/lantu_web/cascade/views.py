"""Pages of the breakdown: targets by year, one target, the annual plan of a year, the duties of an area, members, issue."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from lantu.cascade.allocation import Member
from lantu.cascade.issuing import Issue
from lantu.errors import LantuError, UsageError
from lantu.exchange.annual_book import annual_workbook
from lantu.exchange.annual_tables import duties, of_year
from lantu_web.cascade import actions, queries
from lantu_web.cascade.breakdowns import Broken
from lantu_web.cascade.choosing import fingerprint
from lantu_web.cascade.forms import ChoiceForm, SuperiorForm
from lantu_web.cascade.shown import chart_of, lines_of, tiles_of, total_of
from lantu_web.pages.forms import build_upon
from lantu_web.pages.words import language, said, word
from lantu_web.people.models import Area
from lantu_web.plans.models import Version
from lantu_web.plans.page import VersionPage, inner_level, opened

WRONG = 422
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,12})?")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _opened(request: HttpRequest, version: int) -> tuple[VersionPage, Broken]:
    page = opened(request, version)
    return page, queries.broken_down(page.viewer, page.version, page.at)


def _facts(page: VersionPage, held: Broken, **more: object) -> dict[str, object]:
    may = page.at is None
    return (
        page.facts("cascade")
        | {
            "held": held,
            "years": held.found.years,
            "level": inner_level(page.version),
            "may_choose": may and page.viewer.has_perm("cascade.choose", page.version),
            "may_issue": may and page.viewer.has_perm("cascade.issue", page.version),
        }
        | more
    )


@require_safe
def targets(request: HttpRequest, version: int) -> HttpResponse:
    """Show every target by year, what cannot hold together, and what was left out and why."""
    page = opened(request, version)
    try:
        held = queries.broken_down(page.viewer, page.version, page.at)
    except LantuError as problem:
        return render(request, "cascade/not.html", page.facts("cascade") | {"problem": said(problem)})
    if request.GET.get("format") == "xlsx":
        return _workbook(page, held)
    speaks = language.get()
    facts = {
        "lines": lines_of(held),
        "conflicts": [
            {
                "said": getattr(each, f"message_{speaks}"),
                "offers": [getattr(offer, f"message_{speaks}") for offer in each.offers],
            }
            for each in held.found.conflicts
        ],
        "remarks": [(remark.target, remark.said(speaks)) for remark in held.found.remarks],
        "open": [each.said(speaks) for each in held.found.open],
        "negotiations": queries.negotiations_of(page.viewer, page.version, page.at),
        "members": held.allocation.members,
    }
    return render(request, "cascade/targets.html", _facts(page, held, **facts))


def _workbook(page: VersionPage, held: Broken) -> HttpResponse:
    data = annual_workbook(held.rows, held.about, language.get())
    return _file(data, page, word("cascade.title"))


def _file(data: bytes, page: VersionPage, what: str) -> HttpResponse:
    """Send a workbook; its name says the level and the day it speaks of."""
    about = page.about(what)
    name = f"{about.name}-{word(f'pages.level_{inner_level(page.version)}')}-{about.as_of.isoformat()}"
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx") or "attachment"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def target(request: HttpRequest, version: int, target: str) -> HttpResponse:
    """Show one target over the years and among areas; choose how it is broken down."""
    page, held = _opened(request, version)
    statement = next((each for each in held.plan.statements if each.id == target), None)
    if statement is None:
        raise Http404
    choice = held.allocation.choice_for(target, statement.indicator_id or target, statement.indicator)
    seen = fingerprint(page.version)
    posted = request.POST if request.method == "POST" else None
    choosing = ChoiceForm(posted if posted and "path" in posted else None, initial=ChoiceForm.begun(choice, seen))
    superior = SuperiorForm(
        posted if posted and "standing" in posted else None, years=held.found.years, initial={"seen": seen}
    )
    for form in (choosing, superior):
        if form.is_bound and form.is_valid():
            try:
                if form is choosing:
                    wanted = choosing.choice(choice.target if choice else target, choice)
                    actions.choose(request.user, page.version, wanted, choosing.cleaned_data["seen"])
                else:
                    value = superior.value_of(target)
                    actions.superior_arrived(request.user, page.version, value, superior.cleaned_data["seen"])
            except LantuError as problem:
                form.refuse(problem)
                build_upon(form, seen=fingerprint(page.version))
            else:
                messages.success(request, word("cascade.chosen"))
                return redirect("cascade:target", version, target)
    areas = [line for line in lines_of(held, subject=None, target=target) if line.subject]
    at = _year_index(request, held)
    facts = {
        "statement": statement,
        "own": lines_of(held, target=target),
        "areas": areas,
        "total": total_of(areas) if areas and areas[0].method == "" and _adds(held, target) else [],
        "tiles": tiles_of(areas, at) if areas else [],
        "shown_year": held.found.years[at],
        "chart": chart_of(held, target),
        "choosing": choosing,
        "superior": superior,
        "superiors": [
            each
            for each in held.allocation.superiors
            if each.indicator in (target, statement.indicator_id, statement.indicator)
        ],
        "remarks": [remark.said(language.get()) for remark in held.found.remarks if remark.target == target],
        "negotiations": queries.negotiations_of(page.viewer, page.version, page.at).filter(target=target),
    }
    status = WRONG if choosing.errors or superior.errors else 200
    return render(request, "cascade/target.html", _facts(page, held, **facts), status=status)


def _adds(held: Broken, target: str) -> bool:
    return any(row.target == target and row.subject and row.rule == "shares" for row in held.computed)


def _year_index(request: HttpRequest, held: Broken) -> int:
    asked = request.GET.get("year", "")
    years = held.found.years
    return years.index(int(asked)) if asked.isdecimal() and len(asked) == 4 and int(asked) in years else len(years) - 1


@require_http_methods(["GET", "HEAD", "POST"])
def year(request: HttpRequest, version: int, year: int) -> HttpResponse:
    """Show the annual plan of a year, or give it as a file; issue its targets with a decision."""
    page, held = _opened(request, version)
    if year not in held.found.years:
        raise Http404
    table = of_year(held.rows, held.about, year, language.get())
    if request.GET.get("format") == "xlsx":
        return _workbook(page, held)
    problem: LantuError | None = None
    if request.method == "POST":
        try:
            _issue(request, page.version, year)
        except LantuError as refused:
            problem = refused
        else:
            messages.success(request, word("cascade.issued"))
            return redirect("cascade:year", version, year)
    facts = {
        "year": year,
        "head": table[0],
        "rows": table[1:],
        "lines": _to_issue(request, held, year),
        "decisions": queries.decisions_of(page.viewer, page.version),
        "problem": said(problem) if problem else "",
        "reasons": [said(each) for each in problem.reasons] if problem else [],
        "reference": request.POST.get("reference", ""),
    }
    return render(request, "cascade/year.html", _facts(page, held, **facts), status=WRONG if problem else 200)


def _to_issue(request: HttpRequest, held: Broken, year: int) -> list[dict[str, Any]]:
    """Return the rows of a year as the form shows them; what was typed before a refusal stays."""
    found = []
    for row in held.standing:
        if row.year != year or row.subject:
            continue
        name = row.target
        found.append(
            {
                "row": row,
                "value": request.POST.get(f"value-{name}", "" if row.value is None else f"{row.value:f}"),
                "text": request.POST.get(f"text-{name}", row.text or ""),
                "reason": request.POST.get(f"reason-{name}", ""),
                "chosen": f"issue-{name}" in request.POST,
            }
        )
    return found


def _issue(request: HttpRequest, version: Version, year: int) -> None:
    chosen = [name.removeprefix("issue-") for name in request.POST if name.startswith("issue-")]
    wanted = [
        (
            name,
            "",
            Issue(
                value=_decimal(request.POST.get(f"value-{name}", ""), name),
                text=request.POST.get(f"text-{name}", "").strip() or None,
                reason=request.POST.get(f"reason-{name}", "").strip(),
            ),
        )
        for name in chosen
    ]
    key = request.POST.get("decision", "")
    decision = (
        queries.decisions_of(request.user, version).filter(pk=int(key)).first()
        if key.isdecimal() and len(key) < 18
        else None
    )
    actions.issue(request.user, version, year, wanted, decision, request.POST.get("reference", ""))


def _decimal(text: str, target: str) -> Decimal | None:
    """Return a number that was typed, None where nothing was.

    Raises:
        UsageError: It is no number (W087): a value that is dropped in silence would be issued without it.
    """
    typed = text.strip()
    if not typed:
        return None
    if not _NUMBER.fullmatch(typed):
        raise UsageError("W087", typed=typed[:40], target=target)
    return Decimal(typed)


@require_safe
def area(request: HttpRequest, version: int, subject: str) -> HttpResponse:
    """Show the responsibility sheet of one area, or give it as a file."""
    page, held = _opened(request, version)
    if subject not in held.names:
        raise Http404
    if request.GET.get("format") == "xlsx":
        rows = [row for row in held.rows if row.subject == subject]
        book = annual_workbook(rows, held.about, language.get())
        return _file(book, page, f"{held.names[subject]}-{word('cascade.duties')}")
    table = duties(held.rows, held.about, subject, language.get())
    facts = {"subject": subject, "name": held.names[subject], "head": table[0], "rows": table[1:]}
    return render(request, "cascade/area.html", _facts(page, held, **facts))


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, version: int) -> HttpResponse:
    """Choose the areas and zones that get rows of their own."""
    page, held = _opened(request, version)
    if not page.viewer.has_perm("cascade.choose", page.version):
        raise PermissionDenied("cascade.choose")
    possible = queries.possible_members(page.viewer, page.version)
    problem = ""
    if request.method == "POST":
        wanted = set(request.POST.getlist("member"))
        kept = {member.subject: member for member in held.allocation.members}
        chosen = tuple(
            kept.get(f"area:{each.code}") or _member(each) for each in possible if f"area:{each.code}" in wanted
        )
        others = tuple(
            each for subject, each in kept.items() if subject in wanted and subject not in {m.subject for m in chosen}
        )
        try:
            actions.set_members(request.user, page.version, (*chosen, *others), request.POST.get("seen", ""))
        except LantuError as refused:
            problem = said(refused)
        else:
            messages.success(request, word("cascade.chosen"))
            return redirect("cascade:targets", version)
    known = {f"area:{each.code}": each.name for each in possible} | dict(held.names)
    ticked = request.POST.getlist("member") if request.method == "POST" else list(held.names)
    facts = {"possible": sorted(known.items()), "ticked": ticked, "seen": fingerprint(page.version), "problem": problem}
    return render(request, "cascade/members.html", _facts(page, held, **facts), status=WRONG if problem else 200)


def _member(area: Area) -> Member:
    zone = area.kind == Area.Kind.ZONE
    host = f"area:{area.host.code}" if zone and area.host and area.inside_host else ""
    return Member(subject=f"area:{area.code}", name=area.name, level="zone" if zone else "county", host=host)
