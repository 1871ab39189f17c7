"""What is asked, made ready: how each target is measured, which side is better, and numbers that are numbers."""

from __future__ import annotations

import narwhals as nw

from lantu.engine.columns import (
    ASKED,
    DIRECTIONS,
    MEASURES,
    OPTIONAL,
    ROW,
    YEARS,
    EngineError,
    Table,
    coded,
    kept_if,
    usable,
)
from lantu.monitoring.series import PERCENT

_NUMBERS = ("baseline", "target_value", "target_high")
_TYPES = {"unit": nw.String(), "target_high": nw.Float64(), "limited_from": nw.Int32()}


def asked(targets: Table) -> Table:
    """Return targets with what the engine adds to them.

    Args:
        targets: Columns :data:`lantu.engine.columns.ASKED`, perhaps those of :data:`~lantu.engine.columns.OPTIONAL`.

    Returns:
        The targets; ``baseline``, ``target_value`` and ``target_high`` are numbers or null. Added are ``measure``
        (null for a form without one), ``sign`` (-1 where a rate is told as a fall), ``intensive`` (a month's value is the
        same kind of thing as a year's), ``low`` and ``high`` (bounds of limits, and of what is only to be held), and
        ``wrong`` (a number is none, or the years are no years).
    """
    absent = [name for name in OPTIONAL if name not in targets.collect_schema().names()]
    rows = targets.with_columns(**{name: nw.lit(None, dtype=_TYPES[name]) for name in absent}) if absent else targets
    rows = rows.select(*ASKED, *OPTIONAL).with_columns(
        *(nw.col(name).cast(nw.Float64) for name in _NUMBERS),
        *(nw.col(name).cast(nw.Int32) for name in ("start", "end", "limited_from")),
        measure=coded("form", MEASURES),
        direction=nw.coalesce(nw.col("direction").cast(nw.String), coded("form", DIRECTIONS), nw.lit("none")),
        intensive=_intensive(),
    )
    rows = rows.with_columns(
        *(kept_if(usable(nw.col(name)), nw.col(name)).alias(name) for name in _NUMBERS),
        sign=nw.when(_falls()).then(nw.lit(-1)).otherwise(nw.lit(1)),
        wrong=_wrong(),
    )
    return rows.with_columns(low=_bound("low"), high=_bound("high"))


def years(targets: Table) -> tuple[int, int]:
    """Return the first and the last year of which observations matter, the base year included.

    Raises:
        EngineError: A target and subject stands in more than one row (E002).
    """
    twice = targets.group_by(*ROW).agg(rows=nw.len()).filter(nw.col("rows") > 1).head(1).collect()
    if len(twice):
        raise EngineError("E002", target=twice["target"][0], subject=twice["subject"][0])
    span = targets.filter(_ordered()).select(first=nw.col("start").min(), last=nw.col("end").max()).collect()
    first, last = span["first"][0], span["last"][0]
    return (1, 0) if first is None or last is None else (int(first) - 1, int(last))


def _falls() -> nw.Expr:
    """Return whether rates are told as a fall: a reduction, and growth of which less is better."""
    return nw.col("measure").is_in(["growth", "reduction"]) & (nw.col("direction") == "down")


def _wrong() -> nw.Expr:
    broken = [~nw.col(name).is_null() & ~usable(nw.col(name)) for name in _NUMBERS]
    return broken[0] | broken[1] | broken[2] | ~_ordered()


def _ordered() -> nw.Expr:
    """Return whether a target begins before it ends, in years that can be those of a plan."""
    start, end = nw.col("start"), nw.col("end")
    return ((start >= YEARS[0]) & (start <= end) & (end <= YEARS[1])).fill_null(False)


def _intensive() -> nw.Expr:
    """Return whether a month's value is the same kind of thing as a year's, see :func:`lantu.monitoring.series.is_intensive`."""
    unit = nw.col("unit")
    return ((unit == PERCENT) | unit.str.contains("/", literal=True) | unit.str.contains("每", literal=True)).fill_null(
        False
    )


def _bound(side: str) -> nw.Expr:
    """Return the lower or upper bound of a value; ranges have both, everything else the side that is better."""
    form, better = nw.col("form").cast(nw.String), nw.col("direction")
    of_range = nw.col("target_value" if side == "low" else "target_high")
    bounded = better == "down" if side == "high" else better != "down"
    return nw.when(form == "range").then(of_range).otherwise(kept_if(bounded, nw.col("target_value")))
