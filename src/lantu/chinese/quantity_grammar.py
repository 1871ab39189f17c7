"""The grammar of printed quantities: the words that bound a number, the units, and one pattern for each form.

Every pattern begins with a set of characters, so that the search skips ordinary text at the speed of the regular
expression engine, and looks backwards only from there; every repetition is bounded or possessive, so that hostile
text costs no more than other text of its length. Units are content (``units.yaml``); how a number, a multiplier and a
unit are put together is grammar and stands here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from lantu.chinese.numerals import ARABIC
from lantu.model.records import Comparator
from lantu.vocabulary import printed_forms

#: Words that cling to a number from before and bound it. Verbs that do so (突破, 控制在) belong to the predicate and to the
#: wording tables, but for those that are as good as a sign. reference/labelling.md, comparator.
BEFORE: Mapping[str, Comparator] = {
    "不低于": ">=", "不少于": ">=", "不小于": ">=", "不下于": ">=", "不短于": ">=", "至少": ">=", "最少": ">=", "≥": ">=", "⩾": ">=",
    "超过": ">", "突破": ">", "高于": ">", "大于": ">", "多于": ">", "逾": ">", "超": ">", ">": ">", "＞": ">", "破": ">",
    "不超过": "<=", "不突破": "<=", "不高于": "<=", "不多于": "<=", "不大于": "<=", "至多": "<=", "最多": "<=", "≤": "<=", "⩽": "<=",
    "低于": "<", "小于": "<", "少于": "<", "不到": "<", "<": "<", "＜": "<",
    "约": "approx", "大约": "approx", "近": "approx", "接近": "approx", "将近": "approx", "≈": "approx",
}  # fmt: skip
#: Words that stand right after a number and its unit.
AFTER: Mapping[str, Comparator] = {
    "以上": ">=", "及以上": ">=", "或以上": ">=", "以内": "<=", "之内": "<=", "以下": "<=", "及以下": "<=", "或以下": "<=",
    "左右": "approx", "上下": "approx",
}  # fmt: skip
#: 近, 左右 and the like soften a number whatever else bounds it.
HEDGES = frozenset(word for table in (BEFORE, AFTER) for word, meaning in table.items() if meaning == "approx")


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _alternation(words: Iterable[str]) -> str:
    """Return a pattern of the words, the longest winning, grouped by first character for speed.

    >>> _alternation(["米", "米粒", "元"])
    '(?:米(?:粒|)|元)'
    """
    tails: dict[str, list[str]] = defaultdict(list)
    for word in words:
        tails[word[0]].append(word[1:])
    groups = []
    for first, rest in tails.items():
        tail = f"(?:{_longest_first(rest)})" if rest != [""] else ""
        groups.append(re.escape(first) + tail)
    return f"(?:{'|'.join(groups)})"


_LONGEST_BEFORE = max(map(len, BEFORE)) + 2  # and 了, and a space
_BEFORE = re.compile(rf"({_longest_first(BEFORE)})[了 ]?\Z")


#: The characters such a word may end in, so that most numbers need no search.
_LAST_BEFORE = frozenset(word[-1] for word in BEFORE) | {"了", " "}


#: After these characters the bounding word is the end of another (签约215万人, 附近3公里).
_ENDS_A_WORD: Mapping[str, tuple[str, ...]] = {"约": tuple("签节预条契集"), "近": tuple("附邻临靠最")}


def bound_before(text: str, number_start: int) -> re.Match[str] | None:
    """Return the word that bounds a number from before, as group 1."""
    if not number_start or text[number_start - 1] not in _LAST_BEFORE:
        return None
    found = _BEFORE.search(text, max(0, number_start - _LONGEST_BEFORE), number_start)
    if found and text[found.start() - 1 : found.start()] in _ENDS_A_WORD.get(found[1], ()):
        return None
    return found


# --- units

#: 个 before a thing that is itself counted (7个县, 5个国家): 个 is the unit, the thing is a noun of the sentence.
COUNTED_PLACE = re.compile(r"个(?:乡|乡镇|区|县|国家|市|村|省|省份|社区|街道|镇|台阶|位次|名次)$")
#: Spellings that begin with a stroke or a numeral (/10万, 1/10万) are read as fractions.
_PRINTED = [form for form in printed_forms() if not COUNTED_PLACE.match(form) and form[0] not in "/1"]
_FORMS = _PRINTED + [form.replace(" ", "") for form in _PRINTED if " " in form]
#: What only begins like a unit: 三年级, 2025年度, 20年代, 38万人口.
_NO_UNIT = "(?!年[级度代]|人(?:口|民(?!币)))"
#: Nothing may go on in the same script after a number or a Latin unit (5G, 4K, 10mA); after a Chinese unit it may (12批30项).
_ENDS = r"(?!(?<=[!-~])[\dA-Za-z]|\.\d)"
_UNIT = rf"{_NO_UNIT}{_alternation(_FORMS)}(?:/(?:\d{{1,3}})?(?:[十百千]?[万亿]|百|千(?![瓦克米焦卡]))?{_alternation(_FORMS)})?"
#: 千 and 百 may begin a unit instead (千瓦, 百分点).
_NO_THOUSAND = "[瓦克米帕焦卡伏乏赫分]"
MULTIPLIER = rf"(?:万亿|千万|百万|十万|千亿|百亿|十亿|亿|万|千(?!{_NO_THOUSAND})|百(?![分帕])|十)"
_GRADE = r"级(?![别差数联])"
_HALF = r"(?<=[年月时天倍])半(?![数径导岛年决程价成边])"
_AFTER = _longest_first(AFTER)

# --- a number in digits: 600户, 1.4万户, 3000余家, 2—3个, 5%—5.5%, 0.006人/亿元

#: Longer runs of digits and separators are a data dump, not prose.
_NO_DUMP = r"(?![\d.,/~—–至到-]{64})"
_FIRST_DIGIT = rf"[0-9](?<![\dA-Za-z.+＋].)(?<![A-Za-z]-.){_NO_DUMP}"
_MORE_DIGITS = r"(?>(?:\d{0,2}(?:,\d{3}){1,5}+(?!\d)|\d{0,17}+)(?:\.\d{1,12}+)?)"
#: 从5%至6% are two numbers, not a range.
_TO = r"(?(from)(?:——|[-—–~～])|(?:——|[-—–~～至到]))"
AMOUNT = re.compile(
    rf"""
    (?P<number>{_FIRST_DIGIT}(?:(?P<from>(?<=[从由].))|){_MORE_DIGITS})
    (?:(?P<low_tail>{MULTIPLIER}?(?:{_UNIT})?){_TO}(?P<high>{ARABIC})(?=(?P=low_tail)))?
    (?P<over>[余多])?
    (?P<multiplier>{MULTIPLIER})?
    (?P<over_late>[余多])?
    (?P<and_half>个半(?=小时|月|学期))?
    (?:[ ]?(?P<unit>{_UNIT}))?
    (?P<half>{_HALF})?
    (?P<grade>{_GRADE})?
    (?P<after>{_AFTER})?
    {_ENDS}
    """,
    re.VERBOSE,
)

# --- a number in characters: 十五位, 半小时, 千亿元, 百万辆, 三十多万人, 两三个, 百亿级

NUMERALS = "零〇一二两三四五六七八九十百千万亿半"
_NUMERAL = rf"(?:[零〇一二两三四五六七八九十万亿半]|百(?!分)|千(?!{_NO_THOUSAND}))"
WORDS = re.compile(
    rf"""
    (?P<number>[{NUMERALS}](?<![第前之分数几统届\d{NUMERALS}].)(?<!千(?={_NO_THOUSAND}))(?<!百(?=分))
        {_NUMERAL}{{0,15}}+(?:点[零〇一二三四五六七八九]{{1,6}}+)?)
    (?:[至到](?P<high>{_NUMERAL}{{1,8}}+))?
    (?:(?P<over>[余多])(?P<multiplier>万亿|万|亿)?)?
    (?P<and_half>个半(?=小时|月|学期))?
    (?:(?P<unit>{_UNIT})(?P<half>{_HALF})?(?P<grade>{_GRADE})?|(?<=[万亿])(?P<bare_grade>{_GRADE}))
    (?P<after>{_AFTER})?
    {_ENDS}
    """,
    re.VERBOSE,
)
#: Units that after a single character hardly ever count anything (四季, 四方, 十分, 三点, 三成熟).
NOT_IN_WORDS = frozenset("季 方 点 度 分 成".split())

# --- places in an order: 前五位, 第31名, 全国第二, 百强县, 首位

_ORDINAL = r"(?>[一二两三四五六七八九十百]{1,5}|\d{1,4})"
#: What makes 前三 or 第二 something else: a stretch of time, a session, a part of a text.
_NO_RANK = "[个年月季批期次届天日周轮步部者款条章项类种阶%‰]"
TOP = re.compile(
    rf"前(?<![目之以当此提年月日底天会产事]前)(?P<n>(?!一(?![位名])){_ORDINAL})(?P<unit>位(?!数)|名|强|列)?"
    rf"(?(unit)|(?!{_NO_RANK}|\d|分之|\.\d))"
)
NTH = re.compile(
    rf"第(?:(?P<n>{_ORDINAL})(?P<unit>位|名)"
    r"|(?<=[国省球界市区家]第)(?P<bare>(?>[一二三四五六七八九十]{1,3}))"
    r"(?![百个批次期届产轮部类章节条款大阶方医人民中小线梯]))"
)
STRONG = re.compile(
    r"(?P<n>[一二三四五六七八九十百千\d](?<![\d一二三四五六七八九十百千前].)(?>[一二三四五六七八九十百\d]{0,4}))强(?=[城县市区企镇名榜”]|$|[，。、；])"
)
FIRST = re.compile("首位(?!产业|度|城市|企业)|榜首")

# --- parts: 三分之二, 百分之九十八, 18/10万, 七成

_SPOKEN = "零〇一二三四五六七八九十百点"
FRACTION = re.compile(
    rf"(?P<bottom>[二三四五六七八九十百千万](?<![二三四五六七八九十].)[一二三四五六七八九十]{{0,2}})分之(?P<top>[{_SPOKEN}]{{1,12}}+)(?P<after>{_AFTER})?"
)
STROKE = re.compile(
    rf"(?P<top>[0-9](?<![\dA-Za-z./].){_NO_DUMP}(?>\d{{0,11}}(?:\.\d{{1,12}})?))/(?P<bottom>(?>\d{{1,6}}))(?!千?伏)(?P<scale>[十百千]?[万亿]|[百千])?"
    rf"(?![\d/.A-Za-z]|年)(?P<after>{_AFTER})?"
)
TENTHS = re.compile(
    rf"(?P<top>[一二三四五六七八九1-9](?<![\d.零〇一二三四五六七八九十百千].)(?:(?<=\d)\.\d)?)成(?![为立效果长熟功本员就品交绩套型人分份片不])(?P<after>{_AFTER})?"
)

# --- multiples, and numbers without a numeral

MULTIPLE = re.compile(r"翻(?:了)?(?:(?P<fold>[一两二三四])?番|倍)")
IMPLIED = re.compile("全(?<!健全)(?<!齐全)覆盖|全部脱贫(?=，)|零的突破|零突破|动态清零|清零|零亡人|零发生")
