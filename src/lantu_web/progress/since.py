"""What changed between a day before and the moment of a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest
from django.utils import timezone

from lantu.errors import LantuError, UsageError
from lantu.monitoring.changes import Moved
from lantu_web.pages.moment import moment_of
from lantu_web.plans.page import VersionPage
from lantu_web.progress import queries
from lantu_web.progress.overview import changed, told_rows
from lantu_web.progress.queries import Stood
from lantu_web.progress.told import Told

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
    page: VersionPage, stood: Stood, since: datetime, wanted: Callable[[Told], bool]
) -> list[tuple[Moved, str]] | None:
    """Return what changed since a moment, or None where the version was not there yet or not read.

    Args:
        page: The page.
        stood: Where the targets stand now.
        since: The moment before.
        wanted: Which of them are asked for.
    """
    if since < page.version.brought_in_at or (page.at is not None and since >= page.at):
        return None
    try:
        before = queries.stood(page.viewer, page.version, since, stood.scheme.id)
    except LantuError:
        return None
    then, now = ([each for each in told_rows(held) if wanted(each)] for held in (before, stood))
    return changed(then, now, stood.scheme)
