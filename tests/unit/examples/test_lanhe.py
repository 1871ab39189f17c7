"""The example of the invented city holds together: its sums, its growth, its slips, its labels, its tables."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import fields
from decimal import Decimal
from math import prod
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.model.records import Observation, Statement

FOLDER = Path(__file__).resolve().parents[3] / "examples" / "lanhe"
FACTS = yaml.safe_load((FOLDER / "facts.yaml").read_text(encoding="utf-8"))
PLAN = (FOLDER / "plan.md").read_text(encoding="utf-8")
GOLD = [json.loads(line) for line in (FOLDER / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
NUMERALS = {"半": 0.5, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "十": 10, "百": 100, "一": 1}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def titled(entry: dict[str, Any]) -> str:
    return str(entry.get("what") or entry["id"])


def assert_quoted(entry: dict[str, Any]) -> None:
    for name, quotes in ((entry.get("file", "plan.md"), "quotes"), (entry.get("against"), "against_quotes")):
        text = (FOLDER / name).read_text(encoding="utf-8") if name else ""
        for quote in entry.get(quotes, []):
            assert quote in text, quote


@pytest.mark.parametrize("fact", FACTS["sums"], ids=titled)
def test_parts_make_the_total_but_for_the_documented_slip(fact: dict[str, Any]) -> None:
    assert_quoted(fact)
    total = sum(Decimal(str(part)) for part in fact["parts"])
    assert (total == Decimal(str(fact["total"]))) is ("slip" not in fact)


@pytest.mark.parametrize("fact", FACTS["growths"], ids=titled)
def test_growth_leads_from_the_base_to_the_target(fact: dict[str, Any]) -> None:
    assert_quoted(fact)
    reached = fact["base"] * (1 + fact["rate"]) ** fact["years"]
    assert reached == pytest.approx(fact["target"], abs=fact["tolerance"] + 1e-9)


@pytest.mark.parametrize("fact", FACTS["ratios"], ids=titled)
def test_ratios_are_what_they_say(fact: dict[str, Any]) -> None:
    assert_quoted(fact)
    assert fact["numerator"] / fact["denominator"] == pytest.approx(fact["value"], abs=fact["tolerance"] + 1e-9)


@pytest.mark.parametrize("slip", FACTS["slips"], ids=titled)
def test_each_documented_slip_stands_in_the_text(slip: dict[str, Any]) -> None:
    assert_quoted(slip)
    assert slip["id"] in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_project_list_adds_up() -> None:
    listed = PLAN[PLAN.index("\n附件2 重大工程项目表") :].splitlines()
    cells = [line.split("\t") for line in listed if re.match(r"\d+\t", line)]
    assert len(cells) == 12
    assert sum(Decimal(row[4]) for row in cells) == Decimal(396)
    assert "\n附件3" not in PLAN


def test_indicator_table_counts_its_attributes() -> None:
    attributes = re.findall(r"\t(约束性|预期性)$", PLAN, flags=re.M)
    assert (attributes.count("约束性"), attributes.count("预期性")) == (12, 18)


def holds_number(text: str, value: float) -> bool:
    """True when the clause prints the value: as digits, as a fraction, or with a Chinese numeral."""
    printed = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}
    shares = {a / b * 100 for b, a in fractions(text)}
    spelt = {float(NUMERALS[sign]) for sign in re.findall("[半一二两三四五六七十百]", text)}
    return any(abs(number - value) < 0.05 for number in printed | shares | spelt)


def fractions(text: str) -> list[tuple[float, float]]:
    spelt = [(NUMERALS[b], NUMERALS[a]) for b, a in re.findall("([二三四五])分之([一二三])", text)]
    return spelt + [(float(b), float(a)) for a, b in re.findall(r"(\d)/(\d)(?!\d)", text)]


def test_labels_point_at_clauses_that_hold_their_numbers() -> None:
    head, labels = GOLD[0], GOLD[1:]
    low, high = head["covers"]
    assert PLAN[low:].startswith("第一章 ")
    assert PLAN[high:].startswith("第四章 ")
    assert len(labels) >= 60
    assert len({label["id"] for label in labels}) == len(labels)
    for label in labels:
        clause = PLAN[label["start"] : label["end"]]
        assert low <= label["start"] < label["end"] <= high
        assert len(clause) <= 60
        values = label["value"] if isinstance(label["value"], list) else [label["value"]]
        if label.get("implied") or values == [None]:
            assert label["optional"]
        else:
            assert all(holds_number(clause, value) for value in values), (label["id"], clause)


def test_labels_use_the_words_of_the_records() -> None:
    known = {field.name for field in fields(Statement)} | {"names", "scored", "optional"}
    for label in GOLD[1:]:
        assert set(label) <= known
        assert label["names"][0] == label["indicator"]
        assert label["modality"] in (("commit", "strive", "plan") if label["kind"] == "target" else (None, "plan"))
    assert {label["comparator"] for label in GOLD[1:]} == {"=", ">=", ">", "<=", "<", "approx", "range"}
    assert len({label["measure"] for label in GOLD[1:]}) == 8


@pytest.mark.parametrize("name", ["baselines.csv", "observations.csv"])
def test_observations_bear_the_fields_of_the_record(name: str) -> None:
    table = rows(name)
    bodies = {row["name"] for row in rows("bodies.csv")}
    areas = {f"area:{row['code']}" for row in rows("areas.csv")} | {""}
    assert list(table[0]) == [field.name for field in fields(Observation)]
    keys = [(row["subject"], row["indicator"], row["period"], row["basis"]) for row in table]
    assert len(set(keys)) == len(keys)
    for row in table:
        assert row["note"].startswith("示例数据")
        assert row["supplier"] in bodies
        assert row["subject"] in areas
        assert Decimal(row["value"]).is_finite()


def area_values(indicator: str) -> tuple[float, dict[str, float]]:
    found = {row["subject"]: float(row["value"]) for row in rows("baselines.csv") if row["indicator"] == indicator}
    return found.pop(""), found


@pytest.mark.parametrize("indicator", ["地区生产总值", "常住人口", "城镇新增就业", "粮食总产量"])
def test_areas_add_up_to_the_city(indicator: str) -> None:
    city, areas = area_values(indicator)
    assert len(areas) == 5
    assert sum(areas.values()) == pytest.approx(city, abs=1e-9)


@pytest.mark.parametrize(
    ("rate", "weight"), [("常住人口城镇化率", "常住人口"), ("单位地区生产总值能耗", "地区生产总值")]
)
def test_areas_weigh_up_to_the_city(rate: str, weight: str) -> None:
    city, areas = area_values(rate)
    total, weights = area_values(weight)
    assert sum(value * weights[area] for area, value in areas.items()) / total == pytest.approx(city, abs=1e-9)


def test_history_makes_the_review_of_the_plan() -> None:
    history: dict[str, list[float]] = {}
    for row in rows("observations.csv"):
        if row["subject"] == "" and len(row["period"]) == 4:
            history.setdefault(row["indicator"], []).append(float(row["value"]))
    assert sum(history["城镇新增就业"]) == pytest.approx(15.6)
    assert sum(history["固定资产投资"]) == pytest.approx(4200)
    cut = 1 - prod(1 - rate / 100 for rate in history["单位地区生产总值能耗降低"])
    growth = prod(1 + rate / 100 for rate in history["地区生产总值年均增长"]) ** 0.2 - 1
    assert (round(100 * cut, 1), round(100 * growth, 1)) == (13.8, 5.6)


def test_history_ends_where_the_baselines_stand() -> None:
    latest = {
        r["indicator"]: r["value"] for r in rows("observations.csv") if not r["subject"] and r["period"] == "2025"
    }
    assert latest == {r["indicator"]: r["value"] for r in rows("baselines.csv") if not r["subject"]}


def test_bodies_named_in_the_plan_are_known() -> None:
    known = {row["name"] for row in rows("bodies.csv")}
    named = re.findall(
        r"(?:牵头单位：|责任单位：|、)(市[^、；）\s]+?)(?=[、；）\s])",
        "".join(re.findall(r"（牵头单位.*?）[\s。]", PLAN)),
    )
    assert len(named) > 20
    assert {name for name in named if name not in known} == set()


def test_codes_are_no_real_codes_and_zones_have_hosts() -> None:
    areas = {row["code"]: row for row in rows("areas.csv")}
    for code, row in areas.items():
        assert re.fullmatch(r"99\d{4}", code)
        assert row["parent"] in areas or row["level"] == "province"
        assert (row["host"] in areas) is (row["is_zone"] == "true")


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_files_are_plain_utf8_with_line_feeds(path: Path) -> None:
    content = path.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    content.decode("utf-8")
