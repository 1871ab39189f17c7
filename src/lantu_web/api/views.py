"""Pages of the room: what the API offers, and one's own tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lantu.errors import LantuError
from lantu_web.api import actions
from lantu_web.api.models import Token
from lantu_web.api.queries import tokens_of
from lantu_web.api.v1 import api
from lantu_web.pages.forms import SpokenForm
from lantu_web.pages.words import word


class TokenForm(SpokenForm):
    """A token to be made."""

    spoken = "api."

    name = forms.CharField(max_length=80)
    scopes = forms.ChoiceField()
    expires_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = ("read", "read write")
        self.offer_choices("scopes", [(scope, word(f"api.scopes_{scope.replace(' ', '_')}")) for scope in scopes])


@login_required
@require_GET
def describe(request: HttpRequest) -> HttpResponse:
    """Every operation of the API, from its own description."""
    schema = api.get_openapi_schema()
    operations = [
        {"method": method.upper(), "path": path, "told": told.get("description", ""), "asked": _asked(told)}
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    ]
    return render(request, "api/describe.html", {"operations": operations})


def _asked(told: dict[str, Any]) -> list[str]:
    return [each["name"] for each in told.get("parameters", []) if each["in"] == "query"]


@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens; a new key is shown once, on the answer to the form that made it."""
    begin = {"expires_on": timezone.localdate() + timedelta(days=90), "scopes": "read"}
    form = TokenForm(request.POST or None, initial=begin)
    key = ""
    if request.method == "POST" and form.is_valid():
        try:
            _, key = actions.make_token(request.user, **form.cleaned_data)
        except LantuError as problem:
            form.refuse(problem)
        else:
            form = TokenForm(initial=begin)
    facts = {"form": form, "tokens": tokens_of(request.user), "key": key, "today": timezone.localdate()}
    response = render(request, "api/tokens.html", facts, status=422 if form.errors else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a token back."""
    token = Token.objects.select_related("account").filter(pk=pk).first()
    if token is None or (token.account_id != request.user.pk and not request.user.has_perm("api.revoke_any")):
        raise Http404
    actions.revoke_token(request.user, token)
    messages.success(request, word("api.revoked"))
    return redirect("api:tokens")
