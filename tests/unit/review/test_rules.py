"""The cases in tests/cases/review: one file a rule, in sentences of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.model.findings import Finding
from lantu.reading import read
from lantu.review import all_rules, review

CASES = Path(__file__).resolve().parents[2] / "cases" / "review"
RULES = [rule.name for rule in all_rules()]


def collected() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def touched(finding: Finding, text: str) -> list[str]:
    return [text[span.start : span.end] for span in finding.spans]


@pytest.mark.parametrize(("rule", "case"), collected())
def test_case(rule: str, case: dict[str, Any]) -> None:
    """Each expected finding is there with a span on each of its clauses, and there is no other."""
    text = case["text"]
    first, last = case.get("years", (2026, 2030))
    found = review(read(text.encode(), "plan.txt", start=first, end=last), [rule])
    expected = case.get("found", [])
    assert [finding.severity for finding in found.findings] == [each["severity"] for each in expected]
    for finding, each in zip(found.findings, expected, strict=True):
        said = touched(finding, text)
        lacking = [clause for clause in each["clauses"] if not any(clause in span for span in said)]
        assert not lacking, said
        assert len(said) == len(each["clauses"]), said
        assert all(word in finding.message_zh for word in each.get("says", [])), finding.message_zh
        assert finding.message_en
        assert finding.fix
        assert finding.fix_en
    if "held" in case:
        assert len(found.held) == case["held"]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_cases_of_both_kinds(rule: str) -> None:
    cases = yaml.safe_load((CASES / f"{rule}.yaml").read_text(encoding="utf-8"))
    assert any(case.get("found") for case in cases), "a text in which it finds something"
    assert any(not case.get("found") for case in cases), "a text in which it finds nothing"


def test_there_are_no_cases_without_a_rule() -> None:
    assert sorted(path.stem for path in CASES.glob("*.yaml")) == sorted(RULES)
