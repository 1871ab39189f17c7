"""The tables the engine takes, the kinds of values in them, and the measures of targets.

The columns bear the names of :class:`lantu.model.records.Observation` and :class:`lantu.model.progress.Progress`, but
for two: a table of millions tells its period as ``year`` and ``month``. ``month`` is the month with whose end the
period ends, and null for a whole year.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import narwhals as nw

from lantu.errors import LantuError
from lantu.targets.kinds import size

Table: TypeAlias = "nw.LazyFrame[Any]"
"""A table of any engine that Narwhals knows, not worked out yet."""

OBSERVED = ("subject", "indicator", "basis", "year", "month", "value", "recorded_at")
"""Columns of observations. Values are told in the unit of the target, and as it tells them: where less is better,
a change on the year before is the reduction, positive when it falls. What is summed over years has an ``indicator`` of its
own, without values of a moment (``point``): a stock is no amount. :func:`lantu.engine.tables.observations_of` does both."""

ASKED = ("target", "subject", "indicator", "form", "direction", "baseline", "target_value", "start", "end")
"""Columns of targets; one row a ``target`` and ``subject``."""

OPTIONAL = ("unit", "target_high", "limited_from")
"""Columns of targets that may be absent: the unit as printed; the upper end of a range; the first year that a cap or
floor names (null: every year). Before that year it holds too, unless the base year was beyond it: then it is walked to."""

PLACE = ("subject", "indicator")
"""What joins observations and targets."""

ROW = ("target", "subject")
"""What tells one row of targets from another."""

CHANGE, SINCE, MONTHLY, LEVEL, TO_DATE = 1, 2, 3, 4, 5
"""Kinds of values: a change on the year before; a total since the base year; of a month alone; of a moment or a whole
year; from January to a month. Of values of one date the kind with the higher number is the more telling."""

LARGEST = 1e15
"""What is larger is no quantity of a plan: beyond it a float no longer counts whole units."""

YEARS = (1949, 2200)
"""Between these the years of plans lie; others are slips, and are not gone through one by one."""

MEASURES = {
    "level_up": "level",
    "level_down": "level",
    "assigned": "level",
    "cumulative_increment": "rise",
    "cap": "limit",
    "floor": "limit",
    "range": "limit",
    "cumulative_sum": "sum",
    "average_growth": "growth",
    "cumulative_reduction": "reduction",
}
"""How the forms of targets are measured; the other forms are no matter of columns of numbers."""

OF_LEVEL = ("level", "rise", "limit")
"""The measures whose states are levels."""

DIRECTIONS = {
    "level_up": "up",
    "level_down": "down",
    "cumulative_increment": "up",
    "cap": "down",
    "floor": "up",
    "cumulative_sum": "up",
    "average_growth": "up",
    "cumulative_reduction": "down",
}
"""Which side is better, where the target does not say."""


class EngineError(LantuError):
    """Tables cannot be worked upon."""


def checked(table: Any, wanted: Iterable[str], what: str) -> Table:
    """Return a native table as one that takes expressions.

    Args:
        table: A table of Polars, DuckDB, Spark or another engine that Narwhals knows.
        wanted: Columns it must have.
        what: What it holds, for the message.

    Raises:
        EngineError: A column is missing (E001), or ``recorded_at`` holds no moments (E003).
    """
    frame: Table = nw.from_native(table).lazy()
    schema = frame.collect_schema()
    absent = set(wanted) - set(schema)
    if absent:
        raise EngineError("E001", table=what, columns=", ".join(sorted(absent)))
    recorded = schema.get("recorded_at")
    if recorded is not None and (not isinstance(recorded, nw.Datetime) or recorded.time_zone is None):
        raise EngineError("E003", type=str(recorded))
    return frame


def usable(number: nw.Expr) -> nw.Expr:
    """Return whether a number can be worked with: neither null nor NaN nor beyond :data:`LARGEST`.

    NaN counts as larger than every number on all engines, so that this comparison refuses it too.
    """
    small: nw.Expr = size(number) <= LARGEST
    return small.fill_null(False)


def kept_if(condition: nw.Expr, value: nw.Expr | float) -> nw.Expr:
    """Return a value where a condition holds, else null."""
    return nw.when(condition).then(value if isinstance(value, nw.Expr) else nw.lit(value))


def coded(column: str, meanings: dict[str, str]) -> nw.Expr:
    """Return what the words of a column mean, null for a word without a meaning."""
    meaning = nw.lit(None, dtype=nw.String)
    for word, means in meanings.items():
        meaning = nw.when(nw.col(column).cast(nw.String) == word).then(nw.lit(means)).otherwise(meaning)
    return meaning
