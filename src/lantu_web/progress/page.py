"""What every page of the room begins with: the version with what its progress rests on, and the scheme it is judged by."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils.http import urlencode

from lantu.errors import UsageError
from lantu.vocabulary.schemes import Scheme
from lantu_web.pages.moment import PARAMETER, moment_of
from lantu_web.pages.words import language, word
from lantu_web.plans.page import VersionPage, inner_level, opened
from lantu_web.progress import own, queries
from lantu_web.progress.grounds import along, grounds_told
from lantu_web.progress.queries import Stood

SCHEME = "scheme"
"""The scheme in an address."""


def opened_at(request: HttpRequest, version: int, *since: datetime) -> VersionPage:
    """Open a version for a page of progress, as of the moment asked for and of those it is held against.

    Raises:
        Http404: There is none, or the viewer may not know of it, or it was not yet there at the moment asked for.
        UsageError: The moment asked for is none (W040, W041).
    """
    return opened(request, version, along=along(moment_of(request).at, *since))


def asked_scheme(request: HttpRequest) -> Scheme:
    """Return the scheme an address asks for, else the one of the office.

    Raises:
        UsageError: There is no such scheme (W043).
    """
    asked = request.GET.get(SCHEME, "")
    if asked and asked not in own.schemes():
        raise UsageError("W043", column=word("progress.scheme"), given=asked[:40])
    return own.scheme(asked)


def stood_of(page: VersionPage) -> Stood:
    """Return where the targets of a page's version stand, by the scheme its address asks for.

    Raises:
        PermissionDenied: The viewer may not see it.
        UsageError: There is no such scheme (W043).
    """
    return queries.stood_on(page.viewer, grounds_told(page.version, page.at), asked_scheme(page.request))


def kept(page: VersionPage, **more: str) -> str:
    """Return what addresses within the room end with: the moment and the scheme that were asked for, and more."""
    asked = {name: page.request.GET.get(name, "") for name in (PARAMETER, SCHEME)} | more
    held = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(held)}" if held else ""


def facts_of(page: VersionPage, stood: Stood, **more: object) -> dict[str, object]:
    """Return what every page of the room needs, and more."""
    may_take = page.viewer.has_perm("observations.take", page.version.plan) and not page.moment.chosen
    own_facts = {"level": inner_level(page.version), "may_take": may_take}
    return page.facts("progress") | own_facts | facts_of_scheme(page, stood.scheme) | more


def facts_of_scheme(page: VersionPage, scheme: Scheme) -> dict[str, object]:
    """Return what a page needs to say by which scheme it judges, and to offer the others."""
    return {
        "scheme": scheme,
        "asked_scheme": page.request.GET.get(SCHEME, ""),
        "schemes": [(each.id, each.label(language.get())) for each in own.schemes().values()],
    }
