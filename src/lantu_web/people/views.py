"""Logging in, and the page of the own account."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lantu_web.people.account_views import form_page
from lantu_web.people.actions import change_account
from lantu_web.people.demo import PASSWORD, PEOPLE
from lantu_web.people.duties import duties_of
from lantu_web.people.forms import OwnForm


class Login(LoginView):
    """The page on which people log in; in a demo it offers the accounts."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the accounts of a demo."""
        demo = {"demo_people": PEOPLE, "demo_password": PASSWORD} if settings.LANTU_DEMO else {}
        return super().get_context_data(**kwargs) | demo


def account(request: HttpRequest) -> HttpResponse:
    """Show the own account: its duties, how it is shown, what opens it."""
    user: Any = request.user
    form = OwnForm(request.POST or None, initial={"shown_name": user.shown_name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        change_account(user, user, **form.cleaned_data)
        return redirect("people:account")
    return form_page(request, "account", form, duties=duties_of(user))
