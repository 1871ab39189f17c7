"""Pages of the breakdown: targets by year, one target, the annual plan of a year, the duties of an area, members."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from lantu.cascade.allocation import Member
from lantu.cascade.issuing import Issue
from lantu.errors import LantuError, UsageError
from lantu.exchange.annual_book import annual_workbook
from lantu.exchange.annual_tables import duties, of_year
from lantu_web.cascade import actions, queries
from lantu_web.cascade.breakdowns import ALLOCATION, Broken, UnreadyError, chosen, enclosed
from lantu_web.cascade.choosing import fingerprint
from lantu_web.cascade.forms import SuperiorForm
from lantu_web.cascade.models import Draft
from lantu_web.cascade.shown import chart_of, lines_of, tiles_of, total_of
from lantu_web.cascade.waiting import waits
from lantu_web.pages.words import language, said, word
from lantu_web.people.models import Area
from lantu_web.plans.models import Version
from lantu_web.plans.page import VersionPage, inner_level, opened

WRONG = 422
AREAS = 200
"""Areas on a page."""

_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,12})?")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opened_broken(request: HttpRequest, version: int) -> tuple[VersionPage, Broken]:
    """Open a version and its breakdown for a page."""
    page = opened(request, version)
    return page, queries.broken_down(page.viewer, page.version, page.at)


def facts_of(page: VersionPage, held: Broken, **more: object) -> dict[str, object]:
    """Return what the frame of a page about a breakdown needs, and more."""
    now = page.at is None
    return (
        page.facts("cascade")
        | {
            "held": held,
            "years": held.found.years,
            "level": inner_level(page.version),
            "may_choose": now and page.viewer.has_perm("cascade.choose", page.version),
            "may_issue": now and page.viewer.has_perm("cascade.issue", page.version),
        }
        | more
    )


@require_safe
@waits
def targets(request: HttpRequest, version: int) -> HttpResponse:
    """Show every target by year, what cannot hold together, and what was left out and why."""
    page = opened(request, version)
    try:
        held = queries.broken_down(page.viewer, page.version, page.at)
    except UnreadyError:
        raise
    except LantuError as problem:
        return render(request, "cascade/not.html", page.facts("cascade") | {"problem": said(problem)})
    if request.GET.get("format") == "xlsx":
        return _workbook(page, held)
    speaks = language.get()
    found = held.found
    facts = {
        "lines": lines_of(held),
        "conflicts": [
            {
                "said": getattr(each, f"message_{speaks}"),
                "parties": [(party, getattr(party, f"message_{speaks}")) for party in each.parties],
                "offers": [getattr(offer, f"message_{speaks}") for offer in each.offers],
                "advice": getattr(each, f"advice_{speaks}"),
            }
            for each in found.conflicts
        ],
        "remarks": [(remark.target, remark.said(speaks)) for remark in found.remarks],
        "moves": [each.said(speaks) for each in found.moved],
        "unasked": [each.said(speaks) for each in found.unasked],
        "open": [each.said(speaks) for each in found.open],
        "negotiations": queries.negotiations_of(page.viewer, page.version, page.at),
        "drafts": queries.drafts_of(page.viewer, page.version, page.at)[:10],
        "members": held.allocation.members[:AREAS],
    }
    return render(request, "cascade/targets.html", facts_of(page, held, **facts))


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


@require_safe
@waits
def target(request: HttpRequest, version: int, target: str) -> HttpResponse:
    """Show one target over the years and among areas; where another statement asks for the same, with that one."""
    page, held = opened_broken(request, version)
    told_with = held.found.told_with.get(target)
    if told_with is not None and held.measured(target) is None:
        return redirect(f"{reverse('cascade:target', args=[version, told_with])}{page.moment.query}")
    return target_page(request, page, held, target)


def target_page(
    request: HttpRequest, page: VersionPage, held: Broken, target: str, superior: SuperiorForm | None = None
) -> HttpResponse:
    """Return the page of one target, with the form of a superior's value as it was filled in."""
    statement = held.statements.get(target)
    if statement is None:
        raise Http404
    form = superior or SuperiorForm(years=held.found.years, initial={"seen": fingerprint(page.version)})
    areas = [line for line in lines_of(held, subject=None, target=target) if line.subject]
    at = _year_index(request, held)
    shown = Paginator(areas, AREAS).get_page(request.GET.get("page"))
    facts = {
        "statement": statement,
        "own": lines_of(held, target=target),
        "areas": shown,
        "total": total_of(areas) if areas and _adds(held, target) else [],
        "tiles": tiles_of(areas, at)[shown.start_index() - 1 : shown.end_index()] if areas else [],
        "shown_year": held.found.years[at],
        "chart": chart_of(held, target),
        "superior": form,
        "superiors": [
            each
            for each in held.allocation.superiors
            if each.indicator in (target, statement.indicator_id, statement.indicator)
        ],
        "arrivals": queries.drafts_of(page.viewer, page.version, page.at).filter(
            kind=Draft.Kind.SUPERIOR, target=target
        )[:20],
        "remarks": [remark.said(language.get()) for remark in held.found.remarks if remark.target == target],
        "negotiations": queries.negotiations_of(page.viewer, page.version, page.at).filter(target=target),
    }
    status = WRONG if form.errors else 200
    return render(request, "cascade/target.html", facts_of(page, held, **facts), status=status)


def _adds(held: Broken, target: str) -> bool:
    return any(row.target == target and row.subject and row.rule == "shares" for row in held.computed)


def _year_index(request: HttpRequest, held: Broken) -> int:
    asked = request.GET.get("year", "")
    years = held.found.years
    return years.index(int(asked)) if asked.isdecimal() and len(asked) == 4 and int(asked) in years else len(years) - 1


@require_http_methods(["GET", "HEAD", "POST"])
@waits
def year(request: HttpRequest, version: int, year: int) -> HttpResponse:
    """Show the annual plan of a year, or give it as a file; issue its targets with a decision."""
    page, held = opened_broken(request, version)
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
    return render(request, "cascade/year.html", facts_of(page, held, **facts), status=WRONG if problem else 200)


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
    picked = [name.removeprefix("issue-") for name in request.POST if name.startswith("issue-")]
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
        for name in picked
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
@waits
def area(request: HttpRequest, version: int, subject: str) -> HttpResponse:
    """Show the responsibility sheet of one area, or give it as a file."""
    page, held = opened_broken(request, version)
    if subject not in held.names:
        raise Http404
    if request.GET.get("format") == "xlsx":
        rows = [row for row in held.rows if row.subject == subject]
        book = annual_workbook(rows, held.about, language.get())
        return _file(book, page, f"{held.names[subject]}-{word('cascade.duties')}")
    table = duties(held.rows, held.about, subject, language.get())
    facts = {"subject": subject, "name": held.names[subject], "head": table[0], "rows": table[1:]}
    return render(request, "cascade/area.html", facts_of(page, held, **facts))


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, version: int) -> HttpResponse:
    """Choose the areas and zones that get rows of their own."""
    page = opened(request, version)
    if not page.viewer.has_perm("cascade.choose", page.version):
        raise PermissionDenied("cascade.choose")
    held = chosen(enclosed(page.version).get(ALLOCATION, "")).members
    possible = queries.possible_members(page.viewer, page.version)
    problem = ""
    if request.method == "POST":
        wanted = set(request.POST.getlist("member"))
        try:
            actions.set_members(
                request.user, page.version, _members(held, possible, wanted), request.POST.get("seen", "")
            )
        except LantuError as refused:
            problem = said(refused)
        else:
            messages.success(request, word("cascade.chosen"))
            return redirect("cascade:targets", version)
    names = {member.subject: member.name for member in held}
    known = {f"area:{each.code}": each.name for each in possible} | names
    ticked = request.POST.getlist("member") if request.method == "POST" else list(names)
    facts = {"possible": sorted(known.items()), "ticked": ticked, "seen": fingerprint(page.version), "problem": problem}
    facts |= {"level": inner_level(page.version)}
    return render(request, "cascade/members.html", page.facts("cascade") | facts, status=WRONG if problem else 200)


def _members(held: tuple[Member, ...], possible: list[Area], wanted: set[str]) -> tuple[Member, ...]:
    """Return the areas that are wanted, as they were chosen before or as they are registered."""
    kept = {member.subject: member for member in held}
    registered = [f"area:{each.code}" for each in possible]
    found = [kept.get(f"area:{each.code}") or _member(each) for each in possible if f"area:{each.code}" in wanted]
    others = [each for subject, each in kept.items() if subject in wanted and subject not in registered]
    return (*found, *others)


def _member(area: Area) -> Member:
    zone = area.kind == Area.Kind.ZONE
    host = f"area:{area.host.code}" if zone and area.host and area.inside_host else ""
    return Member(subject=f"area:{area.code}", name=area.name, level="zone" if zone else "county", host=host)
