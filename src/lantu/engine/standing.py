"""Where each target stands: which value decides, and what the years before it make together.

Amounts of years add up and rates multiply, only as long as no year is missing from the first on; a hole is never
filled, and months of a later year do not bridge it. Rates are added up as logarithms, so that one pass over the rows serves amounts and rates. See
:mod:`lantu.monitoring.reached`, which says the same for one target.
"""

from __future__ import annotations

import narwhals as nw

from lantu.engine.columns import CHANGE, LEVEL, MONTHLY, OF_LEVEL, PLACE, ROW, SINCE, TO_DATE, Table, kept_if, usable
from lantu.monitoring.dates import MONTHS
from lantu.targets import growth
from lantu.targets.kinds import log

_TIER = 2**24  # ranks of since-totals lie above those of all other values
_KINDS = 8

_kind, _value, _month = nw.col("kind"), nw.col("value"), nw.col("month")
_year, _start, _end, _measure = nw.col("year"), nw.col("start"), nw.col("end"), nw.col("measure")
_levels = _measure.is_in(OF_LEVEL)
_rates = _measure.is_in(["growth", "reduction"])
_first = nw.col("first")
_adds = (_measure == "sum") | _rates


def standing(known: Table, asked: Table, key: tuple[str, ...] = ROW) -> Table:
    """Return where each target stands.

    Args:
        known: What was known, see :func:`lantu.engine.known.known`.
        asked: Targets, see :func:`lantu.engine.asked.asked`.
        key: Columns that tell one row of targets from another.

    Returns:
        One row, by its key, for each target of which anything is known: ``date`` (months since year 0 at the data date, null
        where nothing decides), ``decided_by`` (the kind of value), ``reached`` (the level, the sum so far, the factor
        since the base year, or the published total), ``recorded_at``, ``observed_baseline``, ``kept_years`` and
        ``years`` of limits, ``related`` (values there are, of use or not), ``broken`` (how many values that matter
        cannot be worked with).
    """
    columns = ("form", "direction", "measure", "sign", "intensive", "low", "high", "start", "end")
    names = dict.fromkeys((*key, *PLACE, *columns))
    rows = known.join(asked.select(*names), on=list(PLACE), how="inner")
    rows = _ranked(_linked(rows.filter(_year >= _start - 1, _year <= _end), key), key)
    return _told(_gathered(rows, key), key)


def _linked(rows: Table, key: tuple[str, ...]) -> Table:
    """Mark the whole years that follow each other, from the first or from the last published total on, and count them."""
    total = _adds & (_kind == SINCE) & (_month == MONTHS) & (_year >= _start)
    rows = rows.with_columns(anchor=kept_if(total, _year), date=_year * MONTHS + _month)
    rows = rows.with_columns(first=nw.coalesce(nw.col("anchor").max().over(*key) + 1, _start))
    year_kind = nw.when(_rates).then(nw.lit(CHANGE)).otherwise(nw.lit(LEVEL))
    whole = (_kind == year_kind) & (_month == MONTHS) & (_year >= _first) & _adds
    rows = rows.with_columns(whole=whole.cast(nw.Int32), anchor=total & (_year == _first - 1))
    position = nw.col("whole").cum_sum().over(*key, order_by="year")
    rows = rows.with_columns(linked=((nw.col("whole") == 1) & (position == _year - _first + 1)).cast(nw.Int32))
    return rows.with_columns(links=nw.col("linked").sum().over(*key))


def _ranked(rows: Table, key: tuple[str, ...]) -> Table:
    """Give each value its rank; the highest decides, and 0 cannot."""
    in_time = _year >= _start
    of_level = in_time & _levels & ((_kind == LEVEL) | (_kind.is_in([MONTHLY, TO_DATE]) & nw.col("intensive")))
    risen = in_time & (_measure == "rise") & (_kind == SINCE)
    links, date = nw.col("links"), nw.col("date")
    part_kind = nw.when(_rates).then(nw.lit(CHANGE)).otherwise(nw.lit(TO_DATE))
    part = _adds & (_kind == part_kind) & (_month < MONTHS) & (_year == _first + links)
    chained_to = nw.coalesce(kept_if(part, date).max().over(*key), (_first + links) * MONTHS)
    since = in_time & _adds & (_kind == SINCE) & (date >= chained_to)
    rank = date * _KINDS + _kind.cast(nw.Int32)
    decides = of_level | risen | part | (nw.col("linked") == 1)
    rows = rows.with_columns(
        part=part,
        rank=nw.when(since).then(rank + _TIER).otherwise(nw.when(decides).then(rank).otherwise(nw.lit(0))),
    )
    return rows.with_columns(top=nw.col("rank").max().over(*key))


def _gathered(rows: Table, key: tuple[str, ...]) -> Table:
    """Gather the rows of each target into one."""
    in_time, fine = _year >= _start, usable(_value)
    top = (nw.col("rank") == nw.col("top")) & (nw.col("top") > 0)
    since_decides = nw.col("top") >= _TIER
    counts = ((nw.col("linked") == 1) | nw.col("anchor") | (nw.col("part") & top)) & ~since_decides
    factor = growth.factor([nw.col("sign") * kept_if(fine, _value) / 100])
    grows = kept_if(factor > 0, factor)
    share = nw.when(nw.col("part")).then(_month / MONTHS).otherwise(nw.lit(1.0))
    year_level = (_kind == LEVEL) & (_month == MONTHS)
    judged = year_level & in_time & fine & (_measure.is_in(["level", "limit"]))
    leaves_nothing = _rates & in_time & _kind.is_in([CHANGE, SINCE]) & ~(factor > 0).fill_null(False)
    bad = ((top | counts) & ~fine) | leaves_nothing
    related = in_time & (
        (_kind == LEVEL)
        | ((_kind == MONTHLY) & nw.col("intensive"))
        | ((_kind == TO_DATE) & (_measure == "sum"))
        | ((_kind == CHANGE) & _rates)
    )
    return rows.group_by(*key).agg(
        nw.col("top").max(),
        nw.col("links").max(),
        beyond=_count(_of_a_year() & (_year > _first + nw.col("links"))),
        value=kept_if(top & fine, _value).max(),
        recorded_at=kept_if(top, nw.col("recorded_at")).max(),
        amount=kept_if(counts & fine, _value).sum().fill_null(0.0),
        growth=kept_if(counts & _rates, log(grows) * share).sum().fill_null(0.0),
        observed_baseline=kept_if(year_level & (_year == _start - 1) & fine, _value).max(),
        years=_count(judged),
        kept_years=_count(judged & within(_value, nw.col("low"), nw.col("high"))),
        related=_count(related),
        broken=_count(bad),
        measure=_measure.max(),
        sign=nw.col("sign").max(),
    )


def _of_a_year() -> nw.Expr:
    """Return whether a value is that of a year or of its first months, which add up or multiply with other years."""
    amount = (_kind == TO_DATE) | ((_kind == LEVEL) & (_month == MONTHS))
    return (_rates & (_kind == CHANGE)) | ((_measure == "sum") & amount)


def _count(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).sum()


def _told(found: Table, key: tuple[str, ...]) -> Table:
    """Tell what decides and what has been reached by it."""
    top, total = nw.col("top"), nw.col("top") >= _TIER
    hole = _adds & ~total & (nw.col("beyond") > 0)
    decided = (top > 0) & ~hole
    total_factor = growth.factor([nw.col("sign") * _value / 100])
    reached = (
        nw.when(_rates & total)
        .then(total_factor)
        .otherwise(
            nw.when(_rates)
            .then(nw.col("growth").exp())
            .otherwise(nw.when((_measure == "sum") & ~total).then(nw.col("amount")).otherwise(_value))
        )
    )
    return found.select(
        *key,
        "observed_baseline",
        "years",
        "kept_years",
        "related",
        "broken",
        date=kept_if(decided, (top % _TIER) // _KINDS),
        decided_by=kept_if(decided, top % _KINDS),
        reached=kept_if(decided, reached),
        recorded_at=kept_if(decided, nw.col("recorded_at")),
    )


def within(value: nw.Expr, low: nw.Expr, high: nw.Expr) -> nw.Expr:
    """Return whether a value lies within its bounds, a null bound being none; null where the value is."""
    above = low.is_null() | at_least(value, low).fill_null(False)
    below = high.is_null() | at_least(high, value).fill_null(False)
    return kept_if(~value.is_null(), above & below)


def at_least(value: nw.Expr, other: nw.Expr) -> nw.Expr:
    """Return whether a value is no smaller than another, but for what floats cannot tell (a billionth of their size)."""
    return value >= other - (value.abs() + other.abs()) * 1e-9
