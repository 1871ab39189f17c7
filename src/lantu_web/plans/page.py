"""What every page about a version begins with: the version as its viewer may see it, and the moment it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest

from lantu_web.pages.exports import About
from lantu_web.pages.moment import Moment, moment_of
from lantu_web.pages.words import word
from lantu_web.plans.additions import tabs_for
from lantu_web.plans.deciding import stage_with
from lantu_web.plans.models import DecisionRecord, Record, Version
from lantu_web.plans.queries import records_seen, versions_seen
from lantu_web.plans.registering import as_registered

_HEAVY = ("text", "blocks")  # columns a table of targets has no need of


@dataclass(kw_only=True)
class VersionPage:
    """A version on a page.

    Attributes:
        request: What was asked, and by whom.
        version: The version.
        moment: The moment the page speaks of.
    """

    request: HttpRequest
    version: Version
    moment: Moment

    @property
    def viewer(self) -> Any:
        """Who looks."""
        return self.request.user

    @property
    def at(self) -> datetime | None:
        """The moment as two-clock tables are asked, None for now."""
        return self.moment.at

    @cached_property
    def whole(self) -> bool:
        """Whether the viewer sees all of the version, not only what concerns the own body."""
        return bool(self.viewer.has_perm("plans.see_whole_version", self.version))

    def need_whole(self) -> None:
        """Refuse a page that shows the text of the plan to who sees only a part.

        Raises:
            PermissionDenied: The viewer does.
        """
        if not self.whole:
            raise PermissionDenied

    def records(self, *types: str) -> QuerySet[Record]:
        """Return the items the viewer may see, of some types or all."""
        rows = records_seen(self.viewer, self.version, self.at)
        return rows.filter(type__in=types) if types else rows

    @cached_property
    def decisions(self) -> list[DecisionRecord]:
        """What was decided of the version by then, without records that were corrected by then."""
        rows = self.version.decisions.select_related("by", "scan", "corrected_by").order_by("on", "id")
        at = self.at
        if at is not None:
            rows = rows.filter(at__lte=at)
        return [row for row in rows if not was_corrected(row, at)]

    @cached_property
    def stage(self) -> str:
        """Where in its life the plan stood with this version."""
        decided = [] if self.at is None else [row.kind for row in self.decisions]
        return stage_at(self.version, decided, self.at)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many items of each type the viewer sees; statements also by kind, as ``target`` and so on."""
        rows = self.records().exclude(type="passage").order_by().values("type", "kind").annotate(count=Count("id"))
        found: dict[str, int] = {}
        for row in rows:
            name = row["kind"] if row["type"] == "statement" else row["type"]
            found[name] = found.get(name, 0) + row["count"]
        return found

    def about(self, name: str) -> About:
        """Return what an export of this version says of itself."""
        return About(
            title=f"{self.version.plan.title} · {word(f'plans.stage_{self.stage}')} · {name}",
            name=f"{self.version.plan.title[:40]}-{name}",
            level=self.version.level,
            as_of=self.moment.day,
        )

    def facts(self, tab: str, **more: object) -> dict[str, object]:
        """Return what the frame of the page needs, and more.

        Args:
            tab: Name of the page among those of the version.
            **more: What the page itself shows.
        """
        return {
            "version": self.version,
            "plan": self.version.plan,
            "stage": f"plans.stage_{self.stage}",
            "level": self.version.level,
            "moment": self.moment,
            "whole": self.whole,
            "may_check": self.viewer.has_perm("plans.check_reading", self.version) and not self.moment.chosen,
            "counts": self.counts,
            "tab": tab,
            "added": tabs_for(self.viewer, self.version),
        } | more


def opened(
    request: HttpRequest, pk: int, *, with_text: bool = False, along: Mapping[str, Any] | None = None
) -> VersionPage:
    """Open a version for a page.

    Args:
        request: What was asked, and by whom.
        pk: Key of the version.
        with_text: Whether its text is read too.
        along: What is read along with it: expressions by the names under which the version then holds them.

    Raises:
        Http404: There is none, or the viewer may not know of it, or it was not yet there at the moment asked for.
        UsageError: The moment asked for is none (W040, W041).
    """
    moment = moment_of(request)
    rows = versions_seen(request.user).annotate(**(along or {}))
    found = (rows if with_text else rows.defer(*_HEAVY)).filter(pk=pk).filter(_there_at(moment.at)).first()
    if found is None:
        raise Http404
    as_registered([found.plan], moment.at)
    return VersionPage(request=request, version=found, moment=moment)


def stage_at(version: Version, decided: Iterable[str], at: datetime | None) -> str:
    """Return where in its life a plan stood with a version.

    Args:
        version: The version.
        decided: The kinds of the decisions recorded by then.
        at: The moment, or None for now.
    """
    return version.stage if at is None else stage_with(version.first_stage, decided)


def _there_at(at: datetime | None) -> Q:
    return Q() if at is None else Q(brought_in_at__lte=at)


def was_corrected(row: DecisionRecord, at: datetime | None) -> bool:
    """Return whether a record, read with what corrected it, had been corrected by a moment; by now when none is given."""
    later = getattr(row, "corrected_by", None)
    return later is not None and (at is None or later.at <= at)


def inner_level(version: Version) -> str:
    """Return the level of what the house makes of a version (findings, breakdowns): never public by the plan being so."""
    return "work_secret" if version.level == "work_secret" else "internal"
