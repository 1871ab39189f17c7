"""Shares that are said together: a structure (A占40%、B占60%), shares given by 分别, a ratio of parts (10:40:50)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lantu.review.intervals import Interval, allowed, total_of

_AFTER = r"(?P<after{0}>以上|左右|以内|以下|上下)?"
_SHARE = r"(?:所?占(?:比[重例]?|的?份额)?|比重|比例|份额)"
_ITEM = re.compile(
    rf"(?P<name>[^，。；、：:\d%\n]{{1,18}}?){_SHARE}(?P<of>[^，。；、：:\d\n]{{0,12}}?)(?P<about>约|不低于|不超过|不高于|超过)?\s*(?P<value>\d{{1,3}}(?:\.\d+)?)\s*%(?P<after>以上|左右|以内|以下)?"
)
_JOINED = re.compile(r"(?:[、，；,;\s]|和|与|及|以及|其余)*")
_RESPECTIVELY = re.compile(
    rf"(?P<names>[^，。；：:\d\n]{{1,12}}(?:、[^，。；：:、\d\n]{{1,12}})*(?:[和与及][^，。；：:、\d\n]{{1,16}}?)?)?(?P<of>[^，。；、：:\d\n]{{0,12}}?)"
    rf"(?:{_SHARE}[^，。；、：:\d\n]{{0,10}}?分别[^，。；、：:\d\n]{{0,4}}|分别占比?[^，。；、：:\d\n]{{0,8}})"
    r"(?P<values>\d{1,3}(?:\.\d+)?%?(?:[、，和与及]+\d{1,3}(?:\.\d+)?%?)+)(?P<after>以上|左右|以内|以下)?"
)
_RATIO = re.compile(
    r"(?<![\d.:：∶])(?P<values>\d{1,3}(?:\.\d+)?(?:\s*[:：∶]\s*\d{1,3}(?:\.\d+)?){1,5})(?![\d.:：∶]|[时点])(?P<after>左右|上下)?"
)
_STRUCTURE = re.compile(r"结构|构成|比重|比例|占比|之比|产业比|配比")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COMPLETE = re.compile(r"结构|构成|组成|三次产业|三产|合计|总计|三者|两者|四者")
_INDUSTRIES = (re.compile("第?一(?:次)?产"), re.compile("第?二(?:次)?产"), re.compile("第?三(?:次)?产|服务业"))
#: What two shares leave no third of.
_COMPLEMENTS = (
    ("城镇", "农村"),
    ("城镇", "乡村"),
    ("男", "女"),
    ("公办", "民办"),
    ("国有", "民营"),
    ("进口", "出口"),
    ("新建", "改造"),
)
_BEFORE = 24  # characters before a ratio in which its sentence says that it is one of shares


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of one whole.

    Attributes:
        names: What has each share, in order; as many as there are values, or none.
        values: As printed, in per cent.
        added: What they may add up to, in per cent.
        complete: Whether the text says that there are no other parts.
        start: Index into the unified text of the first character.
        end: Index after the last.
    """

    names: tuple[str, ...]
    values: tuple[Fraction, ...]
    added: Interval
    complete: bool
    start: int
    end: int

    @property
    def rounding(self) -> Fraction:
        """How far rounding may lead from 100: half a unit of the last decimal for each share."""
        places = max(_places(value) for value in self.values)
        return Fraction(len(self.values), 2 * 10**places)


def shares_in(text: str) -> Iterator[Shares]:
    """Yield the shares a unified text gives together.

    >>> [(shares.values, shares.complete) for shares in shares_in("三次产业结构调整为10:40:51。")]
    [((Fraction(10, 1), Fraction(40, 1), Fraction(51, 1)), True)]
    """
    yield from _in_turn(text)
    for match in (found for stretch in _stretches(text) for found in _RESPECTIVELY.finditer(text, *stretch)):
        names = tuple(re.split("[、和与及]", (match["names"] or "") + match["of"]))
        values = _values(match["values"])
        if "%" in match["values"] and len(values) == len(names):
            yield _shares(text, names, values, [match["after"]] * len(values), match.start(), match.end())
    for match in _RATIO.finditer(text):
        values = _values(match["values"])
        told = text[max(0, match.start() - _BEFORE) : match.start()]
        if len(values) > 1 and 80 <= sum(values) <= 120 and _STRUCTURE.search(told):
            yield Shares((), values, _added(values, [match["after"]] * len(values)), True, match.start(), match.end())


_STRETCH = re.compile(r"[^。\n]*%[^。\n]*")
_SAYS_SHARE = re.compile(r"占|比重|比例|份额")


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences that can give shares: the search in them is slow, and they are few."""
    return (match.span() for match in _STRETCH.finditer(text) if _SAYS_SHARE.search(match[0]))


def _in_turn(text: str) -> Iterator[Shares]:
    """Yield runs of shares, each with its own name: 煤炭占45%、油气占30%."""
    run: list[re.Match[str]] = []
    for match in (found for stretch in _stretches(text) for found in _ITEM.finditer(text, *stretch)):
        if run and not _JOINED.fullmatch(text, run[-1].end(), match.start()):
            yield from _run(text, run)
            run = []
        run.append(match)
    yield from _run(text, run)


def _run(text: str, run: list[re.Match[str]]) -> Iterator[Shares]:
    if len(run) > 1 and len({match["of"] for match in run if match["of"]}) < 2:
        names = tuple(match["name"] for match in run)
        values = tuple(Fraction(match["value"]) for match in run)
        bounds = [match["after"] or match["about"] for match in run]
        yield _shares(text, names, values, bounds, run[0].start(), run[-1].end())


def _shares(
    text: str, names: tuple[str, ...], values: tuple[Fraction, ...], bounds: list[str | None], start: int, end: int
) -> Shares:
    opening = max(text.rfind("。", 0, start), text.rfind("\n", 0, start), start - _BEFORE)
    sentence = text[opening + 1 : end]
    industries = len(names) == 3 and all(kind.search(name) for kind, name in zip(_INDUSTRIES, names, strict=True))
    two = len(names) == 2 and any(a in names[0] + names[1] and b in names[0] + names[1] for a, b in _COMPLEMENTS)
    complete = industries or two or _COMPLETE.search(sentence) is not None
    return Shares(names, values, _added(values, bounds), complete, start, end)


def _values(printed: str) -> tuple[Fraction, ...]:
    return tuple(Fraction(found) for found in _NUMBER.findall(printed))


_BOUNDS = {
    "以上": ">=",
    "不低于": ">=",
    "超过": ">",
    "以内": "<=",
    "以下": "<=",
    "不超过": "<=",
    "不高于": "<=",
    "左右": "approx",
    "上下": "approx",
    "约": "approx",
}


def _added(values: tuple[Fraction, ...], bounds: list[str | None]) -> Interval:
    return total_of(
        [allowed(_BOUNDS.get(bound or "", "="), value) for value, bound in zip(values, bounds, strict=True)]
    )


def _places(value: Fraction) -> int:
    return next((places for places in range(6) if (value * 10**places).denominator == 1), 6)
