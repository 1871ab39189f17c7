"""What holds for everybody who is logged in: sessions end when nobody is there, temporary passwords are changed first."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from lantu_web.pages.typed import typed_in

Respond = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_at"
_SELDOM = 60  # seconds between two notes of when somebody was seen: a page must not cost a write


class LoginFirstMiddleware(LoginRequiredMiddleware):
    """Send who is not logged in to the login page; but never away from what somebody typed before the session ended."""

    def handle_no_permission(  # type: ignore[override]  # Django knows of one answer only
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """Answer: the login page, or that nothing was saved, with what was typed."""
        part = bool(getattr(request, "htmx", False))
        if request.method == "POST":
            facts = {"typed": typed_in(request), "sign_in": reverse(settings.LOGIN_URL)}
            return HttpResponse(status=401) if part else render(request, "people/signed_out.html", facts, status=401)
        if part:
            here = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]  # set by its middleware
            address = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': here})}"
            return HttpResponse(status=401, headers={"HX-Redirect": address})
        return super().handle_no_permission(request, view_func)


class SessionEndMiddleware:
    """End a session in which nobody has done anything for a while."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, after a session that lay idle was ended."""
        if request.user.is_authenticated:
            now, seen = time.time(), request.session.get(SEEN, 0)
            if seen and now - seen > settings.LANTU_IDLE_MINUTES * 60:
                logout(request)
            elif now - seen > _SELDOM:
                request.session[SEEN] = int(now)
        return self.respond(request)


class TemporaryPasswordMiddleware:
    """Let nobody go on who has not yet chosen a password of his own."""

    OPEN = frozenset({"account_change_password", "account_logout", "account_reauthenticate", "logout", "language"})

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what is asked for is looked at once its page is known."""
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead to the page on which the password is changed."""
        del view, args, kwargs
        temporary = request.user.is_authenticated and request.user.password_is_temporary
        name = request.resolver_match.url_name if request.resolver_match else None
        return redirect("account_change_password") if temporary and name not in self.OPEN else None
