"""Targets shared out among areas: the planner's examples, and what is not shared out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.cascade.allocation import AreaBound, AreaChoice, Member
from lantu.cascade.areas import apportioned, in_published_units, share_out
from lantu.cascade.observed import Observed
from lantu.cascade.tracks import Track
from lantu.cascade.years import walk
from lantu.errors import CascadeError

CASES = yaml.load(
    (Path(__file__).resolve().parents[2] / "cases" / "cascade" / "areas.yaml").read_text("utf-8"), yaml.BaseLoader
)
ROLES = ("base", "capacity", "need", "denominator", "amount", "output", "growth")


def whole_of(given: dict[str, Any]) -> Track:
    fixed = {int(year): Decimal(value) for year, value in given["states"].items()}
    start, end = min(fixed), max(fixed)
    even = {year: Decimal(year - start) / (end - start) for year in range(start, end + 1)}
    states = walk(fixed, even, by_rate=given["measure"] == "index")
    years = tuple(range(start + 1, end + 1))
    held = given["form"] == "cap"
    return Track(
        indicator=given["indicator"],
        name=given["indicator"],
        unit=given["unit"],
        measure=given["measure"],
        form=given["form"],
        direction=given["direction"],
        precision=Decimal(given["precision"]),
        years=years,
        wished=tuple(fixed[end] if held else states[year] for year in years),
        baseline=fixed[start],
    )


def choice_of(case: dict[str, Any]) -> AreaChoice:
    areas = case["areas"]
    figures = {name: {role: Decimal(given[role]) for role in ROLES if role in given} for name, given in areas.items()}
    return AreaChoice(
        method=case["method"],
        mix={role: Decimal(part) for role, part in case.get("mix", {}).items()},
        classes={name: given["class"] for name, given in areas.items() if "class" in given},
        differences={name: Decimal(value) for name, value in case.get("differences", {}).items()},
        bounds={name: AreaBound(high=Decimal(given["high"])) for name, given in areas.items() if "high" in given},
        figures=figures,
        values={name: Decimal(given["value"]) for name, given in areas.items() if "value" in given},
        margin=Decimal(case.get("margin", 0)),
        margin_reason=case.get("margin_reason", ""),
    )


def shared(case: dict[str, Any]) -> Any:
    members = [Member(subject=name, name=name, host=given.get("host", "")) for name, given in case["areas"].items()]
    binding = case.get("attribute") != "anticipatory"
    return share_out(whole_of(case["whole"]), choice_of(case), members, Observed.of([]), binding=binding)


def told(track: Track) -> Decimal:
    end = track.wished[-1]
    return 100 - end if track.form == "cumulative_reduction" else end


def near(found: Decimal, wanted: str) -> bool:
    return abs(found - Decimal(wanted)) < Decimal("1e-9")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_areas_get_what_the_planner_expects(case):
    found = shared(case)
    tracks = in_published_units(found, found.tracks)
    assert {track.subject for track in tracks} == set(case["gives"])
    assert all(near(told(track), case["gives"][track.subject]) for track in tracks), tracks
    assert all(near(told(track), case["inside"][track.subject]) for track in found.inside)
    said = {remark.code: remark.said("zh") for remark in found.remarks}
    assert set(said) == set(case.get("remarks", {}))
    assert all(text in said[code] for code, text in case.get("remarks", {}).items()), said
    assert all(remark.said("en") for remark in found.remarks)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_areas_make_the_whole_in_every_year(case):
    found = shared(case)
    if found.joint is None:
        return
    whole = whole_of(case["whole"])
    for at, year in enumerate(whole.years):
        factors = found.joint.coefficients_in(year)
        made = sum(Decimal(float(f)) * t.wished[at] for f, t in zip(factors, found.tracks, strict=True))
        if found.joint.relation == "<=":
            assert made >= whole.wished[at]
        else:
            assert abs(made - whole.wished[at]) < Decimal("1e-8")


def test_every_unit_of_a_total_goes_to_somebody():
    exact = [Decimal("3.4"), Decimal("3.4"), Decimal("3.2")]
    assert apportioned(exact, Decimal(10), Decimal(1)) == (4, 3, 3)
    assert apportioned(exact, Decimal(9), Decimal(1)) == (3, 3, 3)
    assert apportioned(exact, Decimal(10), Decimal(1), high=[Decimal(3), None, None]) == (3, 4, 3)
    assert apportioned(exact, Decimal(10), Decimal(1), low=[None, None, Decimal(4)]) == (3, 3, 4)


def test_a_total_that_units_cannot_make_is_refused():
    with pytest.raises(CascadeError) as finer:
        apportioned([Decimal("0.5")], Decimal("0.5"), Decimal(1))
    assert finer.value.code == "K021"
    with pytest.raises(CascadeError) as narrow:
        apportioned([Decimal(5)], Decimal(5), Decimal(1), high=[Decimal(4)])
    assert narrow.value.code == "K022"
