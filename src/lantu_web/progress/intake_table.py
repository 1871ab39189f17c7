"""The declared columns of observed values: the page, its filters, and exports that come back as they left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantu.exchange.columns import choice_word, columns_of
from lantu.model.records import Observation
from lantu.monitoring.vintages import is_unreleased
from lantu_web.observations.known import library_observation
from lantu_web.observations.models import Observed
from lantu_web.observations.releases import unreleased
from lantu_web.pages.navigation import address_of
from lantu_web.pages.tables import Column, Filter, Table, worded
from lantu_web.pages.words import language, word
from lantu_web.plans.desk import searchable
from lantu_web.progress.around import registered
from lantu_web.progress.intake_counts import Tally

PAGE = ("indicator", "subject", "period", "basis", "value", "unit", "state", "supplier", "published_on", "source")
_HEADERS = {column.name: column for column in columns_of(Observation)}
_CHOSEN = ("basis", "state")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A value ready for people.

    Attributes:
        row: Its row.
        value: The same as the library's record.
        unreleased: Whether it is not published yet.
        subject: Name of its subject; empty for the plan's own area.
    """

    row: Observed
    value: Observation
    unreleased: bool
    subject: str


def values_table(rows: QuerySet[Observed], tally: Tally, version: int, day: date, keep: str = "") -> Table:
    """Return the table of values.

    Args:
        rows: The values, which know their release.
        tally: How many there are of each kind.
        version: Key of the version on whose pages it stands.
        day: The day of which it is asked whether a value is published.
        keep: What addresses end with to keep the moment of the page.
    """
    names = {subject: area.name for subject, area in registered(tally.by["subject"]).items()}

    def prepared(found: Iterable[Observed]) -> Iterator[Line]:
        for row in found:
            value = library_observation(row)
            yield Line(
                row=row,
                value=value,
                unreleased=is_unreleased(value, day),
                subject=names.get(row.subject, row.subject),
            )

    def link(each: Line) -> SafeString:
        where = address_of("progress:value", version, each.row.pk) + keep
        return format_html('<a href="{}">{}</a>', where, each.value.indicator)

    return Table(
        columns=_columns(day, names, tally, link),
        rows=rows,
        page=PAGE,
        order=("indicator", "subject", "-period", "basis", "id"),
        prepared=prepared,
        total=tally.total,
    )


def _columns(
    day: date, names: Mapping[str, str], tally: Tally, link: Callable[[Line], SafeString]
) -> tuple[Column, ...]:
    def among(field: str, said: Callable[[str], str]) -> Filter:
        return _among(field, tally.by[field], said)

    special = {
        "subject": {"filter": among("subject", lambda code: names.get(code, code)), "cell": _subject},
        "indicator": {"filter": Filter(narrow=_named), "cell": link, "sort": _by("indicator")},
        "period": {"filter": Filter(narrow=_in_period), "sort": _by("period"), "look": "short"},
        "value": {"value": lambda each: Decimal(each.row.value), "look": "number"},
        "unit": {"look": "short"},
        "state": {"filter": among("state", lambda state: choice_word(state, language.get(), "state"))},
        "supplier": {"filter": among("supplier", str)},
        "published_on": {"cell": _published, "sort": _by("released_on"), "look": "short"},
        "recorded_at": {"sort": _by("recorded_at")},
        "source": {"look": "text"},
        "note": {"look": "text"},
    }
    columns = [_column(name, **special.get(name, {})) for name in _HEADERS]  # type: ignore[arg-type]
    return (
        *columns,
        Column(name="release", header=worded("progress.intake_release"), value=lambda each: each.unreleased,
               text=_release, filter=_released(day), look="short"),
        Column(name="release_ground", header=worded("progress.release_ground"), value=_ground, look="text"),
    )  # fmt: skip


def _column(name: str, **more: object) -> Column:
    """Return the column of a field; its header is that of the import template."""
    facts: dict[str, object] = {
        "name": name,
        "header": lambda: _HEADERS[name].header(language.get()),
        "value": lambda each: getattr(each.value, name),
    }
    if name in _CHOSEN:
        facts["text"] = lambda each: choice_word(getattr(each.value, name), language.get(), name)
    return Column(**facts | more)  # type: ignore[arg-type]  # every name is one of the column's


def _by(field: str) -> tuple[Callable[[], OrderBy], ...]:
    return (lambda: OrderBy(F(field), nulls_last=True),)


def _among(field: str, counts: Mapping[str, int], said: Callable[[str], str]) -> Filter:
    """Return a filter of a column with few values, each with the number of its rows."""
    choices = [(each, f"{said(each)} ({counts[each]})") for each in sorted(filter(None, counts))]
    return Filter(narrow=lambda rows, chosen: rows.filter(**{field: chosen}), options=lambda rows: choices)


def _released(day: date) -> Filter:
    def narrow(rows: QuerySet, chosen: str) -> QuerySet:
        return rows.filter(unreleased(day)) if chosen == "no" else rows.exclude(unreleased(day))

    return Filter(
        narrow=narrow,
        options=lambda rows: [("yes", word("progress.intake_released")), ("no", word("progress.unreleased"))],
    )


def _named(rows: QuerySet, chosen: str) -> QuerySet:
    return rows.filter(search__contains=searchable(chosen))


def _in_period(rows: QuerySet, chosen: str) -> QuerySet:
    return rows.filter(Q(period__startswith=chosen) | Q(slot__startswith=chosen))


def _subject(each: Line) -> SafeString:
    return format_html("{}", each.subject)


def _release(each: Line) -> str:
    return word("progress.unreleased") if each.unreleased else ""


def _ground(each: Line) -> str | None:
    """Return what the release rests on, or why the value is held back, where a named act says so."""
    standing = getattr(each.row, "standing", None)  # joined, where there is one
    return str(standing.act) if standing else None


def _published(each: Line) -> SafeString:
    mark = format_html('<span class="badge care">{}</span>', word("progress.unreleased")) if each.unreleased else ""
    return format_html("{} {}", each.value.published_on or "", mark)
