"""Caps, floors and ranges: every year is judged alone, kept or broken, with its headroom.

A level that was reached before the plan began is judged alike: it is to be held, and holding it is no progress.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lantu.cascade.rounding import rounded_to
from lantu.monitoring.components import Component
from lantu.monitoring.measures.measured import Case, Measured
from lantu.monitoring.question import Bounds
from lantu.targets import limits


def measured(case: Case) -> Measured:
    """Return whether the limit was kept, in the year of the data date and in those before."""
    latest, bounds = case.reached.state, case.bounds
    low, high = bounds
    wanted = high if low is None else low
    if wanted is None:
        return Measured(latest=latest, missing="target")
    kept = _keeps(case, latest, bounds)
    years = dict(_years(case))
    found: dict[str, Component] = {
        "kept": kept,
        "on_path": kept,
        "kept_years": Decimal(sum(years.values())),
        "years": Decimal(len(years)),
        "precision": case.unit,
    }
    unknown = next((year for year in _whole_years(case) if year not in years), None)
    if unknown is not None:
        found["missing_year"] = Decimal(unknown)
    if case.held:
        found["held"] = True
        if case.question.baseline == case.question.end_state:
            found["judge"] = "equal_to_baseline"
    margins = list(_margins(latest, bounds))
    if margins:
        found["margin"] = min(margins)
    found |= _about(case, latest, bounds)
    return Measured(target_value=wanted, latest=latest, due_value=wanted, components=found)


def _years(case: Case) -> Iterator[tuple[int, bool]]:
    """Yield each whole year that was observed and judged, and whether it kept its limit."""
    for year, state in case.reached.states.items():
        bounds = case.question.bounds_of(year) if case.limited else case.bounds
        if bounds is not None and year > case.question.base_year:
            yield year, _keeps(case, state, bounds)


def _whole_years(case: Case) -> range:
    """Return the years that are over at the data date."""
    date = case.reached.date
    return range(case.question.start, date.year + date.whole)


def _keeps(case: Case, value: Decimal, bounds: Bounds) -> bool:
    """Tell whether a value lies within its bounds, as all are published, and within what 左右 allows."""
    unit = case.unit
    low, high = bounds
    shown = rounded_to(value, unit)
    above = low is None or shown >= rounded_to(low, unit) - (case.tolerance(low) or 0)
    below = high is None or shown <= rounded_to(high, unit) + (case.tolerance(high) or 0)
    strictly = case.question.comparator
    if strictly == "<" and high is not None:
        below = below and value < high
    if strictly == ">" and low is not None:
        above = above and value > low
    return above and below


def _margins(value: Decimal, bounds: Bounds) -> Iterator[Decimal]:
    low, high = bounds
    if low:
        yield limits.margin_above(low, value)
    if high:
        yield limits.margin_below(high, value)


def _about(case: Case, latest: Decimal, bounds: Bounds) -> dict[str, Component]:
    """Return what a person has to decide: a value beyond its limit but about it."""
    low, high = bounds
    wanted = high if low is None else low
    tolerance = case.tolerance(wanted)
    if tolerance is None or wanted is None:
        return {}
    short = wanted - latest if low is not None else latest - wanted
    return {"tolerance": tolerance, **({"judge": "about"} if 0 < short <= 2 * tolerance else {})}
