"""What holds of the formulas of targets for every number: due, progress and needed belong together."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from lantu.targets import growth, increments, levels, paths, reductions, shares, sums

SMALL = Decimal("1e-15")


def decimals(low: str, high: str, places: int = 3) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=places)


level = decimals("0.1", "100000")
share = decimals("0.01", "1")
rate = decimals("-0.3", "0.3")
reduction = decimals("0.01", "0.9")


def near(found: Decimal, wanted: Decimal) -> bool:
    return abs(found - wanted) <= SMALL * max(1, abs(wanted))


@given(level, level, share)
def test_who_stands_where_is_due_has_made_the_share_of_the_way(baseline, target, elapsed):
    assume(baseline != target)
    assert near(levels.progress(baseline, target, levels.due(baseline, target, elapsed)), elapsed)


@given(level, level, st.integers(1, 10))
def test_the_needed_steps_and_rates_arrive(latest, target, years):
    assert near(latest + levels.needed_step(latest, target, years) * years, target)
    assert near(latest * (1 + levels.needed_rate(latest, target, years)) ** years, target)


@given(reduction, share)
def test_a_reduction_on_its_path_has_made_the_share_of_time(whole, elapsed):
    assert near(reductions.progress(reductions.due(whole, elapsed), whole), elapsed)


@given(reduction, st.integers(1, 10))
def test_yearly_reductions_make_the_whole(whole, years):
    assert near(reductions.accumulated([reductions.yearly(whole, years)] * years), whole)


@given(reduction, st.lists(rate, min_size=1, max_size=4), st.integers(1, 6))
def test_the_needed_reductions_make_up_for_what_was_missed(whole, yearly, years):
    done = reductions.accumulated(yearly)
    assert near(reductions.accumulated([*yearly, *[reductions.needed(done, whole, years)] * years]), whole)


@given(st.lists(rate, min_size=1, max_size=4), decimals("0.001", "0.3"), st.integers(1, 6))
def test_the_needed_growth_makes_up_for_what_was_missed(yearly, target, years):
    achieved = growth.factor(yearly)
    period = len(yearly) + years
    needed = growth.needed(achieved, target, period, years)
    assert near(growth.average(achieved * growth.due(needed, years), period), target)


@given(level, share, st.integers(1, 10))
def test_sums_and_increments_are_even(target, elapsed, years):
    assert near(sums.progress(sums.due(target, elapsed), target), elapsed)
    assert near(sums.due(target, elapsed) + sums.needed(sums.due(target, elapsed), target, years) * years, target)
    assert near(increments.progress(Decimal(7), target, increments.due(Decimal(7), target, elapsed)), elapsed)


@given(share, share, decimals("0.1", "5"))
def test_a_bent_path_never_turns_back(one, other, bend):
    early, late = sorted((one, other))
    assert paths.bent(early, bend) <= paths.bent(late, bend) <= 1


@given(st.lists(st.tuples(reduction, level), min_size=1, max_size=8), level)
def test_a_whole_whose_parts_grow_alike_falls_by_the_weighted_mean(parts, factor):
    values, amounts = zip(*parts, strict=True)
    whole = shares.reduction_of_whole(values, amounts, amounts, [factor] * len(parts))
    assert near(whole, shares.weighted_mean(values, amounts))
    assert min(values) - SMALL <= whole <= max(values) + SMALL
