"""The latest value and the progress of many targets at once, from tables of any engine."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import narwhals as nw

from lantu.engine.asked import asked, years
from lantu.engine.columns import ASKED, OBSERVED, OF_LEVEL, PLACE, ROW, SINCE, Table, checked, kept_if, usable
from lantu.engine.known import BEGINNING, known
from lantu.engine.measures import answered, seasonal
from lantu.engine.standing import standing
from lantu.monitoring.dates import MONTHS, months_gone
from lantu.monitoring.measures.measured import yearly_unit
from lantu.monitoring.series import PERCENT

_LIMITS = ("cap", "floor", "range")
_NUMBERS = ("latest", "due", "progress", "gap", "needed", "margin")


def latest_and_progress(observations: Any, targets: Any, as_of: date) -> Any:
    """Return the latest value, what was due, progress and state of every target, as known at the end of a day.

    The way from the baseline to the target is even (for rates: at an even rate). Values are compared unrounded.

    Args:
        observations: Table with the columns :data:`lantu.engine.columns.OBSERVED`, of Polars, DuckDB, Spark or another
            engine that Narwhals knows; lazy tables are not loaded whole.
        targets: Table of the same engine with the columns :data:`lantu.engine.columns.ASKED`, perhaps those of
            :data:`~lantu.engine.columns.OPTIONAL`; one row a target and subject.
        as_of: The day of evaluation.

    Returns:
        A table of the same engine, lazy, one row a target and subject: the fields of
        :class:`lantu.model.progress.Progress` but for status, and of its components ``on_path``, ``reached``, ``kept``,
        ``kept_years``, ``years`` and ``margin``. Numbers are floats and never NaN or infinite. ``observed_on`` tells
        the end of the period. What is not computed has no ``on_path``: missing is never green.

    Raises:
        EngineError: A column is missing (E001), a target and subject stands in more than one row (E002), or the moments
            of recording have no time zone (E003).
    """
    seen, wanted = checked(observations, OBSERVED, "observations"), checked(targets, ASKED, "targets")
    first, last = years(wanted)
    rows, wanted = _joinable(_known(seen, as_of, first, last), asked(wanted))
    wanted, key = _numbered(wanted)
    found = wanted.join(standing(rows, wanted, key), on=list(key), how="left")
    return nw.to_native(_told(_with_answers(_with_time(found)), as_of))


def _known(observations: Table, as_of: date, first: int, last: int) -> Table:
    """Return what was known; Polars works a year at a time, so that memory holds the rows of one year only."""
    if not observations.implementation.is_polars():
        return known(observations, as_of, first, last)
    parts = [
        known(observations, as_of, year, year).collect(backend="polars", engine="streaming")
        for year in range(first, last + 1)
    ]
    return nw.concat(parts).lazy() if parts else known(observations, as_of, first, last)


def _joinable(rows: Table, wanted: Table) -> tuple[Table, Table]:
    """Return both tables with one type of each column that joins them: words where the types differ."""
    of_rows, of_wanted = rows.collect_schema(), wanted.collect_schema()
    unlike = [nw.col(name).cast(nw.String) for name in PLACE if of_rows[name] != of_wanted[name]]
    return (rows.with_columns(*unlike), wanted.with_columns(*unlike)) if unlike else (rows, wanted)


def _numbered(wanted: Table) -> tuple[Table, tuple[str, ...]]:
    """Return targets and what tells their rows apart: numbers where the engine can count them, which group faster."""
    if wanted.implementation.is_polars():
        return wanted.collect(backend="polars").with_row_index("row").lazy(), ("row",)
    return wanted, ROW


def _with_time(rows: Table) -> Table:
    """Add the baseline that holds, the measure that follows from it, and the time."""
    date, start, of_level = nw.col("date"), nw.col("start"), nw.col("measure").is_in(OF_LEVEL)
    baseline = nw.coalesce(nw.col("baseline"), kept_if(of_level, nw.col("observed_baseline")))
    rows = rows.with_columns(
        start_value=baseline,
        period=nw.col("end") - start + 1,
        months=date - start * MONTHS,
        by_total=nw.col("decided_by") == SINCE,
    )
    years_gone = nw.col("months") / MONTHS
    return rows.with_columns(
        measure=_measure(),
        reached=kept_if(usable(nw.col("reached")), nw.col("reached")),
        years_gone=years_gone,
        years_left=nw.col("period") - years_gone,
        elapsed=years_gone / nw.col("period"),
    )


def _measure() -> nw.Expr:
    """Return the measure as the base year makes it.

    A level that was there before the plan began is only to be held. A cap or floor that the base year was beyond, and
    that speaks of a later year than that of the data, is walked to like a level.
    """
    measure, base, target = nw.col("measure"), nw.col("start_value"), nw.col("target_value")
    up, down = nw.col("direction") == "up", nw.col("direction") == "down"
    held = (up & (base >= target)) | (down & (base <= target))
    beyond = ~held & ~base.is_null()
    year = (nw.col("date") - 1) // MONTHS
    early = (nw.col("form").cast(nw.String) != "range") & (year < nw.col("limited_from"))
    return (
        nw.when((measure == "level") & held)
        .then(nw.lit("limit"))
        .otherwise(nw.when((measure == "limit") & early & beyond).then(nw.lit("level")).otherwise(measure))
    )


def _with_answers(rows: Table) -> Table:
    """Add what the measures say, and the state that follows."""
    return rows.with_columns(**answered()).with_columns(
        finite=nw.all_horizontal(
            *(_finite(nw.col(f"told_{name}")).fill_null(True) for name in _NUMBERS), ignore_nulls=True
        ),
    )


def _state(as_of: date) -> nw.Expr:
    """Return the state: why a status can be given, or what is in its way."""
    decided, rates = ~nw.col("date").is_null(), nw.col("measure").is_in(["growth", "reduction"])
    impossible = ~nw.col("told_possible").fill_null(True) & ~nw.col("target_value").is_null()
    nothing_reached = decided & (nw.col("reached").is_null() | (rates & (nw.col("reached") <= 0)))
    wrong = nw.col("wrong") | (nw.col("broken").fill_null(0) > 0) | impossible | nothing_reached.fill_null(False)
    gone = months_gone(as_of)
    early = nw.lit(gone.year * MONTHS + gone.month) < (nw.col("start") + 1) * MONTHS
    unseen = nw.col("related").fill_null(0) == 0
    states = (
        (nw.col("measure").is_null(), "not_applicable"),
        (wrong | ~nw.col("finite"), "error"),
        (nw.col("target_value").is_null(), "awaiting_target"),
        (~decided & unseen & early, "not_due"),
        (~decided, "missing"),
        (~nw.col("told_told").fill_null(True), "missing"),
    )
    state = nw.lit("computed")
    for condition, name in reversed(states):
        state = nw.when(condition).then(nw.lit(name)).otherwise(state)
    return state


def _told(rows: Table, as_of: date) -> Table:
    """Return the columns that are promised."""
    rows = rows.with_columns(state=_state(as_of))
    computed = nw.col("state") == "computed"
    seen = ~nw.col("date").is_null() & ~nw.col("state").is_in(["error", "not_applicable"])
    limited = computed & (nw.col("measure") == "limit")
    needed = kept_if(seen, nw.col("told_needed"))
    of_level = nw.col("measure").is_in(OF_LEVEL)
    return rows.select(
        *ROW,
        "indicator",
        "form",
        "unit",
        nw.when(of_level).then(nw.col("start_value")).otherwise(nw.col("baseline")).alias("baseline"),
        "target_value",
        kept_if(seen, nw.col("told_latest")).alias("latest"),
        kept_if(seen, _printed(nw.col("date"))).alias("observed_on"),
        kept_if(seen & (nw.col("recorded_at") > nw.lit(BEGINNING)), nw.col("recorded_at")).alias("recorded_at"),
        kept_if(computed, nw.col("told_due")).alias("due_value"),
        kept_if(computed, nw.col("told_progress")).alias("progress"),
        nw.when(seen).then(nw.col("elapsed")).otherwise(_elapsed_by(as_of)).alias("time_progress"),
        kept_if(computed, nw.col("told_gap")).alias("gap"),
        needed.alias("needed_rate"),
        kept_if(~needed.is_null(), _needed_unit()).alias("needed_unit"),
        nw.col("state"),
        kept_if(computed & _may_arrive(), nw.col("told_reached")).alias("reached"),
        *(kept_if(computed, nw.col(f"told_{name}")).alias(name) for name in ("on_path", "kept", "margin")),
        *(kept_if(limited, nw.col(name)).alias(name) for name in ("kept_years", "years")),
    )


def _may_arrive() -> nw.Expr:
    """Return whether a target can be met early: no limit can, and no level by a mean of some months, as seasons differ."""
    return ~nw.col("form").cast(nw.String).is_in(_LIMITS) & ~seasonal()


def _elapsed_by(as_of: date) -> nw.Expr:
    """Return the share of the period that has passed on the day of evaluation."""
    gone = months_gone(as_of)
    months = nw.lit(gone.year * MONTHS + gone.month) - nw.col("start") * MONTHS
    share = months / (kept_if(nw.col("period") > 0, nw.col("period")) * MONTHS)
    return nw.when(share < 0).then(nw.lit(0.0)).otherwise(nw.when(share > 1).then(nw.lit(1.0)).otherwise(share))


def _printed(date: nw.Expr) -> nw.Expr:
    """Return a data date as a period: the year, or the year and the month with whose end it ends."""
    year, month = (date - 1) // MONTHS, (date - 1) % MONTHS + 1
    printed = year.cast(nw.String)
    of_month = nw.concat_str(printed, nw.lit("-"), month.cast(nw.String).str.zfill(2))
    return nw.when(month == MONTHS).then(printed).otherwise(of_month)


def _needed_unit() -> nw.Expr:
    """Return the unit of what is needed a year, see :func:`lantu.monitoring.measures.measured.yearly_unit`."""
    measure, unit = nw.col("measure"), nw.col("unit")
    points = (unit == PERCENT) & (measure != "sum")
    of_unit = nw.when(points).then(nw.lit(yearly_unit(PERCENT))).otherwise(unit)
    return nw.when(measure.is_in(["growth", "reduction"])).then(nw.lit(PERCENT)).otherwise(of_unit)


def _finite(number: nw.Expr) -> nw.Expr:
    return number.abs() <= sys.float_info.max
