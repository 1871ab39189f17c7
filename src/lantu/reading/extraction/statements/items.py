"""From an item to drafts: which of the ways to say a number is used."""

from __future__ import annotations

import re
from dataclasses import replace

from lantu.chinese.quantities import Quantity, Shape
from lantu.reading.extraction.statements.completing import complete, share_measure
from lantu.reading.extraction.statements.drafts import SHARES, Draft, draft, measure_of
from lantu.reading.extraction.statements.enumerations import split_subjects
from lantu.reading.extraction.statements.name_first import counted, read_name_first
from lantu.reading.extraction.statements.naming import Subjects, clean_subject
from lantu.reading.extraction.statements.number_first import number_comes_first, read_number_first
from lantu.reading.extraction.statements.predicates import Effect, Predicate, find_predicate, place_words
from lantu.reading.extraction.statements.sentences import Item
from lantu.reading.extraction.statements.surroundings import base_unit, counts_things
from lantu.reading.extraction.statements.verbs import VERB_BEFORE_NUMBER

_NO_VERB = Predicate(0, "", Effect.LEVEL)
_FROM = re.compile(
    r"(?:从|由)(?:“?[\d十一二三四五六]{2,4}年?五?”?(?:期|年)?(?:初|末|底|时期)?的?)?(?P<scope>[^，、从由]{0,8})$"
)
_TURN = re.compile(r"到|至|为|跃居|降|升|增|减|达|位居|居")
_GROWTH_ALONE = re.compile(r"(?:年均)?(?:增速|增长率?|增幅|增长速度|速度)")
_RATE_NOUN = re.compile(
    rf"的(?P<noun>[\u4e00-\u9fff]{{0,8}}?{_GROWTH_ALONE.pattern})(?:$|(?=[，。、；]|支撑|带动|推动|保持|实现))"
)
_OTHER_UNIT = re.compile(r"^（[\u4e00-\u9fff]{1,2}）")  # 26条（个）
_KEEPING = re.compile(r"^均?(?:保持|稳定)在?$")
_STREAK = re.compile(r"(?<!接)连续?$")


def read_item(sentence: str, item: Item, memory: Subjects) -> list[Draft]:
    """Read the numbers of one item.

    Args:
        sentence: The sentence.
        item: A stretch of it with its value quantities.
        memory: What was said before; updated with the subject of this item.

    Returns:
        One draft a number and subject.
    """
    first, *later = item.quantities
    before = sentence[item.start : first.start]
    started = _FROM.search(before) if later else None
    if started:
        return _read_from_to(sentence, item, started, before, memory)
    if later and later[0].start == first.end and counts_things(first.unit):
        return _read_batches(sentence, item, memory)
    if _STREAK.search(before):
        return _read_streak(sentence, item, before, memory)
    rate = _RATE_NOUN.match(sentence, first.end, later[0].start if later else item.end)
    if rate and base_unit(first.unit) in SHARES:
        return _read_rate(sentence, item, rate, before, memory)
    noun = _OTHER_UNIT.sub("", sentence[first.end : later[0].start if later else item.end])
    if not number_comes_first(before, first, noun):
        return read_name_first(sentence, item, before, memory)
    made = read_number_first(sentence, item, before, noun, memory)
    if not later:
        return [made]
    return [made, *read_item(sentence, _rest(item, first.end, later), memory)]


def _read_rate(sentence: str, item: Item, rate: re.Match[str], before: str, memory: Subjects) -> list[Draft]:
    """保持6%左右的年均增速, 年均2.9%的能源消费增速: the name stands after the number."""
    first, *later = item.quantities
    predicate = find_predicate(before, rank=False)
    subject, noun = clean_subject(before[: predicate.start]), rate["noun"]
    name = complete(subject, memory) + noun if _GROWTH_ALONE.fullmatch(noun) else noun
    yearly = predicate.yearly or "年均" in noun
    made = draft(sentence, item, first, name, "growth_annual", replace(predicate, yearly=yearly))
    made.end = rate.end()
    memory.speak_of(complete(subject, memory) if name != noun else noun)
    if yearly and "年均" not in name:
        made.indicator = "年均" + name
    if not later:
        return [made]
    return [made, *read_item(sentence, _rest(item, rate.end("noun"), later), memory)]


def _rest(item: Item, start: int, quantities: list[Quantity]) -> Item:
    return Item(start, item.end, quantities, False, item.clause_start, item.clause_end)


def _read_batches(sentence: str, item: Item, memory: Subjects) -> list[Draft]:
    """推出12批1181项举措: the first number only says in how many batches."""
    batches, *counted = item.quantities
    before = sentence[item.start : batches.start]
    verb = VERB_BEFORE_NUMBER.search(before)
    memory.verb = verb["verb"] if verb else memory.verb
    rest = Item(counted[0].start, item.end, counted, item.first_of_clause, item.clause_start, item.clause_end)
    made = read_number_first(sentence, rest, before, sentence[counted[0].end : item.end], memory)
    return [draft(sentence, item, batches, made.indicator, "count_list", _NO_VERB), made]


def _read_streak(sentence: str, item: Item, before: str, memory: Subjects) -> list[Draft]:
    """连续24个月保持两位数增长: how long something has lasted."""
    first, *later = item.quantities
    subject = clean_subject(_STREAK.sub("", before))
    lasting = sentence[first.end : later[0].start if later else item.end]
    shown = _KEEPING.sub("保持时长", lasting)
    if later and later[0].shape in (Shape.RANK, Shape.IMPLIED):
        shown = sentence[first.end : item.end]  # 连续三年居全国首位
    made = draft(
        sentence,
        item,
        first,
        (complete(subject, memory) if subject else memory.subject) + "连续" + shown,
        "duration",
        Predicate(0, "连续", Effect.LEVEL),
    )
    made.end = item.end
    made.inherited = not subject
    if not later:
        return [made]
    return [made, *read_name_first(sentence, _rest(item, first.end, later), subject + lasting, memory)]


_DATED = re.compile(r"(?:20\d\d年|期|年)[底末]?的?$")


def _read_from_to(sentence: str, item: Item, started: re.Match[str], before: str, memory: Subjects) -> list[Draft]:
    """X从A提高到B; X、Y从A1、A2双双跃居B."""
    subject = share_measure(clean_subject(before[: started.start()]), memory, item.quantities[0].unit)
    begun = item.quantities[0].end
    old = [q for q in item.quantities if not _TURN.search(sentence, begun, q.start)]
    new = item.quantities[len(old) :]
    names = split_subjects(subject) if len(old) > 1 else [subject]
    drafts = []
    for values, was in ((old, True), (new, False)):
        shared = values if len(values) == len(names) else values[:1] * len(names)
        for name, quantity in zip(names, shared, strict=False):
            rank = quantity.shape is Shape.RANK
            predicate = (
                _NO_VERB if was else find_predicate(_DATED.sub("", sentence[old[-1].end : quantity.start]), rank=rank)
            )
            full = complete(name, memory) + (place_words(started["scope"]) + "位次" if rank else "")
            measure = measure_of(quantity, predicate, full)
            stated = "level" if not was and measure in ("growth_annual", "growth_total", "increment") else measure
            made = draft(sentence, item, quantity, counted(full, quantity, stated), stated, predicate)
            made.was, made.inherited = was, not subject
            made.end = quantity.end if was else item.end
            memory.units[full] = quantity.unit or ""
            drafts.append(made)
    memory.speak_of(complete(names[-1] if names else "", memory), [complete(name, memory) for name in names])
    return drafts
