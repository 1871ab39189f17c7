"""Totals and parts in one sentence: 其中, an enumeration after a colon, a sum after its parts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lantu.model.plan import Reading
from lantu.model.records import Statement
from lantu.model.relations.relation import Relation, base_unit, can_be_added, is_share, one_period, position, prose

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_AMONG = re.compile(r"其 ?中")
_OPENS = re.compile(r"[:：]|包括|分[别別](?:[为為是])?")
_SUM = re.compile(r"(?:合|总|總|共)[计計共](?:达|達)?(?:到)?[约約]?\s*$|总共\s*$")
_ACTION = re.compile(
    r"(?:新增|新建|建设|建成|改造|完成|实施|培育|打造|引进|推进|开展|治理|修复|创建|发展|形成|实现|争取|力争|每年|年均)"
)
_CHANGE = re.compile(r"(?:[较較]|(?<![占佔])比(?![重例]))\S{0,8}$|年均\s*$")
_LONGEST = 2_000


def relations_in_sentences(plan: Reading) -> Iterator[Relation]:
    """Yield the relations that single sentences state."""
    text = plan.document.text
    statements = [s for s in prose(plan) if can_be_added(s)]
    places = [position(s.id) for s in statements]
    for passage in plan.passages:
        if passage.kind not in ("paragraph", "column"):
            continue
        low, high = bisect_left(places, passage.start), bisect_left(places, passage.end)
        if high - low < 2:
            continue
        before: Sequence[Statement] = ()
        for match in _SENTENCE.finditer(text, passage.start, passage.end):
            end = min(match.end(), match.start() + _LONGEST)
            inside = statements[bisect_left(places, match.start(), low, high) : bisect_left(places, end, low, high)]
            yield from _among(text, match.start(), end, inside, before)
            yield from _enumerated(text, inside)
            yield from _summed(text, match.start(), inside)
            before = inside or before


def _among(
    text: str, start: int, end: int, inside: Sequence[Statement], before: Sequence[Statement]
) -> Iterator[Relation]:
    """Yield what 其中 says: the last amount of the kind before it is the whole, what follows are parts."""
    words = [match.start() for match in _AMONG.finditer(text, start, end)]
    for word, upto in zip(words, [*words[1:], end], strict=False):
        after = [s for s in inside if word < position(s.id) < upto]
        earlier = [s for s in inside if position(s.id) < word]
        whole = next((s for s in reversed(earlier or before) if after and _one_kind(s, after[0])), None)
        parts = _run(text, whole, after) if whole else []
        if whole is not None and parts and not _said_before(text[start:word], parts[0]):
            sure = bool(earlier) and parts[0].measure == whole.measure and not _skips(earlier, whole)
            yield Relation(whole=whole.id, parts=tuple(s.id for s in parts), how="其中", certain=sure)


def _said_before(before: str, part: Statement) -> bool:
    """Tell whether what follows 其中 only comes back to an amount of the sentence (15个集群和8个园区，其中15个集群……)."""
    printed = rf"(?<![\d.]){re.escape(f'{part.value:f}')}\s*{re.escape(part.unit or '')}"
    return re.search(printed, before) is not None


def _skips(earlier: Sequence[Statement], whole: Statement) -> bool:
    """Tell whether another amount stands between a whole and 其中, so that 其中 may speak of that one."""
    return earlier[-1].id != whole.id


def _run(text: str, whole: Statement, after: Sequence[Statement]) -> list[Statement]:
    """Return the amounts that go on being parts: of one kind, and no new action after a comma."""
    parts: list[Statement] = []
    for statement in after:
        at = position(statement.id)
        if not _one_kind(whole, statement):
            break
        if _CHANGE.search(text, max(0, at - 14), at):
            break
        if parts and _ends_run(text, parts, statement):
            break
        parts.append(statement)
    return parts


def _ends_run(text: str, parts: Sequence[Statement], statement: Statement) -> bool:
    """Tell whether an amount begins something new: another action after a comma, or a semicolon where commas parted so far."""
    between = text[position(parts[-1].id) : position(statement.id)]
    if re.search("[;；]", between):
        first = text[position(parts[0].id) : position(parts[1].id)] if len(parts) > 1 else between
        opening = text[max(0, parts[0].start - 3) : position(parts[0].id)]
        return not re.search("[;；]", first) or (len(parts) == 1 and not re.search("[:：]", opening))
    acts = _ACTION.match(statement.indicator) and not _ACTION.match(parts[0].indicator)
    return (bool(acts) or statement.measure != parts[0].measure) and re.search("[,，]", between) is not None


def _enumerated(text: str, inside: Sequence[Statement]) -> Iterator[Relation]:
    """Yield a total with what a colon or 包括 enumerates after it."""
    for i, whole in enumerate(inside[:-2]):
        first = inside[i + 1]
        between = text[position(whole.id) : position(first.id)]
        opening = _OPENS.search(between)
        if opening is None or _AMONG.search(between) or not _one_kind(whole, first):
            continue
        if re.search("[,，]", between[: opening.start()]) or len(between) > 40:
            continue
        parts = _run(text, whole, inside[i + 1 :])
        if len(parts) > 1:
            same = all(part.measure == whole.measure for part in parts)
            yield Relation(whole=whole.id, parts=tuple(s.id for s in parts), how="enumeration", certain=same)


def _summed(text: str, start: int, inside: Sequence[Statement]) -> Iterator[Relation]:
    """Yield a sum (合计) with the amounts before it."""
    for i, whole in enumerate(inside):
        at = position(whole.id)
        if i < 2 or not _SUM.search(text[max(start, at - 8) : at]):
            continue
        parts: list[Statement] = []
        for statement in reversed(inside[:i]):
            if not _one_kind(whole, statement):
                break
            parts.insert(0, statement)
        if len(parts) > 1:
            same = all(part.measure == whole.measure for part in parts)
            yield Relation(whole=whole.id, parts=tuple(s.id for s in parts), how="enumeration", certain=same)


def _one_kind(whole: Statement, part: Statement) -> bool:
    """Tell whether an amount can be a part of another: one unit, one time; shares only of shares."""
    per_year = (whole.measure == "per_year") == (part.measure == "per_year")
    return (
        base_unit(whole.unit) == base_unit(part.unit)
        and is_share(whole) == is_share(part)
        and per_year
        and one_period(whole, part)
        and position(whole.id) != position(part.id)
    )
