"""How sure the reader is of a statement, from what it had to assume.

Each doubt has a weight: about how much oftener a record with it was wrong than one without, on the labels in ``tests/golden``
(``make bench`` prints the bands). The sum orders what a person should look at first; small sums are close to the share of wrong records,
large ones are not calibrated, for there are few.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lantu.chinese.quantities import Shape
from lantu.reading.extraction.statements.drafts import SHARES, Draft
from lantu.reading.extraction.statements.surroundings import base_unit

HIGHEST, LOWEST = 0.99, 0.05

_BARE_NOUN = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,2})?(?:学生|儿童|群众|人员|居民|服务|项目|领域|企业|活动|产品|机构|场所|设施|岗位|平台|园区|志愿者[\u4e00-\u9fff]*)(?:数|数量|总数)?(?:增加|增长|减少)?$"
)
_DEBRIS = re.compile(
    r"^(?:超|保持|成为|登记失业|累计[\u4e00-\u9fff]{2}(?:企业|单位)|“|建成|建设年|推动|推进|全面)|[的和与及在]$|(?:惠及|免费|提供|组织|开展).{4,}"
)
_MONEY_NAME = re.compile(
    r"额|值|收入|标准|投资|资金|费|贷款|存款|余额|出口|进口|外资|产值|营收|支出|补贴|融资|债|成本|价|利润|税|规模|总量|预算|GDP|负|金$|奖|销售|薪|授信|保费|签约|到位"
)

_RATIO_NAME = re.compile(r"[率比重例度数幅速值平模标]$|占|强度|范围$")


def _names_a_thing_for_money(draft: Draft) -> bool:
    """A sum of money whose name says nothing of money has most likely lost its noun."""
    return base_unit(draft.quantity.unit) in ("元", "美元") and not _MONEY_NAME.search(draft.indicator)


def _names_a_thing_for_a_share(draft: Draft) -> bool:
    """A share whose name tells no ratio (战略性新兴产业从15%提高到20%) leaves open of what it is."""
    told = draft.measure == "level" and base_unit(draft.quantity.unit) in SHARES
    return told and not draft.implied and not _RATIO_NAME.search(draft.indicator)


#: Weight and test of each doubt.
DOUBTS: tuple[tuple[float, Callable[[Draft], bool]], ...] = (
    (0.10, lambda draft: draft.inherited),
    (0.03, lambda draft: draft.bare),
    (0.06, lambda draft: draft.quantity.words),
    (0.10, lambda draft: base_unit(draft.quantity.unit) == "" and draft.quantity.shape is Shape.AMOUNT),
    (0.10, lambda draft: draft.quantity.shape in (Shape.IMPLIED, Shape.FRACTION)),
    (0.15, lambda draft: len(draft.indicator) > 24),
    (0.30, lambda draft: len(draft.indicator) < 3),
    (0.30, lambda draft: bool(_BARE_NOUN.search(draft.indicator))),
    (0.25, lambda draft: bool(_DEBRIS.search(draft.indicator))),
    (0.30, _names_a_thing_for_money),
    (0.30, _names_a_thing_for_a_share),
    (0.50, lambda draft: draft.unpaired),
    (0.10, lambda draft: draft.measure == "duration" and draft.bare),
)


def confidence_of(draft: Draft) -> float:
    """Return the confidence of a statement, between 0 and 1, to two places."""
    doubt = sum(weight for weight, holds in DOUBTS if holds(draft))
    return round(max(LOWEST, HIGHEST - doubt), 2)
