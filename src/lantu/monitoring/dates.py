"""Dates of data: which month a value stands for the end of, and which share of a plan's period had passed by then.

Time progress is counted in months (一季度 25%, 1—10月 83.33%). The *data date* is the end of what the latest value is
of; the *day of evaluation* is when somebody looks. A mid-term evaluation in autumn often stands on data of the year
before, so status is judged at the data date and both are shown. Source: planning practice, section 2.3.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MONTHS = 12

_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-\d{2})?|Q(?P<quarter>[1-4])|H(?P<half>[12]))?")


@dataclass(frozen=True, slots=True, order=True)
class DataDate:
    """The end of a month.

    Attributes:
        year: The year.
        month: The month, 12 for a whole year.
    """

    year: int
    month: int = MONTHS

    @property
    def whole(self) -> bool:
        """Whether it ends a year."""
        return self.month == MONTHS

    def years_since(self, base_year: int) -> Decimal:
        """Return the years from the end of a base year, months as twelfths.

        >>> DataDate(2025, 6).years_since(2020)
        Decimal('4.5')
        """
        return self.year - base_year - 1 + Decimal(self.month) / MONTHS

    def elapsed(self, start: int, end: int) -> Decimal:
        """Return the share of a period that has passed, from 0 to 1.

        Args:
            start: First year of the period.
            end: Last year.

        >>> DataDate(2023).elapsed(2021, 2025), round(DataDate(2021, 10).elapsed(2021, 2021), 4)
        (Decimal('0.6'), Decimal('0.8333'))
        """
        share = self.years_since(start - 1) / (end - start + 1)
        return min(max(share, Decimal(0)), Decimal(1))


def date_of(period: str) -> DataDate | None:
    """Return the end of a period, or None where it is no year, half, quarter or month.

    >>> date_of("2023"), date_of("2025H1"), date_of("2025Q3"), date_of("2025-06"), date_of("2021-2025")
    (DataDate(year=2023, month=12), DataDate(year=2025, month=6), DataDate(year=2025, month=9), DataDate(year=2025, month=6), None)
    """
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    month = int(found["month"] or 0) or 3 * int(found["quarter"] or 0) or 6 * int(found["half"] or 0) or MONTHS
    return DataDate(int(found["year"]), month)


def months_gone(day: date) -> DataDate:
    """Return the last month that is over at the end of a day.

    >>> months_gone(date(2025, 8, 15)), months_gone(date(2025, 8, 31)), months_gone(date(2026, 1, 5))
    (DataDate(year=2025, month=7), DataDate(year=2025, month=8), DataDate(year=2025, month=12))
    >>> months_gone(date.max), months_gone(date(2024, 2, 28))
    (DataDate(year=9999, month=12), DataDate(year=2024, month=1))
    """
    if day.day == monthrange(day.year, day.month)[1]:
        return DataDate(day.year, day.month)
    return DataDate(day.year, day.month - 1) if day.month > 1 else DataDate(day.year - 1)
