"""What a revision would change, before it is accepted: two lists of progress held against each other.

Progress is computed twice, with and without the new values, and compared target by target. A difference of figures
that are printed alike is none; a status or a state that changes is always told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, get_args

from lantu.errors import Language, message
from lantu.model.progress import Progress
from lantu.model.records import Observation

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
        unreleased: Whether one of both rests on values that were not released.
    """

    target: str
    indicator: str
    subject: str
    changes: tuple[Change, ...]
    precision: Decimal | None = None
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
    joint = "；" if str(language) == Language.ZH else "; "
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
    changes = tuple(Change(aspect, old, new) for aspect, old, new in pairs if not _alike(old, new, before, after))
    if not changes:
        return None
    return Moved(
        shown.target,
        shown.indicator,
        shown.subject,
        changes,
        precision=_precision(before, after),
        unreleased=any(each is not None and each.components.get("unreleased") is True for each in (before, after)),
    )


def _alike(old: Value, new: Value, before: Progress | None, after: Progress | None) -> bool:
    """Return whether two values are one when printed in the precision of the target."""
    if not isinstance(old, Decimal) or not isinstance(new, Decimal):
        return old == new
    step = _precision(before, after)
    return old == new or (step is not None and _steps(old, step) == _steps(new, step))


def _precision(*sides: Progress | None) -> Decimal | None:
    """Return the finest unit to which both sides are rounded in print."""
    units = [each.components.get("precision") for each in sides if each is not None]
    return min((unit for unit in units if isinstance(unit, Decimal) and unit > 0), default=None)


def _steps(value: Decimal, step: Decimal) -> Decimal:
    """Return a value in steps of a precision, halves away from nought as they are printed."""
    return (value / step).to_integral_value(ROUND_HALF_UP)


def _said(change: Change, moved: Moved, language: Language | str, words: Callable[[Value], str]) -> str:
    name = message(NAMES[change.aspect], language)
    step = moved.precision
    if step is not None and change.aspect == "needed_rate":
        step /= 10  # what each year has to bring is told one digit finer, as on every page
    before, after = (_printed(each, step, words) for each in (change.before, change.after))
    return message("M559", language, name=name, before=before, after=after)


def _printed(value: Value, step: Decimal | None, words: Callable[[Value], str]) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}" if step is None else f"{_steps(value, step) * step:f}"
    return words(value)


def _plain(value: Value) -> str:
    return "—" if value is None else str(value)
