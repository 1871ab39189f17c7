"""The cases in tests/cases/structure: texts of our own and the blocks they must give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.outline import Block, outline

CASES = Path(__file__).resolve().parents[2] / "cases" / "structure"


def collect() -> list[Any]:
    cases = []
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            cases.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return cases


def horizon_of(case: dict[str, Any]) -> Horizon | None:
    years = case.get("horizon")
    if years is None:
        return None
    if isinstance(years, int):
        return Horizon(years, years, "report", "", years)
    return Horizon(years[0], years[1], "plan", "")


def shown(block: Block, text: str, wanted: dict[str, Any]) -> dict[str, Any]:
    extra = {"text": text[block.start : block.end], "lead": text[block.start : block.lead_end]}
    return {key: extra[key] if key in extra else getattr(block, key) for key in wanted}


def test_there_are_enough_cases() -> None:
    assert len(collect()) >= 25


@pytest.mark.parametrize("case", collect())
def test_blocks(case: dict[str, Any]) -> None:
    text = case["text"].replace("{tab}", "\t")
    blocks = outline(text, horizon_of(case))
    listing = "\n".join(f"{b.kind} {b.level} {b.number} {b.role} {text[b.start : b.end][:30]!r}" for b in blocks)
    assert len(blocks) == len(case["blocks"]), listing
    for block, wanted in zip(blocks, case["blocks"], strict=True):
        assert shown(block, text, wanted) == wanted, f"{text[block.start : block.end]!r}\n{listing}"
