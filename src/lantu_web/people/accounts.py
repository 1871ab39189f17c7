"""Accounts: opening and closing them, and the passwords that an administrator hands over once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from lantu.errors import UsageError
from lantu_web.audit.action import SYSTEM, Act, action
from lantu_web.people.models import Account

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another when read out or copied by hand


@dataclass(frozen=True, slots=True)
class Opened:
    """An account and the password to hand over; it is shown once and kept nowhere.

    Attributes:
        account: The account.
        password: Its password until its holder chooses one.
    """

    account: Account
    password: str


@action("people.open_account")
def open_account(
    act: Act, username: str, *, shown_name: str = "", language: str = "zh", password: str | None = None
) -> Opened:
    """Open an account that may do nothing yet: duties are granted by somebody else.

    Args:
        act: Who opens it.
        username: Name to log in with.
        shown_name: How pages call its holder.
        language: Language of the pages.
        password: Its password where it shall last (a demo's); else a temporary one is made.

    Raises:
        PermissionDenied: The account does not administer the system.
        UsageError: The name is taken (W100) or cannot be a name (W101).
    """
    act.require("people.manage_accounts")
    name = username.strip()
    if name.lower() == SYSTEM:
        raise UsageError("W101", name=name)  # events would take it for the installation itself
    if Account.objects.filter(username__iexact=name).exists():
        raise UsageError("W100", name=name)
    account = Account(username=name, shown_name=shown_name.strip(), language=language)
    chosen = password or temporary_password()
    account.set_password(chosen)
    account.password_is_temporary = password is None
    try:
        account.full_clean()
    except ValidationError:
        raise UsageError("W101", name=name) from None
    account.save()
    act.tell(account, username=name, shown_name=account.shown_name)
    return Opened(account, chosen)


@action("people.change_account")
def change_account(act: Act, account: Account, *, shown_name: str, language: str) -> Account:
    """Change how pages call somebody, and in which language they speak; everybody may change the own."""
    if act.account != account:
        act.require("people.manage_accounts")
    was = {"shown_name": account.shown_name, "language": account.language}
    account.shown_name, account.language = shown_name.strip()[:80], language if language in {"zh", "en"} else "zh"
    account.save(update_fields=["shown_name", "language"])
    act.tell(account, was=was, now={"shown_name": account.shown_name, "language": account.language})
    return account


@action("people.close_account")
def close_account(act: Act, account: Account, reason: str) -> None:
    """Let nobody log in with an account any more, and end its sessions; what it did stays under its name.

    Raises:
        UsageError: It is one's own (W102), or no reason is given (W103).
    """
    act.require("people.manage_accounts")
    if act.account == account:
        raise UsageError("W102")
    if not reason.strip():
        raise UsageError("W103")
    account.is_active = False
    account.save(update_fields=["is_active"])
    act.tell(account, reason=reason.strip())


@action("people.reopen_account")
def reopen_account(act: Act, account: Account) -> Opened:
    """Let an account be used again, with a new temporary password; the duties it still holds count again."""
    act.require("people.manage_accounts")
    account.is_active = True
    password = _handed_over(account)
    act.tell(account, reopened=True)
    return Opened(account, password)


@action("people.reset_password")
def reset_password(act: Act, account: Account) -> Opened:
    """Give an account a temporary password; its sessions end.

    Raises:
        UsageError: It is one's own (W102): that is changed on the page of the own account.
    """
    act.require("people.manage_accounts")
    if act.account == account:
        raise UsageError("W102")
    password = _handed_over(account)
    act.tell(account, password="temporary")  # says that it is one, not which
    return Opened(account, password)


@action("people.forget_second_factor")
def forget_second_factor(act: Act, account: Account) -> int:
    """Remove the second factors of somebody who lost the device; the password alone opens the account then."""
    act.require("people.manage_accounts")
    if act.account == account:
        raise UsageError("W102")
    from allauth.mfa.models import Authenticator  # noqa: PLC0415  # where logging in is set up

    count, _ = Authenticator.objects.filter(user=account).delete()
    act.tell(account, removed=count)
    return count


def temporary_password() -> str:
    """Return a password that can be read out and typed: four groups of four letters and digits, about 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _handed_over(account: Account) -> str:
    password = temporary_password()
    account.set_password(password)
    account.password_is_temporary = True
    account.save(update_fields=["password", "password_is_temporary", "is_active"])
    return password
