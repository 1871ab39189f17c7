"""The planners' cases of progress, put into tables: the figures are those of the way one by one."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.contract.engine_cases import cases as made_by_chance
from tests.unit.monitoring.test_progress_cases import CASES, HEAD, observation

from lantu.engine.progress import latest_and_progress
from lantu.engine.tables import observations_of, targets_of
from lantu.monitoring.monitoring import monitor
from lantu.monitoring.questions import questions_of
from lantu.reading import read

NUMBERS = ("baseline", "target_value", "latest", "due_value", "progress", "time_progress", "gap", "needed_rate")
PLAIN = ("=", ">=", "<=")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_table_gives_the_figures_of_the_way_one_by_one(case):
    plan = read((HEAD + case["text"] + "\n").encode(), "plan.txt")
    day = date.fromisoformat(str(case.get("day", "2024-04-30")))
    seen = [observation(*row) for row in case["observations"]]
    questions = questions_of(plan, seen).numbered
    wanted = {(row.target, row.subject): row for row in monitor(plan, seen, day).rows}
    comparators = {question.statement.id: question.comparator for question in questions}
    for row in latest_and_progress(observations_of(seen, questions), targets_of(questions), day).collect().to_dicts():
        if row["form"] is None:  # what no column of numbers says, such as growth of a whole period
            assert row["state"] == "not_applicable"
            continue
        told = wanted[row["target"], row["subject"]]
        assert row["state"] == told.state
        for name in NUMBERS:
            assert same(row[name], getattr(told, name)), name
        plain = comparators[row["target"]] in PLAIN and "by_rounding" not in case  # the rest is for lantu.monitoring
        if told.state == "computed" and plain:
            for name in ("on_path", "kept", "reached"):
                assert row[name] == told.components.get(name), name


def same(found, wanted):
    if found is None or wanted is None:
        return found is wanted
    return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)


def asked_of(form, **changes):
    """Return the row of a target of a form, changed."""
    question = next(each.question for each in made_by_chance(500) if each.question.form == form)
    return targets_of([replace(question, start=2021, end=2025, **changes)]).row(0, named=True)


FIVE, FOUR = (None, Decimal(5)), (None, Decimal(4))


@pytest.mark.parametrize(
    ("bounds", "form", "limited_from"),
    [
        (dict.fromkeys(range(2021, 2026), FIVE), "cap", 2021),
        ({2025: FIVE}, "cap", 2025),
        ({2024: FIVE, 2025: FIVE}, "cap", 2024),
        ({2024: FIVE, 2025: FOUR}, None, 2024),  # one number of the end does not say what the year before was asked
        ({2023: FIVE, 2025: FIVE}, None, 2023),
        ({2023: FIVE}, None, 2023),
        ({2025: (Decimal(3), Decimal(5))}, None, 2025),  # a cap with a floor below it
    ],
)
def test_limits_that_one_number_does_not_tell_get_no_form(bounds, form, limited_from):
    row = asked_of("cap", bounds=bounds)
    assert (row["form"], row["limited_from"]) == (form, limited_from)


def test_the_rise_of_an_area_whose_base_year_is_not_known_is_not_that_of_the_whole_plan():
    years = {2021: None}
    assert asked_of("cumulative_increment", baseline=None, annual=years)["form"] is None
    assert asked_of("cumulative_increment", baseline=None, annual=years, subject="")["form"] == "cumulative_increment"
    assert asked_of("cumulative_increment", baseline=None, rise=Decimal(7), subject="")["target_value"] == 7
