"""Names made complete: indicator names that stand by themselves.

A clause often has only a predicate (``增长5.5%``) or a relative noun (``总数全国第二``); its subject stands clauses or sentences
back. The order of search is paragraph topic → sentence subject → clause subject. Each rule knows one way in which a name leans
on what was said before; the first that holds decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lantu.chinese.quantities import Quantity
from lantu.reading.extraction.statements.drafts import SHARES
from lantu.reading.extraction.statements.enumerations import MEASURING_NOUN, missing_tail, owner_of
from lantu.reading.extraction.statements.naming import Subjects
from lantu.reading.extraction.statements.predicates import Effect, Predicate
from lantu.reading.extraction.statements.surroundings import base_unit
from lantu.vocabulary import known_indicator

_RELATIVE = re.compile(
    r"^(?:(?:其)?(?:(?:年均|同比|平均)(?:增速|增幅|增长率?)|总数|总量|数量|总额|总值|总规模|总产值|增速|增幅|增量|涨幅|降幅|产量|产值|产能|出口量|进口量|出口|进口|销量|销售额|销售收入|营业收入|营收|收入|利润|"
    r"规模|占比|比重|比例|排名|位次|居民|面积|里程|人数|户数|增加值|参与人数|总投资|投资额|完成投资|签约额|合同额|到位资金|客流强度))$"
)
#: Relative only to a subject of the same sentence; alone they are indicators of their own.
_FLOWS = frozenset({"出口", "进口", "居民", "收入", "利润"})
_SHARE = re.compile(r"^(?:占|相当于|较|比|约占|约为|为(?=[“全]))")
_MEASURED = re.compile(rf"(?:{MEASURING_NOUN.pattern[:-1]}|[\u4e00-\u9fff]率|浓度|指数|寿命|水平)$")
_MEASURING_WORD = re.compile(r"(?:排名|位次|名次|标准|补贴|津贴|工资|价格|额度|时间|年龄|倍|比)$")
_GAP = re.compile(r"(?:高于|低于|优于|快于|高出|领先|多于|少于|超过(?=[全同平]))")
_COMPARISON = re.compile(rf"{_GAP.pattern}[\u4e00-\u9fff\w]{{2,14}}$")
#: Words that tell the members of a family of things apart, by family; 其中国家级12家 leaves the thing itself unsaid.
_FAMILIES = tuple(
    re.compile(family)
    for family in (
        r"(?:国家|省|市|县|区|部|世界|自治区)级(?:(?:及)?以上)?",
        r"\d+周?岁(?:及)?以[上下]",
        r"超?[\d.]*[百千万亿]*元(?:(?:及)?以上)?(?:的)?",
    )
)
_GROWTH_OF = re.compile(r"(?:年均|同比|平均)(?:增速|增幅|增长率?)$|^降幅$")
#: A share that says of what only by what was said before (建成…25个，区级覆盖率达到100%).
_RATE_OF_IT = re.compile(
    r"(?:[区县镇街村]级?|乡镇|街道|行政村|城市社区|农村)?(?:覆盖率|满意率|满意度|开工率|竣工率|投用率|入驻率|持证率)$"
)
_RATE = re.compile(r"[\u4e00-\u9fff]{2}率$")
_TRADE = re.compile(r"进出口|出口|进口")
_UNEMPLOYMENT = re.compile(r"(?:登记|调查)失业率")
_GENERIC = re.compile(
    r"^(?:该产业|该行业|其|该区域|该区)|^(?:全?产业链?|行业|集群|园区|基地|产业集群|板块)"
    r"(?=(?:总|工业)?(?:产值|增加值|规模|收入|营收|产能|投资|利润|税收|面积|销售)|$)"
)
_SIZED = re.compile(r"[十百千]*[万亿]元")
_SIZED_BY = re.compile(rf"[\u4e00-\u9fff]{{2,14}}?(?={_SIZED.pattern})")
#: Names that say only which part; 第一产业增加值 is a name of its own.
_PART_ONLY = re.compile(r"[\u4e00-\u9fff]{2,8}")
_STANDS_ALONE = re.compile(rf"{_MEASURED.pattern}|{_RELATIVE.pattern}|(?:收入|支出|利润|税收|零售|贷款|存款|人口|数)$")


def complete(name: str, memory: Subjects) -> str:
    """Make a name stand by itself with what was said before it.

    >>> complete("占地区生产总值比重", Subjects(subject="战略性新兴产业增加值"))
    '战略性新兴产业增加值占地区生产总值比重'
    >>> complete("出口量", Subjects(subject="工业机器人产量"))
    '工业机器人出口量'
    """
    if not name:  # a topic is spoken of, not measured: 做强装备制造。到2030年达到500亿元 says not of what
        return memory.subject or (memory.topic if _MEASURED.search(memory.topic) else "")
    return next((full for rule in _RULES if (full := rule(name, memory)) is not None), name)


def share_measure(name: str, memory: Subjects, unit: str | None) -> str:
    """Give a thing without a measure that of the thing before, if it is told in such a unit: 集中供养老人补助标准从…，散居老人从….

    >>> memory = Subjects(subject="集中供养老人照料补助标准", units={"集中供养老人照料补助标准": "元"})
    >>> share_measure("散居老人", memory, "元"), share_measure("散居老人", memory, "万人")
    ('散居老人照料补助标准', '散居老人')
    """
    if not name or _MEASURED.search(name) or _MEASURING_WORD.search(name) or known_indicator(name, unit=unit):
        return name
    return name + missing_tail(name, memory.subject) if memory.measures_in(unit, memory.subject) else name


def is_comparison(name: str) -> bool:
    """Tell a name that compares with another figure; what comes after it speaks of the first figure again.

    >>> is_comparison("增速高于全国"), is_comparison("粮食产量")
    (True, False)
    """
    return bool(_COMPARISON.search(name))


def part_of_whole(name: str, memory: Subjects, quantity: Quantity, predicate: Predicate) -> str | None:
    """按经营地分，城镇…: named with what is broken down, where the figure can be a part of it or its growth."""
    if not memory.whole or not _PART_ONLY.fullmatch(name) or _STANDS_ALONE.search(name):
        return None
    grows = predicate.effect is Effect.CHANGE and base_unit(quantity.unit) in SHARES
    return _overlapping(name, memory.whole) if grows or memory.measures_in(quantity.unit, memory.whole) else None


def _overlapping(part: str, whole: str) -> str:
    """Join two names and say once what one ends and the other begins with: 农业用水 of 用水总量 is 农业用水总量."""
    shared = next((n for n in range(len(part), 0, -1) if whole.startswith(part[-n:])), 0)
    return part + whole[shared:]


def says_no_name(name: str) -> bool:
    """Tell words that name no figure of their own: none at all, or a comparison with one other (分别高于全省).

    >>> says_no_name(""), says_no_name("高于全省"), says_no_name("高于全国和全省"), says_no_name("增速高于全国")
    (True, True, False, False)
    """
    return not name or bool(_GAP.match(name) and is_comparison(name) and not re.search("[和与及]", name))


def _class_of_size(name: str, memory: Subjects) -> str | None:
    """收入千亿元城市3个、百亿元县30个: sized by the same."""
    sized = _SIZED_BY.match(memory.subject) if _SIZED.match(name) else None
    return sized[0] + name if sized else None


def _member_of_family(name: str, memory: Subjects) -> str | None:
    """其中国家级12家, 人均2.4万元, 其中出口421亿元: only which member of a family is meant."""
    if not memory.subject:
        return None
    if name == "人均":
        return name + memory.subject
    if _TRADE.fullmatch(name) and _TRADE.search(memory.subject):
        return _TRADE.sub(name, memory.subject, count=1)
    for family in _FAMILIES:
        told = family.search(memory.subject) if family.fullmatch(name) else None
        if told:
            return re.sub(r"占.*", "", memory.subject[: told.start()] + name + memory.subject[told.end() :])
    return None


def _comparison(name: str, memory: Subjects) -> str | None:
    """高于全国0.7个百分点, 增速高于全国…: of the figure before."""
    leans = is_comparison(name) and (_GAP.match(name) or _RELATIVE.match(_GAP.split(name)[0]))
    return (memory.subject or memory.topic) + name if leans else None


def _share(name: str, memory: Subjects) -> str | None:
    """占地区生产总值比重: of the figure before."""
    return memory.subject + name if _SHARE.match(name) and memory.subject else None


def _relative(name: str, memory: Subjects) -> str | None:
    """产量, 其总数, 年均增速: of the thing, or of the figure, before."""
    if not _RELATIVE.match(name):
        return None
    name = name.removeprefix("其")
    if _GROWTH_OF.search(name) and memory.subject:
        return memory.subject + name
    return (_thing_of(memory.subject) if memory.subject else "" if name in _FLOWS else memory.topic) + name


def _thing_of(indicator: str) -> str:
    """Return what an indicator measures, without its measuring noun (汽车产量 → 汽车)."""
    return MEASURING_NOUN.sub("", indicator) or indicator


def _rate_of_it(name: str, memory: Subjects) -> str | None:
    """建成…25个，区级覆盖率达到100%: of the thing before."""
    leans = memory.subject and _RATE_OF_IT.fullmatch(name) and not MEASURING_NOUN.search(memory.subject)
    return _RATE.sub("", memory.subject) + name if leans else None


def _unemployment(name: str, memory: Subjects) -> str | None:
    """城镇新增就业…，登记失业率…: of the towns too."""
    return "城镇" + name if _UNEMPLOYMENT.match(name) and memory.subject.startswith("城镇") else None


def _owned(name: str, memory: Subjects) -> str | None:
    """单位产值能耗下降14%、水耗下降9%: of the owner of the figure before in the same clause."""
    owner = owner_of(memory.named[-1], name) if memory.named else ""
    return owner + name if owner else None


def _generic(name: str, memory: Subjects) -> str | None:
    """产业链产值, 该产业规模: of the topic."""
    generic = _GENERIC.match(name)
    if not generic or not memory.topic:
        return None
    word, topic = generic[0], memory.topic
    rest = name[len(word) :]
    return topic + (rest if word.startswith(("该", "其")) or topic.endswith(word) else name)


_RULES: tuple[Callable[[str, Subjects], str | None], ...] = (
    _class_of_size,
    _member_of_family,
    _comparison,
    _owned,
    _share,
    _relative,
    _rate_of_it,
    _unemployment,
    _generic,
)
