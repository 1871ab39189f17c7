"""Every read of the room."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from lantu_web.api.actions import digest_of
from lantu_web.api.models import Token


def tokens_of(viewer: Any) -> QuerySet[Token]:
    """Return the tokens of a viewer, newest first."""
    return Token.objects.filter(account=viewer)


def token_with(key: str) -> Token | None:
    """Return the token of a key while it is good, or None."""
    good = Q(revoked_at__isnull=True, expires_on__gte=timezone.localdate(), account__is_active=True)
    return Token.objects.select_related("account").filter(good, digest=digest_of(key)).first()
