"""Matching: the pairs a planner can read, the example city's names, and what is never merged."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.errors import VocabularyError
from lantu.vocabulary.content import load_content
from lantu.vocabulary.indicator_names import LONGEST, fold, shipped_grammar
from lantu.vocabulary.indicators import Indicator, IndicatorTable, shipped_indicators
from lantu.vocabulary.matching import Matcher, match_indicator, shipped_matcher

ROOT = Path(__file__).resolve().parents[3]
CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "tests/cases/indicators.yaml").read_text("utf-8"))
LANHE = ROOT / "examples" / "lanhe"
DATA = ROOT / ".." / "shared" / "data"


def matched(case: dict[str, Any]):
    return match_indicator(case["name"], unit=case.get("unit"), measure=case.get("measure"))


@pytest.mark.parametrize("case", CASES["means"], ids=lambda case: case["name"])
def test_a_name_means_its_indicator(case):
    match = matched(case)
    assert match is not None
    assert (match.indicator_id, match.scope, match.said) == (case["id"], case.get("scope"), case.get("said"))


@pytest.mark.parametrize("case", CASES["nothing"], ids=lambda case: case["name"])
def test_nothing_is_forced(case):
    assert matched(case) is None


def test_every_printed_name_finds_its_own_entry():
    for entry in shipped_indicators().by_id.values():
        for name in entry.names:
            match = match_indicator(name)
            assert match is not None
            assert (match.indicator_id, match.how) == (entry.id, "exact" if name == entry.zh else "synonym")


def test_a_missing_character_never_leads_astray():
    """A damaged name means its own indicator, none, or one it now spells out; it is never taken for a neighbour."""
    for entry in shipped_indicators().by_id.values():
        for name in entry.names:
            for at in range(len(name)):
                match = shipped_matcher().match(name[:at] + name[at + 1 :])
                assert match is None or match.how != "fuzzy" or match.indicator_id == entry.id


def test_how_sure():
    names = ["地区生产总值", "GDP", "全市生产总值", "龙潭区生产总值", "公园绿化活动场所服务半径覆盖率"]
    found = [match_indicator(name) for name in names]
    assert [match.how for match in found] == ["exact", "synonym", "normalised", "normalised", "fuzzy"]
    assert [match.confidence for match in found] == sorted((m.confidence for m in found), reverse=True)


def test_measure_decides_between_level_growth_and_rank():
    def means(measure: str, unit: str) -> str | None:
        match = match_indicator("地区生产总值", unit=unit, measure=measure)
        return match and match.indicator_id

    assert means("level", "亿元") == "gdp"
    assert means("growth_annual", "%") == "gdp-growth"
    assert means("growth_total", "%") == "gdp"
    assert means("rank", "位") is None
    assert means("level", "公顷") is None


@pytest.mark.parametrize(
    "name", ["", "率", "区" * 60, "年均增长", "新增", "（）", "地" * (LONGEST + 1), "(" * 50, "全市"]
)
def test_odd_names_mean_nothing(name):
    assert match_indicator(name) is None


def test_two_entries_must_differ_in_more_than_writing(tmp_path):
    path = tmp_path / "own.yaml"
    rest = 'en: A, units: ["%"], direction: up, measure: level, basis: period'
    path.write_text(
        "title: 样表\nreference: 示例约定\nvalid_from: 2021-01-01\nentries:\n"
        f"- {{id: a, zh: 甲类占比, {rest}}}\n- {{id: b, zh: 甲类比重, {rest}}}\n",
        encoding="utf-8",
    )
    with pytest.raises(VocabularyError, match="V015"):
        Matcher.of(IndicatorTable.of([load_content(path, Indicator)]), shipped_grammar())


def test_folding_keeps_what_tells():
    assert fold("空气质量优良天数(天)") == "空气质量优良天数"
    assert fold("孕产妇死亡率（1/10万）") == "孕产妇死亡率"
    assert shipped_grammar().key("居民消费价格指数").endswith("指数")


def test_the_example_city_measures_what_the_vocabulary_knows():
    with (LANHE / "observations.csv").open(encoding="utf-8", newline="") as lines:
        names = {(row["indicator"], row["unit"]) for row in csv.DictReader(lines)}
    assert [pair for pair in sorted(names) if match_indicator(pair[0], unit=pair[1]) is None] == []


@pytest.mark.parametrize("city", ["beijing", "guangzhou", "shanghai"])
def test_tables_of_real_plans_are_known(city):
    path = DATA / f"gold_tables_{city}.jsonl"
    if not path.exists():
        pytest.skip(f"{path.name} is not here: labels of real plans stay outside the repository")
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()[1:]]
    unknown = {
        r["indicator"] for r in records if not match_indicator(r["indicator"], unit=r["unit"], measure=r["measure"])
    }
    assert unknown == set()
