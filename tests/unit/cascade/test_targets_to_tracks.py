"""From statements to tracks: the cases of ``tests/cases/cascade/targets.yaml``, and what is true of all of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.cascade.allocation import Allocation, Choice, SuperiorValue, YearLimit
from lantu.cascade.rounding import rounded
from lantu.cascade.wishes import wishes
from lantu.errors import CascadeError
from lantu.model.document import Document
from lantu.model.plan import PlanHead, Reading
from lantu.model.records import Observation, Statement
from lantu.vocabulary.matching import known_indicator

CASES = yaml.load(
    (Path(__file__).parents[2] / "cases" / "cascade" / "targets.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)
DOCUMENT = Document(name="示例.txt", sha256="0" * 64, encoding="utf-8", media_type="text/plain", text="")


def statement(kind: str, at: int, raw: dict[str, Any]) -> Statement:
    facts: dict[str, Any] = {"comparator": ">=", "measure": "level", **raw}
    for name in ("value", "value_high"):
        if name in facts:
            facts[name] = Decimal(facts[name])
    match = known_indicator(facts["indicator"], unit=facts["unit"], measure=facts["measure"])
    facts.setdefault("indicator_id", match.indicator_id if match and not match.said else None)
    facts["period"] = None if facts["period"] == "null" else facts["period"]
    facts["in_table"] = facts.get("in_table") == "true"
    where = {"text": "示例", "passage": "1", "confidence": 1.0, "start": at, "end": at + 1}
    return Statement(id=f"s{at}", kind=kind, modality="commit", **where, **facts)


def plan_of(case: dict[str, Any], start: int | None = 2026) -> Reading:
    raw = [("target", each) for each in case["targets"]] + [("baseline", each) for each in case.get("baselines", [])]
    statements = tuple(statement(kind, at, each) for at, (kind, each) in enumerate(raw))
    head = PlanHead(title="示例规划", start=start, end=2030)
    return Reading(document=DOCUMENT, head=head, reader="test", statements=statements)


def observations_of(case: dict[str, Any]) -> list[Observation]:
    usual = {"basis": "period", "state": "final", "supplier": "市统计局", "source": "示例"}
    return [Observation(**{**usual, **each, "value": Decimal(each["value"])}) for each in case.get("observed", [])]


def allocation_of(case: dict[str, Any]) -> Allocation:
    choices = []
    for each in case.get("choices", []):
        facts = dict(each)
        facts["steps"] = {int(year): Decimal(value) for year, value in each.get("steps", {}).items()}
        if "precision" in facts:
            facts["precision"] = Decimal(facts["precision"])
        choices.append(Choice(**facts))
    superiors = [
        SuperiorValue(**{**each, "year": int(each["year"]), "value": Decimal(each["value"])})
        for each in case.get("superiors", [])
    ]
    return Allocation(choices=tuple(choices), superiors=tuple(superiors))


def found_in(case: dict[str, Any]) -> Any:
    return wishes(plan_of(case), observations_of(case), allocation_of(case))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_year_is_printed_as_the_planner_expects(case):
    found = found_in(case)
    wanted = {key: [Decimal(value) for value in values] for key, values in case["gives"].items()}
    assert {track.indicator: list(rounded(track)) for track in found.tracks} == wanted
    rolled = {key: [Decimal(value) for value in values] for key, values in case.get("rolled", {}).items()}
    assert {track.indicator: list(rounded(track)) for track in found.rolled} == rolled


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_assumed_or_left_out_is_said(case):
    said = {remark.code: remark.said("zh") for remark in found_in(case).remarks}
    assert set(said) == set(case.get("remarks", {}))
    assert all(text in said[code] for code, text in case.get("remarks", {}).items()), said
    assert all(remark.said("en") for remark in found_in(case).remarks)


@pytest.mark.parametrize("case", [case for case in CASES if "bounded" in case], ids=lambda case: case["name"])
def test_a_bound_holds_for_the_years_it_was_set_for(case):
    for track in found_in(case).tracks:
        years = [limit.year for limit in track.limits if limit.origin == "anticipatory"]
        assert years == [int(year) for year in case["bounded"][track.indicator]]


def test_a_superior_value_is_never_negotiable():
    case = next(case for case in CASES if "superiors" in case)
    (track,) = found_in(case).tracks
    (limit,) = [limit for limit in track.limits if limit.origin == "superior"]
    assert not limit.negotiable
    assert limit.text == "清发〔2026〕2号"


@pytest.mark.parametrize(
    ("target", "limit", "low", "high"),
    [
        (
            {"indicator": "城镇新增就业", "value": "16", "unit": "万人", "form": "cumulative_sum"},
            {"low": "3"},
            "6.2",
            None,
        ),
        (
            {"indicator": "城镇新增就业", "value": "16", "unit": "万人", "form": "cumulative_sum"},
            {"high": "4"},
            None,
            "7.2",
        ),
        (
            {
                "indicator": "单位地区生产总值能耗降低",
                "value": "19",
                "unit": "%",
                "measure": "growth_total",
                "form": "cumulative_reduction",
            },
            {"low": "5"},
            None,
            "91.08",
        ),
    ],
)
def test_a_bound_of_the_office_on_a_year_bounds_the_state_it_leads_to(target, limit, low, high):
    case = {"targets": [{"measure": "increment", "period": "2026-2030", **target}]}
    bound = YearLimit(year=2027, reason="示例", **{side: Decimal(value) for side, value in limit.items()})
    (track,) = wishes(plan_of(case), [], Allocation(choices=(Choice(target="s0", limits=(bound,)),))).tracks
    (found,) = [each for each in track.limits if each.origin == "chosen"]
    sides = [None if side is None else side.quantize(Decimal("0.01")) for side in (found.low, found.high)]
    assert sides == [None if side is None else Decimal(side) for side in (low, high)]
    assert (found.year, found.text, found.negotiable) == (2027, "示例", True)


def test_a_plan_without_years_is_refused():
    with pytest.raises(CascadeError, match="K001"):
        wishes(plan_of(CASES[0], start=None), [])


def test_targets_in_words_are_kept_apart():
    raw = {"indicator": "居民收入增长", "value": None, "unit": None, "form": "relative", "period": "2026-2030"}
    told = {**raw, "comparator": "=", "text": "与经济增长同步"}
    plan = Reading(
        document=DOCUMENT,
        head=PlanHead(title="示例规划", start=2026, end=2030),
        reader="test",
        statements=(
            Statement(
                id="s1",
                kind="target",
                measure="level",
                modality="commit",
                passage="1",
                confidence=1,
                start=0,
                end=1,
                **told,
            ),
        ),
    )
    found = wishes(plan, [])
    assert (found.tracks, [each.text for each in found.in_words]) == ((), ["与经济增长同步"])
