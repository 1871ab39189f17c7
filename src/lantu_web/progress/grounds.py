"""What a standing rests on, and what is measured from it: the library's answer for one version on one day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Model, OuterRef, Subquery
from django.utils import timezone

import lantu
from lantu.exchange.csvfile import parse_table
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Plan
from lantu.model.records import Observation
from lantu.monitoring.monitoring import Monitored, monitor
from lantu.monitoring.vintages import in_force
from lantu.vocabulary.references import references
from lantu_web.cascade.breakdowns import ISSUED, Given, chosen, code_of, enclosed, given_of
from lantu_web.observations.known import FOR_EVER, known, names_observed
from lantu_web.observations.models import Intake, Release
from lantu_web.plans.models import Correction, Enclosure, Reading, Version
from lantu_web.progress.models import Decision


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """Everything the progress of a version rests on; two are the same when key and day are.

    Attributes:
        version: The version.
        key: Digest of what it rests on.
        day: The day of evaluation.
        moment: What the house knew then; None for now.
        answers: What tells the statuses that people let stand from those of another moment.
    """

    version: Version = field(compare=False)
    key: str
    day: date
    moment: datetime | None = field(compare=False)
    answers: tuple[str, ...] = field(compare=False)

    @property
    def given(self) -> Given:
        """The plan and the choices of the office."""
        return _given(self)

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.given.plan

    @property
    def issued(self) -> tuple[AnnualTarget, ...]:
        """Annual targets that were issued."""
        return _issued(self)

    @property
    def issued_text(self) -> str:
        """The same as the file that holds them."""
        return _issued_text(self)

    @property
    def subjects(self) -> frozenset[str]:
        """The subjects progress looks at: the plan's own area, those of issued annual targets, those it is compared with."""
        compared = (each.subject(self.plan.head.area) for each in references())
        return frozenset({"", *(row.subject for row in self.issued), *(each for each in compared if each)})

    @property
    def clock(self) -> date | None:
        """The day by whose end values were recorded by their own clock; None on a page of now leaves nothing out."""
        return self.day if self.moment else None

    def observations(self, subjects: Collection[str] | None = None) -> list[Observation]:
        """Return what was known of the values of some subjects, or of all."""
        return known(self.version, self.moment, self.clock, subjects)

    def names_of(self, keys: Collection[str]) -> set[str]:
        """Return the printed names under which some indicators were ever observed."""
        named = _named(self)
        return {name for key in keys for name in named.get(key, ())}


def grounds_of(version: Version, moment: datetime | None = None) -> Grounds:
    """Return what the progress of a version rests on, without looking at all of it.

    Facts are rows that are only added and replaced, so that when the last of each kind came, and when the last was
    replaced, tells one state of them from every other.

    Args:
        version: The version.
        moment: As of which moment; None for now.
    """
    found = Version.objects.filter(pk=version.pk).values(**_last_of(moment)).get()
    return _grounds(version, moment, found)


def along(*moments: datetime | None) -> dict[str, Subquery]:
    """Return what a page reads along with its version, so that :func:`grounds_told` needs no query of its own."""
    return {_alias(name, moment): rows for moment in moments for name, rows in _last_of(moment).items()}


def grounds_told(version: Version, moment: datetime | None) -> Grounds:
    """Return what the progress of a version rested on when the page was opened: for pages, never for what is written."""
    told = {name: getattr(version, _alias(name, moment)) for name in (*_FACTS, *_ANSWERS)}
    return _grounds(version, moment, told)


def _alias(name: str, moment: datetime | None) -> str:
    return f"last_{name}_{'now' if moment is None else f'{moment:%Y%m%d%H%M%S%f}'}"


def _grounds(version: Version, moment: datetime | None, last: Mapping[str, object]) -> Grounds:
    registered = (version.plan.start, version.plan.end, code_of(version.plan))
    facts = (*registered, moment, *(last[name] for name in _FACTS))
    rests_on = [str(each) for each in (lantu.__version__, version.pk, *facts)]
    return Grounds(
        version=version,
        key=hashlib.sha256(json.dumps(rests_on).encode()).hexdigest(),
        day=timezone.localdate(moment),
        moment=moment,
        answers=tuple(str(last[name]) for name in _ANSWERS),
    )


_OF_VERSION, _OF_PLAN = {"version": OuterRef("pk")}, {"plan": OuterRef("plan")}
_OF_ANSWERS = {"kind": Decision.Kind.STATUS} | _OF_VERSION

_FACTS: Mapping[str, tuple[type[Model], Mapping[str, object], str]] = {
    "reading": (Reading, _OF_VERSION, "recorded_at"),
    "correction": (Correction, _OF_VERSION, "recorded_at"),
    "correction_undone": (Correction, _OF_VERSION, "replaced_at"),
    "enclosure": (Enclosure, _OF_VERSION, "recorded_at"),
    "intake": (Intake, _OF_PLAN, "at"),
    "intake_withdrawn": (Intake, _OF_PLAN, "withdrawn_at"),
    "release": (Release, _OF_PLAN, "at"),
}
"""What progress rests on: the rows of a version or its plan, and when they came or were replaced."""

_ANSWERS: Mapping[str, tuple[type[Model], Mapping[str, object], str]] = {
    "answer": (Decision, _OF_ANSWERS, "recorded_at"),
    "answer_replaced": (Decision, _OF_ANSWERS, "replaced_at"),
}
"""What people let stand."""


@lru_cache(maxsize=64)
def _last_of(moment: datetime | None) -> Mapping[str, Subquery]:
    """Return when the last of each kind of fact about a version came or was replaced, by a moment."""
    return {name: _latest(*of, moment) for name, of in {**_FACTS, **_ANSWERS}.items()}


def _latest(kind: type[Model], of: Mapping[str, object], by: str, moment: datetime | None) -> Subquery:
    rows = kind._default_manager.filter(**of, **{f"{by}__isnull": False})
    if moment is not None:
        rows = rows.filter(**{f"{by}__lte": moment})
    last = "-pk" if by in ("recorded_at", "at") else f"-{by}"  # what came is numbered in its order
    return Subquery(rows.order_by(last).values(by)[:1])


@lru_cache(maxsize=8)
def _given(grounds: Grounds) -> Given:
    return given_of(grounds.version, grounds.moment)


@lru_cache(maxsize=8)
def _issued_text(grounds: Grounds) -> str:
    return enclosed(grounds.version, grounds.moment).get(ISSUED, "")


@lru_cache(maxsize=8)
def _issued(grounds: Grounds) -> tuple[AnnualTarget, ...]:
    text = grounds.issued_text
    return parse_table(AnnualTarget, text, ISSUED) if text.strip() else ()


@lru_cache(maxsize=8)
def _named(grounds: Grounds) -> Mapping[str, frozenset[str]]:
    return names_observed(grounds.version)


@lru_cache(maxsize=8)
def measured(grounds: Grounds) -> Monitored:
    """Return how far every target has come."""
    return _monitored(grounds, grounds.observations(grounds.subjects))


def measured_with(grounds: Grounds, observations: list[Observation]) -> Monitored:
    """Return how far every target would have come with other observations.

    Args:
        grounds: What else it rests on.
        observations: All vintages, the new ones last.
    """
    return _monitored(grounds, in_force(observations, FOR_EVER))


def _monitored(grounds: Grounds, observations: Sequence[Observation]) -> Monitored:
    return monitor(
        grounds.plan,
        observations,
        grounds.day,
        annual_targets=grounds.issued,
        allocation=chosen(grounds.given.allocation),
    )
