"""Every read of the room; each takes the viewer first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, F, QuerySet, When, Window
from django.shortcuts import get_object_or_404

from lantu_web.observations.models import Draft, Intake, Observed, Release, ReleasedValue, SavedMapping
from lantu_web.observations.releases import acts_upon, with_release
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import Version
from lantu_web.plans.queries import versions_seen


def _need(viewer: Any, permission: str, subject: object) -> None:
    if not viewer.has_perm(permission, subject):
        raise PermissionDenied(permission)


def _by(moment: datetime | None, field: str) -> F | Case:
    """Return when something happened, if it had by a moment."""
    return F(field) if moment is None else Case(When(**{f"{field}__lte": moment}, then=F(field)))


def values_seen(viewer: Any, version: Version, moment: datetime | None = None) -> QuerySet[Observed]:
    """Return the values in force at a moment, which know their release and the act it rests on.

    Raises:
        PermissionDenied: The viewer sees none.
    """
    _need(viewer, "observations.see", version)
    rows = as_of(Observed.objects.filter(plan=version.plan_id), moment)
    return with_release(rows, moment).select_related("standing__act")  # type: ignore[misc]  # joined there


def value_seen(viewer: Any, version: Version, pk: int, moment: datetime | None = None) -> Observed:
    """Return one vintage of a value that was recorded by a moment, in force or not."""
    _need(viewer, "observations.see", version)
    rows = Observed.objects.filter(plan=version.plan_id)
    return get_object_or_404(rows if moment is None else rows.filter(recorded_at__lte=moment), pk=pk)


def vintages_seen(viewer: Any, version: Version, value: Observed, moment: datetime | None = None) -> QuerySet[Observed]:
    """Return the vintages of a value that were known at a moment, the latest first.

    ``gone`` is when each was replaced by then, ``back`` when its file was taken back by then.
    """
    _need(viewer, "observations.see", version)
    own = {"key": value.key, "subject": value.subject, "slot": value.slot, "basis": value.basis}
    rows = with_release(Observed.objects.filter(plan=version.plan_id, **own), moment)
    rows = rows if moment is None else rows.filter(recorded_at__lte=moment)
    rows = rows.annotate(gone=_by(moment, "replaced_at"), back=_by(moment, "intake__withdrawn_at"))
    return rows.select_related("intake", "intake__by", "by").order_by("-id")


def acts_seen(
    viewer: Any, version: Version, values: Iterable[Observed], moment: datetime | None = None
) -> dict[int, list[ReleasedValue]]:
    """Return every act that released some values or held them back, by the key of the value, the latest first."""
    _need(viewer, "observations.see", version)
    return acts_upon([each.pk for each in values], moment)


def releases_seen(viewer: Any, version: Version) -> QuerySet[Release]:
    """Return every act that released values of a plan or held them back, the latest first."""
    _need(viewer, "observations.see", version)
    return version.plan.releases.select_related("by")


def intakes_seen(viewer: Any, version: Version, moment: datetime | None = None) -> QuerySet[Intake]:
    """Return the files that were taken by a moment, the latest first; ``back`` is when each was taken back by then."""
    _need(viewer, "observations.see", version)
    rows = version.plan.intakes.select_related("by", "withdrawn_by")
    rows = rows if moment is None else rows.filter(at__lte=moment)
    return rows.annotate(back=_by(moment, "withdrawn_at"))


def latest_intakes(viewer: Any, version: Version, wanted: int, moment: datetime | None = None) -> list[Intake]:
    """Return the files that were taken last, as :func:`intakes_seen` does; ``count`` is how many there are in all."""
    found = intakes_seen(viewer, version, moment).annotate(count=Window(Count("pk")))
    return list(found[:wanted])


def brought_seen(viewer: Any, version: Version, intake: Intake, moment: datetime | None = None) -> QuerySet[Observed]:
    """Return the values that came with an intake, as :func:`values_seen` returns them; in force or not."""
    _need(viewer, "observations.see", version)
    rows = intake.values.filter(recorded_at=intake.at)  # what stood again later is the same once more
    return with_release(rows, moment).select_related("standing__act").order_by("id")  # type: ignore[misc]


def original_of(viewer: Any, version: Version, intake: Intake) -> bytes | None:
    """Return the file of an intake as it came, or None where it came in another way."""
    _need(viewer, "observations.see", version)
    draft = intake.drafts.only("data").first()
    return bytes(draft.data) if draft else None


def drafts_seen(viewer: Any, version: Version) -> QuerySet[Draft]:
    """Return the files that wait to be taken, without their bytes, the latest first."""
    _need(viewer, "observations.take", version.plan)
    rows = Draft.objects.filter(version__plan=version.plan_id, intake__isnull=True, discarded_at__isnull=True)
    return rows.select_related("by").defer("data", "found", "looked")


def draft_seen(viewer: Any, pk: int) -> Draft:
    """Return a file that was brought in, as those who keep its plan see it."""
    rows = Draft.objects.select_related("version", "version__plan", "mapping", "by", "intake")
    draft = get_object_or_404(rows.filter(version__in=versions_seen(viewer), discarded_at__isnull=True), pk=pk)
    _need(viewer, "observations.take", draft.version.plan)
    return draft


def mappings_seen(viewer: Any, version: Version) -> QuerySet[SavedMapping]:
    """Return the mappings of a plan that hold."""
    _need(viewer, "observations.take", version.plan)
    return version.plan.mappings.filter(replaced_at__isnull=True).select_related("by").order_by("name")
