"""Every read of the room; each takes the viewer first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied

from lantu.monitoring.monitoring import Monitored
from lantu.vocabulary.schemes import Scheme, scheme
from lantu_web.people.models import Area
from lantu_web.plans.models import Version
from lantu_web.progress.grounds import Grounds, grounds_of, measured
from lantu_web.progress.models import Row, Standing
from lantu_web.progress.standing import standing_of, titles_of


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
    def titles(self) -> dict[str, str]:
        """Headings of the chapters by number."""
        return titles_of(self.grounds.plan)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the subjects that have rows."""
        subjects = set(Row.objects.filter(standing=self.standing).exclude(subject="").values_list("subject", flat=True))
        codes = [each.removeprefix("area:") for each in subjects]
        areas = dict(Area.objects.filter(code__in=codes).values_list("code", "name"))
        return {each: areas.get(each.removeprefix("area:"), each) for each in subjects}


def stood(viewer: Any, version: Version, moment: datetime | None = None, scheme_id: str | None = None) -> Stood:
    """Return where the targets of a version stand, as of a moment.

    Raises:
        PermissionDenied: The viewer may not see it.
        VocabularyError: There is no such scheme.
    """
    if not viewer.has_perm("progress.see", version):
        raise PermissionDenied("progress.see")
    by = scheme(scheme_id) if scheme_id else scheme()
    grounds = grounds_of(version, moment)
    return Stood(grounds=grounds, standing=standing_of(grounds, by.id), scheme=by)
