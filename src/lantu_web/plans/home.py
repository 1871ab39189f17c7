"""Every plan a viewer may see, each with the version that counts and how far its checking is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, F, Max, Q
from django.db.models.expressions import OrderBy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantu.exchange.columns import choice_word
from lantu_web.pages import marks
from lantu_web.pages.moment import Moment
from lantu_web.pages.navigation import address_of
from lantu_web.pages.tables import Column, Filter, Table, worded
from lantu_web.pages.words import language, word
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import DecisionRecord, Level, Plan, Record, Version
from lantu_web.plans.page import stage_at
from lantu_web.plans.queries import concerning, plans_seen, versions_seen
from lantu_web.plans.registering import as_registered, saying

_COUNTED = ("statement", "task", "project", "list")
_GRAVEST = (Level.WORK_SECRET, Level.INTERNAL, Level.PUBLIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A plan in the list.

    Attributes:
        plan: The plan.
        version: Its latest version the viewer may see at the moment, or None.
        stage: Where in its life the plan stood with it.
        targets: Targets in it.
        tasks: Tasks in it.
        checked: Items a person has decided upon.
        items: Items there are.
        keep: The query that keeps the moment.
    """

    plan: Plan
    version: Version | None
    stage: str
    targets: int
    tasks: int
    checked: int
    items: int
    keep: str

    @property
    def share(self) -> int:
        """Items decided upon, of a hundred; full only when all are."""
        return 0 if not self.items else self.checked * 100 // self.items


def plans_table(viewer: Any, moment: Moment) -> tuple[Table, str]:
    """Return the table of plans, and the level of the gravest version named in it."""
    seen = versions_seen(viewer)
    plans = plans_seen(viewer)
    if moment.at is not None:
        seen, plans = seen.filter(brought_in_at__lte=moment.at), plans.filter(registered_at__lte=moment.at)
    level = gravest(seen.order_by().values_list("level", flat=True).distinct())
    rows = saying(plans, moment.at)
    table = Table(
        columns=COLUMNS, page=PAGE, rows=rows, order=("-id",), prepared=partial(_entries, viewer, moment, seen)
    )
    return table, level


def gravest(levels: Iterable[str]) -> str:
    """Return the level of a page that names versions of several levels: public where it names none."""
    held = set(levels)
    return str(next((each for each in _GRAVEST if each in held), Level.PUBLIC))


def _entries(viewer: Any, moment: Moment, seen: Any, plans: Iterable[Plan]) -> Iterator[Entry]:
    """Yield plans with what is counted in the latest version of each: some queries, however many plans."""
    rows = list(plans)
    as_registered(rows, moment.at)
    latest = (
        seen.filter(plan__in=rows).order_by().values("plan").annotate(last=Max("id")).values_list("last", flat=True)
    )
    versions = {each.plan_id: each for each in seen.filter(pk__in=list(latest)).defer("text", "blocks")}
    counts = _counts(viewer, moment, list(versions.values()))
    stages = _stages(moment, list(versions.values()))
    for plan in rows:
        version = versions.get(plan.pk)
        found = counts.get(version.pk if version else 0, {})
        yield Entry(
            plan=plan,
            version=version,
            stage=stages.get(version.pk, "") if version else "",
            targets=found.get("targets", 0),
            tasks=found.get("tasks", 0),
            checked=found.get("checked", 0),
            items=found.get("items", 0),
            keep=moment.query,
        )


def _counts(viewer: Any, moment: Moment, versions: list[Version]) -> dict[int, dict[str, int]]:
    whole = [each.pk for each in versions if viewer.has_perm("plans.see_whole_version", each)]
    partly = [each.pk for each in versions if each.pk not in set(whole)]
    rows = as_of(Record.objects.filter(type__in=_COUNTED), moment.at)
    rows = rows.filter(Q(version__in=whole) | (Q(version__in=partly) & concerning(viewer)))
    counted = (
        rows.order_by()
        .values("version")
        .annotate(
            targets=Count("id", filter=Q(kind="target", type="statement")),
            tasks=Count("id", filter=Q(type="task")),
            checked=Count("id", filter=Q(checked=True)),
            items=Count("id"),
        )
    )
    return {row["version"]: row for row in counted}


def _stages(moment: Moment, versions: list[Version]) -> dict[int, str]:
    if moment.at is None:
        return {each.pk: each.stage for each in versions}
    decided: dict[int, list[str]] = {}
    rows = DecisionRecord.objects.filter(version__in=versions, at__lte=moment.at)
    for row in rows.exclude(corrected_by__at__lte=moment.at):
        decided.setdefault(row.version_id, []).append(row.kind)
    return {each.pk: stage_at(each, decided.get(each.pk, []), moment.at) for each in versions}


def _title(entry: Entry) -> SafeString:
    title = entry.plan.title or word("plans.untitled")
    if entry.version is None:
        return marks.text(title)
    return marks.link(address_of("plans:version", entry.version.pk) + entry.keep, title)


def _level(entry: Entry) -> str:
    return word(f"pages.level_{entry.version.level}") if entry.version else ""


def _level_badge(entry: Entry) -> SafeString:
    return marks.badge(entry.version.level if entry.version else "", _level(entry))


def _progress(entry: Entry) -> SafeString:
    if not entry.items:
        return format_html('<span class="soft">{}</span>', word("plans.nothing_read"))
    return format_html(
        '<progress class="inline" max="100" value="{0}" aria-label="{1}"></progress> {0}%',
        entry.share,
        word("plans.checking"),
    )


def _period(entry: Entry) -> str:
    return f"{entry.plan.start}—{entry.plan.end}" if entry.plan.start and entry.plan.end else ""


def _area(entry: Entry) -> str:
    return entry.plan.area.name if entry.plan.area else ""


def _plan_level(entry: Entry) -> str:
    return choice_word(entry.plan.level, language.get(), "level") if entry.plan.level else ""


def _order(*columns: str) -> Any:
    return tuple(partial(OrderBy, F(column), nulls_last=True) for column in columns)


COLUMNS = (
    Column(
        name="title",
        header=worded("plans.title"),
        value=lambda entry: entry.plan.title,
        cell=_title,
        sort=_order("said__title"),
        filter=Filter(narrow=lambda rows, chosen: rows.filter(said__title__contains=chosen)),
        look="text",
    ),
    Column(
        name="area",
        header=worded("plans.area"),
        value=_area,
        sort=_order("said__area__code"),
        filter=Filter(narrow=lambda rows, chosen: rows.filter(said__area__name__contains=chosen)),
        look="short",
    ),
    Column(
        name="government",
        header=worded("plans.government"),
        value=_plan_level,
        sort=_order("said__level"),
        look="short",
    ),
    Column(
        name="period",
        header=worded("plans.period"),
        value=_period,
        sort=_order("said__start", "said__end"),
        look="short",
    ),
    Column(
        name="body",
        header=worded("plans.keeper"),
        value=lambda entry: str(entry.plan.body),
        sort=_order("body__code"),
        look="short",
    ),
    Column(
        name="stage",
        header=worded("plans.stage"),
        value=lambda entry: word(f"plans.stage_{entry.stage}") if entry.stage else "",
        look="short",
    ),
    Column(name="level", header=worded("plans.level"), value=_level, cell=_level_badge, look="short"),
    Column(name="targets", header=worded("plans.targets"), value=lambda entry: entry.targets, look="number"),
    Column(name="tasks", header=worded("plans.tasks"), value=lambda entry: entry.tasks, look="number"),
    Column(
        name="checked", header=worded("plans.checking"), value=lambda entry: entry.share, cell=_progress, look="short"
    ),
)
PAGE = tuple(column.name for column in COLUMNS)
