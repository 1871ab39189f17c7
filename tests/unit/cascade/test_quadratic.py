"""The least change is really the least, also where sizes and weights differ by thousands."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from lantu.cascade.balance.quadratic import SMOOTHNESS, nearest
from lantu.cascade.balance.single import meet_total
from lantu.cascade.balance.system import Product, Row, System

YEARS = 4


def nested_sums(seed: int) -> System:
    """Sums within sums, sizes over five orders, weights over three, a tenth of the values fixed; it can all hold."""
    random = np.random.default_rng(seed)
    count = int(random.integers(8, 25))
    above = [int(random.integers(0, at)) if at else -1 for at in range(count)]
    parts = {at: [each for each in range(count) if above[each] == at] for at in range(count)}
    held = random.lognormal(3, 2.5, (count, YEARS))
    rows = []
    for at in reversed(range(count)):
        if len(parts[at]) > 1:
            held[at] = held[parts[at]].sum(axis=0)
            for year in range(YEARS):
                places = (at * YEARS + year, *(each * YEARS + year for each in parts[at]))
                rows.append(Row(places=places, coefficients=(1.0, *(-1.0,) * len(parts[at])), low=0.0, high=0.0))
    wished = held * random.uniform(0.8, 1.2, held.shape)
    lower, upper = np.minimum(wished, held) * 0.95, np.maximum(wished, held) * 1.02
    fixed = random.random(held.shape) < 0.1
    lower[fixed] = upper[fixed] = held[fixed]
    return System(
        wished=wished.ravel(),
        lower=lower.ravel(),
        upper=upper.ravel(),
        weight=random.choice([0.1, 1.0, 100.0], count * YEARS),
        scale=np.repeat(np.abs(wished).mean(axis=1), YEARS),
        chains=tuple(tuple(range(start, start + YEARS)) for start in range(0, count * YEARS, YEARS)),
        rows=tuple(rows),
    )


def slope(system: System, values: np.ndarray) -> np.ndarray:
    """The slope of the cost by each scaled change, written out anew."""
    change = (values - system.wished) / system.scale
    root = np.sqrt(system.weight)
    found = 2 * system.weight * change
    for chain in system.chains:
        for first, middle, last in zip((None, *chain), chain, chain[1:], strict=False):
            bend = root[last] * change[last] - 2 * root[middle] * change[middle]
            bend += 0 if first is None else root[first] * change[first]
            for place, factor in ((first, 1.0), (middle, -2.0), (last, 1.0)):
                if place is not None:
                    found[place] += 2 * SMOOTHNESS * bend * factor * root[place]
    return found


@pytest.mark.parametrize("seed", range(12))
def test_no_direction_that_keeps_the_rules_leads_lower(seed):
    system = nested_sums(seed)
    found = nearest(system)
    assert found.possible
    assert found.least
    assert system.worst(found.values) < 1e-9
    matrix = np.zeros((len(system.rows), system.size))
    for number, row in enumerate(system.rows):
        matrix[number, list(row.places)] = np.array(row.coefficients) * system.scale[list(row.places)]
        matrix[number] /= np.abs(matrix[number]).max()
    downhill = slope(system, found.values)
    step = (found.values - system.wished) / system.scale
    bounds = np.stack([(system.lower - system.wished) / system.scale, (system.upper - system.wished) / system.scale])
    best = linprog(downhill, A_eq=matrix, b_eq=matrix @ step, bounds=bounds.T)
    assert downhill @ step - best.fun <= 1e-6 * max(1.0, np.abs(downhill).sum())


def test_products_hold_exactly_and_share_the_change_by_size():
    system = System(
        wished=np.array([100.0, 10.0, 11.0]),
        lower=np.full(3, -np.inf),
        upper=np.full(3, np.inf),
        weight=np.ones(3),
        scale=np.array([100.0, 10.0, 11.0]),
        products=(Product(whole=0, factors=(1, 2), constant=1.0),),
    )
    found = nearest(system)
    whole, first, second = found.values
    assert found.possible
    assert whole == pytest.approx(first * second, rel=1e-9)
    changes = np.abs(found.values / system.wished - 1)
    assert changes.max() / changes.min() < 1.15


def test_bounds_that_exclude_each_other_are_impossible():
    system = System(
        wished=np.ones(2),
        lower=np.array([0.0, 3.0]),
        upper=np.array([1.0, 2.0]),
        weight=np.ones(2),
        scale=np.ones(2),
        chains=((0, 1),),
    )
    assert not nearest(system).possible


@pytest.mark.parametrize("total", [-1.0, 31.0])
def test_a_total_out_of_reach_is_impossible(total):
    parts = np.array([5.0, 10.0])
    assert meet_total(parts, total, lower=np.zeros(2), upper=np.array([10.0, 20.0])) is None


def test_no_one_needs_to_be_told_twice():
    """The same equation given twice, and a value fixed that the equation fixes too."""
    row = Row(places=(0, 1), coefficients=(1.0, 1.0), low=10.0, high=10.0)
    system = System(
        wished=np.array([3.0, 4.0]),
        lower=np.array([4.0, -np.inf]),
        upper=np.array([4.0, np.inf]),
        weight=np.ones(2),
        scale=np.ones(2),
        chains=((0,), (1,)),
        rows=(row, row),
    )
    assert nearest(system).values == pytest.approx([4.0, 6.0])
