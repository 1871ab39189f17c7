"""How logging in behaves here: nobody registers himself, and nothing is sent by e-mail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from lantu_web.pages.words import word

_QUIET = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class AccountAdapter(DefaultAccountAdapter):
    """Passwords of accounts that an administrator opened."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers himself."""
        del request
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Keep a password that its holder chose: it is no longer temporary."""
        user.password_is_temporary = False
        super().set_password(user, password)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say what was done, but not what everybody sees: that one is in, or out."""
        if message_template not in _QUIET:
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: an installation needs no e-mail."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, under the name of the house."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the house to authenticators."""
        return super().get_public_key_credential_rp_entity() | {"name": word("pages.name")}

    def get_totp_issuer(self) -> str:
        """Name the house to authenticator apps."""
        return "Lantu"
