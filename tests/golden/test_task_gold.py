"""Tasks against the shared gold (one chapter): the bar is that of an unseen chapter (DESIGN section 7)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from lantu.chinese.cleaning import clean
from lantu.reading.extraction.horizon import find_horizon
from lantu.reading.extraction.outline import outline
from lantu.reading.extraction.tasks import read_tasks

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
BAR = 0.80


def test_tasks_of_a_chapter(tmp_path: Path) -> None:
    gold = SHARED / "data" / "gold_jilin_tasks_ch4.jsonl"
    tool = SHARED / "tools" / "score_tasks.py"
    document = SHARED / "data" / "jilin_2021-2025_plan.txt"
    if not (gold.exists() and tool.exists() and document.exists()):
        pytest.skip("the shared documents and labels are not beside the repository")
    text = clean(document.read_bytes().decode("utf-8-sig")).mapped
    horizon = find_horizon(text.text)
    tasks = read_tasks(text, outline(text.text, horizon), horizon)
    predicted = tmp_path / "tasks.jsonl"
    rows = (json.dumps(asdict(task) | {"type": "task"}, ensure_ascii=False) for task in tasks)
    predicted.write_text("\n".join(rows), "utf-8")
    shown = subprocess.run(
        [sys.executable, str(tool), str(gold), str(predicted)], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"f1 ([\d.]+)", shown)
    assert found is not None
    assert float(found[1]) >= BAR, shown
