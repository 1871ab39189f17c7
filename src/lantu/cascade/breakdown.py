"""A plan broken down: paths, areas and balance in one go, with all that was left out, assumed or cannot be.

The wishes of the targets are balanced against each other; what comes out is printed for every year, subject and target
as an :class:`AnnualTarget` with its reason. Where years have been observed, a second line starts from what was reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from lantu.cascade.allocation import Allocation
from lantu.cascade.areas import Shared, in_published_units, part_said, share_out, taken_up
from lantu.cascade.balance.balancing import Balance, balance
from lantu.cascade.balance.checks import Check, checks
from lantu.cascade.balance.explaining import move_said
from lantu.cascade.balance.published import Values, published
from lantu.cascade.conflicts.conflict import Conflict, conflicts_of
from lantu.cascade.observed import Observed, key_of
from lantu.cascade.remarks import Remark
from lantu.cascade.rounding import in_digits, rounded_to
from lantu.cascade.telling import as_told, path_said
from lantu.cascade.tracks import Track
from lantu.cascade.wishes import Wishes, wishes
from lantu.cascade.years import states_from
from lantu.errors import Language, message
from lantu.model.annual_targets import AnnualTarget
from lantu.model.fields import write_text
from lantu.model.plan import Reading
from lantu.model.records import Form, Observation, Statement
from lantu.vocabulary.identities import Identity, shipped_identities

RANGES: frozenset[Form] = frozenset({"range", "average_growth"})
"""Forms of which a range is asked of every year as it stands; a range of amounts is asked of the period alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of paths: from the plan, or from what was reached.

    Attributes:
        balance: The balance of its tracks.
        tracks: The balanced tracks as they are told.
        values: What is printed for each year.
        checks: Whether everything holds after rounding.
    """

    balance: Balance
    tracks: tuple[Track, ...]
    values: Values
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A plan broken down.

    Attributes:
        years: The years of the plan.
        rows: The annual targets computed, by target, subject and year.
        path: The line from the plan.
        rolled: The line from what was reached, or None where no year was observed.
        conflicts: What cannot hold together.
        remarks: What was left out and why, what was assumed, what is against good practice.
    """

    years: tuple[int, ...]
    rows: tuple[AnnualTarget, ...]
    path: Line
    rolled: Line | None
    conflicts: tuple[Conflict, ...]
    remarks: tuple[Remark, ...]


def break_down(
    plan: Reading,
    observations: Iterable[Observation] = (),
    allocation: Allocation | None = None,
    *,
    language: Language | str = Language.ZH,
) -> Breakdown:
    """Break a plan down to annual targets.

    Args:
        plan: The plan.
        observations: Baselines, what was reached, and figures of areas.
        allocation: The choices of the office.
        language: Language of the explanations.

    Raises:
        CascadeError: The plan does not say for which years it is (K001).
    """
    chosen = allocation or Allocation()
    observations = tuple(observations)  # read twice
    wished = wishes(plan, observations, chosen)
    observed = Observed.of(observations)
    parts = _shared_out(wished, chosen, observed)
    again = {track.indicator: taken_up(parts[track.indicator], track, observed) for track in wished.rolled if parts}
    path = _line(wished.tracks, parts, chosen)
    rolled = _line(_as_rolled(wished.tracks, wished.rolled), again, chosen) if wished.rolled else None
    rows = [*_rows(path, "path", language, parts), *(_rows(rolled, "rolled", language, again) if rolled else ())]
    rows += [row for statement in wished.in_words for row in _in_words(statement, wished.years, language)]
    return Breakdown(
        years=wished.years,
        rows=tuple(rows),
        path=path,
        rolled=rolled,
        conflicts=conflicts_of((rolled or path).balance, {member.subject: member.name for member in chosen.members}),
        remarks=(
            *wished.remarks,
            *_once(remark for part in (*parts.values(), *again.values()) for remark in part.remarks),
        ),
    )


def _as_rolled(tracks: Sequence[Track], rolled: Sequence[Track]) -> tuple[Track, ...]:
    """Return all tracks, those with observed years from what was reached."""
    by_key: Mapping[tuple[str, str], Track] = {track.key: track for track in rolled}
    return tuple(by_key.get(track.key, track) for track in tracks)


def _shared_out(wished: Wishes, allocation: Allocation, observed: Observed) -> dict[str, Shared]:
    """Return the targets shared out among areas, by indicator; none where the office names no areas."""
    if not allocation.members:
        return {}
    shared = {}
    for track in wished.tracks:
        goal = wished.goals[track.indicator]
        choice = allocation.choice_for(*goal.names)
        areas = None if choice is None else choice.areas
        shared[track.indicator] = share_out(track, areas, allocation.members, observed, binding=goal.binding)
    return shared


def _once(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Yield each remark once, also where several targets give rise to the same."""
    said: list[Remark] = []
    for remark in remarks:
        if remark not in said:
            said.append(remark)
            yield remark


def _tracks_of(parts: Mapping[str, Shared]) -> Iterator[Track]:
    for part in parts.values():
        yield from (*part.tracks, *part.inside)


def _line(own: Sequence[Track], parts: Mapping[str, Shared], allocation: Allocation) -> Line:
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
    )


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


def _rows(line: Line, kind: str, language: Language | str, parts: Mapping[str, Shared]) -> Iterator[AnnualTarget]:
    moves = {after.key: move_said(before, after, line.balance.rules, language) for before, after in line.balance.moved}
    for track in line.tracks:
        if kind == "rolled" and not any(track.is_past(year) for year in track.years):
            continue
        why = moves.get(track.key) if line.balance.possible else message("K163", language)
        shared = parts.get(track.indicator) if track.subject else None
        printed = track.with_states(states_from(track, line.values[track.key]))
        said = part_said(shared, printed, language) if shared else path_said(track, language, second=why or None)
        for year, value in zip(track.years, line.values[track.key], strict=True):
            yield AnnualTarget(
                target=track.target,
                indicator=track.name,
                subject=track.subject,
                year=year,
                unit=track.unit or None,
                line="rolled" if kind == "rolled" else "path",
                rule=track.rule,
                **{"explanation": said, **_asked(track, value, language)},
            )


def _asked(track: Track, value: Decimal, language: Language | str) -> dict[str, Any]:
    """Return what is asked of a year: a value, or the range that holds in each, which needs no other reason."""
    last = track.years[-1]
    low, high = track.bounds(last)
    if track.comparator == "range" and track.form in RANGES and low is not None and high is not None:
        sides = (write_text(rounded_to(as_told(track, last, side), track.precision)) for side in (low, high))
        said = message("K064", language, indicator=track.name)
        return {"comparator": "range", "text": f"{'—'.join(sides)}{track.unit}", "explanation": said}
    comparator = ">=" if track.comparator == "range" else track.comparator
    return {"comparator": comparator, "value": in_digits(value, track.precision)}


def _in_words(statement: Statement, years: Sequence[int], language: Language | str) -> Iterator[AnnualTarget]:
    for year in years:
        yield AnnualTarget(
            target=statement.id,
            indicator=statement.indicator,
            year=year,
            comparator=statement.comparator,
            text=" ".join(statement.text.split()),
            line="path",
            explanation=message("K162", language),
        )
