"""Reads the tasks of a plan from its running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lantu.model.records import Task
from lantu.model.text import MappedText
from lantu.reading.extraction.blocks import Block
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.masking import masked
from lantu.reading.extraction.tasks.bodies import Answer, find_answers, inline_answer, place_at, subject_answer
from lantu.reading.extraction.tasks.clauses import sentences
from lantu.reading.extraction.tasks.deadlines import Deadlines
from lantu.reading.extraction.tasks.objects import split_object, title_of, without_bodies
from lantu.reading.extraction.tasks.openings import skip_leads
from lantu.reading.extraction.tasks.phrases import Phrase, find_phrases
from lantu.reading.extraction.tasks.projects import is_project, named_in

ROLES = frozenset(("tasks", "goals", "guarantee"))
"""Sections that may hold tasks; what the review or the principles say is not to be done again."""

_KINDS = frozenset(("paragraph", "column"))
_LOWEST_LEVEL = 5
"""Headings from （一） down can be tasks themselves where nothing stands under them."""
_COMPLEMENT = re.compile(r"(?<=..)(?:成为|[为成到至])$")
_SHORTEST_BODY = 2
_GOAL_DOUBT = 0.15
_SPLIT_DOUBT = 0.1


def read_tasks(clean: MappedText, blocks: Sequence[Block], horizon: Horizon | None) -> tuple[Task, ...]:
    """Read the tasks of a plan.

    Args:
        clean: Clean text with its map to the original.
        blocks: Outline of the clean text.
        horizon: The plan's own period, or None when unknown.

    Returns:
        Tasks in document order, offsets into the original. A verb phrase that names several undertakings gives one task
        for each. Confidence: 0.9 where the clause begins with its verb, 0.7 after a subject or prepositional phrase, less
        for verbs that are nouns as often, for results, for goals and for split objects.
    """
    reader = _Reader(clean, blocks, horizon)
    seen: Counter[str] = Counter()
    found = []
    for task in reader.read():
        seen[task.id] += 1
        found.append(task if seen[task.id] == 1 else replace(task, id=f"{task.id}-{seen[task.id]}"))
    return tuple(found)


@dataclass(slots=True)
class _Draft:
    """A verb phrase waiting for the bodies that may be named after it."""

    phrase: Phrase
    block: Block
    deadline: str | None
    answer: Answer | None = None


class _Reader:
    def __init__(self, clean: MappedText, blocks: Sequence[Block], horizon: Horizon | None) -> None:
        self.clean = clean
        self.blocks = blocks
        self.hidden = masked(clean.text)
        self.deadlines = Deadlines(clean.text, self.hidden, blocks, horizon)

    def read(self) -> Iterator[Task]:
        drafts: list[_Draft] = []  # of the paragraph before: a line 责任单位：… after it speaks of them
        for index, block in enumerate(self.blocks):
            begin = self._begin(index, block)
            if begin is None:
                continue
            answers = find_answers(self.clean.text, block.start, block.end)
            if answers and answers[0].start - block.start <= 1:
                self._answer(drafts, answers[:1])
            for draft in drafts:
                yield from self._tasks(draft)
            drafts = self._drafts(block, begin, answers)
            self._answer(drafts, answers)
        for draft in drafts:
            yield from self._tasks(draft)

    def _begin(self, index: int, block: Block) -> int | None:
        """Return where the tasks of a block begin, or None for a block without any."""
        if block.role not in ROLES:
            return None
        if block.kind in _KINDS:
            return block.start if self._lead_is_read(block) else max(block.start, block.lead_end)
        if block.kind != "heading" or block.level is None or block.level < _LOWEST_LEVEL or not block.heading:
            return None
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if following is not None and following.parent == index:
            answers = find_answers(self.clean.text, following.start, following.end)
            if not answers or answers[0].start - following.start > 1:
                return None
        return max(block.start, block.end - len(block.heading) - 1)

    def _lead_is_read(self, block: Block) -> bool:
        """Tell a first sentence that states tasks (完善制度，健全机制。) from a lead, which names one topic."""
        if block.lead_end <= block.start:
            return True
        if block.start and self.clean.text[block.start - 1] != "\n":
            return True  # goes on after the heading of its own line, which is the lead
        closed = self.clean.text[block.lead_end - 1] == "。"
        return not closed or len(find_phrases(self.hidden, block.start, block.lead_end - 1)) > 1

    def _drafts(self, block: Block, begin: int, answers: list[Answer]) -> list[_Draft]:
        drafts: list[_Draft] = []
        inherited = self.deadlines.of_headings(block.parent)
        for start, end in sentences(self.hidden, begin, block.end):
            if place_at(answers, start) is not None:
                continue
            times = self.deadlines.in_sentence(start, end)
            phrases = find_phrases(self.hidden, start, end)
            inline = inline_answer(self.clean.text, start, end) if phrases else None
            for phrase in phrases:
                inline = self._subject(phrase) or inline
                period = self.deadlines.governing(
                    times, (phrase.start, phrase.stop), phrase.head.verb_start, phrase.end
                )
                drafts.append(_Draft(phrase, block, period or inherited, inline))
            if times and not phrases and self.clean.text.startswith("：", end):
                inherited = times[-1].period
        return drafts

    def _subject(self, phrase: Phrase) -> Answer | None:
        """Return the bodies before the verb of a phrase, as what they do (由市水务局编制…), or None."""
        text, verb = self.clean.text, phrase.head.start
        if verb - phrase.clause < _SHORTEST_BODY:
            return None
        start = skip_leads(self.hidden, phrase.clause, verb)
        return subject_answer(text, phrase.clause, verb) or (
            subject_answer(text, start, verb) if start < verb else None
        )

    @staticmethod
    def _answer(drafts: list[_Draft], answers: list[Answer]) -> None:
        """Give each place that names bodies to the tasks before it and after the place before."""
        waiting = 0
        for answer in answers:
            while waiting < len(drafts) and drafts[waiting].phrase.start < answer.start:
                drafts[waiting].answer = answer
                waiting += 1

    def _tasks(self, draft: _Draft) -> Iterator[Task]:
        phrase, head, text = draft.phrase, draft.phrase.head, self.clean.text
        verb = _COMPLEMENT.sub("", text[head.verb_start : head.verb_end])
        opening = text[head.start : head.object_start]
        target = without_bodies(text[head.object_start : phrase.stop])
        parts = split_object(target, self.hidden[head.object_start : head.object_start + len(target)])
        span = self.clean.original_span(phrase.start, phrase.end)
        place = self.clean.original_span(head.verb_start, head.verb_end).start
        sure = head.sure - _GOAL_DOUBT * (draft.block.role == "goals") - _SPLIT_DOUBT * (len(parts) > 1)
        answer = draft.answer
        moved = opening[0] in "将把对为"  # 将清河县纳入…: what it is done to stands before the verb
        for part in parts:
            project = is_project(opening, part, target)
            yield Task(
                id=f"t{place}",
                title=title_of(opening + part, len(opening)),
                verb=verb,
                object=part or opening[1 : head.verb_start - head.start],  # 把…衔接起来
                lead_body=answer.lead if answer else None,
                bodies=answer.bodies if answer else (),
                deadline=draft.deadline,
                is_project=project,
                named=named_in(opening[1:] + part if moved else part, project=project),
                passage=draft.block.number,
                confidence=round(max(0.05, sure), 2),
                start=span.start,
                end=span.end,
            )
