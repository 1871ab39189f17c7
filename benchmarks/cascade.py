"""Sharing a total among areas beside OSQP: time, the same optimum, exact totals after rounding, and growth with areas."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import osqp
from scipy.sparse import csc_matrix, diags, identity, vstack

from benchmarks.measure import Row, seconds
from lantu.cascade.balance.single import Numbers, meet_total
from lantu.cascade.balance.whole_units import ExactSum, Printed, in_whole_units

AREAS = 3000
SIZES = (300, 3_000, 30_000, 300_000)  # ten times as many areas, three times over
SEED = 20260301


def rows() -> Iterator[Row]:
    """Measure the split of one total among areas."""
    case = areas(AREAS)
    ours, peer = shared(case), by_osqp(case)
    off = float(np.max(np.abs(ours - peer)) / np.max(np.abs(peer)))
    fast, slow = seconds(lambda: shared(case)), seconds(lambda: by_osqp(case))
    yield Row(
        f"one total among {AREAS:,} areas",
        f"{fast * 1000:.2f} ms",
        f"OSQP {slow * 1000:.1f} ms, optimum apart by {off:.0e}",
        f"{fast / slow:.3f} ×",
        "≤ 0.2 ×, ≤ 1e-6",
        fast / slow <= 0.2 and off <= 1e-6,
    )
    yield _rounding(ours)
    times = [_time(areas(size)) for size in SIZES]
    yield Row(
        "cost as areas grow 10 × three times",
        " → ".join(f"{time * 1000:.2g} ms" for time in times),
        "from " + " → ".join(f"{size:,}" for size in SIZES),
        f"{times[-1] / times[0]:.0f} ×",
        "",
        None,
    )


def _time(case: tuple[Numbers, Numbers, Numbers, Numbers, float]) -> float:
    return seconds(lambda: shared(case))


def areas(count: int) -> tuple[Numbers, Numbers, Numbers, Numbers, float]:
    """Return wished values, weights, bounds and a total for some areas, the same in every run."""
    random = np.random.default_rng(SEED)
    wished = random.lognormal(3, 1, count)
    total = float(np.round(wished.sum() * 1.15))
    return wished, random.uniform(0.5, 2, count) / wished, 0.9 * wished, 1.4 * wished, total


def shared(case: tuple[Numbers, Numbers, Numbers, Numbers, float]) -> Numbers:
    """Share by ours."""
    wished, weight, lower, upper, total = case
    found = meet_total(wished, total, weight=weight, lower=lower, upper=upper)
    assert found is not None
    return found


def by_osqp(case: tuple[Numbers, Numbers, Numbers, Numbers, float]) -> Numbers:
    """Share by OSQP, as one would who knows it."""
    wished, weight, lower, upper, total = case
    count = len(wished)
    solver = osqp.OSQP()
    solver.setup(
        P=diags(2 * weight, format="csc"),
        q=-2 * weight * wished,
        A=vstack([csc_matrix(np.ones((1, count))), identity(count)], format="csc"),
        l=np.concatenate([[total], lower]),
        u=np.concatenate([[total], upper]),
        verbose=False,
        polishing=True,
        eps_abs=1e-8,
        eps_rel=1e-8,
        max_iter=50_000,
    )
    found: Numbers = solver.solve(raise_error=False).x
    return found


def _rounding(exact: Numbers) -> Row:
    """Return whether rounding to whole units keeps the total, and how far a value moves at most."""
    total = Fraction(round(float(exact.sum())))
    values = [Printed(exact=float(value), unit=Fraction(1)) for value in exact]
    whole = ExactSum(places=tuple(range(len(values))), coefficients=(Fraction(1),) * len(values), low=total, high=total)
    found = in_whole_units(values, [whole])
    assert found is not None
    furthest = max(abs(float(after) - value.exact) for after, value in zip(found, values, strict=True))
    kept = sum(found) == total and furthest <= 1
    return Row(
        "rounding to whole units",
        f"total {'exact' if sum(found) == total else 'missed'}",
        "",
        f"{furthest:.2f} units",
        "total exact, ≤ 1 unit",
        kept,
    )
