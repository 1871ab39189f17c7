"""Which claims are of one indicator in one place, synonyms included, so that they can be held against each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from lantu.model.plan import Reading
from lantu.model.records import Statement
from lantu.model.relations import same_indicator
from lantu.review.claims import Claim
from lantu.vocabulary import indicator
from lantu.vocabulary.indicator_names import shipped_grammar
from lantu.vocabulary.indicators import dimension_of

_SHORTEST = 3
#: Names that the words of a sentence give to whatever it speaks of.
_SAYS_NOTHING = re.compile(
    r"(?:全[市省县区]|主要|重点|相关|各类|年|总|新增|新建|建成|建设|实施|推进|培育|引进|打造|完成|达到|累计|每年|年均|其中|上述|[两二三四五六七八九十]大|产业|行业|企业|项目|工程|任务|"
    r"指标|集群|园区|基地|平台|区域|产值|营业收入|收入|利润|投资|面积|规模|长度|里程|产量|产能|能力|增加值|数量|个数|人数|总量|总额|占比|比重|比例|率|增长|增速|数|个|项)+"
)
Group = tuple[Claim, ...]


def same_claims(plan: Reading, claims: Mapping[str, Claim]) -> tuple[Group, ...]:
    """Return the groups of two or more claims that are of one indicator, one measure and one place, in document order.

    To what the model calls one indicator the grammar of names adds names that differ in writing only; the place a statement is said of parts
    them again.
    """
    heads = {each: group[0] for group in same_indicator(plan) for each in group}
    by_name: dict[tuple[str, str, str | None], str] = {}
    gathered: defaultdict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims.values():
        statement = claim.statement
        head = heads.get(statement.id, statement.id)
        name = statement.indicator_id or name_key(statement.indicator)
        if statement.indicator_id is None and _SAYS_NOTHING.fullmatch(statement.indicator):
            continue
        if len(name) >= _SHORTEST:
            head = by_name.setdefault((name, statement.measure, _measured(statement)), head)
        gathered[head, claim.place].append(claim)
    return tuple(tuple(group) for group in gathered.values() if len(group) > 1)


def _measured(statement: Statement) -> str | None:
    """Return what the unit measures: 亿斤 and 万吨 both mass; lengths of time are one, whether at work or not."""
    if statement.measure == "duration":
        return "time"
    known = dimension_of(statement.unit or "")
    return known or statement.unit


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """Return what remains of a printed name when mere differences of writing are gone.

    >>> name_key("全市规模以上工业企业数量") == name_key("规上工业企业")
    True
    """
    return shipped_grammar().key(name)


@lru_cache(maxsize=16384)
def grown_key(name: str, indicator_id: str | None) -> str:
    """Return what grows, falls or is added, so that a change finds its level.

    >>> grown_key("外贸进出口总额年均增长", "trade-growth"), grown_key("泵阀产值年均增速", None)
    ('trade', '泵阀产值')
    """
    known = indicator(indicator_id) if indicator_id else None
    if known is not None:
        return known.base or known.id
    said = shipped_grammar().what_is_said(shipped_grammar().without_front(shipped_grammar().alike(name)))
    return shipped_grammar().without_front(said[0]) if said else name_key(name)
