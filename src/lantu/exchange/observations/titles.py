"""Lines above and below a table that hold for all of it: its period, unit, supplier, source, area, indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from lantu.exchange.observations.headers import is_unit
from lantu.exchange.observations.known import Given, Known
from lantu.exchange.observations.periods import Span, find_period, period
from lantu.exchange.observations.values import CellError
from lantu.exchange.observations.wordlist import flat, left_out, meaning, role, words

_NUMBERED = re.compile(r"^(?:附?[表件图]\d*[-.\d]*|[一二三四五六七八九十]+、|\d+[、.])[:.]?")
_CONTINUES = re.compile(
    r"\(?续(?:上?表|页)?[一二三四五六七八九十\d]*\)?[:.、]?|.*\(续(?:表)?[一二三四五六七八九十\d]*\)|续表.*"
)
_PAGE = re.compile(r"-*第?\d{1,4}页?(?:[,/]?共\d{1,4}页)?-*")
_LINE = re.compile(r"^(?P<label>[^:]{1,8}):(?P<said>.+)$")
_SIDE_BY_SIDE = re.compile(r"(?:\s{2,}|[\u3000\t])\s*(?=[^\s:：]{2,8}[:：]|(?:19|20)\d\d年)")
_OF_THE_PAPER = ("日期", "时间", "期号")  # 填报日期 is no time of the figures
_SEAL = re.compile(r"\((?:盖章|公章|章)\)")
_UNITS = re.compile("[、,;/]|和")
_OF_FORM = re.compile(r"(?:\([^()]*\))*(?:一览|汇总|明细|统计|分解)?表?(?:\([^()]*\))*$")
_IN_BRACKETS = re.compile(r"\((?:单位:?)?(?P<inside>[^()]{1,20})\)$")


@cache
def _said_of_titles() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words("title_words"), key=len, reverse=True))))


def of_sheet(name: str, known: Known) -> Title:
    """Return what the name of a sheet says, where it is a period or an area and nothing else: 2025年6月, 龙潭区."""
    title = Title(span=period(name))
    if name and title.span is None and known.places.names(name):
        title.subject = known.places.code(name)
    return title


@dataclass(slots=True)
class Title:
    """What stands above a table and holds for all of it.

    Attributes:
        given: Supplier, source, state.
        span: Its period.
        units: The units of a line such as 单位：亿元、%.
        subject: The area it is of, or None.
        indicator: The one indicator it is of, or None.
        texts: The lines.
        wrong: What is wrong of it, or None.
        own: Whether it says an area or a time itself.
        left: What it says it holds in place of observations, as printed: 目标, 计划; empty for nothing.
        over: What its last line says besides, as words before the names below it: 城镇居民, 规模以上工业.
    """

    given: Given = field(default_factory=Given)
    span: Span | None = None
    units: tuple[str, ...] = ()
    subject: str | None = None
    indicator: str | None = None
    texts: list[str] = field(default_factory=list)
    wrong: CellError | None = None
    own: bool = False
    over: str = ""
    left: str = ""

    def below(self, document: Title) -> Title:
        """Return it with the period and origin of the document it stands in, where it does not say them itself.

        The year of the document holds for its months. Another month than that of the sheet is a slip nobody can mend but
        who made it, and is kept as ``wrong``.
        """
        outer, inner = document.span, self.span
        if outer is not None and inner is not None and outer.year is None:
            self.span = outer.joined(inner)
            if self.span is None:
                self.wrong = CellError("M100", one=_said(outer), other=_said(inner))
        elif inner is not None:
            self.span = inner.within(outer)
        return self.inheriting(document)

    def inheriting(self, other: Title) -> Title:
        """Return it with what it does not say itself of period, area and origin taken from another."""
        self.span = self.span or other.span
        self.given = self.given.over(other.given)
        self.subject = self.subject if self.subject is not None else other.subject
        return self

    @property
    def goes_on(self) -> bool:
        """Whether it only says that the table before goes on: 续表, （续）, the number of a page, the unit, nothing."""
        lines = [flat(text) for text in self.texts]
        return any(map(_CONTINUES.fullmatch, lines)) or all(
            _PAGE.fullmatch(line) or _LINE.match(line) for line in lines
        )

    def going_on(self, before: Title) -> None:
        """Take from the table before what it does not say itself."""
        self.inheriting(before)
        self.units = self.units or before.units
        self.indicator = self.indicator or before.indicator

    def add(self, text: str, known: Known) -> None:
        """Take in one line above the table; what it does not understand it leaves."""
        for part in _SIDE_BY_SIDE.split(text):
            self._add(part, known)

    def _add(self, text: str, known: Known) -> None:
        self.texts.append(text)
        self.over = ""
        said = _SEAL.sub("", flat(text))
        line = _LINE.match(said)
        if line is not None and self._labelled(line["label"], line["said"]):
            return
        found = find_period(said)
        if found is not None:
            span, said = found
            self.span = self.span if span.day and self.span is not None else span
        for word in _states_in(text):
            self.given = Given(state=word).over(self.given)
        self._thing(said, known)

    def add_line(self, text: str) -> None:
        """Take in a line below the table, such as 资料来源：市统计局; units stand above it.

        Raises:
            CellError: It says another unit than the title (M037): of which rows?
        """
        before = self.units
        line = _LINE.match(flat(text).strip("()"))
        if line is not None:
            self._labelled(line["label"], line["said"])
        if self.units != before:
            one, other, self.units = "、".join(before) or "—", "、".join(self.units), before
            raise CellError("M037", one=one, other=other)

    def _labelled(self, label: str, said: str) -> bool:
        units = units_of(said) if label in words("unit_line") else ()
        if units:
            self.units = units
            return True
        if label in words("supplier_line") or label in words("unit_line"):
            self.given = Given(supplier=said).over(self.given)
            return True
        if label in words("source_line"):
            self.given = Given(source=said).over(self.given)
            return True
        return label.endswith(_OF_THE_PAPER) and role(label) != "period"

    def _thing(self, said: str, known: Known) -> None:
        """Find the one area or indicator a title is of, words such as 各县区 and 情况 put aside."""
        name = _NUMBERED.sub("", said)
        bracket = _IN_BRACKETS.search(name)
        if bracket is not None and units_of(bracket["inside"]):
            self.units, name = units_of(bracket["inside"]), name[: bracket.start()]
        if not known.is_indicator(name):
            self.left = _left_in(name) or self.left
        name = _said_of_titles().sub("", name)
        name = name.strip("()").removesuffix("()")
        if not name:
            return
        if known.places.names(name):
            self.subject = known.places.code(name)
        elif known.is_indicator(name):
            self.indicator = name
        else:
            self.subject = known.places.before(name) if self.subject is None else self.subject
            self.over = "" if _PAGE.fullmatch(name) or _CONTINUES.fullmatch(said) or is_note(said) else name


def units_of(text: str) -> tuple[str, ...]:
    """Return the units written side by side; none where something else stands among them.

    >>> units_of("亿元"), units_of("万元、%"), units_of("微克/立方米"), units_of("市统计局")
    (('亿元',), ('万元', '%'), ('微克/立方米',), ())
    """
    if is_unit(text):
        return (text,)
    parts = tuple(_UNITS.split(text))
    return parts if all(map(is_unit, parts)) else ()


def _left_in(name: str) -> str:
    """Return the words at the end of a title by which its table holds no observations; empty for none.

    What stands at the end is what the table is: 目标 is left out, and 目标完成情况 is taken.

    >>> _left_in("主要指标年度目标"), _left_in("计划表"), _left_in("目标完成情况"), _left_in("地区生产总值")
    ('年度目标', '计划', '', '')
    """
    core = _OF_FORM.sub("", name)
    ends = (core[start:] for start in range(len(core) - 1))
    return next((end for end in ends if left_out(end)), "")


def _said(span: Span) -> str:
    month = f"{int(span.part[1:3])}月" if span.part.startswith("-") else span.part
    return span.code or month or "—"


def is_note(text: str) -> bool:
    """Return whether a line is a note, whatever it mentions.

    >>> is_note("注：2025年数据为快报数。"), is_note("备注: 不含农户"), is_note("2025年")
    (True, True, False)
    """
    line = _LINE.match(flat(text).strip("()"))
    return line is not None and line["label"].rstrip("0123456789") in words("note_line")


def _states_in(text: str) -> list[str]:
    """Return the states a title names in brackets: （快报数）."""
    inside = re.findall(r"[(（]([^()（）]{2,8})[)）]", text)
    return [state for state in (meaning("states", each) for each in inside) if state]
