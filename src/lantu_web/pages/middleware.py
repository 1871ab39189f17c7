"""What happens to every request: its language, the content policy of its page, and what is said when it fails."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from lantu.errors import LantuError
from lantu_web.pages.words import LANGUAGES, language, said

Respond = Callable[[HttpRequest], HttpResponse]
COOKIE = "lantu_language"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


class SpeakMiddleware:
    """Speak the language that the reader chose: by cookie, else by account, else Chinese."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language chosen."""
        chosen = request.COOKIES.get(COOKIE) or getattr(request.user, "language", "zh")
        token = language.set(chosen if chosen in LANGUAGES else LANGUAGES[0])
        try:
            with translation.override({"zh": "zh-hans"}.get(language.get(), language.get())):  # what Django itself says
                return self.respond(request)
        finally:
            language.reset(token)


class ContentPolicyMiddleware:
    """Allow nothing on a page but what comes from this installation, and no script or style within it."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the policy to the answer."""
        response = self.respond(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response


class ProblemMiddleware:
    """Show an error of the catalogue as a page that says what happened and what to do next."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what fails on the way is told by :meth:`process_exception`."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Answer with the page of an error that a person can mend; leave others to Django."""
        if not isinstance(problem, LantuError):
            return None
        facts = {"problem": said(problem), "code": problem.code, "reasons": [said(each) for each in problem.reasons]}
        part = bool(getattr(request, "htmx", False))
        facts["back"] = request.path if request.method == "GET" else request.headers.get("Referer", "/")
        return render(request, "pages/problem_part.html" if part else "pages/problem.html", facts, status=422)
