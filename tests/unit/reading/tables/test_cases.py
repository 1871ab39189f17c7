"""Every case in tests/cases/tables, read as printed and read again after cleaning."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.chinese.cleaning import clean
from lantu.model.records import Statement
from lantu.model.text import MappedText
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.tables import read_indicator_tables, read_tables_with_unread

CASES = Path(__file__).resolve().parents[3] / "cases" / "tables"


def collected() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in content["cases"]:
            case.setdefault("horizon", content.get("horizon"))
            case.setdefault("rows", content.get("rows"))
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return found


def horizon_of(case: dict[str, Any]) -> Horizon | None:
    years = case["horizon"]
    return Horizon(years[0], years[1], "plan", "澄江市规划") if years else None


def printed(statement: Statement, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a statement that the case compares, numbers as YAML gives them."""
    given = {name: getattr(statement, name) for name in fields}
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in given.items()}


def check(case: dict[str, Any], text: MappedText) -> None:
    statements, unread = read_tables_with_unread(text, (), horizon_of(case))
    wanted = case["rows"]
    got = [printed(s, w) for s, w in zip(statements, wanted, strict=False)]
    assert got == [{k: float(v) if isinstance(v, int) else v for k, v in w.items()} for w in wanted]
    assert len(statements) == len(wanted), [(s.indicator, s.text) for s in statements]
    assert [u.text for u in unread] == case.get("unread", [])
    for statement in statements:
        assert statement.in_table
        assert 0 < statement.confidence < 1
        assert statement.text == text.original[statement.start : statement.end]
        assert statement.start <= int(statement.id[1:].partition("-")[0]) < statement.end
    if "official_count" in case:
        assert read_indicator_tables(text, (), horizon_of(case))[0].official_count == case["official_count"]


@pytest.mark.parametrize("case", collected())
def test_case_reads_as_printed(case: dict[str, Any]) -> None:
    check(case, MappedText.of(case["text"]))


@pytest.mark.parametrize("case", collected())
def test_case_survives_cleaning(case: dict[str, Any]) -> None:
    check(case, clean(case["text"]).mapped)
