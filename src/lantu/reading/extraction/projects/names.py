"""Names of projects: lists of them cut apart, what can be one, and when two are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lantu.reading.extraction.masking import masked
from lantu.reading.extraction.tasks.projects import can_be_built

_CUT = re.compile(r"[、；;]|，以及|以及(?=[\u4e00-\u9fff])")
_CLOSING = re.compile(
    r"等(?:(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})[项个大])?(?P<kind>[^、，。；等]{0,16})[。；]?$"
)
_ITS_KIND = re.compile(r"(?:重大|重点|主要|一批|标志性|TOD|[A-Za-z]+)*(?:开发|示范|建设)?(?:工程|项目)(?:建设)?")
_WORKS = re.compile(r"(?:更新改造|改扩建|扩建|改造|提升|修复|治理|新建|迁建|除险加固|开发|整治)")
_VAGUE = re.compile(
    r"一批|若干|各类|各项|有关|相关|上述|其他|多个|多处|[\d一二两三四五六七八九十]+(?:余|多)?[个座条所家处项](?![^、]*[路桥街区])"
)
_ENDS_AS_WORKS = re.compile(
    r"(?:工程|项目|改造|扩建|改扩建|治理|整治|建设|修复|[一二三四五]期|除险加固|迁建|延线|支线|[线段])(?:（[^（）]*）)?$"
)
_NUMBER_BEFORE = re.compile(r"(?:\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[）)]|[①-⑳]|[-—●◆■·•]+)\s*")
_TAIL = re.compile(r"(?:建设|项目|工程)+$|(?:建设)?(?:项目|工程)建设$")
_TRAILING_QUANTITY = re.compile(r"[\d.]+[万亿千]?[\u4e00-\u9fffa-zA-Z]{1,4}$")
_MARKS = re.compile(r"[\s“”\"‘’'《》「」·（）()]")
LONGEST_NAME = 60


def members(text: str, *, closed: bool = False) -> list[tuple[int, int]]:
    """Return where the members of a list of names stand in a text.

    Args:
        text: A list of names, at its end perhaps 等三项工程.
        closed: True where only a list that ends with 项目 or 工程 counts.

    >>> [("甲水厂、乙水厂（一、二期）等2项工程")[a:b] for a, b in members("甲水厂、乙水厂（一、二期）等2项工程")]
    ['甲水厂', '乙水厂（一、二期）']
    >>> members("甲学院、乙学院等市属高校提升工程", closed=True)
    []
    """
    hidden = masked(text)
    end = len(text.rstrip("。；"))
    closing = _CLOSING.search(hidden, max(0, end - 24), end)
    kind = closing["kind"] if closing else ""
    if closed and not (closing and kind) and not re.search(r"(?:项目|工程)$", hidden[:end]):
        return []
    stop = closing.start() if closing else end
    spans = list(_spans(text, hidden, stop))
    if closed and kind and not _ITS_KIND.fullmatch(kind):
        work = _WORKS.search(kind)
        if work is None or not all(_WORKS.search(text, a, b) for a, b in spans):
            return []
    return spans


def announced_number(text: str) -> int | None:
    """Return how many projects a list says that it names (等7项工程)."""
    closing = _CLOSING.search(text[-24:])
    return int(closing["count"]) if closing and closing["count"] and closing["count"].isdigit() else None


def _spans(text: str, hidden: str, stop: int) -> Iterator[tuple[int, int]]:
    position = 0
    for match in (*_CUT.finditer(hidden, 0, stop), None):
        end = match.start() if match else stop
        begin = position + len(text[position:end]) - len(text[position:end].lstrip())
        if begin < end:
            yield begin, end
        position = match.end() if match else stop


def bare(name: str) -> str:
    """Return a name without the number printed before it.

    >>> bare("3.蓝河大桥"), bare("106国道改造")
    ('蓝河大桥', '106国道改造')
    """
    number = _NUMBER_BEFORE.match(name)
    return name[number.end() :] if number and number.end() < len(name) else name


def can_be_name(name: str) -> bool:
    """Tell whether a text can be the name of one project.

    >>> can_be_name("清溪水厂扩建"), can_be_name("一批停车场"), can_be_name("甲，乙")
    (True, False, False)
    """
    if not 2 < len(name) <= LONGEST_NAME or re.search(r"[，。；！？\t]", masked(name)) or _VAGUE.match(name):
        return False
    return re.search(r"[\u4e00-\u9fff]{2}", name) is not None


@lru_cache(maxsize=4096)
def looks_built(name: str) -> bool:
    """Tell whether a name is that of something built, not of a field of work.

    >>> looks_built("清溪水厂扩建"), looks_built("特种合金")
    (True, False)
    """
    return can_be_name(name) and (_ENDS_AS_WORKS.search(name) is not None or can_be_built(name))


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """Return a name in the form in which it is compared: without marks, and without 项目, 工程, 建设 at its end.

    >>> key_of("“蓝河”大桥建设工程") == key_of("蓝河大桥")
    True
    """
    return _TAIL.sub("", _MARKS.sub("", name)) or _MARKS.sub("", name)


def without_quantity(name: str) -> str:
    """Return a name without the quantity that a sentence may append (城际铁路62公里)."""
    return _TRAILING_QUANTITY.sub("", name)
