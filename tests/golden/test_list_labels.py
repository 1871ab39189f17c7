"""Lists, projects and deadlines against labels of our own, each first scored before anybody looked at a miss (labels/README.md)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lantu.model.plan import Reading
from lantu.model.records import Task
from lantu.model.relations.relation import position
from lantu.reading import read

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / ".." / "shared" / "data"
GUANGZHOU = "plans/guangzhou_2026-2030_plan.txt"
DEADLINES = {
    "shenzhen": "plans/shenzhen_2026-2030_plan.txt",
    "shanghai": "plans/shanghai_2026-2030_plan.txt",
    "beijing": "plans/beijing_2026-2030_plan.txt",
    "jilin": "jilin_2021-2025_plan.txt",
}
_CUT = 2  # the labels hold the beginnings of names
_MARKS = str.maketrans("", "", "“”〔〕 ")


@cache
def reading_of(document: str) -> Reading:
    path = SHARED / document
    if not path.exists():
        pytest.skip("the labelled documents are not beside the repository")
    return read(path.read_bytes(), path.name)


def labels(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / "labels" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def covers(task: Task, label: dict[str, Any]) -> bool:
    return task.start < label["end"] and task.end > label["start"]


def test_lists() -> None:
    gold = labels("guangzhou_lists")
    read_there = {position(each.id): each for each in reading_of(GUANGZHOU).lists}
    wanted = {label["start"]: label for label in gold if not label.get("optional")}
    found = [start for start in wanted if start in read_there]
    exact = [
        start
        for start in found
        if [name.translate(_MARKS)[:_CUT] for name in read_there[start].members]
        == [name.translate(_MARKS)[:_CUT] for name in wanted[start]["members"]]
    ]
    false = [start for start in read_there if start >= gold[0]["start"] and start not in {g["start"] for g in gold}]
    assert len(found) / len(wanted) >= 0.8
    assert len(exact) / len(wanted) >= 0.7
    assert len(false) <= 6


def test_projects() -> None:
    head, *rows = labels("guangzhou_projects")
    called = [
        task
        for task in reading_of(GUANGZHOU).tasks
        if task.is_project and any(start <= task.start < end for start, end in head["stretches"])
    ]
    certain = [row for row in rows if row["is_project"]]
    found = [row for row in certain if any(covers(task, row) for task in called)]
    false = [task for task in called if not any(covers(task, row) for row in rows)]
    assert len(found) / len(certain) >= 0.6
    assert len(false) / len(called) <= 0.1


def test_deadlines() -> None:
    right = wrong = 0
    for name, document in DEADLINES.items():
        tasks = reading_of(document).tasks
        for label in labels(f"{name}_deadlines"):
            there = [task for task in tasks if covers(task, label)]
            if there and not label.get("optional"):
                held = any(task.deadline == label["deadline"] for task in there)
                right, wrong = right + held, wrong + (not held)
    assert wrong == 0
    assert right >= 12
