"""Logging in through the office's own identity server: its people are found here by their names."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from lantu_web.people.models import Account


class OutsideAccountAdapter(DefaultSocialAccountAdapter):
    """Accounts that the office's identity server vouches for."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Who has no account here gets none by logging in elsewhere."""
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join somebody whom the identity server vouches for to the account of that name."""
        if sociallogin.is_existing:
            return
        claims = sociallogin.account.extra_data
        claims = claims | claims.get("userinfo", {}) | claims.get("id_token", {})
        name = claims.get(settings.LANTU_OIDC_CLAIM)
        account = Account.objects.filter(username=name, is_active=True).first() if name else None
        if account is not None:
            sociallogin.connect(request, account)
