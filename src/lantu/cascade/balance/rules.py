"""Which identities are asked of the tracks at hand, and why some are not.

A sum is asked in the unit of its whole, exactly. A product is asked as a ratio to the base year, so that the factors of
units and small differences of scope fall out, and a growth (an index that stood at 100) goes with a level; it is asked
within what rounding to the published unit can hide.

A track that is a cap says how high the indicator *may* go. What follows from the other side must then lie below it, not
meet it; for a floor, above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import prod

from lantu.cascade.tracks import INDEX_BASE, Track
from lantu.errors import LantuError, VocabularyError
from lantu.vocabulary.identities import Identity, Relation
from lantu.vocabulary.units import shipped_units

Key = tuple[str, str]
"""Indicator and subject of a track."""

KEPT = Fraction(2, 100)
"""How far the figures of a plan may be from an identity that may not be meant for them (design default): further off,
prices or scope differ, and the identity is not asked."""


class UnaskedError(LantuError):
    """Why an identity was not asked; collected and shown, never thrown at a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """An identity between tracks.

    Attributes:
        identity: What it rests on.
        whole: The track that stands alone.
        parts: The tracks of its parts or factors.
        coefficients: Of a sum: what one unit of each part gives in the unit of the whole; by year where it changes.
        relation: How the whole stands to the parts, caps and floors seen for what they are.
        exact: Whether printed values must keep a sum exactly; weighted means cannot, they are kept before rounding.
    """

    identity: Identity
    whole: Key
    parts: tuple[Key, ...]
    coefficients: tuple[Fraction, ...] | Mapping[int, tuple[Fraction, ...]] = ()
    relation: Relation = "="
    exact: bool = True

    def coefficients_in(self, year: int) -> tuple[Fraction, ...]:
        """Return what one unit of each part gives to the whole in a year."""
        return self.coefficients[year] if isinstance(self.coefficients, Mapping) else self.coefficients


@dataclass(frozen=True, slots=True, kw_only=True)
class Unasked:
    """An identity that was not asked, though its whole is at hand.

    Attributes:
        identity: The identity.
        subject: Of whom.
        reason: Why, as a message of the catalogue.
    """

    identity: Identity
    subject: str
    reason: UnaskedError


def rules_between(
    tracks: Iterable[Track], identities: Sequence[Identity], declared: frozenset[str] = frozenset()
) -> tuple[tuple[Rule, ...], tuple[Unasked, ...]]:
    """Return the identities that the tracks of each subject must keep, and those that were not asked.

    Args:
        tracks: What is to be balanced.
        identities: What may be asked.
        declared: Ids of the identities the office wants asked whatever the figures say.
    """
    by_key = {track.key: track for track in tracks}
    rules: list[Rule] = []
    unasked: list[Unasked] = []
    for subject in dict.fromkeys(subject for _, subject in by_key):
        for identity in identities:
            if identity.applies == "declared" and identity.id not in declared:
                continue
            joined = [by_key.get((name, subject)) for name in identity.indicators]
            found = [track for track in joined if track is not None]
            try:
                if len(found) == len(joined):
                    rules.append(_rule(identity, found, identity.id in declared))
                elif identity.id in declared and found:
                    _refuse_absent(identity, subject, by_key)
            except UnaskedError as reason:
                unasked.append(Unasked(identity=identity, subject=subject, reason=reason))
    return tuple(rules), tuple(unasked)


def _refuse_absent(identity: Identity, subject: str, by_key: Mapping[Key, Track]) -> None:
    absent = "、".join(name for name in identity.indicators if (name, subject) not in by_key)
    raise UnaskedError("K101", name=absent)


def _rule(identity: Identity, joined: Sequence[Track], declared: bool) -> Rule:
    """Return an identity as a rule between tracks.

    Raises:
        UnaskedError: It cannot be asked of them, or is not meant for them.
    """
    if len({track.years for track in joined}) > 1:
        raise UnaskedError("K103")
    whole, *parts = joined
    rule = Rule(
        identity=identity,
        whole=whole.key,
        parts=tuple(part.key for part in parts),
        coefficients=_coefficients(whole, parts) if identity.kind == "sum" else (),
        relation=_relation(identity, whole),
    )
    if identity.kind == "product":
        _require_bases(joined)
    if identity.applies == "when_kept" and not declared:
        _require_kept(rule, whole, parts)
    return rule


def _relation(identity: Identity, whole: Track) -> Relation:
    if identity.relation == "=":
        return ">=" if whole.form == "cap" else "<=" if whole.form == "floor" else "="
    return identity.relation


def _coefficients(whole: Track, parts: Sequence[Track]) -> tuple[Fraction, ...]:
    if {track.measure for track in (whole, *parts)} not in ({"level"}, {"sum"}):
        raise UnaskedError("K104", name=whole.name)
    try:
        return tuple(shipped_units().convert_exact(Decimal(1), part.unit, whole.unit) for part in parts)
    except VocabularyError as wrong:
        raise UnaskedError("K105", reason=wrong) from None


def base_of(track: Track) -> Decimal:
    """Return the state of the base year.

    Raises:
        UnaskedError: It is not known, or nothing can be told in relation to it (K106).
    """
    if track.measure == "index":
        return track.baseline or INDEX_BASE
    if track.measure == "sum" or not track.baseline:
        raise UnaskedError("K106", name=track.name)
    return track.baseline


def _require_bases(joined: Sequence[Track]) -> None:
    for track in joined:
        base_of(track)


def _require_kept(rule: Rule, whole: Track, parts: Sequence[Track]) -> None:
    """Refuse an identity that the last year's wishes break by more than differences of rounding."""
    stated, implied = Fraction(whole.wished[-1]), implied_whole(rule, whole, parts, -1)
    off = (stated - implied) / max(abs(stated), abs(implied), Fraction(1, 10**9))
    bound = {"=": abs(off), "<=": off, ">=": -off}[rule.relation]
    if bound > KEPT:
        figures = {"stated": f"{float(stated):.6g}", "implied": f"{float(implied):.6g}"}
        raise UnaskedError("K107", name=whole.name, year=whole.years[-1], id=rule.identity.id, **figures)


def implied_whole(rule: Rule, whole: Track, parts: Sequence[Track], at: int) -> Fraction:
    """Return what the whole would be by its parts in one of the years, given by its place."""
    states = [Fraction(part.wished[at]) for part in parts]
    if rule.identity.kind == "sum":
        factors = rule.coefficients_in(whole.years[at])
        return sum((factor * state for factor, state in zip(factors, states, strict=True)), Fraction(0))
    ratios = [state / Fraction(base_of(part)) for state, part in zip(states, parts, strict=True)]
    return Fraction(base_of(whole)) * prod(ratios)
