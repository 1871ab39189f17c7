"""From tracks and rules to a system of numbers, and what each part of it stands for.

Every track has a place for each year. What bounds it stands twice: as the tightest bounds, which the balance keeps, and
as claims, each with the words and the origin of a person's demand, among which a conflict is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from lantu.cascade.balance.rules import Key, Rule, base_of
from lantu.cascade.balance.single import Numbers
from lantu.cascade.balance.system import Product, Row, System
from lantu.cascade.tracks import Limit, Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Limits on one track that are one demand of one origin in the same words: a target, a cap on each year.

    Attributes:
        track: Whom it bounds.
        limits: The bounds, by year.
    """

    track: Track
    limits: tuple[Limit, ...]

    @property
    def negotiable(self) -> bool:
        """Whether it may be offered for relaxation."""
        return self.limits[0].negotiable


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A demand or an identity, with the rows it puts.

    Attributes:
        about: Whose rows they are.
        rows: What it asks.
        products: What it asks as products.
    """

    about: Demand | Rule
    rows: tuple[Row, ...] = ()
    products: tuple[Product, ...] = ()

    @property
    def negotiable(self) -> bool:
        """Whether it may be offered for relaxation."""
        return self.about.negotiable if isinstance(self.about, Demand) else self.about.identity.negotiable

    def rows_at(self, values: Numbers) -> tuple[Row, ...]:
        """Return all it asks as linear rows; products by the rows that touch them at some values."""
        return (*self.rows, *(product.row_at(values) for product in self.products))


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """The states of all tracks as one system.

    Attributes:
        tracks: The tracks.
        places: The place of a track in a year.
        system: The numbers.
        claims: What is asked, and by whom.
    """

    tracks: tuple[Track, ...]
    places: Mapping[tuple[Key, int], int]
    system: System
    claims: tuple[Claim, ...]

    def of(self, track: Track, values: Numbers) -> list[float]:
        """Return the values of one track, by year."""
        return [float(values[self.places[track.key, year]]) for year in track.years]


def states_of(tracks: Sequence[Track], rules: Sequence[Rule]) -> States:
    """Return tracks and rules as one system.

    Args:
        tracks: The tracks, each indicator of a subject once.
        rules: What must hold between them.
    """
    places: dict[tuple[Key, int], int] = {}
    for track in tracks:
        for year in track.years:
            places[track.key, year] = len(places)
    by_key = {track.key: track for track in tracks}
    demands = [_demand_claim(demand, places) for track in tracks for demand in _demands(track)]
    asked = [_rule_claim(rule, by_key, places) for rule in rules]
    system = System(
        wished=_numbers(tracks, lambda track, at: float(track.wished[at])),
        lower=_bounds(tracks, 0, -np.inf),
        upper=_bounds(tracks, 1, np.inf),
        weight=_numbers(tracks, lambda track, at: float(track.weight)),
        scale=_numbers(tracks, lambda track, at: _usual_size(track)),
        chains=tuple(tuple(places[track.key, year] for year in track.years) for track in tracks),
        rows=tuple(row for claim in asked for row in claim.rows),
        products=tuple(product for claim in asked for product in claim.products),
    )
    return States(tracks=tuple(tracks), places=places, system=system, claims=(*demands, *asked))


def _numbers(tracks: Sequence[Track], number: Callable[[Track, int], float]) -> Numbers:
    return np.array([number(track, at) for track in tracks for at in range(len(track.years))], dtype=np.float64)


def _bounds(tracks: Sequence[Track], side: int, none: float) -> Numbers:
    bounds = [track.bounds(year)[side] for track in tracks for year in track.years]
    return np.array([none if bound is None else float(bound) for bound in bounds], dtype=np.float64)


def _usual_size(track: Track) -> float:
    """Return what counts as the whole of a value: the mean size over the years, and never less than one unit."""
    mean = sum(abs(float(state)) for state in track.wished) / len(track.wished)
    return max(mean, float(track.precision))


def _demands(track: Track) -> Iterator[Demand]:
    """Yield the limits of a track, those that are one demand together.

    What one statement asks of several years is one demand, and so is what several statements ask alike: a plan says its
    targets more than once.
    """
    said: dict[tuple[str, str, str], list[Limit]] = {}
    for limit in (limit for limit in track.limits if limit.year in track.years):
        said.setdefault((limit.origin, limit.target, limit.text), []).append(limit)
    alike: dict[tuple[object, ...], list[Limit]] = {}
    for limits in said.values():
        asked = tuple((limit.year, limit.low, limit.high) for limit in limits)
        alike.setdefault((limits[0].origin, *asked), []).extend(limits)
    for limits in alike.values():
        yield Demand(track=track, limits=tuple(limits))


def _demand_claim(demand: Demand, places: Mapping[tuple[Key, int], int]) -> Claim:
    rows = (
        Row(
            places=(places[demand.track.key, limit.year],),
            coefficients=(1.0,),
            low=-np.inf if limit.low is None else float(limit.low),
            high=np.inf if limit.high is None else float(limit.high),
        )
        for limit in demand.limits
    )
    return Claim(about=demand, rows=tuple(rows))


def _rule_claim(rule: Rule, by_key: Mapping[Key, Track], places: Mapping[tuple[Key, int], int]) -> Claim:
    whole, parts = by_key[rule.whole], [by_key[key] for key in rule.parts]
    asked = [at for at, year in enumerate(whole.years) if not all(track.is_past(year) for track in (whole, *parts))]
    if rule.identity.kind == "sum":
        return Claim(about=rule, rows=tuple(_sum_row(rule, whole, whole.years[at], places) for at in asked))
    return Claim(about=rule, products=tuple(_product(rule, whole, parts, at, places) for at in asked))


def _sum_row(rule: Rule, whole: Track, year: int, places: Mapping[tuple[Key, int], int]) -> Row:
    low, high = _sides(rule, 0.0)
    return Row(
        places=(places[whole.key, year], *(places[key, year] for key in rule.parts)),
        coefficients=(1.0, *(-float(factor) for factor in rule.coefficients_in(year))),
        low=low,
        high=high,
    )


def _product(
    rule: Rule, whole: Track, parts: Sequence[Track], at: int, places: Mapping[tuple[Key, int], int]
) -> Product:
    year = whole.years[at]
    low, high = _sides(rule, hidden_by_rounding(whole, parts, at))
    return Product(
        whole=places[whole.key, year],
        factors=tuple(places[key, year] for key in rule.parts),
        constant=float(base_of(whole)) / prod(float(base_of(part)) for part in parts),
        low=low,
        high=high,
    )


def _sides(rule: Rule, hidden: float) -> tuple[float, float]:
    """Return by how much the whole may lie below and above what its parts give."""
    return (-np.inf if rule.relation == "<=" else -hidden), (np.inf if rule.relation == ">=" else hidden)


def hidden_by_rounding(whole: Track, parts: Sequence[Track], at: int) -> float:
    """Return by how much a product may miss its whole while the published figures still agree.

    Half a published unit of the whole, and of each factor in proportion.
    """
    states = [(part, float(part.wished[at])) for part in parts]
    share = sum(_half_unit(part, at) / abs(state) for part, state in states if state)
    return _half_unit(whole, at) + abs(float(whole.wished[at])) * share


def _half_unit(track: Track, at: int) -> float:
    """Return how much of a state half a published unit of each year so far comes to."""
    half = float(track.precision) / 2
    if track.measure == "index":  # published as a rate of each year, in per cent
        return (at + 1) * half / 100 * float(track.wished[at])
    return half * (at + 1) if track.measure == "sum" else half
