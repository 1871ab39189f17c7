"""Events of logging in, written into the chain: the one place of the house where signals are heard.

Whether somebody got in, failed, or changed what opens the account is told by allauth and Django in no other way.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as factor_signals
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from lantu_web.audit.action import Act, action
from lantu_web.people.models import Account


@action("people.sign_in")
def note_signed_in(act: Act, address: str) -> None:
    """Write down that somebody got in."""
    act.tell(act.account, address=address)


@action("people.sign_out")
def note_signed_out(act: Act) -> None:
    """Write down that somebody left."""
    act.tell(act.account, left=True)


@action("people.fail_to_sign_in")
def note_failed(act: Act, name: str, address: str) -> None:
    """Write down that somebody did not get in; a name that is nobody's may be a mistyped password and is not kept."""
    known = Account.objects.filter(username=name).exists()
    act.tell("people.account", name=name if known else None, address=address)


@action("people.fail_second_factor")
def note_second_factor_failed(act: Act) -> None:
    """Write down that a second factor did not fit."""
    act.tell(act.account, fits=False)


@action("people.change_password")
def note_password_changed(act: Act) -> None:
    """Write down that somebody chose another password."""
    act.tell(act.account, changed=True)


@action("people.change_second_factor")
def note_second_factor(act: Act, change: str, kind: str) -> None:
    """Write down that a second factor was added, removed or made anew."""
    act.tell(act.account, change=change, kind=kind)


def _address(request: HttpRequest | None) -> str:
    return "" if request is None else str(get_adapter().get_client_ip(request))


@receiver(account_signals.user_logged_in)
def _signed_in(request: HttpRequest, user: Account, **facts: Any) -> None:
    del facts
    note_signed_in(user, _address(request))


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: Account | None, **facts: Any) -> None:
    del request, facts
    if user is not None:
        note_signed_out(user)


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **facts: Any) -> None:
    del facts
    note_failed(None, str(credentials.get("username", "")), _address(request))


@receiver(factor_signals.authentication_failed)
def _second_factor_failed(user: Account, **facts: Any) -> None:
    del facts
    note_second_factor_failed(user)


@receiver(account_signals.password_changed)
@receiver(account_signals.password_set)
def _password_changed(user: Account, **facts: Any) -> None:
    del facts
    note_password_changed(user)


@receiver(factor_signals.authenticator_added)
def _factor_added(user: Account, authenticator: Any, **facts: Any) -> None:
    del facts
    note_second_factor(user, "added", authenticator.type)


@receiver(factor_signals.authenticator_removed)
def _factor_removed(user: Account, authenticator: Any, **facts: Any) -> None:
    del facts
    note_second_factor(user, "removed", authenticator.type)


@receiver(factor_signals.authenticator_reset)
def _factor_reset(user: Account, authenticator: Any, **facts: Any) -> None:
    del facts
    note_second_factor(user, "reset", authenticator.type)
