"""The criteria of one progress, and whether a condition holds: yes, no, or not known.

What is not known neither holds nor fails. A scheme gives no status on it, and a warning neither begins nor ends by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Protocol

from lantu.cascade.rounding import in_digits, rounded_to
from lantu.errors import Language, message
from lantu.model.progress import Progress
from lantu.monitoring.components import Component
from lantu.vocabulary.criteria import Condition, Criterion, shipped_criteria

_TAKEN = ("reached", "on_path", "year_met", "kept", "worse_than_baseline", "margin")
_BOUND_SAID: Mapping[str, str] = {"above": "M210", "at_least": "M211", "below": "M212", "at_most": "M213"}
_FINEST = 6  # decimals of a percent or ratio beyond which nobody reads


class Asking(Protocol):
    """A rule of a scheme or of warnings, as far as it asks."""

    @property
    def when(self) -> tuple[Condition, ...]:
        """All of these must hold."""

    @property
    def unless(self) -> tuple[Condition, ...]:
        """None of these may."""


def criteria_of(progress: Progress) -> dict[str, Component]:
    """Return what may be asked of a progress; what is not known is absent.

    >>> row = Progress(target="s1", indicator="城镇化率", form="level_up", state="computed", progress=Decimal("0.3"),
    ...                time_progress=Decimal("0.4"), components={"on_path": False, "binding": True})
    >>> {name: str(value) for name, value in criteria_of(row).items()}["progress_to_time"]
    '0.75'
    """
    found: dict[str, Component] = {name: progress.components[name] for name in _TAKEN if name in progress.components}
    found["binding"] = progress.components.get("binding", False)
    if progress.form is not None:
        found["form"] = progress.form
    for name, value in (("time_progress", progress.time_progress), ("gap", progress.gap)):
        if value is not None:
            found[name] = value
    return {**found, **dict(_of_years(progress)), **dict(_of_way(progress))}


def _of_years(progress: Progress) -> Iterator[tuple[str, Component]]:
    """Yield what follows from the years of a limit, and from the year under way.

    A year without a value leaves open whether the limit was kept in all of them, unless it was broken in another.
    """
    kept, years = progress.components.get("kept_years"), progress.components.get("years")
    complete = "missing_year" not in progress.components
    if isinstance(kept, Decimal) and isinstance(years, Decimal) and years > 0:
        yield "kept_share", kept / years
        if complete or kept < years:
            yield "kept_always", kept == years
    elif progress.components.get("kept") is True and complete:
        yield "kept_always", True  # no whole year has been over before this one
    share, time = progress.components.get("year_share"), progress.components.get("year_time")
    if isinstance(share, Decimal) and isinstance(time, Decimal) and time > 0:
        yield "year_pace", share / time


def _of_way(progress: Progress) -> Iterator[tuple[str, Component]]:
    """Yield the way done beside the time gone, and the pace so far beside the pace still needed.

    No share is printed where a value is worse than the baseline; nothing of the way is done then.
    """
    done, gone = progress.progress, progress.time_progress
    if done is not None:
        yield "progress", done
    elif _nothing_done(progress):
        done = Decimal(0)
    if done is None or gone is None or gone <= 0:
        return
    yield "progress_to_time", done / gone
    if gone < 1:
        left = 1 - done
        yield "pace", Decimal(1) if left <= 0 else min((done / gone) / (left / (1 - gone)), Decimal(1))


def _nothing_done(progress: Progress) -> bool:
    if progress.components.get("worse_than_baseline") is True:
        return True
    return progress.gap is not None and progress.gap >= 1


def holds(condition: Condition, known: Mapping[str, Component]) -> bool | None:
    """Return whether a condition holds; None where the criterion is not known.

    >>> holds(Condition(criterion="gap", at_most=Decimal("0.1")), {"gap": Decimal("0.08")}), holds(Condition(criterion="gap", at_most=Decimal("0.1")), {})
    (True, None)
    """
    value = known.get(condition.criterion)
    if condition.known is not None:
        return (value is not None) is condition.known
    if value is None:
        return None
    if condition.one_of:
        return value in condition.one_of
    if condition.holds is not None:
        return value is condition.holds
    return isinstance(value, Decimal) and _within(value, condition)


def _within(value: Decimal, condition: Condition) -> bool:
    if condition.above is not None and value <= condition.above:
        return False
    if condition.at_least is not None and value < condition.at_least:
        return False
    if condition.below is not None and value >= condition.below:
        return False
    return condition.at_most is None or value <= condition.at_most


def decides(clause: Asking, known: Mapping[str, Component]) -> bool | None:
    """Return whether a rule holds: all it asks for, and nothing that hinders it; None where that is not known."""
    unknown = False
    for condition in clause.when:
        answer = holds(condition, known)
        if answer is False:
            return False
        unknown = unknown or answer is None
    if any(holds(condition, known) is True for condition in clause.unless):
        return False
    return None if unknown else True


def arithmetic(conditions: Iterable[Condition], known: Mapping[str, Component], language: Language | str) -> str:
    """Return conditions that hold as they are told: truths in words, numbers beside their bounds."""
    criteria = shipped_criteria()
    told = (_told(criteria[each.criterion], each, known.get(each.criterion), language) for each in conditions)
    return message("M202", language).join(part for part in dict.fromkeys(told) if part)


def _told(criterion: Criterion, condition: Condition, value: Component | None, language: Language | str) -> str:
    if value is None or condition.known is not None:
        return ""
    if isinstance(value, bool):
        return criterion.told(value, language)
    name = criterion.name(language)
    if isinstance(value, str):
        return message("M214", language, name=name, value=value)
    bounds = condition.bounds
    said = message("M215", language).join(
        message(_BOUND_SAID[each], language, bound=as_text(criterion, bound)) for each, bound in bounds.items()
    )
    return message("M216", language, name=name, value=as_text(criterion, value, *bounds.values()), bounds=said)


def as_text(criterion: Criterion, value: Decimal, *bounds: Decimal) -> str:
    """Return a number as it is printed: shares in percent; as many decimals as tell it from its bounds.

    >>> gap = shipped_criteria()["gap"]
    >>> as_text(gap, Decimal("0.1")), as_text(gap, Decimal("0.5396")), as_text(gap, Decimal("0.10004"), Decimal("0.1"))
    ('10%', '54%', '10.004%')
    """
    if criterion.kind == "count":
        return format(value.normalize(), "f")
    share = criterion.kind == "share"
    scale = 100 if share else 1
    shown = scale * value
    for places in range(1 if share else 2, _FINEST + 1):
        shown = rounded(scale * value, places)
        if all(shown != scale * bound or value == bound for bound in bounds):
            break
    text = format(shown.normalize() if shown else Decimal(0), "f")
    return f"{text}%" if share else text


def rounded(value: Decimal, places: int) -> Decimal:
    """Return a number rounded half up to some decimals, with all of them.

    >>> rounded(Decimal("2.345"), 2), rounded(Decimal(2), 1)
    (Decimal('2.35'), Decimal('2.0'))
    """
    unit = Decimal(1).scaleb(-places)
    return in_digits(rounded_to(value, unit), unit)
