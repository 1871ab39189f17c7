"""The least change that makes everything hold: a quadratic programme, repeated while products bend.

Minimises ``Σ weight·change² + SMOOTHNESS·Σ weight·(second difference of change)²``, where ``change`` is relative to the
size of each value. The smoothness is asked of the *changes*, not of the paths: values that already agree stay as
wished, and where they do not, no single year bears what its neighbours could share.

Products are replaced by the rows that touch them at the values found last, until rows and products agree. At such a
point the conditions of a best solution are those of the products themselves. OSQP took 9 ms where the quadratic solver of
HiGHS took 75 s; its last digits are ours (:mod:`lantu.cascade.balance.finishing`). Linear questions (can it hold at
all?) go to HiGHS, which answers them exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lantu.cascade.balance.finishing import finished
from lantu.cascade.balance.programmes import Programme, solve
from lantu.cascade.balance.single import Numbers, meet_total
from lantu.cascade.balance.system import Row, Scaled, System, scaled

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SMOOTHNESS = 1.0
"""How much the bend of the changes counts beside their size (design default: as much)."""

_ROUNDS = 40  # of touching the products anew; five are usual
_HOLDS = 1e-8  # scaled: what counts as holding
_STILL = 1e-9  # scaled: what counts as no longer moving
_SETTINGS = {
    "verbose": False,
    "polishing": False,  # it tells the terminal when it had nothing to do; the finish is ours
    "adaptive_rho_interval": 50,  # counted in steps, not in seconds: the same answer on every machine
}
_TRIES = tuple((2_000 * 2**more, max(1e-6 / 10**more, 1e-10)) for more in range(8))
"""Steps of the solver and how near it shall come before the exact finish is tried; one is usual."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """What was found.

    Attributes:
        values: The values, or those that miss the rules least where not all can hold.
        possible: Whether everything holds.
        least: Whether the change is known to be the least; where the solver did not come near enough, values that hold
            were taken as they came.
    """

    values: Numbers
    possible: bool
    least: bool = True


def nearest(system: System) -> Nearest:
    """Return the values nearest to those wished that satisfy every rule and bound.

    Where none do, the values returned miss the rules by the least sum, in scaled units; conflicts are looked for there.
    """
    if len(system.rows) == 1 and not system.products and not system.chains:
        return _by_one_row(system, system.rows[0])
    if np.any(system.lower > system.upper):
        return Nearest(np.clip(system.wished, system.lower, system.upper), possible=False)
    values = np.clip(system.wished, system.lower, system.upper)
    possible = least = False
    for _ in range(_ROUNDS):
        rules = scaled(system, system.rows_at(values))
        changes, least = _least_change(system, rules)
        possible = changes is not None
        before, found = values, _least_missing(rules) if changes is None else changes
        values = system.wished + system.scale * found
        moved = float(np.max(np.abs(values - before) / system.scale, initial=0.0))
        if not system.products or moved <= _STILL:
            break
    return Nearest(values, possible=bool(possible and system.worst(values) <= _HOLDS), least=least)


def _by_one_row(system: System, row: Row) -> Nearest:
    """One constraint needs no solver; a row between two bounds moves to the nearer, if to any."""
    each = np.zeros(system.size)
    np.add.at(each, list(row.places), row.coefficients)
    start = np.clip(system.wished, system.lower, system.upper)
    now = float(np.sum(each * start))
    total = min(max(now, row.low), row.high)
    weight = system.weight / system.scale**2
    values = meet_total(system.wished, total, weight=weight, coefficients=each, lower=system.lower, upper=system.upper)
    return Nearest(start if values is None else values, possible=values is not None)


def _least_change(system: System, rules: Scaled) -> tuple[Numbers | None, bool]:
    """Return the smallest smooth changes that satisfy the rules, or None where none do, and whether they are the least."""
    nothing = np.zeros(system.size)
    if _holds(rules, nothing, _STILL):
        return nothing, True
    anything = solve(_programme(rules, nothing))
    if anything is None:
        return None, True
    found = _by_osqp(system, rules)
    return (anything, False) if found is None else (found, True)


def _programme(rules: Scaled, cost: Numbers) -> Programme:
    return Programme(
        cost=cost, matrix=rules.matrix, low=rules.low, high=rules.high, lower=rules.lower, upper=rules.upper
    )


def _least_missing(rules: Scaled) -> Numbers:
    """Return the changes within the bounds that miss the rows by the least sum."""
    from scipy.sparse import hstack, identity  # noqa: PLC0415

    count, size = rules.matrix.shape
    missing = identity(count, format="csr")
    found = solve(
        Programme(
            cost=np.concatenate([np.zeros(size), np.ones(2 * count)]),
            matrix=hstack([rules.matrix, missing, -missing], format="csr"),
            low=rules.low,
            high=rules.high,
            lower=np.concatenate([rules.lower, np.zeros(2 * count)]),
            upper=np.concatenate([rules.upper, np.full(2 * count, np.inf)]),
        )
    )
    return np.clip(np.zeros(size), rules.lower, rules.upper) if found is None else found[:size]


def _by_osqp(system: System, rules: Scaled) -> Numbers | None:
    """Return the smallest smooth changes; None where the solver does not come near enough.

    OSQP is asked for more and more steps from where it stands, until what it found can be finished exactly.
    """
    import osqp  # noqa: PLC0415
    from scipy.sparse import csr_matrix, diags, identity, triu, vstack  # noqa: PLC0415

    bending = _bending(system)
    cost = (diags(system.weight) + SMOOTHNESS * (bending.T @ bending)).tocsc()
    matrix = csr_matrix(vstack([rules.matrix, identity(system.size)]))
    low, high = np.concatenate([rules.low, rules.lower]), np.concatenate([rules.high, rules.upper])
    solver = osqp.OSQP()
    solver.setup(P=triu(cost, format="csc"), q=np.zeros(system.size), A=matrix.tocsc(), l=low, u=high, **_SETTINGS)
    for steps, near in _TRIES:
        solver.update_settings(max_iter=steps, eps_abs=near, eps_rel=near)
        found = solver.solve(raise_error=False)
        if found.y is None or not np.all(np.isfinite(found.y)):
            return None
        changes = finished(cost, matrix, low, high, found.y)
        if changes is not None:
            return np.clip(changes, rules.lower, rules.upper)
    return None


def _holds(rules: Scaled, changes: Numbers, within: float) -> bool:
    """Tell whether changes satisfy all rows and bounds, within a share of their size."""
    reached = rules.matrix @ changes
    rows = bool(np.all(rules.low - within <= reached) and np.all(reached <= rules.high + within))
    return rows and bool(np.all(rules.lower - within <= changes) and np.all(changes <= rules.upper + within))


def _bending(system: System) -> csr_matrix:
    """Return the matrix of second differences along the chains; before its first year a chain has not changed."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    bends = tuple(_bends(system.chains))
    numbers = [number for number, bend in enumerate(bends) for _ in bend]
    places = [place for bend in bends for place, _ in bend]
    values = [value * np.sqrt(system.weight[place]) for bend in bends for place, value in bend]
    return csr_matrix((values, (numbers, places)), shape=(len(bends), system.size))


def _bends(chains: tuple[tuple[int, ...], ...]) -> Iterator[tuple[tuple[int, float], ...]]:
    for chain in chains:
        for first, middle, last in zip((None, *chain), chain, chain[1:], strict=False):
            before = () if first is None else ((first, 1.0),)
            yield (*before, (middle, -2.0), (last, 1.0))
