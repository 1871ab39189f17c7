"""Tasks against the shared gold (one chapter) and our own labels: the bar is that of an unseen chapter (DESIGN section 7)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from lantu.chinese.cleaning import clean
from lantu.reading.extraction.horizon import find_horizon
from lantu.reading.extraction.outline import outline
from lantu.reading.extraction.tasks import read_tasks

HERE = Path(__file__).resolve().parent
BAR = 0.80

#: our labels (titles cut short) and their document
OWN_LABELS = [
    ("guangdong_government_tasks", "plans/guangdong_2026_work_report.txt"),
    ("guangzhou_exchange_tasks", "plans/guangzhou_2026-2030_plan.txt"),
    ("guangzhou_space_tasks", "plans/guangzhou_2026-2030_plan.txt"),
    ("hefei_tasks", "plans/hefei_2026-2030_suggestions.txt"),
    ("shanghai_carbon_tasks", "plans/shanghai_2026-2030_plan.txt"),
    ("shanghai_nature_tasks", "plans/shanghai_2026-2030_plan.txt"),
    ("shenzhen_opening_tasks", "plans/shenzhen_2026_work_report.txt"),
]


@cache
def predicted(document: Path) -> str:
    text = clean(document.read_bytes().decode("utf-8-sig")).mapped
    horizon = find_horizon(text.text)
    tasks = read_tasks(text, outline(text.text, horizon), horizon)
    return "\n".join(json.dumps(asdict(task) | {"type": "task"}, ensure_ascii=False) for task in tasks)


def f1(tool: Path, gold: Path, document: Path, folder: Path) -> tuple[float, str]:
    """Return the scorer's F1 and all it prints."""
    tasks = folder / "tasks.jsonl"
    tasks.write_text(predicted(document), "utf-8")
    command = [sys.executable, str(tool), str(gold), str(tasks), "--misses"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"f1 ([\d.]+)", shown)
    assert found is not None
    return float(found[1]), shown


def test_tasks_of_a_chapter(shared: Path, tmp_path: Path) -> None:
    gold, document = shared / "data" / "gold_jilin_tasks_ch4.jsonl", shared / "data" / "jilin_2021-2025_plan.txt"
    score, shown = f1(shared / "tools" / "score_tasks.py", gold, document, tmp_path)
    assert score >= BAR, shown


@pytest.mark.parametrize(("labels", "document"), OWN_LABELS)
def test_own_labels(shared: Path, tmp_path: Path, labels: str, document: str) -> None:
    gold = HERE / "labels" / f"{labels}.jsonl"
    score, shown = f1(shared / "tools" / "score_tasks.py", gold, shared / "data" / document, tmp_path)
    assert score >= BAR, shown
