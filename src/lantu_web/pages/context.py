"""What every page knows: its language, the moment it speaks of, who looks at it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from lantu_web.pages.navigation import ways
from lantu_web.pages.words import language


def frame(request: HttpRequest) -> dict[str, object]:
    """Return the facts of the frame around every page."""
    account = getattr(request, "user", None)
    now = timezone.localtime()
    return {
        "language": language.get(),
        "now": now,
        "now_shown": f"{now:%Y-%m-%d %H:%M}",
        "demo": settings.LANTU_DEMO,
        "ways": list(ways(account, request.path)),
    }
