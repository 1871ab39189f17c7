"""The pages of accounts and duties: one administrator opens accounts, another grants what they may do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lantu.errors import LantuError, UsageError
from lantu_web.pages.exports import About, exported
from lantu_web.pages.forms import SpokenForm
from lantu_web.pages.permission import require
from lantu_web.pages.tables import Table
from lantu_web.pages.words import word
from lantu_web.people import actions
from lantu_web.people.accounts import Opened
from lantu_web.people.forms import DutyForm, NewAccountForm
from lantu_web.people.granting import at_once
from lantu_web.people.queries import accounts_seen, duties_seen
from lantu_web.people.tables import ACCOUNTS, DUTIES, table


def listed(request: HttpRequest, shown: Table, name: str, **facts: Any) -> HttpResponse:
    """Answer with a table as page or as file.

    Args:
        request: What was asked.
        shown: The table.
        name: Its name, which is also that of its title's word and, in part, of its file.
        facts: What else the page shows.
    """
    title = word(f"people.{name}")
    about = About(title=title, name=name, level="internal", as_of=timezone.localdate())
    found = exported(shown, request.GET, about)
    return found or render(
        request,
        f"people/{name}.html",
        {"table": shown.shown(request.GET), "title": title, "level": "internal", **facts},
    )


def form_page(request: HttpRequest, page: str, form: SpokenForm, **facts: Any) -> HttpResponse:
    """Answer with the page of a form, as refused where something is wrong with it."""
    return render(request, f"people/{page}.html", {"form": form} | facts, status=422 if form.errors else 200)


def accounts(request: HttpRequest) -> HttpResponse:
    """List all accounts."""
    return listed(request, table(ACCOUNTS, accounts_seen(request.user), "username"), "accounts")


def new_account(request: HttpRequest) -> HttpResponse:
    """Open an account; its password is shown on the next page and never again."""
    require(request.user, "people.manage_accounts")
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_account(request.user, **form.cleaned_data)
        except LantuError as problem:
            form.refuse(problem)
        else:
            return _handed_over(request, opened)
    return form_page(request, "new_account", form)


def account_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an account with all its duties, past and to come."""
    account = get_object_or_404(accounts_seen(request.user), pk=pk)
    duties = duties_seen(request.user).filter(account=account).order_by("-since", "-pk")
    facts = {"holder": account, "duties": duties, "today": timezone.localdate()}
    facts["ending"] = request.user.has_perm("people.manage_duties")
    return render(request, "people/account_of.html", facts)


@require_POST
def change_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Do to an account what a button asks: close, reopen, new password, forget the second factor."""
    require(request.user, "people.manage_accounts")
    account = get_object_or_404(accounts_seen(request.user), pk=pk)
    wanted = request.POST.get("do", "")
    if wanted == "reopen":
        return _handed_over(request, actions.reopen_account(request.user, account))
    if wanted == "password":
        return _handed_over(request, actions.reset_password(request.user, account))
    if wanted == "close":
        actions.close_account(request.user, account, request.POST.get("reason", ""))
    elif wanted == "second_factor":
        actions.forget_second_factor(request.user, account)
    else:
        return HttpResponseBadRequest()
    messages.success(request, word("people.done"))
    return redirect("people:account_of", account.pk)


def duties(request: HttpRequest) -> HttpResponse:
    """List all duties as they are recorded now."""
    return listed(request, table(DUTIES, duties_seen(request.user), "account__username"), "duties")


def new_duty(request: HttpRequest) -> HttpResponse:
    """Grant a duty."""
    require(request.user, "people.manage_duties")
    form = DutyForm(request.POST or None, initial={"account": request.GET.get("account")})
    if request.method == "POST" and form.is_valid():
        try:
            duty = actions.grant_duty(request.user, **form.cleaned_data)
        except LantuError as problem:
            form.refuse(problem)
        else:
            messages.success(request, word("people.done"))
            return redirect("people:account_of", duty.account_id)
    return form_page(request, "new_duty", form)


@require_POST
def end_duty(request: HttpRequest, pk: int) -> HttpResponse:
    """End a duty with a day, or at once."""
    require(request.user, "people.manage_duties")
    duty = get_object_or_404(duties_seen(request.user), pk=pk)
    actions.end_duty(request.user, duty, at_once() if "at_once" in request.POST else _day(request))
    messages.success(request, word("people.done"))
    return redirect("people:account_of", duty.account_id)


def _day(request: HttpRequest) -> date:
    given = request.POST.get("last_day", "")
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError("W124", given=given[:40]) from None


def _handed_over(request: HttpRequest, opened: Opened) -> HttpResponse:
    return render(request, "people/handed_over.html", {"opened": opened})
