"""The chain as a file: one event a line, in order, so that anybody can verify it without this installation.

A line is a JSON object with the fields of :class:`~lantu_web.audit.models.Event`; ``hash`` is the SHA-256 of the JSON
list ``[number, at, actor, action, subject, digest, previous]`` without spaces, in UTF-8; ``digest`` is the SHA-256 of
``payload``. Where the reader may not see the payload it is null, and ``digest`` stands beside it. Where facts of work
secrets are given out all the same, the line says so: ``level`` is ``work_secret``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from lantu.errors import UsageError
from lantu_web.audit.action import Act, action
from lantu_web.audit.models import Event, Head
from lantu_web.audit.visibility import marked

FIELDS = ("number", "at", "actor", "action", "subject", "payload", "previous", "hash")


def lines_of(events: Iterable[Event], *, unveiled: bool = False) -> Iterator[str]:
    """Yield events as lines.

    Args:
        events: As their reader may see them.
        unveiled: Whether facts that are closed to the reader are given out nevertheless, and marked.
    """
    for event in events:
        facts = {name: getattr(event, name) for name in FIELDS}
        if event.closed:
            facts |= {"level": "work_secret"} if unveiled else {"payload": None, "digest": event.digest}
        yield json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n"


def events_for_anybody() -> QuerySet[Event]:
    """Return the whole chain in its order, marked as somebody may see it who may see no work secret."""
    return marked(Event.objects.order_by("number"), AnonymousUser())


@action("audit.unveil")
def note_unveiled(act: Act, count: int, user: str) -> None:
    """Write down that the chain was given out with facts of work secrets.

    Args:
        act: Who gave it out: the installation itself, on the command line.
        count: Events of which the facts are work secrets.
        user: Who was logged in at the machine.
    """
    act.tell("installation", work_secrets=count, user=user)


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
