"""How late a figure is, by the habit of its publication: a month, a quarter or a year, and the month of its release.

The calendar of an indicator is content of the vocabulary (``frequency``, ``release_month``). Where it says nothing, the
defaults below hold; they are ours, wide on purpose, so that nobody is reminded of what is not late.
"""

from __future__ import annotations

from datetime import date

from lantu.cascade.keys import key_of
from lantu.model.progress import Progress
from lantu.monitoring.dates import MONTHS, DataDate, date_of, months_gone
from lantu.vocabulary.indicators import Frequency, indicator

ANNUAL_RELEASE = 6
"""Month of the following year by whose end an annual figure is out, where the vocabulary does not know better."""

AFTER_MONTHS = 1
"""Months after a month, quarter or half by whose end its figure is out."""

_WITHIN_YEAR: frozenset[Frequency] = frozenset({"month", "quarter", "half_year"})
_LENGTH: dict[Frequency, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def months_late(row: Progress, day: date, *, yearly: bool = False) -> int | None:
    """Return how many months ago the figure after the latest one should have been out; 0 while it is in time.

    Args:
        row: The progress, with its data date.
        day: The day it is asked on.
        yearly: Whether the office has only ever got figures of whole years; then no month is waited for, however often
            the figure is published elsewhere.

    Returns:
        Whole months, or None where that cannot be said: no figure at all, or one that comes at no regular time.

    >>> row = Progress(target="s1", indicator="常住人口城镇化率", form="level_up", unit="%", state="computed", observed_on="2023")
    >>> months_late(row, date(2025, 1, 20)), months_late(row, date(2025, 10, 31))
    (0, 4)
    """
    known = indicator(key_of(row.indicator, row.unit))
    frequency: Frequency = (known.frequency if known is not None else None) or "year"
    if yearly and frequency in _WITHIN_YEAR:
        frequency = "year"
    latest = date_of(row.observed_on or "")
    if latest is None or frequency not in _LENGTH:
        return None
    if row.time_progress is not None and row.time_progress >= 1:
        return 0
    following = _following(latest, _LENGTH[frequency])
    out = _out(following, frequency, known.release_month if known is not None else None)
    return max(0, _count(months_gone(day)) - _count(out))


def _following(latest: DataDate, length: int) -> DataDate:
    """Return the end of the next period; that of January comes with February (1—2 月)."""
    count = (_count(latest) // length + 1) * length
    if length == 1 and count % MONTHS == 1:
        count += 1
    return DataDate((count - 1) // MONTHS, (count - 1) % MONTHS + 1)


def _out(period: DataDate, frequency: Frequency, release_month: int | None) -> DataDate:
    """Return the month by whose end the figure of a period is out."""
    if frequency != "year":
        count = _count(period) + AFTER_MONTHS
        return DataDate((count - 1) // MONTHS, (count - 1) % MONTHS + 1)
    if release_month == MONTHS:
        return DataDate(period.year, MONTHS)
    return DataDate(period.year + 1, release_month or ANNUAL_RELEASE)


def _count(date_: DataDate) -> int:
    return date_.year * MONTHS + date_.month
