"""The cases in tests/cases/monitoring/figures.yaml: how a target reads on the page for who decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.unit.monitoring.test_progress_cases import HEAD, annual_target, observation

from lantu.monitoring.judging import judge_all
from lantu.monitoring.monitoring import monitor
from lantu.reading import read
from lantu.reporting.briefs import Grounds, bulletin
from lantu.reporting.briefs.sections import sentence_of
from lantu.vocabulary.schemes import scheme

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "monitoring" / "figures.yaml").read_text("utf-8"))
DAY = date(2023, 8, 31)
ABOVE = "area:990000"


def grounds_of(case: dict) -> Grounds:
    plan = read((HEAD + case["text"] + "\n").encode(), "plan.txt")
    target = next(each.id for each in plan.statements if each.kind == "target")
    values = [observation(*row[:5], *(row[5:] or ["2023-03-01"])) for row in case["observations"]]
    annual = [annual_target(target, *row) for row in case.get("annual", ())]
    others = [replace(observation(*row, "2023-03-01"), subject=ABOVE) for row in case.get("above", ())]
    return Grounds(
        title="云川市规划",
        day=DAY,
        level="内部",
        scheme=scheme(),
        judged=judge_all(monitor(plan, values, DAY, annual_targets=annual).rows, scheme()),
        observations=[*values, *others],
        above=[(ABOVE, "全省")],
        language=case.get("language", "zh"),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict) -> None:
    grounds = grounds_of(case)
    page = bulletin(grounds)
    joint = "；" if grounds.language == "zh" else "; "
    assert sentence_of(page.figures[0], grounds.language).split(joint)[:-1] == case["reads"]
    if "behind" in case:
        assert f"{page.problems[0].said}{page.problems[0].needed}" == case["behind"]
    assert grounds.judged[0].why(grounds.language).startswith(case.get("why", ""))
