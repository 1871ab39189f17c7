"""A number that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from typing_extensions import override

from lantu.model.findings import Finding, Held, Severity
from lantu.model.records import Statement
from lantu.review.claims import Claim
from lantu.review.intervals import scale_of
from lantu.review.reviewed import Reviewed
from lantu.review.rule import InBoth, Rule
from lantu.vocabulary import indicator
from lantu.vocabulary.indicators import dimension_of

_SHARE = re.compile(
    r"(?:普及|覆盖|合格|达标|参保|入园|巩固|优良|绿化|绿地|森林|处理|回收|利用|办结|满意|受理|执行|机械|自给|就业|失业|城镇化|完好|通过|知晓|签约|入户|供热)率$|率$|占比$|比重$|比例$"
)
#: Rates and shares that may well be above a hundred.
_MAY_EXCEED = re.compile(
    r"毛入|增长|增速|增幅|周转|产销|拨备|流动性|负债|杠杆|依存|完成率|产出|利润|收益|回报|复种|容积|密度|变化率|性别|抚养|贡献|比率|保障倍数|达产|"
    r"相当于|与.{1,12}之比|库容|赡养|死亡率|出生率|汇率|利率|效率|生产率|提高|提升|上升|扩大|净"
)
_COUNTED = frozenset("个家户所座条项人名辆台件支批处")


class ImpossibleValue(Rule):
    """A number that cannot be.

    A share or coverage above a hundred per cent, a count or amount below zero, a fall of a hundred per cent or more, or a value outside the
    limits that the vocabulary gives for its indicator. Hard for shares of known indicators and for negative amounts, else probable.
    """

    name = "impossible-value"
    title = "F205"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for claim in reviewed.claims.values():
            statement = claim.statement
            why = _why(claim)
            if why is None:
                continue
            severity, limit = why
            spans, figures = [reviewed.span(statement)], [claim.figure("value")]
            yield self.finding(
                severity, "F060", spans, figures, name=statement.indicator, value=claim.printed, limit=limit
            )


def _why(claim: Claim) -> tuple[Severity, InBoth] | None:
    statement = claim.statement
    return _outside_limits(claim) or _above_hundred(claim) or _below_zero(claim) or _all_gone(statement)


def _above_hundred(claim: Claim) -> tuple[Severity, InBoth] | None:
    """A share of a whole above the whole."""
    statement = claim.statement
    if statement.measure != "level" or dimension_of(statement.unit or "") != "share" or claim.interval.printed <= 1:
        return None
    if not _SHARE.search(statement.indicator) or _MAY_EXCEED.search(statement.indicator):
        return None
    return "probable", InBoth("不能超过100%", "it cannot exceed 100 %")


def _below_zero(claim: Claim) -> tuple[Severity, InBoth] | None:
    statement = claim.statement
    negative = statement.value is not None and statement.value < 0
    if negative and statement.measure in ("level", "increment", "per_year") and (statement.unit or "")[-1:] in _COUNTED:
        return "hard", InBoth("不能小于0", "it cannot be below 0")
    return None


def _all_gone(statement: Statement) -> tuple[Severity, InBoth] | None:
    """A fall of a hundred per cent or more."""
    falls = statement.form == "cumulative_reduction" or re.search(r"(?:降低|下降|减少)$", statement.indicator)
    if falls and statement.unit == "%" and statement.value is not None and statement.value > 100:
        return "probable", InBoth("降幅不能超过100%", "a fall cannot exceed 100 %")
    return None


def _outside_limits(claim: Claim) -> tuple[Severity, InBoth] | None:
    """A level outside what the vocabulary holds possible at all."""
    statement = claim.statement
    known = indicator(statement.indicator_id) if statement.indicator_id else None
    if known is None or statement.measure != known.measure or statement.value is None:
        return None
    unit = known.units[0]
    if dimension_of(statement.unit or "") != dimension_of(unit):
        return None
    value = claim.interval.printed / scale_of(unit)
    if known.high is not None and value > Fraction(known.high):
        return "hard", InBoth(f"不能超过{known.high}{unit}", f"it cannot exceed {known.high}{unit}")
    if known.low is not None and value < Fraction(known.low):
        return "hard", InBoth(f"不能低于{known.low}{unit}", f"it cannot be below {known.low}{unit}")
    return None
