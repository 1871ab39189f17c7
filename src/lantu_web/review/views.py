"""Pages of the room: the findings of a version, one finding and its life, the document for the drafting group."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantu.errors import LantuError
from lantu.reporting.findings import findings_docx
from lantu.review import rule_named
from lantu_web.pages.exports import exported
from lantu_web.pages.forms import build_upon
from lantu_web.pages.tables import ROWS, Table
from lantu_web.pages.words import language, said, word
from lantu_web.people.models import Account
from lantu_web.plans.models import Version
from lantu_web.plans.page import VersionPage, inner_level, opened
from lantu_web.plans.queries import version_seen
from lantu_web.review import actions, queries
from lantu_web.review.models import Finding, Handling
from lantu_web.review.shown import shown
from lantu_web.review.table import findings_table

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class HandlingForm(forms.Form):
    """What is made of a finding."""

    state = forms.ChoiceField()
    reason = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    owner = forms.ModelChoiceField(Account.objects.none(), required=False)
    due = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    mended_in = forms.ModelChoiceField(Version.objects.none(), required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for name, field in self.fields.items():
            field.label = word(f"review.{name}")
        state, owner, version = (self.fields[name] for name in ("state", "owner", "mended_in"))
        assert isinstance(state, forms.ChoiceField)
        state.choices = [(each, word(f"review.state_{each}")) for each in Handling.State.values]
        owner.queryset = queries.possible_owners(viewer, finding.version)  # type: ignore[attr-defined]
        others = Version.objects.filter(plan=finding.version.plan_id).exclude(pk=finding.version_id)
        version.queryset = others  # type: ignore[attr-defined]


@require_safe
def findings(request: HttpRequest, version: int) -> HttpResponse:
    """Show the findings of a version beside their sentences, or give them as a file (docx, xlsx, csv, json)."""
    page = opened(request, version, with_text=True)
    _require(page.viewer, "review.see_findings", page.version)
    table = findings_table(page.viewer, page.version, page.at)
    if request.GET.get("format") == "docx":
        return _document(page, table)
    about = replace(page.about(word("review.title")), level=inner_level(page.version))
    file = exported(table, request.GET, about)
    if file is not None:
        return file
    narrowings = table.narrowings(request.GET)
    rows = Paginator(table.ordered(table.narrowed(narrowings), ""), ROWS).get_page(request.GET.get("page"))
    facts = {
        "filters": narrowings,
        "page": rows,
        "found": list(table.prepared(rows.object_list)),
        "state": queries.review_state(page.viewer, page.version, page.at),
        "may_handle": page.viewer.has_perm("review.handle_findings", page.version) and page.at is None,
        "level": inner_level(page.version),
    }
    return render(request, "review/findings.html", page.facts("review") | facts)


@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one finding with its sentences, its arithmetic and its life; say what is made of it."""
    row = queries.finding_seen(request.user, pk)
    page = opened(request, row.version_id, with_text=True)
    handling = queries.handlings_now(page.viewer, page.version, [row.key], page.at).get(row.key)
    form = HandlingForm(request.POST or None, viewer=request.user, finding=row, initial=_begun(handling))
    if request.method == "POST" and form.is_valid():
        try:
            actions.handle(request.user, row, **form.cleaned_data)
        except LantuError as problem:
            form.add_error(None, said(problem))
            build_upon(form, seen=str(handling.pk) if handling else "")
        else:
            messages.success(request, word("review.handled"))
            return redirect("review:finding", pk)
    facts = {
        "each": next(shown(page.version, [row], {row.key: handling} if handling else {})),
        "form": form,
        "life": queries.handlings_of(page.viewer, row, page.at),
        "about": _about_rule(row.rule),
        "may_handle": page.viewer.has_perm("review.handle_findings", page.version) and page.at is None,
        "level": inner_level(page.version),
    }
    return render(request, "review/finding.html", page.facts("review") | facts, status=422 if form.errors else 200)


@require_POST
def ask(request: HttpRequest, version: int) -> HttpResponse:
    """Have a version reviewed again."""
    row = version_seen(request.user, version)
    actions.ask_for_review(request.user, row)
    messages.success(request, word("review.asked"))
    return redirect("review:findings", version)


def _begun(handling: Handling | None) -> dict[str, object]:
    if handling is None:
        return {"state": Handling.State.OPEN}
    names = ("state", "reason", "owner", "due", "mended_in")
    return {name: getattr(handling, name) for name in names} | {"seen": handling.pk}


def _document(page: VersionPage, table: Table) -> HttpResponse:
    about = page.about(word("review.title"))
    facts = f"{about.title} · {about.as_of.isoformat()} · {word(f'pages.level_{inner_level(page.version)}')}"
    entries = [each.entry() for each in table.all_rows(page.request.GET)]
    data = findings_docx(page.version.plan.title, facts, entries, language.get())
    response = HttpResponse(data, content_type=DOCX)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{about.name}.docx") or "attachment"
    return response


def _about_rule(name: str) -> str:
    rule = rule_named(name)
    return (rule.__doc__ or "").strip().split("\n")[0] if rule else ""


def _require(viewer: Any, permission: str, subject: object) -> None:
    if not viewer.has_perm(permission, subject):
        raise PermissionDenied(permission)
