"""Adding events to the chain, and proving that nobody touched it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone

from lantu_web.audit.models import Event, Head

BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A place where the chain does not hold.

    Attributes:
        number: The event, or the number that is missing.
        kind: What is wrong with it.
    """

    number: int
    kind: Literal["missing", "changed", "unlinked", "shortened"]


def append(*, actor: str, action: str, subject: str, payload: Mapping[str, object]) -> Event:
    """Add an event at the end of the chain, inside the transaction of what it tells of.

    Call it last: from here to the commit nobody else can write an event.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event belongs into the transaction of the act it tells of")
    Head.objects.get_or_create(pk=1)
    head = Head.objects.select_for_update().get(pk=1)
    event = Event(
        number=head.number + 1,
        at=timezone.localtime().isoformat(timespec="milliseconds"),
        actor=actor,
        action=action,
        subject=subject,
        payload=canonical(payload),
        previous=head.hash,
    )
    event.hash = hash_of(event)
    event.save(force_insert=True)
    Head.objects.filter(pk=1).update(number=event.number, hash=event.hash)
    return event


def hash_of(event: Event) -> str:
    """Return the hash an event must bear: over its number, moment, people, the digest of its facts, and the hash before."""
    told = [event.number, event.at, event.actor, event.action, event.subject, event.digest, event.previous]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def breaks(events: Iterable[Event] | None = None, head: Head | None = None) -> Iterator[Break]:
    """Yield every place where the chain does not hold; nothing when it does.

    Args:
        events: The events in the order of their numbers; those of the database when not given.
        head: Where the chain says that it ends.
    """
    expected, previous = 1, BEGINNING
    for event in Event.objects.order_by("number").iterator(2000) if events is None else events:
        while expected < event.number:
            yield Break(number=expected, kind="missing")
            expected += 1
            previous = event.previous  # said once; what follows is judged by itself
        if hash_of(event) != event.hash:
            yield Break(number=event.number, kind="changed")
        elif event.previous != previous:
            yield Break(number=event.number, kind="unlinked")
        expected, previous = event.number + 1, event.hash
    head = head or Head.objects.filter(pk=1).first() or Head()
    if (head.number, head.hash) != (expected - 1, previous):
        yield Break(number=max(head.number, expected - 1), kind="shortened")


def canonical(payload: Mapping[str, object]) -> str:
    """Return facts as JSON that always looks the same.

    >>> canonical({"b": 1, "a": "一"})
    '{"a":"一","b":1}'
    """
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot stand in an event")
