"""A task names no body, though its neighbours do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from typing_extensions import override

from lantu.model.findings import Finding, Held
from lantu.model.records import Task
from lantu.model.text import Span
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule
from lantu.review.wording import Words

_BODY = re.compile(r"(?:责任|牵头|主管|实施)(?:单位|部门)")
_NAMED = re.compile(r"[（(](?:责任|牵头|配合|主管)(?:单位|部门)[:：]")
_SENTENCE = 12  # characters; a heading as long as that says something
_TITLE = 24
_ENOUGH = 2  # so many neighbours with a body show that bodies are named here
Sentences = dict[Span, list[Task]]


class NoOwner(Rule):
    """A task names no body, though its neighbours do.

    Most plans leave bodies to the division of tasks; then nothing is missing. Where the tasks before and after it, or at least half of the rows of a
    project table, name who answers for them, one that does not was probably forgotten.
    """

    name = "no-owner"
    title = "F207"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for sentences in _by_section(reviewed).values():
            owned = [span for span, tasks in sentences.items() if any(map(_has_body, tasks))]
            covered = _covered(reviewed, owned)
            for span, near in _neighbours(list(sentences)):
                named = sum(each in owned for each in near) >= _ENOUGH
                if named and span not in owned and covered.get(_paragraph(reviewed, span), -1) < span.start:
                    titles = "、".join(task.title for task in sentences[span])
                    yield self.finding("note", "F130", [reviewed.span(span)], task=titles)
        yield from self._rows(reviewed)
        yield from self._cells(reviewed)
        yield from self._points(reviewed)

    def _rows(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the rows of project tables that leave the body empty."""
        tables = defaultdict(list)
        for project in reviewed.plan.projects:
            tables[project.passage].append(project)
        for rows in tables.values():
            lacking = [row for row in rows if not row.body]
            if len(rows) - len(lacking) >= max(_ENOUGH, len(lacking)):
                for row in lacking:
                    yield self.finding("note", "F130", [reviewed.span(row)], task=row.name)

    def _cells(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the rows of tables of tasks whose cell for the body is empty."""
        for rows in _tables(reviewed):
            at = next((i for i, cell in enumerate(rows[0][1]) if _BODY.search(cell)), None)
            if at is None or at == 0:
                continue
            lacking = [(words, cells) for words, cells in rows[1:] if not "".join(cells[at : at + 1]).strip("—-／/ ")]
            if len(rows) - 1 - len(lacking) >= max(_ENOUGH, len(lacking)):
                for words, cells in lacking:
                    span = reviewed.wording.span(words.start, words.start + len(words.text))
                    yield self.finding("note", "F130", [reviewed.span(span)], task=max(cells, key=len))

    def _points(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the points of a list that name no body in brackets where those around them do （牵头单位：……）."""
        for points in _lists_of_points(reviewed):
            named = [_NAMED.search(reviewed.text, point.start, point.end) is not None for point in points]
            for i, point in enumerate(points):
                near = [*named[max(0, i - 2) : i], *named[i + 1 : i + 3]]
                if not named[i] and sum(near) >= _ENOUGH and point.end - point.start > _SENTENCE:
                    title = re.split("[。\r\n]", reviewed.text[point.start : point.start + _TITLE])[0]
                    yield self.finding("note", "F130", [reviewed.span(point)], task=title)


def _lists_of_points(reviewed: Reviewed) -> Iterator[list[Span]]:
    """Yield the points that stand side by side, each with all below it."""
    passages = [passage for passage in reviewed.plan.passages if passage.kind in ("heading", "paragraph")]
    siblings: defaultdict[str | None, list[int]] = defaultdict(list)
    for i, passage in enumerate(passages):
        siblings[passage.parent].append(i)
    for places in siblings.values():
        ends = [passages[place - 1].end for place in places[1:]]
        last = places[-1] + 1
        while last < len(passages) and passages[last].parent == passages[places[-1]].id:
            last += 1
        ends.append(passages[last - 1].end)
        yield [Span(passages[place].start, end) for place, end in zip(places, ends, strict=True)]


Row = tuple[Words, list[str]]


def _tables(reviewed: Reviewed) -> Iterator[list[Row]]:
    """Yield the tables that have a header and rows, each row with its cells."""
    rows: list[Row] = []
    for words in reviewed.wording.sentences:
        cells = words.text.split("\t")
        if len(cells) > 1 and (not rows or len(cells) >= len(rows[0][1]) - 1):
            rows.append((words, cells))
            continue
        if len(rows) > _ENOUGH:
            yield rows
        rows = [(words, cells)] if len(cells) > 1 else []
    if len(rows) > _ENOUGH:
        yield rows


def _neighbours(spans: list[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """Yield each sentence with the two before it and the two after it."""
    for i, span in enumerate(spans):
        yield span, [*spans[max(0, i - 2) : i], *spans[i + 1 : i + 3]]


def _by_section(reviewed: Reviewed) -> dict[str, Sentences]:
    """Return the sentences that hold tasks, by section, each with its tasks."""
    sections: defaultdict[str, Sentences] = defaultdict(dict)
    for task in reviewed.plan.tasks:
        span = reviewed.sentence_at(task.start)
        sections[task.passage].setdefault(span, []).append(task)
    return sections


def _has_body(task: Task) -> bool:
    return bool(task.lead_body or task.bodies)


def _paragraph(reviewed: Reviewed, span: Span) -> str:
    passage = reviewed.passage_at(span.start)
    return passage.id if passage else ""


def _covered(reviewed: Reviewed, owned: list[Span]) -> dict[str, int]:
    """Return how far a body that is named once, at the end of a paragraph, answers for the sentences before it."""
    paragraphs: defaultdict[str, list[int]] = defaultdict(list)
    for span in owned:
        paragraphs[_paragraph(reviewed, span)].append(span.start)
    return {passage: starts[0] for passage, starts in paragraphs.items() if len(starts) == 1}
