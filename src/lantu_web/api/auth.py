"""Who calls: a program with a token, or a person's browser that only reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from lantu_web.api.queries import token_with
from lantu_web.pages.uploads import refuse_too_large


class ByToken(HttpBearer):
    """``Authorization: Bearer lantu_…`` with a scope.

    Args:
        scope: What the token must allow.
    """

    openapi_scheme = "bearer"

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the account of a good token with the scope, else None.

        Raises:
            UsageError: More is sent than an installation takes (W004); asked here, before what is sent is looked at.
        """
        found = token_with(token)
        if found is None or self.scope not in found.scopes.split():
            return None
        refuse_too_large(request)
        request.user = found.account
        return found.account


def by_session(request: HttpRequest) -> Any:
    """Return the account of a browser that is signed in; only pages that read take it."""
    return request.user if request.user.is_authenticated else None


READ = [ByToken("read"), by_session]
WRITE = [ByToken("write")]
