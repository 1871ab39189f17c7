"""Facts that not every reader of the chain may see: rooms say of which rows, and the reader gets a digest instead.

The chain is made of the digests of facts, so that it can be verified by who may not read all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, Model, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, Substr

from lantu_web.audit.models import Event

Closing = Callable[[Any], Iterable[QuerySet[Any]]]
_CLOSING: list[Closing] = []


def closing(tell: Closing) -> Closing:
    """Register what tells the rows the facts about which are closed to a viewer."""
    _CLOSING.append(tell)
    return tell


def marked(events: QuerySet[Event], viewer: Any) -> QuerySet[Event]:
    """Return events that know whether their facts are closed to a viewer."""
    closed = [rows for tell in _CLOSING for rows in tell(viewer)]
    keyed = events.alias(**{_alias(rows.model): _key(rows.model) for rows in closed})
    told = [When(Exists(rows.filter(pk=OuterRef(_alias(rows.model)))), then=Value(True)) for rows in closed]
    return keyed.annotate(closed=Case(*told, default=Value(False)))  # type: ignore[no-redef]  # takes the place of the default


def _alias(model: type[Model]) -> str:
    return f"key_of_{model._meta.label_lower.replace('.', '_')}"


def _key(model: type[Model]) -> Case:
    """Return the key of the row an event is about, where its subject is one of a model; else nothing."""
    begins = f"{model._meta.label_lower}:"
    return Case(When(subject__startswith=begins, then=Cast(Substr("subject", len(begins) + 1), BigIntegerField())))
