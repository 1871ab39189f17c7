"""The plan of 蓝河 broken down to years and counties in one go, and the plan of 吉林 as far as its baselines are known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lantu import reading
from lantu.cascade.allocation import Allocation, AreaChoice, Choice, Member
from lantu.cascade.breakdown import Breakdown, break_down
from lantu.exchange.csvfile import read_table
from lantu.model.annual_targets import AnnualTarget
from lantu.model.records import Observation

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
COUNTIES = {"990102": "汀洲区", "990103": "澜溪区", "990121": "青屏县", "990122": "松坞县", "990181": "岚岭市"}
MEMBERS = (
    *(Member(subject=f"area:{code}", name=name) for code, name in COUNTIES.items()),
    Member(subject="area:990171", name="蓝河高新区", level="zone", host="area:990102"),
)
CHOICES = (
    Choice(target="gdp", areas=AreaChoice(reason="县域经济责任制")),
    Choice(target="new-jobs", areas=AreaChoice(reason="就业责任制")),
    Choice(target="urbanisation", areas=AreaChoice(by={"denominator": "population"}, reason="补县城短板")),
    Choice(
        target="energy-intensity-reduction",
        areas=AreaChoice(
            classes={"area:990102": "高", "area:990122": "低"},
            differences={"高": Decimal(1), "低": Decimal(-1)},
        ),
    ),
)
REACHED_2026 = {
    "area:990102": "1.2",
    "area:990103": "0.8",
    "area:990121": "0.4",
    "area:990122": "0.3",
    "area:990181": "0.6",
    "": "3.3",
}


@cache
def plan_of(city: str) -> Any:
    path = EXAMPLES / city / "plan.md"
    return reading.read(path.read_bytes(), path.name)


def baselines(city: str) -> tuple[Observation, ...]:
    return read_table(Observation, EXAMPLES / city / "baselines.csv")


def jobs_of_2026() -> tuple[Observation, ...]:
    facts = {"indicator": "城镇新增就业", "period": "2026", "basis": "period", "unit": "万人", "state": "final"}
    said = {"supplier": "市人力资源社会保障局", "source": "示例"}
    return tuple(Observation(subject=s, value=Decimal(v), **facts, **said) for s, v in REACHED_2026.items())


@cache
def lanhe() -> Breakdown:
    return break_down(plan_of("lanhe"), baselines("lanhe"), Allocation(members=MEMBERS, choices=CHOICES))


def by_place(rows: tuple[AnnualTarget, ...], line: str = "path") -> dict[str, dict[tuple[str, int], Decimal]]:
    found: defaultdict[str, dict[tuple[str, int], Decimal]] = defaultdict(dict)
    for row in rows:
        if row.line == line and row.value is not None:
            found[row.indicator][row.subject, row.year] = row.value
    return found


def test_it_is_possible_and_every_rule_holds_after_rounding():
    assert lanhe().conflicts == ()
    assert [check.said("zh") for check in lanhe().path.checks if not check.holds] == []
    assert len(lanhe().path.checks) >= 20


@pytest.mark.parametrize("name", ["地区生产总值", "城镇新增就业"])
def test_counties_add_up_to_the_city_exactly_in_every_year(name):
    values = by_place(lanhe().rows)[name]
    for year in range(2026, 2031):
        assert sum(values[f"area:{code}", year] for code in COUNTIES) == values["", year]


def test_the_urbanisation_of_the_counties_makes_that_of_the_city():
    people = {o.subject: o.value for o in baselines("lanhe") if o.indicator == "常住人口"}
    values = by_place(lanhe().rows)["常住人口城镇化率"]
    for year in range(2026, 2031):
        subjects = [f"area:{code}" for code in COUNTIES]
        mean = sum(people[s] * values[s, year] for s in subjects) / sum(people[s] for s in subjects)
        assert values["", year] <= mean < values["", year] + Decimal("0.1")


def test_classes_differ_by_what_was_decided():
    found = lanhe()
    ends = {track.subject: 100 - track.wished[-1] for track in found.path.tracks if "能耗降低" in track.name}
    assert ends["area:990102"] - ends["area:990103"] == 1
    assert ends["area:990122"] - ends["area:990103"] == -1
    assert ends["area:990121"] == ends["area:990103"] == ends["area:990181"]


def test_every_part_is_told_in_two_sentences_in_both_languages():
    english = break_down(
        plan_of("lanhe"), baselines("lanhe"), Allocation(members=MEMBERS, choices=CHOICES), language="en"
    )
    for found, end in ((lanhe(), "。"), (english, ". ")):
        said = {row.explanation for row in found.rows if row.subject}
        assert said
        assert all(2 <= f"{text} ".count(end) <= 3 for text in said), said
    texts = {row.explanation for row in lanhe().rows if row.subject == "area:990102"}
    assert any("汀洲区的份额是34.4%" in text for text in texts)


def test_a_range_holds_in_each_year_as_a_range():
    rows = [row for row in lanhe().rows if row.indicator == "常住人口规模"]
    assert [(row.comparator, row.value, row.text) for row in rows] == [("range", None, "310—315万人")] * 5
    assert all("区间" in row.explanation for row in rows)


def test_what_is_not_shared_out_is_said():
    codes = {remark.code for remark in lanhe().remarks}
    assert {"K024", "K026", "K033", "K035"} <= codes
    assert "K025" not in codes  # the office asked for nothing without a reason
    unreasoned = Allocation(members=MEMBERS, choices=(Choice(target="gdp", areas=AreaChoice()),))
    assert "K025" in {remark.code for remark in break_down(plan_of("lanhe"), baselines("lanhe"), unreasoned).remarks}


def test_counties_are_taken_up_again_from_what_they_reached():
    allocation = Allocation(members=MEMBERS, choices=CHOICES)
    found = break_down(plan_of("lanhe"), (*baselines("lanhe"), *jobs_of_2026()), allocation)
    path, rolled = (by_place(found.rows, line)["城镇新增就业"] for line in ("path", "rolled"))
    assert {subject: str(rolled[subject, 2026]) for subject in REACHED_2026} == REACHED_2026
    for subject in REACHED_2026:
        assert sum(rolled[subject, year] for year in range(2026, 2031)) == sum(
            path[subject, year] for year in range(2026, 2031)
        ), "what each is asked for in the end stays"
    for year in range(2027, 2031):
        assert sum(rolled[f"area:{code}", year] for code in COUNTIES) == rolled["", year]


def test_counties_without_values_keep_their_paths_and_are_named():
    allocation = Allocation(members=MEMBERS, choices=CHOICES)
    some = tuple(each for each in jobs_of_2026() if each.subject in ("", "area:990102"))
    found = break_down(plan_of("lanhe"), (*baselines("lanhe"), *some), allocation)
    rolled = by_place(found.rows, "rolled")["城镇新增就业"]
    assert {subject for subject, _ in rolled} == {"", "area:990102"}
    (remark,) = [each for each in found.remarks if each.code == "K037"]
    assert "澜溪区、青屏县、松坞县、岚岭市" in remark.said("zh")


def test_actuals_on_the_path_change_nothing():
    allocation = Allocation(members=MEMBERS, choices=CHOICES)
    path = by_place(lanhe().rows)["城镇新增就业"]
    on_path = tuple(replace(each, value=path[each.subject, 2026]) for each in jobs_of_2026())
    found = break_down(plan_of("lanhe"), (*baselines("lanhe"), *on_path), allocation)
    assert by_place(found.rows, "rolled")["城镇新增就业"] == path


def test_the_order_of_the_areas_changes_nothing():
    turned = Allocation(members=tuple(reversed(MEMBERS)), choices=CHOICES)
    assert break_down(plan_of("lanhe"), baselines("lanhe"), turned).rows == lanhe().rows


def test_the_plan_of_jilin_is_broken_down_in_one_go_with_reasons_for_the_rest():
    found = break_down(plan_of("jilin"), baselines("jilin"))
    plan = plan_of("jilin")
    targets = {each.id for each in plan.statements if each.kind == "target"}
    told = {row.target for row in found.rows}
    assert found.conflicts == ()
    assert len(told) >= 50
    assert all(row.value is not None or row.text for row in found.rows)
    assert {remark.target for remark in found.remarks} <= targets
    assert all(remark.said("zh") and remark.said("en") for remark in found.remarks)
