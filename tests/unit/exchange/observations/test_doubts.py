"""Figures of months that cannot be amounts since January speak against the assumption that they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lantu.exchange.observations.doubts import doubtful
from lantu.exchange.observations.report import Found
from lantu.model.records import Observation


def found(month: int, value: str, *, assumed: bool = True, unit: str = "亿元", **more: str) -> Found:
    observation = Observation(
        indicator="社会消费品零售总额",
        period=f"2026-{month:02d}",
        basis="year_to_date",
        value=Decimal(value),
        unit=unit,
        state="flash",
        supplier="市统计局",
        source="",
        **more,
    )
    return Found(observation, f"C{month}", of_month=False, assumed=assumed)


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([found(1, "62"), found(2, "118"), found(3, "183")], []),
        ([found(1, "62"), found(2, "56"), found(3, "170")], ["C2"]),
        ([found(1, "62"), found(2, "63"), found(3, "65")], ["C3"]),
        ([found(2, "124", assumed=False), found(3, "65")], ["C3"]),
        ([found(2, "124"), found(3, "65", assumed=False)], ["C2"]),
        ([found(1, "62", assumed=False), found(2, "56", assumed=False)], []),
        ([found(1, "62"), found(2, "1180000", unit="万元")], []),
        ([found(1, "5.1", unit="%"), found(2, "5.0", unit="%")], []),
        ([found(6, "365")], []),
    ],
)
def test_what_speaks_against_an_amount_since_january(values, places):
    assert [doubted.place for doubted, _ in doubtful(values)] == places


def test_one_value_recorded_twice_speaks_for_itself():
    twice = [found(6, "365", recorded_at=f"2026-07-{day}") for day in (20, 21)]
    assert not list(doubtful([found(1, "60"), *twice]))
