"""Of several values of one thing the one recorded last by the end of a day counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lantu.model.records import Observation
from lantu.monitoring.vintages import (
    MomentError,
    in_force,
    is_unreleased,
    known_on,
    slot_of,
    steps_back,
    vintages,
)


def observed(value="100", **given) -> Observation:
    fields = {
        "indicator": "地区生产总值",
        "period": "2024",
        "basis": "period",
        "unit": "亿元",
        "state": "final",
        "supplier": "市统计局",
        "source": "公报",
        "recorded_at": "2025-03-01T09:00:00+08:00",
    }
    return Observation(**(fields | given), value=Decimal(value))


FLASH = observed("98", state="flash", recorded_at="2025-01-20T09:00:00+08:00")
FINAL = observed("100", recorded_at="2025-12-30T09:00:00+08:00")
CENSUS = observed("103", state="census_revised", recorded_at="2026-11-02T09:00:00+08:00")


@pytest.mark.parametrize(
    ("day", "values"),
    [("2025-01-19", []), ("2025-01-20", ["98"]), ("2025-12-30", ["100"]), ("2026-12-01", ["103"])],
)
def test_what_was_recorded_by_the_end_of_the_day_counts(day, values):
    found = in_force([CENSUS, FLASH, FINAL], date.fromisoformat(day))
    assert [str(each.value) for each in found] == values


def test_the_day_ends_in_chinese_time():
    just_before = observed(recorded_at="2025-03-01T15:59:59Z")
    just_after = observed(recorded_at="2025-03-01T16:00:00Z")
    assert known_on(just_before, date(2025, 3, 1))
    assert not known_on(just_after, date(2025, 3, 1))


def test_moments_of_several_zones_are_compared_as_moments():
    earlier = observed("1", recorded_at="2025-03-01T23:00:00+08:00")
    later = observed("2", recorded_at="2025-03-01T16:00:00+00:00")
    assert in_force([later, earlier], date(2025, 3, 2)) == [later]


def test_without_a_moment_it_is_known_from_the_beginning():
    undated = observed("90", recorded_at=None)
    assert in_force([undated], date(2000, 1, 1)) == [undated]
    assert in_force([FINAL, undated], date(2026, 1, 1)) == [FINAL]


def test_of_one_moment_the_later_of_the_list_counts():
    other = observed("101", recorded_at=FINAL.recorded_at)
    assert in_force([FINAL, other], date(2026, 1, 1)) == [other]


def test_other_names_units_and_periods_of_one_thing_are_vintages_of_each_other():
    first = observed("4900000", unit="万元", indicator="GDP", period="2025H1", basis="year_to_date")
    second = observed("490", period="2025-06", basis="year_to_date", recorded_at="2026-01-01")
    assert slot_of(first) == slot_of(second)
    assert in_force([second, first], date(2026, 1, 1)) == [second]


def test_a_month_a_quarter_and_a_half_are_apart_where_the_amount_is_of_the_period():
    slots = {slot_of(observed(period=period)) for period in ("2025-06", "2025Q2", "2025H1")}
    assert len(slots) == 3


def test_bases_and_subjects_are_apart():
    rows = [observed(), observed(basis="change_on_year", unit="%"), observed(subject="area:220000")]
    assert in_force(rows, date(2026, 1, 1)) == rows


def test_the_history_of_one_value():
    rows = [CENSUS, FLASH, observed(period="2023"), FINAL]
    assert vintages(rows, slot_of(FINAL)) == [FLASH, FINAL, CENSUS]
    assert vintages(rows, slot_of(FINAL), date(2025, 6, 1)) == [FLASH]


def test_a_lesser_state_after_a_final_one_is_in_force_and_told():
    again = observed("99", state="preliminary", recorded_at="2026-02-01")
    assert in_force([FLASH, FINAL, again], date(2026, 3, 1)) == [again]
    assert [(each.firm, each.later) for each in steps_back([again, FLASH, FINAL])] == [(FINAL, again)]
    assert steps_back([FLASH, FINAL, CENSUS]) == []


@pytest.mark.parametrize(
    ("published", "unreleased"), [(None, True), ("2025-03-02", True), ("2025-03-01", False), ("2025-02-01", False)]
)
def test_released_is_what_has_a_day_of_release_that_has_come(published, unreleased):
    assert is_unreleased(observed(published_on=published), date(2025, 3, 1)) is unreleased


def test_a_moment_that_is_none_is_refused_by_name():
    with pytest.raises(MomentError, match="二〇二五年三月"):
        in_force([observed(recorded_at="二〇二五年三月")], date(2026, 1, 1))
