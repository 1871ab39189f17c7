"""What a revision would change, before it is accepted: two lists of progress held against each other.

Progress is computed twice, with and without the new values, and compared target by target. A difference of figures
that are printed alike is none; a status or a state that changes is always told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from lantu.cascade.precision import is_whole
from lantu.errors import Language, message
from lantu.model.fields import write_text
from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.printing import figure, of_a_year, precision_of

Aspect = Literal["baseline", "target_value", "latest", "observed_on", "due_value", "needed_rate", "state", "status"]
"""What of a target may change by a revision; a corrected base year moves its path as well."""

Value = Decimal | str | None
Measure = Callable[[Iterable[Observation]], Sequence[Progress]]

_ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
NAMES: Mapping[Aspect, str] = {
    "baseline": "M551",
    "target_value": "M552",
    "latest": "M553",
    "observed_on": "M554",
    "due_value": "M555",
    "needed_rate": "M556",
    "state": "M557",
    "status": "M558",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    Attributes:
        aspect: What differs.
        before: Its value without the revision; None where there was none.
        after: Its value with it.
    """

    aspect: Aspect
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Moved:
    """A target that a revision moves.

    Attributes:
        target: Id of the statement.
        indicator: Its printed name.
        subject: Typed code; empty for the plan's own area.
        changes: What differs; never empty.
        precision: The unit to which its values are rounded in print; None prints them by their own digits.
        whole: Whether whole things are counted, of which no year brings a tenth.
        unreleased: Whether one of both rests on values that were not released.
    """

    target: str
    indicator: str
    subject: str
    changes: tuple[Change, ...]
    precision: Decimal | None = None
    whole: bool = False
    unreleased: bool = False

    @property
    def status_changes(self) -> bool:
        """Whether the status or the state is another one."""
        return any(change.aspect in ("status", "state") for change in self.changes)

    def change(self, aspect: Aspect) -> Change | None:
        """Return what changes of an aspect, or None."""
        return next((change for change in self.changes if change.aspect == aspect), None)


def compare(before: Iterable[Progress], after: Iterable[Progress]) -> tuple[Moved, ...]:
    """Return the targets in which two lists of progress differ.

    Args:
        before: Progress without the revision.
        after: Progress with it.

    Returns:
        What moves, those whose status or state changes first, else in the order of the second list; a target that
        stands in one list only is told with None on the other side.
    """
    old = {(each.target, each.subject): each for each in before}
    new = {(each.target, each.subject): each for each in after}
    moved = [_moved(old.get(key), new.get(key)) for key in (*new, *(key for key in old if key not in new))]
    return tuple(sorted((each for each in moved if each is not None), key=lambda each: not each.status_changes))


def rehearse(
    observations: Sequence[Observation], revision: Sequence[Observation], measure: Measure
) -> tuple[Moved, ...]:
    """Return what would change if new values were taken; nothing is recorded.

    Args:
        observations: What is recorded now, all vintages.
        revision: The values that would be recorded.
        measure: Progress of all targets from observations, with its status.
    """
    return compare(measure(observations), measure((*observations, *revision)))


def said(moved: Moved, language: Language | str, words: Callable[[Value], str] | None = None) -> str:
    """Return in one line what moves of a target.

    Args:
        moved: What moves.
        language: ``zh`` or ``en``.
        words: How values of state and status are said; as they are where None.
    """
    joint = message("M560", language)
    return message(
        "M550",
        language,
        indicator=moved.indicator,
        changes=joint.join(_said(change, moved, language, words or _plain) for change in moved.changes),
    ) + (message("C148", language) if moved.unreleased else "")


def _moved(before: Progress | None, after: Progress | None) -> Moved | None:
    shown = after or before
    if shown is None:
        return None
    pairs = ((aspect, getattr(before, aspect, None), getattr(after, aspect, None)) for aspect in _ASPECTS)
    precision, whole = _precision(before, after), is_whole(shown.indicator, shown.needed_unit or "")
    changes = tuple(Change(*each) for each in pairs if not _alike(*each, precision, whole=whole))
    if not changes:
        return None
    return Moved(
        shown.target,
        shown.indicator,
        shown.subject,
        changes,
        precision=precision,
        whole=whole,
        unreleased=any(each is not None and each.components.get("unreleased") is True for each in (before, after)),
    )


def _alike(aspect: Aspect, old: Value, new: Value, precision: Decimal | None, *, whole: bool) -> bool:
    """Return whether two values are one when they are printed."""
    if old == new or not isinstance(old, Decimal) or not isinstance(new, Decimal):
        return old == new
    if precision is None:
        return False
    return _figure(aspect, old, precision, whole=whole) == _figure(aspect, new, precision, whole=whole)


def _precision(*sides: Progress | None) -> Decimal | None:
    """Return the finest unit to which both sides are rounded in print."""
    units = [precision_of(each) for each in sides if each is not None]
    return min((unit for unit in units if unit is not None), default=None)


def _said(change: Change, moved: Moved, language: Language | str, words: Callable[[Value], str]) -> str:
    name = message(NAMES[change.aspect], language)
    before, after = (
        _figure(change.aspect, each, moved.precision, whole=moved.whole) if isinstance(each, Decimal) else words(each)
        for each in (change.before, change.after)
    )
    return message("M559", language, name=name, before=before, after=after)


def _figure(aspect: Aspect, value: Decimal, precision: Decimal | None, *, whole: bool) -> str:
    """Return a number as every page prints it."""
    if precision is None:
        return write_text(value)
    return figure(value, of_a_year(precision, whole=whole) if aspect == "needed_rate" else precision)


def _plain(value: Value) -> str:
    return "—" if value is None else str(value)
