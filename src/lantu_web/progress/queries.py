"""Every read of the room; each takes the viewer first."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet

from lantu.monitoring.deciding import Confirmation, WordingDecision
from lantu.monitoring.judging import Judgement
from lantu.monitoring.monitoring import Monitored
from lantu.monitoring.outlook.record import Decided
from lantu.monitoring.rollup import Member
from lantu.vocabulary.schemes import Scheme
from lantu_web.people.models import Area
from lantu_web.plans.models import Version
from lantu_web.progress import decisions, own
from lantu_web.progress.grounds import Grounds, grounds_of, measured
from lantu_web.progress.models import Decision, Row, Standing, Warned, Watch
from lantu_web.progress.standing import judged, progress_of, rows_of, standing_of
from lantu_web.progress.watching import key_of, watch_of


@dataclass(frozen=True, kw_only=True)
class Stood:
    """Where a version stands, with what its pages need; each is read when it is asked for, and once.

    Attributes:
        grounds: What it rests on.
        scheme: The scheme it is judged by.
    """

    grounds: Grounds
    scheme: Scheme

    @cached_property
    def standing(self) -> Standing:
        """Its rows."""
        return standing_of(self.grounds, self.scheme.id)

    @property
    def monitored(self) -> Monitored:
        """What the library measured."""
        return measured(self.grounds)

    def rows(self, **narrow: object) -> list[Row]:
        """Return rows in the order of the plan, narrowed by columns."""
        rows = Row.objects.filter(standing=self.standing, **narrow).order_by("place", "subject")
        return [self.own(row) for row in rows]

    def few_rows(self, **narrow: object) -> list[Row]:
        """Return rows as :meth:`rows` does, and the standing with them by the same look: where they are few."""
        rows = rows_of(self.grounds, self.scheme.id, with_standing=True, **narrow)
        if rows:
            self.__dict__.setdefault("standing", rows[0].standing)
        return rows

    def own(self, row: Row) -> Row:
        """Return a row that knows the standing it is of."""
        row.standing = self.standing
        return row

    def judged_rows(self, rows: Iterable[Row], said: Mapping[Member, Confirmation]) -> dict[Member, Judgement]:
        """Return the judgement of rows with the answers of people.

        Args:
            rows: The rows.
            said: What people let stand, by target and subject.
        """
        found = judged((progress_of(row) for row in rows), self.scheme, said)
        return {(each.progress.target, each.progress.subject): each for each in found}

    @cached_property
    def judged(self) -> dict[Member, Judgement]:
        """Every target judged, what people let stand included."""
        said = decisions.confirmations(self.grounds.version, self.grounds.moment, self.scheme.id)
        return self.judged_rows(self.rows(), said)

    @cached_property
    def about(self) -> dict[str, Any]:
        """What was counted with the standing."""
        found: dict[str, Any] = json.loads(self.standing.about)
        return found

    @property
    def titles(self) -> dict[str, str]:
        """Headings of the chapters by number."""
        found: dict[str, str] = self.about["titles"]
        return found

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many rows have each value of the columns that pages narrow by."""
        found: dict[str, dict[str, int]] = self.about["counts"]
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the subjects that have rows."""
        subjects = [each for each in self.counts["subject"] if each]
        codes = [each.removeprefix("area:") for each in subjects]
        areas = dict(Area.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
        return {each: areas.get(each.removeprefix("area:"), each) for each in subjects}


def stood(viewer: Any, version: Version, moment: datetime | None = None, scheme_id: str = "") -> Stood:
    """Return where the targets of a version stand, as of a moment; computed now if it was not before.

    Raises:
        PermissionDenied: The viewer may not see it.
        VocabularyError: There is no such scheme.
    """
    found = stood_on(viewer, grounds_of(version, moment), own.scheme(scheme_id))
    _ = found.standing
    return found


def stood_on(viewer: Any, grounds: Grounds, by: Scheme) -> Stood:
    """Return where the targets of a version stand on some grounds, by a scheme.

    Raises:
        PermissionDenied: The viewer may not see it.
    """
    _require(viewer, grounds.version)
    return Stood(grounds=grounds, scheme=by)


def wordings(
    viewer: Any, version: Version, moment: datetime | None = None, scheme_id: str = ""
) -> dict[Member, WordingDecision]:
    """Return how people decided that reports word the statuses of a scheme, by target and subject.

    The library asks of each whether it was made on the value of today (:func:`lantu.monitoring.deciding.wording`).

    Raises:
        PermissionDenied: The viewer may not see them.
    """
    _require(viewer, version)
    kind = decisions.Kind.WORDING
    return decisions.wordings(decisions.decided(version, moment, kind=kind, scheme=own.scheme(scheme_id).id))


def expectations(viewer: Any, stood: Stood) -> dict[Member, Decided]:
    """Return what people decided of the end of targets on the values of today: all that a document may print of outlooks.

    Raises:
        PermissionDenied: The viewer may not see them.
    """
    version, moment = stood.grounds.version, stood.grounds.moment
    _require(viewer, version)
    return decisions.expectations(decisions.decided(version, moment, kind=decisions.Kind.OUTLOOK), stood.judged)


def decided_by(viewer: Any, stood: Stood) -> list[Decision]:
    """Return what people decided by a scheme, and of the end of targets, which no scheme has a part in.

    Raises:
        PermissionDenied: The viewer may not see them.
    """
    version, moment = stood.grounds.version, stood.grounds.moment
    _require(viewer, version)
    return list(decisions.decided(version, moment, scheme__in=(stood.scheme.id, "")))


def decisions_about(
    viewer: Any, version: Version, target: str, subject: str | None = None, moment: datetime | None = None
) -> QuerySet[Decision]:
    """Return every decision about a target that was made by a moment, the latest first, those that were replaced too.

    Args:
        viewer: Who asks.
        version: The version.
        target: Id of the statement.
        subject: Typed code; None for every subject of the target.
        moment: The moment, None for now.

    Raises:
        PermissionDenied: The viewer may not see them.
    """
    _require(viewer, version)
    rows = Decision.objects.filter(version=version, target=target).select_related("by").order_by("-id")
    rows = rows if subject is None else rows.filter(subject=subject)
    return rows if moment is None else rows.filter(recorded_at__lte=moment)


def watch(viewer: Any, stood: Stood) -> Watch | None:
    """Return the watch of a version as of the moment of its standing, or None where it is not computed yet.

    Raises:
        PermissionDenied: The viewer may not see it.
    """
    _require(viewer, stood.grounds.version)
    return watch_of(stood.grounds, stood.scheme.id)


def counted(found: Watch) -> list[dict[str, Any]]:
    """Return how many warnings of a watch share stage, level, rule, subject and owner."""
    fields = ("stage", "level", "rule", "subject", "owner")
    return list(found.warnings.order_by().values(*fields).annotate(count=Count("id")))


def warned(viewer: Any, stood: Stood, members: Collection[Member], **narrow: object) -> list[Warned]:
    """Return the warnings about some targets that hold, the gravest first; none while no watch is computed.

    Args:
        viewer: Who asks.
        stood: Where the targets stand.
        members: The targets and subjects.
        **narrow: Columns that all of them share.

    Raises:
        PermissionDenied: The viewer may not see them.
    """
    _require(viewer, stood.grounds.version)
    of = {"watch__version": stood.grounds.version, "watch__key": key_of(stood.grounds, stood.scheme.id)}
    rows = Warned.objects.filter(stage="active", **of, **narrow)
    return [each for each in rows if (each.target, each.subject) in members]


def _require(viewer: Any, version: Version) -> None:
    if not viewer.has_perm("progress.see", version):
        raise PermissionDenied("progress.see")
