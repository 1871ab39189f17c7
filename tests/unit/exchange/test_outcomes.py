"""What a breakdown came to can be kept as text: nothing that pages and tables show is lost by it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lantu import reading
from lantu.cascade.allocation import Allocation, Choice, SuperiorValue, YearLimit
from lantu.cascade.breakdown import Breakdown, break_down
from lantu.cascade.outcome import outcome_of
from lantu.exchange.allocationfile import load_allocation
from lantu.exchange.csvfile import read_table
from lantu.exchange.outcomes import outcome_text, parse_outcome
from lantu.model.records import Observation

LANHE = Path(__file__).resolve().parents[3] / "examples" / "lanhe"


def broken_down(allocation: Allocation, language: str = "zh") -> Breakdown:
    plan = reading.read((LANHE / "plan.md").read_bytes(), "plan.md")
    return break_down(plan, read_table(Observation, LANHE / "baselines.csv"), allocation, language=language)


IMPOSSIBLE = Allocation(
    choices=(Choice(target="常住人口城镇化率", limits=(YearLimit(year=2030, high=Decimal(70), reason="人口流出"),)),),
    superiors=(SuperiorValue(indicator="常住人口城镇化率", year=2030, value=Decimal(72), standing="issued"),),
)


@pytest.mark.parametrize("allocation", [load_allocation(LANHE / "allocation.yaml"), Allocation(), IMPOSSIBLE])
def test_what_was_kept_is_what_came_out(allocation):
    outcome = outcome_of(broken_down(allocation))
    assert parse_outcome(outcome_text(outcome)) == outcome


def test_it_tells_the_rows_of_the_breakdown_in_both_languages():
    allocation = load_allocation(LANHE / "allocation.yaml")
    kept = parse_outcome(outcome_text(outcome_of(broken_down(allocation))))
    for language in ("zh", "en"):
        assert set(kept.rows(language)) == set(broken_down(allocation, language).rows)


def test_each_step_is_told_before_it_is_taken():
    told: list[tuple[str, float]] = []
    plan = reading.read((LANHE / "plan.md").read_bytes(), "plan.md")
    break_down(plan, report=lambda step, share: told.append((step, share)))
    assert [step for step, _ in told] == ["wish", "share", "balance", "roll", "tell"]
    assert [share for _, share in told] == sorted(share for _, share in told)
