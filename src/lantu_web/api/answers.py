"""Tables as JSON: numbers by their own digits, pages with a link to the next, and a tag by which a program need not ask twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

MOST = 500


def table(request: HttpRequest, rows: QuerySet, line: Callable[[Any], str], *, limit: int, offset: int) -> HttpResponse:
    """Answer with a page of rows.

    Args:
        request: What was asked.
        rows: All rows the caller may see, in a stable order.
        line: Writes one row as a JSON object.
        limit: How many at most.
        offset: How many to pass over.
    """
    count = rows.count()
    items = [line(row) for row in rows[offset : offset + limit]]
    more = request.GET.copy()
    more["offset"], more["limit"] = str(offset + limit), str(limit)
    onward = f"{request.path}?{more.urlencode()}" if offset + limit < count else None
    head = f'{{"count": {count}, "next": {json.dumps(onward)}, "items": ['
    return tagged(request, [head, ", ".join(items), "]}"])


def tagged(request: HttpRequest, parts: Iterable[str]) -> HttpResponse:
    """Answer with JSON and its tag, or only say that nothing has changed since the caller last asked."""
    body = "".join(parts).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = {each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")}
    response = HttpResponseNotModified() if tag in known else HttpResponse(body, content_type="application/json")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    return response
