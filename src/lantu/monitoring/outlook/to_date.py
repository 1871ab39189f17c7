"""The year to date: which of its figures can be compared with past years, and how the years after it are reached.

Figures from January on are the rule in Chinese monthly statistics; January and February often come as one. A figure is
compared with the same months of past years only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lantu.errors import MonitoringError
from lantu.monitoring.outlook.history import WHOLE_YEAR, History
from lantu.targets import levels

LEAST_FOR_INTERVAL = 3
"""Fewest past years from which an interval is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearToDate:
    """The figure of this year that can be compared, and the past years it is compared with.

    Attributes:
        year: This year.
        month: The last month of the figure.
        value: The figure from January to that month.
        past: By past year the figure of the same months and that of the whole year.
    """

    year: int
    month: int
    value: Decimal
    past: dict[int, tuple[Decimal, Decimal]]


def year_to_date(history: History, *, least: int) -> YearToDate:
    """Return the latest figure of this year that as many past years have too.

    Args:
        history: What is known.
        least: How many past years with the same months are needed.

    Raises:
        MonitoringError: There is no figure after the last whole year (M345), the whole year before this one is not known
            (M347), or past years lack the same months (M348).
    """
    newer = [year for year, months in history.to_date.items() if year > history.latest and _parts(months)]
    if not newer:
        raise MonitoringError("M345", year=history.latest)
    year = max(newer)
    if year - 1 != history.latest:
        raise MonitoringError("M347", year=year - 1, this=year)
    months = history.to_date[year]
    for month in sorted(_parts(months), reverse=True):
        past = _past(history, year, month)
        if len(past) >= least:
            return YearToDate(year=year, month=month, value=months[month], past=past)
    raise MonitoringError("M348", year=year, months=max(_parts(months)))


def _parts(months: Mapping[int, Decimal]) -> list[int]:
    return [month for month in months if month < WHOLE_YEAR]


def _past(history: History, year: int, month: int) -> dict[int, tuple[Decimal, Decimal]]:
    """Return the same months and the whole of past years, by year."""
    steps = history.steps()
    found = {}
    for before, months in sorted(history.to_date.items()):
        whole = months.get(WHOLE_YEAR, history.states.get(before) if history.measure == "level" else steps.get(before))
        if before < year and month in months and whole is not None:
            found[before] = (months[month], whole)
    return found


def onward(history: History, year: int, state: Decimal, end: int, *, by_rate: bool) -> dict[int, Decimal]:
    """Return this year's state and those of the years after it: on from the base year through this year.

    Where the state of the base year is not known, nothing is said of the years after this one.

    >>> jobs = History(measure="sum", base_year=2025, states={2025: Decimal(0)})
    >>> [str(state) for state in onward(jobs, 2026, Decimal("3.2"), 2030, by_rate=False).values()]
    ['3.2', '6.4', '9.6', '12.8', '16.0']
    """
    if history.base_year not in history.states:
        return {year: state}
    base = history.states[history.base_year]
    gone = year - history.base_year
    shares = {each: Decimal(each - history.base_year) / gone for each in range(year, end + 1)}
    way = levels.due_at_equal_rate if by_rate else levels.due
    return {each: way(base, state, share) for each, share in shares.items()}
