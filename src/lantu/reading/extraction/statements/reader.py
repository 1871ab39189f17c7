"""Statements of running text: the walk through blocks, sentences, clauses and items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lantu.chinese.quantities import Quantity, Shape, find_quantities
from lantu.chinese.time import TimeMention
from lantu.model.records import Statement, Unread, UnreadReason
from lantu.model.text import MappedText
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.lines import find_mark
from lantu.reading.extraction.outline import Block
from lantu.reading.extraction.statements.certainty import confidence_of
from lantu.reading.extraction.statements.context import Context, Contexts, governing
from lantu.reading.extraction.statements.drafts import Draft
from lantu.reading.extraction.statements.forms import form_of_draft
from lantu.reading.extraction.statements.governance import Governors
from lantu.reading.extraction.statements.items import read_item
from lantu.reading.extraction.statements.judgement import judge, own_span
from lantu.reading.extraction.statements.naming import Subjects, note_clause
from lantu.reading.extraction.statements.number_roles import NumberRole, masked, number_roles
from lantu.reading.extraction.statements.scopes import scope_of, scope_of_match
from lantu.reading.extraction.statements.sentences import Sentence, clauses, divide, sentences
from lantu.reading.extraction.statements.shared_units import with_shared_units
from lantu.reading.extraction.statements.tidying import tidy
from lantu.vocabulary import known_indicator

_READ = ("paragraph", "heading", "column")
_LIST = NumberRole.LIST_COUNT
_SIDE_ROLES = (_LIST, NumberRole.SIZE)
_NUMERAL = re.compile(r"[\d零一二两三四五六七八九十百千万亿半首榜全清]")
#: A note or a definition: its numbers say what a word means and promise nothing.
_EXPLAINS = re.compile(
    r"注[：:]|(?:\d{1,3}[.．])?[^，。：]{1,24}(?:是指|指的是|系指)|\d{1,3}[.．][^，。]{0,12}为[^，。]{0,8}(?:累计|预计|年均)数"
)
_COUNTED_NOUN = re.compile(r"(?:大|个)?([^，。；、：]{1,24})")
#: Numbers in one sentence beyond which it is no sentence; the densest of the plans we know has 11.
MOST_NUMBERS = 60
_SHOWN = 200  # characters of an unread run that are kept with it
_UNPRINTED = ("首位", "榜首")


@dataclass(frozen=True, slots=True)
class StatementsRead:
    """What running text yields.

    Attributes:
        statements: In document order, offsets into the original.
        unread: Stretches that are no sentences (long runs of numbers), left to a person.
    """

    statements: tuple[Statement, ...]
    unread: tuple[Unread, ...]


def read_statements(clean: MappedText, blocks: Sequence[Block], horizon: Horizon | None) -> StatementsRead:
    """Read the statements of the running text of a plan; tables are read elsewhere.

    Args:
        clean: Clean text with its map to the original.
        blocks: Outline of the clean text.
        horizon: The document's own years, or None when unknown.
    """
    walk = _Walk(clean, horizon, Contexts(clean.text, blocks, horizon))
    return StatementsRead(tuple(walk.statements()), tuple(walk.unread))


@dataclass(slots=True)
class _Walk:
    clean: MappedText
    horizon: Horizon | None
    contexts: Contexts
    taken: dict[str, int] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)

    def statements(self) -> Iterator[Statement]:
        for block in self.contexts.blocks:
            if block.kind in _READ and block.role != "front":
                yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Statement]:
        context = self.contexts.of(block)
        memory = Subjects(topic=context.topic)
        before: Governors | None = None
        said: list[TimeMention] = []
        mark = find_mark(self.clean.text, block.start, block.end)
        for sentence in sentences(self.clean.text, mark.end if mark else block.start, block.end):
            memory.new_sentence(continues=sentence.continues)
            times = self.contexts.times(sentence.text)
            governors = Governors(
                sentence.text, times, clauses(sentence.text), context.period, before if sentence.continues else None
            )
            if _NUMERAL.search(sentence.text):
                yield from self._sentence(sentence, block, context, memory, governors)
            before = governors
            said += times
            if context.period is None and _leads(sentence, block, times):
                times = governing(times)
                context.period = times[-1].period if times else None
        if before is not None:
            self.contexts.announce(block, before.sentence, said)

    def _sentence(
        self, sentence: Sentence, block: Block, context: Context, memory: Subjects, governors: Governors
    ) -> Iterator[Statement]:
        text = sentence.text
        if block.role == "review":
            self.contexts.note_review(governors.times)
        quantities = with_shared_units(text, masked(find_quantities(text), governors.times))
        if not quantities:
            return
        if len(quantities) > MOST_NUMBERS:
            self._leave(sentence, block, "too_many_numbers", 0, len(text))
            return
        explained = bool(_EXPLAINS.match(text))
        roles = dict(zip(map(id, quantities), number_roles(text, quantities), strict=True))
        for clause in governors.clauses:
            own = [q for q in quantities if clause[0] <= q.number_start < clause[1]]
            for draft in _drafts(text, clause, own, roles, memory):
                draft.context = draft.context or explained
                if draft.nameless:
                    self._leave(sentence, block, "unreadable_value", draft.start, draft.end)
                else:
                    yield self._statement(sentence, block, context, draft, governors)

    def _statement(
        self, sentence: Sentence, block: Block, context: Context, draft: Draft, governors: Governors
    ) -> Statement:
        quantity = draft.quantity
        draft.indicator = tidy(draft.indicator)
        judged = judge(draft, governors, block.role, self.horizon, self.contexts.review_period)
        start, end = self.clean.original_span(sentence.start + draft.start, sentence.start + draft.end)
        number = self.clean.original_span(sentence.start + quantity.number_start, sentence.start + quantity.end)
        target = judged.kind == "target"
        known = known_indicator(draft.indicator, unit=draft.unit, measure=judged.measure)
        printed = sentence.text[quantity.start : quantity.end]
        return Statement(
            id=self._id(number.start),
            kind=judged.kind,
            indicator=draft.indicator,
            indicator_id=known.indicator_id if known else None,
            comparator=draft.comparator,
            value=quantity.value,
            value_high=quantity.value_high,
            unit=draft.unit,
            measure=judged.measure,
            period=judged.period,
            period_inferred=own_span(self.horizon) if judged.period is None and target else None,
            scope=scope_of(draft.indicator) or context.scope or scope_of_match(known),
            modality=judged.modality,
            hedged=quantity.hedged or judged.modality == "strive",
            implied=quantity.shape is Shape.IMPLIED or printed in _UNPRINTED,
            form=form_of_draft(draft, judged.measure, known.indicator_id if known else None) if target else None,
            text=self.clean.original[start:end],
            passage=block.number,
            confidence=confidence_of(draft),
            start=start,
            end=end,
        )

    def _leave(self, sentence: Sentence, block: Block, reason: UnreadReason, begin: int, finish: int) -> None:
        """List a stretch of a sentence as unread; stretches that touch are one."""
        start, end = self.clean.original_span(sentence.start + begin, sentence.start + finish)
        last = self.unread[-1] if self.unread else None
        if last is not None and (last.passage, last.reason) == (block.number, reason) and last.end >= start:
            start = last.start
            self.unread.pop()
        self.unread.append(
            Unread(
                id=f"u{start}",
                reason=reason,
                text=self.clean.original[start : min(end, start + _SHOWN)],
                passage=block.number,
                start=start,
                end=end,
            )
        )

    def _id(self, offset: int) -> str:
        """Number the statements that one place yields: s12, s12-2, s12-3."""
        name = f"s{offset}"
        count = self.taken[name] = self.taken.get(name, 0) + 1
        return name if count == 1 else f"{name}-{count}"


def _leads(sentence: Sentence, block: Block, times: Sequence[TimeMention]) -> bool:
    """Tell a lead sentence, whose time governs what follows it: …如下：, or first of all 到2030年，建成示范区 without a number."""
    if sentence.text.endswith("："):
        return True
    opens = sentence.start == block.lead_end and bool(times) and times[0].start == 0 and times[0].end_of
    return opens and not masked(find_quantities(sentence.text), list(times))


def _drafts(
    text: str,
    clause: tuple[int, int],
    quantities: list[Quantity],
    roles: dict[int, NumberRole],
    memory: Subjects,
) -> list[Draft]:
    """Read the numbers of a clause, each in the way its role asks for, in their order."""
    memory.new_clause()
    values = [q for q in quantities if roles[id(q)] is NumberRole.VALUE]
    drafts = [_side_draft(text, clause, q, roles[id(q)]) for q in quantities if roles[id(q)] in _SIDE_ROLES]
    if not values:
        memory.subject = next((_counted(text, clause, q) for q in quantities if roles[id(q)] is _LIST), memory.subject)
        note_clause(text[clause[0] : clause[1]], memory, text[clause[1] : clause[1] + 1])
    for item in divide(text, clause, values):
        drafts += read_item(text, item, memory)
    return sorted(drafts, key=lambda draft: draft.quantity.number_start)


def _counted(text: str, clause: tuple[int, int], quantity: Quantity) -> str:
    """What is counted: the noun behind the number, else the words before it."""
    noun = _COUNTED_NOUN.match(text, quantity.end, clause[1])
    return noun[1] if noun else text[clause[0] : quantity.start][-24:]


def _side_draft(text: str, clause: tuple[int, int], quantity: Quantity, role: NumberRole) -> Draft:
    """A list count or a size class: kept, but not read as a value."""
    noun = _COUNTED_NOUN.match(text, quantity.end, clause[1])
    counted = role is _LIST
    name = _counted(text, clause, quantity)
    draft = Draft(
        quantity=quantity,
        indicator=name.removesuffix("规模") + ("数" if counted else "规模"),
        measure="count_list" if counted else "level",
        comparator="=" if counted else "approx",
        start=max(clause[0], text.rfind("、", clause[0], quantity.start) + 1),
        end=noun.end() if noun else quantity.end,
        unit=quantity.unit or "个",
    )
    return draft if counted else replace(draft, context=True)
