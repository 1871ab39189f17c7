"""The table of events."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.urls import reverse
from django.utils.html import format_html

from lantu.errors import UsageError
from lantu_web.audit.models import Event
from lantu_web.pages.tables import Column, Filter, Table, worded


def _containing(name: str) -> Filter:
    return Filter(narrow=lambda rows, text: rows.filter(**{f"{name}__icontains": text}))


def _since(rows: QuerySet, day: str) -> QuerySet:
    return rows.filter(at__gte=_day(day).isoformat())


def _until(rows: QuerySet, day: str) -> QuerySet:
    return rows.filter(at__lt=_day(day, after=1).isoformat())


def _day(text: str, after: int = 0) -> date:
    try:
        return date.fromisoformat(text) + timedelta(days=after)
    except (ValueError, OverflowError):
        raise UsageError("W124", given=text[:40]) from None


def _chosen(rows: QuerySet) -> list[tuple[str, str]]:
    names = rows.order_by("action").values_list("action", flat=True).distinct()
    return [(name, name) for name in names]


EVENTS = (
    Column(
        name="number",
        header=worded("audit.number"),
        value=lambda event: event.number,
        cell=lambda event: format_html(
            '<a href="{}">{}</a>', reverse("audit:event", args=[event.number]), event.number
        ),
        sort=(lambda: OrderBy(F("number")),),
        look="number",
    ),
    Column(
        name="at",
        header=worded("audit.at"),
        value=lambda event: event.at,
        text=lambda event: event.at[:19].replace("T", " "),
    ),
    Column(
        name="since",
        header=worded("audit.since"),
        value=lambda event: None,
        filter=Filter(narrow=_since),
        exported=False,
    ),
    Column(
        name="until",
        header=worded("audit.until"),
        value=lambda event: None,
        filter=Filter(narrow=_until),
        exported=False,
    ),
    Column(name="actor", header=worded("audit.actor"), value=lambda event: event.actor, filter=_containing("actor")),
    Column(
        name="action",
        header=worded("audit.action"),
        value=lambda event: event.action,
        filter=Filter(narrow=lambda rows, name: rows.filter(action=name), options=_chosen),
    ),
    Column(
        name="subject", header=worded("audit.subject"), value=lambda event: event.subject, filter=_containing("subject")
    ),
    Column(
        name="payload",
        header=worded("audit.payload"),
        value=lambda event: event.shown,
        cell=lambda event: format_html("{}", event.shown[:120] + "…" if len(event.shown) > 120 else event.shown),
        filter=Filter(narrow=lambda rows, text: rows.filter(closed=False, payload__icontains=text)),
        look="text",
    ),
)


def events_table(events: QuerySet[Event]) -> Table:
    """Return the table of some events, the latest first."""
    page = tuple(column.name for column in EVENTS if column.exported)
    return Table(columns=EVENTS, rows=events, page=page, order=("-number",))
