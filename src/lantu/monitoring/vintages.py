"""Vintages: which values were known on a day, and which of several of one thing is in force.

A value has the time it is of and the moment it was recorded. "As of D" means what was recorded by the end of D in
Chinese time. Nothing is overwritten: of several values of one indicator, subject, period and basis the one recorded
last is in force, whatever its state; one of a lesser state that follows a final one is in force too, and told. A value
without a moment of recording counts as known from the beginning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from lantu.cascade.keys import key_of
from lantu.errors import LantuError
from lantu.model.records import Observation
from lantu.monitoring.dates import date_of

CHINA = timezone(timedelta(hours=8))
"""Asia/Shanghai; no summer time since 1991, long before any plan that is monitored."""

FIRM = ("final", "province_checked", "census_revised")
"""States after which only a firmer value is expected, the firmest last."""

_RANK = {state: rank for rank, state in enumerate(("expected", "self_reported", "flash", "preliminary", *FIRM))}
_BEGINNING = datetime.min.replace(tzinfo=CHINA)
#: Of these bases the end of the period says all: 2025H1, 2025Q2 and 2025-06 are one.
_BY_END = frozenset(("point", "year_to_date", "since_baseline", "change_on_year"))


class MomentError(LantuError):
    """A moment or day of an observation is not written as ISO 8601."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """What a value is the value of; observations of one slot are vintages of each other.

    Attributes:
        indicator: Key of the indicator, see :func:`lantu.cascade.keys.key_of`.
        subject: Typed code; empty for the plan's own area.
        period: The period, by its end where only that counts.
        basis: How a value relates to it.
    """

    indicator: str
    subject: str
    period: str
    basis: str


@dataclass(frozen=True, slots=True)
class StepBack:
    """A value of a lesser state that was recorded after a firm one.

    Attributes:
        firm: The firm value.
        later: What replaced it.
    """

    firm: Observation
    later: Observation


def slot_of(observation: Observation) -> Slot:
    """Return what a value is the value of.

    >>> half = Observation(indicator="地区生产总值", period="2025H1", basis="year_to_date", value=1, unit="亿元",
    ...                    state="flash", supplier="市统计局", source="")
    >>> slot_of(half)
    Slot(indicator='gdp', subject='', period='2025-06', basis='year_to_date')
    """
    end = date_of(observation.period) if observation.basis in _BY_END else None
    period = f"{end.year}-{end.month:02d}" if end and len(observation.period) != 10 else observation.period
    return Slot(key_of(observation.indicator, observation.unit), observation.subject, period, observation.basis)


def recorded(observation: Observation) -> datetime:
    """Return the moment an observation was recorded; the beginning of time where none is given.

    Raises:
        MomentError: It is not written as ISO 8601 (M001).
    """
    return _moment(observation, observation.recorded_at) if observation.recorded_at else _BEGINNING


def released(observation: Observation) -> datetime | None:
    """Return the moment from which a value is published, or None where no day of release is told.

    Raises:
        MomentError: It is not written as ISO 8601 (M001).
    """
    return _moment(observation, observation.published_on) if observation.published_on else None


def known_on(observation: Observation, as_of: date) -> bool:
    """Return whether an observation was recorded by the end of a day in Chinese time."""
    return recorded(observation).date() <= as_of


def in_force(observations: Iterable[Observation], as_of: date) -> list[Observation]:
    """Return what counts on a day: of each slot the value that was recorded last by then.

    Args:
        observations: All vintages.
        as_of: The day; its end in Chinese time counts.

    Returns:
        One observation a slot, in the order in which the slots first appear. Of two with one moment the later in the
        list is taken.

    Raises:
        MomentError: A moment of recording is not written as ISO 8601 (M001).
    """
    return [history[-1] for history in histories(observations, as_of).values()]


def vintages(observations: Iterable[Observation], slot: Slot, as_of: date | None = None) -> list[Observation]:
    """Return the history of one value, in the order of recording.

    Args:
        observations: All vintages of all values.
        slot: What the value is the value of.
        as_of: Leave out what was recorded after this day; None for nothing.
    """
    return list(histories((each for each in observations if slot_of(each) == slot), as_of).get(slot, ()))


def histories(observations: Iterable[Observation], as_of: date | None = None) -> Mapping[Slot, Sequence[Observation]]:
    """Return the vintages of every slot, in the order of recording."""
    found: defaultdict[Slot, list[Observation]] = defaultdict(list)
    for each in observations:
        if as_of is None or known_on(each, as_of):
            found[slot_of(each)].append(each)
    return {slot: sorted(group, key=recorded) for slot, group in found.items()}


def is_unreleased(observation: Observation, as_of: date) -> bool:
    """Return whether a value was not yet published on a day: without a day of release, or with a later one.

    Raises:
        MomentError: The day of release is not written as ISO 8601 (M001).
    """
    moment = released(observation)
    return moment is None or moment.date() > as_of


def is_lesser(state: str, other: str) -> bool:
    """Return whether a state is less firm than another.

    >>> is_lesser("flash", "final"), is_lesser("census_revised", "final")
    (True, False)
    """
    return _RANK[state] < _RANK[other]


def steps_back(observations: Iterable[Observation], as_of: date | None = None) -> list[StepBack]:
    """Return the values of a lesser state that followed a firm one; they are in force all the same."""
    found = []
    for history in histories(observations, as_of).values():
        firm: Observation | None = None
        for each in history:
            if firm is not None and is_lesser(each.state, firm.state):
                found.append(StepBack(firm, each))
            if each.state in FIRM and (firm is None or not is_lesser(each.state, firm.state)):
                firm = each
    return found


def _moment(observation: Observation, written: str) -> datetime:
    try:
        return _read(written)
    except ValueError:
        raise MomentError(
            "M001", indicator=observation.indicator, period=observation.period, value=written[:40]
        ) from None


@lru_cache(maxsize=4096)
def _read(written: str) -> datetime:
    """Return a moment in Chinese time; a file of two hundred thousand values has a handful of them."""
    moment = datetime.fromisoformat(written)
    return moment.replace(tzinfo=CHINA) if moment.tzinfo is None else moment.astimezone(CHINA)
