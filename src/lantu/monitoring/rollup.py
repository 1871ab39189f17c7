"""From single targets to a passage, a chapter, a body, an area: counts and the worst, never an average.

A mean of statuses hides the one that is late behind nine that are not, so there is none. What is missing is counted as
missing, also where nobody ever asked for it: a group knows its members beforehand, and one of which no row arrives is
counted and named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, get_args

from lantu.errors import Language, message
from lantu.model.progress import State
from lantu.monitoring.judging import Judgement
from lantu.vocabulary.schemes import Scheme, Status

Member: TypeAlias = tuple[str, str]
"""A target and a subject."""

STATES: tuple[State, ...] = get_args(State)

_STATE_SAID: Mapping[State, str] = {
    "missing": "M501",
    "not_due": "M502",
    "awaiting_target": "M503",
    "not_applicable": "M504",
    "error": "M505",
    "computed": "M506",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What the members of a group come to.

    Attributes:
        name: Name of the group: a passage number, a body, a typed code of an area.
        scheme: The scheme the statuses are of.
        members: The judgements of its members, the worst first, those without status after them.
        absent: Members of which no row arrived; counted as missing.
        by_status: Number of members by key of the status, all of the scheme, from better to worse.
        by_state: Number of members by state, all states.
        proposals: Number of statuses that wait for a person.
    """

    name: str
    scheme: Scheme
    members: tuple[Judgement, ...]
    absent: tuple[Member, ...]
    by_status: Mapping[str, int]
    by_state: Mapping[State, int]
    proposals: int

    @property
    def total(self) -> int:
        """Number of members, those of which nothing is known included."""
        return len(self.members) + len(self.absent)

    @property
    def judged(self) -> int:
        """Number of members that have a status."""
        return sum(self.by_status.values())

    @property
    def worst(self) -> Status | None:
        """The worst status of any member, or None where none has one."""
        first = self.members[0] if self.members else None
        return None if first is None else first.status

    def said(self, language: Language | str) -> str:
        """Return the counts in a sentence, from worse to better, then what has no status."""
        joint = message("M507", language)
        counted = [
            message("M508", language, name=status.name(language), count=self.by_status[status.key])
            for status in sorted(self.scheme.statuses, key=lambda each: each.rank)
            if self.by_status[status.key]
        ]
        counted += [
            message("M508", language, name=message(_STATE_SAID[state], language), count=count)
            for state, count in self._without_status()
        ]
        said = message("M500", language, total=self.total, judged=self.judged, counts=joint.join(counted))
        return said + (message("M509", language, count=self.proposals) if self.proposals else "")

    def _without_status(self) -> Iterable[tuple[State, int]]:
        for state in STATES:
            count = self.by_state[state] - (self.judged if state == "computed" else 0)
            if count:
                yield state, count


def roll_up(rows: Iterable[Judgement], groups: Mapping[str, Iterable[Member]], scheme: Scheme) -> tuple[Group, ...]:
    """Return what each group comes to.

    Args:
        rows: Judgements, one a target and subject, all by one scheme.
        groups: The members each group should have, by its name; a member may belong to several groups.
        scheme: The scheme.

    Returns:
        A group for each name, in the order given. The order of rows and members changes nothing else.
    """
    found = {(each.progress.target, each.progress.subject): each for each in rows}
    return tuple(_group(name, dict.fromkeys(members), found, scheme) for name, members in groups.items())


def _group(name: str, members: Iterable[Member], found: Mapping[Member, Judgement], scheme: Scheme) -> Group:
    asked = list(members)
    known = sorted((found[member] for member in asked if member in found), key=_order)
    absent = tuple(sorted(member for member in asked if member not in found))
    states = Counter(each.progress.state for each in known)
    states["missing"] += len(absent)
    statuses = Counter(each.status.key for each in known if each.status is not None)
    return Group(
        name=name,
        scheme=scheme,
        members=tuple(known),
        absent=absent,
        by_status={status.key: statuses[status.key] for status in scheme.statuses},
        by_state={state: states[state] for state in STATES},
        proposals=sum(each.proposal for each in known),
    )


def _order(judgement: Judgement) -> tuple[bool, int, str, str]:
    """Return the order of members: the worst first, those without status last, then by name."""
    status, row = judgement.status, judgement.progress
    return status is None, 0 if status is None else status.rank, row.target, row.subject


def grouped(members: Iterable[Member], names: Callable[[Member], Iterable[str]]) -> dict[str, tuple[Member, ...]]:
    """Return the members of each group, the groups in order of their first member.

    Args:
        members: All targets and subjects there should be.
        names: The groups a member belongs to: its passage and chapters, its bodies, its area.

    >>> grouped([("s1", ""), ("s2", "")], lambda member: chapters("2.1.3" if member[0] == "s1" else "2.2"))
    {'2': (('s1', ''), ('s2', '')), '2.1': (('s1', ''),), '2.1.3': (('s1', ''),), '2.2': (('s2', ''),)}
    """
    found: defaultdict[str, dict[Member, None]] = defaultdict(dict)
    for member in members:
        for name in names(member):
            found[name][member] = None
    return {name: tuple(group) for name, group in found.items()}


def chapters(passage: str) -> tuple[str, ...]:
    """Return the printed number of a passage after those of the parts it stands in.

    >>> chapters("2.1.3"), chapters("")
    (('2', '2.1', '2.1.3'), ())
    """
    parts = [part for part in passage.split(".") if part]
    return tuple(".".join(parts[:depth]) for depth in range(1, len(parts) + 1))
