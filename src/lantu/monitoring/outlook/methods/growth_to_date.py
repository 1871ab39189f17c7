"""Growth to date: this year by the growth from January on as published, taken as it stands.

A growth rate year to date is a value of its own and is never computed from levels. What past years' growth to the same
month differed from the growth of the whole year gives the interval. The years after this one are reached at the mean
rate from the base year through this year, without an interval.
"""

from __future__ import annotations

from lantu.errors import MonitoringError
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.projection import Course, Method
from lantu.monitoring.outlook.sentences import Sentence
from lantu.monitoring.outlook.to_date import LEAST_FOR_INTERVAL, onward, year_to_date
from lantu.monitoring.printing import percent


def project(history: History, asked: Asked) -> Course:
    """Return this year at its growth to date, and the mean rate on from it.

    Raises:
        MonitoringError: There is nothing to go by (M345, M347), or everything there is would be lost (M349).
    """
    now = year_to_date(history, least=0)
    before = history.states[history.latest]
    if now.value <= -1 or before <= 0:
        raise MonitoringError("M349", year=now.year, month=now.month)
    off = [whole - part for part, whole in now.past.values()]
    several = len(off) >= LEAST_FOR_INTERVAL
    after = (Sentence("M338"),) if now.year < asked.end else ()
    rate = percent(now.value)
    return Course(
        values=onward(history, now.year, before * (1 + now.value), asked.end, by_rate=True),
        lows={now.year: before * (1 + now.value + min(off))} if several else {},
        highs={now.year: before * (1 + now.value + max(off))} if several else {},
        interval="past_years" if several else "none",
        years=(*(year for year in history.years if year >= history.base_year), now.year),
        figures={"growth": now.value},
        remarks=(Sentence("M336", {"year": now.year, "month": now.month, "rate": rate}), *after),
    )


METHOD = Method(
    key="growth_to_date",
    name=Sentence("M307"),
    measures=frozenset({"index"}),
    project=project,
)
