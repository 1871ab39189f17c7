"""Every read of the room; each takes the viewer first."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet

from lantu.monitoring.deciding import WordingDecision
from lantu.monitoring.judging import Judgement
from lantu.monitoring.monitoring import Monitored
from lantu.monitoring.outlook.record import Decided
from lantu.monitoring.rollup import Member
from lantu.vocabulary.schemes import Scheme
from lantu_web.people.models import Area
from lantu_web.plans.models import Version
from lantu_web.progress import decisions
from lantu_web.progress.grounds import Grounds, grounds_of, measured
from lantu_web.progress.models import Decision, Standing, Warned, Watch
from lantu_web.progress.own import scheme
from lantu_web.progress.standing import judgements, standing_of
from lantu_web.progress.watching import watch_of


@dataclass(frozen=True, kw_only=True)
class Stood:
    """Where a version stands, with what its pages need.

    Attributes:
        grounds: What it rests on.
        standing: Its rows.
        scheme: The scheme it is judged by.
    """

    grounds: Grounds
    standing: Standing
    scheme: Scheme

    @property
    def monitored(self) -> Monitored:
        """What the library measured."""
        return measured(self.grounds)

    @cached_property
    def judged(self) -> dict[Member, Judgement]:
        """Every target judged, what people let stand included."""
        return {(each.progress.target, each.progress.subject): each for each in judgements(self.grounds, self.scheme)}

    @cached_property
    def about(self) -> dict[str, dict[str, Any]]:
        """What was counted with the standing."""
        found: dict[str, dict[str, Any]] = json.loads(self.standing.about)
        return found

    @property
    def titles(self) -> dict[str, str]:
        """Headings of the chapters by number."""
        return self.about["titles"]

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the subjects that have rows."""
        subjects = [each for each in self.about["counts"]["subject"] if each]
        codes = [each.removeprefix("area:") for each in subjects]
        areas = dict(Area.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
        return {each: areas.get(each.removeprefix("area:"), each) for each in subjects}


def stood(viewer: Any, version: Version, moment: datetime | None = None, scheme_id: str | None = None) -> Stood:
    """Return where the targets of a version stand, as of a moment.

    Raises:
        PermissionDenied: The viewer may not see it.
        VocabularyError: There is no such scheme.
    """
    _require(viewer, version)
    by = scheme(scheme_id) if scheme_id else scheme()
    grounds = grounds_of(version, moment)
    return Stood(grounds=grounds, standing=standing_of(grounds, by.id), scheme=by)


def wordings(
    viewer: Any, version: Version, moment: datetime | None = None, scheme_id: str | None = None
) -> dict[Member, WordingDecision]:
    """Return how people decided that reports word the statuses of a scheme, by target and subject.

    The library asks of each whether it was made on the value of today (:func:`lantu.monitoring.deciding.wording`).

    Raises:
        PermissionDenied: The viewer may not see them.
    """
    _require(viewer, version)
    return decisions.wordings(version, moment, (scheme(scheme_id) if scheme_id else scheme()).id)


def expectations(viewer: Any, stood: Stood) -> dict[Member, Decided]:
    """Return what people decided of the end of targets on the values of today: all that a document may print of outlooks.

    Raises:
        PermissionDenied: The viewer may not see them.
    """
    _require(viewer, stood.grounds.version)
    return decisions.expectations(stood.grounds.version, stood.grounds.moment, stood.judged)


def decisions_about(
    viewer: Any, version: Version, target: str, subject: str, moment: datetime | None = None
) -> QuerySet[Decision]:
    """Return every decision about a target that was made by a moment, the latest first, those that were replaced too.

    Raises:
        PermissionDenied: The viewer may not see them.
    """
    _require(viewer, version)
    rows = Decision.objects.filter(version=version, target=target, subject=subject).select_related("by").order_by("-id")
    return rows if moment is None else rows.filter(recorded_at__lte=moment)


def watch(viewer: Any, stood: Stood) -> Watch | None:
    """Return the watch of a version as of the moment of its standing, or None where it is not computed yet.

    Raises:
        PermissionDenied: The viewer may not see it.
    """
    _require(viewer, stood.grounds.version)
    return watch_of(stood.grounds, stood.scheme.id)


def stages(found: Watch) -> dict[str, int]:
    """Return how many warnings of a watch are active, pending, cleared."""
    counted = found.warnings.order_by().values("stage").annotate(count=Count("id"))
    return {each["stage"]: each["count"] for each in counted}


def warned(viewer: Any, stood: Stood, members: Collection[Member]) -> list[Warned]:
    """Return the warnings about some targets that hold, the gravest first; none while no watch is computed.

    Raises:
        PermissionDenied: The viewer may not see them.
    """
    found = watch(viewer, stood)
    rows = found.warnings.filter(stage="active") if found else Warned.objects.none()
    return [each for each in rows if (each.target, each.subject) in members]


def _require(viewer: Any, version: Version) -> None:
    if not viewer.has_perm("progress.see", version):
        raise PermissionDenied("progress.see")
