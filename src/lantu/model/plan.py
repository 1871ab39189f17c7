"""A plan: what was read from a document, with what people decided about it.

A :class:`Reading` is what the document says, as the reader understood it; nobody changes it. A :class:`Plan` is a
reading after the corrections of people, made by one pure function (:func:`lantu.model.corrections.apply`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lantu.model.document import Document
from lantu.model.records import Correction, NamedList, Note, Passage, Project, Statement, Task, Unread

Level = Literal["national", "province", "prefecture", "county", "township"]
Record = Statement | Task | Project | NamedList | Passage | Unread | Note
Item = Statement | Task | Project | NamedList | Passage | Unread

RECORD_TYPES: dict[str, type[Record]] = {
    "statement": Statement,
    "task": Task,
    "project": Project,
    "list": NamedList,
    "passage": Passage,
    "unread": Unread,
    "note": Note,
}
"""The records of a reading by their ``type`` in JSON lines."""

COLLECTIONS: dict[type[Record], str] = {
    Passage: "passages",
    Statement: "statements",
    Task: "tasks",
    Project: "projects",
    NamedList: "lists",
    Unread: "unread",
    Note: "notes",
}
"""The field of a reading, and of a plan, that holds the records of a kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A step in the life of a plan, with its evidence.

    Attributes:
        kind: What happened.
        organ: Who decided, in full.
        session: The meeting, or None.
        date: Day, month or year, as a date of the house.
        number: Number of the document, or None.
    """

    kind: Literal["drafted", "approved", "issued"]
    organ: str
    session: str | None = None
    date: str
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """What a plan is, before anything it says.

    Attributes:
        title: As printed, its lines joined.
        kind: A plan, or a yearly report that reviews one year and announces the next.
        level: Level of the government that makes it, or None where unknown.
        area: Code of the area (GB/T 2260), or None where unknown.
        area_name: Name of the area, or None where unknown.
        start: First year it promises something for, or None where the document does not say.
        end: Last year of its period, or None.
        parents: Titles or package names of the plans it follows.
        events: Drafted, approved, issued.
        reference: Where it was published, or None.
    """

    title: str
    kind: Literal["plan", "report"] = "plan"
    level: Level | None = None
    area: str | None = None
    area_name: str | None = None
    start: int | None = None
    end: int | None = None
    parents: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one version of the reader found in one document.

    Attributes:
        document: What was read.
        head: Title, area and period as read.
        reader: Version of the reader.
        passages: The outline, in document order, as all that follow.
        statements: Quantified statements.
        tasks: What will be done.
        projects: Rows of project lists.
        lists: Lists with an announced number.
        unread: Places that could not be read for certain.
        notes: What a person should know of the document.
    """

    document: Document
    head: PlanHead
    reader: str
    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    tasks: tuple[Task, ...] = ()
    projects: tuple[Project, ...] = ()
    lists: tuple[NamedList, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Reading):
    """A reading after the corrections of people.

    Attributes:
        checked: Ids of the items a person has accepted, corrected or added.
        unfitting: Corrections that no longer fit the reading: listed, not lost, not applied.
    """

    checked: frozenset[str] = frozenset()
    unfitting: tuple[Correction, ...] = ()


def records(plan: Reading) -> list[Record]:
    """Return all records of a reading or plan in document order; notes on the whole document come first."""
    found: list[Record] = [record for name in COLLECTIONS.values() for record in getattr(plan, name)]
    return sorted(found, key=lambda record: -1 if record.start is None else record.start)


def items(plan: Reading) -> dict[str, Item]:
    """Return all records that a correction may speak of, by id."""
    return {record.id: record for record in records(plan) if not isinstance(record, Note)}
