"""Pages that need a breakdown which is not computed yet: they ask for it, and wait where people see how far it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lantu_web.cascade.breakdowns import Given, UnreadyError
from lantu_web.cascade.computing import computing
from lantu_web.jobs.models import Job
from lantu_web.jobs.queries import Told
from lantu_web.plans.page import opened

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

NOT_SAVED = 409
PATIENCE = timedelta(minutes=1)
"""After which a breakdown that failed is tried again when somebody asks for it."""


def waits(view: View[P]) -> View[P]:
    """Let a page wait for the breakdown it needs; once that is there, the page that waited loads itself anew."""

    @wraps(view)
    def waiting(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            answer = view(request, *args, **kwargs)
        except UnreadyError as early:
            return _wait(request, early.given)
        if request.headers.get("HX-Target") == "waiting":
            return HttpResponse(headers={"HX-Refresh": "true"})
        return answer

    return waiting


def _wait(request: HttpRequest, given: Given) -> HttpResponse:
    job = computing(given, request.user.get_username())
    if job.state == Job.State.FAILED and job.ended_at and job.ended_at < timezone.now() - PATIENCE:
        job = computing(given, request.user.get_username(), again=True)
    facts = {"told": Told(job), "saved": request.method != "POST"}
    if request.headers.get("HX-Target") == "waiting":
        return render(request, "cascade/waiting_part.html", facts)
    page = opened(request, given.version)
    status = 200 if request.method != "POST" else NOT_SAVED
    return render(request, "cascade/waiting.html", page.facts("cascade") | facts, status=status)
