"""Every read of the workbench; each takes the viewer first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from lantu.model.records import Passage
from lantu.reading import READER
from lantu_web.jobs.models import Job
from lantu_web.pages.permission import require
from lantu_web.plans.desk import as_of, item_of, plan_of
from lantu_web.plans.models import CheckMark, Correction, Reading, Record, Version
from lantu_web.plans.queries import version_seen
from lantu_web.plans.registering import as_registered
from lantu_web.plans.workbench.chapters import Chapter, chapter_at, chapters_of
from lantu_web.plans.workbench.choosing import TYPES, Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How far the checking of a chapter, or of all, is.

    Attributes:
        total: Its items.
        checked: Those a person has decided about.
        chosen: Those that the filters show.
        mark: The mark that it is checked, or None.
        stale: Whether the mark speaks of a reading that was replaced since.
    """

    total: int
    checked: int
    chosen: int
    mark: CheckMark | None = None
    stale: bool = False

    @property
    def left(self) -> int:
        """Items nobody has decided about."""
        return self.total - self.checked

    @property
    def percent(self) -> int:
        """Share checked, rounded down: 100 only when nothing is left."""
        return 100 if not self.total else self.checked * 100 // self.total


@dataclass
class Workbench:
    """A version on the desk of a viewer, at a moment.

    Attributes:
        viewer: Who looks.
        version: The version.
        moment: The moment of which the page speaks, or None for now.
        choice: Which items are shown.
    """

    viewer: Any
    version: Version
    moment: datetime | None = None
    choice: Choice = field(default_factory=Choice)
    _marks: dict[str, list[Record]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def may_decide(self) -> bool:
        """Whether the viewer may decide about the reading: never about the past."""
        return self.moment is None and self.viewer.has_perm("plans.check_reading", self.version)

    @cached_property
    def records(self) -> QuerySet[Record]:
        """All items of the version."""
        return as_of(Record.objects.filter(version=self.version), self.moment)

    @property
    def ids(self) -> set[str]:
        """The ids that items have."""
        return set(self.records.values_list("item", flat=True))

    @cached_property
    def reading(self) -> Reading | None:
        """What the reader found: only its name and its moment."""
        return as_of(self.version.readings.all(), self.moment).only("pk", "reader", "recorded_at", "version_id").first()

    @cached_property
    def passages(self) -> list[Passage]:
        """The outline, in the order of the text."""
        rows = self.records.filter(type="passage").order_by("start", "id")
        return [found for found in map(item_of, rows) if isinstance(found, Passage)]

    @cached_property
    def chapters(self) -> list[Chapter]:
        """The chapters the document is checked by."""
        return chapters_of(self.passages, len(self.version.text))

    def chapter(self, key: str) -> Chapter:
        """Return a chapter by its key; where there is none of that key, the first in which something was read."""
        for each in self.chapters:
            if each.key == key:
                return each
        first = self.records.filter(self.choice.condition, start__isnull=False).order_by("start").first()
        return chapter_at(self.chapters, first.start or 0) if first else self.chapters[0]

    def marks_in(self, chapter: Chapter) -> list[Record]:
        """Return what was read in a chapter, in the order of the text, whatever the filters."""
        if chapter.key not in self._marks:
            inside = Q(start__lt=chapter.end, end__gt=chapter.start, type__in=TYPES)
            rows = self.records.filter(inside).select_related("by").order_by("start", "end", "id")
            self._marks[chapter.key] = list(rows)
        return self._marks[chapter.key]

    def shown_in(self, chapter: Chapter, also: Iterable[str] = ()) -> list[Record]:
        """Return the items of a chapter that the filters show, and some whatever they say."""
        if not self.choice.narrows:
            return [record for record in self.marks_in(chapter) if chapter.holds(record.start or 0)]
        inside = Q(start__gte=chapter.start, start__lt=chapter.end, type__in=TYPES)
        rows = self.records.filter(inside & (self.choice.condition | Q(item__in=list(also))))
        return list(rows.select_related("by").order_by("start", "end", "id"))

    @cached_property
    def tallies(self) -> list[tuple[Chapter, Tally]]:
        """How far each chapter is."""
        places = self.records.filter(type__in=TYPES, start__isnull=False)
        starts = [chapter.start for chapter in self.chapters]
        counts = [[0, 0, 0] for _ in starts]
        for start, checked in places.values_list("start", "checked"):
            found = counts[bisect_right(starts, start or 0) - 1]
            found[0] += 1
            found[1] += checked
            found[2] += not self.choice.narrows
        for start in (
            places.filter(self.choice.condition).values_list("start", flat=True) if self.choice.narrows else ()
        ):
            counts[bisect_right(starts, start or 0) - 1][2] += 1
        return [
            (chapter, self._tally(found, chapter.key)) for chapter, found in zip(self.chapters, counts, strict=True)
        ]

    @cached_property
    def whole(self) -> Tally:
        """How far the whole reading is."""
        sums = [sum(getattr(tally, name) for _, tally in self.tallies) for name in ("total", "checked", "chosen")]
        return self._tally(sums, "")

    def _tally(self, counts: Sequence[int], key: str) -> Tally:
        mark = self._check_marks.get(key)
        stale = mark is not None and self.reading is not None and self.reading.recorded_at > mark.recorded_at
        return Tally(total=counts[0], checked=counts[1], chosen=counts[2], mark=mark, stale=stale)

    @cached_property
    def _check_marks(self) -> dict[str, CheckMark]:
        rows = as_of(self.version.check_marks.select_related("by"), self.moment).order_by("id")
        return {row.chapter: row for row in rows}

    @cached_property
    def unfitting(self) -> int:
        """How many decisions no longer fit the reading."""
        if not self.version.corrections.exists():
            return 0
        plan = plan_of(self.version, self.moment)
        return len(plan.unfitting) if plan else 0

    @cached_property
    def being_read(self) -> bool:
        """Whether a reading of the version waits or runs."""
        alive = Job.objects.filter(key=f"read:{self.version.pk}", state__in=[Job.State.WAITING, Job.State.RUNNING])
        return alive.exists()

    @cached_property
    def newer_reader(self) -> str:
        """Name of the reader as it is now, where another one made the reading; else empty."""
        return READER if self.reading is not None and self.reading.reader != READER else ""

    @cached_property
    def own_last(self) -> Correction | None:
        """The viewer's own last step that still holds: what undo takes back."""
        mine = self.version.corrections.filter(by=self.viewer, replaced_at__isnull=True).exclude(batch="")
        return mine.order_by("-id").first()


def workbench_seen(viewer: Any, pk: int, *, moment: datetime | None = None, choice: Choice | None = None) -> Workbench:
    """Put a version on the desk of a viewer.

    Raises:
        Http404: There is none, or the viewer may not know of it.
        PermissionDenied: The viewer sees of it only what concerns the own body.
    """
    version = version_seen(viewer, pk)
    require(viewer, "plans.see_whole_version", version)
    as_registered([version.plan], moment)
    return Workbench(viewer=viewer, version=version, moment=moment, choice=choice or Choice())


def desk(viewer: Any, pk: int) -> Workbench:
    """Put a version on the desk of somebody who decides about its reading.

    Raises:
        Http404: There is none, or the viewer may not know of it.
        PermissionDenied: The viewer may look at most.
    """
    bench = workbench_seen(viewer, pk)
    require(viewer, "plans.check_reading", bench.version)
    return bench
