"""The page of one target: path and actual values, outlook, others beside it, what people decided, what it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantu.monitoring.deciding import wording
from lantu_web.pages.words import language
from lantu_web.plans.page import VersionPage, opened
from lantu_web.progress import queries
from lantu_web.progress.around import everybodys
from lantu_web.progress.beside import beside_of
from lantu_web.progress.deciding_page import decisions_of, forms_of, outlook_decided
from lantu_web.progress.decision_forms import DecisionForm
from lantu_web.progress.models import Row
from lantu_web.progress.queries import Stood
from lantu_web.progress.target import chart_of, components, expectations, outlook_for, question_of, values_of
from lantu_web.progress.tiles import tile_map
from lantu_web.progress.told import told
from lantu_web.progress.views import facts_of, stood_of
from lantu_web.progress.warning_table import shown

WRONG = 422


@require_safe
def target(request: HttpRequest, version: int, target: str) -> HttpResponse:
    """Show one target: path and actual values, outlook, what it rests on, every value with its revisions."""
    page = opened(request, version)
    return target_page(page, stood_of(page), target)


def target_page(
    page: VersionPage, stood: Stood, target: str, filled: Mapping[str, DecisionForm] | None = None
) -> HttpResponse:
    """Return the page of one target, with forms as they were filled in.

    Raises:
        Http404: The target has no such row.
    """
    subject = page.request.GET.get("subject", "")
    rows = Row.objects.filter(standing=stood.standing, target=target).select_related("standing")
    found = {each.row.subject: each for each in told(rows, stood.scheme, stood.titles, stood.names, page.moment.query)}
    if subject not in found:
        raise Http404
    own = found[subject]
    question = question_of(stood, target, subject)
    made = list(queries.decisions_about(page.viewer, page.version, target, subject, page.at))
    outlook = outlook_for(stood, question) if question else None
    if outlook is not None:
        outlook = outlook_decided(outlook, stood.judged[target, subject], made, page.at)
    statement = next(each for each in stood.grounds.plan.statements if each.id == target)
    judgement = stood.judged[target, subject]
    words = queries.wordings(page.viewer, page.version, page.at, stood.scheme.id).get((target, subject))
    everybody = everybodys(stood, question.key) if question else []
    worded = wording(judgement, words)
    facts = {
        "told": own,
        "statement": statement,
        "components": list(components(own)),
        "chart": chart_of(stood, question, outlook) if question else None,
        "outlook": outlook,
        "outlook_said": outlook.said(language.get()) if outlook else "",
        "expected": expectations(outlook, own) if outlook else [],
        "warned": shown(queries.warned(page.viewer, stood, {(target, subject)})),
        "map": tile_map(page.version, stood, question, everybody, page.request.GET)
        if question and not subject
        else None,
        "map_keeps": [(name, page.request.GET[name]) for name in ("as_of", "scheme") if name in page.request.GET],
        "beside": beside_of(page.version, stood, question, everybody) if question else None,
        "values": values_of(stood, question) if question else [],
        "others": [each for code, each in sorted(found.items()) if code != subject],
        "wording": worded,
        "wording_said": worded.text(language.get()),
        "made": decisions_of(made, judgement, page.at),
        "forms": forms_of(page, stood, judgement, made, filled or {}),
    }
    status = WRONG if any(form.errors for form in (filled or {}).values()) else 200
    return render(page.request, "progress/target.html", facts_of(page, stood, **facts), status=status)
