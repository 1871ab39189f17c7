"""The pages of no room: the switch of language, and what is said when a page cannot be shown."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from lantu_web.pages import charts
from lantu_web.pages.middleware import COOKIE
from lantu_web.pages.typed import typed_in
from lantu_web.pages.words import LANGUAGES, language

_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def speak(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on, and return to the page it was asked on."""
    wanted, back = request.POST.get("language", ""), request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    if wanted in LANGUAGES:
        response.set_cookie(COOKIE, wanted, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response


@require_safe
def drawing_library(request: HttpRequest, name: str) -> FileResponse:
    """Give the script that draws charts; a browser keeps it, for another version has another name."""
    del request
    if name != charts.NAME:
        raise Http404
    response = FileResponse(charts.library().open("rb"), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response


def _refused(request: HttpRequest, name: str, status: int) -> HttpResponse:
    return render(request, "pages/refused.html", {"name": f"pages.{name}", "status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be understood."""
    del exception
    return _refused(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what the viewer may not do."""
    del exception
    return _refused(request, "forbidden", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address where there is nothing the viewer may know of."""
    del exception
    return _refused(request, "not_found", 404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose proof of origin is missing or too old."""
    del reason
    facts = {"name": "pages.stale_form", "status": 403, "typed": typed_in(request)}
    return render(request, "pages/refused.html", facts, status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer when something unforeseen went wrong: a page that asks nothing of the database."""
    del request
    return HttpResponse(render_to_string("pages/failed.html", {"language": language.get()}), status=500)
