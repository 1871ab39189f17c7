"""The cases in tests/cases/monitoring/progress.yaml: what a plan asks, what was observed, and what is to come out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from lantu.model.annual_targets import AnnualTarget
from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.monitoring import monitor
from lantu.reading import read

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "monitoring" / "progress.yaml").read_text("utf-8"))
HEAD = "云川市国民经济和社会发展第十四个五年规划纲要\n（2021—2025年）\n第一章 主要目标\n"
FIELDS = set(Progress.__dataclass_fields__)
NEAR = Decimal("0.005")


def observation(
    indicator: str,
    period: object,
    basis: str,
    value: object,
    unit: str,
    published_on: str | None = "2024-03-01",
    subject: str = "",
) -> Observation:
    return Observation(
        indicator=indicator,
        subject=subject,
        period=str(period),
        basis=basis,
        value=Decimal(str(value)),
        unit=unit,
        state="final",
        supplier="市统计局",
        published_on=published_on,
        source="公报",
    )


def annual_target(
    target: str, year: int, value: object, unit: str, comparator: str = "=", subject: str = ""
) -> AnnualTarget:
    return AnnualTarget(
        target=target,
        indicator="",
        subject=subject,
        year=year,
        comparator=comparator,
        value=None if comparator == "range" else Decimal(str(value)),
        unit=unit,
        text=str(value) if comparator == "range" else None,
        line="issued",
    )


def progress_of(case: dict) -> Progress:
    plan = read((HEAD + case["text"] + "\n").encode(), "plan.txt")
    day = date.fromisoformat(str(case.get("day", "2024-04-30")))
    target = next((each.id for each in plan.statements if each.kind == "target"), "")
    annual = [annual_target(target, *row) for row in case.get("annual", ())]
    rows = monitor(plan, [observation(*row) for row in case["observations"]], day, annual_targets=annual).rows
    subject = case.get("of_subject", "")
    rows = tuple(row for row in rows if row.indicator == case.get("of", row.indicator) and row.subject == subject)
    assert len(rows) == 1, [row.indicator for row in rows]
    return rows[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict) -> None:
    found = progress_of(case)
    for name, wanted in case["expect"].items():
        value = getattr(found, name) if name in FIELDS else found.components.get(name)
        if isinstance(wanted, int | float) and not isinstance(wanted, bool):
            assert isinstance(value, Decimal), (name, value, found)
            assert abs(value - Decimal(str(wanted))) <= NEAR * max(1, abs(Decimal(str(wanted)))), (name, value)
        else:
            assert (str(value) if isinstance(wanted, date) else value) == (
                str(wanted) if isinstance(wanted, date) else wanted
            ), (name, found)
