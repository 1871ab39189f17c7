"""Areas taken up again from what they have reached: what each is asked for in the end stays, the years to come follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from lantu.cascade.areas.basis import parts_of_the_way
from lantu.cascade.areas.sharing import Shared
from lantu.cascade.courses import Course, actual_states
from lantu.cascade.methods import Shape
from lantu.cascade.observed import Observed
from lantu.cascade.remarks import Remark
from lantu.cascade.tracks import Track
from lantu.cascade.years import start_of
from lantu.errors import CascadeError


def taken_up(shared: Shared, whole: Track, observed: Observed) -> Shared:
    """Return a target shared out, its areas taken up again from what was observed of them.

    An area of which nothing was observed keeps its path and is left out here. The areas are asked to make the whole
    only where all of them have been observed for the years the whole has.

    Args:
        shared: The target shared out along its path.
        whole: The track of the whole, taken up again.
        observed: What was observed.
    """
    if shared.figures is None:
        return shared
    path = shared.figures.whole
    shape = _shape(path)
    past = {year for year in whole.years if whole.is_past(year)}
    rolled = [_rolled(track, shape, observed) for track in shared.tracks]
    together = bool(past) and all(
        track is not None and past == {year for year in track.years if track.is_past(year)} for track in rolled
    )
    tracks = tuple(track for track in rolled if track is not None)
    return replace(
        shared,
        tracks=tracks,
        inside=(),
        joint=shared.joint if together else None,
        remarks=tuple(_unobserved(shared, whole, tracks)),
    )


def _unobserved(shared: Shared, whole: Track, rolled: Sequence[Track]) -> Iterator[Remark]:
    """Yield which areas keep their path because nothing was observed of them since the plan began."""
    known = {track.subject for track in rolled}
    absent = [m.name for m in shared.figures.members if m.subject not in known] if shared.figures else []
    if absent and shared.tracks:
        areas = CascadeError("K047") if not known else "、".join(absent)
        yield Remark(target=whole.target, indicator=whole.name, code="K037", fields={"areas": areas})


def _shape(path: Track) -> Shape:
    """Return which part of its way the whole does each year: areas walk in step with it."""
    start = float(start_of(path.measure, path.baseline))
    parts = parts_of_the_way(start, [float(state) for state in path.wished], by_rate=path.measure == "index")
    shares = {year: Decimal(f"{part:.12g}") for year, part in zip(path.years, parts, strict=True)}
    return {path.years[0] - 1: Decimal(0), **shares, path.years[-1]: Decimal(1)}


def _rolled(track: Track, shape: Shape, observed: Observed) -> Track | None:
    actual = actual_states(track, observed, track.years[0])
    if not actual or track.baseline is None:
        return None
    fixed = {track.years[0] - 1: track.baseline, track.years[-1]: track.wished[-1]}
    return Course(track=track, fixed=fixed, shape=shape).rolled(actual).walked()
