"""From a history of evaluations to the list of warnings: level, owner, since when, and what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lantu.cascade.keys import key_of
from lantu.errors import Language, message
from lantu.model.progress import Progress
from lantu.monitoring.components import Component
from lantu.monitoring.criteria import criteria_of
from lantu.monitoring.rollup import Member
from lantu.monitoring.warnings.episodes import Episode, Seen, Stage, episodes
from lantu.monitoring.warnings.lateness import months_late
from lantu.monitoring.warnings.telling import facts_of, unreleased_mark
from lantu.monitoring.warnings.trends import Trend
from lantu.vocabulary.bodies import body
from lantu.vocabulary.indicators import indicator
from lantu.vocabulary.warning_rules import Level, WarningRule, WarningRules


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressWarning:
    """A warning about one target.

    Attributes:
        rule: The rule.
        level: How grave it is.
        row: The progress when it held last.
        owner: Name of the body it goes to, or None where nobody is known.
        owner_proposed: Whether the owner is only what the vocabulary proposes, nobody having been named.
        stage: Waiting to hold long enough, warning, or over.
        since: Day from which it held.
        raised_on: Day on which it warned, or None while it waits.
        last_on: Day of the last evaluation in which it held.
        cleared_on: Day on which it ended, or None.
        message_zh: What it says, in Chinese.
        message_en: The same in English.
    """

    rule: WarningRule
    level: Level
    row: Progress
    owner: str | None
    owner_proposed: bool
    stage: Stage
    since: date
    raised_on: date | None
    last_on: date
    cleared_on: date | None
    message_zh: str
    message_en: str

    def message(self, language: Language | str) -> str:
        """Return what it says."""
        return self.message_zh if language == Language.ZH else self.message_en


def warnings_of(
    rows_by_date: Mapping[date, Iterable[Progress]],
    rules: WarningRules,
    owners: Mapping[Member, str] | None = None,
) -> tuple[ProgressWarning, ...]:
    """Return the warnings of a history of evaluations, those that have ended included.

    Args:
        rows_by_date: What each evaluation said, by its day; one row a target and subject. A row may carry the component
            ``outlook`` (met, missed, disagree) and the status of a scheme.
        rules: The rules.
        owners: The body that leads a target, by target and subject; what is given for the plan's own area holds for
            other subjects too. Without one, the vocabulary's usual lead is proposed.

    Returns:
        The gravest first, then the oldest; the same for any order of rows.
    """
    return tuple(each for each in _all(rows_by_date, rules, owners or {}) if each.stage != "pending")


def pending_of(
    rows_by_date: Mapping[date, Iterable[Progress]],
    rules: WarningRules,
    owners: Mapping[Member, str] | None = None,
) -> tuple[ProgressWarning, ...]:
    """Return what holds but has not held long enough to warn; arguments as for :func:`warnings_of`."""
    return tuple(each for each in _all(rows_by_date, rules, owners or {}) if each.stage == "pending")


def _all(
    rows_by_date: Mapping[date, Iterable[Progress]], rules: WarningRules, owners: Mapping[Member, str]
) -> list[ProgressWarning]:
    found = [
        _warning(rule, rules.levels[rule.level], episode, owners)
        for history in _histories(rows_by_date).values()
        for rule in rules.rules
        for episode in episodes(rule, history)
    ]
    return sorted(found, key=_order)


def _order(each: ProgressWarning) -> tuple[int, date, str, str, str, date]:
    return -each.level.rank, each.raised_on or each.since, each.row.target, each.row.subject, each.rule.id, each.since


def _histories(rows_by_date: Mapping[date, Iterable[Progress]]) -> dict[Member, list[Seen]]:
    """Return what was said of each target and subject, in order of days."""
    histories: defaultdict[Member, list[Seen]] = defaultdict(list)
    trends: defaultdict[Member, Trend] = defaultdict(Trend)
    for day in sorted(rows_by_date):
        for row in rows_by_date[day]:
            member = (row.target, row.subject)
            trends[member].take(row)
            known = dict(_known(row, day, trends[member]))
            histories[member].append(Seen(day=day, row=row, known=known))
    return histories


def _known(row: Progress, day: date, trend: Trend) -> Iterator[tuple[str, Component]]:
    """Yield the criteria of a row, and what its history, the calendar and the outlook add.

    A mean of some months has its seasons in it: winter air is always behind the year. It neither raises nor clears.
    """
    yield "state", row.state
    yield "binding", row.components.get("binding", False)
    if row.state == "computed" and row.components.get("judge") != "year_to_date":
        yield from criteria_of(row).items()
        worse = trend.times_worse()
        if worse is not None:
            yield "times_worse", Decimal(worse)
        if row.status is not None:
            yield "status", row.status
        if "outlook" in row.components:
            yield "outlook", row.components["outlook"]
    late = months_late(row, day, yearly=trend.yearly)
    if late is not None:
        yield "months_late", Decimal(late)


def _warning(rule: WarningRule, level: Level, episode: Episode, owners: Mapping[Member, str]) -> ProgressWarning:
    row = episode.last.row
    named, proposed = _owners(rule, row, owners)
    said = {language: _said(rule, episode, language) for language in Language}
    return ProgressWarning(
        rule=rule,
        level=level,
        row=row,
        owner=named or proposed,
        owner_proposed=named is None and proposed is not None,
        stage=episode.stage,
        since=episode.since,
        raised_on=episode.raised_on,
        last_on=episode.last.day,
        cleared_on=episode.cleared_on,
        message_zh=said[Language.ZH],
        message_en=said[Language.EN],
    )


def _said(rule: WarningRule, episode: Episode, language: Language) -> str:
    """Return what a warning says; one that names no value says all the same that it rests on what is not released."""
    said = rule.message(language).format(**facts_of(episode.last, episode.since, language))
    mark = unreleased_mark(episode.last.row, language)
    return f"{said}{message('M673', language)}" if mark and rule.kind != "lateness" and mark not in said else said


def _owners(rule: WarningRule, row: Progress, owners: Mapping[Member, str]) -> tuple[str | None, str | None]:
    """Return the body named for a target, and the one the vocabulary proposes."""
    known = indicator(key_of(row.indicator, row.unit))
    identifier = None if known is None else (known.supplier if rule.owner == "supplier" else known.lead)
    usual = None if identifier is None else body(identifier)
    named = None
    if rule.owner == "lead":
        named = owners.get((row.target, row.subject)) or owners.get((row.target, ""))
    return named, None if usual is None else usual.name


def gravest(warnings: Iterable[ProgressWarning]) -> tuple[ProgressWarning, ...]:
    """Return the gravest open warning of each target and subject, in the order given."""
    found: dict[Member, ProgressWarning] = {}
    for each in warnings:
        member = (each.row.target, each.row.subject)
        if each.stage == "active" and (member not in found or each.level.rank > found[member].level.rank):
            found[member] = each
    return tuple(found.values())
