"""Sentences, clauses and items: the frame in which a number finds its words.

A sentence ends at 。；！？ or a line end; a clause at ，and ：; an item is the stretch of a clause that holds one number
(or one enumeration of numbers) with its own words: in ``新建A 205个、B 816个`` there are two items, in
``A、B分别增长4.4%、5.9%`` one. Nothing is split inside quotation marks, brackets or book-title marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.chinese.quantities import Quantity, Shape

#: Characters; the longest sentence of the plans we know has 700.
LONGEST = 1500
_SENTENCE_END = re.compile(r"[。；！？\n]+”?|(?<=[\u4e00-\u9fff\d%）”]);")
_SEMICOLONS = ("；", ";")
_SHELTERS = re.compile(r"（[^（）]*）|“[^“”]*”|《[^《》]*》")
_ITEM_END = re.compile(r"、|以及|和|与|(?<![普惠涉波])及(?![以时其早格])")
_CLAUSE_END = re.compile(r"[，：]|——")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block.

    Attributes:
        text: Its text, without the closing mark.
        start: Index in the clean text where it starts.
        continues: It follows a semicolon, so that what governed the part before it governs on.
    """

    text: str
    start: int
    continues: bool = False


@dataclass(slots=True)
class Item:
    """A stretch of a clause with the quantities that share its words (indices into the sentence)."""

    start: int
    end: int
    quantities: list[Quantity]
    first_of_clause: bool = True
    clause_start: int = 0
    clause_end: int = 0


def sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """Yield the sentences of ``text[start:end]``; the closing mark is left out."""
    position = start
    continues = False
    for match in _SENTENCE_END.finditer(text, start, end):
        yield from _cut(text, position, match.start(), continues=continues)
        position = match.end()
        continues = match[0] in _SEMICOLONS
    yield from _cut(text, position, end, continues=continues)


def _cut(text: str, start: int, end: int, *, continues: bool) -> Iterator[Sentence]:
    """Cut what no writer would call a sentence, so that the work on one stays bounded."""
    while end - start > LONGEST:
        comma = text.rfind("，", start, start + LONGEST)
        stop = comma + 1 if comma > start else start + LONGEST
        yield Sentence(text[start:stop], start, continues)
        start, continues = stop, True
    if end > start:
        yield Sentence(text[start:end], start, continues)


def shelters(sentence: str) -> list[tuple[int, int]]:
    """Return the stretches inside quotation marks, brackets and book-title marks."""
    return [match.span() for match in _SHELTERS.finditer(sentence)]


def clauses(sentence: str) -> list[tuple[int, int]]:
    """Return the clauses of a sentence as spans without their closing mark."""
    inside = shelters(sentence)
    spans = []
    position = 0
    for match in _CLAUSE_END.finditer(sentence):
        if _sheltered(match.start(), inside):
            continue
        if match.start() > position:
            spans.append((position, match.start()))
        position = match.end()
    if position < len(sentence):
        spans.append((position, len(sentence)))
    return spans


def divide(sentence: str, clause: tuple[int, int], quantities: list[Quantity]) -> list[Item]:
    """Divide a clause into items.

    Args:
        sentence: Text of the sentence.
        clause: Span of the clause.
        quantities: The value quantities that lie in the clause, in order.

    Returns:
        Items in order. Pieces between 、 without a number belong to the number after them, trailing ones to the last.
    """
    pieces = _pieces(sentence, clause, quantities)
    divided: list[Item] = []
    open_start: int | None = None
    for begin, end in pieces:
        own = [q for q in quantities if begin <= q.number_start < end]
        if not own:
            open_start = begin if open_start is None else open_start
            continue
        if divided and open_start is None and _continues(sentence, begin, end, own, divided[-1]):
            divided[-1].quantities += own  # A、B分别达a、b; 从第8位、第4位跃居第1位
            divided[-1].end = end
            continue
        if open_start is not None and divided and _starts_with_number(sentence, begin, own[0]):
            divided[-1].end = begin - 1  # 创建2个A、B产业园、1个C: the piece without a number ends the item before it
            open_start = None
        divided.append(Item(open_start if open_start is not None else begin, end, own, not divided, *clause))
        open_start = None
    if divided and open_start is not None:
        divided[-1].end = pieces[-1][1]
    return divided


_PREDICATE_ALONE = 4
_JOINS = re.compile(r"[和与及、]|存贷款|城乡")
_SPREADS = re.compile(r"分别|双双|各|从|由|接连|相继|先后")
_GOES_ON = re.compile(r"$|双双|分别|均|跃|升|降|提|增|减|达|到|至|左右|以上")


def _continues(sentence: str, begin: int, end: int, own: list[Quantity], last: Item) -> bool:
    """Tell a bare number that shares the words of the item before it."""
    if not _starts_with_number(sentence, begin, own[0]):
        return False
    if _pairs_up(sentence, begin, end, own, last):
        return True
    ranks = own[0].shape is Shape.RANK and last.quantities[-1].shape is Shape.RANK and own[0].end == end
    return ranks or bool(
        _SPREADS.search(sentence, last.start, last.quantities[0].number_start)
        and _GOES_ON.match(sentence, own[0].end, end)
    )


def _pairs_up(sentence: str, begin: int, end: int, own: list[Quantity], last: Item) -> bool:
    """Tell the second of two amounts said of two things: 城镇和农村居民收入达到A元和B元; 增长A%和B%."""
    first = last.quantities[-1]
    if len(own) != 1 or own[0].end != end or own[0].unit != first.unit or first.shape is not Shape.AMOUNT:
        return False
    words = sentence[last.start : last.quantities[0].start]
    return first.end == begin - 1 and (len(words) <= _PREDICATE_ALONE or _JOINS.search(words) is not None)


def _starts_with_number(sentence: str, begin: int, quantity: Quantity) -> bool:
    return not sentence[begin : quantity.start].strip()


def _pieces(sentence: str, clause: tuple[int, int], quantities: list[Quantity]) -> list[tuple[int, int]]:
    """Split a clause at 、 and, between numbers, at 和, outside shelters."""
    inside = shelters(sentence)
    spans = []
    position = clause[0]
    for match in _ITEM_END.finditer(sentence, *clause):
        if _sheltered(match.start(), inside):
            continue
        if match[0] != "、":
            before = any(position <= q.number_start < match.start() for q in quantities)
            if not before or not any(match.end() <= q.number_start < clause[1] for q in quantities):
                continue  # 和 divides items only between numbers
        spans.append((position, match.start()))
        position = match.end()
    spans.append((position, clause[1]))
    return spans


def _sheltered(index: int, inside: list[tuple[int, int]]) -> bool:
    return any(start < index < end for start, end in inside)
