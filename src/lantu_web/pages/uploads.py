"""How large what is sent may be: the same for every page and the API, said in the same words."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from lantu.errors import UsageError


def refuse_too_large(request: HttpRequest) -> None:
    """Refuse a request that says of itself, or whose files show, that it is larger than an installation takes.

    What is larger is not even taken into memory, so that its form misses the file: ask this first.

    Raises:
        UsageError: It is (W004).
    """
    length = request.META.get("CONTENT_LENGTH") or ""
    sizes = [int(length)] if length.isdecimal() else []
    sizes += [file.size or 0 for _, files in request.FILES.lists() for file in files]
    if max(sizes, default=0) > settings.LANTU_UPLOAD_LIMIT:
        raise UsageError("W004", limit=settings.LANTU_UPLOAD_LIMIT >> 20)
