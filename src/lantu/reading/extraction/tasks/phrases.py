"""Finds the verb phrases of a sentence that are tasks, each with the clauses that belong to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lantu.reading.extraction.tasks.clauses import clauses
from lantu.reading.extraction.tasks.heads import Head, Reading, read_head

_GOAL_YEAR = re.compile(r"(?:力争|争取)?(?:到|至)(?:20\d\d年|本世纪|◌{5}末|十[四五六]五末)")
_COUNTED = re.compile(r"\d|[一二两三四五六七八九十百千万]+(?:[个家户名人条座项所处亩]|公里)")
_LABEL = re.compile(r"[^，：]{2,8}(?:单位|部门|主体)$")
_DUTY_CLAUSE = re.compile(r"由?[^，]{2,20}(?:牵头|负责|配合)$")


@dataclass(slots=True)
class Phrase:
    """A task in the text.

    Attributes:
        start: Index of its first clause, leading clauses (以…为重点) included.
        end: Index after its last clause, results (…，调动积极性) included.
        clause: Index of the clause with the verb.
        stop: Index after it.
        head: How that clause begins.
    """

    start: int
    end: int
    clause: int
    stop: int
    head: Head


def find_phrases(hidden: str, begin: int, end: int) -> list[Phrase]:
    """Return the tasks of a sentence.

    Args:
        hidden: Text with brackets and marks hidden.
        begin: Index of the sentence.
        end: Index after it.

    After 到2030年 a clause with a number is a goal, not a task. A result (提高效率) belongs to the task before it, and is a task
    only where none stands before it. What leads to a verb (依托…，) belongs to the task after it.

    >>> [(p.start, p.end) for p in find_phrases("依托蓝河，建设绿道，提高效益", 0, 14)]
    [(0, 14)]
    """
    found: list[Phrase] = []
    spans = clauses(hidden, begin, end)
    heads = [read_head(hidden, start, stop) for start, stop in spans]
    leading: int | None = None
    goal = False
    for i, ((start, stop), head) in enumerate(zip(spans, heads, strict=True)):
        goal = goal or _GOAL_YEAR.match(hidden, start, stop) is not None
        following = heads[i + 1].reading if i + 1 < len(heads) else None
        reading = _settled(hidden, (start, stop), head.reading, following)
        task = reading is Reading.ACTION or (reading is Reading.RESULT and not found)
        if task and not (goal and _COUNTED.search(hidden, head.object_start, stop)):
            sure = head.sure - 0.1 * goal
            found.append(Phrase(start if leading is None else leading, stop, start, stop, replace(head, sure=sure)))
        elif reading in (Reading.RESULT, Reading.OUTCOME) and found and not goal:
            found[-1].end = stop
        leading = (start if leading is None else leading) if reading is Reading.PREFIX else None
    return found


def _settled(hidden: str, span: tuple[int, int], reading: Reading, following: Reading | None) -> Reading:
    """Settle what the clause alone cannot tell."""
    if reading is Reading.MEANS:
        return Reading.PREFIX if following is Reading.ACTION else Reading.ACTION
    if reading is Reading.ACTION and (_LABEL.match(hidden, *span) or _DUTY_CLAUSE.match(hidden, *span)):
        return Reading.PREFIX
    return reading
