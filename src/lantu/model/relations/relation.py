"""A total and its parts, and what must hold of two quantities that can be so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lantu.model.plan import Reading
from lantu.model.records import Statement

How = Literal["subsections", "其中", "list", "enumeration", "sum", "composition", "points", "years", "apposition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A total and its parts.

    Attributes:
        whole: Id of the statement of the total.
        parts: Ids of the statements of the parts in document order; with ``list`` they may be ids of projects.
        how: What says so: sub-sections under a section's total, the word 其中, a list of named members, an enumeration in one sentence,
            a sum (合计) after its parts, a composition (由……组成), points under a line, the amounts of single years, or only that they stand beside each other.
        certain: False where the text leaves it open, so that a review may only ask.
    """

    whole: str
    parts: tuple[str, ...]
    how: How
    certain: bool


_POWER = re.compile(r"^[十百千万亿]+(?=[^十百千万亿])")
_ASIDE = re.compile(r"[（(].*?[）)]$")
_SHARE = re.compile(r"占|比重|份额|构成")
_NOUN = re.compile(
    r"(?P<noun>产值|产业规模|营业收入|业务收入|销售收入|收入|增加值|装机|投资|产量|产能|面积|里程|交易额|成交额|签约额|进出口|保有量|供应量|储量|库容)(?:容量|总?规模|总?额|总量|能力)?$"
)
_NOT_ADDITIVE = re.compile(
    r"人均|亩均|地均|户均|单位|平均|每|占|比|率|增长|增速|增幅|提高|下降|降低|达到|强度|指数|位次|排名"
)
_COUNTERS = frozenset("个家户所项座处只件条支批种类台套间名")
_PERCENT = frozenset(("%", "‰", "个百分点", "百分点"))


class Amount(NamedTuple):
    """What two statements must share to be added."""

    noun: str
    unit: str
    kind: str
    flow: bool


def position(record_id: str) -> int:
    """Return the offset that an id is made of.

    >>> position("s120-2")
    120
    """
    return int(record_id[1:].partition("-")[0])


def base_unit(unit: str | None) -> str | None:
    """Return a unit without the power before it: amounts in 万亩 and 亩 can be added, amounts in 亩 and 公里 not.

    >>> base_unit("万千瓦"), base_unit("亿元"), base_unit("千米")
    ('瓦', '元', '米')
    """
    return _POWER.sub("", _ASIDE.sub("", unit)) if unit else None


def dimension(statement: Statement) -> str | None:
    """Return what the unit of a statement measures, so far as its form tells: one for all counters and one for all lengths of time."""
    unit = base_unit(statement.unit)
    if statement.measure == "duration":
        return "time"
    return "count" if unit in _COUNTERS else "share" if unit in _PERCENT else unit


def is_share(statement: Statement) -> bool:
    """Tell whether a statement says what share of something a thing has."""
    return statement.unit in _PERCENT and _SHARE.search(statement.indicator) is not None


def can_be_added(statement: Statement) -> bool:
    """Tell whether a statement is of an amount: no growth, no rate, no rank, no length of time."""
    if statement.value is None or statement.unit is None or statement.in_table:
        return False
    if statement.unit in _PERCENT:
        return statement.measure == "level" and is_share(statement)
    return statement.measure in ("level", "increment", "per_year") and statement.unit not in ("位", "名")


def amount_of(statement: Statement) -> Amount | None:
    """Return what a statement of an additive amount measures; None for any other.

    >>> amount_of(Statement(
    ...     id="s1", kind="target", indicator="水务装备总产值", comparator="=", value=None, unit="亿元", measure="level",
    ...     period="2030", modality="commit", text="", passage="", confidence=1, start=0, end=1))
    """
    if not can_be_added(statement) or _NOT_ADDITIVE.search(statement.indicator):
        return None
    match = _NOUN.search(statement.indicator)
    unit = base_unit(statement.unit)
    if match is None or unit is None:
        return None
    return Amount(match["noun"], unit, statement.kind, statement.measure == "per_year")


def subject_of(statement: Statement) -> str:
    """Return what the amount is of: the indicator without its measuring noun."""
    match = _NOUN.search(statement.indicator)
    return re.sub(r"总$", "", statement.indicator[: match.start()]) if match else statement.indicator


def one_period(a: Statement, b: Statement) -> bool:
    """Tell whether two statements can be of one time."""
    return a.period == b.period or a.period is None or b.period is None


def one_kind(whole: Statement, part: Statement) -> bool:
    """Tell whether an amount can be a part of another: one unit, one time; shares only of shares."""
    per_year = (whole.measure == "per_year") == (part.measure == "per_year")
    return (
        base_unit(whole.unit) == base_unit(part.unit)
        and is_share(whole) == is_share(part)
        and per_year
        and one_period(whole, part)
        and position(whole.id) != position(part.id)
    )


def prose(plan: Reading) -> list[Statement]:
    """Return the statements of the running text in the order of their values."""
    return sorted((s for s in plan.statements if not s.in_table), key=lambda s: position(s.id))
