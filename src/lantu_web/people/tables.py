"""The tables of the room: accounts, duties, areas, bodies, each with what narrows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantu_web.pages.tables import Column, Filter, Table, worded, yes_or_no
from lantu_web.pages.words import word
from lantu_web.people.duties import Role, valid_today
from lantu_web.people.models import Area, Duty


def by(*names: str) -> tuple[Callable[[], OrderBy], ...]:
    """Return an order of the database by columns, those without a value last."""
    return tuple(lambda name=name: OrderBy(F(name), nulls_last=True) for name in names)


def containing(*names: str) -> Filter:
    """Return a filter by text that one of some columns holds."""

    def narrow(rows: QuerySet, text: str) -> QuerySet:
        found = Q()
        for name in names:
            found |= Q(**{f"{name}__icontains": text})
        return rows.filter(found)

    return Filter(narrow=narrow)


def dates() -> tuple[Column, Column]:
    """Return the columns of what has its time."""
    since = Column(
        name="since",
        header=worded("people.since"),
        value=lambda row: row.since,
        text=lambda row: _day(row.since),
        sort=by("since"),
    )
    until = Column(
        name="until",
        header=worded("people.until"),
        value=lambda row: row.until,
        text=lambda row: _day(row.until),
        sort=by("until"),
    )
    return since, until


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _account_link(account: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("people:account_of", args=[account.pk]), account.username)


ACCOUNTS = (
    Column(
        name="username",
        header=worded("people.username"),
        value=lambda row: row.username,
        cell=_account_link,
        sort=by("username"),
        filter=containing("username", "shown_name"),
    ),
    Column(
        name="shown_name",
        header=worded("people.shown_name"),
        value=lambda row: row.shown_name,
        sort=by("shown_name"),
    ),
    Column(
        name="active",
        header=worded("people.active"),
        value=lambda row: row.is_active,
        text=lambda row: word("people.is_active" if row.is_active else "people.is_closed"),
        filter=yes_or_no(lambda rows, yes: rows.filter(is_active=yes)),
    ),
    Column(
        name="last_login",
        header=worded("people.last_login"),
        value=lambda row: row.last_login,
        text=lambda row: f"{row.last_login:%Y-%m-%d}" if row.last_login else "",
        sort=by("last_login"),
    ),
)
DUTIES = (
    Column(
        name="account",
        header=worded("people.who"),
        value=lambda row: row.account.username,
        cell=lambda row: _account_link(row.account),
        sort=by("account__username"),
        filter=containing("account__username", "account__shown_name"),
    ),
    Column(
        name="role",
        header=worded("people.duty"),
        value=lambda row: row.role,
        text=lambda row: word(f"people.role_{row.role}"),
        sort=by("role"),
        filter=Filter(
            narrow=lambda rows, role: rows.filter(role=role),
            options=lambda rows: [(role, word(f"people.role_{role}")) for role in Role.values],
        ),
    ),
    Column(
        name="body",
        header=worded("people.in_body"),
        value=lambda row: row.body.name if row.body else None,
        sort=by("body__name"),
        filter=containing("body__name", "body__short_name"),
    ),
    Column(
        name="deputy_of",
        header=worded("people.deputy_of"),
        value=lambda row: row.deputy_of.username if row.deputy_of else None,
    ),
    *dates(),
    Column(
        name="today",
        header=worded("people.counts_today"),
        value=lambda row: None,
        filter=yes_or_no(lambda rows, yes: rows.filter(pk__in=_today()) if yes else rows.exclude(pk__in=_today())),
        exported=False,
    ),
)
AREAS = (
    Column(name="code", header=worded("people.code"), value=lambda row: row.code, sort=by("code")),
    Column(
        name="name",
        header=worded("people.name"),
        value=lambda row: row.name,
        sort=by("name"),
        filter=containing("name", "code"),
    ),
    Column(
        name="kind",
        header=worded("people.kind"),
        value=lambda row: row.kind,
        text=lambda row: word(f"people.kind_{row.kind}"),
        filter=Filter(
            narrow=lambda rows, kind: rows.filter(kind=kind),
            options=lambda rows: [(kind, word(f"people.kind_{kind}")) for kind in Area.Kind.values],
        ),
    ),
    Column(name="level", header=worded("people.level"), value=lambda row: row.level, sort=by("level")),
    Column(
        name="parent",
        header=worded("people.parent"),
        value=lambda row: row.parent.name if row.parent else None,
        sort=by("parent__name"),
    ),
    Column(
        name="host",
        header=worded("people.host"),
        value=lambda row: row.host.name if row.host else None,
    ),
    Column(
        name="inside_host",
        header=worded("people.inside_host"),
        value=lambda row: row.inside_host if row.kind == Area.Kind.ZONE else None,
        text=lambda row: word("pages.table_yes") if row.kind == Area.Kind.ZONE and row.inside_host else "",
    ),
    *dates(),
)
BODIES = (
    Column(name="code", header=worded("people.code"), value=lambda row: row.code, sort=by("code")),
    Column(
        name="name",
        header=worded("people.name"),
        value=lambda row: row.name,
        sort=by("name"),
        filter=containing("name", "short_name", "code"),
    ),
    Column(name="short_name", header=worded("people.short_name"), value=lambda row: row.short_name),
    Column(name="line", header=worded("people.line"), value=lambda row: row.line, sort=by("line")),
    Column(
        name="area",
        header=worded("people.area"),
        value=lambda row: row.area.name if row.area else None,
        sort=by("area__name"),
        filter=containing("area__name"),
    ),
    *dates(),
)


def _today() -> QuerySet:
    return valid_today(Duty.objects.all()).values("pk")


def table(columns: tuple[Column, ...], rows: QuerySet, *order: str) -> Table:
    """Return the table of some rows; every column that is exported stands on its page."""
    page = tuple(column.name for column in columns if column.exported)
    return Table(columns=columns, rows=rows, page=page, order=(*order, "pk"))
