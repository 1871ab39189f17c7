"""The cases in tests/cases/tasks.yaml and lists.yaml: sentences of our own and what must be read from them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.model.text import MappedText
from lantu.reading.extraction.blocks import Block
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.lists import read_lists
from lantu.reading.extraction.outline import outline
from lantu.reading.extraction.tasks import read_tasks

CASES = Path(__file__).resolve().parents[2] / "cases"
HORIZON = Horizon(2026, 2030, "plan", "")


def collect(name: str) -> list[Any]:
    cases = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case.get("name") or case["text"][:24].replace("\n", "/")) for case in cases]


def blocks_of(case: dict[str, Any]) -> tuple[Block, ...]:
    text = case["text"]
    if case.get("outline"):
        return outline(text, HORIZON)
    blocks, position = [], 0
    for line in text.split("\n"):
        end = position + len(line)
        blocks.append(Block("paragraph", None, "1", None, position, None, case.get("role", "tasks"), position, end))
        position = end + 1
    return tuple(blocks)


def shown(record: Any, text: str, wanted: dict[str, Any]) -> dict[str, Any]:
    values = {"span": text[record.start : record.end]}
    values |= {key: getattr(record, key) for key in wanted if key != "span"}
    return {key: list(values[key]) if isinstance(values[key], tuple) else values[key] for key in wanted}


def test_there_are_enough_cases() -> None:
    assert len(collect("tasks.yaml")) + len(collect("lists.yaml")) >= 60


@pytest.mark.parametrize("case", collect("tasks.yaml"))
def test_tasks(case: dict[str, Any]) -> None:
    found = read_tasks(MappedText.of(case["text"]), blocks_of(case), HORIZON)
    assert [shown(each, case["text"], wanted) for each, wanted in zip(found, case["tasks"], strict=False)] == case[
        "tasks"
    ]
    assert len(found) == len(case["tasks"]), [each.title for each in found]


@pytest.mark.parametrize("case", collect("lists.yaml"))
def test_lists(case: dict[str, Any]) -> None:
    found = read_lists(MappedText.of(case["text"]), blocks_of(case), HORIZON)
    assert [shown(each, case["text"], wanted) for each, wanted in zip(found, case["lists"], strict=False)] == case[
        "lists"
    ]
    assert len(found) == len(case["lists"]), [each.members for each in found]
