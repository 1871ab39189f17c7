"""The moment a page speaks of: now, or the end of a day that was asked for (``?as_of=2026-05-01``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest
from django.utils import timezone

from lantu.errors import UsageError

PARAMETER = "as_of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The time of which a page of content speaks.

    Attributes:
        day: The day, in the time zone of the installation.
        chosen: Whether it was asked for; else the page says what holds now.
    """

    day: date
    chosen: bool

    @property
    def at(self) -> datetime | None:
        """The last moment of the day that was asked for, or None for now: what two-clock tables are asked with."""
        if not self.chosen:
            return None
        following = timezone.make_aware(datetime.combine(self.day + timedelta(days=1), time.min))
        return following - timedelta(microseconds=1)

    @property
    def query(self) -> str:
        """What an address within the house ends with to keep the moment; empty for now."""
        return f"?{PARAMETER}={self.day}" if self.chosen else ""


def moment_of(request: HttpRequest) -> Moment:
    """Return the moment a request asks for.

    Raises:
        UsageError: It is no day (W040), or one that lies ahead (W041).
    """
    asked = request.GET.get(PARAMETER, "").strip()
    today = timezone.localdate()
    if not asked:
        return Moment(day=today, chosen=False)
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        raise UsageError("W040", given=asked[:40]) from None
    if day > today:
        raise UsageError("W041", given=day)
    return Moment(day=day, chosen=True)
