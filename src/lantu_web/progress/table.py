"""The declared columns of progress: page, filters and exports come from one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from django.db.models import F
from django.db.models.expressions import OrderBy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantu.exchange.columns import choice_word
from lantu_web.pages.navigation import address_of
from lantu_web.pages.tables import Column, Filter, Table, worded
from lantu_web.pages.words import language, word
from lantu_web.plans.desk import searchable
from lantu_web.progress.models import Row
from lantu_web.progress.queries import Stood
from lantu_web.progress.told import Told, body_said, told

YES = "yes"
Counts: TypeAlias = Mapping[str, Mapping[str, int]]
"""How many rows have each value of a column."""
PAGE = (
    "sign",
    "indicator",
    "baseline",
    "target_value",
    "latest",
    "observed_on",
    "due_value",
    "progress",
    "needed",
)


def _counted(field: str, said: Callable[[str], str], *, counts: Counts) -> Filter:
    """Return a filter of a column with few values, each with the number of its rows."""
    known = counts.get(field, {})
    choices = [(each, f"{said(each)} ({known[each]})") for each in sorted(filter(None, known))]
    return Filter(narrow=lambda rows, chosen: rows.filter(**{field: chosen}), options=lambda rows: choices)


def _by(field: str) -> tuple[Callable[[], OrderBy], ...]:
    return (lambda: OrderBy(F(field), nulls_last=True),)


def _status(each: Told) -> SafeString:
    mark = format_html('<span class="status status-{}">{} {}</span>', each.colour, each.sign, each.status_word)
    said = "progress.proposal" if each.row.proposal else "progress.confirmed" if each.row.confirmed else ""
    return format_html("{}<small>{}</small>", mark, word(said)) if said else mark


def _indicator(each: Told) -> SafeString:
    where = address_of("progress:target", each.row.standing.version_id, each.row.target) + each.keep
    if each.row.subject:
        where += f"{'&' if each.keep else '?'}subject={each.row.subject}"
    found = format_html('<a href="{}">{}</a>', where, each.row.indicator)
    marks = (
        [format_html(' <span class="badge binding">{}</span>', choice_word("binding", language.get()))]
        if each.row.binding
        else []
    )
    marks += (
        [format_html(' <span class="badge care">{}</span>', word("progress.unreleased"))] if each.row.unreleased else []
    )
    under = " · ".join(filter(None, (each.subject, body_said(each.row))))
    marks += [format_html('<small class="under">{}</small>', under)] if under else []
    return format_html("{}{}", found, SafeString("".join(marks)))


def _flag(field: str) -> Filter:
    """Return a filter that keeps the rows of which something holds."""
    return Filter(
        narrow=lambda rows, chosen: rows.filter(**{field: True}) if chosen == YES else rows,
        options=lambda rows: [(YES, word("pages.table_yes"))],
    )


def _yes(held: bool) -> str:
    return word("pages.table_yes") if held else ""


def columns(stood: Stood) -> tuple[Column, ...]:
    """Return the columns of progress."""
    scheme, titles, names = stood.scheme, stood.titles, stood.names
    words = {status.key: f"{status.symbol} {status.name(language.get())}" for status in scheme.statuses}
    counted = partial(_counted, counts=stood.counts)
    return (
        Column(name="sign", header=worded("progress.status"), value=lambda each: each.progress.status, text=lambda each: each.status_word,
               cell=_status, sort=_by("rank"), filter=counted("status", lambda key: words.get(key, key)), look="short"),
        Column(name="indicator", header=worded("progress.indicator"), value=lambda each: each.row.indicator, cell=_indicator,
               filter=Filter(narrow=lambda rows, chosen: rows.filter(search__contains=searchable(chosen)))),
        Column(name="subject", header=worded("progress.subject"), value=lambda each: each.row.subject, text=lambda each: each.subject,
               filter=counted("subject", lambda code: names.get(code, code))),
        Column(name="chapter", header=worded("progress.chapter"), value=lambda each: each.row.chapter, text=lambda each: each.chapter,
               filter=counted("chapter", lambda number: titles.get(number) or number)),
        Column(name="unit", header=worded("progress.unit"), value=lambda each: each.progress.unit),
        Column(name="baseline", header=worded("progress.baseline"), value=lambda each: each.progress.baseline,
               text=lambda each: each.value(each.progress.baseline), look="number"),
        Column(name="target_value", header=worded("progress.target"), value=lambda each: each.progress.target_value,
               text=lambda each: f"{each.target} {each.progress.unit or ''}".strip() if each.target else "", look="number"),
        Column(name="latest", header=worded("progress.latest"), value=lambda each: each.progress.latest, text=lambda each: each.latest, look="number"),
        Column(name="observed_on", header=worded("progress.observed_on"), value=lambda each: each.progress.observed_on, look="short"),
        Column(name="due_value", header=worded("progress.due"), value=lambda each: each.progress.due_value, text=lambda each: each.due, look="number"),
        Column(name="progress", header=worded("progress.done"), value=lambda each: each.progress.progress,
               text=lambda each: f"{each.done} / {each.time}" if each.done else "", sort=_by("progress"), look="number"),
        Column(name="gap", header=worded("progress.gap"), value=lambda each: each.progress.gap, sort=_by("gap"), look="number"),
        Column(name="needed", header=worded("progress.needed"), value=lambda each: each.progress.needed_rate, text=lambda each: each.needed),
        Column(name="body", header=worded("progress.body"), value=lambda each: each.row.body,
               text=lambda each: body_said(each.row),
               filter=counted("body", str)),
        Column(name="state", header=worded("progress.state"), value=lambda each: each.row.state,
               text=lambda each: word(f"progress.state_{each.row.state}"), filter=counted("state", lambda state: word(f"progress.state_{state}"))),
        Column(name="binding", header=worded("progress.binding"), value=lambda each: each.row.binding, text=lambda each: _yes(each.row.binding), filter=_flag("binding")),
        Column(name="proposal", header=worded("progress.proposal"), value=lambda each: each.row.proposal, text=lambda each: _yes(each.row.proposal), filter=_flag("proposal")),
        Column(name="unreleased", header=worded("progress.unreleased"), value=lambda each: each.row.unreleased,
               text=lambda each: word("progress.unreleased") if each.row.unreleased else "", filter=_flag("unreleased")),
        Column(name="why", header=worded("progress.why"), value=lambda each: each.why, look="text"),
    )  # fmt: skip


def progress_table(stood: Stood, keep: str = "") -> Table:
    """Return the table of a standing.

    Args:
        stood: Where the targets stand.
        keep: What addresses end with to keep moment and scheme of the page.
    """
    return Table(
        columns=columns(stood),
        page=PAGE,
        rows=Row.objects.filter(standing=stood.standing),
        order=("subject", "place", "id"),
        prepared=lambda rows: told(stood, map(stood.own, rows), keep),
        total=sum(stood.counts["state"].values()),
    )
