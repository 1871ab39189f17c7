"""The formulas give the planner's figures, and the same in every kind of number."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np
import pytest
import yaml

CASES = yaml.load(
    (Path(__file__).resolve().parents[2] / "cases" / "targets" / "vectors.yaml").read_text("utf-8"), yaml.BaseLoader
)
FORMS = ("gaps", "growth", "identities", "increments", "levels", "limits", "paths", "reductions", "relatives", "sums")


def function(name: str) -> Any:
    module, _, each = name.partition(".")
    return getattr(import_module(f"lantu.targets.{module}"), each)


def numbers(given: Any, kind: Any) -> Any:
    return [numbers(each, kind) for each in given] if isinstance(given, list) else kind(given)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_formula_gives_the_figure_of_the_planner(case):
    wanted = Decimal(case["gives"])
    found = function(case["call"])(*numbers(case["with"], Decimal))
    assert isinstance(found, Decimal)
    assert found.quantize(wanted) == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_an_array_gives_what_decimals_give(case):
    exact = function(case["call"])(*numbers(case["with"], Decimal))
    found = function(case["call"])(*numbers(case["with"], lambda text: np.full(3, float(text))))
    np.testing.assert_allclose(found, np.full(3, float(exact)), rtol=1e-12)


def test_expressions_of_a_table_engine_give_what_decimals_give():
    polars = pytest.importorskip("polars")
    for case in CASES:
        if all(isinstance(text, str) for text in case["with"]):
            given = {f"x{i}": [float(text)] for i, text in enumerate(case["with"])}
            found = nw.from_native(polars.DataFrame(given)).select(
                found=function(case["call"])(*[nw.col(name) for name in given])
            )
            exact = function(case["call"])(*numbers(case["with"], Decimal))
            assert found["found"][0] == pytest.approx(float(exact), rel=1e-12), case["why"]


def test_every_formula_of_a_form_of_target_has_a_figure():
    known = {
        f"{form}.{name}"
        for form in FORMS
        for name, each in getmembers(import_module(f"lantu.targets.{form}"), isfunction)
        if each.__module__ == f"lantu.targets.{form}"
    }
    without = known - {case["call"] for case in CASES}
    assert not without, "add a line to tests/cases/targets/vectors.yaml"
