"""What holds of outlooks for every series: courses keep, scale, mirror, and stay within what is possible."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from operator import mul

from hypothesis import assume, given
from hypothesis import strategies as st

from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.looking import outlook
from lantu.monitoring.outlook.record import Outlook

SMALL = Decimal("1e-15")
BASE, END = 2020, 2026
ASKED = Asked(end=END, unit="", precision=Decimal("0.01"), direction="up", low=Decimal(60))
LINES = ("straight_line", "least_squares", "recent_years", "five_changes", "last_change")
KEEPING = ("straight_line", "required_rate", "least_squares", "recent_years", "last_change", "damped_trend")
SYMMETRIC = (*LINES, "damped_trend")

value = st.decimals(Decimal("0.5"), Decimal(500), places=2)
step = st.decimals(Decimal(-9), Decimal(9), places=2)


@st.composite
def levels(draw: st.DrawFn) -> History:
    """A base year and up to four years after it, sometimes with years before it and with one missing."""
    first, last = BASE - draw(st.integers(0, 5)), BASE + draw(st.integers(0, 4))
    states = {year: draw(value) for year in range(first, last + 1)}
    if draw(st.booleans()):
        states.pop(BASE + 1, None)
    return History(measure="level", base_year=BASE, states=states)


@st.composite
def sums(draw: st.DrawFn) -> History:
    """Amounts summed since the base year; what came before it lies below nothing."""
    amounts = draw(st.lists(value, max_size=9))
    first = BASE - draw(st.integers(0, len(amounts)))
    totals = dict(enumerate(accumulate(amounts, initial=Decimal(0)), first))
    states = {year: total - totals[BASE] for year, total in totals.items() if year < END}
    return History(measure="sum", base_year=BASE, states=states)


@st.composite
def indexes(draw: st.DrawFn) -> History:
    rates = draw(st.lists(st.decimals(Decimal("0.85"), Decimal("1.2"), places=3), max_size=9))
    first = BASE - draw(st.integers(0, len(rates)))
    states = dict(enumerate(accumulate(rates, mul, initial=Decimal(100)), first))
    base = states[BASE]
    return History(
        measure="index",
        base_year=BASE,
        states={year: 100 * state / base for year, state in states.items() if year < END},
    )


any_history = st.one_of(levels(), indexes(), sums())


def near(found: Decimal, wanted: Decimal) -> bool:
    return abs(found - wanted) <= SMALL * max(1, abs(found), abs(wanted))


def ends(found: Outlook) -> dict[str, Decimal]:
    return {each.method: each.values[END] for each in found.projections if END in each.values}


@given(any_history)
def test_a_value_on_its_course_keeps_the_course(history):
    found = outlook(history, ASKED)
    for method in KEEPING:
        before = found.projection(method)
        if before is None or before.limited or history.latest + 1 >= END:
            continue
        on_course = {**history.states, history.latest + 1: before.values[history.latest + 1]}
        after = outlook(replace(history, states=on_course), ASKED).projection(method)
        assert after is not None
        assert all(near(each, before.values[year]) for year, each in after.values.items()), method


@given(any_history, st.sampled_from([Decimal("0.01"), Decimal(10), Decimal(10000)]))
def test_other_units_give_the_same_in_other_units(history, times):
    """An index has no unit, but its base may be told otherwise: 1 for 100."""
    other = replace(history, states={year: state * times for year, state in history.states.items()})
    precision = ASKED.precision if history.measure == "index" else ASKED.precision * times
    asked = replace(ASKED, low=Decimal(60) * times, precision=precision)
    ours, theirs = outlook(history, ASKED), outlook(other, asked)
    assert ends(theirs).keys() == ends(ours).keys()
    assert all(near(end, ends(ours)[method] * times) for method, end in ends(theirs).items())
    assert theirs.verdicts == ours.verdicts
    assert theirs.sure == ours.sure


@given(st.integers(2, 8), value, step)
def test_lines_reproduce_a_line(count, start, change):
    states = {END - 1 - back: start - change * back for back in range(count)}
    history = History(measure="level", base_year=min(states), states=states)
    found = ends(outlook(history, ASKED))
    assert all(near(found[method], start + change) for method in LINES if method in found)


@given(st.integers(2, 8), value, st.decimals(Decimal("-0.2"), Decimal("0.3"), places=3))
def test_equal_rates_reproduce_an_equal_rate(count, start, rate):
    states = {END - 1 - back: start / (1 + rate) ** back for back in range(count)}
    history = History(
        measure="index", base_year=min(states), states=states, to_date={END: {6: rate}, END - 1: {6: rate, 12: rate}}
    )
    found = ends(outlook(history, ASKED))
    assert "growth_to_date" in found
    assert all(near(end, start * (1 + rate)) for end in found.values())


@given(levels(), st.decimals(Decimal(10), Decimal(900), places=1))
def test_what_falls_is_judged_as_what_rises(history, bound):
    """But for the equal rate, which is not the same both ways; that is told in the documentation."""
    mirrored = replace(history, states={year: 1000 - state for year, state in history.states.items()})
    down = replace(ASKED, direction="down", low=None, high=1000 - bound)
    rising, falling = outlook(history, replace(ASKED, low=bound)), outlook(mirrored, down)
    for method in SYMMETRIC:
        up, fall = rising.projection(method), falling.projection(method)
        assert (up is None) == (fall is None)
        if up and fall:
            assert near(up.values[END], 1000 - fall.values[END])
            assert all(near(up.lows[year], 1000 - fall.highs[year]) for year in up.lows)


@given(indexes())
def test_of_an_index_every_method_is_the_same_both_ways(history):
    """The mirror of an index is its inverse: what doubled has halved."""
    inverse = replace(history, states={year: 10000 / state for year, state in history.states.items()})
    rising, falling = ends(outlook(history, ASKED)), ends(outlook(inverse, replace(ASKED, direction="down")))
    assert rising.keys() == falling.keys()
    assert all(near(end, 10000 / falling[method]) for method, end in rising.items())


@given(any_history, st.decimals(Decimal("0.01"), Decimal(50), places=2))
def test_a_better_last_value_is_never_a_worse_end(history, more):
    better = {**history.states, history.latest: history.states[history.latest] + more}
    before, after = outlook(history, ASKED), outlook(replace(history, states=better), ASKED)
    assume(history.latest > history.base_year)
    for method in ends(before).keys() & ends(after).keys():  # a rate may run out of reach
        assert ends(after)[method] > ends(before)[method] - SMALL, method
        assert not (before.verdicts[method] == "met" and after.verdicts[method] == "missed")


@given(any_history, st.randoms(use_true_random=False))
def test_the_order_of_the_years_changes_nothing(history, chance):
    years = list(history.states)
    chance.shuffle(years)
    assert outlook(replace(history, states={year: history.states[year] for year in years}), ASKED) == outlook(
        history, ASKED
    )


@given(
    st.lists(value, min_size=2, max_size=5), st.integers(1, 11), st.decimals(Decimal("0.05"), Decimal("0.95"), places=2)
)
def test_a_year_that_is_split_like_the_past_is_found_whole(wholes, month, share):
    years = {END - len(wholes) + 1 + index: whole for index, whole in enumerate(wholes)}
    months = {year: {month: whole * share, 12: whole} for year, whole in years.items() if year < END}
    history = History(
        measure="level",
        base_year=min(years),
        states={year: whole for year, whole in years.items() if year < END},
        to_date={**months, END: {month: years[END] * share}},
    )
    found = outlook(history, ASKED).projection("seasonal_share")
    assert found is not None
    assert near(found.values[END], years[END])


@given(any_history, st.decimals(Decimal(1), Decimal(100), places=1), st.decimals(Decimal(100), Decimal(300), places=1))
def test_nothing_lies_beyond_what_is_possible(history, low, high):
    found = outlook(history, replace(ASKED, possible_low=low, possible_high=high))
    if history.measure == "level":
        for each in found.projections:
            assert all(low <= state <= high for part in (each.values, each.lows, each.highs) for state in part.values())
    if history.measure == "sum":
        assert all(end >= min(history.states[history.latest], high) for end in ends(found).values())


@given(any_history)
def test_what_is_not_computed_has_no_verdict_and_says_why(history):
    found = outlook(history, ASKED)
    assert (found.state == "computed") == bool(found.projections)
    if not found.projections:
        assert found.agreement is None
        assert found.reason is not None
    assert set(found.verdicts.values()) == {"met", "missed"} if found.agreement == "disagree" else True
    assert all(state.is_finite() for each in found.projections for state in each.values.values())
