"""A total and the points under it: lines that each begin with a mark and state one part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from lantu.model.plan import Reading
from lantu.model.records import Statement
from lantu.model.relations.relation import Relation, can_be_added, one_kind, position, prose

_LINE = re.compile(r"[^\r\n]+")
_POINT = re.compile(
    r"\s*(?:[—–─-]{1,3}|[（(]?[0-9０-９一二三四五六七八九十]{1,3}[）)]|[0-9０-９]{1,2}[.．、]|[一二三四五六七八九十]{1,2}、|[①-⑳●•·◆■□▪➢*]|[一二三四五六七八九十]是)"
)
_TOTAL = re.compile(r"\s*(?:以上)?(?:[合总總共][计計]|总共|總共)")
_OPENS = re.compile(r"[:：]\s*$")


def relations_of_points(plan: Reading) -> Iterator[Relation]:
    """Yield, for each line that states a total before points, or sums them up after, the total with the first amount of each point."""
    text = plan.document.text
    statements = [s for s in prose(plan) if can_be_added(s)]
    places = [position(s.id) for s in statements]
    lines = [match for match in _LINE.finditer(text) if not match[0].isspace()]

    def within(line: re.Match[str]) -> Sequence[Statement]:
        return statements[bisect_left(places, line.start()) : bisect_left(places, line.end())]

    for i, line in enumerate(lines):
        said = within(line)
        if said and not _POINT.match(line[0]) and i + 2 < len(lines) and _POINT.match(lines[i + 1][0]):
            yield from _under(said, _OPENS.search(line[0]) is not None, [within(p) for p in _points(lines, i + 1)])
        if said and i > 1 and _TOTAL.match(line[0]):
            above = [within(p) for p in takewhile(lambda p: _POINT.match(p[0]), reversed(lines[:i]))]
            yield from _under(said[:1], True, above[::-1])


def _points(lines: Sequence[re.Match[str]], at: int) -> Iterator[re.Match[str]]:
    """Yield the lines from one on that go on being points."""
    for line in lines[at:]:
        if not _POINT.match(line[0]):
            return
        yield line


def _under(said: Sequence[Statement], opened: bool, points: Sequence[Sequence[Statement]]) -> Iterator[Relation]:
    whole = said[-1]
    firsts = [next((s for s in point if one_kind(whole, s)), None) for point in points]
    parts = [first for first in firsts if first is not None and (opened or first.measure == whole.measure)]
    if len(parts) > 1 and (opened or len(parts) == len(points)):
        named = all(part.indicator.endswith(whole.indicator) for part in parts)
        sure = (opened or named) and len(parts) == len(points)
        yield Relation(whole=whole.id, parts=tuple(part.id for part in parts), how="points", certain=sure)
