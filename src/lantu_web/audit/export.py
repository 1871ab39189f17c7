"""The chain as a file: one event a line, in order, so that anybody can verify it without this installation.

A line is a JSON object with the fields of :class:`~lantu_web.audit.models.Event`; ``hash`` is the SHA-256 of the JSON
list ``[number, at, actor, action, subject, digest, previous]`` without spaces, in UTF-8; ``digest`` is the SHA-256 of
``payload``. Where the reader may not see the payload it is null, and ``digest`` stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from lantu.errors import UsageError
from lantu_web.audit.models import Event, Head

FIELDS = ("number", "at", "actor", "action", "subject", "payload", "previous", "hash")


def lines_of(events: Iterable[Event]) -> Iterator[str]:
    """Yield events as lines."""
    for event in events:
        facts = {name: getattr(event, name) for name in FIELDS}
        if event.closed:
            facts |= {"payload": None, "digest": event.digest}
        yield json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n"


def events_of(lines: Iterable[str], file: str) -> Iterator[Event]:
    """Yield the events of a file.

    Raises:
        UsageError: A line is no event (W150).
    """
    for number, line in enumerate(lines, 1):
        try:
            yield _event(json.loads(line))
        except (ValueError, KeyError, TypeError):
            raise UsageError("W150", file=file, line=number) from None


def _event(facts: dict[str, Any]) -> Event:
    event = Event(**{name: facts[name] for name in FIELDS})
    if event.payload is None:
        event.known_digest, event.closed = facts["digest"], True
    return event


def head_of(events: list[Event]) -> Head:
    """Return where a file says that its chain ends: at its last event, for a file cannot know of more."""
    return Head(number=events[-1].number, hash=events[-1].hash) if events else Head()
