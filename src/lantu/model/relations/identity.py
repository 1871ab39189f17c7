"""Which statements of a plan are of one indicator, so that text and table, review and goals know each other."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from lantu.model.plan import Reading
from lantu.model.relations.relation import dimension, position

_MARKS = re.compile(r"[\s“”\"‘’《》「」·、，,（）()\[\]【】]|[*＊∗]+$")
_BEFORE = re.compile(
    r"^(?:全[省市县区州国]|[我本][省市县区]|地区(?!生产总值)|累计|五年|年(?=用水|均|末)|新增(?=.{2,}新增)|实现|完成|确保|力争|预计|达到|城市(?=空气|生活垃圾))+"
)
_COMPARED = re.compile(r"比(?=(?:累计)?(?:降低|下降|提高|增长|增加|减少|缩小))")
_AFTER = re.compile(r"(?:数量|总数|总量|累计|规模|数)$")
_KEEPS_ITS_END = re.compile(r"(?:总量|指数|系数|位数|天数|年数|人数|户数|用水总量)$")
_NAMELESS = re.compile(
    r"(?:年均|同比|累计|平均|每年|增速|增长|提高|下降|降低|减少|达到|总额|规模|数量|比重|占比|比例|面积|产值|收入|投资)+"
)
_SHORTEST = 3


def same_indicator(plan: Reading) -> tuple[tuple[str, ...], ...]:
    """Return the groups of statements that are of one indicator.

    Two statements are of one indicator when the vocabulary gives them one id, or their names are the same but for marks and words that name the same
    thing; and when they say it of the same scope with the same measure in units of one dimension. Counts of lists are left out.

    Args:
        plan: A reading, or a plan after corrections.

    Returns:
        Groups of two or more ids, each in document order, in the order of their first.
    """
    groups = _Groups()
    by_key: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for statement in plan.statements:
        if statement.measure == "count_list":
            continue
        place = (statement.scope, statement.measure, dimension(statement))
        name = name_key(statement.indicator)
        if statement.indicator_id:
            by_key["id", statement.indicator_id, place].append(statement.id)
        if len(name) >= _SHORTEST and not _NAMELESS.fullmatch(name):
            by_key["name", name, place].append(statement.id)
    for ids in by_key.values():
        for other in ids[1:]:
            groups.join(ids[0], other)
    found = [tuple(sorted(group, key=position)) for group in groups.all() if len(group) > 1]
    return tuple(sorted(found, key=lambda group: position(group[0])))


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """Return a name in the form in which it is compared.

    >>> name_key("全市年用水总量") == name_key("用水总量"), name_key("高新技术企业数") == name_key("高新技术企业")
    (True, True)
    >>> name_key("优良天数") == name_key("优良")
    False
    """
    bare = _COMPARED.sub("", _BEFORE.sub("", _MARKS.sub("", name)))
    return bare if _KEEPS_ITS_END.search(bare) else _AFTER.sub("", bare) or bare


class _Groups:
    """Disjoint groups of ids that are joined two by two."""

    def __init__(self) -> None:
        self.above: dict[str, str] = {}

    def top(self, each: str) -> str:
        path = []
        while each in self.above:
            path.append(each)
            each = self.above[each]
        for step in path:
            self.above[step] = each
        return each

    def join(self, a: str, b: str) -> None:
        first, second = self.top(a), self.top(b)
        if first != second:
            self.above[second] = first

    def all(self) -> list[list[str]]:
        gathered: defaultdict[str, list[str]] = defaultdict(list)
        for each in self.above:
            gathered[self.top(each)].append(each)
        return [[top, *others] for top, others in gathered.items()]
