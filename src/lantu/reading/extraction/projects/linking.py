"""Which task of the prose a project belongs to.

A task and a project are one where the task builds something of the same name, or where the project was read out of the very clause that states the
task. A name that is only like another links nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from lantu.model.records import Project, Task
from lantu.reading.extraction.projects.names import key_of, without_quantity
from lantu.reading.extraction.tasks.projects import may_build

_SHORTEST_KEY = 3


def linked(projects: Sequence[Project], tasks: Sequence[Task]) -> tuple[Project, ...]:
    """Return the projects with the ids of their tasks.

    Args:
        projects: In document order.
        tasks: In document order.
    """
    by_name: dict[str, str] = {}
    built = [task for task in tasks if task.is_project or may_build(task.verb, task.object)]
    for task in sorted(built, key=lambda task: not task.is_project):  # a project before what bears the same name
        for name in (task.object, *task.named):
            for key in {key_of(name), key_of(without_quantity(name))}:
                if len(key) >= _SHORTEST_KEY:
                    by_name.setdefault(key, task.id)
    starts = [task.start for task in built]
    found = []
    for project in projects:
        at = bisect_right(starts, project.start) - 1
        around = built[at].id if at >= 0 and built[at].end >= project.end else None
        found.append(replace(project, task=by_name.get(key_of(project.name)) or around))
    return tuple(found)
