"""What a breakdown comes to, without the arithmetic behind it: small enough to be kept, in both languages.

Breaking down thousands of areas takes seconds; pages, tables and comparisons need only what came out. An outcome is a
pure function of plan, observations and choices, so that it may be thrown away and made again at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from lantu.cascade.areas.sharing import NOT_MEASURED
from lantu.cascade.balance.explaining import moves_said
from lantu.cascade.breakdown import Breakdown
from lantu.cascade.conflicts.conflict import Conflict
from lantu.cascade.rows import rows_of
from lantu.cascade.tracks import Direction, Measure
from lantu.errors import Language, message
from lantu.model.annual_targets import AnnualTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence in both languages.

    Attributes:
        zh: In Chinese.
        en: In English.
        target: Id of the statement it is about; empty where it is about none.
    """

    zh: str
    en: str
    target: str = ""

    def said(self, language: Language | str) -> str:
        """Return the sentence in a language."""
        return self.zh if str(language) == Language.ZH else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one target asks of one subject over the years, along one line.

    Attributes:
        row: What all years share: an annual target of the first year, its reason in Chinese.
        reason_en: The reason in English.
        values: By year the number, or None where it is told in words.
    """

    row: AnnualTarget
    reason_en: str
    values: Mapping[int, Decimal | None]

    def rows(self, language: Language | str) -> Iterator[AnnualTarget]:
        """Yield the annual targets."""
        reason = self.row.explanation if str(language) == Language.ZH else self.reason_en
        for year, value in self.values.items():
            yield replace(self.row, year=year, value=value, explanation=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How the values of a target are told.

    Attributes:
        precision: The published unit, such as 0.1.
        direction: Which side of the state is better.
        measure: How its states are told.
    """

    precision: Decimal
    direction: Direction
    measure: Measure


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a breakdown came to.

    Attributes:
        years: The years of the plan.
        asked: What is asked, by target, subject and line.
        conflicts: What cannot hold together, and what would solve it.
        remarks: What was left out and why, what was assumed, what is against good practice.
        moved: What the balance moved, and why.
        unasked: Identities that were not asked, and why.
        open: What rounding left open.
        least: Whether the change is known to be the least.
        measured: How the values of each target are told, by target.
        told_with: Of statements that ask for the same as another: the one with which their breakdown stands.
        baselines: Levels of the base year, by target and subject.
        actual: Observed values, by target, subject and year.
        history: What was observed of the plan's own area before the plan, by target and year.
        tasks: Targets that are not measured where the areas are and become tasks there, by id.
    """

    years: tuple[int, ...]
    asked: tuple[Asked, ...]
    conflicts: tuple[Conflict, ...]
    remarks: tuple[Said, ...]
    moved: tuple[Said, ...]
    unasked: tuple[Said, ...]
    open: tuple[Said, ...]
    least: bool
    measured: Mapping[str, Measured]
    told_with: Mapping[str, str]
    baselines: Mapping[tuple[str, str], Decimal]
    actual: Mapping[tuple[str, str, int], Decimal]
    history: Mapping[str, Mapping[int, Decimal]]
    tasks: tuple[str, ...]

    def rows(self, language: Language | str) -> tuple[AnnualTarget, ...]:
        """Return the annual targets, their reasons in a language."""
        return self._zh if str(language) == Language.ZH else self._en

    @cached_property
    def _zh(self) -> tuple[AnnualTarget, ...]:
        return tuple(row for each in self.asked for row in each.rows(Language.ZH))

    @cached_property
    def _en(self) -> tuple[AnnualTarget, ...]:
        return tuple(row for each in self.asked for row in each.rows(Language.EN))


def outcome_of(found: Breakdown) -> Outcome:
    """Return what a breakdown came to."""
    line = found.line
    tracks = [track for track in line.tracks if track.baseline is not None and track.measure == "level"]
    return Outcome(
        years=found.years,
        asked=tuple(_asked(found)),
        conflicts=found.conflicts,
        remarks=_said(found.remarks, [remark.target for remark in found.remarks]),
        moved=_moved(found),
        unasked=_said(each.reason for each in line.balance.unasked),
        open=_said(check for check in line.checks if not check.holds),
        least=line.balance.least or not line.balance.possible,
        measured={
            track.target: Measured(precision=track.precision, direction=track.direction, measure=track.measure)
            for track in line.tracks
            if not track.subject
        },
        told_with={
            limit.target: track.target
            for track in line.tracks
            for limit in track.limits
            if not track.subject and limit.target not in ("", track.target)
        },
        baselines={(track.target, track.subject): track.baseline for track in tracks if track.baseline is not None},
        actual={
            (track.target, track.subject, year): value
            for track in line.tracks
            for year, value in zip(track.years, line.values[track.key], strict=True)
            if track.is_past(year)
        },
        history={target: dict(values) for target, values in found.history.items() if values},
        tasks=tuple(remark.target for remark in found.remarks if remark.code == NOT_MEASURED),
    )


def _asked(found: Breakdown) -> Iterator[Asked]:
    told = {language: rows_of(found.path, found.rolled, found.in_words, found.years, language) for language in Language}
    groups: dict[AnnualTarget, tuple[str, dict[int, Decimal | None]]] = {}
    for zh, en in zip(told[Language.ZH], told[Language.EN], strict=True):
        shared = replace(zh, year=found.years[0], value=None)
        groups.setdefault(shared, (en.explanation or "", {}))[1][zh.year] = zh.value
    for row, (reason, values) in groups.items():
        yield Asked(row=replace(row, year=min(values)), reason_en=reason, values=values)


def _moved(found: Breakdown) -> tuple[Said, ...]:
    balance = found.line.balance
    if not balance.possible:
        return ()
    both = zip(moves_said(balance, Language.ZH), moves_said(balance, Language.EN), strict=True)
    said = [Said(zh=zh, en=en) for zh, en in both]
    least = () if balance.least else (Said(zh=message("K124", Language.ZH), en=message("K124", Language.EN)),)
    return (*least, *said)


class _Sayable(Protocol):
    """What can be said in either language."""

    def said(self, language: Language | str) -> str:
        """Return it in a language."""


def _said(each: Iterable[_Sayable], targets: Iterable[str] = ()) -> tuple[Said, ...]:
    things, about = list(each), list(targets)
    return tuple(
        Said(zh=thing.said(Language.ZH), en=thing.said(Language.EN), target=target)
        for thing, target in zip(things, about or [""] * len(things), strict=True)
    )
