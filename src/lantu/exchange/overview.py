"""What stands out in a plan: counts, chapters, and the targets a reader of one page must see."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lantu.model.plan import Reading
from lantu.model.records import Passage, Statement

_TOP = 0  # level of the title
_ANNEX = "附"  # begins the number of what follows the plan proper


@dataclass(frozen=True, slots=True)
class Chapter:
    """One of the largest parts of a plan.

    Attributes:
        title: Its heading with its printed number's place, or empty for what stands before the first.
        targets: Number of targets in it.
        tasks: Number of tasks in it.
    """

    title: str
    targets: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A plan on one page.

    Attributes:
        kinds: Statements by kind, the most frequent first, as all that follow.
        forms: Targets by form.
        measures: Statements by measure.
        chapters: The largest parts in their order, those without targets and tasks left out.
        targets: All targets, those that matter most first.
        baselines: All baselines, in the same order of weight.
    """

    kinds: Mapping[str, int]
    forms: Mapping[str, int]
    measures: Mapping[str, int]
    chapters: tuple[Chapter, ...]
    targets: tuple[Statement, ...]
    baselines: tuple[Statement, ...]


def overview(plan: Reading) -> Overview:
    """Return what stands out in a reading or plan."""
    targets = [statement for statement in plan.statements if statement.kind == "target"]
    baselines = [statement for statement in plan.statements if statement.kind == "baseline"]
    return Overview(
        kinds=_counted(statement.kind for statement in plan.statements),
        forms=_counted(statement.form for statement in targets if statement.form),
        measures=_counted(statement.measure for statement in plan.statements),
        chapters=_chapters(plan, targets),
        targets=_by_weight(plan, targets),
        baselines=_by_weight(plan, baselines),
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values).most_common())


def _by_weight(plan: Reading, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Put first what binds, what stands in the table or the chapter of goals, and what the vocabulary knows."""
    starts = [passage.start for passage in plan.passages]

    def weight(statement: Statement) -> tuple[int, float]:
        place = bisect_right(starts, statement.start) - 1
        role = plan.passages[place].role if place >= 0 else None
        marks = (
            4 * (statement.attribute == "binding")
            + 2 * (statement.attribute == "anticipatory")
            + 3 * (role == "goals" or (statement.kind == "baseline" and role == "review"))
            + 2 * (statement.indicator_id is not None)
            + (statement.measure in ("level", "growth_annual"))
            - 3 * (statement.value is None)
            - 2 * (statement.scope is not None)
            - 3 * (statement.measure in ("count_list", "duration"))
        )
        return -marks, -round(statement.confidence, 1)

    return tuple(sorted(statements, key=weight))


def _chapters(plan: Reading, targets: Sequence[Statement]) -> tuple[Chapter, ...]:
    heads = _largest_headings(plan.passages)
    starts = [head.start for head in heads]
    held = Counter(bisect_right(starts, statement.start) for statement in targets)
    done = Counter(bisect_right(starts, task.start) for task in plan.tasks)
    titles = ["", *(head.heading or "" for head in heads)]
    return tuple(
        Chapter(title, held[place], done[place]) for place, title in enumerate(titles) if held[place] or done[place]
    )


def _largest_headings(passages: Sequence[Passage]) -> list[Passage]:
    """Return the headings of the highest level that parts the document (a single one parts nothing)."""
    headings = [each for each in passages if each.kind == "heading"]
    proper = [each for each in headings if not each.number.startswith(_ANNEX)]
    levels = Counter(each.level for each in proper if each.level is not None)
    chosen = next((level for level in sorted(levels) if level > _TOP and levels[level] > 1), None)
    parts = [each for each in proper if chosen is not None and each.level == chosen]
    annex = [each for each in headings if each.number.startswith(_ANNEX)][:1]  # what follows the plan is one part
    return parts + annex if parts else []
