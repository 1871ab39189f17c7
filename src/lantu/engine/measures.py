"""The measures of targets as expressions: what is due, how far it is, how far behind, and what is needed.

One function a measure, each beside its fellow in :mod:`lantu.monitoring.measures`, with the formulas of
:mod:`lantu.targets`. Guards come before: what would divide by zero or take the logarithm of nothing gets null, so that
no engine is asked for it. Rates are fractions inside and percent in the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

import narwhals as nw

from lantu.engine.columns import LEVEL, OF_LEVEL, kept_if
from lantu.engine.standing import at_least, within
from lantu.monitoring.dates import MONTHS
from lantu.targets import gaps, growth, increments, levels, limits, reductions, sums

_PERCENT = 100
_NOTHING = nw.lit(0.0)

_reached, _target = nw.col("reached"), nw.col("target_value")
_baseline, _sign = nw.col("start_value"), nw.col("sign")
_gone, _left, _elapsed = nw.col("years_gone"), nw.col("years_left"), nw.col("elapsed")
_period = nw.col("period")
_down = nw.col("direction") == "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a measure says; the fields are columns, None where a measure says nothing of it.

    Attributes:
        latest: The latest value, told as the target is.
        due: What was due at the data date.
        progress: Share of the way done.
        gap: Share of the due change that is missing.
        needed: What each year left has to bring.
        on_path: Whether at least as good as due.
        reached: Whether what is asked of the end is there.
        kept: Whether a limit is kept.
        margin: How far from its limit, as a share of it.
        possible: Whether the target can be worked with at all.
        told: Whether a status would rest on something; False where a baseline is missing.
    """

    latest: nw.Expr | None = None
    due: nw.Expr | None = None
    progress: nw.Expr | None = None
    gap: nw.Expr | None = None
    needed: nw.Expr | None = None
    on_path: nw.Expr | None = None
    reached: nw.Expr | None = None
    kept: nw.Expr | None = None
    margin: nw.Expr | None = None
    possible: nw.Expr | None = None
    told: nw.Expr | None = None


FIELDS = tuple(field.name for field in fields(Answer))


def level() -> Answer:
    """Return how far a level has come on its way."""
    due = levels.due(_baseline, _target, _elapsed)
    arrived = _good(_reached, _target)
    worse = nw.when(_down).then(_reached > _baseline).otherwise(_reached < _baseline)
    way = _target != _baseline
    return Answer(
        latest=_reached,
        due=due,
        progress=levels.progress(kept_if(way & ~worse, _baseline), _target, _reached),
        gap=_gap(kept_if(way, due - _baseline), _reached - _baseline),
        needed=_needed(arrived, levels.needed_step(_reached, _target, _years_left())),
        on_path=_good(_reached, due),
        reached=arrived,
        told=(arrived & ~seasonal()) | ~_baseline.is_null(),
    )


def limit() -> Answer:
    """Return whether a limit is kept: a cap, a floor, a range, or a level that is only to be held."""
    low, high = nw.col("low"), nw.col("high")
    kept = within(_reached, low, high)
    margins = nw.min_horizontal(
        limits.margin_above(kept_if(low != 0, low), _reached), limits.margin_below(kept_if(high != 0, high), _reached)
    )
    return Answer(latest=_reached, due=nw.coalesce(low, high), on_path=kept, kept=kept, margin=margins)


def rise() -> Answer:
    """Return how far a rise since the base year has come."""
    risen = nw.when(nw.col("by_total")).then(_reached).otherwise(_reached - _baseline)
    due = increments.due(_NOTHING, _target, _elapsed)
    arrived = at_least(risen, _target)
    upward = (risen >= 0) & (_target > 0)
    return Answer(
        latest=risen,
        due=due,
        progress=increments.progress(_NOTHING, kept_if(upward, _target), risen),
        gap=_gap(due, risen),
        needed=_needed(arrived, increments.needed(_NOTHING, _target, risen, _years_left())),
        on_path=at_least(risen, due),
        reached=arrived,
        told=~_baseline.is_null() | nw.col("by_total"),
    )


def amount() -> Answer:
    """Return how much of an amount is done."""
    due = sums.due(_target, _elapsed)
    arrived = at_least(_reached, _target)
    return Answer(
        latest=_reached,
        due=due,
        progress=sums.progress(_reached, kept_if((_target > 0) & (_reached >= 0), _target)),
        gap=_gap(due, _reached),
        needed=_needed(arrived, sums.needed(_reached, _target, _years_left())),
        on_path=at_least(_reached, due),
        reached=arrived,
    )


def average_growth() -> Answer:
    """Return the average growth a year beside the one asked for."""
    rate = kept_if(_target * _sign > -_PERCENT, _target) * _sign / _PERCENT
    factor = kept_if(_reached > 0, _reached)
    average = growth.average(factor, _gone) * _sign * _PERCENT
    goal, due = growth.due(rate, _period), growth.due(rate, _gone)
    arrived = _good(factor, goal)
    moves = (1 + rate) != 1
    right_way = (factor - 1) * rate >= 0
    return Answer(
        latest=average,
        due=kept_if(~rate.is_null(), _target),
        progress=growth.progress(factor, kept_if(moves & right_way, rate), _period),
        gap=_gap(due - 1, factor - 1),
        needed=_needed(arrived, growth.needed(factor, rate, _period, _years_left()) * _sign * _PERCENT),
        on_path=at_least(average, kept_if(~rate.is_null(), _target)),
        reached=kept_if(_left <= 0, arrived),
        possible=_target * _sign > -_PERCENT,
    )


def reduction() -> Answer:
    """Return a reduction since the base year beside the one asked for."""
    asked = kept_if(_target < _PERCENT, _target) / _PERCENT
    achieved = 1 - kept_if(_reached > 0, _reached)
    due = reductions.due(asked, _elapsed)
    arrived = at_least(achieved, asked)
    tells = (asked > 0) & (achieved >= 0) & ((1 - asked) != 1)
    return Answer(
        latest=achieved * _PERCENT,
        due=due * _PERCENT,
        progress=reductions.progress(achieved, kept_if(tells, asked)),
        gap=_gap(due, achieved),
        needed=_needed(arrived, reductions.needed(achieved, asked, _years_left()) * _PERCENT),
        on_path=at_least(achieved, due),
        reached=arrived,
        possible=_target < _PERCENT,
    )


MEASURES: Mapping[str, Callable[[], Answer]] = {
    "level": level,
    "limit": limit,
    "rise": rise,
    "sum": amount,
    "growth": average_growth,
    "reduction": reduction,
}


def answered() -> dict[str, nw.Expr]:
    """Return the columns of :class:`Answer`, for each row by its measure; a field a measure says nothing of is null."""
    answers = {measure: function() for measure, function in MEASURES.items()}
    columns = {}
    for name in FIELDS:
        told = nw.lit(None)
        for measure, answer in answers.items():
            said = getattr(answer, name)
            if said is not None:
                told = nw.when(nw.col("measure") == measure).then(said).otherwise(told)
        columns[f"told_{name}"] = told
    return columns


def seasonal() -> nw.Expr:
    """Return whether a level is a mean of some months, which differ from a year by their seasons."""
    of_level = nw.col("measure").is_in(OF_LEVEL)
    return of_level & (nw.col("date") % MONTHS != 0) & (nw.col("decided_by") != LEVEL)


def _good(value: nw.Expr, wanted: nw.Expr) -> nw.Expr:
    return nw.when(_down).then(at_least(wanted, value)).otherwise(at_least(value, wanted))


def _gap(due_change: nw.Expr, change: nw.Expr) -> nw.Expr:
    gap: nw.Expr = gaps.gap(kept_if(due_change != 0, due_change), change)
    return gap


def _years_left() -> nw.Expr:
    return kept_if(_left > 0, _left)


def _needed(arrived: nw.Expr, rate: nw.Expr) -> nw.Expr:
    return kept_if(~arrived, rate)
