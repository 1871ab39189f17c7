"""Reductions of areas in whole published units: what an area is asked for over the period is told in them.

The years of a reduction are rounded one after the other (:mod:`lantu.cascade.rounding`); before that, the value of the
period has to be what the area will read in its letter: 14.55 %, not 14.5517 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from lantu.cascade.areas.sharing import Shared
from lantu.cascade.rounding import rounded_to
from lantu.cascade.tracks import INDEX_BASE, Direction, Limit, Track


def in_published_units(shared: Shared, tracks: Sequence[Track]) -> tuple[Track, ...]:
    """Return balanced tracks of a target with the areas' reductions in whole units.

    To the nearest unit where the whole, told in the same unit, still is what is asked; else to the safe side.

    Args:
        shared: The target shared out.
        tracks: Its areas after the balance, in the order of ``shared.tracks``.
    """
    if shared.figures is None or shared.figures.whole.form != "cumulative_reduction":
        return tuple(tracks)
    nearest = tuple(_told(track, "none") for track in tracks)
    return nearest if _enough(shared, nearest) else tuple(_told(track, "up") for track in tracks)


def _enough(shared: Shared, tracks: Sequence[Track]) -> bool:
    """Tell whether the whole that the areas make is what is asked, told in the published unit."""
    if shared.figures is None or shared.joint is None:
        return True
    whole = shared.figures.whole
    weights = shared.joint.coefficients_in(whole.years[-1])
    made = sum(float(weight) * float(track.wished[-1]) for weight, track in zip(weights, tracks, strict=True))
    asked = INDEX_BASE - whole.wished[-1]
    return rounded_to(INDEX_BASE - Decimal(repr(made)), whole.precision) >= asked


def _told(track: Track, side: Direction) -> Track:
    """Return a track whose reduction of the period is in whole units and asked for."""
    end = INDEX_BASE - rounded_to(INDEX_BASE - track.wished[-1], track.precision, side)
    asked = Limit(year=track.years[-1], high=end, origin="binding", target=track.target)
    return replace(track, wished=(*track.wished[:-1], end), limits=(*track.limits, asked))
