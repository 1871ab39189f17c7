"""A blank table, filled in, comes back without a mapping: every indicator, in the slot of what was known of it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lantu.exchange.csvfile import read_table
from lantu.exchange.observations.blank import asked_of, blank_book, blank_csv
from lantu.exchange.observations.importing import read_observations
from lantu.exchange.observations.known import Given, Known
from lantu.model.plan import Reading
from lantu.model.records import Observation
from lantu.monitoring.monitoring import Monitored, monitor
from lantu.monitoring.vintages import slot_of
from lantu.reading import read

LANHE = Path(__file__).resolve().parents[4] / "examples" / "lanhe"


@pytest.fixture(scope="module")
def plan() -> Reading:
    return read((LANHE / "plan.md").read_bytes(), "plan.md")


@pytest.fixture(scope="module")
def values() -> tuple[Observation, ...]:
    return tuple(each for each in read_table(Observation, LANHE / "observations.csv") if not each.subject)


@pytest.fixture(scope="module")
def found(plan, values) -> Monitored:
    return monitor(plan, values, date(2024, 6, 30))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("wanted", ["2023", "2024年1-6月"])
def test_a_filled_table_comes_back_whole(plan, values, found, language, wanted):
    lines = asked_of(found, values, wanted)
    book = load_workbook(io.BytesIO(blank_book(lines, language, "填报")))
    for row in range(2, len(lines) + 2):
        book.active.cell(row, 5).value = row
    file = io.BytesIO()
    book.save(file)
    taken = read_observations(file.getvalue(), "填报.xlsx", None, replace(Known.of(plan), given=Given(state="flash")))
    assert [str(each.value) for each in taken.observations] == [str(row) for row in range(2, len(lines) + 2)]
    assert [(each.indicator, each.basis) for each in taken.observations] == [(e.indicator, e.basis) for e in lines]
    assert not taken.missing


def test_what_was_known_before_stands_in_the_same_slot(values, found):
    lines = asked_of(found, values, "2021")
    filled = [
        Observation(**{name: getattr(each, name) for name in ("indicator", "period", "basis", "unit", "supplier")},
                    subject="", value=Decimal(1), state="flash", source="")
        for each in lines
    ]  # fmt: skip
    known = {slot_of(each) for each in values if each.period == "2021"}
    missed = known - {slot_of(each) for each in filled}
    assert not {slot.indicator for slot in missed} & {slot_of(each).indicator for each in filled}


def test_an_unfilled_table_holds_no_value(plan, values, found):
    data = blank_csv(asked_of(found, values, "2023"), "zh")
    taken = read_observations(data, "填报.csv", None, Known.of(plan))
    assert not taken.observations
    assert len(taken.missing) == len(asked_of(found, values, "2023"))


def test_one_department_gets_its_own_lines(values, found):
    lines = asked_of(found, values, "2023", "林业")
    assert [each.indicator for each in lines] == ["森林覆盖率"]


def test_what_comes_once_a_year_is_not_asked_every_month(values, found):
    monthly, yearly = asked_of(found, values, "2024年1-6月"), asked_of(found, values, "2024")
    assert {each.indicator for each in yearly} - {each.indicator for each in monthly} >= {"人均预期寿命"}
    assert "地区生产总值" in {each.indicator for each in monthly}


def test_every_number_of_the_text_is_asked_where_one_wants_it(values, found):
    assert len(asked_of(found, values, "2024", core=False)) > len(asked_of(found, values, "2024"))


def test_what_is_no_period_is_refused(values, found):
    with pytest.raises(ValueError, match="明年"):
        asked_of(found, values, "明年")
