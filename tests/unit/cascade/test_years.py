"""Paths over the years give what a planner expects, to the published digit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.cascade.allocation import Choice
from lantu.cascade.methods import brought, shape, usual_method
from lantu.cascade.rounding import rounded, rounded_states
from lantu.cascade.tracks import Limit, Track
from lantu.cascade.years import state_after, walk, yearly

CASES = yaml.load(
    (Path(__file__).resolve().parents[2] / "cases" / "cascade" / "years.yaml").read_text("utf-8"), yaml.BaseLoader
)


def decimals(given: dict[str, str]) -> dict[int, Decimal]:
    return {int(year): Decimal(value) for year, value in given.items()}


def track_of(case: dict[str, Any]) -> Track:
    fixed = decimals(case["fixed"])
    start, end = min(fixed), max(fixed)
    years = tuple(range(start + 1, end + 1))
    measure = case.get("measure", "level")
    shaped = shape(case["method"], years, Choice(target="", steps=decimals(case.get("steps", {}))))
    states = walk(fixed, shaped, by_rate=measure == "index" or case["method"] == "equal_rate")
    limits = [
        Limit(year=int(year), **{side: Decimal(value) for side, value in limit.items()}, origin="binding")
        for year, limit in case.get("limits", {}).items()
    ]
    return Track(
        indicator=case["name"],
        name=case["name"],
        unit=case["unit"],
        measure=measure,
        years=years,
        wished=tuple(states[year] for year in years),
        baseline=fixed[start],
        limits=tuple(limits),
        precision=Decimal(case["precision"]),
        direction=case["direction"],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_path_is_printed_as_the_planner_expects(case):
    assert rounded(track_of(case)) == tuple(Decimal(value) for value in case["gives"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_target_of_the_period_is_met_on_its_safe_side(case):
    track = track_of(case)
    last, wished = rounded_states(track)[-1], track.wished[-1]
    slack = Decimal("1e-12")
    assert last <= wished + slack if track.direction == "down" else last >= wished - slack
    if track.measure != "index":
        assert last == wished


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_printed_years_lead_back_to_the_states(case):
    track = track_of(case)
    state = track.baseline
    for value, wished in zip(yearly(track), track.wished, strict=True):
        state = state_after(track, state, value)
        assert abs(state - wished) < Decimal("1e-20")


def test_rates_and_money_walk_at_rates_and_limits_hold_each_year():
    assert usual_method("average_growth", "index", "%") == "equal_rate"
    assert usual_method("level_up", "level", "万元") == "equal_rate"
    assert usual_method("cumulative_sum", "sum", "亿元") == "linear"
    assert usual_method("floor", "level", "%") == "each_year"


def test_what_projects_bring_adds_up_and_gaps_bring_nothing():
    years = (2026, 2027, 2028)
    assert brought(years, {2026: Decimal(4), 2028: Decimal(6)}) == (Decimal(4), Decimal(4), Decimal(10))
    assert shape("bottom_up", years)[2028] == 1


def bounded(measure: str, wished: str, limit: Limit, direction: str) -> Track:
    base = Decimal(100) if measure == "index" else Decimal(70)
    return Track(
        indicator="x",
        name="x",
        unit="%",
        measure=measure,
        years=(2026,),
        wished=(Decimal(wished),),
        baseline=base,
        limits=(limit,),
        precision=Decimal("0.1"),
        direction=direction,
    )


@pytest.mark.parametrize(
    ("track", "value"),
    [
        (bounded("level", "71.84", Limit(year=2026, high=Decimal("71.85"), origin="chosen"), "up"), "71.8"),
        (bounded("level", "71.84", Limit(year=2026, low=Decimal("71.84"), origin="chosen"), "down"), "71.84"),
        (bounded("level", "71.86", Limit(year=2026, low=Decimal("71.85"), origin="chosen"), "down"), "71.9"),
        (bounded("index", "103.11", Limit(year=2026, high=Decimal("103.15"), origin="chosen"), "up"), "3.1"),
        (bounded("index", "97.04", Limit(year=2026, low=Decimal("96.98"), origin="chosen"), "down"), "3.0"),
    ],
)
def test_rounding_goes_to_the_other_side_before_it_breaks_a_limit(track, value):
    assert rounded(track) == (Decimal(value),)


def test_between_limits_narrower_than_a_unit_the_value_is_printed_finer():
    narrow = bounded(
        "level", "71.846", Limit(year=2026, low=Decimal("71.84"), high=Decimal("71.85"), origin="chosen"), "up"
    )
    (value,) = rounded(narrow)
    assert Decimal("71.84") <= value <= Decimal("71.85")
