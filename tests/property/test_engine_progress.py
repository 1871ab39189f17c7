"""The engine gives for a table of targets what lantu.monitoring gives for each of them."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from tests.contract.engine_cases import DAY, Case, cases

from lantu.engine.progress import latest_and_progress
from lantu.engine.tables import observations_of, targets_of
from lantu.model.progress import Progress
from lantu.monitoring.dates import date_of
from lantu.monitoring.measuring import Evaluation, measured
from lantu.monitoring.series import Observations
from lantu.monitoring.vintages import in_force

NUMBERS = ("latest", "due_value", "progress", "time_progress", "gap", "needed_rate")
COMPONENTS = ("on_path", "reached", "kept", "margin")


@pytest.fixture(scope="module")
def made() -> list[Case]:
    return cases(10_000)


@pytest.fixture(scope="module")
def found(made: list[Case]) -> dict[str, dict]:
    questions = [case.question for case in made]
    seen = [each for case in made for each in case.observations]
    table = latest_and_progress(observations_of(seen, questions), targets_of(questions), DAY).collect()
    return {row["target"]: row for row in table.iter_rows(named=True)}


def by_record(case: Case) -> Progress:
    question = case.question
    seen = Observations(in_force(case.observations, DAY))
    return measured(question, seen.series(question.key, question.subject, question.unit), Evaluation(day=DAY))


def test_ten_thousand_targets_come_out_as_one_by_one(made, found):
    assert len(found) == len(made)
    states = set()
    for case in made:
        row = found[case.question.statement.id]
        states.add(row["state"])
        told = by_record(case)
        if case.question.form == "cumulative_increment" and case.question.baseline is None:
            assert row["state"] in ("missing", "not_due", "computed"), (case, row, told)  # the rise itself is known
            continue
        assert row["state"] == told.state, (case, row, told)
        if told.state == "computed":
            assert date_of(row["observed_on"]) == date_of(told.observed_on or ""), (case, row, told)
            assert row["needed_unit"] == told.needed_unit, (case, row, told)
            for name in NUMBERS:
                assert same(row[name], getattr(told, name)), (name, row[name], getattr(told, name), case, row)
            for name in COMPONENTS:
                assert same(row[name], told.components.get(name)), (name, case, row, told)
    assert states == {"computed", "missing", "not_due", "awaiting_target", "error"}


def same(found: float | bool | None, wanted: Decimal | str | bool | None) -> bool:
    if found is None or wanted is None or isinstance(wanted, bool | str):
        return found == wanted
    return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)
