"""Every write of the room: tokens made and taken back."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from lantu.errors import UsageError
from lantu_web.api.models import Token
from lantu_web.audit.action import Act, action

SCOPES = ("read", "write")
LONGEST = timedelta(days=366)
PREFIX = "lantu_"


@action("api.make_token")
def make_token(act: Act, *, name: str, scopes: str, expires_on: date) -> tuple[Token, str]:
    """Make a token of one's own; the key is returned once and kept nowhere.

    Raises:
        UsageError: It has no name (W050), a scope is unknown (W051), or its last day is past or more than a year ahead (W052).
    """
    act.require("api.use")
    today = timezone.localdate()
    if not name.strip():
        raise UsageError("W050")
    if not set(scopes.split()) <= set(SCOPES) or not scopes.split():
        raise UsageError("W051", scopes=scopes)
    if not today <= expires_on <= today + LONGEST:
        raise UsageError("W052", day=expires_on)
    key = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        account=act.account,
        name=name.strip(),
        digest=digest_of(key),
        start=key[:12],
        scopes=" ".join(scope for scope in SCOPES if scope in scopes.split()),
        expires_on=expires_on,
    )
    act.tell(token, name=token.name, scopes=token.scopes, expires_on=expires_on)
    return token, key


@action("api.revoke_token")
def revoke_token(act: Act, token: Token) -> None:
    """Take a token back: one's own, or as security administrator anybody's."""
    if token.account_id != act.account.pk and not act.account.has_perm("api.revoke_any"):
        raise PermissionDenied("api.revoke_any")
    Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
    act.tell(token, name=token.name, of=token.account.username)


def digest_of(key: str) -> str:
    """Return what is kept of a key; it is long and random, so that a plain digest is enough."""
    return hashlib.sha256(key.encode()).hexdigest()
