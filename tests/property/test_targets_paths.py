"""What holds of every path over the years: it meets its target, keeps its bounds, never turns back, and can be taken up again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lantu.cascade.allocation import Choice
from lantu.cascade.courses import Course
from lantu.cascade.methods import shape
from lantu.cascade.rounding import rounded, rounded_states
from lantu.cascade.tracks import INDEX_BASE, Limit, Track
from lantu.cascade.years import start_of

YEARS = (2026, 2027, 2028, 2029, 2030)
METHODS = ("linear", "equal_rate", "early", "late", "bottom_up", "steps")
NEAR = Decimal("1e-18")

amounts = st.decimals(Decimal("0.1"), Decimal(100_000), places=1)
units = st.sampled_from([Decimal("0.01"), Decimal("0.1"), Decimal(1), Decimal(10)])
methods = st.sampled_from(METHODS)
steps = st.dictionaries(st.sampled_from(YEARS), st.decimals(1, 100, places=0), min_size=1)


@st.composite
def courses(draw: st.DrawFn, measure: str | None = None) -> Course:
    """A course of any measure and method to a target in whole published units, bounded by it."""
    measure = measure or draw(st.sampled_from(["level", "sum", "index"]))
    method = draw(methods)
    unit = draw(units) if measure != "index" else draw(st.sampled_from([Decimal("0.01"), Decimal("0.1")]))
    start = draw(amounts) if measure == "level" else start_of(measure)
    end = draw(st.decimals(50, 200, places=1)) if measure == "index" else draw(amounts)
    if measure != "index":
        end = max(end // unit, 1) * unit
    direction = "up" if measure == "sum" or end >= start else "down"
    assume(measure != "sum" or end > 0)
    side = {"low": end} if direction == "up" else {"high": end}
    track = Track(
        indicator="x",
        name="x",
        unit="",
        measure=measure,
        years=YEARS,
        wished=(),
        baseline=start,
        limits=(Limit(year=2030, **side, origin="binding"),),
        precision=unit,
        direction=direction,
        rule=method,
    )
    shaped = shape(method, YEARS, Choice(target="x", steps=draw(steps)))
    return Course(track=track, fixed={2025: start, 2030: end}, shape=shaped)


@given(courses())
def test_the_target_is_met_by_less_than_one_unit_of_the_last_year(course):
    track = course.walked()
    last, asked, sign = rounded_states(track)[-1], track.wished[-1], 1 if track.direction == "up" else -1
    assert sign * (last - asked) >= -NEAR * abs(asked)
    if track.measure == "index":
        assert sign * (last - asked) <= track.precision * last / 100 * Decimal("1.5")
    else:
        assert last == asked


@given(courses())
def test_printed_values_are_whole_units_and_no_state_is_further_than_a_unit(course):
    track = course.walked()
    assert all(value % track.precision == 0 for value in rounded(track))
    if track.measure != "index":
        assert all(
            abs(state - wished) < track.precision
            for state, wished in zip(rounded_states(track), track.wished, strict=True)
        )


@given(courses())
def test_amounts_of_years_add_up_to_the_amount_of_the_period(course):
    track = course.walked()
    if track.measure == "sum":
        assert sum(rounded(track)) == track.wished[-1]


@given(courses())
def test_a_path_to_a_better_value_never_turns_back(course):
    track = course.walked()
    if track.measure == "index":
        return
    states = rounded_states(track)
    assert list(states) == sorted(states, reverse=track.direction == "down")


@given(courses(), st.integers(1, 4))
def test_a_path_taken_up_again_from_values_on_it_is_the_same_path(course, passed):
    wished = course.walked().wished
    actual = dict(zip(YEARS[:passed], wished[:passed], strict=True))
    assume(course.track.rule != "steps")
    again = course.rolled(actual)
    assume(again.track.rule == course.track.rule)  # not when the last value is the target already
    found = again.walked().wished
    assert all(abs(a - b) <= NEAR * max(abs(b), 1) for a, b in zip(found, wished, strict=True))


@given(courses(), st.integers(1, 4), st.decimals(Decimal("0.8"), Decimal("1.2"), places=3))
def test_what_was_missed_is_made_up_for_and_the_past_stays(course, passed, luck):
    wished = course.walked().wished
    actual = {year: state * luck for year, state in zip(YEARS[:passed], wished[:passed], strict=True)}
    again = course.rolled(actual).walked()
    assert again.wished[:passed] == tuple(actual.values())
    sign = 1 if course.track.direction == "up" else -1
    assert sign * (again.wished[-1] - course.fixed[2030]) >= 0


@pytest.mark.parametrize("tenfold", [-2, 1, 3])
@given(course=courses())
def test_another_unit_gives_the_same_path_in_that_unit(tenfold, course):
    assume(course.track.measure != "index")
    factor = Decimal(10) ** tenfold
    scaled = Course(
        track=Track(
            indicator="x",
            name="x",
            unit="",
            measure=course.track.measure,
            years=YEARS,
            wished=(),
            baseline=course.track.baseline * factor,
            limits=tuple(
                Limit(
                    year=limit.year,
                    low=None if limit.low is None else limit.low * factor,
                    high=None if limit.high is None else limit.high * factor,
                    origin=limit.origin,
                )
                for limit in course.track.limits
            ),
            precision=course.track.precision * factor,
            direction=course.track.direction,
            rule=course.track.rule,
        ),
        fixed={year: state * factor for year, state in course.fixed.items()},
        shape=course.shape,
    )
    assert rounded(scaled.walked()) == tuple(value * factor for value in rounded(course.walked()))


@given(methods, steps)
def test_every_shape_goes_from_nothing_to_all_and_never_back(method, amounts_of_years):
    shaped = shape(method, YEARS, Choice(target="x", steps=amounts_of_years))
    shares = [shaped[year] for year in (2025, *YEARS)]
    assert (shares[0], shares[-1]) == (0, 1)
    assert shares == sorted(shares)


def test_an_index_begins_at_a_hundred():
    assert start_of("index") == INDEX_BASE
