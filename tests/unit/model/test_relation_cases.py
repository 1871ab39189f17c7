"""The cases in tests/cases/relations.yaml, the sums of the example, and the clusters of the plan beside the repository."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.model.plan import Reading
from lantu.model.records import Project, Statement
from lantu.model.relations import parts_of, same_indicator
from lantu.reading import read

ROOT = Path(__file__).resolve().parents[3]
JILIN = ROOT / ".." / "shared" / "data" / "jilin_2021-2025_plan.txt"


def collected() -> list[Any]:
    cases = yaml.safe_load((ROOT / "tests" / "cases" / "relations.yaml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


def amounts(reading: Reading) -> dict[str, str]:
    """Return value and unit of each record, by id."""
    found: dict[str, str] = {}
    for record in (*reading.statements, *reading.projects):
        value = record.value if isinstance(record, Statement) else record.investment
        found[record.id] = (
            f"{value:f}".rstrip("0").rstrip(".") if value is not None and "." in f"{value:f}" else f"{value}"
        )
        found[record.id] += record.unit or ""
    return found


@pytest.mark.parametrize("case", collected())
def test_case(case: dict[str, Any]) -> None:
    reading = read(case["text"].encode(), "plan.txt", start=2026, end=2030)
    said = amounts(reading)
    if "parts" in case:
        found = [[said[r.whole], [said[part] for part in r.parts], r.how, r.certain] for r in parts_of(reading)]
        assert found == case["parts"]
    if "same" in case:
        assert [[said[each] for each in group] for group in same_indicator(reading)] == case["same"]


@lru_cache(maxsize=2)
def example() -> Reading:
    return read((ROOT / "examples" / "lanhe" / "plan.md").read_bytes(), "plan.md")


def values(reading: Reading) -> dict[str, Decimal]:
    return {s.id: s.value for s in reading.statements if s.value is not None} | {
        p.id: p.investment for p in reading.projects if p.investment is not None
    }


def test_the_sums_of_the_example() -> None:
    """Every sum of facts.yaml that is one of parts at one time is found; sums over the years are not of this kind."""
    value = values(example())
    found = {(value[r.whole], tuple(sorted(value[p] for p in r.parts))) for r in parts_of(example()) if r.certain}
    facts = yaml.safe_load((ROOT / "examples" / "lanhe" / "facts.yaml").read_text(encoding="utf-8"))
    for entry in facts["sums"]:
        parts = tuple(sorted(Decimal(str(part)) for part in entry["parts"]))
        if len(set(parts)) > 1:  # five equal parts are five years
            assert (Decimal(str(entry["total"])), parts) in found, entry["what"]


def test_text_and_table_of_the_example_know_each_other() -> None:
    by_id = {s.id: s for s in example().statements}
    groups = [[by_id[each] for each in group] for group in same_indicator(example())]
    patents = next(group for group in groups if "高价值发明专利" in group[0].indicator)
    assert {s.in_table for s in patents} == {True, False}
    assert {s.value for s in patents if s.period == "2030"} == {Decimal("9.5"), Decimal(9)}
    both = [group for group in groups if {s.in_table for s in group} == {True, False}]
    assert len(both) >= 20


@pytest.mark.skipif(not JILIN.exists(), reason="the shared documents are not beside the repository")
def test_clusters_and_their_industries() -> None:
    reading = read(JILIN.read_bytes(), JILIN.name)
    value = values(reading)
    found = {value[r.whole]: [value[p] for p in r.parts] for r in parts_of(reading) if r.certain}
    assert found[Decimal(1200)] == [700, 220, 240, 40]
    assert found[Decimal(600)] == [100, 500, 100]
    assert found[Decimal(350)] == [110, 80, 55, 100]


def test_projects_are_parts_too() -> None:
    relation = next(r for r in parts_of(example()) if r.how == "list" and r.parts[0].startswith("j"))
    by_id: dict[str, Project] = {project.id: project for project in example().projects}
    assert sum(by_id[part].investment or 0 for part in relation.parts) == 396
