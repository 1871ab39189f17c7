"""The example of Jilin City says what the published plan says: its figures, its lists, its doubts, its labels, its tables."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.model.records import Observation, Statement
from lantu.reading.pipeline import read
from lantu.vocabulary import area, shipped_bodies

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "examples" / "jilin"
SHARED = ROOT / ".." / "shared" / "data" / "gold_jilin_ch1-4.jsonl"
FACTS = yaml.safe_load((FOLDER / "facts.yaml").read_text(encoding="utf-8"))
PLAN = (FOLDER / "plan.md").read_text(encoding="utf-8")
README = (FOLDER / "README.md").read_text(encoding="utf-8")
GOLD = [json.loads(line) for line in (FOLDER / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
NUMERALS = {
    "半": 0.5,
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "九": 9,
    "十五": 15,
    "百": 100,
}
SPELT = {
    (1, "工作日"): "1个工作日",
    (68, "工作日"): "68个工作日",
    (65411, "人"): "65411名",
    (2, "名"): "前两名",
    (5, "位"): "前五位",
    (15, "位"): "前十五位",
    (0.5, "小时"): "半小时",
    (100, "万亩"): "百万亩",
}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def titled(entry: dict[str, Any]) -> str:
    return str(entry.get("what") or entry["id"])


def shared_labels() -> list[dict[str, Any]]:
    if not SHARED.exists():
        pytest.skip("the labels of the published plan are not beside this repository (../shared/data)")
    lines = filter(None, SHARED.read_text(encoding="utf-8").splitlines())
    return [label for label in map(json.loads, lines) if "value" in label]


def restated(label: dict[str, Any]) -> bool:
    """True when our plan prints the value with its unit: ``160万吨``, ``2—3个``, ``5项``, or as spelt in SPELT."""
    value, unit = label["value"], label["unit"] or ""
    if isinstance(value, list):
        return "—".join(f"{bound:g}" for bound in value) + unit in PLAN
    spelt = SPELT.get((value, unit))
    return (spelt is not None and spelt in PLAN) or re.search(rf"(?<![\d.]){value:.10g}{unit}", PLAN) is not None


def test_every_firm_figure_of_chapters_one_to_four_is_restated() -> None:
    firm = [label for label in shared_labels() if not label.get("optional")]
    missing = [
        (label["id"], label["indicator"], label["value"], label["unit"]) for label in firm if not restated(label)
    ]
    assert len(firm) > 100
    assert missing == []


def test_figures_keep_their_due_year_and_firmness() -> None:
    """Where a value and unit stand once in both, kind, bound, measure, year and modality are those of the published plan."""

    def once(labels: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
        firm = [label for label in labels if not label.get("optional")]
        count = Counter(f"{label['value']} {label['unit']}" for label in firm)
        named = {f"{label['value']} {label['unit']}": label for label in firm}
        return {key: label for key, label in named.items() if count[key] == 1}

    ours, theirs = once(GOLD[1:]), once(shared_labels())
    both = sorted(ours.keys() & theirs.keys())
    assert len(both) > 60
    for key in both:
        for field in {"comparator", "measure", "modality"} & set(theirs[key]["scored"]) & set(ours[key]["scored"]):
            assert ours[key][field] == theirs[key][field], (key, field)
        if theirs[key]["period"] == "2025":
            assert ours[key]["period"] == "2025", key


@pytest.mark.parametrize("fact", FACTS["sums"], ids=titled)
def test_parts_fit_their_total_but_for_the_documented_doubt(fact: dict[str, Any]) -> None:
    for quote in fact["quotes"]:
        assert quote in PLAN, quote
    rest = Decimal(str(fact["total"])) - sum(Decimal(str(part)) for part in fact["parts"])
    assert rest == Decimal(str(fact["rest"]))
    assert (rest < 0) is ("doubt" in fact)


@pytest.mark.parametrize("fact", FACTS["lists"], ids=titled)
def test_lists_print_the_members_they_announce(fact: dict[str, Any]) -> None:
    for member in fact["members"]:
        assert member in PLAN, member
    named = len(set(fact["members"]))
    assert named < fact["announced"] if fact.get("open") else named == fact["announced"]


@pytest.mark.parametrize("doubt", FACTS["doubts"], ids=titled)
def test_each_doubt_stands_in_the_text_and_is_explained(doubt: dict[str, Any]) -> None:
    for quote in doubt["quotes"]:
        assert quote in PLAN, quote
    assert doubt["id"] in README


def test_announced_indicator_table_is_not_in_the_file() -> None:
    assert "主要指标表" in PLAN
    assert re.search(r"(?m)^(序号|类别|指标)\t", PLAN) is None


def test_ten_chapters_with_their_sections() -> None:
    chapters = re.split(r"(?m)^第[一二三四五六七八九十]+章 ", PLAN)[1:]
    sections = [len(re.findall(r"(?m)^第[一二三四五六七八九十]+节 ", chapter)) for chapter in chapters]
    assert sections == [4, 4, 5, 5, 4, 4, 3, 4, 5, 3]
    assert 9000 <= len(PLAN) <= 12000


def test_implementation_names_who_does_what() -> None:
    last = PLAN[PLAN.index("第十章 ") :]
    for duty in ("任务分工。", "年度指标。", "监测评估。", "调整程序。", "监督。", "规划衔接。"):
        assert duty in last
    assert "由市人民政府提出调整方案，提请市人大常委会批准" in last


def holds_number(text: str, value: float) -> bool:
    printed = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}
    spelt = {number for sign, number in NUMERALS.items() if sign in text}
    return any(abs(number - value) < 1e-9 for number in printed | spelt) or (
        "亿元镇" in text or ("万" in text and value == 1)
    )


def test_labels_point_at_clauses_that_hold_their_numbers() -> None:
    head, labels = GOLD[0], GOLD[1:]
    low, high = head["covers"]
    assert PLAN[low:].startswith("第一章 ")
    assert PLAN[high:].startswith("第十章 ")
    assert len([label for label in labels if not label.get("optional")]) >= 150
    assert len({label["id"] for label in labels}) == len(labels)
    for label in labels:
        clause = PLAN[label["start"] : label["end"]]
        assert low <= label["start"] < label["end"] <= high
        assert len(clause) <= 60
        values = label["value"] if isinstance(label["value"], list) else [label["value"]]
        if label.get("implied"):
            assert label["optional"]
        else:
            assert all(holds_number(clause, value) for value in values), (label["id"], clause)


def test_labels_use_the_words_of_the_records() -> None:
    known = {field.name for field in fields(Statement)} | {"names", "scored", "optional"}
    for label in GOLD[1:]:
        assert set(label) <= known
        assert label["names"][0] == label["indicator"]
        assert label["modality"] in (("commit", "strive", "plan") if label["kind"] == "target" else (None,))
    assert {label["comparator"] for label in GOLD[1:]} == {"=", ">=", ">", "<=", "approx", "range"}


@pytest.mark.parametrize("name", ["baselines.csv", "observations.csv"])
def test_observations_bear_the_fields_of_the_record(name: str) -> None:
    table = rows(name)
    bodies = {row["name"] for row in rows("bodies.csv")}
    areas = {f"area:{row['code']}" for row in rows("areas.csv")} | {""}
    assert list(table[0]) == [field.name for field in fields(Observation)]
    keys = [(row["subject"], row["indicator"], row["period"], row["basis"]) for row in table]
    assert len(set(keys)) == len(keys)
    for row in table:
        assert row["source"]
        assert row["note"]
        assert row["supplier"] in bodies
        assert row["subject"] in areas
        assert Decimal(row["value"]).is_finite()


def test_baselines_are_those_of_the_review_section() -> None:
    review = PLAN[PLAN.index("第一节 “十三五”时期的基础") : PLAN.index("第二节 面对的形势")]
    for row in rows("baselines.csv"):
        assert row["state"] == "self_reported"
        assert row["note"].startswith("规划文本所载")
        assert re.search(rf"(?<![\d.]){re.escape(row['value'])}(?![\d.])", review), row["indicator"]


def test_figures_of_unofficial_pages_are_not_called_final() -> None:
    for row in rows("observations.csv"):
        if "待核" in row["note"]:
            assert row["state"] == "self_reported", row
        if row["published_on"]:
            assert row["recorded_at"].startswith(row["published_on"])


def test_areas_are_those_of_the_national_code_table_and_zones_are_not() -> None:
    table = {row["code"]: row for row in rows("areas.csv")}
    official = {code: row for code, row in table.items() if row["is_zone"] == "false"}
    assert len([code for code in official if code.startswith("2202") and code != "220200"]) == 9
    for code, row in official.items():
        known = area(code)
        assert known is not None
        assert (row["name"], row["level"], row["parent"]) == (known.name, known.level, known.parent)
    for code, row in table.items():
        assert row["parent"] in table or row["level"] == "province"
        if row["is_zone"] == "true":
            assert re.fullmatch(r"2202Z[0-9A-Z]", code)
            assert row["name"] in PLAN.replace("船营、哈达湾、龙潭、丰满、永吉五个经济开发区", "、".join(FIVE_ZONES))
            assert row["host"] in official or (row["host"], row["inside_host"]) == ("", "")


FIVE_ZONES = [f"{name}经济开发区" for name in ("船营", "哈达湾", "龙潭", "丰满", "永吉")]


def test_bodies_are_those_of_the_vocabulary_and_the_city() -> None:
    known = shipped_bodies().by_id
    own = re.compile(r"(county-government|zone-committee|statistics)-\w{6}")
    for row in rows("bodies.csv"):
        assert own.fullmatch(row["code"]) or known[row["code"]].name == row["name"]


def test_the_plan_is_read_as_that_of_the_city() -> None:
    reading = read(PLAN.encode("utf-8"), "plan.md")
    assert len(reading.statements) >= 150
    assert len(reading.tasks) >= 60


def test_other_formats_hold_the_same_text(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    pytest.importorskip("typst")
    command = [sys.executable, str(FOLDER / "make_formats.py"), str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    document = docx.Document(str(tmp_path / "plan.docx"))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert cells == [line.split("\t") for line in PLAN.splitlines() if "\t" in line]
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines == [line.removeprefix("# ") for line in PLAN.splitlines() if line and "\t" not in line]
    styles = Counter(paragraph.style.name for paragraph in document.paragraphs)
    assert (styles["Heading 1"], styles["Heading 2"], styles["Heading 3"]) == (10, 41, 6)
    if run.returncode == 0:
        assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")
    else:
        assert "fonts-noto-cjk" in run.stderr


@pytest.mark.parametrize("path", sorted(p for p in FOLDER.iterdir() if p.is_file()), ids=lambda path: path.name)
def test_files_are_plain_utf8_with_line_feeds(path: Path) -> None:
    content = path.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    content.decode("utf-8")
