"""Facts that not every reader of the chain may see: rooms say of which subjects, and the reader gets a digest instead.

The chain is made of the digests of facts, so that it can be verified by who may not read all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Case, QuerySet, Value, When

from lantu_web.audit.models import Event

Closing = Callable[[Any], Iterable[str]]
_CLOSING: list[Closing] = []


def closing(tell: Closing) -> Closing:
    """Register what tells the subjects, such as ``plans.version:3``, whose facts are closed to a viewer."""
    _CLOSING.append(tell)
    return tell


def marked(events: QuerySet[Event], viewer: Any) -> QuerySet[Event]:
    """Return events that know whether their facts are closed to a viewer."""
    subjects = {subject for tell in _CLOSING for subject in tell(viewer)}
    return events.annotate(closed=Case(When(subject__in=subjects, then=Value(True)), default=Value(False)))  # type: ignore[no-redef]  # takes the place of the default
