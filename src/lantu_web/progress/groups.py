"""A chapter, a body or an area: how many of its targets have which status, the worst first, and what is known of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lantu.cascade.issuing import standing
from lantu.model.annual_targets import AnnualTarget
from lantu.model.records import Observation
from lantu.monitoring.dates import DataDate, date_of
from lantu.monitoring.judging import Judgement
from lantu.monitoring.rollup import Group, roll_up
from lantu.monitoring.series import observed_key
from lantu.monitoring.vintages import is_unreleased
from lantu_web.cascade.breakdowns import chosen
from lantu_web.pages.words import language
from lantu_web.plans.models import Version
from lantu_web.progress.around import parents, registered
from lantu_web.progress.overview import NOBODY, Count, tallied, told_rows, worst_first
from lantu_web.progress.queries import Stood
from lantu_web.progress.told import Told

By = Literal["chapter", "body"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfArea:
    """An area in a list.

    Attributes:
        subject: Its typed code.
        name: Its name.
        tallies: How many of its targets have which status, from worse to better.
    """

    subject: str
    name: str
    tallies: Sequence[Count]


def members_of(stood: Stood, by: By, name: str, keep: str = "") -> list[Told]:
    """Return the targets of a chapter or body, those of the plan's own area, the worst first."""
    return worst_first(told_rows(stood, keep, subject="", **{by: "" if name == NOBODY else name}))


def rolled(stood: Stood, name: str, rows: Iterable[Told]) -> Group:
    """Return what rows come to together; every one of them is counted, also those without a status."""
    judged = [
        Judgement(progress=each.progress, scheme=stood.scheme, status=each.status, proposal=each.row.proposal)
        for each in rows
    ]
    members = [(each.progress.target, each.progress.subject) for each in judged]
    return roll_up(judged, {name: members}, stood.scheme)[0]


def areas_of(stood: Stood) -> list[OfArea]:
    """Return the areas that have targets of their own, in the order of their codes."""
    found: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for subject, status, state, count in stood.about["areas"]:
        found[subject][status, state] = count
    return [
        OfArea(
            subject=subject,
            name=stood.names.get(subject, subject),
            tallies=[each for each in tallied(held, stood.scheme) if each.count],
        )
        for subject, held in sorted(found.items())
    ]


def remarks_on(stood: Stood, rows: Iterable[Told], by: By, name: str) -> list[tuple[str, str]]:
    """Return what was assumed of some targets, and of a chapter what of it is not monitored and why."""
    speaks = 1 if language.get() == "zh" else 2
    wanted = {each.row.target for each in rows}
    if by == "chapter" and name != NOBODY:
        passages = {each.id: each.passage.split(".", maxsplit=1)[0] for each in stood.grounds.plan.statements}
        wanted |= {target for target, chapter in passages.items() if chapter == name}
    remarks = json.loads(stood.standing.remarks)
    return [(each[0], each[speaks]) for each in remarks if each[0] in wanted]


def latest_of(stood: Stood, values: Iterable[Observation]) -> list[tuple[Observation, bool]]:
    """Return the latest of the values of an area of everything that is observed of it, and whether it is unreleased.

    Periods are held against each other by their end: a whole year is later than its June.
    """
    latest: dict[tuple[str, str], Observation] = {}
    for each in values:
        slot = (observed_key(each), each.basis)
        if slot not in latest or end_of(latest[slot]) < end_of(each):
            latest[slot] = each
    rows = sorted(latest.values(), key=lambda each: (each.indicator, each.basis))
    return [(each, is_unreleased(each, stood.grounds.day)) for each in rows]


def end_of(observation: Observation) -> tuple[DataDate, bool]:
    """Return the end of what a value is of, then whether it is told as a whole year; what is no date comes first."""
    return date_of(observation.period) or DataDate(0), observation.period.isdigit()


def issued_to(stood: Stood, subject: str) -> list[tuple[AnnualTarget, list[AnnualTarget]]]:
    """Return what was issued to an area, for each target its first row and what stands of every year."""
    found: dict[str, list[AnnualTarget]] = {}
    for row in standing(stood.grounds.issued):
        if row.subject == subject:
            found.setdefault(row.target, []).append(row)
    return [(rows[0], sorted(rows, key=lambda each: each.year)) for rows in found.values()]


def area_named(version: Version, stood: Stood, subject: str, values: Collection[object]) -> str | None:
    """Return the name of an area that has anything to do with a plan, or None.

    Args:
        version: The version.
        stood: Where its targets stand.
        subject: Typed code of the area: one with targets, chosen for the breakdown, below the plan's own, or observed.
        values: What was observed of it.
    """
    area = registered([subject]).get(subject)
    members = {each.subject: each.name for each in chosen(stood.grounds.given.allocation).members}
    asked = subject in stood.counts["subject"]
    below = area is not None and version.plan.area in parents(area)
    if not (asked or subject in members or below or values):
        return None
    if area is not None and (asked or subject not in members):
        return area.name
    return members.get(subject, subject)
