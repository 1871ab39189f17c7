"""The declared columns of warnings: page, filters and exports come from one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import F
from django.db.models.expressions import OrderBy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantu.vocabulary.warning_rules import shipped_levels
from lantu_web.pages.navigation import address_of
from lantu_web.pages.tables import Column, Filter, Table, worded
from lantu_web.pages.words import language, word
from lantu_web.progress.models import Warned, Watch
from lantu_web.progress.own import warning_rules

Counted: TypeAlias = Mapping[str, Any]
"""How many warnings there are (``count``) of some fields that are alike."""

STAGES = ("active", "pending", "cleared")
ALL = "all"
_LOOKS = {2: "bad", 1: "care"}
PAGE = ("level", "indicator", "message", "rule", "owner")
DAYS = {"active": ("since", "raised_on"), "pending": ("since",)}
"""Which days stand on the page, by stage; all of them where nothing else is said."""


def level_word(row: Warned) -> str:
    """Return the level of a warning with its mark."""
    level = shipped_levels().get(row.level)
    return f"{level.symbol} {level.name(language.get())}" if level else row.level


def rule_word(rule: str) -> str:
    """Return the name of a rule."""
    found = next((each for each in warning_rules().rules if each.id == rule), None)
    return found.name(language.get()) if found else rule


def owner_said(row: Warned) -> str:
    """Return the body a warning goes to, and whether that is only proposed."""
    return f"{row.owner}{word('progress.supposed')}" if row.owner and row.proposed else row.owner


def message_said(row: Warned) -> str:
    """Return what a warning says."""
    return row.message_zh if language.get() == "zh" else row.message_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A warning in a list.

    Attributes:
        row: The warning.
        level: Its level with its mark.
        look: How the mark looks.
        message: What it says.
        owner: Whose it is.
    """

    row: Warned
    level: str
    look: str
    message: str
    owner: str


def shown(rows: Iterable[Warned]) -> list[Shown]:
    """Return warnings, ready for a list."""
    return [
        Shown(row=row, level=level_word(row), look=_look(row), message=message_said(row), owner=owner_said(row))
        for row in rows
    ]


def _look(row: Warned) -> str:
    return _LOOKS.get(row.rank, "note")


def totals(counted: Iterable[Counted], field: str) -> Counter[str]:
    """Return how many warnings have each value of a field."""
    found: Counter[str] = Counter()
    for each in counted:
        found[each[field]] += each["count"]
    return found


def _among(field: str, counts: Counter[str], said: Callable[[str], str]) -> Filter:
    """Return a filter of a column with few values, each with the number of its warnings."""
    choices = [(each, f"{said(each)} ({counts[each]})") for each in sorted(filter(None, counts))]
    return Filter(narrow=lambda rows, chosen: rows.filter(**{field: chosen}), options=lambda rows: choices)


def _stages() -> Filter:
    return Filter(
        narrow=lambda rows, chosen: rows if chosen == ALL else rows.filter(stage=chosen),
        options=lambda rows: [(each, word(f"progress.stage_{each}")) for each in (*STAGES, ALL)],
        default="active",
    )


def _level(row: Warned) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', _look(row), level_word(row))


def columns(version: int, counted: Sequence[Counted], names: Mapping[str, str], keep: str) -> tuple[Column, ...]:
    """Return the columns of warnings.

    Args:
        version: Key of the version.
        counted: How many warnings there are of a kind.
        names: Names of subjects.
        keep: What addresses end with to keep moment and scheme of the page.
    """

    def among(field: str, said: Callable[[str], str]) -> Filter:
        return _among(field, totals(counted, field), said)

    def link(row: Warned) -> SafeString:
        where = address_of("progress:target", version, row.target)
        query = f"{keep}{'&' if keep else '?'}subject={row.subject}" if row.subject else keep
        found = format_html('<a href="{}{}">{}</a>', where, query, row.indicator)
        return format_html("{}<small>{}</small>", found, names.get(row.subject, row.subject)) if row.subject else found

    def by(field: str) -> tuple[Callable[[], OrderBy], ...]:
        return (lambda: OrderBy(F(field), nulls_last=True),)

    return (
        Column(name="stage", header=worded("progress.stage"), value=lambda row: row.stage, text=lambda row: word(f"progress.stage_{row.stage}"), filter=_stages()),
        Column(name="level", header=worded("progress.level"), value=lambda row: row.level, text=level_word, cell=_level, sort=by("rank"),
               filter=among("level", lambda level: shipped_levels()[level].name(language.get()) if level in shipped_levels() else level), look="short"),
        Column(name="rule", header=worded("progress.rule"), value=lambda row: row.rule, text=lambda row: rule_word(row.rule), filter=among("rule", rule_word)),
        Column(name="indicator", header=worded("progress.indicator"), value=lambda row: row.indicator, cell=link,
               filter=Filter(narrow=lambda rows, chosen: rows.filter(indicator__contains=chosen))),
        Column(name="subject", header=worded("progress.subject"), value=lambda row: row.subject, text=lambda row: names.get(row.subject, row.subject),
               filter=among("subject", lambda code: names.get(code, code))),
        Column(name="owner", header=worded("progress.body"), value=lambda row: row.owner, text=owner_said, filter=among("owner", str)),
        Column(name="since", header=worded("progress.holds_since"), value=lambda row: row.since, sort=by("since"), look="short"),
        Column(name="raised_on", header=worded("progress.raised_on"), value=lambda row: row.raised_on, sort=by("raised_on"), look="short"),
        Column(name="last_on", header=worded("progress.last_on"), value=lambda row: row.last_on, look="short"),
        Column(name="cleared_on", header=worded("progress.cleared_on"), value=lambda row: row.cleared_on, look="short"),
        Column(name="message", header=worded("progress.message"), value=message_said, look="text"),
    )  # fmt: skip


def warnings_table(
    watch: Watch, counted: Sequence[Counted], names: Mapping[str, str], stage: str, keep: str = ""
) -> Table:
    """Return the table of the warnings of a watch, the gravest first.

    Args:
        watch: The watch.
        counted: How many warnings there are of a kind.
        names: Names of subjects.
        stage: The stage that is asked for.
        keep: What addresses end with to keep moment and scheme of the page.
    """
    page = (*PAGE, *DAYS[stage]) if stage in DAYS else ("stage", *PAGE, "raised_on", "cleared_on")
    shown = columns(watch.version_id, counted, names, keep)
    return Table(columns=shown, page=page, rows=watch.warnings.all(), order=("place", "id"))
