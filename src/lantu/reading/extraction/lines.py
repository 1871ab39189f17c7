"""The lines of a clean text and the numbers printed before them.

A line is taken by itself here: does it bear a number (第三章, 一、, （一）, 1., 1.1, （1）, ①), is it the furniture of a website
or page, does it name a part without number (前言, 附件1)? What it means beside its neighbours is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lantu.chinese.numerals import parse_numeral

TITLE, PART, CHAPTER, SECTION, ARTICLE, CLAUSE, ITEM, POINT, CIRCLED, UNNUMBERED = range(10)
"""Levels of headings: 篇 章 节 一、 （一） 1. （1） ①; what bears no number stands deepest."""

_CN = "[一二三四五六七八九十百零〇两]"
_MARK = re.compile(
    rf"第 ?(?P<ordinal>{_CN}{{1,5}}|\d{{1,3}}) ?(?P<unit>[篇编章节]|部分)(?![课能约制假])[ 、：:]*"
    rf"|(?P<article>{_CN}{{1,4}}) ?[、．](?!{_CN}{{1,3}}(?:、|产业|次产业|类|级)) *"
    rf"|[（(] ?(?P<clause>{_CN}{{1,4}}) ?[）)][ 、]*"
    rf"|(?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?![\d.．%％:：]) *(?=[\u4e00-\u9fff“《])(?![年月日亿万个倍元公平微千百吨])"
    rf"|(?P<item>\d{{1,3}})[.．、](?!\d) *"
    rf"|[（(] ?(?P<point>\d{{1,3}}) ?[）)][ 、]*"
    rf"|(?P<circled>[①-⑳]) *"
)
_MARK_FIRST = frozenset("第（(一二三四五六七八九十百零〇两0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_LEVELS = {"篇": PART, "编": PART, "部分": PART, "章": CHAPTER, "节": SECTION}
_PLAIN = {"article": ARTICLE, "clause": CLAUSE, "item": ITEM, "point": POINT}

_FURNITURE = re.compile(
    r"[—–\-－·]+ ?\d{1,4} ?[—–\-－·]+|第 ?\d{1,4} ?页(?:[，/ ]?共 ?\d{1,4} ?页)?|\d{1,3}|[】【\]\[|]+"
    r"|【?(?:下载|打印|全屏|收藏|分享|关闭|关闭窗口|加大|还原|减小|大|中|小|返回顶部|返回首页|首页|上一篇|下一篇|朗读|复制链接|无障碍阅读)】?"
    r"|【?字号[:：].{0,20}|(?:信息)?来源[:：].{0,40}|(?:发布|发文|成文|公开|更新)?(?:时间|日期)[:：].{0,30}|(?:责任)?编辑[:：].{0,20}"
    r"|(?:浏览|阅读|点击)(?:次数|量|数)?[:：].{0,20}|(?:索引号|发文机[关构]|主题词|主题分类|发布机构|文件编号|有效性|当前位置|您所在的位置|保护视力色)[:：].{0,60}"
    r"|(?:扫一扫|分享到).{0,20}|相关(?:报道|链接|附件|阅读|文章|解读|稿件)[:：]?|版权所有.{0,60}|附件下载[:：]?|[A-Za-z]*ICP备.{0,30}号?"
)
_FURNITURE_FIRST = frozenset(
    "—–-－·第0123456789】【][|下打全收分关加还减大中小返首上朗复无字信来发成公更时日责编浏阅点索主文有当您保扫相版附"
)
FURNITURE_LENGTH = 80
_NAMED = re.compile(
    r"(?P<front>前言|序言|序|引言|导言|导语|绪论|卷首语)|(?P<end>结语|结束语|后记)"
    r"|(?P<back>名词解释|名词注释|术语解释|有关名词解释|附录(?:[一二三四五六七八九十\d]{0,2}|[ :：].{1,40})|附表\d{0,2}|附件 ?[\d一二三四五六七八九十]{0,2}[:：]?(?:(?<=[\d ：:])[^。；\t]{2,40})?)"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The number printed before a heading.

    Attributes:
        level: Level the form of the number stands for.
        number: The number in Arabic digits; of 1.1 the whole.
        end: Index after the number and its punctuation.
    """

    level: int
    number: str
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: span without surrounding space, and its number if it bears one."""

    start: int
    end: int
    mark: Mark | None

    def __len__(self) -> int:
        """Return the length in characters."""
        return self.end - self.start


def split_lines(text: str) -> list[Line]:
    r"""Return the lines that hold something.

    >>> [(line.start, line.mark.number if line.mark else None) for line in split_lines("第三章 山水\n\n  （二）治水\n正文。")]
    [(0, '3'), (10, '2'), (16, None)]
    """
    lines = []
    position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped[0])
            mark = find_mark(text, start, start + len(stripped)) if stripped[0] in _MARK_FIRST else None
            lines.append(Line(start, start + len(stripped), mark))
        position += len(raw) + 1
    return lines


def find_mark(text: str, start: int, end: int) -> Mark | None:
    """Read the number at the head of a line; None when there is none or nothing follows it."""
    match = _MARK.match(text, start, min(end, start + 24))
    if not match or match.end() >= end:
        return None
    kind = match.lastgroup or ""
    printed = match[kind]
    if kind == "unit":
        level, number = _LEVELS[printed], _digits(match["ordinal"])
    elif kind == "dotted":
        level, number = ITEM + printed.count("."), printed
    elif kind == "circled":
        level, number = CIRCLED, str(ord(printed) - ord("①") + 1)
    else:
        level, number = _PLAIN[kind], _digits(printed)
    return Mark(level, number, match.end()) if number else None


@lru_cache(maxsize=1024)
def _digits(printed: str) -> str | None:
    value = parse_numeral(printed)
    return None if value is None else str(value)


def is_furniture(text: str, line: Line) -> bool:
    """Tell whether a line belongs to the website or the page and not to the document."""
    if len(line) > FURNITURE_LENGTH or text[line.start] not in _FURNITURE_FIRST:
        return False
    return _FURNITURE.fullmatch(text, line.start, line.end) is not None


def named_part(text: str, line: Line) -> str | None:
    """Return ``front``, ``end`` or ``back`` when the line names a part of a document that bears no number (前言, 附件1)."""
    if len(line) > FURNITURE_LENGTH:
        return None
    match = _NAMED.fullmatch(text, line.start, line.end)
    return match.lastgroup if match else None
