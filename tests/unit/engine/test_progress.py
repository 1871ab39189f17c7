"""Awkward targets and values: each is told as what it is, and none comes out as a number that is none."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.engine.columns import EngineError
from lantu.engine.progress import latest_and_progress

OBSERVED = {
    "subject": pl.String,
    "indicator": pl.String,
    "basis": pl.String,
    "year": pl.Int32,
    "month": pl.Int32,
    "value": pl.Float64,
    "recorded_at": pl.Datetime("us", "UTC"),
}
ASKED = {
    "target": pl.String,
    "subject": pl.String,
    "indicator": pl.String,
    "form": pl.String,
    "direction": pl.String,
    "baseline": pl.Float64,
    "target_value": pl.Float64,
    "start": pl.Int32,
    "end": pl.Int32,
}
DAY = date(2024, 6, 30)
Value = tuple[str, int, int | None, float | None, datetime | None]


def value(
    basis: str, year: int, amount: float | None, month: int | None = None, recorded: datetime | None = None
) -> Value:
    return basis, year, month, amount, recorded


def moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


def observations(*values: Value) -> pl.DataFrame:
    return pl.DataFrame([("", "指标", *each) for each in values], schema=OBSERVED, orient="row")


def targets(
    form: str | None, target: float | None, baseline: float | None = None, direction: str | None = None
) -> pl.DataFrame:
    row = ("s1", "", "指标", form, direction, baseline, target, 2021, 2025)
    return pl.DataFrame([row], schema=ASKED, orient="row")


def progress(asked: pl.DataFrame, *values: Value) -> dict[str, Any]:
    (row,) = latest_and_progress(observations(*values), asked, DAY).collect().iter_rows(named=True)
    return row


def test_the_reduction_of_the_planners_goes_through_a_table():
    years = [value("change_on_year", year, rate) for year, rate in ((2021, -1.51), (2022, 2.20), (2023, 4.18))]
    row = progress(targets("cumulative_reduction", 17), *years)
    assert [round(row[name], 3) for name in ("latest", "progress", "needed_rate")] == [4.873, 0.268, 6.591]


@pytest.mark.parametrize(
    ("form", "target", "baseline", "state"),
    [
        ("cumulative_reduction", 100, None, "error"),
        ("cumulative_reduction", 130, None, "error"),
        ("average_growth", -100, None, "error"),
        ("average_growth", -250, None, "error"),
        ("average_growth", math.nan, None, "error"),
        ("level_up", math.inf, 10, "error"),
        ("level_up", 20, math.nan, "error"),
        ("level_up", 20, 1e300, "error"),
        ("assigned", None, None, "awaiting_target"),
        ("cumulative_sum", None, None, "awaiting_target"),
        ("relative", 1, None, "not_applicable"),
        ("qualitative", None, None, "not_applicable"),
        (None, 1, None, "not_applicable"),
        ("level_up", 500, None, "missing"),
        ("average_growth", 0, None, "computed"),
        ("cumulative_reduction", 0, None, "computed"),
        ("cumulative_sum", 0, None, "computed"),
        ("level_up", 20, 0, "computed"),
        ("level_up", 20, -50, "computed"),
        ("level_down", -50, -20, "computed"),
    ],
)
def test_a_target_that_cannot_be_is_no_progress(form, target, baseline, state):
    values = [value(basis, year, 4) for basis in ("period", "change_on_year") for year in (2021, 2022, 2023)]
    row = progress(targets(form, target, baseline), *values)
    assert row["state"] == state
    assert all(math.isfinite(number) for number in row.values() if isinstance(number, float))
    if state != "computed":
        assert row["progress"] is row["gap"] is row["on_path"] is row["reached"] is None


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf, 1e16])
@pytest.mark.parametrize(
    ("form", "basis"), [("level_up", "point"), ("cumulative_sum", "period"), ("average_growth", "change_on_year")]
)
def test_a_value_that_is_no_number_is_an_error_and_not_green(wrong, form, basis):
    row = progress(targets(form, 5, 1), value(basis, 2021, 6), value(basis, 2022, wrong))
    assert (row["state"], row["on_path"], row["latest"]) == ("error", None, None)


def test_a_rate_that_leaves_nothing_is_an_error_though_a_published_total_decides():
    wrong, total = value("change_on_year", 2021, -100), value("since_baseline", 2022, 6)
    assert progress(targets("average_growth", 5), wrong, total)["state"] == "error"


@pytest.mark.parametrize("rate", [-100, -120])
def test_a_rate_that_leaves_nothing_is_an_error(rate):
    row = progress(targets("average_growth", 5), value("change_on_year", 2021, rate), value("change_on_year", 2022, 3))
    assert (row["state"], row["on_path"]) == ("error", None)


def test_what_was_reached_before_the_plan_began_is_only_to_be_held():
    held = progress(targets("level_up", 90, 90), value("period", 2022, 91))
    lost = progress(targets("level_up", 90, 95), value("period", 2022, 89))
    assert (held["progress"], held["kept"], held["on_path"]) == (None, True, True)
    assert (lost["progress"], lost["kept"], lost["on_path"]) == (None, False, False)


@pytest.mark.parametrize(
    ("baseline", "year", "amount", "kept", "on_path", "way"),
    [
        (None, 2022, 4.9, True, True, None),  # nothing is known of the base year: it holds
        (4.5, 2022, 4.9, True, True, None),
        (4.5, 2022, 6.0, False, False, None),
        (7.0, 2022, 5.9, None, True, 0.55),  # the base year was beyond it: it is walked to
        (7.0, 2022, 6.5, None, False, 0.25),
        (7.0, 2022, 4.9, None, True, 1.05),  # and never reached before its year
        (7.0, 2025, 4.9, True, True, None),
        (7.0, 2025, 5.1, False, False, None),
    ],
)
def test_a_cap_that_names_the_last_year_alone_holds_before_it_unless_the_base_year_was_beyond(
    baseline, year, amount, kept, on_path, way
):
    asked = targets("cap", 5, baseline).with_columns(limited_from=pl.lit(2025, pl.Int32))
    row = progress(asked, value("period", year, amount))
    assert (row["state"], row["kept"], row["on_path"], row["reached"]) == ("computed", kept, on_path, None)
    assert row["progress"] is None if way is None else math.isclose(row["progress"], way)


def test_a_cap_that_names_every_year_is_kept_or_broken_wherever_it_began():
    row = progress(targets("cap", 5, 7), value("period", 2022, 5.9))
    assert (row["kept"], row["on_path"], row["progress"]) == (False, False, None)


def test_the_base_year_of_a_limit_may_be_known_from_observations_alone():
    asked = targets("floor", 55).with_columns(limited_from=pl.lit(2025, pl.Int32))
    row = progress(asked, value("point", 2020, 50), value("point", 2022, 52))
    assert (row["baseline"], row["kept"], row["on_path"], row["progress"]) == (50, None, True, 0.4)


def test_what_was_recorded_after_the_day_is_not_known():
    late = value("period", 2023, 80, recorded=moment(2024, 7, 1))
    assert progress(targets("level_up", 100, 50), late)["state"] == "missing"
    first = value("period", 2023, 70, recorded=moment(2024, 3, 1))
    assert progress(targets("level_up", 100, 50), late, first)["latest"] == 70


def test_a_day_ends_at_midnight_in_china():
    before = value("period", 2023, 70, recorded=datetime(2024, 6, 30, 15, 59, tzinfo=UTC))
    after = value("period", 2023, 80, recorded=datetime(2024, 6, 30, 16, 0, tzinfo=UTC))
    assert progress(targets("level_up", 100, 50), after, before)["latest"] == 70


def test_the_last_vintage_counts_and_one_without_a_moment_is_the_first():
    values = [
        value("period", 2023, 72, recorded=moment(2024, 5, 1)),
        value("period", 2023, 70),
        value("period", 2023, 71, recorded=moment(2024, 3, 1)),
    ]
    row = progress(targets("level_up", 100, 50), *values, *values)
    assert (row["latest"], row["recorded_at"]) == (72, moment(2024, 5, 1))
    assert progress(targets("level_up", 100, 50), values[1])["recorded_at"] is None


def test_a_year_goes_before_its_january_to_december_whichever_came_last():
    year = value("period", 2023, 70, recorded=moment(2024, 2, 1))
    months = value("year_to_date", 2023, 60, month=12, recorded=moment(2024, 3, 1))
    assert progress(targets("level_up", 100, 50), months, year)["latest"] == 70
    assert progress(targets("level_up", 100, 50), months)["observed_on"] == "2023"


@pytest.mark.parametrize(("basis", "reached"), [("year_to_date", None), ("period", None), ("point", True)])
def test_a_level_is_not_reached_by_the_mean_of_some_months(basis, reached):
    asked = targets("level_up", 90, 80).with_columns(unit=pl.lit("%"))
    row = progress(asked, value(basis, 2022, 95, month=3))
    assert (row["latest"], row["on_path"], row["reached"]) == (95, True, reached)


def test_january_to_july_goes_before_july_alone():
    asked = targets("level_down", 35, 40).with_columns(unit=pl.lit("微克/立方米"))
    alone, mean = value("period", 2022, 15, month=7), value("year_to_date", 2022, 39, month=7)
    assert progress(asked, mean, alone)["latest"] == 39


def test_the_share_of_a_december_is_no_share_of_a_year():
    asked = targets("level_up", 90, 80).with_columns(unit=pl.lit("%"))
    assert progress(asked, value("period", 2022, 95, month=12))["state"] == "missing"


def test_a_row_without_a_value_is_no_vintage():
    values = value("period", 2023, 70), value("period", 2023, None, recorded=moment(2024, 5, 1))
    assert progress(targets("level_up", 100, 50), *values)["latest"] == 70


def test_the_amount_of_a_december_is_no_amount_of_a_year():
    assert progress(targets("cumulative_sum", 100), value("period", 2021, 3, month=12))["state"] == "missing"
    assert progress(targets("cumulative_sum", 100), value("year_to_date", 2021, 30, month=12))["latest"] == 30


def test_a_hole_is_not_filled():
    years = [value("change_on_year", year, 3) for year in (2021, 2023)]
    assert progress(targets("average_growth", 3), *years)["state"] == "missing"


@pytest.mark.parametrize(
    ("form", "of_years", "of_months"),
    [("cumulative_sum", "period", "year_to_date"), ("average_growth", "change_on_year", "change_on_year")],
)
def test_months_of_a_later_year_do_not_bridge_a_hole(form, of_years, of_months):
    first, later = value(of_years, 2021, 3), value(of_months, 2023, 1, month=6)
    assert progress(targets(form, 5), first, later)["state"] == "missing"
    assert progress(targets(form, 5), later)["state"] == "missing"
    assert progress(targets(form, 5), first, value(of_months, 2022, 1, month=6))["state"] == "computed"
    total = value("since_baseline", 2022, 6)
    assert progress(targets(form, 5), first, later, total)["state"] == "computed"


def test_names_may_be_words_in_one_table_and_an_enumeration_in_the_other():
    kept_as = {"indicator": pl.Enum(["指标", "别的"]), "basis": pl.Enum(["period"])}
    stored = observations(value("period", 2023, 70)).cast(kept_as)
    assert latest_and_progress(stored, targets("level_up", 100, 50), DAY).collect()["latest"].to_list() == [70]


@pytest.mark.parametrize("years", [(0, 99_999), (2025, 2021), (None, 2025), (2021, None)])
def test_years_that_are_none_are_an_error(years):
    asked = targets("level_up", 100, 50).with_columns(start=pl.lit(years[0], pl.Int32), end=pl.lit(years[1], pl.Int32))
    assert progress(asked, value("period", 2023, 70))["state"] == "error"


def test_no_targets_give_no_rows():
    nothing = targets("level_up", 1).clear()
    assert latest_and_progress(observations(value("period", 2023, 70)), nothing, DAY).collect().height == 0


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("E001", lambda seen, asked: (seen.drop("basis"), asked)),
        ("E001", lambda seen, asked: (seen, asked.drop("form", "end"))),
        ("E002", lambda seen, asked: (seen, pl.concat([asked, asked]))),
        ("E003", lambda seen, asked: (seen.with_columns(pl.col("recorded_at").dt.replace_time_zone(None)), asked)),
    ],
)
def test_tables_that_cannot_be_worked_upon_are_refused(code, spoil):
    with pytest.raises(EngineError) as refused:
        latest_and_progress(*spoil(observations(value("period", 2023, 70)), targets("level_up", 100, 50)), DAY)
    assert refused.value.code == code


LEVELS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 2))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(2020, 2025), st.integers(1, 12), LEVELS), min_size=1, max_size=8), LEVELS, LEVELS)
def test_order_and_unit_change_nothing(values, baseline, target):
    seen = {(year, month): amount for year, month, amount in values}
    rows = [value("point", year, amount, month=month) for (year, month), amount in seen.items()]
    found = progress(targets("level_up", target, baseline), *rows)
    assert progress(targets("level_up", target, baseline), *reversed(rows)) == found
    scaled = progress(
        targets("level_up", target * 1024, baseline * 1024), *[(b, y, m, v * 1024, r) for b, y, m, v, r in rows]
    )
    for name in ("state", "progress", "time_progress", "gap", "on_path", "kept", "margin"):
        assert scaled[name] == found[name]


@settings(max_examples=25)
@given(LEVELS, LEVELS, st.integers(1, 12))
def test_a_value_on_the_way_is_on_path_and_a_better_one_too(baseline, way, month):
    target = baseline + abs(way) + 1
    due = baseline + (target - baseline) * (24 + month) / 60
    for better in (0, 1):
        row = progress(targets("level_up", target, baseline), value("point", 2023, due + better, month=month))
        assert row["on_path"]
        assert row["progress"] is not None
