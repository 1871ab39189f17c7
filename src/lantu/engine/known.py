"""What was known on a day: of every indicator, subject, kind of value and year the last one, in its last vintage.

This is the step that walks over all observations, and the only one. It keeps one value a year, because amounts and
rates of years add up and multiply; a year under way is known by its last month.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import narwhals as nw

from lantu.engine.columns import CHANGE, LEVEL, MONTHLY, PLACE, SINCE, TO_DATE, Table
from lantu.monitoring.dates import MONTHS
from lantu.monitoring.vintages import CHINA

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""When a value without a moment of recording counts as recorded."""

_KEYS = (*PLACE, "kind", "year")
_MOMENTS = 2**56  # microseconds of four thousand years, so that month and moment make one whole number


def end_of(day: date) -> datetime:
    """Return the first moment after a day in Chinese time.

    >>> end_of(date(2025, 12, 31)).isoformat()
    '2025-12-31T16:00:00+00:00'
    """
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), CHINA).astimezone(UTC)


def known(observations: Table, as_of: date, first: int, last: int) -> Table:
    """Return the last value of each year, as known at the end of a day.

    A value of a lesser state that was recorded later counts, as it does for :mod:`lantu.monitoring.vintages`; a row without a
    value does not. A year told as one goes before its January to December. Two values of one period recorded at the same microsecond are not two vintages: which of them
    counts is left open, so whoever stores values makes sure that it does not happen.

    Args:
        observations: Columns :data:`lantu.engine.columns.OBSERVED`.
        as_of: What was recorded by the end of this day in Chinese time is known.
        first: First year that matters.
        last: Last year that matters.

    Returns:
        Columns subject, indicator, kind, year, month (1 to 12), value, recorded_at (:data:`BEGINNING` for null).
    """
    moment = nw.col("recorded_at").fill_null(nw.lit(BEGINNING))
    rows = (
        observations.filter(nw.col("year") >= first, nw.col("year") <= last, ~nw.col("value").is_null())
        .with_columns(kind=_kind(), recorded_at=moment)
        .filter(nw.col("recorded_at") < nw.lit(end_of(as_of)), ~nw.col("kind").is_null())
        .select(
            *PLACE,
            nw.col("kind"),
            nw.col("year").cast(nw.Int32),
            _order_in_year().cast(nw.Int32).alias("month"),
            nw.col("value").cast(nw.Float64),
            nw.col("recorded_at"),
        )
    )
    last_of = _last_of_others
    if rows.implementation.is_polars():
        last_of = _last_of_polars
    elif rows.implementation.is_spark_like():
        last_of = _last_of_spark
    month = nw.col("month")
    return last_of(rows).with_columns(month=nw.when(month > MONTHS).then(nw.lit(MONTHS)).otherwise(month))


def _order_in_year() -> nw.Expr:
    """Return the month, and for a level of a whole year one more: January to December does not replace it."""
    whole = nw.when(nw.col("kind") == LEVEL).then(nw.lit(MONTHS + 1)).otherwise(nw.lit(MONTHS))
    return nw.coalesce(nw.col("month"), whole)


def _kind() -> nw.Expr:
    """Return what a value is; null for a basis that is not known.

    The word of the basis is asked after, not the month alone: what is of December alone is nothing of a year.
    """
    basis, whole = nw.col("basis").cast(nw.String), nw.col("month").is_null()
    year_end = (nw.col("month").fill_null(MONTHS)) == MONTHS
    kinds = (
        (basis == "change_on_year", CHANGE),
        (basis == "since_baseline", SINCE),
        ((basis == "point") | ((basis == "period") & whole) | ((basis == "year_to_date") & year_end), LEVEL),
        (basis == "year_to_date", TO_DATE),
        ((basis == "period") & ~year_end, MONTHLY),
    )
    kind = nw.lit(None, dtype=nw.Int8)
    for condition, code in reversed(kinds):
        kind = nw.when(condition).then(nw.lit(code, dtype=nw.Int8)).otherwise(kind)
    return kind


def _last_of_others(rows: Table) -> Table:
    order = ("month", "recorded_at")
    return rows.group_by(*_KEYS).agg(
        nw.col("month").max(), nw.col("value").last(order_by=order), nw.col("recorded_at").last(order_by=order)
    )


def _last_of_polars(rows: Table) -> Table:
    """Return the last value of each group, ordered by month and moment in one whole number: half the work for Polars."""
    order = nw.col("month").cast(nw.Int64) * _MOMENTS + nw.col("recorded_at").dt.timestamp("us")
    last = (
        rows.with_columns(order=order)
        .group_by(*_KEYS)
        .agg(nw.col("value").last(order_by="order"), nw.col("order").max())
    )
    return last.select(
        *_KEYS,
        (nw.col("order") // _MOMENTS).cast(nw.Int32).alias("month"),
        "value",
        (nw.col("order") % _MOMENTS).cast(nw.Datetime("us", "UTC")).alias("recorded_at"),
    )


def _last_of_spark(rows: Table) -> Table:
    """Return the last value of each group by ``max_by``, which Spark gathers on each machine before it sends anything."""
    from pyspark.sql import functions  # noqa: PLC0415 - a cluster brings it

    native: Any = nw.to_native(rows)
    order = functions.struct("month", "recorded_at")
    last = native.groupBy(*_KEYS).agg(
        functions.max("month").alias("month"),
        functions.max_by("value", order).alias("value"),
        functions.max_by("recorded_at", order).alias("recorded_at"),
    )
    found: Table = nw.from_native(last).lazy()
    return found
