"""The exact end of a quadratic programme: which bounds hold, and the values that follow from them.

A first-order solver like OSQP comes near quickly and exact slowly. Its multipliers tell which bounds will hold; with
these as equations the rest is one linear system. A bound whose multiplier has the wrong sign is then let go, one that is
missed is taken up, until nothing changes: the primal-dual active set method (Hintermüller, Ito, Kunisch, 2003). What
it ends with is the optimum to the last digits; that it ends is not promised, and the caller comes nearer and tries again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lantu.cascade.balance.single import Numbers

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix, csr_matrix

_ROUNDS = 15  # of changing bounds; where it ends at all, two or three are usual
_ZERO = 1e-10  # of multipliers and of what is missed, in scaled units
_GUESSED = 1e-6  # a multiplier of the first-order solver above this means that its bound holds
_SOFT = 1e-11  # keeps the system solvable where bounds say the same twice; refinement takes it out again
_REFINED = 40  # times at most
_LEFT = 1e-12  # of the equations, after refinement

Sides = npt.NDArray[np.int8]
"""Of each row: -1 its low side holds, 1 its high side, 2 both at once (an equation), 0 neither."""


def finished(cost: csc_matrix, matrix: csr_matrix, low: Numbers, high: Numbers, multipliers: Numbers) -> Numbers | None:
    """Return the optimum of ``½x·cost·x`` with ``low ≤ matrix·x ≤ high``, or None where the search does not end.

    Args:
        cost: Positive definite, shape (n, n).
        matrix: All rows, those of the bounds included.
        low: The least each row may be.
        high: The most each row may be.
        multipliers: Those of a solution that is near, positive where a high side holds.
    """
    sides = _guessed(low, high, multipliers)
    for _ in range(_ROUNDS):
        values, found = _with_equations(cost, matrix, np.where(sides == -1, low, high), np.flatnonzero(sides))
        reached = matrix @ values
        after = _changed(sides, found, reached, low, high)
        if np.array_equal(after, sides):
            return values if _is_met(reached, low, high) else None
        sides = after
    return None


def _guessed(low: Numbers, high: Numbers, multipliers: Numbers) -> Sides:
    guessed = np.where(multipliers > _GUESSED, 1, np.where(multipliers < -_GUESSED, -1, 0))
    sides: Sides = np.where(low == high, 2, guessed).astype(np.int8)
    return sides


def _changed(sides: Sides, multipliers: Numbers, reached: Numbers, low: Numbers, high: Numbers) -> Sides:
    """Return the sides without those that pull the wrong way, and with those that are missed."""
    after = sides.copy()
    after[((sides == 1) & (multipliers < -_ZERO)) | ((sides == -1) & (multipliers > _ZERO))] = 0
    after[(sides == 0) & (reached > high + _ZERO)] = 1
    after[(sides == 0) & (reached < low - _ZERO)] = -1
    return after


def _is_met(reached: Numbers, low: Numbers, high: Numbers) -> bool:
    """Tell whether every row is where it may be; equations that contradict each other leave something."""
    return bool(np.all(reached >= low - 10 * _ZERO) and np.all(reached <= high + 10 * _ZERO))


def _with_equations(
    cost: csc_matrix, matrix: csr_matrix, sides: Numbers, held: npt.NDArray[np.int64]
) -> tuple[Numbers, Numbers]:
    """Return the values and multipliers where the held rows are equations."""
    from scipy.sparse import bmat, identity  # noqa: PLC0415
    from scipy.sparse.linalg import splu  # noqa: PLC0415

    size, rows = cost.shape[0], matrix[held]
    right = np.concatenate([np.zeros(size), sides[held]])
    soft: Any = bmat([[cost, rows.T], [rows, -_SOFT * identity(len(held))]], format="csc") if len(held) else cost
    exact: Any = bmat([[cost, rows.T], [rows, None]], format="csc") if len(held) else cost
    factors = splu(soft)
    solution = factors.solve(right)
    for _ in range(_REFINED):
        left = right - exact @ solution
        if float(np.max(np.abs(left), initial=0.0)) <= _LEFT:
            break
        solution = solution + factors.solve(left)
    multipliers = np.zeros(matrix.shape[0])
    multipliers[held] = solution[size:]
    return solution[:size], multipliers
