"""Totals of a section and the amounts of its sub-sections, measured by one noun (产业集群产值 and the 产值 of each industry)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from lantu.model.plan import Reading
from lantu.model.records import Passage, Statement
from lantu.model.relations.relation import Amount, Relation, amount_of, one_period, position, prose, subject_of

Firsts = dict[str, dict[Amount, Statement]]
Held = dict[str, list[tuple[Amount, Statement]]]
_OPENING = 16  # characters in which a paragraph says what it is about
_SAYS_NOTHING = frozenset(("产业", "发展", "建设"))  # a word that every heading and every total share
_WHOLES = ("集群", "全部", "合计", "全市", "全省", "全县", "全区")


def relations_of_sections(plan: Reading) -> Iterator[Relation]:
    """Yield, for each section that states a total before its sub-sections, the total with the amounts of these.

    Sub-sections are the headings under a heading, or, where it has none, its paragraphs with a lead (航空。大力发展…) after the first. Of each sub-section the
    first amount counts: it is the total of what stands below.
    """
    passages = plan.passages
    starts = [passage.start for passage in passages]
    held: defaultdict[str, list[tuple[Amount, Statement]]] = defaultdict(list)
    for statement in prose(plan):
        amount = amount_of(statement)
        at = bisect_right(starts, position(statement.id)) - 1
        if amount is not None and at >= 0:
            held[passages[at].id].append((amount, statement))
    children: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.parent is not None:
            children[passage.parent].append(passage)
    firsts = _first_amounts(passages, held)
    for section in passages:
        if section.kind == "heading" and section.id in children:
            yield from _of_section(plan.document.text, section, children[section.id], held, firsts)


def _first_amounts(passages: Sequence[Passage], held: Held) -> Firsts:
    """Return for each passage the first amount of each kind in it and below it."""
    firsts: Firsts = {}
    for passage in reversed(passages):  # what stands below comes later in the document
        own: dict[Amount, Statement] = {}
        for amount, statement in held.get(passage.id, []):
            own.setdefault(amount, statement)
        merged = {**firsts.get(passage.id, {}), **own}
        firsts[passage.id] = merged
        if passage.parent is not None and merged:
            above = firsts.setdefault(passage.parent, {})
            above.update(merged)  # walking backwards, the earliest passage writes last
    return firsts


def _of_section(
    text: str, section: Passage, below: Sequence[Passage], held: Held, firsts: Firsts
) -> Iterator[Relation]:
    headings = [p for p in below if p.kind == "heading" or (p.kind == "paragraph" and p.number != section.number)]
    if headings:
        opening = [passage for passage in below if passage.start < headings[0].start and passage.kind == "paragraph"]
        parts_in = headings
    else:
        paragraphs = [passage for passage in below if passage.kind in ("paragraph", "column")]
        opening, rest = paragraphs[:1], paragraphs[1:]
        led = sum(p.heading is not None for p in rest) * 2 > len(rest)
        parts_in = [p for p in rest if led or any(_begins_with(text, p, s) for _, s in held.get(p.id, ()))]
    wholes = [pair for passage in opening for pair in held.get(passage.id, [])]
    told: set[Amount] = set()
    for amount, whole in wholes:
        if amount in told:
            continue
        told.add(amount)
        alone = sum(other == amount for other, _ in wholes) == 1
        found = [firsts.get(passage.id, {}).get(amount) for passage in parts_in]
        parts = [s for s in found if s is not None and one_period(whole, s) and whole.scope in (None, s.scope)]
        if parts and _is_of(whole, section):
            sure = alone and len(parts) > 1
            yield Relation(whole=whole.id, parts=tuple(s.id for s in parts), how="subsections", certain=sure)


def _begins_with(text: str, paragraph: Passage, statement: Statement) -> bool:
    """Tell whether a paragraph begins with the subject of an amount in it."""
    subject = subject_of(statement)[:2]
    return len(subject) == 2 and subject in text[paragraph.start : paragraph.start + _OPENING]


def _is_of(whole: Statement, section: Passage) -> bool:
    """Tell whether a total is that of its section: they share a word, or it says that it is a total."""
    subject, heading = subject_of(whole), section.heading or ""
    if any(word in subject for word in _WHOLES) or not subject:
        return True
    words = {subject[i : i + 2] for i in range(len(subject) - 1)} - _SAYS_NOTHING
    return any(word in heading for word in words)
