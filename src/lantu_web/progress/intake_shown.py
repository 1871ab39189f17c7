"""What taking a file would change, as its page tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lantu.errors import message
from lantu.exchange.columns import choice_word
from lantu.monitoring.changes import NAMES, Aspect
from lantu.vocabulary.schemes import Scheme
from lantu_web.pages.navigation import address_of
from lantu_web.pages.words import language, word
from lantu_web.progress.around import registered
from lantu_web.progress.intake_looking import Looked, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One thing of a target that would be another.

    Attributes:
        name: What it is.
        before: As it is.
        after: As it would be.
        grave: Whether the status itself changes.
    """

    name: str
    before: str
    after: str
    grave: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """A target that would move."""

    indicator: str
    subject: str
    address: str
    shifts: tuple[Shift, ...]

    @property
    def grave(self) -> bool:
        """Whether its status or state would be another."""
        return any(each.grave for each in self.shifts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedLine:
    """A value that would take the place of another.

    Attributes:
        new: The value of the file.
        old: What it replaces.
        states: Their states, in words.
        firm: The firm value that a lesser one would follow, or None.
        subject: Name of its subject.
    """

    new: Row
    old: Row
    states: tuple[str, str]
    firm: Row | None
    subject: str


def moved_lines(looked: Looked, version: int, by: Scheme) -> list[MovedLine]:
    """Return the targets that would move, those whose status changes first.

    Args:
        looked: What was looked at.
        version: Key of the version.
        by: The scheme by which the targets were judged.
    """
    areas = registered({each["subject"] for each in looked.moved})
    return [
        MovedLine(
            indicator=each["indicator"],
            subject=areas[each["subject"]].name if each["subject"] in areas else each["subject"],
            address=address_of("progress:target", version, each["target"]),
            shifts=tuple(sorted(_shifts(each["changes"], by), key=lambda shift: not shift.grave)),
        )
        for each in looked.moved
    ]


def _shifts(changes: list[tuple[Aspect, str | None, str | None]], by: Scheme) -> Iterator[Shift]:
    for aspect, before, after in changes:
        yield Shift(
            name=message(NAMES[aspect], language.get()),
            before=_said(aspect, before, by),
            after=_said(aspect, after, by),
            grave=aspect in ("status", "state"),
        )


def _said(aspect: Aspect, value: str | None, by: Scheme) -> str:
    if value is None:
        return "—"
    if aspect == "status":
        found = by.status(value)
        return f"{found.symbol} {found.name(language.get())}" if found else value
    return word(f"progress.state_{value}") if aspect == "state" else value


def revisions(looked: Looked) -> list[RevisedLine]:
    """Return the values that would replace others."""
    found = []
    for each in looked.revised:
        new, old = each["new"], each["old"]
        if new is not None and old is not None:
            states = (state_word(old["state"]), state_word(new["state"]))
            found.append(RevisedLine(new=new, old=old, states=states, firm=each["firm"], subject=new["subject"]))
    return found


def state_word(state: str) -> str:
    """Return the word of a state of data."""
    return choice_word(state, language.get(), "state")
