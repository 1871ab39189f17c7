"""What holds for every balance: nearest, exact in print, indifferent to order and size; and for every conflict."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from lantu.cascade.balance.balancing import balance
from lantu.cascade.balance.checks import checks
from lantu.cascade.balance.published import published
from lantu.cascade.balance.quadratic import nearest
from lantu.cascade.balance.rules import Rule
from lantu.cascade.balance.single import meet_total
from lantu.cascade.balance.states import Demand
from lantu.cascade.balance.system import Row, System
from lantu.cascade.conflicts.irreducible import can_hold, conflicts_in
from lantu.cascade.conflicts.relaxations import relaxations
from lantu.cascade.tracks import Limit, Track
from lantu.vocabulary.identities import Identity

YEARS = (2026, 2027, 2028)
SUM = Identity(id="parts", zh="分项相加等于合计", en="The parts add up", kind="sum", whole="whole", parts=())
amounts = st.integers(10, 5000).map(lambda tenths: Decimal(tenths) / 10)


def track(indicator: str, wished: list[Decimal], limits: tuple[Limit, ...] = (), weight: int = 1) -> Track:
    return Track(
        indicator=indicator,
        name=indicator,
        unit="亿元",
        years=YEARS,
        wished=tuple(wished),
        limits=limits,
        precision=Decimal(1),
        weight=Decimal(weight),
    )


@st.composite
def wholes_and_parts(draw: st.DrawFn) -> tuple[list[Track], Rule]:
    """A whole and two to five parts, that do not quite add up; the whole is near enough to be reached."""
    count = draw(st.integers(2, 5))
    parts = [track(f"part{i}", draw(st.lists(amounts, min_size=3, max_size=3))) for i in range(count)]
    off = draw(st.lists(st.integers(-8, 8), min_size=3, max_size=3))
    sums = [sum(part.wished[at] for part in parts) * (100 + off[at]) / 100 for at in range(3)]
    whole = track("whole", sums, weight=draw(st.sampled_from([1, 5, 100])))
    rule = Rule(
        identity=SUM, whole=whole.key, parts=tuple(part.key for part in parts), coefficients=(Fraction(1),) * count
    )
    return [whole, *parts], rule


@given(wholes_and_parts())
@settings(max_examples=15)
def test_printed_parts_add_up_exactly_and_no_value_goes_further_than_one_unit(case):
    tracks, rule = case
    found = balance(tracks, joints=[rule])
    assert found.possible
    printed = published(found.tracks, found.rules)
    for at in range(3):
        assert printed[rule.whole][at] == sum(printed[key][at] for key in rule.parts)
    assert all(check.holds for check in checks(found.tracks, found.rules, printed))
    for each in found.tracks:
        assert all(abs(p - s) <= each.precision for p, s in zip(printed[each.key], each.wished, strict=True))


@given(wholes_and_parts(), st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_another_order_of_parts_gives_the_same_values(case, random):
    tracks, rule = case
    mixed = random.sample(tracks, len(tracks))
    keys = random.sample(rule.parts, len(rule.parts))
    one, other = balance(tracks, joints=[rule]), balance(mixed, joints=[replace(rule, parts=tuple(keys))])
    assert published(one.tracks, one.rules) == published(other.tracks, other.rules)
    by_key = {each.key: each for each in other.tracks}
    for each in one.tracks:
        assert np.allclose([float(v) for v in each.wished], [float(v) for v in by_key[each.key].wished], rtol=1e-7)


@given(wholes_and_parts(), st.sampled_from([Decimal("0.01"), Decimal(1000)]))
@settings(max_examples=15)
def test_another_size_of_unit_scales_the_values(case, factor):
    tracks, rule = case
    scaled = [
        replace(each, wished=tuple(v * factor for v in each.wished), precision=each.precision * factor)
        for each in tracks
    ]
    one, other = balance(tracks, joints=[rule]), balance(scaled, joints=[rule])
    for first, second in zip(one.tracks, other.tracks, strict=True):
        ours, theirs = ([float(v) for v in each.wished] for each in (first, second))
        assert np.allclose(np.array(ours) * float(factor), theirs, rtol=1e-7)


@given(wholes_and_parts())
@settings(max_examples=15)
def test_balancing_again_changes_nothing(case):
    tracks, rule = case
    once = balance(tracks, joints=[rule])
    twice = balance(once.tracks, joints=[rule])
    for first, second in zip(once.tracks, twice.tracks, strict=True):
        assert np.allclose([float(v) for v in first.wished], [float(v) for v in second.wished], rtol=1e-7)


@given(wholes_and_parts(), st.integers(0, 2))
@settings(max_examples=15)
def test_what_was_reached_stays(case, year):
    tracks, rule = case
    fixed = Limit(year=YEARS[year], low=tracks[1].wished[year], high=tracks[1].wished[year], origin="actual")
    tracks[1] = replace(tracks[1], limits=(fixed,))
    found = balance(tracks, joints=[rule])
    assert found.possible
    assert found.tracks[1].wished[year] == tracks[1].wished[year]


bounded = st.tuples(st.floats(-50, 50), st.floats(0, 20), st.floats(0, 20), st.floats(0.1, 10))


@given(st.lists(bounded, min_size=1, max_size=8), st.floats(0, 1))
@settings(max_examples=60)
def test_one_constraint_gives_what_the_quadratic_programme_gives(parts, share):
    wished, down, up, weight = (np.array(column) for column in zip(*parts, strict=True))
    lower, upper = wished - down, wished + up
    total = float(lower.sum() + share * (upper.sum() - lower.sum()))
    found = meet_total(wished, total, weight=weight, lower=lower, upper=upper)
    assert found is not None
    assert abs(found.sum() - total) <= 1e-9 * max(1.0, abs(total), float(np.abs(wished).sum()))
    # no pair of parts could exchange something and come nearer: the marginal costs of free parts agree
    slope = weight * (found - wished)
    can_rise, can_fall = found < upper - 1e-7, found > lower + 1e-7
    if can_rise.any() and can_fall.any():
        assert slope[can_fall].max() <= slope[can_rise].min() + 1e-5 * max(1.0, np.abs(slope).max())


@st.composite
def demands(draw: st.DrawFn) -> tuple[list[Track], Rule]:
    """Parts and a whole whose limits may or may not go together."""
    count = draw(st.integers(2, 4))
    tracks = []
    for i in range(count + 1):
        wished = [Decimal(draw(st.integers(20, 60))) * (count if i == 0 else 1)] * 3
        origin = draw(st.sampled_from(["binding", "anticipatory", "chosen"]))
        low, high = draw(st.integers(50, 110)), draw(st.integers(90, 160))
        limits = [Limit(year=2028, low=wished[2] * low / 100, origin=origin, text=f"不低于{i}")]
        if draw(st.booleans()):
            limits += [Limit(year=y, high=wished[2] * high / 100, origin="chosen", text=f"不高于{i}") for y in YEARS]
        tracks.append(track("whole" if i == 0 else f"part{i}", wished, tuple(limits)))
    keys = tuple(each.key for each in tracks[1:])
    return tracks, Rule(identity=SUM, whole=tracks[0].key, parts=keys, coefficients=(Fraction(1),) * count)


def least_violation(found, claims) -> float:
    """By how much claims must be missed together: an independent linear programme over all rows."""
    size = found.states.system.size
    rows = [row for claim in claims for row in claim.rows_at(found.values)]
    upper, right = [], []
    for number, row in enumerate(rows):
        for side, sign in ((row.low, -1.0), (row.high, 1.0)):
            if np.isfinite(side):
                line = np.zeros(size + len(rows))
                line[list(row.places)] = sign * np.array(row.coefficients)
                line[size + number] = -1.0
                upper.append(line)
                right.append(sign * side)
    cost = np.concatenate([np.zeros(size), np.ones(len(rows))])
    bounds = [(None, None)] * size + [(0, None)] * len(rows)
    return float(linprog(cost, A_ub=np.array(upper), b_ub=right, bounds=bounds).fun)


@given(demands())
@settings(max_examples=30)
def test_a_conflict_is_really_impossible_and_really_irreducible(case):
    tracks, rule = case
    found = balance(tracks, joints=[rule])
    sets = conflicts_in(found.states, found.values)
    assert bool(sets) != found.possible
    for conflict in sets:
        assert least_violation(found, conflict) > 1e-6
        for spared in conflict:
            assert least_violation(found, [claim for claim in conflict if claim is not spared]) < 1e-6


@given(demands())
@settings(max_examples=30)
def test_an_offer_solves_its_conflict_and_spares_what_must_not_yield(case):
    tracks, rule = case
    found = balance(tracks, joints=[rule])
    sets = conflicts_in(found.states, found.values)
    assume(len(sets) == 1)
    for offer in relaxations(found.states, found.values, sets[0]):
        yielded = {(s.claim.about.track.key, old): new for s in offer.steps for old, new in changed(s)}
        assert all(step.claim.negotiable for step in offer.steps)
        relaxed = [
            replace(each, limits=tuple(yielded.get((each.key, limit), limit) for limit in each.limits))
            for each in tracks
        ]
        assert balance(relaxed, joints=[rule]).possible


def changed(step):
    assert isinstance(step.claim.about, Demand)
    return zip(step.claim.about.limits, step.limits, strict=True)


@given(demands())
@settings(max_examples=20)
def test_everything_that_holds_together_is_found_to_hold(case):
    tracks, rule = case
    found = balance(tracks, joints=[rule])
    assert can_hold(found.states, found.states.claims, found.values) == found.possible


@given(st.integers(0, 10**6))
@settings(max_examples=15)
def test_values_that_agree_already_are_left_alone(seed):
    random = np.random.default_rng(seed)
    parts = random.uniform(1, 100, (3, 4))
    wished = np.concatenate([parts.sum(axis=0), parts.ravel()])
    rows = tuple(
        Row(places=(at, 4 + at, 8 + at, 12 + at), coefficients=(1.0, -1.0, -1.0, -1.0), low=0.0, high=0.0)
        for at in range(4)
    )
    system = System(
        wished=wished,
        lower=wished - 1,
        upper=wished + 1,
        weight=np.ones(16),
        scale=np.abs(wished),
        chains=tuple(tuple(range(start, start + 4)) for start in (0, 4, 8, 12)),
        rows=rows,
    )
    assert np.allclose(nearest(system).values, wished, rtol=1e-9)
