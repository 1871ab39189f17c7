"""Reading against hand-made labels: the shared gold, the held-back gold, and the example's own.

The labels hold offsets, names and figures only. Bars are those of the design (section 7); what is measured today is printed by
``make bench`` and stands in docs/explanation/how-well-it-reads.md.
"""

from __future__ import annotations

import importlib.util
import json
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from lantu.reading import read

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXAMPLE = ROOT / "examples" / "lanhe"

#: gold file, document, kind, F1 bar, exact bar
SHARED_GOLD = [
    ("gold_jilin_ch1-4.jsonl", "jilin_2021-2025_plan.txt", "target", 0.97, 0.90),
    ("gold_jilin_ch1-4.jsonl", "jilin_2021-2025_plan.txt", "baseline", 0.94, 0.83),
    ("gold_shenzhen_plan.jsonl", "plans/shenzhen_2026-2030_plan.txt", "target", 0.95, 0.83),
    ("gold_shenzhen_plan.jsonl", "plans/shenzhen_2026-2030_plan.txt", "baseline", 0.94, 0.83),
    ("gold_anhui_report.jsonl", "plans/anhui_2026_work_report.txt", "target", 0.95, 0.83),
    ("gold_anhui_report.jsonl", "plans/anhui_2026_work_report.txt", "baseline", 0.94, 0.83),
]

#: our labels, document, kind, F1 bar, exact bar: the bars of an unseen plan
OWN_LABELS = [
    ("guangdong_review", "plans/guangdong_2026_work_report.txt", "baseline", 0.95, 0.82),
    ("guangdong_tasks", "plans/guangdong_2026_work_report.txt", "target", 0.95, 0.82),
    ("guangzhou_review", "plans/guangzhou_2026-2030_plan.txt", "baseline", 0.95, 0.82),
    ("guangzhou_plan", "plans/guangzhou_2026-2030_plan.txt", "target", 0.95, 0.82),
    ("beijing_review", "plans/beijing_2026-2030_plan.txt", "baseline", 0.95, 0.82),
    ("beijing_plan", "plans/beijing_2026-2030_plan.txt", "target", 0.95, 0.82),
    ("beijing_plan2", "plans/beijing_2026-2030_plan.txt", "target", 0.95, 0.82),
    ("shanghai_review", "plans/shanghai_2026-2030_plan.txt", "baseline", 0.95, 0.82),
    ("shanghai_plan", "plans/shanghai_2026-2030_plan.txt", "target", 0.95, 0.82),
    ("shenzhen_report_review", "plans/shenzhen_2026_work_report.txt", "baseline", 0.95, 0.82),
    ("shenzhen_report_tasks", "plans/shenzhen_2026_work_report.txt", "target", 0.95, 0.82),
    ("jilin_ch5plus", "jilin_2021-2025_plan.txt", "target", 0.95, 0.82),
]


@cache
def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_targets", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def predicted(document: Path) -> list[dict[str, Any]]:
    rows = []
    for statement in read(document.read_bytes(), document.name).statements:
        row = {field.name: getattr(statement, field.name) for field in fields(statement)}
        high = row.pop("value_high")
        if row["value"] is not None:
            row["value"] = float(row["value"]) if high is None else [float(row["value"]), float(high)]
        rows.append(row)
    return rows


def labels_and_rows(
    gold_path: Path, document: Path
) -> tuple[list[dict[str, Any]], list[list[int]], list[dict[str, Any]]]:
    """Labels, undecided zones, and what the reader found in the stretch the labels cover."""
    gold = [json.loads(line) for line in gold_path.read_text("utf-8").splitlines() if line.strip()]
    head = gold.pop(0) if "covers" in gold[0] else {}
    for record in gold:
        if "names" not in record:
            record["names"] = [record["indicator"]]
    low, high = head.get("covers") or (min(g["start"] for g in gold), max(g["end"] for g in gold))
    return gold, head.get("undecided", []), [p for p in predicted(document) if p["end"] > low and p["start"] < high]


def score(tool: ModuleType, gold_path: Path, document: Path, kind: str, *, in_table: bool = True) -> dict[str, Any]:
    gold, undecided, rows = labels_and_rows(gold_path, document)
    if not in_table:
        gold = [g for g in gold if not g.get("in_table")]
        rows = [p for p in rows if not p["in_table"]]
    report, _ = tool.score(gold, rows, kind, undecided)
    return dict(report)


@pytest.mark.parametrize(("gold", "document", "kind", "f1", "exact"), SHARED_GOLD)
def test_shared_gold(shared: Path, gold: str, document: str, kind: str, f1: float, exact: float) -> None:
    tool = scorer(shared / "tools" / "score_targets.py")
    report = score(tool, shared / "data" / gold, shared / "data" / document, kind)
    assert report["f1"] >= f1, report
    assert report["exact"] >= exact, report


@pytest.mark.parametrize(("labels", "document", "kind", "f1", "exact"), OWN_LABELS)
def test_own_labels(shared: Path, labels: str, document: str, kind: str, f1: float, exact: float) -> None:
    tool = scorer(shared / "tools" / "score_targets.py")
    report = score(tool, HERE / "labels" / f"{labels}.jsonl", shared / "data" / document, kind)
    assert report["f1"] >= f1, report
    assert report["exact"] >= exact, report


@pytest.mark.parametrize("kind", ["target", "baseline"])
def test_example_gold(shared: Path, kind: str) -> None:
    tool = scorer(shared / "tools" / "score_targets.py")
    report = score(tool, EXAMPLE / "gold.jsonl", EXAMPLE / "plan.md", kind, in_table=False)
    assert report["f1"] >= 0.95, report


def test_offsets_hold_the_printed_number(shared: Path) -> None:
    for document in sorted((shared / "data").rglob("*.txt")):
        reading = read(document.read_bytes(), document.name)
        text = reading.document.text
        for statement in reading.statements:
            assert text[statement.start : statement.end] == statement.text
            number = int(statement.id[1:].split("-")[0])
            assert statement.start <= number < statement.end, (document.name, statement)
