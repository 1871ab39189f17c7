"""Which findings are released: a finding is internal until a named act makes it public, and again once its version changes its level."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from lantu_web.plans.desk import as_of
from lantu_web.plans.models import Level, Version
from lantu_web.plans.page import inner_level
from lantu_web.review.models import FindingLevel


def levels_standing(version: Version, moment: datetime | None = None) -> QuerySet[FindingLevel]:
    """Return the levels of the findings of a version that hold at a moment.

    A change of the version's own level ends them all: what was released with a public version does not come back by itself with the next release.
    """
    changes = version.level_changes.all()
    last = (changes.filter(at__lte=moment) if moment else changes).order_by("-at").first()
    rows = as_of(FindingLevel.objects.filter(finding__version=version), moment)
    return rows.filter(recorded_at__gte=last.at) if last else rows


def released(version: Version, moment: datetime | None = None) -> QuerySet[FindingLevel]:
    """Return the releases of a version that hold at a moment; none where the version itself is not public."""
    if version.level != Level.PUBLIC:
        return FindingLevel.objects.none()  # every page of a version asks: no query where the answer is known
    return levels_standing(version, moment).filter(level=Level.PUBLIC)


def level_of(version: Version, release: FindingLevel | None) -> str:
    """Return the level of a finding of a version, given the release that holds of it."""
    return Level.PUBLIC.value if release is not None else inner_level(version)
