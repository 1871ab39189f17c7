"""The planners' cases of progress, put into tables: the figures are those of the way one by one."""

from __future__ import annotations

import math
from datetime import date

import pytest
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
        told = wanted[row["target"], row["subject"]]
        assert row["state"] == told.state
        for name in NUMBERS:
            assert same(row[name], getattr(told, name)), name
        if told.state == "computed" and comparators[row["target"]] in PLAIN:  # 左右 and 超过 are for lantu.monitoring
            for name in ("on_path", "kept", "reached"):
                assert row[name] == told.components.get(name), name


def same(found, wanted):
    if found is None or wanted is None:
        return found is wanted
    return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)
