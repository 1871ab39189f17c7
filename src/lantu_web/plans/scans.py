"""Papers kept as evidence: scans and photographs, told by their first bytes and never read."""

from __future__ import annotations

import hashlib

from lantu.errors import UsageError
from lantu_web.plans.models import Document, Original

KINDS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def kept_scan(data: bytes, name: str) -> Document:
    """Keep a scan; the same one twice is one document. Call it inside an action.

    Raises:
        UsageError: It is none of pdf, png, jpeg (W028).
    """
    kind = next((kind for start, kind in KINDS.items() if data.startswith(start)), None)
    if kind is None:
        raise UsageError("W028", name=name)
    document, fresh = Document.objects.get_or_create(
        sha256=hashlib.sha256(data).hexdigest(), defaults={"name": name, "media_type": kind, "size": len(data)}
    )
    if fresh:
        Original.objects.create(document=document, data=data)
    return document
