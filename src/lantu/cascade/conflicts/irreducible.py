"""Which demands cannot hold together: none of them can be spared from the set, or the rest could hold.

HiGHS points to rows that are impossible together. The demands these rows belong to are then struck out one by one, and
stay out where the rest is impossible without them: what is left is irreducible in whole demands, as people know them,
not in rows. Where products take part, they stand for the rows that touch them at the values that miss least.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lantu.cascade.balance.programmes import Programme, impossible_rows, solve
from lantu.cascade.balance.single import Numbers
from lantu.cascade.balance.states import Claim, States
from lantu.cascade.balance.system import Row, scaled_rows

MOST = 5
"""How many conflicts are looked for in one plan; people solve them one after the other."""


def conflicts_in(states: States, values: Numbers) -> tuple[tuple[Claim, ...], ...]:
    """Return sets of demands that cannot hold together, each irreducible; none where everything can.

    Args:
        states: What is asked.
        values: Where products are touched: the values that miss the rules least.

    Returns:
        At most :data:`MOST` sets that share no negotiable demand.
    """
    left = list(states.claims)
    found: list[tuple[Claim, ...]] = []
    while len(found) < MOST and (core := irreducible(states, left, values)):
        found.append(core)
        yielding = [claim for claim in core if claim.negotiable] or list(core)
        left = [claim for claim in left if not _is_one_of(claim, yielding)]
    return tuple(found)


def irreducible(states: States, claims: Sequence[Claim], values: Numbers) -> tuple[Claim, ...]:
    """Return an irreducible set of claims that cannot hold together, or none where all can."""
    rows = [(row, claim) for claim in claims for row in claim.rows_at(values)]
    if not rows or _can_hold(states, [row for row, _ in rows]):
        return ()
    programme = _programme(states, [row for row, _ in rows])
    suspects = [rows[number][1] for number in impossible_rows(programme)]
    core = [claim for claim in claims if _is_one_of(claim, suspects)]
    if can_hold(states, core, values):  # the solver's set holds after all, within its tolerance
        core = list(claims)
    for claim in list(core):
        rest = [each for each in core if each is not claim]
        if not can_hold(states, rest, values):
            core = rest
    return tuple(core)


def can_hold(states: States, claims: Sequence[Claim], values: Numbers) -> bool:
    """Tell whether claims can hold together."""
    return _can_hold(states, [row for claim in claims for row in claim.rows_at(values)])


def _can_hold(states: States, rows: Sequence[Row]) -> bool:
    return not rows or solve(_programme(states, rows)) is not None


def _programme(states: States, rows: Sequence[Row]) -> Programme:
    matrix, low, high = scaled_rows(states.system.wished, states.system.scale, rows)
    free = np.full(states.system.size, np.inf)
    return Programme(cost=np.zeros(len(free)), matrix=matrix, low=low, high=high, lower=-free, upper=free)


def _is_one_of(claim: Claim, claims: Sequence[Claim]) -> bool:
    return any(claim is each for each in claims)
