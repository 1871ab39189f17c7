"""What a page for who decides holds; every sentence is told already, in one language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A target in one line; each fact reads in a cell and, behind the head of its column, in a sentence.

    Attributes:
        target: Id of the statement.
        indicator: Its printed name.
        value: The latest value with its unit; marked where it was not released.
        of: The period it is of, as people say it.
        change: Its change on the year before; empty where that is not known, or where it is no value of one year.
        year: What the year alone brought, where the value is a total or average of several, and its change on the year
            before.
        annual: How it stands beside what was asked of the year; empty where nothing was.
        way: How it stands beside what is due of the whole period.
        peers: The area above it, and its place among those beside it; empty where nobody is known.
        wording: What a report says of its status.
        waiting: Whether that still waits for a person.
        expected: What a person decided to say of its end; empty where nobody did.
        unreleased: Whether the value was not released on the day.
        binding: Whether the target binds.
    """

    target: str
    indicator: str
    value: str
    of: str
    change: str = ""
    year: str = ""
    annual: str = ""
    way: str = ""
    peers: str = ""
    wording: str = ""
    waiting: bool = False
    expected: str = ""
    unreleased: bool = False
    binding: bool = False

    @property
    def printed(self) -> tuple[str, ...]:
        """All that may bear a number, and so a mark of what was not released."""
        return (self.value, self.change, self.year, self.annual, self.way, self.peers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is behind.

    Attributes:
        target: Id of the statement.
        indicator: Its printed name.
        said: How far, in figures; marked where they rest on what was not released.
        owner: The body that answers for it, or what is said where none is known.
        needed: What it would take; empty where that cannot be told.
    """

    target: str
    indicator: str
    said: str
    owner: str
    needed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A page.

    Attributes:
        title: Of the page.
        about: One line under it: day, level, by what it was judged.
        headline: What matters, in two or three sentences.
        figures: The figures.
        problems: What is behind.
        changes: What changed since a day, a sentence each; empty where that was not asked.
        phrases: Closing sentences.
        notes: What must be known of the figures: what was not released, what waits for a person.
        one_page: Whether it has to stay on one sheet, in smaller letters where it must.
    """

    title: str
    about: str
    headline: tuple[str, ...]
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...] = ()
    changes: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    one_page: bool = False
