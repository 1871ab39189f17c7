"""What would change if a file were taken: what is new, what is the same, what is revised, what looks like a slip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantu.cascade.observed import in_unit
from lantu.exchange.observations.report import Taken
from lantu.exchange.observations.suspicions import Suspecting, Suspicion
from lantu.model.records import Observation
from lantu.monitoring.vintages import FIRM, Slot, histories, is_lesser, recorded, slot_of


@dataclass(frozen=True, slots=True)
class Revision:
    """A value that replaces another.

    Attributes:
        old: The value in force.
        new: The value of the file.
        firm: The firm value that one of a lesser state would follow, or None.
    """

    old: Observation
    new: Observation
    firm: Observation | None = None

    @property
    def moves(self) -> bool:
        """Whether the number itself is another one, and not only its state or day of release."""
        return in_unit(self.new.value, self.new.unit, self.old.unit) != self.old.value


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would change; nothing is recorded.

    Attributes:
        new: Values of which nothing is known yet.
        same: Values that are in force already, in the same state; one without a day of release says nothing of that.
        revised: Values that would replace others, those of the file itself included, which come in its order.
        suspicious: Values that look like slips; told, not refused.
    """

    new: tuple[Observation, ...]
    same: tuple[Observation, ...]
    revised: tuple[Revision, ...]
    suspicious: tuple[Suspicion, ...]

    @property
    def coming(self) -> tuple[Observation, ...]:
        """The values that would be recorded: new and revised ones, in that order."""
        return (*self.new, *(each.new for each in self.revised))


def preview(taken: Taken, existing: Iterable[Observation], today: date | None = None) -> Preview:
    """Return what a file would change.

    Args:
        taken: What was read from it.
        existing: What is recorded now, all vintages.
        today: The day on which it comes in; without it only days of release tell that a value is too early.
    """
    past = histories(existing)
    standing = [history[-1] for history in past.values()]
    brought: dict[Slot, list[Observation]] = {}
    new, same, revised = [], [], []
    for each in sorted(taken.observations, key=recorded):  # by the file's own clock, where it has one
        slot = slot_of(each)
        history = [*past.get(slot, ()), *brought.get(slot, ())]
        if not history:
            new.append(each)
        elif _is_same(history[-1], each):
            same.append(each)
            continue
        else:
            revised.append(Revision(history[-1], each, _firm(history, each)))
        brought.setdefault(slot, []).append(each)
    coming = [*new, *(each.new for each in revised)]
    order = {id(each): at for at, each in enumerate(taken.observations)}
    suspicious = sorted(Suspecting(coming, standing, today).suspicions(), key=lambda each: order[id(each.observation)])
    return Preview(tuple(new), tuple(same), tuple(revised), tuple(suspicious))


def _is_same(old: Observation, new: Observation) -> bool:
    alike = old.state == new.state and new.published_on in (None, old.published_on)
    return alike and in_unit(new.value, new.unit, old.unit) == old.value


def _firm(history: Iterable[Observation], new: Observation) -> Observation | None:
    firm = [each for each in history if each.state in FIRM and is_lesser(new.state, each.state)]
    return firm[-1] if firm else None
