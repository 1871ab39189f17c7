"""The declared columns of findings: page, filters and exports come from one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from lantu_web.pages.tables import Column, Filter, Table, worded
from lantu_web.pages.words import word
from lantu_web.plans.models import Version
from lantu_web.plans.page import inner_level
from lantu_web.review.models import Finding, Handling
from lantu_web.review.queries import findings_seen
from lantu_web.review.shown import Shown, shown
from lantu_web.review.titles import rule_title

SEVERITIES = ("hard", "probable", "note")


def _column_filter(field: str, words: str = "", said: Callable[[str], str] | None = None) -> Filter:
    """Return a filter of a column with few values, each with its word and the number of its rows."""

    def options(rows: QuerySet) -> list[tuple[str, str]]:
        counts = Counter(rows.order_by().values_list(field, flat=True))
        order = SEVERITIES if field == "severity" else sorted(filter(None, counts))
        say = said or (lambda each: word(words + each) if words else each)
        return [(each, f"{say(each)} ({counts[each]})") for each in order if counts[each]]

    return Filter(narrow=lambda rows, chosen: rows.filter(**{field: chosen}), options=options)


def _by(field: str) -> tuple[Any, ...]:
    return (lambda: OrderBy(F(field)),)


def _released_filter() -> Filter:
    """Return the filter by level: a finding is public or as internal as its version."""

    def options(rows: QuerySet) -> list[tuple[str, str]]:
        public = rows.filter(release__isnull=False).count()
        counts = {"public": public, "not_public": rows.count() - public}
        return [(each, f"{word(f'review.level_{each}')} ({count})") for each, count in counts.items() if count]

    return Filter(narrow=lambda rows, chosen: rows.filter(release__isnull=chosen != "public"), options=options)


def _clauses(each: Shown) -> tuple[str, ...]:
    return tuple(f"{sentence.place} {clause}" for sentence in each.sentences for clause in sentence.clauses)


COLUMNS = (
    Column(
        name="severity",
        header=worded("review.severity"),
        value=lambda each: each.row.severity,
        text=lambda each: word(f"review.severity_{each.row.severity}"),
        filter=_column_filter("severity", "review.severity_"),
    ),
    Column(
        name="rule",
        header=worded("review.rule"),
        value=lambda each: each.row.rule,
        text=lambda each: f"{each.rule} {each.row.rule}",
        sort=_by("rule"),
        filter=_column_filter("rule", said=rule_title),
    ),
    Column(name="message", header=worded("review.message"), value=lambda each: each.message, look="text"),
    Column(
        name="clauses",
        header=worded("review.sentences"),
        value=_clauses,
        text=lambda each: "\n".join(_clauses(each)),
        look="text",
    ),
    Column(name="fix", header=worded("review.fix"), value=lambda each: each.fix, look="text"),
    Column(
        name="level",
        header=worded("review.level"),
        value=lambda each: each.level,
        text=lambda each: word(f"pages.level_{each.level}"),
        filter=_released_filter(),
    ),
    Column(
        name="release",
        header=worded("review.release_number"),
        value=lambda each: each.release.number if each.release else None,
    ),
    Column(
        name="note",
        header=worded("review.note"),
        value=lambda each: each.release.note if each.release else None,
        look="text",
    ),
    Column(
        name="state",
        header=worded("review.state"),
        value=lambda each: each.state,
        text=lambda each: word(f"review.state_{each.state}"),
        filter=_column_filter("state", "review.state_"),
    ),
    Column(
        name="owner",
        header=worded("review.owner"),
        value=lambda each: each.handling.owner.username if each.handling and each.handling.owner else None,
        filter=_column_filter("owner"),
    ),
    Column(
        name="reason",
        header=worded("review.reason"),
        value=lambda each: each.handling.reason if each.handling else None,
        look="text",
    ),
    Column(name="due", header=worded("review.due"), value=lambda each: _day(each.handling), look="short"),
)


def _day(handling: Handling | None) -> str | None:
    return handling.due.isoformat() if handling and handling.due else None


_OF_THE_HOUSE = ("state", "owner", "reason", "due")
"""Columns about the life of a finding, which a release does not make public."""


def findings_table(viewer: Any, version: Version, moment: Any = None) -> Table:
    """Return the table of the findings of a version that a viewer sees, as of a moment."""

    def prepared(rows: Iterable[Finding]) -> Iterator[Shown]:
        return shown(viewer, version, rows, moment)

    rows = findings_seen(viewer, version, moment)
    inside = viewer.has_perm("review.see_findings", version)
    columns = [each for each in COLUMNS if inside or each.name not in _OF_THE_HOUSE]
    if not inside:  # all that others see is public
        columns = [replace(each, filter=None) if each.name == "level" else each for each in columns]
    page = tuple(each.name for each in columns if each.name in ("severity", "rule", "message", "level", "state"))
    return Table(columns=columns, page=page, rows=rows, order=("order", "id"), prepared=prepared)


def level_of_table(table: Table, version: Version, asked: Mapping[str, str]) -> str:
    """Return the level of what an address asks for: public where every finding of it is."""
    rows = table.narrowed(table.narrowings(asked))
    return "public" if rows.exists() and not rows.filter(release__isnull=True).exists() else inner_level(version)
