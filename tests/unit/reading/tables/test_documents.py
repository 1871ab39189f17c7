"""The indicator tables of the labelled documents: every row, attribute and value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lantu.chinese.cleaning import clean
from lantu.model.records import Statement
from lantu.reading.extraction.horizon import find_horizon
from lantu.reading.extraction.outline import outline
from lantu.reading.extraction.tables import read_indicator_tables, read_tables

ROOT = Path(__file__).resolve().parents[4]
SHARED = ROOT / ".." / "shared" / "data"
LANHE = ROOT / "examples" / "lanhe"


def labelled(city: str) -> tuple[str, list[dict[str, Any]]]:
    if city == "lanhe":
        document, labels = LANHE / "plan.md", LANHE / "gold.jsonl"
    else:
        document = SHARED / "plans" / f"{city}_2026-2030_plan.txt"
        labels = SHARED / f"gold_tables_{city}.jsonl"
    if not document.exists() or not labels.exists():
        pytest.skip(f"the labelled document of {city} is not on this machine")
    records = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    return document.read_bytes().decode("utf-8-sig"), [r for r in records if r.get("in_table")]


def value_of(statement: Statement) -> Any:
    if statement.value is None:
        return None
    if statement.value_high is not None:
        return [float(statement.value), float(statement.value_high)]
    return float(statement.value)


@pytest.mark.parametrize("city", ["beijing", "guangzhou", "shanghai", "lanhe"])
def test_every_labelled_row_is_read(city: str) -> None:
    text, gold = labelled(city)
    mapped = clean(text).mapped
    horizon = find_horizon(mapped.text)
    statements = read_tables(mapped, outline(mapped.text, horizon), horizon)
    found = {(s.start, s.end): s for s in statements}
    assert len(statements) == len(gold)
    for record in gold:
        statement = found[record["start"], record["end"]]
        assert (statement.kind, value_of(statement), statement.attribute, statement.unit or "") == (
            record["kind"],
            record["value"],
            record["attribute"],
            record["unit"] or "",
        )
        for field in record["scored"]:
            if field != "unit":
                assert getattr(statement, field) == record[field], record
        if record.get("form"):
            assert statement.form == record["form"]


@pytest.mark.parametrize(
    ("city", "official", "binding"), [("beijing", 29, 11), ("guangzhou", 29, 5), ("shanghai", 20, 6), ("lanhe", 30, 12)]
)
def test_official_indicators_are_counted_apart_from_quantities(city: str, official: int, binding: int) -> None:
    text, _ = labelled(city)
    mapped = clean(text).mapped
    table = read_indicator_tables(mapped, (), find_horizon(mapped.text))[0]
    assert (table.official_count, table.binding_count) == (official, binding)
    assert table.anticipatory_count == official - binding


def test_areas_of_a_table_become_scopes() -> None:
    mapped = clean((LANHE / "upper_plan.md").read_text(encoding="utf-8")).mapped
    statements = read_tables(mapped, (), find_horizon(mapped.text))
    assert {s.scope for s in statements} == {None, "蓝河市", "霁川市"}
    assert {s.attribute for s in statements} == {"binding"}
    assert len(statements) == 27
