"""What is in force on a day depends on what was recorded by then and on nothing else."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.model.records import Observation
from lantu.monitoring.vintages import histories, in_force, is_lesser, known_on, slot_of, steps_back

STATES = ["expected", "flash", "preliminary", "final", "census_revised"]
DAYS = st.integers(0, 400).map(lambda days: date(2025, 1, 1) + timedelta(days))


@st.composite
def histories_of_some(draw) -> list[Observation]:
    """Vintages of a few values, no two recorded at one moment."""
    moments = draw(st.lists(st.integers(0, 400 * 24), max_size=12, unique=True))
    return [
        Observation(
            subject=draw(st.sampled_from(["", "area:220203"])),
            indicator=draw(st.sampled_from(["地区生产总值", "GDP", "粮食总产量"])),
            period=draw(st.sampled_from(["2024", "2025-06", "2025H1"])),
            basis="year_to_date",
            value=Decimal(draw(st.integers(1, 999))),
            unit="亿元",
            state=draw(st.sampled_from(STATES)),
            supplier="市统计局",
            source="",
            recorded_at=f"{date(2025, 1, 1) + timedelta(hours // 24)}T{hours % 24:02d}:00:00+08:00",
        )
        for hours in moments
    ]


@given(histories_of_some(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_nothing(rows, day, chance: random.Random):
    mixed = list(rows)
    chance.shuffle(mixed)
    assert sorted(map(repr, in_force(mixed, day))) == sorted(map(repr, in_force(rows, day)))


@given(histories_of_some(), DAYS)
def test_what_is_recorded_later_changes_nothing_of_a_day(rows, day):
    assert in_force([each for each in rows if known_on(each, day)], day) == in_force(rows, day)


@given(histories_of_some(), DAYS)
def test_each_thing_has_one_value_in_force(rows, day):
    found = in_force(rows, day)
    slots = [slot_of(each) for each in found]
    assert len(slots) == len(set(slots))
    assert set(slots) == {slot_of(each) for each in rows if known_on(each, day)}
    assert in_force(found, day) == found


@given(histories_of_some(), DAYS)
@settings(max_examples=60)
def test_steps_back_are_of_vintages_of_one_thing(rows, day):
    for each in steps_back(rows, day):
        assert slot_of(each.firm) == slot_of(each.later)
        assert is_lesser(each.later.state, each.firm.state)
    firm_last = all(
        not is_lesser(later.state, earlier.state)
        for history in histories(rows, day).values()
        for earlier, later in itertools.pairwise(history)
    )
    assert not firm_last or not steps_back(rows, day)
