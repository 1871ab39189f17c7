"""The balance of indicators and years beside cvxpy, which states the same problem and solves it with Clarabel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks.measure import Row, seconds
from lantu.cascade.balance.quadratic import SMOOTHNESS, nearest
from lantu.cascade.balance.single import Numbers
from lantu.cascade.balance.system import Row as Rule
from lantu.cascade.balance.system import System, scaled_rows

INSTANCES = 20
TIMED = 200  # parts of the instance that is timed
YEARS = 5
SEED = 20260302


def rows() -> Iterator[Row]:
    """Measure how far the optimum is from cvxpy's, and the time beside it."""
    random = np.random.default_rng(SEED)
    apart = max(_apart(_random_system(random, int(random.integers(2, 12)))) for _ in range(INSTANCES))
    system = _random_system(random, TIMED)
    ours, peer = seconds(lambda: nearest(system), runs=3), seconds(lambda: by_cvxpy(system), runs=3)
    yield Row(
        f"balance of {TIMED + 1} indicators × {YEARS} years",
        f"{ours * 1000:.0f} ms",
        f"cvxpy {peer * 1000:.0f} ms; {INSTANCES} optima apart by {apart:.0e}",
        f"{ours / peer:.2f} ×",
        "≤ 1 ×, ≤ 1e-6",
        ours / peer <= 1 and apart <= 1e-6,
    )


def _apart(system: System) -> float:
    """Return by how much two optima differ, as a share of the size of each value."""
    return float(np.max(np.abs(nearest(system).values - by_cvxpy(system)) / system.scale))


def _random_system(random: np.random.Generator, parts: int) -> System:
    """Return a whole with parts over the years that do not add up, within bounds that leave room."""
    wished = random.lognormal(3, 2, (parts, YEARS)) * np.linspace(1, 1.3, YEARS)
    whole = wished.sum(axis=0) * random.uniform(0.95, 1.05, YEARS)
    values = np.concatenate([whole, wished.ravel()])
    size = np.repeat(np.abs(values).reshape(-1, YEARS).mean(axis=1), YEARS)
    rules = tuple(
        Rule(
            places=tuple(range(year, len(values), YEARS)),
            coefficients=(1.0, *(-1.0,) * parts),
            low=0.0,
            high=0.0,
        )
        for year in range(YEARS)
    )
    return System(
        wished=values,
        lower=values - 0.3 * size,
        upper=values + 0.1 * size,
        weight=random.uniform(0.5, 2, len(values)),
        scale=size,
        chains=tuple(tuple(range(start, start + YEARS)) for start in range(0, len(values), YEARS)),
        rows=rules,
    )


def by_cvxpy(system: System) -> Numbers:
    """State the same problem in cvxpy and solve it."""
    import cvxpy  # noqa: PLC0415  # a peer

    change = cvxpy.Variable(system.size)
    cost: Any = cvxpy.sum(cvxpy.multiply(system.weight, change**2))
    for chain in system.chains:
        for first, middle, last in zip((None, *chain), chain, chain[1:], strict=False):
            before = 0 if first is None else np.sqrt(system.weight[first]) * change[first]
            after = np.sqrt(system.weight[last]) * change[last]
            cost += SMOOTHNESS * cvxpy.square(before - 2 * np.sqrt(system.weight[middle]) * change[middle] + after)
    rules = [
        change >= (system.lower - system.wished) / system.scale,
        change <= (system.upper - system.wished) / system.scale,
    ]
    matrix, low, high = scaled_rows(system.wished, system.scale, system.rows)
    rules += [matrix @ change >= low, matrix @ change <= high]
    problem = cvxpy.Problem(cvxpy.Minimize(cost), rules)
    problem.solve(solver=cvxpy.CLARABEL, tol_gap_abs=1e-11, tol_gap_rel=1e-11, tol_feas=1e-11)
    found: Numbers = change.value
    return system.wished + system.scale * found
