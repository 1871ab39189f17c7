"""What the notes below a table say of its values: which are expected, of another year, or comparable only so far.

A note speaks of a mark (带*为预计数, *为2024年数据), of indicators by name (森林覆盖率基数为2024年数据), or of a class of
values (绝对数按当年价格计算，增速按可比价格计算).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.model.records import Kind
from lantu.reading.extraction.tables.cells import FOLD

_PART = re.compile(r"[；。\n]")
_OPENING = re.compile(r"^(?:备?注|说明)[:：]?|^[（(]?\d{1,2}(?:[.．、](?!\d)|[）)])|^[:：，]")
_MARKED = re.compile(r"(?:带|标|注|加|打)?[“\"（(]?(?P<mark>[*★☆△▲#①-⑳¹²³⁴⁵⁶⁷⁸⁹]|\[\d\])[”\"）)]?号?")
_YEAR = re.compile(
    r"(?:为|是|系|采用|使用|按|取|用)[^，；。]{0,6}?((?:19|20)\d\d)年(?!目标|可比|不变|价)[^，；。]{0,6}?(?:数|值|实际|水平|情况|口径|$)|^[^，]{0,3}((?:19|20)\d\d)年(?:数据?|值)$"
)
_NUMBERS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_EXPECTED = re.compile(r"预计|预测|初步|快报|预期数")
_ROUND = re.compile(r"[（(]\s*[）)]内?[的数字]*(?:为|是|表示)[^，；。]{0,10}累计|[（(]\s*[）)][^，；。]{0,6}累计")
_LEGEND = re.compile(r"[〔【\[（(]\s*[〕】\]）)]")
_LINKING = re.compile(r"的?(?:指标|数据|数字|项目|数值|值)*(?:为|是|系|表示|指|[：，])?")

_MEASURED = r"(?:年均)?(?:增长率|增长|增速|增幅|涨幅|降低|下降|减少|提高)$|[（(].*[）)]$"
_CORE = re.compile(_MEASURED)
_JOINED = re.compile(r"[，、：；“”\"（）()和与及的年其中]")
_GOES_ON = re.compile(
    r"[\d，、：；“”\"（）()和与及的为是系指按以均不未含包采用取仅只统]|年均|增[长速幅]|绝对|总量|基[数期准]|数[据值]|指标|目标|口径|现状|现价|下降|降低|$"
)
_CLASSES = re.compile(
    r"(?P<money>价值(?:量|类)(?:指标)?|绝对[数额量值]|金额)|(?P<growth>增长?速度?|增长率|增幅|年均增长)"
    r"|(?P<all>(?:本|上|此)?表[中内]?(?:各项)?(?:指标|数据|数值|绝对数)?|(?:各|所有|全部|以上|上述|主要)(?:项|类)?(?:指标|数据))"
)
_COMPARABLE = re.compile(r"价格?(?:计算)?|不含|不包[括含]|含|包括|口径|扣除|剔除|范围|可比|调整|修订|普查")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a note says.

    Attributes:
        words: As printed in one width, without the marks it explains.
        marks: The marks it explains.
        year: Year of the values it speaks of, or None.
        expected: True when it calls them expected.
    """

    words: str
    marks: frozenset[str] = frozenset()
    year: str | None = None
    expected: bool = False

    @property
    def may_name(self) -> bool:
        """True when it may speak of indicators by name: ② before a note may number it or be a mark."""
        return self.marks <= _NUMBERS

    def is_of(self, name: str, marks: frozenset[str]) -> bool:
        """Tell whether it speaks of a value, by its marks or by the name of its indicator."""
        return bool(self.marks & marks) or (self.may_name and _names(self.words, name))

    def is_of_class(self, *, money: bool, growth: bool) -> bool:
        """Tell whether it says of a whole class of values how far they can be compared."""
        match = None if self.marks or self.year or self.expected else _CLASSES.match(self.words)
        if match is None or not _COMPARABLE.search(self.words, match.end()):
            return False
        return bool(match["all"] or (match["growth"] and growth) or (match["money"] and money and not growth))


@dataclass(frozen=True, slots=True)
class Notes:
    """What the notes say.

    Attributes:
        remarks: What they say one by one.
        round_brackets: True when numbers in round brackets are sums over the period.
    """

    remarks: tuple[Remark, ...] = ()
    round_brackets: bool = False

    def year_of(self, name: str, marks: frozenset[str]) -> str | None:
        """Return the year of a baseline that bears marks or is named in a note; marks first."""
        dated = [remark for remark in self.remarks if remark.year]
        by_mark = next((r.year for r in dated if r.marks & marks), None)
        return by_mark or next((r.year for r in dated if r.is_of(name, frozenset())), None)

    def is_expected(self, name: str, marks: frozenset[str]) -> bool:
        """Tell whether the baseline of an indicator is an expected value, by its marks or by its name in a note."""
        return any(remark.expected and remark.is_of(name, marks) for remark in self.remarks)

    def said_of(self, name: str, marks: frozenset[str], kind: Kind, *, money: bool, growth: bool) -> tuple[str, ...]:
        """Return what the notes say of a value.

        Args:
            name: Name of its indicator.
            marks: Marks at the value and at the name.
            kind: What a note says of year and certainty is of the past alone.
            money: True when it is an amount of money.
            growth: True when it is a growth.

        >>> read_notes("注：增速按可比价格计算；进出口总额不含海关特殊监管区域。").said_of(
        ...     "进出口总额年均增长", frozenset(), "target", money=False, growth=True)
        ('增速按可比价格计算', '进出口总额不含海关特殊监管区域')
        """
        own = (r for r in self.remarks if r.is_of(name, marks) or r.is_of_class(money=money, growth=growth))
        return tuple(r.words for r in own if kind == "baseline" or not (r.year or r.expected))


def read_notes(text: str) -> Notes:
    """Read the notes below a table.

    >>> notes = read_notes("注：〔 〕内为五年累计数；带*为预计数，△为2024年数据。")
    >>> [(sorted(remark.marks), remark.words, remark.year) for remark in notes.remarks]
    [(['*'], '预计数', None), (['△'], '2024年数据', '2024')]
    """
    folded = "".join(text.translate(FOLD).replace("\n", "\x00").split()).replace("\x00", "\n")
    remarks = tuple(_remark(marks, words) for part in _PART.split(folded) for marks, words in _by_marks(part))
    return Notes(tuple(r for r in remarks if r.words), bool(_ROUND.search(folded)))


def _remark(marks: frozenset[str], printed: str) -> Remark:
    year = _YEAR.search(printed)
    expected = bool(_EXPECTED.search(printed))
    words = printed.strip("，、")
    if marks:
        words = _LINKING.sub("", words, count=1) or words
    return Remark(words, marks, None if expected or not year else year[1] or year[2], expected)


def _by_marks(part: str) -> Iterator[tuple[frozenset[str], str]]:
    """Cut a sentence of a note at the marks it explains; marks joined (*、△为) are explained together."""
    while (opening := _OPENING.match(part)) is not None:
        part = part[opening.end() :]
    found = list(_MARKED.finditer(part))
    before = part[: found[0].start()] if found else part
    if before and not _LEGEND.match(before):
        yield from ((frozenset(), words) for words in _by_class(before))
    marks: set[str] = set()
    for i, match in enumerate(found):
        marks.add(match["mark"])
        words = part[match.end() : found[i + 1].start() if i + 1 < len(found) else len(part)]
        if len(words) > 2:
            yield frozenset(marks), words
            marks = set()


def _by_class(words: str) -> Iterator[str]:
    """Cut a note that speaks of several classes of values in turn; any other stays whole."""
    parts = words.split("，")
    yield from parts if all(_CLASSES.match(part) for part in parts) else [words]


def _names(words: str, name: str) -> bool:
    """Tell whether a note names an indicator, itself and not a longer one (地区生产总值, not 人均地区生产总值)."""
    core = _CORE.sub("", name)
    for candidate in {name, core}:
        at = words.find(candidate) if len(candidate) > 2 else -1
        while at >= 0:
            if (at == 0 or _JOINED.match(words[at - 1])) and _GOES_ON.match(words, at + len(candidate)):
                return True
            at = words.find(candidate, at + 1)
    return False
