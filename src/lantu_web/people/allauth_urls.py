"""The pages of allauth that this house opens; what needs e-mail or registers strangers has no address here."""

from __future__ import annotations

from allauth.account.urls import urlpatterns as account_pages
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

KEPT = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
}
urlpatterns: list[URLPattern | URLResolver] = [
    *(page for page in account_pages if isinstance(page, URLPattern) and page.name in KEPT),
    path("second-factor/", include("allauth.mfa.urls")),
]
if settings.OIDC:
    urlpatterns += [
        path("outside/", include("allauth.socialaccount.urls")),
        path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]
