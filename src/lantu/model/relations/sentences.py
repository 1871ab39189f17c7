"""Totals and parts in one sentence: 其中, an enumeration after a colon, a sum after its parts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lantu.model.plan import Reading
from lantu.model.records import Statement
from lantu.model.relations.relation import How, Relation, base_unit, can_be_added, is_share, one_kind, position, prose

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_AMONG = re.compile(r"其 ?中|按\S{1,6}[分划劃](?=[，,：:])")
_OPENS = re.compile(r"[:：（(]|包括|包含|涵[盖蓋]|分[别別](?:[为為是])?|分[为為]|由")
_AT_ONCE = re.compile(r"[\d.]+\s*[^\s\d，,]{0,6}")
_COMPOSED = re.compile(r"^[^。；;]{0,8}?(?:[组組構构]成|[汇匯]成)")
_SUM = re.compile(
    r"(?:合|总|總|共)[计計共](?:[为為是]|规模|規模|投[资資])?(?:达|達)?(?:到)?[约約]?\s*$|[总總]共\s*$|加[总總]\s*$"
)
_SUM_OF_NAMED = re.compile(
    r"(?:(?<!公)共|[合总總累][计計])(?:新增|新建|建成|完成|实现|實現|形成|改造|培育)[^，,。；;\d]{1,10}$"
)
_SUM_OF_ALL = re.compile(r"^\s*(?:以上|上述)?(?:[两二三四五六七八九十几幾]\S{1,4}?)?(?:合|总|總|共)[计計]")
_ACTION = re.compile(
    r"(?:新增|新建|建设|建成|改造|完成|实施|培育|打造|引进|推进|开展|治理|修复|创建|发展|形成|实现|争取|力争|每年|年均)"
)
_CHANGE = re.compile(r"(?:[较較]|(?<![占佔])比(?![重例]))\S{0,8}$|年均\s*$")
_REACHES = re.compile(r"(?:[达達]到?|到|[为為]|[稳穩]定在|保持在|突破|超[过過]?)[约約近]?\s*$")
_DOES = r"达|達|[超]过|增[加长長]|新增|新建|[建完]成|办理|辦理|改造|占全"
_BARE = re.compile(
    rf"[\d.]+\s*[^，,。；;：:、\d]{{0,6}}[，,、和与與]\s*(?:(?!{_DOES})[\u4e00-\u9fff（）()]){{0,12}}\s*"
    r"|[\d.]+\s*[^，,。；;：:、\d]{0,6}[，,][\u4e00-\u9fff（）、]{2,40}分[别別](?:新增|新建|建成|完成|改造|达到|達到|[达達为為是占佔])?"
)
_BY_ONE_WORD = re.compile(r"分[别別]|[占佔]\s*$")
_NOUN = 2  # characters at the end of a name that say what is counted
_VERB = 5  # characters before a number in which its verb stands
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
            told = [
                *_among(text, match.start(), end, inside, before),
                *_enumerated(text, inside),
                *_summed(text, match.start(), inside, before),
                *_by_year(inside),
            ]
            yield from told
            yield from _beside(text, inside, told)
            before = inside or before


def _among(
    text: str, start: int, end: int, inside: Sequence[Statement], before: Sequence[Statement]
) -> Iterator[Relation]:
    """Yield what 其中 says: the last amount of the kind before it is the whole, what follows are parts.

    Where number and size take turns (项目50个、总投资500亿元，……), each has its own whole.
    """
    words = [match.start() for match in _AMONG.finditer(text, start, end)]
    for word, upto in zip(words, [*words[1:], end], strict=False):
        after = [s for s in inside if word < position(s.id) < upto]
        earlier = [s for s in inside if position(s.id) < word]
        for turn in _in_turns(after) or [after]:
            whole = next((s for s in reversed(earlier or before) if turn and one_kind(s, turn[0])), None)
            parts = _run(text, whole, turn) if whole else []
            if whole is not None and parts and not _said_before(text[start:word], parts[0]):
                named = bool(earlier) or (
                    not text[start:word].strip() and sum(one_kind(s, parts[0]) for s in before) == 1
                )
                sure = named and parts[0].measure == whole.measure and not _skips(earlier or before, whole)
                certain = sure or (named and len(turn) < len(after))
                yield Relation(whole=whole.id, parts=tuple(s.id for s in parts), how="其中", certain=certain)


def _in_turns(after: Sequence[Statement]) -> list[list[Statement]]:
    """Return amounts of two units that take turns, apart; none where they do not."""
    if len(after) < 4 or len(after) % 2:
        return []
    turns = [list(after[::2]), list(after[1::2])]
    units = [{base_unit(statement.unit) for statement in turn} for turn in turns]
    return turns if all(len(unit) == 1 for unit in units) and units[0] != units[1] else []


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
        if not one_kind(whole, statement):
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
    alike = statement.measure == parts[0].measure or statement.indicator[-_NOUN:] == parts[0].indicator[-_NOUN:]
    return (bool(acts) or not alike) and re.search("[,，]", between) is not None


def _enumerated(text: str, inside: Sequence[Statement]) -> Iterator[Relation]:
    """Yield a total with what a colon or 包括 enumerates after it."""
    for i, whole in enumerate(inside[:-2]):
        first = inside[i + 1]
        between = text[position(whole.id) : position(first.id)]
        opening = _OPENS.search(between)
        if opening is None or _AMONG.search(between) or not one_kind(whole, first):
            continue
        if re.search("[、,，][^,，]", between[: opening.start()]) or len(between) > 40:
            continue
        if opening[0] in "（(" and not _AT_ONCE.fullmatch(between[: opening.start()]):
            continue
        parts = _run(text, whole, inside[i + 1 :])
        composed = bool(parts) and _COMPOSED.search(text[parts[-1].end : parts[-1].end + 12]) is not None
        if len(parts) > 1 and (composed or opening[0] != "由"):
            same = all(part.measure == whole.measure for part in parts)
            how: How = "composition" if composed else "enumeration"
            yield Relation(whole=whole.id, parts=tuple(s.id for s in parts), how=how, certain=same)


def _summed(text: str, start: int, inside: Sequence[Statement], before: Sequence[Statement]) -> Iterator[Relation]:
    """Yield a sum (合计) with the amounts before it; one that begins a sentence sums up the sentence before."""
    for i, whole in enumerate(inside):
        at = position(whole.id)
        alone = _SUM.search(text[max(start, at - 8) : at]) is not None
        if not alone and not _SUM_OF_NAMED.search(text[max(start, at - 16) : at]):
            continue
        earlier = before if i == 0 and _SUM_OF_ALL.search(text[start:at]) else inside[:i]
        parts: list[Statement] = []
        for statement in reversed(earlier):
            if not one_kind(whole, statement):
                break
            parts.insert(0, statement)
        if len(parts) > 1:
            same = all(part.measure == whole.measure for part in parts)
            noun = whole.indicator[-_NOUN:]
            sure = same and (alone or all(part.indicator.endswith(noun) for part in parts))
            yield Relation(whole=whole.id, parts=tuple(s.id for s in parts), how="sum", certain=sure)


def _by_year(inside: Sequence[Statement]) -> Iterator[Relation]:
    """Yield what is done over several years with what is done in each: three years or more, one after another."""
    for i, whole in enumerate(inside):
        parts: list[Statement] = []
        for statement in inside[i + 1 :]:
            year = (statement.period or "").isdigit() and int(statement.period or 0)
            follows = not parts or year == int(parts[-1].period or 0) + 1
            if not year or not follows or base_unit(statement.unit) != base_unit(whole.unit):
                break
            parts.append(statement)
        flow = whole.measure == "increment" or re.search("投[资資]|累[计計]", whole.indicator)
        if len(parts) > 2 and flow and not (whole.period or "").isdigit():
            yield Relation(whole=whole.id, parts=tuple(s.id for s in parts), how="years", certain=True)


def _beside(text: str, inside: Sequence[Statement], told: Sequence[Relation]) -> Iterator[Relation]:
    """Yield a total that has a verb, with amounts beside it that have none: bare names with numbers, or names and numbers joined by one 分别."""
    taken = {each for relation in told for each in (relation.whole, *relation.parts)}
    free = [statement for statement in inside if statement.id not in taken]
    for i, whole in enumerate(free[:-2]):
        at = position(whole.id)
        told_apart = _BY_ONE_WORD.search(text, at, position(free[i + 1].id)) or _kinds_of(whole, free[i + 1 : i + 3])
        if is_share(whole) or not (told_apart or _REACHES.search(text, max(whole.start, at - _VERB), at)):
            continue
        parts = _run(text, whole, free[i + 1 :])
        while len(parts) > 1 and not all(_is_bare(text, a, b) for a, b in pairwise([whole, *parts])):
            parts.pop()
        if len(parts) > 1 and (told_apart or all(part.measure == whole.measure for part in parts)):
            yield Relation(whole=whole.id, parts=tuple(s.id for s in parts), how="apposition", certain=False)
            return


def _kinds_of(whole: Statement, parts: Sequence[Statement]) -> bool:
    """Tell whether amounts are named as kinds of the whole: 灌区面积, 大型灌区, 中型灌区."""
    return all(len(s.indicator) > _NOUN and s.indicator[-_NOUN:] in whole.indicator for s in parts)


def _is_bare(text: str, before: Statement, after: Statement) -> bool:
    """Tell whether nothing but a name, or names and 分别, stands between two numbers."""
    return _BARE.fullmatch(text, position(before.id), position(after.id)) is not None
