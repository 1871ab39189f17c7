"""Growth of a tenth of a per cent is believed beside per cents, and doubted where the whole column may be fractions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lantu.exchange.observations.scales import Rate, Scales

KNOWN = {"gdp-growth": (Decimal(6),)}


def growths(*values: str) -> list[Rate]:
    return [
        Rate(row=row, column=2, name="地区生产总值", value=Decimal(value), change=True, bare=True)
        for row, value in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("values", "lost"),
    [
        (("5.2", "0.1", "-2.3"), []),
        (("5.2", "0.06", "-2.3"), ["0.06"]),
        (("0.1",), ["0.1"]),
        (("0.1", "0.06", "0.05"), ["0.1", "0.06", "0.05"]),
    ],
)
def test_growth_beside_what_the_plan_asks(values, lost):
    assert [str(each.value) for each in Scales(KNOWN, growths(*values)).lost()] == lost
