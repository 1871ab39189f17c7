"""Tiles of areas are shaded by rank: the order of areas changes nothing, more is never paler, what is missing has no shade."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lantu.model.records import Observation
from lantu.monitoring.dates import DataDate
from lantu.monitoring.series import Value
from lantu_web.progress.tiles import SHADES, shades_of

DATES = (DataDate(2026), DataDate(2026, 6))


def value(number: int, date: DataDate) -> Value:
    seen = Observation(
        indicator="城镇新增就业",
        period=str(date.year),
        basis="period",
        value=Decimal(number),
        unit="人",
        state="final",
        supplier="",
        source="",
    )
    return Value(date=date, value=Decimal(number), observation=seen)


VALUES = st.dictionaries(
    st.integers(0, 60).map(str),
    st.none() | st.builds(value, st.integers(-50, 50), st.sampled_from(DATES)),
    max_size=30,
)


@given(values=VALUES)
def test_shades_follow_the_rank_among_values_of_one_date(values):
    shades = shades_of(values)
    assert shades == shades_of(dict(reversed(values.items())))
    assert not {subject for subject in shades if values[subject] is None}
    assert len({values[subject].date for subject in shades}) <= 1
    assert all(1 <= shade <= SHADES for shade in shades.values())
    ranked = sorted((values[subject].value, shade) for subject, shade in shades.items())
    assert [shade for _, shade in ranked] == sorted(shade for _, shade in ranked)
    if values and any(values.values()):
        assert shades
