"""Reads the projects of a plan: tables, boxes and numbered lines, each project once, linked with its task."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lantu.model.records import Project, Task
from lantu.model.text import MappedText
from lantu.reading.extraction.blocks import Block
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.projects.boxes import read_boxes
from lantu.reading.extraction.projects.columns import Part, names_lists
from lantu.reading.extraction.projects.drafts import Draft
from lantu.reading.extraction.projects.finding import ProjectTable, find_project_tables
from lantu.reading.extraction.projects.linking import linked
from lantu.reading.extraction.projects.names import announced_number, bare, can_be_name, members
from lantu.reading.extraction.projects.rows import ProjectRow, read_rows
from lantu.reading.extraction.projects.values import investment_of, joined_period, period_of
from lantu.reading.extraction.tables.cells import Cell, sliced
from lantu.reading.extraction.tables.layout import with_layout

_SURE = 0.95
_SURE_OF_ALIGNED = 0.8
_SURE_OF_MEMBERS = 0.85
_MISCOUNTED = 0.15


def read_projects(
    clean: MappedText, blocks: Sequence[Block], horizon: Horizon | None, tasks: Sequence[Task] = ()
) -> tuple[Project, ...]:
    r"""Read the projects of a plan from its tables, boxes and lists.

    Args:
        clean: Clean text with its map to the original.
        blocks: Outline of the clean text.
        horizon: The plan's own period; what a list of projects says does not depend on it.
        tasks: The tasks read from the prose; a project is linked with the task of its name.

    Returns:
        Projects in document order, offsets into the original. Confidence: 0.95 for a row printed in full width, 0.85 for a member of a
        list, 0.8 for a row put together from pieces or read from a sentence, less where a list says that it names more.

    >>> text = "附件1 重大项目表\n序号\t项目名称\t建设年限\t总投资（亿元）\n1\t清溪水厂扩建\t2026—2028年\t3.2"
    >>> [(p.id, p.name, p.period, str(p.investment), p.unit) for p in read_projects(MappedText.of(text), (), None)]
    [('j31', '清溪水厂扩建', '2026-2028', '3.2', '亿元')]
    """
    layout = with_layout(clean)
    drafts = [draft for table in find_project_tables(layout.text) for draft in _of_table(table)]
    found = [_project(draft, layout) for draft in drafts]
    taken = sorted((project.start, project.end) for project in found)
    for draft in read_boxes(clean.text, blocks):
        project = _project(draft, clean)
        if not _overlaps(taken, project):
            found.append(project)
    return linked(_unique(_placed(sorted(found, key=lambda p: (p.start, p.end)), clean, blocks)), tasks)


def _of_table(table: ProjectTable) -> Iterator[Draft]:
    for row in read_rows(table):
        name = row.cells[Part.NAME]
        parts = members(name.text) if _is_list(name, table) else []
        if len(parts) > 1:
            announced = announced_number(name.text)
            sure = _SURE_OF_MEMBERS - (_MISCOUNTED if announced not in (None, len(parts)) else 0)
            for begin, end in parts:
                part = sliced(name, begin, end)
                yield Draft(part.text, part.start, part.end, sure)
            continue
        draft = _of_row(row, table)
        if can_be_name(draft.name):
            yield draft


def _is_list(name: Cell, table: ProjectTable) -> bool:
    """Tell whether a cell names several projects: it says how many, or the table says nothing of each one."""
    return announced_number(name.text) is not None or (names_lists(table.columns) and name.text.count("、") > 1)


def _of_row(row: ProjectRow, table: ProjectTable) -> Draft:
    said = {part: cell.text for part, cell in row.cells.items()}
    unit = next((column.unit for column in table.columns if column.part is Part.INVESTMENT), None)
    money = said.get(Part.INVESTMENT)
    investment, printed = investment_of(money, unit or table.unit) if money else (None, None)
    begin, finish = said.get(Part.BEGIN), said.get(Part.FINISH)
    years = joined_period(begin and period_of(begin), finish and period_of(finish))
    return Draft(
        bare(said[Part.NAME]),
        row.start,
        row.end,
        _SURE if row.exact else _SURE_OF_ALIGNED,
        scale=said.get(Part.SCALE),
        period=period_of(said.get(Part.PERIOD, "")) or years,
        investment=investment,
        unit=printed if investment is not None else None,
        body=said.get(Part.BODY),
    )


def _project(draft: Draft, text: MappedText) -> Project:
    start, end = text.original_span(draft.start, draft.end)
    return Project(
        id=f"j{start}",
        name=draft.name,
        scale=draft.scale,
        period=draft.period,
        investment=draft.investment,
        unit=draft.unit,
        body=draft.body,
        passage="",
        confidence=round(draft.sure, 2),
        start=start,
        end=end,
    )


def _placed(projects: Sequence[Project], clean: MappedText, blocks: Sequence[Block]) -> Iterator[Project]:
    """Give each project the number of the passage it stands in."""
    starts = [clean.original_span(block.start, block.start + 1).start for block in blocks]
    for project in projects:
        at = bisect_right(starts, project.start) - 1
        yield replace(project, passage=blocks[at].number) if at >= 0 else project


def _overlaps(taken: Sequence[tuple[int, int]], project: Project) -> bool:
    at = bisect_right(taken, (project.start, project.end)) - 1
    before = at >= 0 and taken[at][1] > project.start
    return before or (at + 1 < len(taken) and taken[at + 1][0] < project.end)


def _unique(projects: Iterator[Project]) -> list[Project]:
    """Number the projects that one place yields: j12, j12-2."""
    seen: Counter[str] = Counter()
    found = []
    for project in projects:
        seen[project.id] += 1
        count = seen[project.id]
        found.append(project if count == 1 else replace(project, id=f"{project.id}-{count}"))
    return found
