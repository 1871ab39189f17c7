"""Where a text speaks of one of its own tables, boxes, annexes or figures (主要指标见专栏1, 详见附件3, 任务分工方案附后)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lantu.chinese.numerals import parse_numeral

NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_NUMBERED = re.compile(
    rf"(?P<kind>专栏|附件|附表|附图)[ 　]?(?P<number>{NUMBER})(?![\d章节条款.．%％年月个项张])"
    rf"|(?<=[见如])(?P<plain>[表图])[ 　]?(?P<plain_number>{NUMBER})(?![\d.．%％年月])"
)
_MORE = re.compile(rf"[、和及与](?:专栏|附件|附表|附图|表|图)?[ 　]?(?P<number>{NUMBER})(?=[、，。；）)\n和及与所]|$)")
_UNNUMBERED = re.compile(
    r"(?:详见|参见|参阅|可见|见|列入|列于|如)(?:本[规纲][划要])?(?:文?后?)(?P<kind>附件|附表|附图|附录|下表|下图)(?=[，。；、）)：\n所]|$)"
    r"|(?<=[（(])(?P<bare>附件|附表|附图)(?=[）)])"
    r"|(?<=[\u4e00-\u9fff表图单案”》])(?P<after>附后)(?=[，。；）)\n]|$)"
)
_OF_ANOTHER = re.compile(
    r"(?:》(?:的|之|中|（[^（）]{0,20}）)?|[〕号](?:文件?)?(?:的)?|(?:该|原|上述|其)(?:文件|办法|通知)?(?:的)?)$"
)
_KIND = {"下表": "表", "下图": "图", "附后": "附件"}


class Mention(NamedTuple):
    """A place that speaks of a part of the document.

    Attributes:
        kind: 专栏 附件 附表 附图 附录 表 图.
        number: Its number in Arabic digits, or None.
        below: True when it should follow at once (下表).
        start: Index of its first character.
        end: Index after its last character.
    """

    kind: str
    number: str | None
    below: bool
    start: int
    end: int


def find_mentions(text: str, begin: int, end: int) -> Iterator[Mention]:
    """Yield the mentions in a stretch of running text, in order.

    Args:
        text: Clean text.
        begin: Index where the stretch begins.
        end: Index after it.

    >>> line = "指标见专栏1，安排详见附件3、4，依据《办法》附件2。"
    >>> [(m.kind, m.number) for m in find_mentions(line, 0, len(line))]
    [('专栏', '1'), ('附件', '3'), ('附件', '4')]
    """
    found = [*_numbered(text, begin, end), *_unnumbered(text, begin, end)]
    yield from sorted(found, key=lambda mention: mention.start)


def _numbered(text: str, begin: int, end: int) -> Iterator[Mention]:
    position = begin
    while match := _NUMBERED.search(text, position, end):
        position = match.end()
        kind, printed = match["kind"] or match["plain"], match["number"] or match["plain_number"]
        foreign = _OF_ANOTHER.search(text[max(begin, match.start() - 30) : match.start()])
        start = match.start()
        while True:
            number = arabic(printed)
            if number and not foreign:
                yield Mention(kind, number, False, start, position)
            more = _MORE.match(text, position, end)
            if more is None:
                break
            start, position, printed = more.start("number"), more.end(), more["number"]


def _unnumbered(text: str, begin: int, end: int) -> Iterator[Mention]:
    for match in _UNNUMBERED.finditer(text, begin, end):
        name = match.lastgroup or "kind"
        if name == "kind" and _OF_ANOTHER.search(text[max(begin, match.start() - 30) : match.start()]):
            continue
        printed = match[name]
        yield Mention(
            _KIND.get(printed, printed), None, printed in ("下表", "下图"), match.start(name), match.end(name)
        )


def arabic(printed: str) -> str | None:
    """Return a printed number in Arabic digits."""
    value = parse_numeral(printed)
    return None if value is None else str(value)
