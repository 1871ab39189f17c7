"""Conflicts and offers in words: which demands, whose, in which years, and to what they would yield."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from lantu.cascade.balance.states import Claim, Demand
from lantu.cascade.conflicts.relaxations import Relaxation, Step
from lantu.cascade.rounding import rounded_to
from lantu.cascade.telling import as_told
from lantu.cascade.tracks import Direction, Limit, Origin, Track
from lantu.errors import Language, message
from lantu.model.fields import write_text

_SHARE = Decimal("0.01")  # of a per cent
_CLOSE = Decimal("1e-4")  # share of a published unit that an offer goes beyond the least, and that nobody needs to see

_WHOSE: dict[Origin, str] = {
    "actual": "K125",
    "superior": "K126",
    "binding": "K127",
    "anticipatory": "K128",
    "chosen": "K129",
    "possible": "K130",
}


Names = Mapping[str, str]
"""Printed names of areas and bodies, by subject."""


def conflict_said(claims: Sequence[Claim], language: Language | str, names: Names) -> str:
    """Return a conflict as a sentence: which demands cannot hold together."""
    joint = "；" if str(language) == Language.ZH else "; "
    demands = joint.join(claim_said(claim, language, names) for claim in claims)
    return message("K110", language, count=len(claims), demands=demands)


def claim_said(claim: Claim, language: Language | str, names: Names) -> str:
    """Return a demand or an identity as it stands in a sentence."""
    if isinstance(claim.about, Demand):
        return _demand_said(claim.about, claim.about.limits, language, names)
    return message("K117", language, said=claim.about.identity.said(str(language)))


def relaxation_said(relaxation: Relaxation, language: Language | str, names: Names) -> str:
    """Return an offer as a sentence: the demands that yield together, and that this suffices."""
    joint = "，并" if str(language) == Language.ZH else ", and "
    said = joint.join(step_said(step, language, names) for step in relaxation.steps)
    return message("K123", language, steps=said[:1].upper() + said[1:])


def step_said(step: Step, language: Language | str, names: Names) -> str:
    """Return how one demand yields."""
    about, percent = step.claim.about, rounded_to(Decimal(repr(step.by)) * 100, _SHARE)
    share = write_text(max(percent, _SHARE))
    if isinstance(about, Demand):
        bound = bound_said(about.track, step.limits, language, outward=True)
        return message("K118", language, demand=claim_said(step.claim, language, names), bound=bound, share=share)
    return message("K119", language, said=about.identity.said(str(language)), share=share)


def _demand_said(demand: Demand, limits: Sequence[Limit], language: Language | str, names: Names) -> str:
    years = [limit.year for limit in limits]
    when = (
        message("K115", language, year=years[0])
        if len(set(years)) == 1
        else message("K116", language, first=min(years), last=max(years))
    )
    bound, first = bound_said(demand.track, limits, language), limits[0]
    name = _whose(demand.track, language, names)
    text = max((limit.text for limit in limits), key=len) or demand.track.name
    return message(
        "K111", language, origin=message(_WHOSE[first.origin], language), text=text, name=name, years=when, bound=bound
    )


def bound_said(track: Track, limits: Sequence[Limit], language: Language | str, *, outward: bool = False) -> str:
    """Return what limits ask, in the published unit: the last year's where they differ.

    Args:
        track: Whom they bound.
        limits: The limits, states as in the track.
        language: Language of the words.
        outward: Round away from what is asked, so that the rounded bound is no tighter.
    """
    limit = _of_the_year(track, limits)
    told = [None if state is None else as_told(track, limit.year, state) for state in (limit.low, limit.high)]
    if track.measure == "index" and track.direction == "down":
        told.reverse()  # an index not above 86 is a reduction not below 14 %
    sides: tuple[Direction, Direction] = ("down", "up") if outward else ("none", "none")
    low, high = (_printed(track, value, side) for value, side in zip(told, sides, strict=True))
    if low and high:
        return message("K114", language, low=low, high=high, unit=track.unit)
    if high:
        return message("K113", language, high=high, unit=track.unit)
    return message("K112", language, low=low, unit=track.unit)


def _of_the_year(track: Track, limits: Sequence[Limit]) -> Limit:
    """Return the limit of the last year; of an amount that a sentence asks of each year, what it asks of that year."""
    last = max(limits, key=lambda each: each.year)
    before = next((each for each in limits if each.year == last.year - 1), None)
    if track.measure != "sum" or before is None or not last.target:
        return last
    sides = ((last.low, before.low), (last.high, before.high))
    low, high = (None if state is None or earlier is None else state - earlier for state, earlier in sides)
    return replace(last, low=low, high=high)


def _whose(track: Track, language: Language | str, names: Names) -> str:
    """Return the name of an indicator, for an area with the area's name."""
    if not track.subject:
        return track.name
    return message("K131", language, area=names.get(track.subject, track.subject), indicator=track.name)


def _printed(track: Track, value: Decimal | None, side: Direction) -> str:
    if value is None:
        return ""
    nearest = rounded_to(value, track.precision)
    close = abs(nearest - value) <= track.precision * _CLOSE
    return write_text(nearest if close else rounded_to(value, track.precision, side))
