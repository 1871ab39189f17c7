"""Two rounds up and down: the total is kept, nobody sees another's offer, less is offered with a reason only."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lantu.cascade.rounds import Negotiation
from lantu.errors import CascadeError

AT = "2026-01-10T09:00:00+08:00"
WISHED = {"area:1": Decimal("5.04"), "area:2": Decimal("3.03"), "area:3": Decimal("1.93")}


def begun() -> Negotiation:
    start = Negotiation(total=Decimal(10), unit=Decimal("0.1"), method="shares", direction="up")
    return start.proposed(WISHED, at=AT)


def total(negotiation: Negotiation) -> Decimal:
    return sum(negotiation.figures.values(), Decimal(0))


def refused(code: str):
    return pytest.raises(CascadeError, match=code)


def test_a_proposal_makes_the_total_in_whole_units():
    assert begun().figures == {"area:1": Decimal("5.1"), "area:2": Decimal("3.0"), "area:3": Decimal("1.9")}
    assert total(begun()) == 10
    assert begun().round == 1


def test_a_proposal_that_misses_the_total_is_scaled_to_it():
    start = Negotiation(total=Decimal(100), unit=Decimal(1), method="shares", direction="up")
    assert start.proposed({"a": Decimal(30), "b": Decimal(20)}, at=AT).figures == {"a": 60, "b": 40}


def test_offers_are_balanced_and_the_total_kept():
    offered = begun().offered("area:1", Decimal("4.5"), at=AT, reason="两家企业停产")
    assert offered.gap() == Decimal("0.6")
    after = offered.balanced(at=AT)
    assert total(after) == 10
    assert after.round == 2
    assert Decimal("4.5") <= after.figures["area:1"] < Decimal("5.1")
    assert after.figures["area:2"] > Decimal("3.0")


def test_less_is_offered_with_a_reason_only():
    with refused("K076"):
        begun().offered("area:1", Decimal(4), at=AT)
    assert begun().offered("area:1", Decimal(6), at=AT).offers() == {"area:1": 6}


def test_a_later_offer_of_a_round_replaces_the_earlier_which_stays_on_record():
    twice = begun().offered("area:1", Decimal(6), at=AT).offered("area:1", Decimal(7), at=AT)
    assert twice.offers() == {"area:1": 7}
    assert [event.values["area:1"] for event in twice.events if event.step == "offer"] == [6, 7]


def test_an_area_sees_its_own_row_the_method_and_the_total():
    both = begun().offered("area:1", Decimal(6), at=AT).offered("area:2", Decimal(4), at=AT)
    row = both.seen_by("area:2")
    assert (row.value, dict(row.offers), row.total, row.method) == (3, {1: 4}, 10, "shares")
    assert "area:1" not in repr(row)


def test_there_are_two_rounds_and_then_the_issue():
    twice = begun().balanced(at=AT).balanced(at=AT)
    with refused("K077"):
        twice.balanced(at=AT)
    over = twice.issued(at=AT, reference="蓝河市人民政府 蓝政发〔2026〕3号")
    assert over.is_over
    assert over.figures == twice.figures
    for step in (
        lambda: over.issued(at=AT, reference="x"),
        lambda: over.offered("area:1", Decimal(9), at=AT),
    ):
        with refused("K074"):
            step()


def test_what_cannot_be_is_refused_and_changes_nothing():
    start = Negotiation(total=Decimal(10), unit=Decimal("0.1"), method="shares", direction="up")
    with refused("K074"):
        start.offered("area:1", Decimal(1), at=AT)
    with refused("K077"):
        start.balanced(at=AT)
    with refused("K073"):
        begun().proposed(WISHED, at=AT)
    with refused("K075"):
        begun().offered("area:9", Decimal(1), at=AT)
    with refused("K075"):
        begun().seen_by("area:9")
    with refused("K078"):
        begun().issued(at=AT, reference=" ")


def test_lower_is_better_turns_the_reason_around():
    start = Negotiation(total=Decimal(10), unit=Decimal(1), method="shares", direction="down")
    begun_down = start.proposed({"a": Decimal(6), "b": Decimal(4)}, at=AT)
    with refused("K076"):
        begun_down.offered("a", Decimal(7), at=AT)
    assert begun_down.offered("a", Decimal(5), at=AT).offers() == {"a": 5}
