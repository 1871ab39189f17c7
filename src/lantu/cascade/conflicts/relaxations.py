"""The smallest relaxations that would solve a conflict, ranked.

Only what people chose or expect is offered: never a fact, a binding target or a superior's value. Each offer is asked of
the whole plan, not of the one conflict: if it is taken, everything else holds, but for what other conflicts have open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from lantu.cascade.balance.programmes import Programme, solve
from lantu.cascade.balance.single import Numbers
from lantu.cascade.balance.states import Claim, Demand, States
from lantu.cascade.balance.system import Row, scaled_rows
from lantu.cascade.tracks import Limit

_NOTHING = 1e-9  # share below which a demand has not yielded
_SPARE = 1e-7  # share by which an offer goes beyond the least, so that it holds with room for the last digit


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How one demand yields.

    Attributes:
        claim: The demand, or an identity the office is willing to bend.
        by: By which share of its size it yields: 0.02 is 2 %.
        limits: The limits as they would be, in states; none for an identity.
    """

    claim: Claim
    by: float
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """An offer: if all its steps are taken, everything holds.

    Attributes:
        steps: The demands that yield.
    """

    steps: tuple[Step, ...]

    @property
    def size(self) -> float:
        """By how much the demands yield together, as shares of their sizes."""
        return sum(step.by for step in self.steps)


def relaxations(
    states: States, values: Numbers, conflict: Sequence[Claim], others: Sequence[Sequence[Claim]] = ()
) -> tuple[Relaxation, ...]:
    """Return what would solve a conflict, the smallest first.

    Args:
        states: What is asked.
        values: Where products are touched: the values that miss the rules least.
        conflict: A set of claims that cannot hold.
        others: The other conflicts of the plan; what may yield in them is left out of account here.

    Returns:
        Offers of one demand each, together with those that ask the same of its track where it alone does not suffice;
        where none of these does, one offer of all; none where nothing that may be offered would do.
    """
    open_elsewhere = [claim for other in others for claim in other if claim.negotiable]
    asked = [claim for claim in states.claims if not any(claim is each for each in open_elsewhere)]
    candidates = [claim for claim in conflict if claim.negotiable]
    tried = ([claim, *more] for claim in candidates for more in ((), _companions(claim, asked)))
    found: dict[int, Relaxation] = {}
    for yielding in tried:
        if id(yielding[0]) not in found and (offer := _offer(states, asked, values, yielding)) is not None:
            found[id(yielding[0])] = offer
    offers = list(found.values())
    if not offers and len(candidates) > 1:
        together = _offer(states, asked, values, candidates)
        offers = [together] if together is not None else []
    return tuple(sorted(offers, key=lambda offer: offer.size))


def _companions(claim: Claim, asked: Sequence[Claim]) -> list[Claim]:
    """Return the other demands on the same track that may yield: a plan often asks the same twice, in two sentences."""
    about = claim.about
    if not isinstance(about, Demand):
        return []
    others = [each for each in asked if each is not claim and each.negotiable and isinstance(each.about, Demand)]
    return [each for each in others if isinstance(each.about, Demand) and each.about.track.key == about.track.key]


def _offer(states: States, asked: Sequence[Claim], values: Numbers, yielding: Sequence[Claim]) -> Relaxation | None:
    """Return the smallest yielding of some demands together, or None where it does not suffice."""
    system, count = states.system, len(yielding)
    rows = [row for claim in asked for row in _rows(states, claim, values, yielding)]
    nothing, free = np.zeros(count), np.full(system.size, np.inf)
    wished, scale = np.concatenate([system.wished, nothing]), np.concatenate([system.scale, np.ones(count)])
    matrix, low, high = scaled_rows(wished, scale, rows)
    found = solve(
        Programme(
            cost=np.concatenate([np.zeros(system.size), np.ones(count)]),
            matrix=matrix,
            low=low,
            high=high,
            lower=np.concatenate([-free, nothing]),
            upper=np.concatenate([free, np.full(count, np.inf)]),
        )
    )
    if found is None:
        return None
    shares = found[system.size :]
    steps = [_step(states, claim, float(by)) for claim, by in zip(yielding, shares, strict=True) if by > _NOTHING]
    return Relaxation(steps=tuple(steps)) if steps else None


def _rows(states: States, claim: Claim, values: Numbers, yielding: Sequence[Claim]) -> Iterator[Row]:
    """Yield the rows of a claim; where it may yield, each side gives way by its size times the claim's share."""
    place = next((at for at, each in enumerate(yielding) if each is claim), None)
    for row in claim.rows_at(values):
        if place is None:
            yield row
            continue
        size, places = _size(states, row), (*row.places, states.system.size + place)
        if np.isfinite(row.low):
            yield replace(row, places=places, coefficients=(*row.coefficients, size), high=np.inf)
        if np.isfinite(row.high):
            yield replace(row, places=places, coefficients=(*row.coefficients, -size), low=-np.inf)


def _size(states: States, row: Row) -> float:
    """Return what counts as the whole of a row: its bound where one value is bounded, else the usual size of its first."""
    bound = max((abs(side) for side in (row.low, row.high) if np.isfinite(side)), default=0.0)
    return bound if len(row.places) == 1 and bound > 0 else float(states.system.scale[row.places[0]])


def _step(states: States, claim: Claim, share: float) -> Step:
    by = share * (1 + _SPARE)
    if not isinstance(claim.about, Demand):
        return Step(claim=claim, by=by)
    moved = zip(claim.about.limits, claim.rows, strict=True)
    return Step(claim=claim, by=by, limits=tuple(_moved(limit, by * _size(states, row)) for limit, row in moved))


def _moved(limit: Limit, amount: float) -> Limit:
    way = Decimal(repr(amount))
    low, high = limit.low, limit.high
    return replace(limit, low=None if low is None else low - way, high=None if high is None else high + way)
