"""The page of one target: path and actual values, outlook, others beside it, what people decided, what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantu.monitoring.deciding import wording
from lantu_web.pages.moment import PARAMETER
from lantu_web.pages.words import language
from lantu_web.plans.page import VersionPage
from lantu_web.progress import queries
from lantu_web.progress.around import Surroundings, surroundings_of
from lantu_web.progress.beside import beside_of
from lantu_web.progress.deciding_page import decisions_of, forms_of, outlook_decided
from lantu_web.progress.decision_forms import DecisionForm
from lantu_web.progress.decisions import holds, statuses, wordings
from lantu_web.progress.models import Decision
from lantu_web.progress.page import SCHEME, facts_of, kept, opened_at, stood_of
from lantu_web.progress.queries import Stood
from lantu_web.progress.target import (
    chart_of,
    components,
    expectations,
    outlook_for,
    question_of,
    values_of,
    values_of_words,
)
from lantu_web.progress.tiles import tile_map
from lantu_web.progress.told import Told, told
from lantu_web.progress.warning_table import shown

WRONG = 422


@require_safe
def target(request: HttpRequest, version: int, target: str) -> HttpResponse:
    """Show one target: path and actual values, outlook, what it rests on, every value with its revisions."""
    page = opened_at(request, version)
    return target_page(page, stood_of(page), target)


def target_page(
    page: VersionPage, stood: Stood, target: str, filled: Mapping[str, DecisionForm] | None = None
) -> HttpResponse:
    """Return the page of one target, with forms as they were filled in.

    Raises:
        Http404: The target has no such row.
    """
    subject = page.request.GET.get("subject", "")
    rows = stood.few_rows(target=target)
    if subject not in {row.subject for row in rows}:
        raise Http404
    made = list(queries.decisions_about(page.viewer, page.version, target, moment=page.at))
    holding = [row for row in made if holds(row, page.at) and row.scheme == stood.scheme.id]
    judged = stood.judged_rows(rows, statuses(holding))
    judgement, question = judged[target, subject], question_of(stood, target, subject)
    of = surroundings_of(stood, question, judged) if question else None
    found = {each.row.subject: each for each in told(stood, rows, kept(page), of.around.names if of else None)}
    own, mine = found[subject], [row for row in made if row.subject == subject]
    worded = wording(judgement, wordings(holding).get((target, subject)))
    facts = {
        "told": own,
        "statement": next(each for each in stood.grounds.plan.statements if each.id == target),
        "components": list(components(own)),
        "warned": shown(queries.warned(page.viewer, stood, {(target, subject)}, target=target, subject=subject)),
        "others": [each for code, each in sorted(found.items()) if code != subject],
        "wording": worded,
        "wording_said": worded.text(language.get()),
        "made": decisions_of(mine, judgement, page.at),
        "forms": forms_of(page, stood, judgement, mine, filled or {}),
    }
    status = WRONG if any(form.errors for form in (filled or {}).values()) else 200
    facts |= _in_numbers(page, stood, of, own, mine) if of else {"values": values_of_words(stood, own.progress)}
    return render(page.request, "progress/target.html", facts_of(page, stood, **facts), status=status)


def _in_numbers(
    page: VersionPage, stood: Stood, of: Surroundings, own: Told, made: Sequence[Decision]
) -> dict[str, object]:
    """Return what the page shows of a target with a number: the way, the end, the areas, others, every value."""
    row, question = own.row, of.question
    judgement = of.judged[row.target, row.subject]
    outlook = outlook_decided(outlook_for(stood, question), judgement, made, page.at)
    return {
        "chart": chart_of(stood, question, outlook, unreleased=row.unreleased),
        "outlook": outlook,
        "outlook_said": outlook.said(language.get()),
        "expected": expectations(outlook, own),
        "map": tile_map(stood, of, page.request.GET) if not row.subject else None,
        "map_keeps": [(name, page.request.GET[name]) for name in (PARAMETER, SCHEME) if name in page.request.GET],
        "beside": beside_of(stood, of),
        "values": values_of(stood, of),
    }
