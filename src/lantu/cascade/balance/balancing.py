"""Balance tracks: the least change from what is wished that makes identities and limits hold, and what it did.

The paths wished for are as each target alone would have them. Together they may break what must hold between them; then
every path gives way a little, in proportion to its size and its weight, smoothly over the years. What was not asked, what
moved and whether everything holds is told with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lantu.cascade.balance.quadratic import nearest
from lantu.cascade.balance.rules import Rule, Unasked, rules_between
from lantu.cascade.balance.single import Numbers
from lantu.cascade.balance.states import States, states_of
from lantu.cascade.tracks import Track
from lantu.vocabulary.identities import Identity

_SAME = 1e-9  # share of its size below which a value has not moved
_DIGITS = 12  # of a value the solver found: what a float tells with certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What balancing gave.

    Attributes:
        tracks: The tracks with balanced states, in the order given; as wished where not everything can hold.
        wished: The tracks as they came.
        rules: What was asked between them.
        unasked: Identities that were not asked, and why.
        possible: Whether everything holds.
        least: Whether the change is known to be the least.
        states: The system that was solved.
        values: The values found; where not everything can hold, those that miss the rules least.
    """

    tracks: tuple[Track, ...]
    wished: tuple[Track, ...]
    rules: tuple[Rule, ...]
    unasked: tuple[Unasked, ...]
    possible: bool
    least: bool
    states: States
    values: Numbers

    @property
    def moved(self) -> tuple[tuple[Track, Track], ...]:
        """The tracks that had to give way, as wished and as balanced."""
        pairs = zip(self.wished, self.tracks, strict=True)
        return tuple((before, after) for before, after in pairs if before.wished != after.wished)


def balance(
    tracks: Sequence[Track],
    identities: Sequence[Identity] = (),
    *,
    declared: frozenset[str] = frozenset(),
    joints: Sequence[Rule] = (),
) -> Balance:
    """Balance tracks against identities and their limits.

    Args:
        tracks: Each indicator of a subject once.
        identities: What may be asked between the indicators of a subject.
        declared: Ids of identities the office wants asked whatever the figures say.
        joints: Further rules between tracks: areas and their whole.
    """
    asked, unasked = rules_between(tracks, identities, declared)
    rules = (*asked, *joints)
    states = states_of(tracks, rules)
    found = nearest(states.system)
    after = [_with(track, states.of(track, found.values)) for track in tracks] if found.possible else list(tracks)
    return Balance(
        tracks=tuple(after),
        wished=tuple(tracks),
        rules=rules,
        unasked=unasked,
        possible=found.possible,
        least=found.least,
        states=states,
        values=found.values,
    )


def _with(track: Track, values: Sequence[float]) -> Track:
    """Return a track with other states; what has not moved keeps its exact number, what met a limit lies on it."""
    states = tuple(
        _exact(track, year, wished, value)
        for year, wished, value in zip(track.years, track.wished, values, strict=True)
    )
    return track.with_states(states)


def _exact(track: Track, year: int, wished: Decimal, value: float) -> Decimal:
    candidates = (wished, *(limit for limit in track.bounds(year) if limit is not None))
    for candidate in candidates:
        if abs(float(candidate) - value) <= _SAME * max(abs(value), float(track.precision)):
            return candidate
    return Decimal(f"{value:.{_DIGITS}g}")
