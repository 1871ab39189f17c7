"""How fast an office promises to act, said without an indicator: 企业开办“一日办结”, 不动产登记当日办结, 三个工作日内办结.

Readers of a plan take these for the same promise as 企业开办时间压缩到半小时; so do the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lantu.chinese.numerals import parse_numeral
from lantu.model.plan import Reading
from lantu.model.records import Statement
from lantu.review.wording import Wording
from lantu.vocabulary import match_indicator

_PROMPT = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{4,12}?)(?:(?:全面|基本|普遍|全部|平均|全程|均|已|可|将|确保|力争)?(?:保持|实现|做到|推行|达到|压缩至|压缩到|缩短至|缩短到|在|为))?"
    r"[“”\"‘’']{0,2}(?:(?P<same>当日|当天|即日)|(?P<number>半|[一二两三四五六七八九十]{1,3}|\d{1,3}(?:\.\d)?)个?(?P<unit>工作日|小时|分钟|日|天))(?:以内|之内|内)?"
    r"(?:办结|办成|办好|办毕|领证|拿证|出证)"
)
_UNITS = {"工作日": "个工作日"}


def promised_promptness(plan: Reading, wording: Wording) -> Iterator[Statement]:
    """Yield a statement of a duration for each such promise that the reading does not hold already."""
    read = [(s.start, s.end) for s in plan.statements if s.measure == "duration"]
    horizon = f"{plan.head.start}-{plan.head.end}" if plan.head.start and plan.head.end else None
    for sentence in wording.sentences:
        for match in _PROMPT.finditer(sentence.text):
            begin = sentence.start + sentence.text.index(match[0])
            span = wording.span(begin, begin + len(match[0]))
            value = _value(match)
            if value is None or any(start < span.end and span.start < end for start, end in read):
                continue
            name = match["what"] if match["what"].endswith("时间") else f"{match['what']}时间"
            unit = _UNITS.get(match["unit"] or "", match["unit"] or "日")
            known = match_indicator(name, unit=unit, measure="duration")
            past = sentence.passage.role == "review"
            yield Statement(
                id=f"s{wording.span(begin + match.start('what') - match.start(), begin + len(match[0])).start}-9",
                kind="baseline" if past else "target",
                indicator=name,
                indicator_id=known.indicator_id if known else None,
                comparator="<=",  # done within that time
                value=value,
                unit=unit,
                measure="duration",
                period=None,
                period_inferred=None if past else horizon,
                modality=None if past else "commit",
                text=match[0],
                passage=sentence.passage.number,
                confidence=0.8,
                start=span.start,
                end=span.end,
            )


def _value(match: re.Match[str]) -> Decimal | None:
    return Decimal(1) if match["same"] else parse_numeral(match["number"])
