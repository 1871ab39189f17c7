"""Share of the year: this year's whole from its first months, by what past years had reached in the same months.

An amount of January to June that was 47 % of the year in past years makes this year's whole the amount divided by 0.47.
The same quotient serves means (a concentration, a share of days) whose first months differ from the year. It says
nothing about the years after this one; those are reached along the straight line from the base year through this year,
without an interval.
"""

from __future__ import annotations

from decimal import Decimal

from lantu.errors import MonitoringError
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.projection import Course, Method
from lantu.monitoring.outlook.sentences import Sentence, years_said
from lantu.monitoring.outlook.to_date import LEAST_FOR_INTERVAL, YearToDate, onward, year_to_date
from lantu.monitoring.printing import figure, percent


def project(history: History, asked: Asked) -> Course:
    """Return this year by the share of past years, and the line on from it.

    Raises:
        MonitoringError: There is nothing to compare with (M345, M347, M348), or a figure is not positive (M349).
    """
    now = year_to_date(history, least=1)
    if now.value <= 0 or any(part <= 0 or whole <= 0 for part, whole in now.past.values()):
        raise MonitoringError("M349", year=now.year, month=now.month)
    shares = [part / whole for part, whole in now.past.values()]
    share = sum(shares, Decimal(0)) / len(shares)
    before = history.states[history.latest] if history.measure == "sum" else Decimal(0)
    several = len(shares) >= LEAST_FOR_INTERVAL
    return Course(
        values=onward(history, now.year, before + now.value / share, asked.end, by_rate=False),
        lows={now.year: before + now.value / max(shares)} if several else {},
        highs={now.year: before + now.value / min(shares)} if several else {},
        interval="past_years" if several else "none",
        years=(*now.past, now.year),
        figures={"share": share, "whole": now.value / share},
        remarks=_remarks(now, share, asked),
    )


def _remarks(now: YearToDate, share: Decimal, asked: Asked) -> tuple[Sentence, ...]:
    facts = {
        "year": now.year,
        "month": now.month,
        "value": figure(now.value, asked.precision),
        "unit": asked.unit,
        "past": years_said(tuple(now.past)),
        "share": percent(share),
        "whole": figure(now.value / share, asked.precision),
    }
    after = (Sentence("M337"),) if now.year < asked.end else ()
    return (Sentence("M335", facts), *after)


METHOD = Method(
    key="seasonal_share",
    name=Sentence("M306"),
    measures=frozenset({"level", "sum"}),
    project=project,
)
