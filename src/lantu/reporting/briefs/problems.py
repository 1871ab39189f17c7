"""What is behind, told for who decides: the figures and what it would take; by which rule stands in the line under the title."""

from __future__ import annotations

from collections.abc import Iterator

from lantu.errors import Language, message
from lantu.model.progress import Progress
from lantu.monitoring.judging import Judgement, told_of
from lantu.monitoring.printing import needed_said, percent, told_level, told_value
from lantu.reporting.briefs.brief import Problem
from lantu.reporting.briefs.gaps import beside_due


def problem(each: Judgement, owner: str, mark: str, language: Language | str) -> Problem:
    """Return what is behind in one sentence.

    Args:
        each: How the target stands.
        owner: The body that answers for it.
        mark: The mark of what was not released, where its value was not.
        language: Language of the sentence.
    """
    row, joint = each.progress, _joint(language)
    needed = needed_said(row, language)
    return Problem(
        target=row.target,
        indicator=row.indicator,
        said=joint.join((how_far(row, mark, language), *_answered(each, language))) + message("M651", language),
        owner=owner,
        needed=message("M615", language, needed=needed) if needed else "",
    )


def how_far(row: Progress, mark: str, language: Language | str) -> str:
    """Return the latest value beside what it is held against, a clause after the other.

    Args:
        row: The progress; with a latest value.
        mark: What stands behind the value where it was not released.
        language: Language of the clauses.
    """
    value = f"{told_value(row, row.latest, language)}{mark}"
    value = message("M650", language, of=told_of(row, language), value=value)
    return _joint(language).join((value, *_held_against(row, language)))


def _joint(language: Language | str) -> str:
    return "，" if str(language) == Language.ZH else ", "


def _held_against(row: Progress, language: Language | str) -> Iterator[str]:
    """Yield how far the value is from what is due or from its limit, from the base year, and on its way."""
    due = beside_due(row, language)
    if due:
        yield due
    if row.components.get("worse_than_baseline") is True:
        known = row.baseline is not None
        yield message("M656" if known else "M657", language, baseline=told_level(row, row.baseline, language))
    elif row.progress is not None and row.time_progress is not None:
        yield message("M658", language, done=percent(row.progress), time=percent(row.time_progress))


def _answered(each: Judgement, language: Language | str) -> Iterator[str]:
    """Yield whether a person has confirmed the status, or still has to."""
    if each.answer is not None:
        yield message("M660", language, by=each.answer.by, at=each.answer.at[:10], reason=each.answer.reason)
    elif each.proposal:
        yield message("M661", language)
