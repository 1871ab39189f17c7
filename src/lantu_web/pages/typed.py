"""What somebody typed into a form that could not be taken at all: shown again, so that it is not lost."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest

_NEVER = ("csrfmiddlewaretoken", "password", "seen")
_SHORT = 16
"""Characters of ASCII below which a value is a key, a choice or a date, which nobody minds to enter again."""


def typed_in(request: HttpRequest) -> list[str]:
    """Return every text of a form that is more than a choice; nothing where another site sent it, whose words we do not show.

    Never what a password is typed into.
    """
    if urlsplit(request.headers.get("Origin", "")).netloc != request.get_host():
        return []
    texts = (text.strip() for name, given in request.POST.lists() if not name.startswith(_NEVER) for text in given)
    return [text for text in texts if text and not (text.isascii() and len(text) < _SHORT)]
