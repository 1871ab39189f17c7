"""What changed between a day before and the moment of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest
from django.utils import timezone

from lantu.errors import LantuError, UsageError
from lantu.model.progress import Progress
from lantu.monitoring.changes import Moved
from lantu.monitoring.rollup import Member
from lantu_web.pages.moment import moment_of
from lantu_web.plans.page import VersionPage
from lantu_web.progress.grounds import grounds_told
from lantu_web.progress.overview import changed
from lantu_web.progress.queries import Stood
from lantu_web.progress.standing import progress_of, rows_of

MONTH = timedelta(days=30)


def since_of(request: HttpRequest) -> datetime:
    """Return the end of the day since which changes are asked for: a month before the day of the page where none is given.

    Raises:
        UsageError: It is no day (W040), or one that lies ahead (W041).
    """
    asked = request.GET.get("since", "").strip()
    try:
        day = date.fromisoformat(asked) if asked else moment_of(request).day - MONTH
    except ValueError:
        raise UsageError("W040", given=asked[:40]) from None
    if day > timezone.localdate():
        raise UsageError("W041", given=day)
    return timezone.make_aware(datetime.combine(day, time.max))


def changed_since(
    page: VersionPage,
    stood: Stood,
    since: datetime,
    now: Iterable[Progress],
    among: Collection[Member] | None = None,
    *,
    subject: str,
) -> list[tuple[Moved, str]] | None:
    """Return what changed since a moment, or None where the version was not there yet or not read.

    Args:
        page: The page, opened with that moment.
        stood: Where the targets stand now.
        since: The moment before.
        now: The progress of now that is looked at.
        among: The targets and subjects that are looked at; None for all.
        subject: The subject that all of them share.
    """
    if since < page.version.brought_in_at or (page.at is not None and since >= page.at):
        return None
    try:
        rows = rows_of(grounds_told(page.version, since), stood.scheme.id, subject=subject)
    except LantuError:
        return None
    before = [progress_of(row) for row in rows if among is None or (row.target, row.subject) in among]
    return changed(before, now, stood.scheme)
