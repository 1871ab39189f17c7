"""The ways of going on, in the order in which they are shown; a new one is one file and one line here."""

from __future__ import annotations

from lantu.monitoring.outlook.methods.damped_trend import METHOD as DAMPED_TREND
from lantu.monitoring.outlook.methods.five_changes import METHOD as FIVE_CHANGES
from lantu.monitoring.outlook.methods.growth_to_date import METHOD as GROWTH_TO_DATE
from lantu.monitoring.outlook.methods.last_change import METHOD as LAST_CHANGE
from lantu.monitoring.outlook.methods.least_squares import METHOD as LEAST_SQUARES
from lantu.monitoring.outlook.methods.recent_years import METHOD as RECENT_YEARS
from lantu.monitoring.outlook.methods.required_rate import METHOD as REQUIRED_RATE
from lantu.monitoring.outlook.methods.seasonal_share import METHOD as SEASONAL_SHARE
from lantu.monitoring.outlook.methods.straight_line import METHOD as STRAIGHT_LINE
from lantu.monitoring.outlook.projection import Method

METHODS: tuple[Method, ...] = (
    STRAIGHT_LINE,
    REQUIRED_RATE,
    LEAST_SQUARES,
    RECENT_YEARS,
    FIVE_CHANGES,
    LAST_CHANGE,
    DAMPED_TREND,
    SEASONAL_SHARE,
    GROWTH_TO_DATE,
)
"""All methods."""
