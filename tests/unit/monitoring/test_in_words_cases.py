"""The cases in tests/cases/monitoring/in_words.yaml: targets compared with another value, and assigned ones."""

from __future__ import annotations

from dataclasses import replace
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

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "monitoring" / "in_words.yaml").read_text("utf-8"))
HEAD = "云川市国民经济和社会发展第十四个五年规划纲要\n（2021—2025年）\n第一章 主要目标\n表1 主要指标\n"
TABLE = "指标\t单位\t2020年\t2025年\t年均增速\t属性\n常住人口城镇化率\t%\t60.6\t65\t—\t预期性\n"
AREA, PROVINCE = "220200", "area:220000"
FIELDS = set(Progress.__dataclass_fields__)
NEAR = Decimal("0.0001")


def observation(indicator: str, subject: str, row: list) -> Observation:
    period, basis, value, unit, *said = row
    return Observation(
        indicator=indicator,
        subject=subject,
        period=str(period),
        basis=basis,
        value=Decimal(str(value)),
        unit=unit,
        state="final",
        supplier="市统计局",
        published_on=None if said else "2024-03-01",
        source="公报",
    )


def progress_of(case: dict) -> Progress:
    row = f"{case['indicator']}\t{case.get('unit', '%')}\t—\t{case['cell']}\t—\t约束性\n"
    plan = read((HEAD + TABLE + row).encode(), "plan.txt")
    plan = replace(plan, head=replace(plan.head, area=AREA))
    target = next(each for each in plan.statements if each.text == case["cell"])
    other = case.get("reference", case["indicator"])
    values = [
        *(observation(case["indicator"], "", each) for each in case["own"]),
        *(observation(other, "" if "reference" in case else PROVINCE, each) for each in case.get("other", ())),
    ]
    issued = [
        AnnualTarget(
            target=target.id,
            indicator=target.indicator,
            year=year,
            comparator=comparator,
            value=None if value is None else Decimal(str(value)),
            unit=unit,
            text=text,
            line="issued",
        )
        for year, comparator, value, unit, text in case.get("issued", ())
    ]
    rows = monitor(plan, values, date(2024, 4, 30), annual_targets=issued).rows
    return next(each for each in rows if each.target == target.id)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict) -> None:
    found = progress_of(case)
    for name, wanted in case["expect"].items():
        value = getattr(found, name) if name in FIELDS else found.components.get(name)
        if isinstance(wanted, int | float) and not isinstance(wanted, bool):
            assert isinstance(value, Decimal), (name, value, found)
            assert abs(value - Decimal(str(wanted))) <= NEAR, (name, value)
        else:
            assert value == wanted, (name, found)
