"""The page on which values are released, or held back: one value, or all that a filter of the table keeps."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lantu.errors import LantuError
from lantu_web.observations import queries
from lantu_web.observations.releasing import change_release, digest
from lantu_web.pages.forms import build_upon
from lantu_web.pages.words import word
from lantu_web.plans.page import VersionPage, opened
from lantu_web.progress.intake_counts import tallied
from lantu_web.progress.intake_forms import ReleaseForm
from lantu_web.progress.intake_table import values_table
from lantu_web.progress.intake_views import WRONG, facts_of, may_release

LATEST = 20
"""Acts of the past that the page tells; the log of the house has all of them."""


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, version: int) -> HttpResponse:
    """Release the values that the address chooses, or hold them back: shown once more before it is done."""
    page = opened(request, version)
    if not may_release(page):
        raise PermissionDenied("observations.release")
    rows = queries.values_seen(page.viewer, page.version)
    one = request.GET.get("value", "")
    rows = rows.filter(pk=int(one)) if one.isdecimal() else rows
    table = values_table(rows, tallied(rows, page.moment.day), version, page.moment.day)
    chosen = table.narrowed(table.narrowings(request.GET))
    now = digest(chosen)
    form = ReleaseForm(request.POST or None, initial={"level": "public", "seen": now})
    if (
        request.method == "POST"
        and form.is_valid()
        and _released(page, form, list(chosen.values_list("pk", flat=True)))
    ):
        return (
            redirect("progress:value", version, int(one)) if one.isdecimal() else redirect("progress:values", version)
        )
    build_upon(form, seen=now)
    facts = {
        "form": form,
        "table": table.shown(request.GET),
        "count": chosen.count(),
        "acts": queries.releases_seen(page.viewer, page.version)[:LATEST],
    }
    return render(request, "progress/release.html", facts_of(page, **facts), status=WRONG if form.errors else 200)


def _released(page: VersionPage, form: ReleaseForm, chosen: list[int]) -> bool:
    try:
        made = change_release(page.viewer, page.version, chosen, form.told, form.cleaned_data["seen"])
    except LantuError as problem:
        form.refuse(problem)
        return False
    messages.success(page.request, word(f"progress.release_done_{made.level}", count=made.count))
    return True
