"""One line of paths: all tracks balanced, printed and checked, from the plan or from what was reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lantu.cascade.allocation import Allocation
from lantu.cascade.areas import Shared, in_published_units
from lantu.cascade.balance.balancing import Balance, balance
from lantu.cascade.balance.checks import Check, checks
from lantu.cascade.balance.published import Values, published
from lantu.cascade.keys import key_of
from lantu.cascade.tracks import Track
from lantu.vocabulary.identities import Identity, shipped_identities


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of paths: from the plan, or from what was reached.

    Attributes:
        balance: The balance of its tracks.
        tracks: The balanced tracks as they are told.
        values: What is printed for each year.
        checks: Whether everything holds after rounding.
        parts: How targets were shared out among areas, by indicator.
    """

    balance: Balance
    tracks: tuple[Track, ...]
    values: Values
    checks: tuple[Check, ...]
    parts: Mapping[str, Shared]


def line_of(own: Sequence[Track], parts: Mapping[str, Shared], allocation: Allocation) -> Line:
    """Return the line of the plan's own tracks and of the areas among which they are shared.

    Args:
        own: The tracks of the plan's own area.
        parts: How they are shared out, by indicator.
        allocation: The choices of the office.
    """
    identities, declared = _identities(allocation)
    joints = [part.joint for part in parts.values() if part.joint]
    found = balance((*own, *_tracks_of(parts)), identities, declared=declared, joints=joints)
    tracks = tuple(_told(found.tracks, parts))
    values = published(tracks, found.rules if found.possible else ())
    return Line(
        balance=found,
        tracks=tracks,
        values=values,
        checks=checks(tracks, found.rules, values) if found.possible else (),
        parts=parts,
    )


def _tracks_of(parts: Mapping[str, Shared]) -> Iterator[Track]:
    for part in parts.values():
        yield from (*part.tracks, *part.inside)


def _told(tracks: Sequence[Track], parts: Mapping[str, Shared]) -> Iterator[Track]:
    """Yield balanced tracks, those of areas in the units in which they are told."""
    by_key = {track.key: track for track in tracks}
    for part in parts.values():
        areas = [by_key[track.key] for track in part.tracks]
        by_key |= {track.key: track for track in in_published_units(part, areas)}
    yield from by_key.values()


def _identities(allocation: Allocation) -> tuple[tuple[Identity, ...], frozenset[str]]:
    """Return the identities that may be asked, the office's own first, and the ids of those the office names."""
    own = tuple(_by_key(identity) for identity in allocation.identities)
    declared = frozenset(identity.id for identity in own)
    shipped = (identity for identity in shipped_identities() if identity.id not in declared)
    return (*own, *shipped), declared


def _by_key(identity: Identity) -> Identity:
    """Return an identity of the office with the keys of its indicators, which may be given by printed names."""
    return replace(identity, whole=key_of(identity.whole), parts=tuple(key_of(part) for part in identity.parts))
