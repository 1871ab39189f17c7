"""The periods of data of one target: how many in a row got worse, and whether they are years.

Worse is what falls further behind what is due (the gap), has less headroom to its limit (the margin), or, where neither
is known, moved against the direction of the target. Looking again at the same period adds nothing; a revision of a
period replaces what was known of it.
"""

from __future__ import annotations

from decimal import Decimal

from lantu.model.progress import Progress
from lantu.monitoring.dates import DataDate, date_of

_PLACES = Decimal("1e-9")  # differences below this are noise of the arithmetic


class Trend:
    """The periods of one target and subject, as known so far."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._known: dict[DataDate, Progress] = {}

    def take(self, row: Progress) -> None:
        """Take what an evaluation says of a period."""
        date = date_of(row.observed_on or "")
        if date is not None and row.state == "computed":
            self._known[date] = row

    @property
    def yearly(self) -> bool:
        """Whether all that is known are whole years."""
        return all(date.whole for date in self._known)

    def times_worse(self) -> int | None:
        """Return how many periods in a row got worse, up to the latest; None while fewer than two are known.

        Means of some months are passed over: they differ by their seasons.
        """
        dates = sorted(date for date, row in self._known.items() if row.components.get("judge") != "year_to_date")
        if len(dates) < 2:
            return None
        count = 0
        for before, after in zip(reversed(dates[:-1]), reversed(dates), strict=False):
            if not _worse(self._known[before], self._known[after]):
                break
            count += 1
        return count


def _worse(before: Progress, after: Progress) -> bool:
    if before.gap is not None and after.gap is not None:
        return after.gap - before.gap > _PLACES
    first, second = before.components.get("margin"), after.components.get("margin")
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        return first - second > _PLACES
    if before.latest is None or after.latest is None:
        return False
    change = after.latest - before.latest
    return change > _PLACES if after.components.get("direction") == "down" else -change > _PLACES
